"""Pages of definitions that are parts of their module's document: builders of HTML split it when they write.

A module is read and resolved once, which is most of what a page costs. Builders that are not split, or not known here,
write the module's document as it is.
"""
