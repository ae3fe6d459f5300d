"""The few nodes of our own: compact rows, branches, and the name in a signature.

A reference has ten thousand rows, and a definition list of docutils' costs a dozen nodes for each; Sphinx walks over
all nodes of a page some fifty times. So rows and signatures hold their words as attributes (strings, numbers or lists
of strings, which the XML builders can write) and only what links or is prose as children. HTML visitors write them as
they are; `sphinx_qapi.sphinx_ext.writing.standard_nodes` turns them into standard nodes for every other builder.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes

OURS_FIRST = "qapi:first"
"""Attribute of what we put before the words of an author in a paragraph: it has no part in their translation."""
MEMBERS_OF = "qapi_members_of"
"""Marks the line of a branch that links the type whose members follow."""

OURS = "qapi_raw"
"""Attribute of raw output that is ours, and not a comment's."""
FOR_SCRIPTS = "qapi_for_scripts"
"""Attribute of raw output that is nothing without our script, which shows it."""


class qapi_name(addnodes.desc_name):  # noqa: N801 - docutils finds visitors by class name
    """The name in a definition's signature: a heading to screen readers, `desc_name` to other builders."""


class qapi_kind(nodes.Part, nodes.Inline, nodes.Element):  # noqa: N801
    """What stands before the name in a signature. Attribute: ``kind``."""

    def astext(self) -> str:
        """Its word, and the blank between it and the name."""
        return f"{self['kind']} "


class qapi_exports(nodes.Part, nodes.Inline, nodes.Element):  # noqa: N801
    """Links to what a site has of a definition in other formats.

    Attributes: ``folder`` and ``file`` (without suffix), ``formats``.
    """


class qapi_code(nodes.literal):  # noqa: N801
    """A name in what is ours, which browsers may break where its words meet: types have long names and no hyphens.

    In HTML it lacks the wrappers of a literal, which would be a tenth of a large page.
    """


class qapi_linking(nodes.Element):  # noqa: N801
    """What has links of ours: `sphinx_qapi.sphinx_ext.linking.definition_links` looks for it once in a document."""


class qapi_xref(nodes.Inline, qapi_linking):  # noqa: N801
    """A link to a definition, whose text is code: one node, for a reference has ten thousands.

    Attributes: ``target`` (``NS:name``), ``text``, and ``anchor`` where the link leads to a place within it; then, in
    HTML, ``refuri`` and ``reftitle`` (see `sphinx_qapi.sphinx_ext.linking.definition_links`; for other builders it
    becomes a `qapi_link`).
    """

    part: ClassVar[type[nodes.TextElement] | None] = None
    """The part of a row that it is at the same time."""

    def astext(self) -> str:
        """Its text."""
        text: str = self["text"]
        return text


class qapi_link(nodes.reference):  # noqa: N801
    """A resolved link around `qapi_code`, without classes in HTML: a large page has four thousand."""


class qapi_jump(nodes.reference):  # noqa: N801
    """A name that stands for what the page says elsewhere: it leads there, and links to its own place lead to it."""


class qapi_meta(nodes.Part, nodes.Inline, nodes.Element):  # noqa: N801
    """The badges of a signature. Attributes, all optional: ``marks``, ``condition`` and ``since`` of a row.

    ``facts`` (marks, ``if`` and ``since``) and ``places`` (``document#anchor``) say where all is listed that has them.
    """


class qapi_label(nodes.General, nodes.Element):  # noqa: N801
    """The label above a part of a definition. Attribute: ``text``; children: what is beside it."""

    def astext(self) -> str:
        """Its text, and what is beside it."""
        text: str = self["text"]
        return text + super().astext()


class qapi_separator(nodes.inline):  # noqa: N801
    """What stands between a label and what is beside it: seen in other builders, heard in HTML."""


class qapi_rows(nodes.General, nodes.Element):  # noqa: N801
    """Rows of members, values, features or links. ``list`` (0 or 1): name, text and meta on one line.

    ``probe``: of values a path that clients probe for to find them, without the value.
    """


class qapi_row(nodes.Part, nodes.Element):  # noqa: N801
    """One row.

    Attributes, all optional but ``name``: ``name``; ``type`` (without a link); ``optional`` (0 or 1); ``need``
    (``required`` or ``optional``);
    ``default``; ``word`` (0 or 1: the name is a word of ours); ``kind`` (of a definition); ``marks`` (badges);
    ``condition`` (pieces of text, those that are code behind a backtick); ``since``; ``with`` (what the row
    came with); of a history: ``documented``, ``also`` (versions beside ``since``), ``oldest`` (0 or 1: perhaps it was
    there before), ``release`` (since when it is there, shown or not), ``verdict`` (of a change); ``count``;
    ``plain`` (0 or 1: on a page of thousands, where the name itself is the link to it).
    Children: `qapi_title` (in place of ``name``), `qapi_type`, `qapi_origin` or the links that are such, at most one
    each; then blocks.
    """


class qapi_changes(nodes.General, qapi_linking):  # noqa: N801
    """What changed, or was removed: rows, which only some builders need as nodes, for a history has thousands.

    Attributes: ``entries`` (`change_rows.ChangeRow`); in builders of sites, when links are resolved, ``links`` (for
    each link of a row address and title) and ``pages`` (for each page of a release its address).
    """


class qapi_title(nodes.Part, nodes.TextElement):  # noqa: N801
    """The name of a row, where it is a link."""


class qapi_type(nodes.Part, nodes.TextElement):  # noqa: N801
    """The type in a row."""


class qapi_origin(nodes.Part, nodes.TextElement):  # noqa: N801
    """The definition that a row comes from."""


