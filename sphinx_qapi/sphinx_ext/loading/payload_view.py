"""What a page shows of the payloads of a command or an event."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_qapi.analysis.examples.payloads.payload import Payload, payloads_of
from sphinx_qapi.analysis.examples.payloads.text import compact, payload_text
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.schema.model.definitions import Command, Definition, Event

_ARROWS = {"command": "-> ", "event": "<- "}


class PayloadView(NamedTuple):
    """Payloads as a page holds them."""

    minimal: str
    """The minimal one of the first branch, as an example has it."""
    full: str
    """The full one of the first branch; empty where there is nothing optional."""
    others: str
    """All of them for ``static/qapi/payload.js``: a list, as JSON, of branch, minimal text, full text if it says more.

    Empty where there is nothing to choose.
    """


def payload_view(vocabulary: Vocabulary, definition: Definition) -> PayloadView | None:
    """What a page shows of *definition*; None where there is nothing."""
    if not isinstance(definition, (Command, Event)):
        return None
    payloads = payloads_of(vocabulary, definition)
    if not payloads:
        return None
    arrow = _ARROWS[definition.kind]
    texts = [_texts(arrow, each) for each in payloads]
    others = compact([list(each) for each in texts]) if texts[0][2] or len(texts) > 1 else ""
    return PayloadView(*texts[0][1:], others)


def _texts(arrow: str, payload: Payload) -> tuple[str, str, str]:
    full = "" if payload.full == payload.minimal else arrow + payload_text(payload.full, margin=len(arrow))
    return ".".join(payload.branch), arrow + payload_text(payload.minimal, margin=len(arrow)), full
