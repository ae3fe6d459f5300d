"""A builder for warnings only: all pages are read, all references are looked up, and nothing is written.

`sphinx-qapi check` runs it. Its findings name the part of the line that they are about, while a build that prints them
names only the line.
"""

from __future__ import annotations

import re
from contextlib import ExitStack

from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder

from sphinx_qapi.export.printable import printable
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.line_parts import LineParts
from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import CollectedWarning, collected_warnings

_QUOTED = re.compile(r"""(?<!\w)(["'])([^"'\n]+)\1""")
"""Text that a message quotes, which is most likely what the message is about."""


class CheckBuilder(DummyBuilder):
    """Collects the warnings given while pages are read and references are resolved."""

    name = "qapi-check"
    epilog = ""

    def init(self) -> None:
        """Start without findings."""
        self._found: dict[Diagnostic, None] = {}
        self._parts = LineParts()
        self._collecting = ExitStack()

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """The warnings about files, each once, with severity "warning" and absolute paths."""
        return tuple(self._found)

    def begin(self, app: Sphinx) -> None:
        """Start collecting."""
        self._collecting.enter_context(collected_warnings(app, self._take))

    def end(self) -> None:
        """Stop collecting."""
        self._collecting.close()

    def _take(self, warning: CollectedWarning) -> None:
        if not warning.path:
            return
        # These import the reader, which other builders do not need if the schema is cached.
        from sphinx_qapi.analysis.catalogue import RULES
        from sphinx_qapi.analysis.lint.build_rules import rule_of_warning

        words = warning.part.words or tuple(quoted for _, quoted in reversed(_QUOTED.findall(warning.message)))
        begin, end = self._parts.find(warning.path, warning.line or 1, words, warning.part.length)
        found = Diagnostic(
            rule=rule_of_warning(warning.kind, RULES),
            severity=Severity.WARNING,
            message=printable(warning.message).rstrip("."),
            position=begin,
            end=end,
        )
        self._found.setdefault(found)


def begin_collecting(app: Sphinx) -> None:
    """Let the check builder collect warnings (handler of ``builder-inited``, after schemas are loaded)."""
    if isinstance(app.builder, CheckBuilder):
        app.builder.begin(app)


def end_collecting(app: Sphinx, _exception: Exception | None) -> None:
    """Let the check builder stop collecting (handler of ``build-finished``)."""
    if isinstance(app.builder, CheckBuilder):
        app.builder.end()
