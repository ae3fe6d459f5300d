"""Built-in number types in words: a short hint next to the type, and a sentence for readers who ask."""

from __future__ import annotations

from sphinx_qapi.sphinx_ext.translation import _

_MINUS, _DASH = "\N{MINUS SIGN}", "\N{EN DASH}"
_LARGEST = {8: ("127", "255"), 16: ("32767", "65535")}
_POWERS = {31: "2³¹", 32: "2³²", 63: "2⁶³", 64: "2⁶⁴"}


def _range(bits: int, *, signed: bool) -> tuple[str, str]:
    """The smallest and the largest number of the type."""
    if bits in _LARGEST:
        largest = _LARGEST[bits][not signed]
        return (f"{_MINUS}{int(largest) + 1}" if signed else "0"), largest
    power = _POWERS[bits - signed]
    return (f"{_MINUS}{power}" if signed else "0"), f"{power}{_MINUS}1"


_RANGES = {
    "int": _range(64, signed=True),
    **{f"int{bits}": _range(bits, signed=True) for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": _range(bits, signed=False) for bits in (8, 16, 32, 64)},
    "size": _range(64, signed=False),
}


def builtin_hint(type_: str) -> str:
    """The hint next to *type_*, or to a list of it; empty for types whose name says everything.

    It is empty for ``int`` as well, of which pages have hundreds: `scripts/open.js` adds what is shown there.
    """
    name = type_.strip("[]")
    if name == "int":
        return ""
    if name == "size":
        return str(_("bytes"))
    return _DASH.join(_RANGES[name]) if name in _RANGES else ""


def builtin_sentences() -> dict[str, str]:
    """A sentence for each built-in number type."""
    whole, size = _("a whole number from %s to %s"), _("a number of bytes, from %s to %s")
    return {name: (size if name == "size" else whole) % numbers for name, numbers in _RANGES.items()}
