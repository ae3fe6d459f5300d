"""The commands of a conversation that wait for their replies."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from sphinx_qapi.analysis.examples.json_values import Elision, ObjectValue, Scalar, Value
from sphinx_qapi.analysis.examples.protocol import Found
from sphinx_qapi.schema.model.definitions import Command


@dataclass(slots=True)
class Sent:
    """A command that was sent."""

    id: object
    """A comparable form of the id; None if the command has none."""
    found: Found | None
    """The definition of the command; None if it is unknown, so that its reply is unknown, too."""
    answered: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether the command has a reply only if it fails."""
        command = self.found.definition if self.found else None
        return isinstance(command, Command) and not command.success_response


class Waiting:
    """The commands that wait, in their order and by their ids."""

    def __init__(self) -> None:
        self.has_begun = False
        """Whether any command was sent."""
        self._all: deque[Sent] = deque()
        self._by_id: dict[object, deque[Sent]] = {}

    def add(self, id_: Value | None, found: Found | None) -> None:
        """Add a command that was sent."""
        sent = Sent(_plain(id_), found)
        self.has_begun = True
        self._all.append(sent)
        self._by_id.setdefault(sent.id, deque()).append(sent)

    def __bool__(self) -> bool:
        self._forget_answered(self._all)
        return bool(self._all)

    def answered(self, id_: Value | None, *, well: bool) -> Sent | None:
        """Remove and return the command that a reply answers, *well* or with an error; None if there is none.

        A reply whose id no command has is taken for the reply to a command without an id.
        """
        plain = _plain(id_)
        if plain is None:
            return self._first(self._all, well=well)
        return self._first(self._by_id.get(plain), well=False) or self._first(self._by_id.get(None), well=well)

    def _first(self, queue: deque[Sent] | None, *, well: bool) -> Sent | None:
        """Take the first of *queue*.

        If a later command answers *well*, commands that answer only on failure wait no longer.
        """
        if not queue:
            return None
        self._forget_answered(queue)
        while well and len(queue) > 1 and queue[0].is_silent:
            queue.popleft().answered = True
            self._forget_answered(queue)
        if not queue:
            return None
        sent = queue.popleft()
        sent.answered = True
        return sent

    @staticmethod
    def _forget_answered(queue: deque[Sent]) -> None:
        while queue and queue[0].answered:
            queue.popleft()


def _plain(id_: Value | None) -> object:
    """Return a comparable form of an id, which may be any value; None if there is none, or it is left out."""
    match id_:
        case None | Elision():
            return None
        case Scalar():
            return (id_.type, id_.value)
        case ObjectValue():
            return ("object", tuple((member.key, _plain(member.value)) for member in id_.members))
        case _:
            return ("array", tuple(_plain(each) for each in id_.elements))
