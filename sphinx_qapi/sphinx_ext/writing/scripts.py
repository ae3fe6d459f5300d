"""The scripts that a page loads: those of ``static/qapi`` that it has elements for.

They are classic scripts, deferred, so that they run in the order of the page, and also in sites opened from a folder of
files. The HTML of a page, whoever wrote it, shows what it needs. The folder ``scripts`` has the readable sources.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import add_page_script
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import MANY, MOVED
from sphinx_qapi.sphinx_ext.loading.site_plan import INDEX, PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.translation import _
from sphinx_qapi.sphinx_ext.writing.palette.palette_pages import palette_of


class _Script(NamedTuple):
    """A script: its name, its marks (a page that contains one of them loads it), and the words that it shows."""

    name: str
    marks: tuple[str, ...]
    words: tuple[str, ...] = ()


CHOICE_OF_RELEASES = 'class="qapi-choose-place'
"""Mark of an element that a script fills with the changes between any two releases."""
DATED = ' data-since="'
"""Mark of elements whose first release is known from a history."""
_OPEN = _Script("open", (), ("Find a command, member, value …",))
"""The script that all pages of a reference load."""
WAY = 'class="qapi-path"'
"""Mark of the line that shows where a page is."""
_SCRIPTS = (
    _Script("moved", (f" {MOVED}",)),
    _Script("find", ('class="qapi-find"',), ("found",)),
    _Script("payload", ('class="qapi-payload',), ("Branch", "Copied", "Copy as JSON", "Full", "Minimal")),
    _Script(
        "filter",
        (f" {MANY}",),
        ("%s of %s hidden", "Filter", "Show all", "hide unstable", "new since", "required only"),
    ),
    _Script("branches", ('<details class="qapi-branch"',), ("Filter", "all", "found")),
    _Script("copy", ("highlight-QMP notranslate", "highlight-qmp notranslate"), ("Copy", "Copied")),
    _Script("probe", (' data-probe="', 'class="qapi command', 'class="qapi event'), ("Copied", "Copy path")),
    _Script("graph", ('qapi-graph"',), ("Fit", "Fit to width", "Smaller", "Larger", "Full size")),
    _Script(
        "bar",
        ('class="sig sig-object qapi"', 'class="sig qapi-signature"'),
        ("Copied", "Copy", "Link", "Place", "Role", "Source"),
    ),
    _Script("map", ('class="qapi-g-find"',), ("found",)),
    _Script(
        "my-release",
        (DATED,),
        ("My release", "all releases", "not in %s", "%s newer than yours", "All of it is there."),
    ),
    _Script("compare", (CHOICE_OF_RELEASES,)),
    _Script("changes", (CHOICE_OF_RELEASES,)),
)
"""The other scripts, in the order in which they run."""


def load_scripts(
    app: Sphinx, page: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let a page load the scripts that it has elements for (handler of ``html-page-context``)."""
    if not abilities_of(app.builder).has_scripts:
        return
    body = context.get("body") or ""
    wanted = [script for script in _SCRIPTS if any(mark in body for mark in script.marks)]
    own: dict[str, dict[str, Any]] = {_OPEN.name: palette_of(app, page, context)}
    if own[_OPEN.name]:
        wanted.append(_OPEN)
    if not wanted:
        return
    if any(script.name == "bar" for script in wanted):
        own["bar"] = _way(app, page, context)
    translated = _translations()
    words = {word: translated[word] for script in wanted for word in script.words if word in translated}
    attributes: dict[str, Any] = {"data-words": json.dumps(words, ensure_ascii=False)} if words else {}
    add_page_script(app, "qapi/base.js", **attributes)
    for script in wanted:
        add_page_script(app, f"qapi/{script.name}.js", **own.get(script.name, {}))


def _way(app: Sphinx, page: str, context: dict[str, Any]) -> dict[str, str]:
    """Data for the bar: titles and addresses of the pages above *page*, and how a role is written.

    On the page of a module, that page is included, because the entries with a bar are below it. What is the same on
    most pages, or in their text, is left out.
    """
    attributes = {"data-role": "{qapi:%r}`%n`"} if "myst_parser" in app.extensions else {}
    if WAY in (context.get("body") or ""):
        return attributes
    state = state_of(app.env)
    above: list[str] = []
    if page in state.store.pages:
        loaded, own = state.store.pages[page]
        module = loaded.schema.definitions[own.name].module if own.kind is PageKind.DEFINITION else own.name
        above = [loaded.pages.docname(INDEX)]
        if module in loaded.pages.module_pages:
            above.append(loaded.pages.docname(loaded.pages.module_pages[module]))
    way = [(app.env.titles[each].astext(), context["pathto"](each)) for each in above if each in app.env.titles]
    return {"data-path": json.dumps(way, ensure_ascii=False), **attributes}


def _translations() -> Mapping[str, str]:
    """The words of scripts that differ in the language of the site, by the English words."""
    words = {
        "All of it is there.": _("All of it is there."),
        "Branch": _("Branch"),
        "Copied": _("Copied"),
        "Copy": _("Copy"),
        "Copy as JSON": _("Copy as JSON"),
        "Copy path": _("Copy path"),
        "Filter": _("Filter"),
        "Find a command, member, value …": _("Find a command, member, value …"),
        "Fit": _("Fit"),
        "Fit to width": _("Fit to width"),
        "Full": _("Full"),
        "Full size": _("Full size"),
        "Larger": _("Larger"),
        "Minimal": _("Minimal"),
        "My release": _("My release"),
        "Link": _("Link"),
        "Place": _("Place"),
        "Role": _("Role"),
        "Source": _("Source"),
        "Smaller": _("Smaller"),
        "%s newer than yours": _("%s newer than yours"),
        "%s of %s hidden": _("%s of %s hidden"),
        "Show all": _("Show all"),
        "all": _("all"),
        "all releases": _("all releases"),
        "hide unstable": _("hide unstable"),
        "new since": _("new since"),
        "required only": _("required only"),
        "found": _("found"),
        "not in %s": _("not in %s"),
    }
    return {english: word for english, word in words.items() if word != english}
