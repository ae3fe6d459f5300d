"""The sections of the introduction, and of notes, examples and further text in the order of the comment."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.schema.model.documentation import Section, SectionKind
from sphinx_qapi.source import releases
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.doctree.nodes import label, qapi_row, qapi_rows
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.payload import with_payload
from sphinx_qapi.sphinx_ext.translation import _


def introduction_section(entry: EntryContext) -> list[nodes.Node]:
    """The introduction of the comment, and the payloads if it has an example."""
    documentation = entry.definition.documentation
    return with_payload(entry, entry.read(documentation.intro)) if documentation else []


def remarks_section(entry: EntryContext) -> list[nodes.Node]:
    """The comment's sections that have no place of their own, then descriptions of names that the schema lacks."""
    documentation = entry.definition.documentation
    if documentation is None:
        return []
    result: list[nodes.Node] = []
    for section in documentation.sections:
        result += _section(entry, section)
    since = documentation.since
    if since and since.text.strip(" .") not in (str(since.version), f"{since.version}.0"):
        result.append(nodes.paragraph("", _("Since %s") % since.text))
    if documentation.undeclared:
        rows = [qapi_row("", *entry.read(each.text), name=each.name) for each in documentation.undeclared]
        result += [label(_("Described, but not in the schema")), qapi_rows("", *rows)]
    return result


def _section(entry: EntryContext, section: Section) -> list[nodes.Node]:
    match section.kind:
        case SectionKind.TEXT:
            return entry.read(section.text)
        case SectionKind.NOTE:
            return [nodes.note("", *entry.read(section.text))]
        case SectionKind.OTHER:
            return [label(section.tag), *entry.read(section.text)]
        case SectionKind.EXAMPLE if entry.page.display.examples:
            from sphinx_qapi.syntax.plain.blocks import read_plain  # only comments of old releases have such sections

            blocks = read_plain(section.text, example=True)
            return [label(section.tag), *entry.plain(blocks, section.text)]
        case SectionKind.TODO if releases.TODO_IN_MANUALS.covers(Version.parse(entry.page.dialect)):
            blocks_of_todo = entry.read(section.text)
            return [nodes.admonition("", nodes.title("", section.tag), *blocks_of_todo)]
        case _:
            return []
