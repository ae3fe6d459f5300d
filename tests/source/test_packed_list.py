"""Lists whose values are packed."""

from __future__ import annotations

import pickle

import pytest

from sphinx_qapi.source.lazy_sequences import LazySequence
from sphinx_qapi.source.name_numbers import NameNumbers
from sphinx_qapi.source.packed_list import PackedList, packed_beyond, taken_out
from sphinx_qapi.source.position import Position

PLACES = [Position("s.json", number) for number in range(1000)]


def test_it_behaves_like_a_list() -> None:
    packed = PackedList(PLACES)
    assert (len(packed), list(packed), packed[0], packed[500], packed[-1]) == (
        1000, PLACES, PLACES[0], PLACES[500], PLACES[-1]
    )  # fmt: skip
    assert list(packed[10:700:3]) == PLACES[10:700:3]
    assert packed == tuple(PLACES)
    assert pickle.loads(pickle.dumps(packed)) == packed
    with pytest.raises(IndexError):
        packed[1000]
    with pytest.raises(IndexError):
        packed[-1001]


def test_values_are_taken_out_at_its_end() -> None:
    packed = PackedList(PLACES)
    assert [packed.pop() for _ in PLACES] == PLACES[::-1]
    packed.extend(PLACES)
    assert list(packed) == PLACES


def test_values_are_equal_whatever_holds_them() -> None:
    packed, later = PackedList("abc"), LazySequence(range(3), "abc".__getitem__)
    assert packed == later
    assert later == packed
    assert hash(packed) == hash(later) == hash(tuple("abc"))
    assert packed != LazySequence(range(2), "abc".__getitem__)


def test_what_makes_values_itself_stays_as_it_is() -> None:
    values = [LazySequence(range(number), str) for number in range(100)]
    packed = PackedList(values)
    assert packed[1] is values[1], "a million values would have been made to pack it"


def test_short_ones_are_tuples_and_lists_are_emptied() -> None:
    assert packed_beyond(3, iter("abc")) == ("a", "b", "c")
    assert isinstance(packed_beyond(2, iter("abc")), PackedList)
    values = list("abc")
    assert (list(taken_out(values)), values) == (["a", "b", "c"], [])


def test_names_have_numbers() -> None:
    names = NameNumbers()
    for number in range(1000):
        names.add(f"name-{number // 2}")
    assert list(names.candidates("name-7")) == [14, 15]
    assert list(names.candidates("name-500")) == []
