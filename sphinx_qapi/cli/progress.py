"""A line on a terminal that shows the progress of a build."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TextIO

_STEP = re.compile(r"(reading sources|writing output)\.\.\..*?\[ *(\d+)%\]")
_COLOURS = re.compile(r"\x1b\[[\d;]*[a-zA-Z]")
_CLEAR = "\r\x1b[K"


class _Line:
    """The line of progress, which is cleared before anything else is written."""

    def __init__(self, terminal: TextIO) -> None:
        self.terminal = terminal
        self.shown = ""

    def show(self, text: str) -> None:
        if text != self.shown:
            self.terminal.write(f"{_CLEAR}{text}")
            self.terminal.flush()
            self.shown = text

    def clear(self) -> None:
        if self.shown:
            self.terminal.write(_CLEAR)
            self.terminal.flush()
            self.shown = ""


class _Messages(io.TextIOBase):
    """A stream that clears the line of progress before it writes."""

    def __init__(self, line: _Line, stream: TextIO) -> None:
        self.line = line
        self.stream = stream

    def write(self, text: str) -> int:
        self.line.clear()
        return self.stream.write(text)

    def flush(self) -> None:
        self.stream.flush()

    def isatty(self) -> bool:
        return self.stream.isatty()


class _Status(io.TextIOBase):
    """A stream for Sphinx's status output, of which it shows only the progress."""

    def __init__(self, line: _Line) -> None:
        self.line = line
        self.messages = _Messages(line, line.terminal)
        """Stream to the terminal for messages that are shown unchanged."""

    def write(self, text: str) -> int:
        steps = _STEP.findall(_COLOURS.sub("", text))
        if steps:
            step, percent = steps[-1]
            self.line.show(f"{step}: {percent} %")
        return len(text)

    def isatty(self) -> bool:
        return True


@contextmanager
def progress(terminal: TextIO, messages: TextIO) -> Iterator[None]:
    """Context in which *terminal* shows the progress of Sphinx; standard error goes to *messages* unchanged."""
    line = _Line(terminal)
    with redirect_stdout(_Status(line)), redirect_stderr(_Messages(line, messages)):
        try:
            yield
        finally:
            line.clear()
