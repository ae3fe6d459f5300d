"""Lists of definitions and modules that link to them: summaries of modules, the index of a schema."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.analysis.summary import summary
from sphinx_qapi.schema.definitions import Definition
from sphinx_qapi.schema.schema import FreeText, Heading, Module
from sphinx_qapi.sphinx_ext.nodes import qapi_row, qapi_rows, qapi_title
from sphinx_qapi.sphinx_ext.pieces import condition_texts
from sphinx_qapi.sphinx_ext.prose import definition_xref
from sphinx_qapi.sphinx_ext.sections.label import label
from sphinx_qapi.sphinx_ext.words import _


def is_entry_point(definition: Definition) -> bool:
    """Whether clients meet *definition* on the wire by its name: commands and events."""
    return definition.kind in ("command", "event")


def definition_rows(namespace: str, definitions: Iterable[Definition], *, show_kind: bool) -> qapi_rows:
    """A row for each of *definitions*: name, summary, badges."""
    return qapi_rows("", *(_definition_row(namespace, each, show_kind) for each in definitions), list=1)


def _definition_row(namespace: str, definition: Definition, show_kind: bool) -> qapi_row:
    name = definition.name
    row = qapi_row("", qapi_title("", "", definition_xref(namespace, name, nodes.literal("", name))), name=name)
    if show_kind and definition.kind != "command":
        row["kind"] = definition.kind
    row["marks"] = [feature.name for feature in definition.features]
    row["condition"] = condition_texts(definition.condition)
    if definition.since:
        row["since"] = str(definition.since.version)
    text = summary(definition)
    if text:
        row += nodes.paragraph("", text)
    return row


def module_summary(namespace: str, module: Module) -> list[nodes.Node]:
    """The commands, events and types of a module, in source order."""
    groups = {
        _("Commands"): [each for each in module.definitions if each.kind == "command"],
        _("Events"): [each for each in module.definitions if each.kind == "event"],
        _("Types"): [each for each in module.definitions if not is_entry_point(each)],
    }
    result: list[nodes.Node] = []
    for title, definitions in groups.items():
        if definitions:
            rows = definition_rows(namespace, definitions, show_kind=title == _("Types"))
            result += [label(title), rows]
    return result


def by_name(definitions: Iterable[Definition]) -> list[Definition]:
    """Sorted as readers look for names: without regard to case, hyphens and underscores as they come."""
    return sorted(definitions, key=lambda each: (each.name.casefold(), each.name))


def module_title(module: Module) -> str:
    """The heading that a module begins with, else its name."""
    for item in module.items:
        if isinstance(item, Heading):
            return item.title
        if not isinstance(item, FreeText):
            break
    return module.name


def module_rows(namespace: str, modules: Iterable[Module]) -> qapi_rows:
    """A row for each of *modules*: its title, and how much there is in it."""
    return qapi_rows("", *(_module_row(namespace, module) for module in modules), list=1)


def _module_row(namespace: str, module: Module) -> qapi_row:
    title = module_title(module)
    link = addnodes.pending_xref(
        "",
        nodes.inline("", title),
        refdomain="qapi",
        reftype="module",
        reftarget=f"{namespace}:{module.name}",
        refexplicit=True,
        refwarn=False,
    )
    row = qapi_row("", qapi_title("", "", link), name=title, word=1)
    kinds = [definition.kind for definition in module.definitions]
    words = (
        (_("%d command"), _("%d commands"), kinds.count("command")),
        (_("%d event"), _("%d events"), kinds.count("event")),
        (_("%d type"), _("%d types"), len(kinds) - kinds.count("command") - kinds.count("event")),
    )
    row["count"] = ", ".join((one if number == 1 else many) % number for one, many, number in words if number)
    return row
