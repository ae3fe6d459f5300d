"""The few node classes of our own: compact rows, branches, and the name in a signature.

A reference has ten thousand rows, and a docutils definition list costs a dozen nodes for each; Sphinx walks over all
nodes of a page some fifty times. So rows and signatures hold their words as attributes (strings, numbers or lists of
strings, which the XML builders can write) and have only links and prose as children. HTML visitors write them directly;
`sphinx_qapi.sphinx_ext.writing.standard_nodes` turns them into standard nodes for every other builder.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes

OURS_FIRST = "qapi:first"
"""Attribute of nodes that we insert before an author's words in a paragraph: they are no part of its translation."""
MEMBERS_OF = "qapi_members_of"
"""Attribute of the line in a branch that links the type whose members follow."""

OURS = "qapi_raw"
"""Attribute of raw output that comes from us, not from a comment."""
FOR_SCRIPTS = "qapi_for_scripts"
"""Attribute of raw output that is useful only with our script, which shows it."""


class qapi_name(addnodes.desc_name):  # noqa: N801 - docutils finds visitors by class name
    """The name in a definition's signature: a heading for screen readers, a `desc_name` for other builders."""


class qapi_kind(nodes.Part, nodes.Inline, nodes.Element):  # noqa: N801
    """The kind before the name in a signature. Attribute: ``kind``."""

    def astext(self) -> str:
        """The kind, and the blank between it and the name."""
        return f"{self['kind']} "


class qapi_exports(nodes.Part, nodes.Inline, nodes.Element):  # noqa: N801
    """Links to other formats of a definition that a site offers.

    Attributes: ``folder`` and ``file`` (without suffix), ``formats``.
    """


class qapi_code(nodes.literal):  # noqa: N801
    """A name in our own output, which browsers may break between its words: type names are long and have no hyphens.

    In HTML it lacks the wrappers of a literal, which would be a tenth of a large page.
    """


class qapi_linking(nodes.Element):  # noqa: N801
    """Base of nodes with our links, which `sphinx_qapi.sphinx_ext.linking.definition_links` collects per document."""


class qapi_xref(nodes.Inline, qapi_linking):  # noqa: N801
    """A link to a definition, with code as its text: a single node, because a reference has tens of thousands.

    Attributes: ``target`` (``NS:name``), ``text``, and ``anchor`` if the link leads to a place within the definition;
    once resolved, in HTML, also ``refuri`` and ``reftitle`` (see `sphinx_qapi.sphinx_ext.linking.definition_links`; for
    other builders it becomes a `qapi_link`).
    """

    part: ClassVar[type[nodes.TextElement] | None] = None
    """The part of a row that the link also is; None for a plain link."""

    def astext(self) -> str:
        """The text of the link."""
        text: str = self["text"]
        return text


class qapi_link(nodes.reference):  # noqa: N801
    """A resolved link around `qapi_code`, without classes in HTML: a large page has four thousand of them."""


class qapi_jump(nodes.reference):  # noqa: N801
    """A name in place of what the page says elsewhere: it links there, and has the anchors of what it replaces."""


class qapi_meta(nodes.Part, nodes.Inline, nodes.Element):  # noqa: N801
    """The badges of a signature. Attributes, all optional: ``marks``, ``condition`` and ``since``, as in a row.

    For each of ``facts`` (marks, ``if`` and ``since``), ``places`` has the list of everything with it
    (``document#anchor``).
    """


class qapi_label(nodes.General, nodes.Element):  # noqa: N801
    """The label above a part of a definition. Attribute: ``text``; children: what is shown next to it."""

    def astext(self) -> str:
        """Its text, and the text next to it."""
        text: str = self["text"]
        return text + super().astext()


class qapi_separator(nodes.inline):  # noqa: N801
    """The separator between a label and what is next to it: visible in other builders, only read aloud in HTML."""


class qapi_rows(nodes.General, nodes.Element):  # noqa: N801
    """Rows of members, values, features or links.

    Attributes: ``list`` (0 or 1): name, text and meta are on one line; ``probe``: for values, the path by which clients
    probe for them, without the value.
    """


