"""Labels of lists: each leads to the place of its list, or to the schema's index page if the list is empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext._compat.sphinx_environment import place_of_label, set_label
from sphinx_qapi.sphinx_ext.configuration.index_kinds import kind_of_list
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import INDEX, MAP
from sphinx_qapi.sphinx_ext.objects.list_names import HISTORY, INDEX_OF_ALL, NAMES, list_label, list_title
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.translation import _


class Label(NamedTuple):
    """A label and its target."""

    name: str
    docname: str
    anchor: str
    title: str


def set_list_labels(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Set the labels of all lists to the places of the lists (handler of ``env-updated``: nothing is read again)."""
    schemas = list(state_of(env).store.schemas.values())
    for label in chain(_labels(env, schemas), _labels_of_all(app, env, schemas)):  # the latter need the former
        set_label(env, *map(str, label))
    return []


def _labels(env: BuildEnvironment, schemas: Iterable[LoadedSchema]) -> Iterator[Label]:
    for loaded in schemas:
        front = loaded.pages.docname(INDEX)
        if front not in loaded.pages.generated or front not in env.found_docs:
            continue
        names = place_of_label(env, f"qapi-{loaded.namespace.lower()}-names") or (front, "")
        for name in (NAMES, *loaded.config.lists):
            docname, anchor = names if name in (NAMES, "az") else (_document_of_list(env, loaded, name) or front, "")
            yield Label(list_label(loaded.namespace, name), docname, anchor, list_title(loaded.config, name))


def _document_of_list(env: BuildEnvironment, loaded: LoadedSchema, name: str) -> str:
    """The generated document with the list *name*; empty if there is none."""
    docname = loaded.pages.docname(MAP if name == "map" else kind_of_list(name).first_page)
    return docname if docname in loaded.pages.generated and docname in env.found_docs else ""


def _labels_of_all(app: Sphinx, env: BuildEnvironment, schemas: Iterable[LoadedSchema]) -> Iterator[Label]:
    """Labels of the names and of the releases of all schemas, which lead to the first schema that has any."""
    own = {f"qapi-{index.name}" for index in env.get_domain("qapi").indices}
    names = [list_label(each.namespace, NAMES) for each in schemas]
    releases = [list_label(each.namespace, "releases") for each in schemas if "releases" in each.config.lists]
    if INDEX_OF_ALL not in own:
        title = _("QAPI index")
        if app.config.html_use_index:
            yield Label(INDEX_OF_ALL, "genindex", "", title)
        else:
            yield from _like(env, INDEX_OF_ALL, names, title)
    yield from _like(env, HISTORY, releases, _("All releases"))


def _like(env: BuildEnvironment, name: str, labels: Iterable[str], title: str) -> Iterator[Label]:
    """The label *name* for the place of the first of *labels* that exists; nothing if none does."""
    for place in filter(None, (place_of_label(env, label) for label in labels)):
        yield Label(name, *place, title)
        return
