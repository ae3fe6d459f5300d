"""Helpers that parse texts with docutils as a schema's prose is parsed, each on a page of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from sphinx_qapi.sphinx_ext._compat.docutils_messages import Complaint, pass_complaints_on
from sphinx_qapi.sphinx_ext._compat.docutils_parser import RstParser

PATH = "schema.json"
FIRST_LINE = 11
"""The line of the file at which each text begins."""


def new_page(**settings: Any) -> nodes.document:
    """A page with the settings that Sphinx would use, which prints no messages."""
    values = get_default_settings(Parser())
    vars(values).update(warning_stream=io.StringIO(), halt_level=5, **settings)  # as Sphinx sets it
    return new_document("page.rst", values)


@dataclass
class Read:
    """The result of reading a text."""

    page: nodes.document
    holder: nodes.Element
    complaints: list[Complaint] = field(default_factory=list)


def read(text: str, *, role: str = "", then: Callable[[nodes.document], None] | None = None, **settings: Any) -> Read:
    """Read *text* with the default role *role* (empty for none); then call *then*, if given, with the page.

    The page has the result as its only content.
    """
    page = new_page(**settings)
    result = Read(page, nodes.section())
    page += result.holder
    complaints = pass_complaints_on(page.reporter, [PATH], result.complaints.append)
    lines = text.split("\n")
    parser = RstParser(page, complaints)
    with parser.reading(lines, PATH, range(FIRST_LINE, FIRST_LINE + len(lines)), role):
        parser.blocks(result.holder)
    if then is not None:
        then(page)
    return result
