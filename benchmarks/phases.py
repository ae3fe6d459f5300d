"""The CPU seconds of one build, by phase.

``python -m benchmarks.phases [NS=]SCHEMA ...``; arguments for ``sphinx-qapi build``, like ``--theme``, may follow.
"""

from __future__ import annotations

import functools
import gc
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from docutils.transforms import Transformer
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from sphinx_qapi.cli.main import main
from sphinx_qapi.schema import load
from sphinx_qapi.sphinx_ext.directives.index import QapiIndex
from sphinx_qapi.sphinx_ext.directives.module import QapiModule
from sphinx_qapi.sphinx_ext.graphs import node as graph_node
from sphinx_qapi.sphinx_ext.prose.reader import ProseReader

_PHASES: tuple[tuple[str, Any, str], ...] = (
    ("load schemas", load, "load_schema"),
    ("read pages", Builder, "read_doc"),
    ("  directives of modules", QapiModule, "run"),
    ("    prose", ProseReader, "read"),
    ("    layout of graphs", graph_node, "_lay_out"),
    ("  directives of indexes", QapiIndex, "run"),
    ("  pickle", Builder, "write_doctree"),
    ("resolve", BuildEnvironment, "get_and_resolve_doctree"),
    ("write pages", StandaloneHTMLBuilder, "write_doc"),
    ("  templates", StandaloneHTMLBuilder, "handle_page"),
    ("    contents trees", StandaloneHTMLBuilder, "_get_local_toctree"),
    ("search", IndexBuilder, "feed"),
    ("finish", StandaloneHTMLBuilder, "finish"),
)
"""The name of each phase, and its function by owner and attribute; an indented phase is part of those above it."""
_MOST = 12
"""The number of transforms that are printed, the slowest first."""


class Clock:
    """CPU seconds and number of calls, by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()

    def wrap(self, name: str, owner: Any, attribute: str) -> None:
        """Make the function *attribute* of *owner* count its time and calls under *name*."""
        function: Callable[..., Any] = getattr(owner, attribute)

        @functools.wraps(function)
        def timed(*args: Any, **words: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args, **words)
            finally:
                self.seconds[name] += time.process_time() - start
                self.calls[name] += 1

        setattr(owner, attribute, timed)

    def collections(self, phase: str, _info: dict[str, int]) -> None:
        """Count the time and runs of the garbage collector (a callback of `gc`)."""
        self.seconds["garbage"] += time.process_time() * (1 if phase == "stop" else -1)
        self.calls["garbage"] += phase == "stop"

    def transforms(self) -> None:
        """Count the time of each kind of transform, from the first document that has it."""

        def populate(transformer: Transformer) -> None:
            for _, kind, *_rest in transformer.transforms:
                if kind not in known:
                    known.add(kind)
                    self.wrap(f"transform {kind.__name__}", kind, "apply")
            original(transformer)

        known: set[type] = set()
        original = Transformer.apply_transforms
        setattr(Transformer, "apply_transforms", populate)  # noqa: B010 - the stub of it is no method

    def table(self, names: list[str]) -> str:
        """A table with the figures of *names*, one line for each."""
        return "\n".join(f"{name:36}{self.seconds[name]:8.2f} s{self.calls[name]:8} calls" for name in names)


def run(words: list[str]) -> int:
    """Build a site of the schemas in *words*, print the figures, and return the exit status of the build."""
    clock = Clock()
    for name, owner, attribute in _PHASES:
        clock.wrap(name, owner, attribute)
    clock.transforms()
    gc.callbacks.append(clock.collections)
    with tempfile.TemporaryDirectory() as folder:
        status = main(["build", "-j", "1", *words, "-o", folder])  # the clock sees only this process
    print(clock.table([*(name for name, _, _ in _PHASES), "garbage"]))
    transforms = [name for name in clock.seconds if name.startswith("transform ")]
    print(clock.table(sorted(transforms, key=clock.seconds.__getitem__, reverse=True)[:_MOST]))
    print(f"{'everything':36}{time.process_time():8.2f} s")
    return status


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
