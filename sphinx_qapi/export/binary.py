"""The findings about a binary as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import fill

from sphinx_qapi.analysis.binary.comparison import BinaryComparison
from sphinx_qapi.analysis.binary.topmost import topmost

FORMAT = 1
_WIDTH = 100
_MOST_LINES = 20
"""The most paths that are shown for one reason; what many commands take is missing in all of them."""


def binary_json(findings: BinaryComparison, required: Mapping[str, bool]) -> str:
    """Return a JSON object with ``format``, ``nearest``, ``symbols``, ``missing`` and ``newer``.

    If paths are *required*, it also has ``required``.
    """
    written: dict[str, object] = {
        "format": FORMAT,
        "nearest": findings.nearest,
        "symbols": findings.symbols,
        "missing": [{"path": each.path, "because": each.because} for each in findings.missing],
        "newer": list(findings.newer),
    }
    if required:
        written["required"] = dict(required)
    return json.dumps(written, indent=2) + "\n"


def binary_text(findings: BinaryComparison, required: Mapping[str, bool]) -> str:
    """Return sections of text, which show the topmost paths with the number of paths below.

    If paths are *required*, only those are reported.
    """
    if required:
        return "".join(_required(findings, required))
    return "\n".join(_sections(findings)) + "\n"


BINARY_EXPORTERS: Mapping[str, Callable[[BinaryComparison, Mapping[str, bool]], str]] = {
    "text": binary_text,
    "json": binary_json,
}
"""The formats, by their names on the command line."""


def _required(findings: BinaryComparison, required: Mapping[str, bool]) -> Iterator[str]:
    reasons = {each.path: each.because for each in findings.missing}
    for path, is_there in required.items():
        because = "" if is_there else f" ({reasons.get(path, f'unknown to {findings.nearest}')})"
        yield f"{path}: {'there' if is_there else 'missing'}{because}\n"


def _sections(findings: BinaryComparison) -> Iterator[str]:
    yield f"Nearest release: {findings.nearest}"
    for title, value in (("Defined", True), ("Not defined", False), ("Cannot be determined", None)):
        names = [name for name, known in findings.symbols.items() if known is value]
        if names:
            yield fill(f"{title}: {', '.join(names)}", _WIDTH, subsequent_indent="  ", break_on_hyphens=False)
    reasons: dict[str, list[str]] = {}
    for each in findings.missing:
        reasons.setdefault(each.because, []).append(each.path)
    for because, paths in sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"\nMissing, {because}: {_count(paths)}"
        yield from _topmost(paths)
    if findings.newer:
        yield f"\nNewer than {findings.nearest}: {_count(findings.newer)}"
        yield from _topmost(findings.newer)


def _topmost(paths: Sequence[str]) -> Iterator[str]:
    found = list(topmost(paths))
    for path, below in found[:_MOST_LINES]:
        yield f"  {path}" + (f" and {below} below" if below else "")
    if len(found) > _MOST_LINES:
        yield f"  and {len(found) - _MOST_LINES} more; --format json has them all"


def _count(paths: Iterable[str]) -> str:
    number = sum(1 for _ in paths)
    return f"{number} path{'s' * (number != 1)}"
