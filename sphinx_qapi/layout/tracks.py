"""Vertical parts of the lines between two columns: tracks on which no lines overlap and few cross.

Lines leave the left column and arrive at the right column horizontally. Lines from one box to several others share
their way until they part, and lines to one box share it from where they meet: such lines are a net, and the vertical
part of a net is its trunk.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import copysign

from sphinx_qapi.layout.ranks import Pair

_CLEARANCE = 6
"""Minimum distance between the ends of two trunks on one track."""
_NEAR = 4
"""Two lines that are closer than this would look like one."""
_ASIDE = 6
"""Distance between the middle of a box and the end of a line that makes room for another line there."""
_UPON = 50
"""Number of crossings that count as much as one line upon another."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Net:
    is_fan: bool
    """Whether all lines of the net begin at one place; otherwise all lead to one place."""
    lefts: tuple[float, ...]
    """The heights at which its lines come from the left column, sorted."""
    rights: tuple[float, ...]
    """The heights at which its lines go on to the right column, sorted."""

    @property
    def top(self) -> float:
        return min(self.lefts[0], self.rights[0])

    @property
    def bottom(self) -> float:
        return max(self.lefts[-1], self.rights[-1])


Ends = tuple[float, float]
"""The heights at which a line leaves the left column and arrives at the right column."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """The lines between two columns."""

    ends: Mapping[Pair, Ends]
    track: Mapping[Pair, int]
    """For each line whose ends differ, its track, counted from the left."""
    tracks: int
    """The number of tracks."""
    crossings: int


def route(segments: Sequence[Pair], middle: Sequence[float], boxes: int, backwards: Collection[Pair]) -> Gap:
    """The lines for *segments*, pairs of a number in the left column and one in the right column.

    *middle* holds the heights of the middles of all numbers; numbers below *boxes* are boxes. Segments in *backwards*
    begin and end at boxes next to the middle, on the sides that give the fewest crossings.
    """
    sides = _SIDES if any(pair in backwards for pair in segments) else _SIDES[:1]
    gaps = (_gap(_ends(segments, middle, boxes, dict.fromkeys(backwards, side))) for side in sides)
    return min(gaps, key=lambda gap: gap.crossings)


_SIDES = ((1, -1), (1, 1), (-1, 1), (-1, -1), (0, 0))
"""Sides at the left end and at the right end of a line, from the middle of the box: 1 is the direction in which the
line leads from its left end, -1 the opposite direction, 0 the middle itself."""


def _ends(
    segments: Sequence[Pair], middle: Sequence[float], boxes: int, sides: Mapping[Pair, tuple[int, int]]
) -> dict[Pair, Ends]:
    """The heights of the ends of *segments*: the middles, except for lines that lead backwards or change places.

    Two lines that change places would run upon each other, so one of them ends next to the middle of its box.
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
    """The lines of each net: each line belongs to the larger of the two nets that it could belong to."""
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
    """For each net, the nets that it must not share a track with."""
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
    """The nets from left to right: next is always the net that loses least if the remaining ones are to its right."""
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
    """The number of crossings between two nets with *one* to the left of *two*; lines upon each other count `_UPON`."""
    total = _between(two.lefts, one) + _between(one.rights, two)
    if one.is_fan and one.lefts[0] in two.lefts:
        total -= _between(one.lefts, one)
    if not two.is_fan and two.rights[0] in one.rights:
        total -= _between(two.rights, two)
    near = sum(bisect_right(two.lefts, y + _NEAR) - bisect_left(two.lefts, y - _NEAR) for y in one.rights)
    return total + _UPON * near


def _between(heights: Sequence[float], net: _Net) -> int:
    """The number of *heights* that are between the ends of the trunk of *net*."""
    return bisect_left(heights, net.bottom) - bisect_right(heights, net.top)
