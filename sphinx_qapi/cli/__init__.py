"""The command line: thin callers of the layers below. Sphinx is never imported at module level."""
