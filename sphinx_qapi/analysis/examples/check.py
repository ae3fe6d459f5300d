"""The faults of one example."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.examples.conversation import Conversation
from sphinx_qapi.analysis.examples.faults import Fault, Faults
from sphinx_qapi.analysis.examples.messages import Message, messages_of
from sphinx_qapi.analysis.examples.protocol import Protocol
from sphinx_qapi.analysis.examples.rules import NOT_JSON, SYNTAX, WITHOUT_ARROWS
from sphinx_qapi.analysis.examples.transcript import Transcript
from sphinx_qapi.schema.model.definitions import Definition, StructType, UnionType
from sphinx_qapi.source import releases
from sphinx_qapi.source.version import Version


def faults_of(
    transcript: Transcript, protocol: Protocol, *, release: Version, documented: Definition | None = None
) -> Iterator[Fault]:
    """Yield the faults of *transcript*, by position; *documented* is the definition whose comment contains it."""
    faults = Faults()
    messages = list(messages_of(transcript, of_type=isinstance(documented, (StructType, UnionType))))
    for message in messages:
        faults.found += _written(message, transcript, release)
    Conversation(messages, protocol, documented, faults).check()
    for fault in sorted(faults.found, key=lambda each: each.offset):
        yield fault._replace(message=" ".join(fault.message.split()))  # the message may quote text of several lines


def lacks_arrows(transcript: Transcript, documented: Definition | None) -> Fault | None:
    """Return the fault that an example does not show who speaks; None if it does, or shows values of a type."""
    of_type = isinstance(documented, (StructType, UnionType))
    if not transcript.is_marked or transcript.has_arrows:
        return None
    if of_type and any(True for _ in messages_of(transcript, of_type=True)):
        return None
    return Fault(WITHOUT_ARROWS, 'no line of the example begins with "->" or "<-"', 0)


def _written(message: Message, transcript: Transcript, release: Version) -> Iterator[Fault]:
    """Yield the faults in how *message* is written."""
    failure = message.reading.failure
    if failure is not None:
        bracket = f", from {_line_and_column(transcript, failure.bracket)} on" if failure.bracket is not None else ""
        yield Fault(SYNTAX, f"{failure.message}{bracket}", failure.offset)
    for slip in message.reading.slips:
        if not slip.is_note or releases.EXAMPLES_HIGHLIGHTED.covers(release):
            yield Fault(NOT_JSON, slip.message, slip.offset, slip.is_note, slip.repair)
    if message.surplus is not None:
        sign = transcript.text[message.surplus]
        yield Fault(SYNTAX, f"no {sign} was expected after the end of the message", message.surplus)


def _line_and_column(transcript: Transcript, offset: int) -> str:
    place = transcript.place(offset)
    return f"{place.line}:{place.column}"