class qapi_row(nodes.Part, nodes.Element):  # noqa: N801
    """One row.

    Attributes, all optional but ``name``: ``name``; ``type`` (without a link); ``optional`` (0 or 1); ``need``
    (``required`` or ``optional``); ``default``; ``word`` (0 or 1: the name is a word of ours); ``kind`` (of a
    definition); ``marks`` (badges); ``condition`` (pieces of text; a backtick precedes pieces of code); ``since``;
    ``with`` (what was added together with the row); with a history: ``documented``, ``also`` (versions besides
    ``since``), ``oldest`` (0 or 1: it may have existed before), ``release`` (since which it has existed, shown or not),
    ``verdict`` (of a change); ``count``; ``plain`` (0 or 1: on a page of thousands, where the name itself is the link
    to the row).

    Children: `qapi_title` (in place of ``name``), `qapi_type`, `qapi_origin`, or the corresponding links, at most one
    of each; then blocks.
    """


class qapi_changes(nodes.General, qapi_linking):  # noqa: N801
    """Changes or removals as plain data: a history has thousands, and only some builders need them as nodes.

    Attributes: ``entries`` (`change_rows.ChangeRow`); in builders of sites, once links are resolved, ``links`` (address
    and title for each link of a row) and ``pages`` (the address of each page of a release).
    """


class qapi_title(nodes.Part, nodes.TextElement):  # noqa: N801
    """The name of a row, if it is a link."""


class qapi_type(nodes.Part, nodes.TextElement):  # noqa: N801
    """The type in a row."""


class qapi_origin(nodes.Part, nodes.TextElement):  # noqa: N801
    """The definition that a row comes from."""


class qapi_title_xref(qapi_xref):  # noqa: N801
    """The name of a row that is a single link."""

    part = qapi_title


class qapi_type_xref(qapi_xref):  # noqa: N801
    """The type in a row that is a single link."""

    part = qapi_type


class qapi_origin_xref(qapi_xref):  # noqa: N801
    """The origin of a row that is a single link."""

    part = qapi_origin


class qapi_branches(nodes.General, nodes.Element):  # noqa: N801
    """The branches of a union, which fold in HTML."""


class qapi_branch(nodes.Part, nodes.Element):  # noqa: N801
    """One branch. Attributes: those of a row, ``type`` (text), and ``open`` (0 or 1); children: blocks."""


SEPARATED = " · "
"""Text between links in a line."""


class qapi_links(nodes.Invisible, nodes.TextElement):  # noqa: N801
    """The line of links from a generated page to the lists of its schema; children: links and text.

    It is not a paragraph, and invisible to code that looks for what a page is about: it is the same on all pages.
    """


class qapi_lists(nodes.Invisible, qapi_linking):  # noqa: N801
    """The same line of links to lists, which all lists have, as a single node.

    Attributes: ``entries`` (for each list the role of a reference to it, ``doc`` or ``ref``, the target and the text;
    on the page of the list itself, the role is empty); in builders of sites, once links are resolved, ``uris``. For
    other builders it becomes a `qapi_links`.
    """

    def astext(self) -> str:
        """The texts of the links."""
        return SEPARATED.join(text for _role, _target, text in self["entries"])


class qapi_heading(nodes.title):  # noqa: N801
    """The title of a definition's own page, which is also its signature: its text is the name.

    Attributes: ``objtype``, and those of a `qapi_meta`; it has the anchors that other signatures have.
    """

    def astext(self) -> str:
        """The name of the page in the search, if set, otherwise the text."""
        return self["search_name"] if "search_name" in self else super().astext()


class qapi_facts(nodes.Invisible, nodes.TextElement):  # noqa: N801
    """The facts below the title of a definition's own page, in HTML; in other formats the title contains them.

    Attributes: those that a `qapi_meta` has in other signatures. Children: links to the type that a command returns
    (``returns`` is 1 then), and to the events that it emits or to the commands that emit an event (``emits`` is the
    kind of the definition then, ``left`` the number of those without a link).
    """


