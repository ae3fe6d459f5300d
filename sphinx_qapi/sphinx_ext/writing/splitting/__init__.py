"""Pages of definitions that are parts of their module's document, which HTML builders split when they write.

A module is read and resolved once, which is most of the cost of a page. Builders that do not split, or that are not
known here, write the module's document as it is.
"""
