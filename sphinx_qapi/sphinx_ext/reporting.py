"""The only way to Sphinx's warnings: their type is ``qapi``, their subtype the rule's name."""

from __future__ import annotations

from collections.abc import Iterable

from docutils.nodes import Node
from sphinx.util import logging

from sphinx_qapi.export.printable import printable
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import PART, LinePart, PlacedMessage

_logger = logging.getLogger(__name__)


def warn(
    message: str,
    rule: str,
    location: Node | str | tuple[str, int] | None = None,
    *,
    part: LinePart | None = None,
    once: bool = False,
) -> None:
    """Warn of *message* at *location*; with *once*, not again for the same place.

    *part* is the part of the line that is at fault. Users silence the warning with
    ``suppress_warnings = ["qapi.<rule>"]``.
    """
    message = printable(message)
    if isinstance(location, str):
        location = printable(location)
    placed = PlacedMessage(message, str(location))
    more = {PART: part} if part else {}
    _logger.warning(placed, type="qapi", subtype=rule, location=location, once=once, extra=more)


def note(message: str, rule: str, place: str) -> None:
    """Report a note at *place*, which only verbose output shows."""
    _logger.verbose("%s: note: %s [qapi.%s]", printable(place), printable(message), rule)


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Report *diagnostics* of reading a schema; notes appear only in verbose output."""
    for each in diagnostics:
        place = f"{each.place.path}:{each.place.line}"
        message = f"In {each.definition}: {each.message}" if each.definition else each.message
        if each.severity is Severity.NOTE:
            note(message, each.rule, place)
        else:
            warn(message, each.rule, place)
