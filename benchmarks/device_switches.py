"""Devices that keep builds fast, each with a switch that has a build do the same in the plain way.

``python -m benchmarks.device_switches DEVICE[,DEVICE...] WORD...`` is ``sphinx-qapi WORD...`` without these devices;
``none`` switches nothing off.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from typing import Any, NamedTuple

from docutils import nodes

_EXT = "sphinx_qapi.sphinx_ext."
_BUILDER = "sphinx_qapi.sphinx_ext.writing.splitting.tidy_builder:TidyBuilder"
Switch = Callable[[], None]


class Device(NamedTuple):
    """A device: what a build does in another way than without it."""

    kind: str
    """The kind of build it is for: ``clean``, after ``nothing`` or a ``comment`` changed, or by another ``builder``."""
    switch_off: Switch


def _replaced(place: str, new: Any) -> Switch:
    """A switch that puts *new* wherever the value of ``module:name`` has been imported to."""

    def switch() -> None:
        import_module("sphinx_qapi.sphinx_ext")
        module, _, name = place.partition(":")
        *owners, last = name.split(".")
        owner: Any = functools.reduce(getattr, owners, import_module(module))
        old = getattr(owner, last)
        setattr(owner, last, new)
        for each in [each for key, each in sys.modules.items() if key.startswith("sphinx_qapi") and not owners]:
            if vars(each).get(last) is old:
                setattr(each, last, new)

    return switch


def _all(*switches: Switch) -> Switch:
    def switch() -> None:
        for each in switches:
            each()

    return switch


def _inherited(place: str) -> Switch:
    """A switch that removes the method ``module:class.name``, so that the one of the base class is called."""

    def switch() -> None:
        module, _, name = place.partition(":")
        kind, method = name.split(".")
        delattr(getattr(import_module(module), kind), method)

    return switch


def _elements_in(root: nodes.Node, kinds: tuple[type[nodes.Element], ...]) -> list[nodes.Node]:
    return list(root.findall(lambda node: isinstance(node, kinds)))


def _texts_in(root: nodes.Node) -> list[nodes.Text]:
    return list(root.findall(nodes.Text))


def _by_sphinx(_trees: Any, _builder: Any, _page: str, by_sphinx: Any, /, **options: Any) -> str:
    return str(by_sphinx(**options))


def _page_file(*page: Any) -> Any:
    return import_module(f"{_EXT}_compat.sphinx_builders")._page_file(*page)  # noqa: SLF001


def _made_now(cache: Any) -> Any:
    return vars(cache).setdefault("made", {})


def _nothing(*_arguments: Any) -> None:
    return None


_PROSE = f"{_EXT}prose.paragraph_shortcut:"
_COLLECTOR = f"{_EXT}loading.garbage_collection:"
DEVICES = {
    "paragraphs": Device("clean", _replaced(f"{_PROSE}paragraphs_of", _nothing)),
    "words": Device("clean", _replaced(f"{_PROSE}is_words", lambda _content: False)),
    "transforms": Device("clean", _replaced(f"{_EXT}doctree.needless_transforms:LEAVE_OUT", new=False)),
    "walking": Device(
        "clean",
        _all(
            _replaced(f"{_EXT}doctree.walking:elements_in", _elements_in),
            _replaced(f"{_EXT}doctree.walking:texts_in", _texts_in),
            _replaced(f"{_EXT}doctree.walking:is_words_alone", lambda _node: False),
        ),
    ),
    "parts-read": Device("comment", _replaced(f"{_EXT}rebuilding.parts_before:PartsBefore.take", _nothing)),
    "parts-resolved": Device(
        "comment", _replaced(f"{_EXT}writing.splitting.leaving_out:may_leave_out", lambda _app: False)
    ),
    "frames": Device("clean", _replaced(f"{_EXT}writing.splitting.frames:FRAMES", new=False)),
    "titles": Device(
        "clean",
        _replaced(f"{_EXT}writing.splitting.frames.partials:Partials.html", lambda self, node: self._render(node)),
    ),
    "trees": Device("clean", _replaced(f"{_EXT}writing.splitting.frames.listeners:do_all_forget", lambda _app: False)),
    "translators": Device("clean", _inherited(f"{_BUILDER}.create_translator")),
    "contents": Device("clean", _replaced(f"{_EXT}writing.toctrees.shared_toctrees:ContentsTrees._html", _by_sphinx)),
    "collector": Device(
        "clean",
        _all(
            _replaced(f"{_COLLECTOR}fewer_collections", lambda *_objects: nullcontext()),
            _replaced("sphinx_qapi.cli.program:_OBJECTS", 700),
        ),
    ),
    "young": Device("comment", _replaced(f"{_COLLECTOR}_let_stay", _nothing)),
    "end": Device("nothing", _replaced("sphinx_qapi.cli.program:_end", sys.exit)),
    "stems": Device("clean", _replaced(f"{_EXT}_compat.sphinx_search:remember_stems", _nothing)),
    "schemas": Device("builder", _replaced(f"{_EXT}loading.schema_cache:_read", _nothing)),
    "results": Device("nothing", _replaced(f"{_EXT}loading.result_cache:ResultCache._results", property(_made_now))),
    "indexes": Device(
        "nothing",
        _all(
            _replaced(f"{_EXT}rebuilding.left_indexes:LeftIndexes.has_inventory", lambda *_: False),
            _replaced(f"{_EXT}rebuilding.left_indexes:LeftIndexes.has_search", lambda *_: False),
        ),
    ),
    "templates": Device("nothing", _replaced(f"{_EXT}writing.kept_templates:keep_templates", _nothing)),
    "page-files": Device("nothing", _replaced(f"{_EXT}_compat.sphinx_builders:page_file", _page_file)),
}
"""The devices by name."""


def main() -> None:
    """Switch the devices off, and run the program."""
    names, *sys.argv[1:] = sys.argv[1:]
    from sphinx_qapi.cli import program

    for name in names.split(",") if names != "none" else ():
        DEVICES[name].switch_off()
    program.run()


if __name__ == "__main__":
    main()