class qapi_breadcrumbs(nodes.Invisible, nodes.TextElement):  # noqa: N801
    """The path from the reference to the page: links, then the page itself. Dropped if the theme has its own."""


class qapi_names(nodes.General, nodes.Element):  # noqa: N801
    """Names in columns; the children are links.

    Attributes, lists with an item for each child, or empty: ``marks`` (features, separated by blanks), ``conditions``
    (text), ``notes`` (text after the name), ``anchors`` (of the item; may be empty).
    """


class qapi_search(nodes.Invisible, nodes.General, nodes.Element):  # noqa: N801
    """The field of the site's search, in sites that have a search. Attribute: ``label``."""


class qapi_payload(nodes.General, nodes.Element):  # noqa: N801
    """The payloads of a command or event, and their label: one node, because a reference has hundreds.

    Attributes: ``minimal``, ``full`` and ``others``, as in `PayloadView`.
    """


class qapi_strip(nodes.General, nodes.Element):  # noqa: N801
    """A table of releases and of what exists in them, with ``<th scope>`` in HTML.

    Attributes: ``columns`` (titles); ``names`` and ``anchors`` of rows (an anchor may be empty); ``cells`` (text) and
    ``kinds`` (a value of `Cell`) of each cell, row by row.
    """


class qapi_part(nodes.General, nodes.Element):  # noqa: N801
    """A definition in the document of its module: a page of its own if the builder splits documents.

    Attributes: ``page`` (the name of that page) and ``kind``; children: `qapi_page_head` with the title of the page,
    then index entries and description.
    """


class qapi_page_head(nodes.General, nodes.Element):  # noqa: N801
    """The start of a definition's own page, which is not shown on the page of its module."""


class qapi_listed(nodes.General, nodes.Element):  # noqa: N801
    """Links to definitions on a page that is split.

    Attributes: ``joined`` (0 or 1): shown also if the page is not split and the definitions follow; ``last`` (0 or 1):
    placed at the end of the page if they do not follow.
    """


def jump(name: str, target: str, ids: Iterable[str] = ()) -> qapi_jump:
    """*name* as a link to the anchor *target* on the same page; the link itself has the anchors *ids*."""
    return qapi_jump("", "", qapi_code("", name), refid=target, internal=True, ids=list(ids))


def definition_link(
    namespace: str, name: str, text: str | None = None, *, kind: type[qapi_xref] = qapi_xref
) -> qapi_xref:
    """A link to the definition *name* of *namespace*; its *text* is shown as code and is the name by default."""
    return kind("", target=f"{namespace}:{name}", text=name if text is None else text)


XREFS = (qapi_xref, qapi_title_xref, qapi_type_xref, qapi_origin_xref)
_PARTS: dict[type[nodes.Node], type[nodes.TextElement]] = {
    **{part: part for part in (qapi_title, qapi_type, qapi_origin)},
    **{link: link.part for link in XREFS if link.part},
}


def part_of_row(node: nodes.Node) -> type[nodes.TextElement] | None:
    """The part of a row that its child *node* is: `qapi_title`, `qapi_type` or `qapi_origin`; None for a block."""
    return _PARTS.get(type(node))


MOVED = "qapi-moved"
"""Class of rows that have the anchors of something that was on their page before."""
MANY = "qapi-many"
"""Class of rows of which there are many, including those of branches: a script lets readers filter them."""
NO_SEARCH = "no-search"
"""Sphinx's class for what its search skips; on index nodes our mark (see `sphinx_qapi.sphinx_ext.writing.search`)."""


def label_text(node: nodes.Element) -> str:
    """The words of a label, without what is next to it."""
    return str(node["text"]) if isinstance(node, qapi_label) else node.astext()


def label(text: str, *aside: nodes.Node) -> qapi_label:
    """*text* as a label, followed by *aside*; not as a heading: five headings per definition would drown the names."""
    node = qapi_label("", text=text)
    if aside:
        node += nodes.inline("", "", qapi_separator("", ":"), nodes.Text(" "), *aside, classes=["qapi-aside"])
    return node
