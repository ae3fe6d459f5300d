"""Inline markup with the line that it stands on, where docutils knows only where its paragraph begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docutils.parsers.rst import states

_Method = Callable[[Any, "re.Match[str]", int], Any]
_MARKS = ("start", "backquote", "refend", "fnend")
"""The groups of docutils' pattern for the beginning of inline markup; one of them has matched."""


def exact_inliner(settings: Any) -> states.Inliner:
    """docutils' own parser of inline markup, but roles and complaints get the line of the markup itself.

    Changed on the instance, for docutils makes its patterns of what stands in the class itself, not in its parents.
    """
    inliner: Any = states.Inliner()
    inliner.init_customizations(settings)
    inliner.newlines = 0
    inliner.dispatch = {mark: _exact(method) for mark, method in inliner.dispatch.items()}
    parse = inliner.parse

    def parse_counted(text: str, *args: Any) -> Any:
        # Roles may parse their own text within: what was counted outside is needed again.
        outer, inliner.newlines = inliner.newlines, text.count("\n")
        try:
            return parse(text, *args)
        finally:
            inliner.newlines = outer

    inliner.parse = parse_counted
    return inliner  # type: ignore[no-any-return]


def _exact(method: _Method) -> _Method:
    def with_line(inliner: Any, match: re.Match[str], lineno: int) -> Any:
        begin = max(match.start(group) for group in _MARKS)
        return method(inliner, match, lineno + inliner.newlines - match.string.count("\n", begin))

    return with_line
