"""The pages of one document: Sphinx writes the first and the last, and the others are made from their common frame."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.matching import patmatch

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import Rendering
from sphinx_qapi.sphinx_ext.writing.splitting.frames.frame import UnusualPageError
from sphinx_qapi.sphinx_ext.writing.splitting.frames.framed_pages import FramedPages
from sphinx_qapi.sphinx_ext.writing.splitting.frames.listeners import Handler
from sphinx_qapi.sphinx_ext.writing.splitting.frames.page_values import OwnParts, PreparedPage, rest_of, values_of

_FEW = 4
"""Fewest pages for a frame: Sphinx writes two of them, and the frame has to be rendered, too."""
_TEMPLATE = "page.html"


class PageWriter:
    """Writes pages of *builder*, with *handlers*, our handlers of ``html-page-context``.

    *write* lets Sphinx write one page; it returns what was rendered, or None.
    """

    def __init__(
        self,
        app: Sphinx,
        builder: StandaloneHTMLBuilder,
        handlers: Sequence[Handler],
        write: Callable[[PreparedPage], Rendering | None],
    ) -> None:
        self._app = app
        self._builder = builder
        self._handlers = handlers
        self._write = write
        self._scripts: list[Any] = builder.globalcontext["script_files"]
        self._scripts_of_all = list(self._scripts)
        self._names_files = False
        """Whether absolute addresses of pages contain the names of files."""

    def write(self, pages: Sequence[PreparedPage]) -> None:
        """Write *pages*, which belong to one document."""
        alike = [page for page in pages if self._may_have_frame(page)]
        first = self._write(alike[0]) if len(alike) >= _FEW else None
        if first is None:
            alike = []
        for page in pages:
            if page not in alike:
                self._write(page)
        if first is not None:
            done = {alike[0].name: first}
            self._take_addresses(alike[0], first)
            for group in self._groups(alike, first.context["pathto"]):
                self._write_group(group, done)

    def _may_have_frame(self, page: PreparedPage) -> bool:
        """Whether *page* is ordinary: formulas load a script, and Sphinx may warn of several patterns for sidebars."""
        patterns = [each for each in self._app.config.html_sidebars if patmatch(page.name, each)]
        known = self._app.env.get_domain("math").data["has_equations"]
        has_maths = page.context.get("has_maths_elements") or known.get(page.name)
        return not has_maths and len(patterns) < 2

    def _groups(self, pages: Iterable[PreparedPage], pathto: Callable[..., str]) -> list[list[OwnParts]]:
        """The pages in groups that differ in the pages' own values only."""
        known = self._builder.globalcontext
        groups: dict[object, list[OwnParts]] = {}
        for page in pages:
            context, scripts = self._context(page, pathto)
            own = OwnParts(page, values_of(context, known), scripts)
            key = (rest_of(context, known), frozenset(own.values), bool(scripts))
            groups.setdefault(key, []).append(own)
        return list(groups.values())

    def _context(self, page: PreparedPage, pathto: Callable[..., str]) -> tuple[dict[str, Any], tuple[Any, ...]]:
        """The context of *page*, as Sphinx and we make it, and the scripts that we add to it."""
        self._scripts[:] = self._scripts_of_all
        context: dict[str, Any] = {
            **self._builder.globalcontext,
            "pagename": page.name,
            "current_page_name": page.name,
            "pageurl": self._address(page) if self._app.config.html_baseurl else None,
            "pathto": pathto,
            "sidebars": [each for each in self._app.config.html_sidebars if patmatch(page.name, each)],
            **page.context,
        }
        for handler in self._handlers:
            handler(self._app, page.name, _TEMPLATE, context, page.document)
        scripts = tuple(self._scripts[len(self._scripts_of_all) :])
        self._scripts[:] = self._scripts_of_all
        return context, scripts

    def _take_addresses(self, page: PreparedPage, rendering: Rendering) -> None:
        """Make addresses of pages in the way of that of *page*: an older Sphinx uses names of files in them."""
        self._names_files = False
        self._names_files = rendering.context.get("pageurl") != self._address(page)

    def _address(self, page: PreparedPage) -> str:
        name = page.name + self._builder.out_suffix if self._names_files else self._builder.get_target_uri(page.name)
        return posixpath.join(self._app.config.html_baseurl, name)

    def _write_group(self, group: list[OwnParts], done: dict[str, Rendering]) -> None:
        first, last = group[0], group[-1]
        model = done.get(first.page.name) or self._write(first.page)
        proof = self._write(last.page) if last is not first else None
        framed = None
        if len(group) >= _FEW and model is not None and proof is not None:
            framed = self._framed(first, model, last, proof)
        for own in group[1:-1]:
            html = framed.html(own) if framed is not None else None
            if html is None or not self._saved(own.page, html):
                self._write(own.page)

    def _framed(self, first: OwnParts, model: Rendering, last: OwnParts, proof: Rendering) -> FramedPages | None:
        """The frame of pages like *first*; None unless it yields *first* and *last* as Sphinx has rendered them."""
        try:
            framed = FramedPages(self._builder, first, model)
        except UnusualPageError:
            return None
        return framed if (framed.html(first), framed.html(last)) == (model.html, proof.html) else None

    def _saved(self, page: PreparedPage, html: str) -> bool:
        """Write the file of *page*; False if that fails, which Sphinx will report."""
        path = Path(self._builder.get_outfilename(page.name))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding=self._app.config.html_output_encoding, errors="xmlcharrefreplace")
        except OSError:
            return False
        return True