class qapi_title_xref(qapi_xref):  # noqa: N801
    """A title that is one link."""

    part = qapi_title


class qapi_type_xref(qapi_xref):  # noqa: N801
    """A type that is one link."""

    part = qapi_type


class qapi_origin_xref(qapi_xref):  # noqa: N801
    """An origin that is one link."""

    part = qapi_origin


class qapi_branches(nodes.General, nodes.Element):  # noqa: N801
    """The branches of a union, which fold in HTML."""


class qapi_branch(nodes.Part, nodes.Element):  # noqa: N801
    """One branch: the attributes of a row, and ``type`` (text), ``open`` (0 or 1); children are blocks."""


class qapi_links(nodes.Invisible, nodes.TextElement):  # noqa: N801
    """The line of links from a generated page to the lists of its schema; children: links and text.

    It is no paragraph, and invisible to those who look for what a page is about, since it says the same on all pages.
    """


class qapi_heading(nodes.title):  # noqa: N801
    """The title of a definition's own page, which is its signature too: its text is the name.

    Attributes: ``objtype``, and those of a `qapi_meta`; it has the anchors that other signatures have.
    """

    def astext(self) -> str:
        """What the search calls the page."""
        return self["search_name"] if "search_name" in self else super().astext()


class qapi_facts(nodes.Invisible, nodes.TextElement):  # noqa: N801
    """The facts under the title of a definition's own page, in HTML: in other formats the title says them.

    Attributes: those of the `qapi_meta` that stands elsewhere. Children: links to the type that a command
    returns, if it does (``returns`` is 1 then), to the events that it emits, or to the commands that emit an event
    (``emits`` is the kind of the definition then, ``left`` how many others there are).
    """


class qapi_breadcrumbs(nodes.Invisible, nodes.TextElement):  # noqa: N801
    """The way from the reference to the page: links, and last the page itself. Themes that have their own drop it."""


class qapi_names(nodes.General, nodes.Element):  # noqa: N801
    """Names in columns, each a link: the children.

    Attributes, lists with an item for each child, or empty: ``marks`` (features, with blanks between), ``conditions``
    (text), ``notes`` (text behind it), ``anchors`` (of the item; may be empty).
    """


class qapi_search(nodes.Invisible, nodes.General, nodes.Element):  # noqa: N801
    """The field of the site's search, where a site has one. Attribute: ``label``."""


class qapi_payload(nodes.General, nodes.Element):  # noqa: N801
    """Payloads of a command or event, and their label: one node, for a reference has hundreds.

    Attributes: ``minimal``, ``full`` and ``others``, as in `PayloadView`.
    """


class qapi_strip(nodes.General, nodes.Element):  # noqa: N801
    """A table of releases and what is there in them, with ``<th scope>`` in HTML.

    Attributes: ``columns`` (titles), ``names`` and ``anchors`` (of rows; an anchor may be empty), and of each cell, row
    by row, ``cells`` (its text) and ``kinds`` (a value of `Cell`).
    """


class qapi_part(nodes.General, nodes.Element):  # noqa: N801
    """A definition on the document of its module: a page of its own where the builder splits documents.

    Attributes: ``page``, what that is called, and ``kind``; children: `qapi_page_head` with the title of the page, then
    index entries and description.
    """


class qapi_page_head(nodes.General, nodes.Element):  # noqa: N801
    """What a page of a definition begins with, and its module's page has not."""


class qapi_listed(nodes.General, nodes.Element):  # noqa: N801
    """What leads to definitions from a page that is split.

    Attributes: ``joined`` (0 or 1), whether it stands there as well where the page is not split and the definitions
    follow; ``last`` (0 or 1), whether it stands at the end where they do not.
    """


def jump(name: str, target: str, ids: Iterable[str] = ()) -> qapi_jump:
    """*name*, which leads to the anchor *target* on the same page, and has *ids*."""
    return qapi_jump("", "", qapi_code("", name), refid=target, internal=True, ids=list(ids))


def definition_link(
    namespace: str, name: str, text: str | None = None, *, kind: type[qapi_xref] = qapi_xref
) -> qapi_xref:
    """A link to the definition *name* of *namespace*, whose text is a name, by default its own."""
    return kind("", target=f"{namespace}:{name}", text=name if text is None else text)


XREFS = (qapi_xref, qapi_title_xref, qapi_type_xref, qapi_origin_xref)
_PARTS: dict[type[nodes.Node], type[nodes.TextElement]] = {
    **{part: part for part in (qapi_title, qapi_type, qapi_origin)},
    **{link: link.part for link in XREFS if link.part},
}


def part_of_row(node: nodes.Node) -> type[nodes.TextElement] | None:
    """Which part of a row its child *node* is: `qapi_title`, `qapi_type` or `qapi_origin`; None for a block."""
    return _PARTS.get(type(node))


MOVED = "qapi-moved"
"""The class of rows that have the anchors of what stood on their page once."""
MANY = "qapi-many"
"""The class of rows of which there are many, those of branches included: a script lets readers filter them."""
NO_SEARCH = "no-search"
"""Sphinx' class for what its search skips; on an index node our mark (see `sphinx_qapi.sphinx_ext.writing.search`)."""


def label_text(node: nodes.Element) -> str:
    """The words of a label, without what is beside it."""
    return str(node["text"]) if isinstance(node, qapi_label) else node.astext()


def label(text: str, *aside: nodes.Node) -> qapi_label:
    """*text* as a label (no heading: five of them for each definition would drown the names), *aside* behind it."""
    node = qapi_label("", text=text)
    if aside:
        node += nodes.inline("", "", qapi_separator("", ":"), nodes.Text(" "), *aside, classes=["qapi-aside"])
    return node
