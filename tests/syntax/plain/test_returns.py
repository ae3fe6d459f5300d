"""``Returns:`` sections that list errors."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Returns = Callable[[str], tuple[list[str], list[tuple[str | None, list[str]]]]]


def test_errors_are_split_off(returns_outline: Returns) -> None:
    source = (
        "Nothing on success\n"
        "If @valve is not a valve, ValveNotFound\n"
        "If the pump is switched on but runs dry since the tank\n"
        "  is empty, PumpDry.\n"
        "If @tank is missing,\n"
        "NoTank"
    )
    assert returns_outline(source) == (
        ["Nothing on success"],
        [
            ("ValveNotFound", ["If <name valve> is not a valve"]),
            ("PumpDry", ["If the pump is switched on but runs dry since the tank is empty"]),
            ("NoTank", ["If <name tank> is missing"]),
        ],
    )


@pytest.mark.parametrize(
    "source",
    [
        "a list of @ValveInfo, each\nof one valve",
        "If successful, nothing",
        "the level. If it is low, it\nrises",
        "ValveInfo on success",
        "the level.  Returns an error if there is\nnone",
    ],
)
def test_what_is_no_error_stays(returns_outline: Returns, source: str) -> None:
    returned, errors = returns_outline(source)
    assert " ".join(returned).replace("<name ValveInfo>", "@ValveInfo").split() == source.split()
    assert not errors


def test_only_errors(returns_outline: Returns) -> None:
    assert returns_outline("If it leaks, ItLeaks") == ([], [("ItLeaks", ["If it leaks"])])


def test_errors_apart_from_each_other(returns_outline: Returns) -> None:
    assert returns_outline("nothing\n\nIf a, Aaa\n\nIf b, Bbb\n\nThe level is in litres.") == (
        ["nothing", "The level is in litres."],
        [("Aaa", ["If a"]), ("Bbb", ["If b"])],
    )


def test_what_follows_the_name_is_kept(returns_outline: Returns) -> None:
    assert returns_outline("If it is dry, PumpDry.  Note that\nif so, it squeaks.") == (
        [],
        [("PumpDry", ["If it is dry", "Note that if so, it squeaks."])],
    )
    assert returns_outline("If it is dry, PumpDry with an explanation\nif not, Wet") == (
        [],
        [("PumpDry", ["If it is dry, with an explanation"]), ("Wet", ["if not"])],
    )


def test_names_within_the_sentence(returns_outline: Returns) -> None:
    assert returns_outline("If it is dry, PumpDry will be returned\nAny other error returns a PumpError.") == (
        [],
        [
            ("PumpDry", ["If it is dry, PumpDry will be returned"]),
            ("PumpError", ["Any other error returns a PumpError."]),
        ],
    )


def test_errors_without_name(returns_outline: Returns) -> None:
    assert returns_outline("nothing\nIf dry, a generic error is returned\nErrors depend on the pump") == (
        ["nothing"],
        [(None, ["If dry, a generic error is returned"]), (None, ["Errors depend on the pump"])],
    )


def test_a_list_of_conditions(returns_outline: Returns) -> None:
    assert returns_outline("error if\n- it is dry\n- it leaks") == (
        [],
        [(None, ["error if", "- it is dry", "- it leaks"])],
    )


def test_a_row_called_error_is_part_of_the_return(returns_outline: Returns) -> None:
    returned, errors = returns_outline("The level:\n\n0:      empty\n\nError:  not known\n\nother:  as is")
    assert returned == ["The level:", "[0] empty", "[Error] not known", "[other] as is"]
    assert not errors


def test_errors_know_their_line() -> None:
    from sphinx_qapi.source.text import Text
    from sphinx_qapi.syntax.plain import read_returns

    text = Text(path="old.json", lines=("nothing", "If a, Aaa", "If b,", "Bbb"), numbers=(3, 4, 5, 6))
    assert [error.line for error in read_returns(text).errors] == [4, 5]
