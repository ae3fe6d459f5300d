"""The warnings of a build, collected as values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import PART, CollectedWarning, LinePart, collected_warnings

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build


def test_warnings_are_values_with_their_places(build: Build) -> None:
    app = build("", {"index.rst": "T\n=\n"}, suppress_warnings=["quiet"]).app
    found: list[CollectedWarning] = []
    logger = logging.getLogger("sphinx_qapi.test")
    node = nodes.emphasis("*far*\naway", "")
    node.source, node.line = "/a/b.json", 7
    page = str(Path(app.srcdir, "index.rst"))
    with (
        contract(
            "warnings are records of the logger `sphinx`, with `location`, `type` and `subtype`",
            breaks="`sphinx-qapi check --prose` finds nothing",
        ),
        collected_warnings(app, found.append),
    ):
        with logging.pending_warnings():
            logger.warning("held %s", "back", location=node, type="a", subtype="b")
            assert found == []
        logger.warning("of a page", location=("index", 3), type="a")
        logger.warning("of a whole page", location="index")
        logger.warning("of a line", location="/a/b.json:12", extra={PART: LinePart(("x",), 1)})
        logger.warning("of nothing")
        logger.warning("not shown", type="quiet")
        logger.info("no warning")
    logger.warning("too late")
    assert found == [
        CollectedWarning("held back", "a.b", "/a/b.json", 7, LinePart(("*far*",))),
        CollectedWarning("of a page", "a", page, 3, LinePart()),
        CollectedWarning("of a whole page", "", page, None, LinePart()),
        CollectedWarning("of a line", "", "/a/b.json", 12, LinePart(("x",), 1)),
        CollectedWarning("of nothing", "", "", None, LinePart()),
    ]
