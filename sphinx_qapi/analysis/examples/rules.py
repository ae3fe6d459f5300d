"""Rules about examples: whether their messages match the schema, and how they are written."""

from __future__ import annotations

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.rule_kinds import advice
from sphinx_qapi.source.span import NEVER


def _written(name: str, summary: str, explanation: str) -> Rule:
    """A rule about how an example is written, which QEMU's own tools check, too."""
    return Rule(
        name=name,
        summary=summary,
        explanation=explanation,
        rejected=releases.EXAMPLES_HIGHLIGHTED,
        auto=Severity.WARNING,
    )


def _said(name: str, summary: str, explanation: str, severity: Severity = Severity.WARNING) -> Rule:
    """A rule about the content of an example, which QEMU's own tools do not compare with the schema."""
    return Rule(name=name, summary=summary, explanation=explanation, rejected=NEVER, auto=severity, other=severity)


SYNTAX = _written(
    "example-syntax",
    "a message of an example that cannot be read",
    """\
A bracket is not closed, or closed by the wrong one; one is left over behind the message; or there is no telling what
is meant. The message ends where the next one begins, and what stands between is compared with nothing else.""",
)
NOT_JSON = _written(
    "example-not-json",
    "a message of an example that is no JSON",
    """\
It can be read, but whoever copies it gets an error: a comma is missing or left over, strings stand between single
quotes or none, numbers are hexadecimal, constants are those of Python, or there are comments. From 9.1 on a note says
where words stand in an elision, which is ``...`` and nothing else. ``check --fix`` repairs what has only one
repair.""",
)
UNKNOWN_NAME = _said(
    "example-unknown-name",
    "an example uses a command or an event that does not exist",
    "The name is misspelt, or the command was renamed or removed since the example was written.",
)
UNKNOWN_MEMBER = _said(
    "example-unknown-member",
    "an example has a member that its object does not have",
    """\
The server refuses an argument that it does not know. In a reply or an event the member is misspelt, or is gone. Of a
union only the members of the branch count that the object's own tag names.""",
)
MISSING_MEMBER = _said(
    "example-missing-member",
    "an example lacks a member that is mandatory",
    """\
The server refuses a command without a mandatory argument, and sends no event without its data. Write ``...`` where
something is left out on purpose. Replies that lack members are a note of their own: ``example-outdated``.""",
)
DUPLICATE_MEMBER = _said(
    "example-duplicate-member",
    "an object of an example has a member twice",
    "Only one of them can count, and programs do not agree on which.",
)
WRONG_TYPE = _said(
    "example-wrong-type",
    "a value of an example is of another type than the schema says",
    """\
A string stands where a number is expected, an object where a list is, or a fraction where an integer is. An alternate
takes any of the types of its alternatives.""",
)
WRONG_VALUE = _said(
    "example-wrong-value",
    "a value of an example is of the right type, but not one that it can have",
    "An enum does not have it, or it is too large or too small for its integer type.",
)
BAD_MESSAGE = _said(
    "example-bad-message",
    "something in an example that is no message of the protocol",
    """\
A client sends ``execute`` or ``exec-oob``, with ``arguments`` and ``id``. A server sends ``return`` or ``error``, with
the ``id`` of the command; ``event``, with ``data`` and ``timestamp``; or the greeting ``QMP``.""",
)
OUT_OF_ORDER = _said(
    "example-out-of-order",
    "an example has a reply that answers no command",
    """\
Replies are matched with commands by their ``id``, and in their order where they have none. A reply before all
commands is taken for one to the command that is documented.""",
)
OUTDATED = _said(
    "example-outdated",
    "an example is older than what it shows",
    """\
A reply lacks members that are mandatory by now, or a command uses something deprecated that the definition with the
example does not document itself. Nobody's program is misled by it.""",
    Severity.NOTE,
)
WITHOUT_ARROWS = advice(
    "example-without-arrows",
    "an example does not say who speaks",
    """\
In an example ``->`` precedes what the client sends and ``<-`` what the server sends.""",
)
