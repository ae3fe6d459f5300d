"""Which documents show something that has changed since they were read.

While a document is read, the domain notes the keys of what it shows. This module adds the fingerprint of each key, in
the process that has read the document, and the next build compares the fingerprints.

Sphinx itself reads a document again if its file is newer than the last reading. That misses files if a clock was set
back, or if an older file was put in their place: here, any change of time or size is a reason to read the document
again.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import (
    KNOWN_TO_WORK_ON_NODES,
    builder_of,
    listeners_of,
    package_of,
)
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.entries.views import Site
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of
from sphinx_qapi.sphinx_ext.rebuilding.fingerprints import Fingerprints, Shown
from sphinx_qapi.sphinx_ext.translation import has_catalogues


class OutdatedDocuments:
    """Compares what documents show with what they showed when they were read: one per application."""

    def __init__(self) -> None:
        self._fingerprints: dict[str, Fingerprints] = {}

    def find(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: AbstractSet[str],
        changed: AbstractSet[str],
        removed: AbstractSet[str],
    ) -> list[str]:
        """The documents to read again (handler of ``env-get-outdated``)."""
        state = state_of(env)
        schemas = state.store.schemas.items()
        translated, lines = has_catalogues(env), abilities_of(builder_of(env)).is_for_translators
        self._fingerprints = {
            namespace: Fingerprints(Site(each, env.config), is_translated=translated, with_lines=lines)
            for namespace, each in schemas
        }
        found = self._outdated(state)
        is_told = _are_all_known(app) and not translated
        state.read_for_schema = frozenset(found.difference(added, changed)) if is_told else frozenset()
        state.made_of = self._made_of
        replaced = _with_other_sources(env, state)
        state.read_for_schema -= replaced
        return sorted((found | replaced) - removed)

    def prepare(self, app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        """Compute what most pages need, before several processes would each do so (``env-before-read-docs``)."""
        if docnames and app.parallel > 1:
            for each in self._fingerprints.values():
                each.prepare()

    def note_read(self, app: Sphinx, _doctree: nodes.document) -> None:
        """Note the fingerprints of what the current document shows (handler of ``doctree-read``)."""
        data = state_of(app.env).data
        data["sources"][app.env.docname] = _source(app.env, app.env.docname)
        shown: dict[str, str] = data["shown"].get(app.env.docname, {})
        for name in shown:
            namespace, _, key = name.partition(":")
            own = self._fingerprints.get(namespace)
            shown[name] = own.of(key) if own else ""

    def note_current(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep the result that no document is outdated, after all are built (handler of ``build-finished``)."""
        if exception is not None:
            return
        for namespace, places in _by_namespace(state_of(app.env).data["shown"]).items():
            if namespace in self._fingerprints:
                self._fingerprints[namespace].note_current(places)

    def _made_of(self, namespace: str, name: str) -> str:
        own = self._fingerprints.get(namespace)
        return own.of(name) if own else ""

    def _outdated(self, state: DomainState) -> set[str]:
        found: set[str] = set()
        for namespace, places in _by_namespace(state.data["shown"]).items():
            own = self._fingerprints.get(namespace)
            found.update(own.outdated(places) if own else (docname for docname, _, before in places if before))
        return found


def _with_other_sources(env: BuildEnvironment, state: DomainState) -> frozenset[str]:
    return frozenset(docname for docname, was in state.data["sources"].items() if _source(env, docname) != was)


def _source(env: BuildEnvironment, docname: str) -> tuple[int, int]:
    """Time, in nanoseconds, and size of the file of a document; both are 0 if there is no file."""
    try:
        about = Path(env.doc2path(docname)).stat()
    except OSError:
        return 0, 0
    return about.st_mtime_ns, about.st_size


def _are_all_known(app: Sphinx) -> bool:
    """Whether no unknown code influences which documents are read, or the result of reading."""
    events = ("env-get-outdated", "env-purge-doc", "source-read", "doctree-read", "object-description-transform")
    others = [each for event in events for each in listeners_of(app, event)]
    words = app.config.rst_prolog or app.config.rst_epilog
    everybody = map(package_of, (*app.registry.get_transforms(), *others))
    return not words and KNOWN_TO_WORK_ON_NODES.issuperset(everybody)


def _by_namespace(shown: Mapping[str, Mapping[str, str]]) -> dict[str, list[Shown]]:
    places: dict[str, list[Shown]] = {}
    for docname, fingerprints in shown.items():
        for name, before in fingerprints.items():
            places.setdefault(name.partition(":")[0], []).append((docname, name, before))
    return places
