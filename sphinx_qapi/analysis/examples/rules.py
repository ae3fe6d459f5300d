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
A bracket is not closed, is closed by the wrong bracket, or is left over after the message; or the text has no clear
meaning. The message ends where the next message begins, and the text between them is not checked further.""",
)
NOT_JSON = _written(
    "example-not-json",
    "a message of an example that is not JSON",
    """\
The message can be read, but it causes an error if it is copied: a comma is missing or left over, strings have single
quotes or no quotes, numbers are hexadecimal, constants are written as in Python, or there are comments. From 9.1 on, an
omission is written as ``...`` and nothing else, and a note says where it contains words. ``check --fix`` repairs
mistakes that have only one repair.""",
)
UNKNOWN_NAME = _said(
    "example-unknown-name",
    "an example uses a command or an event that does not exist",
    "The name is misspelt, or the command or event was renamed or removed after the example was written.",
)
UNKNOWN_MEMBER = _said(
    "example-unknown-member",
    "an example has a member that its object does not have",
    """\
The server rejects an argument that it does not know. In a reply or an event, the name of the member is misspelt, or the
member was removed. A union has only the members of the branch that the object's own tag chooses.""",
)
MISSING_MEMBER = _said(
    "example-missing-member",
    "an example lacks a mandatory member",
    """\
The server rejects a command without a mandatory argument, and never sends an event without its data. Write ``...``
if you leave something out on purpose. Replies without mandatory members have a rule of their own:
``example-outdated``.""",
)
DUPLICATE_MEMBER = _said(
    "example-duplicate-member",
    "an object of an example has a member twice",
    "Only one of the two values can be used, and programs do not agree which.",
)
WRONG_TYPE = _said(
    "example-wrong-type",
    "a value of an example is not of the type that the schema declares",
    """\
For example, there is a string instead of a number, an object instead of a list, or a fraction instead of an integer. An
alternate accepts the types of all its alternatives.""",
)
WRONG_VALUE = _said(
    "example-wrong-value",
    "a value of an example is of the right type, but is not valid",
    "The enum does not have the value, or the value is too large or too small for its integer type.",
)
BAD_MESSAGE = _said(
    "example-bad-message",
    "a part of an example that is not a message of the protocol",
    """\
A client sends ``execute`` or ``exec-oob``, with ``arguments`` and ``id``. A server sends ``return`` or ``error``, with
the ``id`` of the command; ``event``, with ``data`` and ``timestamp``; or the greeting ``QMP``.""",
)
OUT_OF_ORDER = _said(
    "example-out-of-order",
    "an example has a reply that answers no command",
    """\
Replies are matched with commands by their ``id``, or in their order if they have no ``id``. A reply before all commands
is read as a reply to the command that is documented.""",
)
OUTDATED = _said(
    "example-outdated",
    "an example is older than the schema",
    """\
A reply lacks members that are mandatory now, or a command uses something deprecated that the definition with the
example does not document itself. A program that follows the example is not misled.""",
    Severity.NOTE,
)
WITHOUT_ARROWS = advice(
    "example-without-arrows",
    "an example does not say who speaks",
    "In an example, ``->`` begins what the client sends, and ``<-`` begins what the server sends.",
)
