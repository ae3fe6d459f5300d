"""Parts of documents in the tables of Sphinx's environment, while a builder writes.

These tables have titles, order, contents, index entries and names in domains by document. The entries for parts are
never stored: they are added after the environment has been pickled, and removed when the builder has finished.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext._compat.sphinx_environment import lead_to_doctrees
from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import ContentsEntry, add_contents
from sphinx_qapi.sphinx_ext.objects.object_rows import SplitDocument, SplitPage

_ABSENT = object()
Parts = Mapping[str, SplitDocument]
"""The documents that are split, by name."""


class PartTables:
    """The entries for the parts of all documents in the tables of *env*."""

    def __init__(self, env: BuildEnvironment, parts: Parts) -> None:
        self._env = env
        self._parts = parts
        self._documents: dict[str, str] = {}
        """For each part, the document that it is in."""
        self._before: list[tuple[MutableMapping[Any, Any], object, object]] = []

    def enter(self) -> None:
        """Add entries for all parts."""
        env = self._env
        for document, (parts, labels) in self._parts.items():
            for part in parts:
                self._put(env.all_docs, part.name, env.all_docs[document])
                self._put(env.titles, part.name, nodes.title("", part.title))
                self._put(env.longtitles, part.name, nodes.title("", part.search_title))
                self._put(env.dependencies, part.name, set())
                self._put(env.toc_fignumbers, part.name, env.toc_fignumbers.get(document, {}))
            names = [part.name for part in parts]
            self._put(env.toctree_includes, document, [*env.toctree_includes.get(document, ()), *names])
            self._shorten_contents(document, parts)
            self._documents |= dict.fromkeys(names, document)
            add_contents(env, document, [ContentsEntry(*each, is_below=False) for each in labels], of_page=False)
        lead_to_doctrees(env, self._documents)
        for domain in env.domains.values():
            if domain.name == "index":
                self._move_index_entries(domain.data["entries"])
            elif domain.name == "math":
                self._move_equations(domain.data["objects"])
            elif domain.name != "qapi":
                for table in domain.data.values():
                    if isinstance(table, dict):
                        self._move_rows(table)

    def note_equations(self, document: str, part: str, doctree: nodes.document) -> None:
        """Tell Sphinx whether *part* of *document* has formulas: some versions ask for that, to load a script."""
        known = self._env.get_domain("math").data["has_equations"]
        if known.get(document):
            self._put(known, part, any(isinstance(node, (nodes.math, nodes.math_block)) for node in doctree.findall()))

    def leave(self) -> None:
        """Restore all tables."""
        lead_to_doctrees(self._env, {})
        while self._before:
            table, key, value = self._before.pop()
            if value is _ABSENT:
                table.pop(key, None)
            else:
                table[key] = value

    def _put(self, table: MutableMapping[Any, Any], key: object, value: object) -> None:
        self._before.append((table, key, table.get(key, _ABSENT)))
        table[key] = value

    def _shorten_contents(self, document: str, parts: Iterable[SplitPage]) -> None:
        """Remove what is on other pages from the contents of *document*."""
        anchors = {f"#{each}" for part in parts for each in part.ids}
        contents = _without_entries(self._env.tocs[document], anchors)
        self._put(self._env.tocs, document, contents)
        self._put(self._env.toc_num_entries, document, sum(1 for _ in contents.findall(nodes.reference)))

    def _places(self, document: object) -> dict[str, str]:
        """For each anchor in a part of *document*, the part."""
        found = self._parts.get(str(document))
        return {each: part.name for part in found.pages for each in part.ids} if found else {}

    def _move_index_entries(self, entries: MutableMapping[str, list[Any]]) -> None:
        for document in self._parts:
            places = self._places(document)
            moved: dict[str, list[Any]] = {}
            for entry in entries.get(document, []):
                moved.setdefault(places.get(entry[2], document), []).append(entry)
            for name, found in moved.items():
                if name != document:
                    self._put(entries, name, found)
            if document in entries:
                self._put(entries, document, moved.get(document, []))

    def _move_equations(self, equations: MutableMapping[str, tuple[str, int]]) -> None:
        for label, (document, number) in list(equations.items()):
            place = self._places(document).get(f"equation-{label}")
            if place:
                self._put(equations, label, (place, number))

    def _move_rows(self, table: MutableMapping[Any, Any]) -> None:
        for key, row in list(table.items()):
            if isinstance(row, tuple) and len(row) > 1 and row[0] in self._parts:
                place = self._places(row[0]).get(row[1])
                if place:
                    moved = (place, *row[1:])
                    self._put(table, key, type(row)._make(moved) if hasattr(row, "_make") else moved)


_Contents = TypeVar("_Contents", bound=nodes.Element)


def _without_entries(contents: _Contents, anchors: AbstractSet[str]) -> _Contents:
    """A copy of *contents* without the entries for *anchors*, and without lists that become empty.

    Most entries are of this kind; they are not copied at all.
    """
    copied = contents.copy()
    for child in contents.children:
        if not isinstance(child, (nodes.bullet_list, nodes.list_item, addnodes.only)):
            copied.append(child.deepcopy())
        elif not _leads_to(child, anchors):
            rest = _without_entries(child, anchors)
            if rest.children or not isinstance(rest, nodes.bullet_list):
                copied.append(rest)
    return copied


def _leads_to(item: nodes.Element, anchors: AbstractSet[str]) -> bool:
    link = item.next_node(nodes.reference) if isinstance(item, nodes.list_item) else None
    return link is not None and link.get("anchorname") in anchors
