"""What a page shows of the payloads of a command or an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.examples.payloads.payload import Payload, payloads_of, reply_of
from sphinx_qapi.analysis.examples.payloads.placeholders import Json
from sphinx_qapi.analysis.examples.payloads.text import compact, payload_text
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.schema.model.definitions import Command, Definition, Event

_WIDEST = 40
"""Letters of a line that stands beside others."""
_CONTENT = {"command": "arguments", "event": "data"}
_Object = dict[str, Json]


class PayloadView(NamedTuple):
    """Payloads as a page holds them."""

    minimal: str
    """The minimal one of the first branch, as an example has it: with a reply where there is one."""
    full: str
    """The full one of the first branch; empty where there is nothing optional."""
    others: str
    """What ``scripts/payload.js`` makes all of them of, as JSON; empty where there is nothing to choose.

    A list of branch, minimal and full content: first, without a name, what all branches have in common, then what each
    has beside that or in its place. Without branches, null stands for the minimal content, which is shown; if nothing
    is optional, there is no full one.
    """


def payload_view(vocabulary: Vocabulary, definition: Definition) -> PayloadView | None:
    """What a page shows of *definition*; None where there is nothing."""
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
    """What *payloads* are made of, which have it under *key*."""
    least = [_content(each.minimal, key) for each in payloads]
    most = [_content(each.full, key) for each in payloads]
    if len(payloads) == 1:
        return compact([["", None, most[0]]]) if most != least else ""
    rows: list[list[Json]] = [[name] for name in ("", *(".".join(each.branch) for each in payloads))]
    for contents in [least, most] if most != least else [least]:
        common = _common(contents)
        for row, content in zip(rows, [common, *(_beside(common, each) for each in contents)], strict=True):
            row.append(content)
    return compact([*rows])


def _content(message: _Object, key: str) -> _Object:
    content = message.get(key, {})
    assert isinstance(content, dict)
    return content


def _common(contents: Sequence[_Object]) -> _Object:
    """The members that all *contents* have, with the values of the first: their order is the one to show."""
    return {name: value for name, value in contents[0].items() if all(name in each for each in contents)}


def _beside(common: _Object, content: _Object) -> _Object:
    return {
        name: value for name, value in content.items() if name not in common or compact(common[name]) != compact(value)
    }
