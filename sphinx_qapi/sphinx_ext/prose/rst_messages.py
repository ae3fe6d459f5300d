"""What docutils says about a schema's prose, turned into findings of our rules at the schema's line.

docutils complains while a text is parsed, and later while references on the whole page are resolved; both go through
the reporter of the document, whose stream is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from docutils import nodes

from sphinx_qapi.source.findings import MOST_CHARACTERS
from sphinx_qapi.sphinx_ext.reporting import warn

_COMPLAINT = re.compile(r"(?P<path>.+?):(?P<line>\d*): \([A-Z]+/\d\) (?P<text>.*)", re.DOTALL)
_RULES = (
    (
        re.compile(r"start-string without end-string|interpreted text or phrase reference|Mismatch: both interp"),
        "unclosed-markup",
    ),
    (
        re.compile(r"[Uu]nexpected indentation|unexpected unindent|[Ii]nconsistent (?:literal block )?quoting"),
        "bad-indentation",
    ),
    (re.compile(r"Unknown interpreted text role|No role entry for"), "unknown-role"),
    (re.compile(r"Unknown directive type|No directive entry for"), "unknown-directive"),
    (
        re.compile(
            r'Error (?:in|with) "|(?:Content block expected|Error parsing content block) for the "|Invalid context: '
        ),
        "bad-directive",
    ),
    (re.compile(r"Malformed table|Blank line required after table|[Tt]able"), "bad-table"),
    (re.compile(r"[Tt]itle|[Tt]ransition"), "misplaced-title"),
    (
        re.compile(r"Duplicate (?:explicit|implicit)? ?target name|Duplicate (?:footnote|citation|substitution)"),
        "duplicate-target",
    ),
    (
        re.compile(r"Unknown target name|Undefined substitution|footnote references|Circular|Indirect hyperlink"),
        "broken-reference",
    ),
)
"""What a complaint is recognised by; anything else is ``invalid-rst``."""

_REPEATED = re.compile(r"Problematic content in substitution|Substitution definition contains illegal.*<problematic>")
"""Complaints that come with others about the same mistake; the second is that of docutils below 0.22."""
_OPTION = re.compile(r"""\boption:? "(?P<name>[^"]+)\"""")


class _ComplaintStream:
    """Takes the complaints of a document's reporter, and passes on those that are not about schema files."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.paths: set[str] = set()

    def write(self, text: str) -> None:
        match = _COMPLAINT.match(text)
        if match is None or match["path"] not in self.paths:
            self.stream.write(text)
            return
        # What follows a blank line is the source, which is in the file.
        message, _, source = match["text"].partition("\n\n")
        message = " ".join(message.split()).rstrip(".")
        if _REPEATED.match(message):
            return
        if len(message) > MOST_CHARACTERS:
            message = f"{message[: MOST_CHARACTERS - 1]}…"
        line = int(match["line"]) + _line_of_option(message, source) if match["line"] else ""
        place = f"{match['path']}:{line}"
        warn(message, rule_of(message), place, once=True)  # a summary repeats what a definition says

    def close(self) -> None:
        """Nothing: what is below is not ours."""


def rule_of(message: str) -> str:
    """The rule of docutils' *message*."""
    return next((rule for pattern, rule in _RULES if pattern.search(message)), "invalid-rst")


def _line_of_option(message: str, source: str) -> int:
    """How many lines below the beginning of the directive *source* the option stands that *message* is about."""
    match = _OPTION.search(message)
    if match is None:
        return 0
    field = f":{match['name'].casefold()}:"
    lines = (number for number, line in enumerate(source.split("\n")) if line.strip().casefold().startswith(field))
    return next(lines, 0)


def take_complaints(document: nodes.document, paths: Iterable[str]) -> None:
    """Report complaints about the schema files *paths* in *document* as findings."""
    reporter: Any = document.reporter
    if not isinstance(reporter.stream, _ComplaintStream):
        reporter.stream = _ComplaintStream(reporter.stream)
    reporter.stream.paths.update(paths)
