"""The targets of references, found after all pages are read."""
