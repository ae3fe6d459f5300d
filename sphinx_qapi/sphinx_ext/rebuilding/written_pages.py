"""Pages that must be written again although nothing that they say has changed.

Sphinx writes the pages that it has read, and those whose source is newer than what was written. But a page also shows
where its links lead, and most themes put the contents of the whole project, and the neighbours, on every page; and
sources of generated pages stay as they are, whatever the schema says by now. So for every folder that is built it is
kept, beside Sphinx' own pickles, when each of its pages had been read, where its links led, and a digest of the
contents: pages for which one of these is not what it was are written again, without being read. So are those whose
files are not as they were left. What is kept counts only when a build went through, and several builders may share
what was read. Which generated pages a folder may hold is kept before they are written: those that are no more must go,
even if the build that wrote them was killed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from sphinx_qapi.source.os_errors import reason_of
from sphinx_qapi.sphinx_ext._compat.sphinx_builders import page_file, search_index_file, written_indexes
from sphinx_qapi.sphinx_ext._compat.sphinx_environment import times_of_reading
from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import contents_shown
from sphinx_qapi.sphinx_ext.doctree.change_rows import all_rows
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_changes, qapi_xref
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.graphs.outline import outline_lines
from sphinx_qapi.sphinx_ext.loading.code_version import code_version
from sphinx_qapi.sphinx_ext.loading.digests import digest
from sphinx_qapi.sphinx_ext.loading.kept_files import digest_of_file, keep_list, read_list, stamp_of
from sphinx_qapi.sphinx_ext.loading.stub_pages import remove_built
from sphinx_qapi.sphinx_ext.objects.kinds import ALL_KINDS, KINDS_OF_ROLE
from sphinx_qapi.sphinx_ext.objects.roles import undecorated
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of

Reference = tuple[str, str, str | None, str | None]
"""What a link names: role, target, and the namespace and module where it stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What a folder holds."""

    read: str
    """Stands for all that was read when it was written."""
    contents: str
    """Digest of the project's contents."""
    places: str
    """Digest of where all is that links may lead to."""
    pages: dict[str, str]
    """For each document what stands for when it had been read, and where its links led."""
    generated: frozenset[str]
    """The documents that are generated, and our indexes among those of Sphinx."""
    files: dict[str, str]
    """What stands for the file of each page, those of parts included, as it was left."""
    search: str
    """Digest of what the search knows."""


_NOTHING = Written(read="", contents="", places="", pages={}, generated=frozenset(), files={}, search="")


