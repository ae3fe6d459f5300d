"""Built-in number types in words: a short hint next to the type, and a sentence for readers who ask."""

from __future__ import annotations

from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES, IntegerType
from sphinx_qapi.sphinx_ext.translation import _

_MINUS, _DASH = "\N{MINUS SIGN}", "\N{EN DASH}"
_POWERS = {2**31: "2³¹", 2**32: "2³²", 2**63: "2⁶³", 2**64: "2⁶⁴"}


def _range(type_: IntegerType) -> tuple[str, str]:
    """The lowest and the highest number of *type_*; large ones as powers of two."""
    power, highest = _POWERS.get(-type_.lowest, f"{-type_.lowest}"), type_.highest
    return (
        f"{_MINUS}{power}" if type_.is_signed else "0",
        f"{_POWERS[highest + 1]}{_MINUS}1" if highest + 1 in _POWERS else f"{highest}",
    )


_RANGES = {name: _range(each) for name, each in INTEGER_TYPES.items()}


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
