"""Small pages at the addresses that lists had as Sphinx indexes, with links to their current places."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from sphinx_qapi.sphinx_ext._compat.sphinx_environment import place_of_label
from sphinx_qapi.sphinx_ext.configuration.index_kinds import sphinx_indexes
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.objects.list_names import HISTORY, INDEX_OF_ALL, NAMES, list_label
from sphinx_qapi.sphinx_ext.objects.state import state_of

_PAGE = """\
<!doctype html>
<html><head><meta charset="utf-8"><title>{title}</title><meta name="robots" content="noindex">
<link rel="canonical" href="{uri}"></head>
<body><p><a href="{uri}">{title}</a></p></body></html>
"""


def old_addresses(app: Sphinx) -> dict[str, str]:
    """The HTML of these pages by file name; the old address of a list is its label."""
    if not abilities_of(app.builder).has_pages:
        return {}
    domain = app.env.get_domain("qapi")
    taken = {*app.env.found_docs, *(f"{domain.name}-{index.name}" for index in domain.indices), "genindex"}
    pages = {}
    for label in _labels(app):
        place = place_of_label(app.env, label)
        if place is None or label in taken:
            continue
        docname, anchor = place
        there = relative_uri(app.builder.get_target_uri(label), app.builder.get_target_uri(docname))
        uri = escape(f"{there}#{anchor}" if anchor else there)
        file = Path(app.builder.get_outfilename(label)).relative_to(app.outdir)  # type: ignore[attr-defined]
        pages[file.as_posix()] = _PAGE.format(uri=uri, title=escape(label))
    return pages


def _labels(app: Sphinx) -> Iterator[str]:
    for loaded in state_of(app.env).store.schemas.values():
        for name in (NAMES, *sphinx_indexes()) if loaded.config.output else ():
            yield list_label(loaded.namespace, name)
    yield from (HISTORY, INDEX_OF_ALL)
