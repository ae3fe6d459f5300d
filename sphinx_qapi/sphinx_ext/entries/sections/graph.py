"""The section of the type graph of a definition."""

from __future__ import annotations

from collections.abc import Iterator

from docutils.nodes import Node

from sphinx_qapi.analysis.graph.neighbourhood import neighbourhood
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, Use
from sphinx_qapi.analysis.graph.worth import shown_in_place, worthy_pictures
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.configuration.options import ALWAYS, NEVER
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.views import Site, View, of_displayed
from sphinx_qapi.sphinx_ext.graphs.node import types_graph


def _used(site: Site, definition: Definition) -> Iterator[tuple[str, str, tuple[Use, ...]]]:
    """What the picture of *definition* is drawn from: names in source order, each with its kind and uses.

    These are the definitions that it reaches, with all that they use, and its users, with their uses of it.
    """
    whole, name = site.loaded.analyses.type_graph, definition.name
    numbers = site.once(_used, lambda _loaded: {each: number for number, each in enumerate(whole.kinds)})
    uses: dict[str, tuple[Use, ...]] = {}
    for use in whole.used_by[name]:
        uses[use.source] = (*uses.get(use.source, ()), use)
    uses.update((each, whole.uses[each]) for each in site.dependencies.of(definition) if each in numbers)
    for each in sorted(uses, key=numbers.__getitem__):
        yield each, whole.kinds[each], uses[each]


def _graph(site: Site, definition: Definition) -> TypeGraph:
    used = list(_used(site, definition))
    return TypeGraph(kinds={name: kind for name, kind, _uses in used}, uses={name: uses for name, _kind, uses in used})


def _digests(site: Site, definition: Definition) -> list[tuple[str, str, object]]:
    """The same as `_used`, with digests in place of the uses that many pictures have in common."""
    whole = site.loaded.analyses.type_graph.uses
    digests = site.once(_digests, lambda _loaded: {name: digest(repr(uses)) for name, uses in whole.items()})
    used = _used(site, definition)
    return [(name, kind, digests[name] if uses is whole[name] else uses) for name, kind, uses in used]


TYPE_GRAPH = View("type graph", _graph, made_of=_digests)
"""The part of the type graph that a picture of the definition is drawn from."""
IN_PLACE = View("types in place", lambda site, each: shown_in_place(site.loaded.schema, each), made_of=of_displayed)
"""The definitions whose members are rows of the entry."""


def graph_section(entry: EntryContext) -> list[Node]:
    """The graph, if it shows more than the rows do, or ``qapi_graphs`` asks for all graphs."""
    page, name = entry.page, entry.definition.name
    wanted = page.env.config.qapi_graphs
    if not page.display.graph or wanted == NEVER:
        return []
    graph = entry.see(TYPE_GRAPH)
    if wanted == ALWAYS:
        usual = neighbourhood(graph, name)
        diagrams = iter([usual] if usual is not None else [])
    else:
        diagrams = worthy_pictures(graph, name, entry.see(IN_PLACE))
    node = types_graph(page.env, page.namespace, diagrams, name)
    return [node] if node is not None else []
