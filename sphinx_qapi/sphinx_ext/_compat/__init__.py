"""Code that depends on undocumented parts of docutils, Sphinx, its themes and MyST, one file for each part.

All code that depends on the inner workings of these projects, or on their versions, is in this folder and nowhere else.
The files offer plain functions and know nothing of QAPI. `tests/sphinx_ext/_compat` has a contract test for each, which
says what has changed and what breaks in this project as a result. This is the lowest folder of the extension: it
imports nothing from the others.
"""
