"""Sections that are made from a schema, whose titles are not an author's."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

_OF_SCHEMA = "qapi_schema"
"""The attribute of such a section."""


def schema_section(document: nodes.document, *title: nodes.Node, anchors: tuple[str, ...] = ()) -> nodes.section:
    """An empty section, whose title and *anchors* are targets in *document*; pages have one title of its words."""
    heading = nodes.title("", "", *title)
    section = nodes.section("", heading, names=[nodes.fully_normalize_name(heading.astext())], **{_OF_SCHEMA: 1})
    document.note_implicit_target(section, section)
    section["ids"][:0] = anchors
    return section


def is_of_schema(section: nodes.section) -> bool:
    """Whether *section* is made from a schema."""
    return _OF_SCHEMA in section


def authors_sections(document: nodes.Element) -> Iterator[nodes.section]:
    """The sections of *document* that its author has written."""
    return (section for section in document.findall(nodes.section) if not is_of_schema(section))
