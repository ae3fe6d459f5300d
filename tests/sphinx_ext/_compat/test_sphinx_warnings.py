"""The warnings of a build, collected as values."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx.util import logging
from sphinx.util.logging import LogCollector, convert_serializable

from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import (
    PART,
    CollectedWarning,
    LinePart,
    PlacedMessage,
    collected_warnings,
)
from sphinx_qapi.sphinx_ext.reporting import warn

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build


@pytest.mark.parametrize("is_from_worker", [False, True])
def test_a_message_is_shown_once_for_each_place(build: Build, is_from_worker: bool) -> None:
    app = build("", {"index.rst": "T\n=\n"}).app
    collector = LogCollector()
    with collector.collect():
        for place in ("a.json:1", "a.json:2", "a.json:1"):
            warn("it is 100% wrong", "bad-markup", place, once=True)
    if is_from_worker:
        with contract(
            "records of workers have messages that were prepared by `str`, and no arguments",
            breaks="with `-j`, mistakes of the same kind are shown once for all places",
        ):
            convert_serializable(collector.logs)
            collector.logs = pickle.loads(pickle.dumps(collector.logs))
            assert {str(each.args) for each in collector.logs} == {"()"}
    for record in collector.logs:
        logging.getLogger("sphinx_qapi.test").handle(record)
    told = [line for line in app.warning.getvalue().splitlines() if "100%" in line]
    assert len(told) == 2
    assert all("it is 100% wrong [qapi.bad-markup]" in line for line in told)


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


def test_messages_about_different_places_differ() -> None:
    here, there = PlacedMessage("wrong", "a:1"), PlacedMessage("wrong", "a:2")
    assert [here == there, here != there, here != PlacedMessage("wrong", "a:1")] == [False, True, False]
