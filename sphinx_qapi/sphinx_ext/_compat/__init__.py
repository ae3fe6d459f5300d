"""Parts of docutils, Sphinx, its themes and MyST that are no documented interface, a file for each.

Whatever depends on how these work inside, or on their versions, is here and nowhere else. A file offers plain functions
and knows nothing of QAPI; `tests/sphinx_ext/_compat` has a contract for each, which says what has changed and what of
ours then breaks. This is the lowest folder of the extension: it imports nothing from the others.
"""
