"""Where lines between two columns run up and down: on tracks, so that none runs upon another and few cross.

Lines leave the left column and arrive at the right one horizontally. Those of one box that lead to several others
share their way until they part, and those to one box from where they meet: a net, whose upright part is its trunk.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import copysign

from sphinx_qapi.layout.ranks import Pair

_CLEARANCE = 6
"""Between the ends of two trunks on one track."""
_NEAR = 4
"""Two lines that are nearer than so would look like one."""
_ASIDE = 6
"""From the middle of a box to where a line leaves it that makes room for another."""
_UPON = 50
"""One line upon another is as bad as so many crossings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Net:
    is_fan: bool
    """Whether all its lines begin at one place, and not lead to one."""
    lefts: tuple[float, ...]
    """The heights at which its lines come from the left column, sorted."""
    rights: tuple[float, ...]
    """The heights at which they go on to the right one."""

    @property
    def top(self) -> float:
        return min(self.lefts[0], self.rights[0])

    @property
    def bottom(self) -> float:
        return max(self.lefts[-1], self.rights[-1])


Ends = tuple[float, float]
"""The heights at which a line leaves the left column and arrives at the right one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """The lines between two columns."""

    ends: Mapping[Pair, Ends]
    track: Mapping[Pair, int]
    """The tracks, counted from the left, of the lines whose ends differ."""
    tracks: int
    """How many there are."""
    crossings: int


def route(segments: Sequence[Pair], middle: Sequence[float], boxes: int, backwards: Collection[Pair]) -> Gap:
    """Where *segments* run, which are pairs of a number of the left column and one of the right.

    *middle* has the heights of their middles; numbers below *boxes* are boxes. *backwards* leave and reach boxes
    beside the middles, on the sides where they cross fewest others.
    """
    sides = _SIDES if any(pair in backwards for pair in segments) else _SIDES[:1]
    gaps = (_gap(_ends(segments, middle, boxes, dict.fromkeys(backwards, side))) for side in sides)
    return min(gaps, key=lambda gap: gap.crossings)


_SIDES = ((1, -1), (1, 1), (-1, 1), (-1, -1), (0, 0))
"""At the left end and at the right one: 1 for the side to which the line leads from the left end, -1 for the other."""


def _ends(
    segments: Sequence[Pair], middle: Sequence[float], boxes: int, sides: Mapping[Pair, tuple[int, int]]
) -> dict[Pair, Ends]:
    """The heights of *segments*: the middles, but where lines lead backwards, or two change places.

    Those would run upon each other; one of them keeps to a side of its box.
    """
    result: dict[Pair, Ends] = {}
    for left, right in segments:
        aside = copysign(_ASIDE, middle[right] - middle[left])
        side = sides.get((left, right), (0, 0))
        result[left, right] = (
            middle[left] + aside * side[0] * (left < boxes),
            middle[right] + aside * side[1] * (right < boxes),
        )
    at_left = {middle[left]: left for left, _right in segments}
    at_right = {middle[right]: right for _left, right in segments}
    for left, right in segments:
        for one in _near(at_left, middle[right]):
            for two in _near(at_right, middle[left]):
                if left < one and right != two and (one, two) in result:
                    aside = copysign(_ASIDE, middle[two] - middle[one])
                    if one < boxes:
                        result[one, two] = (middle[one] + aside, middle[two])
                    elif two < boxes:
                        result[one, two] = (middle[one], middle[two] - aside)
    return result


def _near(numbers: Mapping[float, int], height: float) -> list[int]:
    return [numbers[height + by] for by in range(-_NEAR, _NEAR + 1) if height + by in numbers]


def _gap(ends: Mapping[Pair, Ends]) -> Gap:
    members = _members(ends)
    nets = [_net(key, [ends[pair] for pair in pairs]) for key, pairs in members.items()]
    straight = sorted({start for start, end in ends.values() if start == end})
    crossings = sum(_between(straight, net) for net in nets)
    track = [0] * len(nets)
    near = _conflicts(nets)
    placed: set[int] = set()
    for number in _order(nets, near):
        before = [other for other in near[number] if other in placed]
        crossings += sum(_cost(nets[other], nets[number]) for other in before)
        track[number] = 1 + max((track[other] for other in before), default=-1)
        placed.add(number)
    by_pair = {pair: track[number] for number, pairs in enumerate(members.values()) for pair in pairs}
    return Gap(ends=ends, track=by_pair, tracks=max(track, default=-1) + 1, crossings=crossings)


_Key = tuple[int, float, bool]


def _members(ends: Mapping[Pair, Ends]) -> dict[_Key, list[Pair]]:
    """The lines of each net: each line is with those that it has more in common with."""
    leaving = Counter((left, ends[left, right][0]) for left, right in ends)
    arriving = Counter((right, ends[left, right][1]) for left, right in ends)
    result: dict[_Key, list[Pair]] = {}
    for pair, heights in ends.items():
        start, end = (pair[0], heights[0]), (pair[1], heights[1])
        if heights[0] != heights[1]:
            is_fan = leaving[start] >= arriving[end]
            result.setdefault((*(start if is_fan else end), is_fan), []).append(pair)
    return result


def _net(key: _Key, ends: Sequence[Ends]) -> _Net:
    lefts, rights = (tuple(sorted(set(heights))) for heights in zip(*ends, strict=True))
    return _Net(is_fan=key[2], lefts=lefts, rights=rights)


def _conflicts(nets: Sequence[_Net]) -> list[list[int]]:
    """For each net those that cannot be on the same track."""
    result: list[list[int]] = [[] for _ in nets]
    active: list[int] = []
    for number in sorted(range(len(nets)), key=lambda each: nets[each].top):
        top = nets[number].top
        active = [other for other in active if nets[other].bottom + _CLEARANCE > top]
        for other in active:
            result[other].append(number)
            result[number].append(other)
        active.append(number)
    return result


def _order(nets: Sequence[_Net], near: Sequence[Sequence[int]]) -> Iterator[int]:
    """The nets from left to right: next is always the one that loses least by having the others at its right."""
    loss: dict[Pair, int] = {}
    for number, others in enumerate(near):
        for other in others:
            loss[number, other] = max(0, _cost(nets[number], nets[other]) - _cost(nets[other], nets[number]))
    total = [sum(loss[number, other] for other in others) for number, others in enumerate(near)]
    left = dict.fromkeys(range(len(nets)))
    while left:
        best = min(left, key=lambda number: (total[number], not nets[number].is_fan, number))
        del left[best]
        for other in near[best]:
            total[other] -= loss[other, best]
        yield best


def _cost(one: _Net, two: _Net) -> int:
    """How often lines of two nets cross with *one* at the left of *two*, or run upon each other."""
    total = _between(two.lefts, one) + _between(one.rights, two)
    if one.is_fan and one.lefts[0] in two.lefts:
        total -= _between(one.lefts, one)
    if not two.is_fan and two.rights[0] in one.rights:
        total -= _between(two.rights, two)
    near = sum(bisect_right(two.lefts, y + _NEAR) - bisect_left(two.lefts, y - _NEAR) for y in one.rights)
    return total + _UPON * near


def _between(heights: Sequence[float], net: _Net) -> int:
    """How many of *heights* are beside the trunk of *net*."""
    return bisect_left(heights, net.bottom) - bisect_right(heights, net.top)
