"""The line of progress that ``sphinx-qapi build`` shows on a terminal."""

from __future__ import annotations

import io
import sys

from sphinx_qapi.cli.progress import progress


def test_the_newest_step_is_shown_and_messages_stay() -> None:
    terminal, messages = io.StringIO(), io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    with progress(terminal, messages):
        print("reading sources... [ 10%] a")
        print("reading sources... [ 20%] b\rreading sources... [ 30%] c")
        print("the file is here", file=sys.stderr)
    shown = terminal.getvalue()
    assert "reading sources: 10 %" in shown
    assert "reading sources: 30 %" in shown
    assert "20 %" not in shown
    assert messages.getvalue() == "the file is here\n"
