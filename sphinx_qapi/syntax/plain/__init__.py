"""The reader of old prose: doc comments from before 5.2, which are not yet reStructuredText.

Such prose follows the conventions of plain e-mail and of Texinfo: lists, aligned tables, transcripts, GNU quotes. It is
read into `sphinx_qapi.syntax.plain.prose_nodes`; text that cannot be identified is kept line by line.
"""

from sphinx_qapi.syntax.plain.blocks import read_plain
from sphinx_qapi.syntax.plain.returns import ErrorRow, ReturnsAndErrors, read_returns

__all__ = ["ErrorRow", "ReturnsAndErrors", "read_plain", "read_returns"]