def note_links(app: Sphinx, doctree: nodes.document) -> None:
    """Keep what the document at work links to (handler of ``doctree-read``)."""
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
    """What the folder at work holds, and is to hold when the build is done: one for each application."""

    def __init__(self) -> None:
        self._before: Written | None = None
        self._now: Written | None = None

    def find_outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """The pages that are not what the folder at work holds (handler of ``env-updated``)."""
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
        state.pages_to_write = len(found)
        same = frozenset(_same_parts(state)) if _is_alike(before, self._now) else frozenset()
        state.same_parts = same - damaged
        self._note_planned(app, frozenset(state.store.pages))
        return found

    def _note_planned(self, app: Sphinx, pages: frozenset[str]) -> None:
        """Keep which pages the folder may hold from now on, while those that it held are still there."""
        before = self._before or _NOTHING
        planned = pages.union(f"qapi-{index.name}" for index in app.env.get_domain("qapi").indices)
        if not planned <= before.generated:
            _keep(app, replace(before, generated=before.generated | planned))

    def note_written(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep what the folder holds by now, and remove what it held (handler of ``build-finished``)."""
        before, now = self._before, self._now
        if exception is not None or now is None:
            return
        generated = frozenset(state_of(app.env).store.pages)
        generated |= _indexes(app, before.generated if before else frozenset())
        for document in before.generated - generated - app.env.found_docs if before else ():
            remove_built(app, document)
        names = [*now.pages, *_parts(state_of(app.env))]
        files = {name: stamp for name in names if (stamp := _stamp(app, name))}
        written = replace(now, generated=generated, files=files, search=digest_of_file(search_index_file(app)))
        if written != before:
            _keep(app, written)


def _parts(state: DomainState) -> dict[str, str]:
    """The parts of documents that are pages, each with its document."""
    split = state.data["parts"].items() if state.splits else ()
    return {part.name: docname for docname, found in split for part in found.pages}


def _documents(state: DomainState, pages: Iterable[str]) -> set[str]:
    parts = _parts(state)
    return {parts.get(name, name) for name in pages}


def _damaged(app: Sphinx, state: DomainState, before: Written) -> set[str]:
    """The pages whose files are not as *before* was left."""
    names = {*before.pages, *_parts(state)}
    if digest_of_file(search_index_file(app)) != before.search:  # from which Sphinx takes what it knows of others
        return names
    return {name for name in names if _stamp(app, name) != before.files.get(name, "")}


def _stamp(app: Sphinx, page: str) -> str:
    path = page_file(app, page)
    return stamp_of(path) if path else ""


def _is_alike(before: Written | None, now: Written) -> bool:
    """Whether a page that says what it said is what it was."""
    return before is not None and (before.contents, before.places) == (now.contents, now.places)


def _same_parts(state: DomainState) -> Iterator[str]:
    """The parts of documents that were read again which are as they were."""
    for docname in state.parts_before:
        split = state.data["parts"].get(docname)
        yield from (part.name for part in split.pages if part.is_as_before) if split else ()


def _to_be_written(env: BuildEnvironment, state: DomainState, read: str) -> Written:
    times = times_of_reading(env)
    documents = sorted(env.found_docs & set(times))
    return Written(
        read=read,
        contents=_digest(_contents(env, state)),
        places=state.objects.all_places if state.splits else "",
        pages={docname: f"{times[docname]} {_places(state, docname)}" for docname in documents},
        generated=frozenset(state.store.pages),
        files={},
        search="",
    )


def _changed_pages(env: BuildEnvironment, before: Written | None, now: Written) -> list[str]:
    if before is None or before.contents != now.contents:
        return sorted(env.found_docs)
    return [docname for docname, page in now.pages.items() if before.pages.get(docname) != page]


def _indexes(app: Sphinx, before: frozenset[str]) -> set[str]:
    """Our indexes that the builder has: those of *before* where it has looked for none."""
    written = written_indexes(app)
    if written is not None:
        return {name for name in written if name.startswith("qapi-")}
    return {name for index in app.env.get_domain("qapi").indices if (name := f"qapi-{index.name}") in before}


def _kept(app: Sphinx) -> Written | None:
    kept = read_list(_file(app))
    if kept is None:
        return None
    generated = frozenset(kept.pop("generated"))
    if kept.pop("code") == _code():
        return Written(generated=generated, **kept)
    # Pages of other code are to be written, and those that are no more are to go.
    return replace(_NOTHING, generated=generated)


def _keep(app: Sphinx, written: Written) -> None:
    values = {each.name: getattr(written, each.name) for each in fields(Written)}
    path = _file(app)
    try:
        keep_list(path, {**values, "generated": sorted(written.generated), "code": _code()})
    except OSError as error:
        raise SphinxError(f"cannot write {path}: {reason_of(error)}") from error


def _code() -> list[object]:
    return list(code_version()[:2])


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir, f"qapi-written-{_digest((app.builder.name, str(app.outdir)))}.json")


def _places(state: DomainState, docname: str) -> str:
    """Digest of where the links of *docname* lead."""
    places = []
    for role, name, namespace, module in state.data["links"].get(docname, ()):
        kinds = KINDS_OF_ROLE.get(role, ALL_KINDS)
        target = state.objects.find(name, kinds, namespace=namespace, module=module)
        places.append((target.docname, target.anchor, target.kind, target.full_name) if target else None)
    return _digest(places)


def _contents(env: BuildEnvironment, state: DomainState) -> list[object]:
    """Titles, contents entries and order of all pages."""
    split = sorted(state.data["parts"].items())
    parts = [(name, found.labels, [(each.name, each.title) for each in found.pages]) for name, found in split]
    return [*([parts] if state.splits else []), *_contents_of_documents(env)]


def _contents_of_documents(env: BuildEnvironment) -> Iterator[object]:
    for docname, below, entries in contents_shown(env):
        yield docname, below, _digest(entries)


def _digest(value: object) -> str:
    return digest(repr(value))
