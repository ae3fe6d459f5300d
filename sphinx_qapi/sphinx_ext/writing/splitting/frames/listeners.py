"""The handlers that are called for each page, and whether their results are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import listeners_of, package_of

Handler = Callable[..., Any]
_OURS = "sphinx_qapi"
_KNOWN = {_OURS, "sphinx", "alabaster", "furo", "sphinx_rtd_theme"}
"""Packages whose results are the same for all pages of a module, except for what `page_values` handles."""
PLAIN_BUILDERS = (StandaloneHTMLBuilder, DirectoryHTMLBuilder)
"""The classes whose methods write a page as Sphinx describes."""


def our_listeners(app: Sphinx) -> list[Handler]:
    """Our own handlers of ``html-page-context``, in their order."""
    return [each for each in listeners_of(app, "html-page-context") if package_of(each) == _OURS]


def are_all_known(app: Sphinx, base: type[StandaloneHTMLBuilder]) -> bool:
    """Whether no unknown code influences the pages of the builder, whose class is *base* with our additions."""
    return (
        base in PLAIN_BUILDERS
        and type(getattr(app.builder, "templates", None)) is BuiltinTemplateLoader
        and all(package_of(each) in _KNOWN for each in listeners_of(app, "html-page-context"))
    )


def do_all_forget(app: Sphinx) -> bool:
    """Whether no unknown code is given trees of nodes, which it might keep after their page is written."""
    events = ("doctree-resolved", "html-page-context")
    return all(package_of(each) in _KNOWN for event in events for each in listeners_of(app, event))
