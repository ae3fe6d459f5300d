"""HTML of those index pages of Sphinx that are ours: Sphinx's template makes anchors of whole titles, with blanks.

The index is the body of an ordinary page, so that every theme can show it; the classes are those that themes style.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import IndexEntry

from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.writing.epub import epub_anchor

_TEMPLATE, _PAGE = "domainindex.html", "page.html"
_NOT_IN_AN_ID = re.compile(r"[^\w.:+()-]+")
_HEAD, _PART = 1, 2
"""Sphinx's subtypes of index entries: an entry with parts, and a part."""

Group = tuple[str, Sequence[IndexEntry]]


def write_index(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> str | None:
    """Make an index of ours the body of a page (handler of ``html-page-context``); return the template for it."""
    abilities = abilities_of(app.builder)
    if templatename != _TEMPLATE or not pagename.startswith("qapi-") or not abilities.has_templates:
        return None
    fit = epub_anchor if abilities.is_book else str
    context["title"] = context["indextitle"]
    context["body"] = "".join(_body(context["indextitle"], context["content"], context["pathto"], fit))
    return _PAGE


def _body(title: str, groups: Sequence[Group], pathto: Callable[..., str], fit: Callable[[str], str]) -> Iterator[str]:
    anchors = _anchors([name for name, _entries in groups])
    yield f"<h1>{escape(title)}</h1>\n"
    links = (f'<a href="#{anchors[name]}"><strong>{escape(name)}</strong></a>' for name, _entries in groups)
    yield f'<div class="modindex-jumpbox domainindex-jumpbox">{" | ".join(links)}</div>\n'
    yield '<table class="indextable modindextable domainindex-table">\n'
    folds = 0
    for name, entries in groups:
        yield '<tr class="pcap"><td></td><td>&#160;</td><td></td></tr>\n'
        yield f'<tr class="cap" id="{anchors[name]}"><td></td><td><strong>{escape(name)}</strong></td><td></td></tr>\n'
        for entry in entries:
            folds += entry.subtype == _HEAD
            yield _row(entry, folds, pathto, fit)
    yield "</table>\n"


def _row(entry: IndexEntry, fold: int, pathto: Callable[..., str], fit: Callable[[str], str]) -> str:
    """The row of *entry*; Sphinx's script folds the parts of head number *fold*."""
    fold_class, indent = (f' class="cg-{fold}"', "&#160;&#160;&#160;") if entry.subtype == _PART else ("", "")
    toggler = ""
    if entry.subtype == _HEAD:
        minus = escape(pathto("_static/minus.png", 1))
        toggler = f'<img src="{minus}" class="toggler" id="toggle-{fold}" style="display: none" alt="-" />'
    link = f'<a href="{escape(pathto(entry.docname))}#{escape(fit(entry.anchor))}">'
    name = f'{link}<code class="xref">{escape(entry.name)}</code></a>'
    extra = f" <em>({escape(entry.extra)})</em>" if entry.extra else ""
    return (
        f"<tr{fold_class}><td>{toggler}</td><td>{indent}{name}{extra}</td>"
        f"<td><em>{escape(entry.descr)}</em></td></tr>\n"
    )


def _anchors(names: Sequence[str]) -> dict[str, str]:
    """The anchor of each group by its title."""
    anchors: dict[str, str] = {}
    for name in names:
        anchor = wanted = f"cap-{_NOT_IN_AN_ID.sub('-', name)}"
        number = 1
        while anchor in anchors.values():
            number += 1
            anchor = f"{wanted}-{number}"
        anchors[name] = anchor
    return anchors
