"""Sections that are made from a schema, whose titles are not an author's."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.sphinx_ext._compat import autosectionlabel

_OF_SCHEMA = "qapi_schema"
"""The attribute of such a section."""


def schema_section(document: nodes.document, *title: nodes.Node, anchors: tuple[str, ...] = ()) -> nodes.section:
    """An empty section, whose title and *anchors* are targets in *document*; pages have one title of its words.

    Words of ours are not for the translators of a project; a title that an author has written is a node of its own.
    """
    heading = title[0] if isinstance(title[0], nodes.title) else nodes.title("", "", *title, translatable=False)
    section = nodes.section("", heading, names=[nodes.fully_normalize_name(heading.astext())], **{_OF_SCHEMA: 1})
    document.note_implicit_target(section, section)
    section["ids"][:0] = anchors
    return section


def mark_as_of_schema(section: nodes.section) -> None:
    """Make known that *section* is made from a schema."""
    section[_OF_SCHEMA] = 1


def is_of_schema(section: nodes.section) -> bool:
    """Whether *section* is made from a schema."""
    return _OF_SCHEMA in section


def label_authors_sections(app: Sphinx, _config: Config) -> None:
    """Let ``sphinx.ext.autosectionlabel`` label those of authors only (handler of ``config-inited``)."""
    if autosectionlabel.NAME in app.extensions:
        autosectionlabel.leave_out(app, is_of_schema)
