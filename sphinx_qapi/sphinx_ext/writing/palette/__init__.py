"""The search for symbols in HTML sites: the index, and how pages load it."""
