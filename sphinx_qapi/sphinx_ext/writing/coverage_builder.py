"""Our part of Sphinx's coverage builder (`sphinx.ext.coverage`): ``qapi.txt`` besides ``python.txt`` and ``c.txt``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util import logging

from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.reporting import warn

if TYPE_CHECKING:
    from sphinx_qapi.analysis.coverage import Item

_logger = logging.getLogger(__name__)


def write_coverage(app: Sphinx, exception: Exception | None) -> None:
    """Write the report on all schemas, and log a line that sums it up (handler of ``build-finished``)."""
    if exception is not None or not abilities_of(app.builder).counts_comments:
        return
    from sphinx_qapi.analysis.coverage import coverage
    from sphinx_qapi.export.coverage_report import coverage_line, coverage_report

    schemas = state_of(app.env).store.schemas
    items = {namespace: list(coverage(loaded.schema)) for namespace, loaded in schemas.items()}
    text = coverage_report(items, headline=app.config.coverage_write_headline)
    Path(app.outdir, "qapi.txt").write_text(text, encoding="utf-8")
    for namespace, each in items.items():
        _logger.info("QAPI %s: %s", namespace, coverage_line(each))
        if app.config.coverage_show_missing_items:
            _show_missing(each, as_warnings=app.config.verbosity < 0)


def _show_missing(items: list[Item], *, as_warnings: bool) -> None:
    """Show missing descriptions as Sphinx does for Python: quiet builds get warnings."""
    for item in items:
        if item.is_described:
            continue
        place, message = f"{item.position.path}:{item.position.line}", f"{item.name} is not described"
        if as_warnings:
            warn(message, "coverage", place)
        else:
            _logger.info("%s: %s", place, message)
