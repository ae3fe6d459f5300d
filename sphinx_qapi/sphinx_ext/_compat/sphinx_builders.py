"""What builders do not tell by a documented interface: which builder is running, and which files it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

KNOWN_TO_WORK_ON_NODES = frozenset(
    {"sphinx", "docutils", "sphinx_qapi", "myst_parser", "sphinx_rtd_theme", "furo", "alabaster"}
)
"""Packages whose code works on a document node by node, at any time and whatever else it contains: it counts nothing
across the document, requests no document because of a schema, and adds nothing that other transforms look for."""
_PAGE_FILES: WeakKeyDictionary[Builder, dict[str, str]] = WeakKeyDictionary()
"""For each builder, the files of its pages."""


def builder_of(env: BuildEnvironment) -> Builder:
    """The running builder: ``env.app`` is deprecated from Sphinx 9 on, but transforms have no other way to it."""
    either: Any = env
    return cast("Builder", (either._app if hasattr(env, "_app") else either.app).builder)  # noqa: SLF001


def application_of(builder: Builder) -> Sphinx:
    """The Sphinx application of *builder*: ``builder.app`` is deprecated from Sphinx 9 on."""
    either: Any = builder
    return cast("Sphinx", either._app if hasattr(builder, "_app") else either.app)  # noqa: SLF001


def output_files(app: Sphinx, document: str, suffix: str) -> list[Path]:
    """The files that the running builder makes, or would make, of *document* alone, whose source ends with *suffix*.

    These are the page, if the builder writes pages, and the copy of the source for readers.
    """
    page = page_file(app.builder, document)
    return [Path(app.outdir, "_sources", f"{document}{suffix}.txt"), *([Path(page)] if page else [])]


def page_file(builder: Builder, document: str) -> str:
    """The file of the page of *document*; empty if the builder does not write pages.

    The names are kept: a build asks for each several times, and Sphinx makes three paths for each answer.
    """
    names = _PAGE_FILES.setdefault(builder, {})
    if document not in names:
        names[document] = _page_file(builder, document)
    return names[document]


def _page_file(builder: Any, document: str) -> str:
    if hasattr(builder, "get_outfilename"):
        return str(builder.get_outfilename(document))
    ending = getattr(builder, "out_suffix", "")
    return f"{builder.outdir}/{document}{ending}" if ending else ""


def search_index_file(app: Sphinx) -> Path | None:
    """The file of the search index, which a builder loads and updates; None if the builder has none."""
    builder: Any = app.builder
    name = getattr(builder, "searchindex_filename", None)
    return Path(app.outdir, name) if name else None


def written_indexes(app: Sphinx) -> set[str] | None:
    """Names of the domain index pages that the running builder writes; None if it has not determined them.

    Sphinx 7 determines them only if there is a page to write.
    """
    if "domain_indices" not in vars(app.builder):
        return None
    builder: Any = app.builder
    return {name for name, *_ in builder.domain_indices}


@dataclass(frozen=True, slots=True)
class Rendering:
    """One result of a template: its name, the values it was given, and its HTML."""

    template: str
    context: dict[str, Any]
    html: str


@contextmanager
def renderings(builder: StandaloneHTMLBuilder) -> Iterator[list[Rendering]]:
    """Collect what the templates of *builder* make inside the context; the page is last, after what themes try."""
    made: list[Rendering] = []
    bridge = builder.templates
    render = bridge.render

    def noted(template: str, context: dict[str, Any]) -> str:
        html = str(render(template, context))
        made.append(Rendering(template, context, html))
        return html

    vars(bridge)["render"] = noted
    try:
        yield made
    finally:
        del vars(bridge)["render"]


def translation_of(builder: Builder) -> tuple[type[nodes.NodeVisitor], dict[str, Callable[..., Any]]]:
    """The translator class of *builder*, and the methods that Sphinx adds to each instance for nodes of extensions."""
    registry = application_of(builder).registry
    known = registry.translation_handlers
    handlers = known.get(builder.name)
    if handlers is None:
        handlers = known.get(builder.format, {})
    methods: dict[str, Callable[..., Any]] = {}
    for node, (visit, depart) in handlers.items():
        methods[f"visit_{node}"] = visit
        if depart:
            methods[f"depart_{node}"] = depart
    return registry.get_translator_class(builder), methods


def filters_of(builder: StandaloneHTMLBuilder) -> dict[str, Callable[..., Any]]:
    """The template filters of *builder*; whoever changes this dictionary must restore it."""
    bridge: Any = builder.templates
    return cast("dict[str, Callable[..., Any]]", bridge.environment.filters)


def listeners_of(app: Sphinx, event: str) -> list[Callable[..., Any]]:
    """The functions that are called for *event*, in the order of the calls."""
    listeners = app.events.listeners.get(event, [])
    return [each.handler for each in sorted(listeners, key=lambda each: each.priority)]


def package_of(work: object) -> str:
    """The top-level package of a function, a method or a class; empty if it is unknown."""
    return str(getattr(work, "__module__", "")).partition(".")[0]


def add_page_script(app: Sphinx, file: str, **attributes: str) -> None:
    """Let the current page load the script *file* of ``_static``, deferred until the page has been parsed.

    `Sphinx.add_js_file` would add it to all later pages as well, and log each call.
    """
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    builder.add_js_file(file, priority=500, **attributes, defer="")
