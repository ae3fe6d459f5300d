"""Sections that are made from a schema, with titles that are not an author's."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.sphinx_ext._compat import autosectionlabel

_OF_SCHEMA = "qapi_schema"
"""The attribute of sections that are made from a schema."""


def schema_section(document: nodes.document, *title: nodes.Node, anchors: tuple[str, ...] = ()) -> nodes.section:
    """A new section with title and *anchors* as targets in *document*, which has no other section of the same title.

    Our own words are not for the translators of a project; an author's title is passed as a `nodes.title`, which stays
    translatable.
    """
    heading = title[0] if isinstance(title[0], nodes.title) else nodes.title("", "", *title, translatable=False)
    section = nodes.section("", heading, names=[nodes.fully_normalize_name(heading.astext())], **{_OF_SCHEMA: 1})
    document.note_implicit_target(section, section)
    section["ids"][:0] = anchors
    return section


def definition_body(kind: str, *children: nodes.Node) -> nodes.section:
    """The section of a definition of *kind* that has a page of its own; the first of *children* is the heading."""
    return nodes.section("", *children, classes=["qapi", kind])


def mark_as_of_schema(section: nodes.section) -> None:
    """Mark *section* as made from a schema."""
    section[_OF_SCHEMA] = 1


def is_of_schema(section: nodes.section) -> bool:
    """Whether *section* is made from a schema."""
    return _OF_SCHEMA in section


def label_authors_sections(app: Sphinx, _config: Config) -> None:
    """Let ``sphinx.ext.autosectionlabel`` label only the sections of authors (handler of ``config-inited``)."""
    if autosectionlabel.NAME in app.extensions:
        autosectionlabel.leave_out_sections(app, is_of_schema)
