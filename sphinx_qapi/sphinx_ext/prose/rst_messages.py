"""Translation of docutils' messages about a schema's prose into findings of our rules at the schema's line.

docutils complains while a text is parsed, and later while references on the whole page are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Container

from docutils import nodes

from sphinx_qapi.source.findings import MOST_CHARACTERS
from sphinx_qapi.sphinx_ext._compat import docutils_messages
from sphinx_qapi.sphinx_ext._compat.docutils_messages import Complaint, Complaints, Topic
from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import LinePart
from sphinx_qapi.sphinx_ext.reporting import warn

_RULES = {
    Topic.UNCLOSED: "unclosed-markup",
    Topic.INDENTATION: "bad-indentation",
    Topic.ROLE: "unknown-role",
    Topic.UNKNOWN_DIRECTIVE: "unknown-directive",
    Topic.DIRECTIVE: "bad-directive",
    Topic.TABLE: "bad-table",
    Topic.TITLE: "misplaced-title",
    Topic.DUPLICATE: "duplicate-target",
    Topic.REFERENCE: "broken-reference",
    Topic.OTHER: "invalid-rst",
}
_OPTION = re.compile(r"""\boption:? "(?P<name>[^"]+)\"""")
_QUOTED = re.compile(r'"([^"]+)"')


def report_complaints(document: nodes.document, paths: Container[str]) -> Complaints:
    """Report docutils' complaints in *document* about the schema files *paths* as findings; return their observer."""
    return docutils_messages.pass_complaints_on(document.reporter, paths, _report)


def _report(complaint: Complaint) -> None:
    if complaint.topic is Topic.REPEATED:
        return
    message = complaint.text.rstrip(".")
    if len(message) > MOST_CHARACTERS:
        message = f"{message[: MOST_CHARACTERS - 1]}…"
    line = "" if complaint.line is None else complaint.line + _line_of_option(message, complaint.source)
    # Once: a definition is parsed again where it is shown a second time, as in a summary.
    warn(message, _RULES[complaint.topic], f"{complaint.path}:{line}", part=_part(complaint), once=True)


def _part(complaint: Complaint) -> LinePart:
    """The part of the line that *complaint* is about: the markup that docutils was at, else what the message quotes."""
    if complaint.rest:
        return LinePart((complaint.rest,), complaint.length)
    quoted = reversed(_QUOTED.findall(complaint.text))  # the last first: an option's name follows its directive's
    forms = ((f"|{name}|", f"`{name}`_", f"[{name}]_", f"{name}_", name) for name in quoted)
    return LinePart(tuple(word for words in forms for word in words))


def _line_of_option(message: str, source: str) -> int:
    """The number of lines from the beginning of the directive *source* to the option that *message* is about, or 0."""
    match = _OPTION.search(message)
    if match is None:
        return 0
    field = f":{match['name'].casefold()}:"
    lines = (number for number, line in enumerate(source.split("\n")) if line.strip().casefold().startswith(field))
    return next(lines, 0)
