"""The reader of old prose: doc comments from before 5.2, when they were not yet reStructuredText.

Such text has the conventions of plain e-mail and of Texinfo: lists, aligned tables, transcripts, GNU quotes.
It is read into `sphinx_qapi.syntax.plain.nodes`; what cannot be told apart is kept line by line.
"""

from sphinx_qapi.syntax.plain.blocks import read_plain
from sphinx_qapi.syntax.plain.returns import ErrorRow, ReturnsAndErrors, read_returns

__all__ = ["ErrorRow", "ReturnsAndErrors", "read_plain", "read_returns"]
