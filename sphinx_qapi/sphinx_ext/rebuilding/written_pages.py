"""Pages that must be written again although nothing in their own text has changed.

Sphinx writes the pages that it has read, and those whose source is newer than the output. But a page also contains the
targets of its links, most themes put the contents of the whole project and the neighbouring pages on every page, and
the sources of generated pages do not change with the schema. So for every output folder, this module keeps, next to
Sphinx's own pickles, when each of its pages had been read, where its links led, and a digest of the contents: if one of
these differs, the page is written again without being read. The same holds for pages whose files have changed since
they were written.

This data is noted only at the end of a complete build, and several builders may share what was read. The names of
generated pages that a folder may contain are kept before these are written: then pages that are no longer generated can
be removed even if the build that wrote them was killed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from sphinx_qapi.source.digests import digest
from sphinx_qapi.source.os_errors import reason_of
from sphinx_qapi.sphinx_ext._compat.sphinx_builders import page_file, search_index_file, written_indexes
from sphinx_qapi.sphinx_ext._compat.sphinx_environment import times_of_reading
from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import contents_shown
from sphinx_qapi.sphinx_ext.doctree.change_rows import all_rows
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_changes, qapi_xref
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.graphs.graph_words import outline_lines
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.loading.cache_files import digest_of_file, read_list, stamp_of, write_list
from sphinx_qapi.sphinx_ext.loading.code_version import code_version
from sphinx_qapi.sphinx_ext.loading.stub_pages import remove_built
from sphinx_qapi.sphinx_ext.objects.object_types import ALL_KINDS, KINDS_OF_ROLE
from sphinx_qapi.sphinx_ext.objects.roles import undecorated
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of
from sphinx_qapi.sphinx_ext.rebuilding.left_indexes import LeftIndexes

Reference = tuple[str, str, str | None, str | None]
"""What a link names: role, target, and the namespace and module of its place; None if there are none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenSite:
    """What an output folder contains."""

    read: str
    """Digest of the times at which all documents had been read when it was written."""
    contents: str
    """Digest of the contents (titles and order) of the project."""
    places: str
    """Digest of the places that links may lead to; empty if the builder does not split documents."""
    pages: dict[str, str]
    """For each document, when it had been read, and a digest of where its links led."""
    generated: frozenset[str]
    """The names of generated pages, and of our indexes among those of Sphinx."""
    files: dict[str, str]
    """Size and time of the file of each page, including parts of documents, as it was left."""
    search: str
    """Digest of the search index."""
    indexes: Sequence[str]
    """The values of its `LeftIndexes`."""


_NOTHING = WrittenSite(
    read="", contents="", places="", pages={}, generated=frozenset(), files={}, search="", indexes=LeftIndexes()
)


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Note what the current document links to (handler of ``doctree-read``)."""
    links = tuple(dict.fromkeys(_references(doctree)))
    if links:
        state_of(app.env).data["links"][app.env.docname] = links


def _references(doctree: nodes.document) -> Iterator[Reference]:
    for node in elements_in(doctree, (qapi_xref, qapi_graph, addnodes.pending_xref, qapi_changes)):
        if isinstance(node, qapi_xref):
            yield "any", node["target"], None, None
        elif isinstance(node, qapi_graph):
            role = "module" if node["modules"] else "any"
            for line in outline_lines(node):
                yield from ((role, f"{node['namespace']}:{name}", None, None) for name in line[1::2])
        elif isinstance(node, addnodes.pending_xref):
            place = node.get("qapi:namespace"), node.get("qapi:module")
            if node.get("refdomain") == "qapi":
                yield node["reftype"], node["reftarget"], *place
            elif node.get("reftype") == "any":
                yield "any", undecorated(node["reftarget"]), *place
        elif isinstance(node, qapi_changes):
            yield from (("any", row.target, None, None) for row in all_rows(node["entries"]) if row.target)


class WrittenPages:
    """What the output folder contains, and what it will contain after the build: one per application."""

    def __init__(self) -> None:
        self._before: WrittenSite | None = None
        self._now: WrittenSite | None = None

    def find_outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """The pages that differ from what the output folder contains (handler of ``env-updated``)."""
        state = state_of(env)
        self._before, now = _kept(app), _digest(sorted(times_of_reading(env).items()))
        before = self._before
        if before and before.read == now:
            self._now = before
            found = []
        else:
            self._now = _to_be_written(env, state, now)
            found = _changed_pages(env, before, self._now)
        damaged = _damaged(app, state, before) if before else set()
        found = sorted({*found, *_documents(state, damaged)} & env.found_docs)
        left = LeftIndexes(*before.indexes) if before else LeftIndexes()
        state.left_indexes = left if before and before.read == now else left._replace(search="")
        state.pages_to_write = len(found)
        same = frozenset(_same_parts(state)) if _is_alike(before, self._now) else frozenset()
        state.same_parts = same - damaged
        self._note_planned(app, frozenset(state.store.pages))
        return found

    def _note_planned(self, app: Sphinx, pages: frozenset[str]) -> None:
        """Keep the names of pages that the folder may contain from now on, together with those that it contained."""
        before = self._before or _NOTHING
        planned = pages.union(f"qapi-{index.name}" for index in app.env.get_domain("qapi").indices)
        if not planned <= before.generated:
            _keep(app, replace(before, generated=before.generated | planned))

    def note_written(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep what the folder contains now, and remove what is no longer generated (handler of ``build-finished``)."""
        before, now = self._before, self._now
        if exception is not None or now is None:
            return
        generated = frozenset(state_of(app.env).store.pages)
        generated |= _indexes(app, before.generated if before else frozenset())
        for document in before.generated - generated - app.env.found_docs if before else ():
            remove_built(app, document)
        names = [*now.pages, *_parts(state_of(app.env))]
        files = {name: stamp for name in names if (stamp := _stamp(app, name))}
        written = replace(
            now,
            generated=generated,
            files=files,
            search=digest_of_file(search_index_file(app)),
            indexes=[*state_of(app.env).left_indexes],
        )
        if written != before:
            _keep(app, written)


