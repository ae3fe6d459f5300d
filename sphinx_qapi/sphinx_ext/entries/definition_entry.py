"""A definition's entry: its signature with badges and links, and its sections."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.analysis.history.wire_rows import WHOLE
from sphinx_qapi.schema.model.definitions import Command, Definition
from sphinx_qapi.sphinx_ext._compat.sphinx_changeset import note_addition
from sphinx_qapi.sphinx_ext.configuration.exports import export_folder, formats_of_definitions
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_exports, qapi_heading, qapi_links, qapi_meta
from sphinx_qapi.sphinx_ext.doctree.references import lead_away
from sphinx_qapi.sphinx_ext.doctree.row_meta import (
    condition_texts,
    no_code_mark,
    no_reply_mark,
    note_version,
    signature_meta,
)
from sphinx_qapi.sphinx_ext.doctree.sections import definition_body
from sphinx_qapi.sphinx_ext.entries import sections
from sphinx_qapi.sphinx_ext.entries.changeset import note_addition_of
from sphinx_qapi.sphinx_ext.entries.description import note_described, object_description
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext, RenderTarget
from sphinx_qapi.sphinx_ext.entries.facts import facts_line, note_places
from sphinx_qapi.sphinx_ext.entries.views import ABSENT, EXPORT_NAME, FACTS, HAS_FACTS, SOURCE
from sphinx_qapi.sphinx_ext.objects.current_place import examples_shown
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow, Rank
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.translation import _


def definition_nodes(page: RenderTarget, definition: Definition) -> list[nodes.Node]:
    """Render the entry of *definition*; the domain records that it is shown on *page*."""
    entry = EntryContext(page=page, definition=definition)
    result = object_description([entry.subject], _content(entry), _meta(entry), _links(entry))
    result[0].source, result[0].line = definition.position.path, definition.position.line  # translators see this place
    _note(entry)
    return result


def note_again(page: RenderTarget, definition: Definition, row: ObjectRow) -> None:
    """Note *row* and the version of *definition* again, as its entry on *page* is unchanged since they were noted."""
    state_of(page.env).note_object(row)
    since = EntryContext(page=page, definition=definition).since
    if since is not None:
        note_addition(page.env, str(since), row.summary, page.line, module=row.module, name=row.name)


def definition_section(page: RenderTarget, definition: Definition) -> nodes.section:
    """Render the entry of *definition* as a section whose title is the signature, for a page of its own."""
    entry = EntryContext(page=page, definition=definition)
    subject = entry.subject
    content = _content(entry)
    heading, *facts = _heading(entry)
    assert isinstance(heading, qapi_heading)
    heading["ids"] = subject.ids
    if "search_name" in heading:
        page.document["title"] = heading["search_name"]
    index = addnodes.index(entries=[])
    note_described(subject, heading, index)
    index.source, index.line = definition.position.path, definition.position.line
    links = _links(entry)
    line = [addnodes.only("", qapi_links("", "", *links), expr="html")] if links else []
    section = definition_body(definition.kind, heading, *facts, index, *line, *content.children)
    _note(entry)
    return section


def definition_heading(page: RenderTarget, definition: Definition) -> list[nodes.Node]:
    """The title of the section of `definition_section`, without anchors, and the line of facts below it, if any."""
    return _heading(EntryContext(page=page, definition=definition))


def _heading(entry: EntryContext) -> list[nodes.Node]:
    meta, definition = _meta(entry), entry.definition
    heading = qapi_heading("", "", nodes.Text(definition.name), **(meta.attributes if meta is not None else {}))
    heading.update_basic_atts({"ids": [], "classes": []})
    heading["objtype"], heading["translatable"], heading["support_smartquotes"] = definition.kind, False, False
    namespace = entry.page.namespace
    if namespace != next(iter(state_of(entry.page.env).store.schemas), namespace):
        heading["search_name"] = f"{definition.name} ({namespace})"
    return [heading, *facts_line(entry, meta)]


def _content(entry: EntryContext) -> addnodes.desc_content:
    """The content of the entry below its signature."""
    page, subject = entry.page, entry.subject
    with examples_shown(page.env, page.display.examples):
        content = addnodes.desc_content(
            "", *(node for section in sections.SECTIONS for node in entry.nodes_of(section))
        )
    if not subject.is_target:
        lead_away(content, page.namespace, subject.name, subject.anchor)
    page.env.events.emit("object-description-transform", "qapi", subject.kind, content)
    return content


def _links(entry: EntryContext) -> list[nodes.Node]:
    """The links in the signature that lead out of the reference: to the source, and to exports."""
    return [*_source_link(entry), *_exports(entry)]


def _meta(entry: EntryContext) -> qapi_meta | None:
    """The badges after a definition's name, and its version; None if it has neither."""
    definition = entry.definition
    marks = [feature.name for feature in definition.features]
    if isinstance(definition, Command):
        flags = {
            "allow-oob": definition.allow_oob,
            "allow-preconfig": definition.allow_preconfig,
            "coroutine": definition.coroutine,
            no_reply_mark(): not definition.success_response,
            no_code_mark(): not definition.gen,
        }
        marks += [name for name, is_set in flags.items() if is_set]
    since = str(entry.since) if entry.since is not None else ""
    meta = signature_meta(marks, condition_texts(definition.condition), since, entry.see(ABSENT).get(WHOLE, ""))
    if meta is not None:
        note_places(entry, meta)
    if meta is not None and since and entry.see(HAS_FACTS):
        meta["release"] = since
        note_version(meta, since, entry.see(FACTS).whole)
    return meta


def _source_link(entry: EntryContext) -> list[nodes.Node]:
    """The link ``[source]``, as in `sphinx.ext.linkcode`, if the schema's configuration gives an address for it."""
    uri = entry.see(SOURCE)
    if not uri:
        return []
    link = nodes.reference("", "", nodes.inline("", _("[source]"), classes=["viewcode-link"]), refuri=uri)
    return [addnodes.only("", link, expr="html")]


def _exports(entry: EntryContext) -> list[nodes.Node]:
    """Links to the exports of the definition in other formats that the site has."""
    formats = formats_of_definitions(entry.page.env.config)
    if not formats:
        return []
    file = entry.see(EXPORT_NAME)
    return [qapi_exports("", folder=export_folder(entry.page.namespace), file=file, formats=formats)]


def _note(entry: EntryContext) -> None:
    """Note the version, on the generated page if the schema has pages; a filled directive also notes what it shows."""
    page, definition = entry.page, entry.definition
    is_first = page.rank is Rank.GENERATED or not page.config.output
    if entry.since is not None and is_first and entry.subject.is_target:
        note_addition_of(entry.subject, str(entry.since), entry.subject.summary)
    if page.rank is Rank.FILLED:
        state_of(page.env).note_shown(page.env.docname, f"{page.namespace}:{definition.name}")
