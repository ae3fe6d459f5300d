"""Indexes: generated pages, the lists of ``qapi:index``, and those that Sphinx makes itself."""