def _parts(state: DomainState) -> dict[str, str]:
    """The parts of documents that are pages, each with the name of its document."""
    split = state.data["parts"].items() if state.splits else ()
    return {part.name: docname for docname, found in split for part in found.pages}


def _documents(state: DomainState, pages: Iterable[str]) -> set[str]:
    parts = _parts(state)
    return {parts.get(name, name) for name in pages}


def _damaged(app: Sphinx, state: DomainState, before: WrittenSite) -> set[str]:
    """The pages whose files have changed since *before* was noted."""
    names = {*before.pages, *_parts(state)}
    if digest_of_file(search_index_file(app)) != before.search:  # Sphinx takes the words of other pages from it
        return names
    return {name for name in names if _stamp(app, name) != before.files.get(name, "")}


def _stamp(app: Sphinx, page: str) -> str:
    path = page_file(app.builder, page)
    return stamp_of(path) if path else ""


def _is_alike(before: WrittenSite | None, now: WrittenSite) -> bool:
    """Whether unchanged content means an unchanged page: the contents and all places are the same."""
    return before is not None and (before.contents, before.places) == (now.contents, now.places)


def _same_parts(state: DomainState) -> Iterator[str]:
    """The unchanged parts of documents that were read again."""
    for docname in state.parts_before:
        split = state.data["parts"].get(docname)
        yield from (part.name for part in split.pages if part.is_as_before) if split else ()


def _to_be_written(env: BuildEnvironment, state: DomainState, read: str) -> WrittenSite:
    times = times_of_reading(env)
    documents = sorted(env.found_docs & set(times))
    return WrittenSite(
        read=read,
        contents=_digest(_contents(env, state)),
        places=state.objects.all_places if state.splits else "",
        pages={docname: f"{times[docname]} {_places(state, docname)}" for docname in documents},
        generated=frozenset(state.store.pages),
        files={},
        search="",
        indexes=LeftIndexes(),
    )


def _changed_pages(env: BuildEnvironment, before: WrittenSite | None, now: WrittenSite) -> list[str]:
    if before is None or before.contents != now.contents:
        return sorted(env.found_docs)
    return [docname for docname, page in now.pages.items() if before.pages.get(docname) != page]


def _indexes(app: Sphinx, before: frozenset[str]) -> set[str]:
    """The names of our indexes that the builder writes; if it has not determined any, those that are in *before*."""
    written = written_indexes(app)
    if written is not None:
        return {name for name in written if name.startswith("qapi-")}
    return {name for index in app.env.get_domain("qapi").indices if (name := f"qapi-{index.name}") in before}


def _kept(app: Sphinx) -> WrittenSite | None:
    kept = read_list(_file(app))
    if kept is None:
        return None
    generated = frozenset(kept.pop("generated"))
    if kept.pop("code") == _code():
        return WrittenSite(generated=generated, **kept)
    # Pages written by other code must be written again, and surplus pages removed.
    return replace(_NOTHING, generated=generated)


def _keep(app: Sphinx, written: WrittenSite) -> None:
    values = {each.name: getattr(written, each.name) for each in fields(WrittenSite)}
    path = _file(app)
    try:
        write_list(path, {**values, "generated": sorted(written.generated), "code": _code()})
    except OSError as error:
        raise SphinxError(f"cannot write {path}: {reason_of(error)}") from error


def _code() -> list[object]:
    return list(code_version()[:2])


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"qapi-written-{_digest((app.builder.name, str(app.outdir)))}.json")


def _places(state: DomainState, docname: str) -> str:
    """Digest of the targets of the links of *docname*."""
    places = []
    for role, name, namespace, module in state.data["links"].get(docname, ()):
        kinds = KINDS_OF_ROLE.get(role, ALL_KINDS)
        target = state.objects.find(name, kinds, namespace=namespace, module=module)
        places.append((target.docname, target.anchor, target.kind, target.full_name) if target else None)
    return _digest(places)


def _contents(env: BuildEnvironment, state: DomainState) -> list[object]:
    """The titles, entries and order of all pages in the contents."""
    split = sorted(state.data["parts"].items())
    parts = [(name, found.labels, [(each.name, each.title) for each in found.pages]) for name, found in split]
    return [*([parts] if state.splits else []), *_contents_of_documents(env)]


def _contents_of_documents(env: BuildEnvironment) -> Iterator[object]:
    for docname, below, entries in contents_shown(env):
        yield docname, below, _digest(entries)


def _digest(value: object) -> str:
    return digest(repr(value))
