"""The command line: thin callers of the layers below. No module here imports Sphinx at module level."""
