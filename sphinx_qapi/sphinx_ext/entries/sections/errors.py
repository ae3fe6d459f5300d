"""The section of the errors that a command may return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.nodes import Node

from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.doctree.nodes import label, qapi_row, qapi_rows, qapi_title_xref
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.views import View
from sphinx_qapi.sphinx_ext.linking.error_links import class_link, link_classes
from sphinx_qapi.sphinx_ext.translation import _

if TYPE_CHECKING:
    from sphinx_qapi.syntax.plain.returns import ErrorRow

ERROR_CLASSES = View("error classes", lambda site, _definition: site.loaded.analyses.error_classes, is_of_schema=True)
"""For each error class, the enum that contains it."""


def errors_section(entry: EntryContext) -> list[Node]:
    """The ``Errors:`` section, after the errors that an old comment names under ``Returns:``."""
    blocks: list[Node] = []
    for section in entry.sections_of(SectionKind.RETURNS):
        if section.text.markup == "plain":
            from sphinx_qapi.syntax.plain.returns import read_returns  # comments have been reST since 5.2

            rows = [_row(entry, error, section.text) for error in read_returns(section.text).errors]
            blocks += [qapi_rows("", *rows, list=1)] if rows else []
    for section in entry.sections_of(SectionKind.ERRORS):
        blocks += entry.read(section.text)
    link_classes(entry.page.namespace, entry.see(ERROR_CLASSES), blocks)
    return [label(_("Errors")), *blocks] if blocks else []


def _row(entry: EntryContext, error: ErrorRow, text: Text) -> qapi_row:
    row = qapi_row("", name=error.name or _("other"), word=int(error.name is None))
    classes = entry.see(ERROR_CLASSES)
    if error.name and error.name in classes:
        row += class_link(entry.page.namespace, classes, error.name, qapi_title_xref)
    row += entry.plain(error.blocks, text)
    return row
