"""The payloads of a command or an event as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.examples.payloads.payload import Payload, payloads_of, reply_of
from sphinx_qapi.analysis.examples.payloads.payload_text import payload_line, payload_text
from sphinx_qapi.analysis.examples.payloads.placeholders import Json
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.schema.model.definitions import Command, Definition, Event

_WIDEST = 40
"""Maximum width, in characters, of JSON that is kept on one line."""
_CONTENT = {"command": "arguments", "event": "data"}
_Object = dict[str, Json]


class PayloadView(NamedTuple):
    """The payloads of one command or event, as texts."""

    minimal: str
    """The minimal payload of the first branch, as in an example: followed by the reply if there is one."""
    full: str
    """The full payload of the first branch; empty if nothing is optional."""
    others: str
    """JSON of which ``scripts/payload.js`` makes all payloads; empty if there is nothing to choose.

    A list of items with branch, minimal and full content: first, without a branch name, the members that all branches
    have in common, then what each branch has in addition or in place of these. Without branches, the minimal content is
    null, because it is on the page; if nothing is optional, there is no full content.
    """


def payload_view(vocabulary: Vocabulary, definition: Definition) -> PayloadView | None:
    """The payloads of *definition*; None if it has none."""
    if not isinstance(definition, (Command, Event)):
        return None
    payloads = payloads_of(vocabulary, definition)
    if not payloads:
        return None
    minimal, full = (_sent(definition, each) for each in (payloads[0].minimal, payloads[0].full))
    reply = (
        reply_of(vocabulary, definition) if isinstance(definition, Command) and definition.success_response else None
    )
    answer = f"\n<- {payload_text(reply, margin=3, widest=_WIDEST)}" if reply is not None else ""
    return PayloadView(minimal + answer, full if full != minimal else "", _others(payloads, _CONTENT[definition.kind]))


def _sent(definition: Command | Event, message: _Object) -> str:
    arrow = "-> " if isinstance(definition, Command) else "<- "
    return arrow + payload_text(message, margin=3, widest=_WIDEST)


def _others(payloads: Sequence[Payload], key: str) -> str:
    """The contents of *payloads*, found under *key*, as JSON for `PayloadView.others`."""
    least = [_content(each.minimal, key) for each in payloads]
    most = [_content(each.full, key) for each in payloads]
    if len(payloads) == 1:
        return payload_line([["", None, most[0]]]) if most != least else ""
    rows: list[list[Json]] = [[name] for name in ("", *(".".join(each.branch) for each in payloads))]
    for contents in [least, most] if most != least else [least]:
        common = _common(contents)
        for row, content in zip(rows, [common, *(_beside(common, each) for each in contents)], strict=True):
            row.append(content)
    return payload_line([*rows])


def _content(message: _Object, key: str) -> _Object:
    content = message.get(key, {})
    assert isinstance(content, dict)
    return content


def _common(contents: Sequence[_Object]) -> _Object:
    """The members that all *contents* have, with the values and in the order of the first."""
    return {name: value for name, value in contents[0].items() if all(name in each for each in contents)}


def _beside(common: _Object, content: _Object) -> _Object:
    return {
        name: value
        for name, value in content.items()
        if name not in common or payload_line(common[name]) != payload_line(value)
    }
