"""Layout of doc comments that only the tools of some releases insist on: indentation, line length, spaces."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.schema.comment_dialects import CommentDialect
from sphinx_qapi.schema.comment_parts import CommentPart
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.syntax.nodes import DocBlockNode


def check_layout(
    block: DocBlockNode,
    parts: Sequence[CommentPart],
    *,
    path: str,
    rules: CommentDialect,
    markup: str,
    findings: Findings,
) -> None:
    """Report what the named dialect's tools reject in the layout of *block*; nothing in automatic mode."""


def check_prose(block: DocBlockNode, *, path: str, findings: Findings) -> None:
    """Report long lines, and sentences one space apart, where the named dialect's tools reject them."""
