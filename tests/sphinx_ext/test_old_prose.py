"""Prose of old schemas as nodes."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_qapi.sphinx_ext.prose.old_prose import plain_nodes
from sphinx_qapi.syntax.plain.prose_nodes import LiteralBlock


@pytest.mark.parametrize(("language", "lexer"), [("qmp", "QMP"), ("text", "none")])
def test_only_transcripts_are_highlighted(language: str, lexer: str) -> None:
    block = LiteralBlock(lines=("-> 1", "<- 2"), language=language, line=1)
    (found,) = plain_nodes([block], "a.json", nodes.Text)
    assert isinstance(found, nodes.literal_block)
    assert found["language"] == lexer
    assert found.astext() == "-> 1\n<- 2"
