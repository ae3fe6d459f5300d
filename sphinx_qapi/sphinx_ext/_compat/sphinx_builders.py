"""What builders do not tell by a documented interface: which one is at work, and what it writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

KNOWN_TO_WORK_ON_NODES = frozenset(
    {"sphinx", "docutils", "sphinx_qapi", "myst_parser", "sphinx_rtd_theme", "furo", "alabaster"}
)
"""Those that work on a document node by node, whenever that is done and whatever else the document has: they count
nothing across it, ask for no document because of a schema, and add nothing that transforms of others look for."""


def builder_of(env: BuildEnvironment) -> Builder:
    """The builder at work: ``env.app`` is deprecated from Sphinx 9 on, and nothing else leads to it from transforms."""
    either: Any = env
    return cast("Builder", (either._app if hasattr(env, "_app") else either.app).builder)  # noqa: SLF001


def application_of(builder: Builder) -> Sphinx:
    """The application of *builder*: ``builder.app`` is deprecated from Sphinx 9 on."""
    either: Any = builder
    return cast("Sphinx", either._app if hasattr(builder, "_app") else either.app)  # noqa: SLF001


def output_files(app: Sphinx, document: str, suffix: str) -> list[Path]:
    """The files that the builder at work makes, or would make, of *document* alone, whose source ends with *suffix*.

    A page, for builders that write pages, and the copy of its source for readers.
    """
    page = page_file(app, document)
    return [Path(app.outdir, "_sources", f"{document}{suffix}.txt"), *([page] if page else [])]


def page_file(app: Sphinx, document: str) -> Path | None:
    """The file of the page of *document*, for builders that write pages."""
    builder: Any = app.builder
    if hasattr(builder, "get_outfilename"):
        return Path(builder.get_outfilename(document))
    ending = getattr(builder, "out_suffix", "")
    return Path(app.outdir, document + ending) if ending else None


def search_index_file(app: Sphinx) -> Path | None:
    """The file with what the search of the site knows, from which a builder goes on; None where there is none."""
    builder: Any = app.builder
    name = getattr(builder, "searchindex_filename", None)
    return Path(app.outdir, name) if name else None


def written_indexes(app: Sphinx) -> set[str] | None:
    """The names of the index pages of domains that the builder at work writes; None where it has not looked for any.

    Sphinx 7 looks for none where there is no page to write.
    """
    if "domain_indices" not in vars(app.builder):
        return None
    builder: Any = app.builder
    return {name for name, *_ in builder.domain_indices}


def is_for_translators(env: BuildEnvironment) -> bool:
    """Whether the builder at work collects what is to be translated."""
    return builder_of(env).name == "gettext"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A page that templates have made."""

    template: str
    context: dict[str, Any]
    html: str


@contextmanager
def renderings(builder: StandaloneHTMLBuilder) -> Iterator[list[Rendering]]:
    """What the templates of *builder* make meanwhile: the last is the page, others are what themes try before."""
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
    """The class of translators of *builder*, and the methods that Sphinx puts into each of them for nodes of others."""
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
    """The filters of the templates of *builder*, which is to be changed by those alone who put it back."""
    bridge: Any = builder.templates
    return cast("dict[str, Callable[..., Any]]", bridge.environment.filters)


def listeners_of(app: Sphinx, event: str) -> list[Callable[..., Any]]:
    """Who is called at *event*, in this order."""
    listeners = app.events.listeners.get(event, [])
    return [each.handler for each in sorted(listeners, key=lambda each: each.priority)]


def package_of(work: object) -> str:
    """The package of a function, a method or a class; nothing for what does not tell."""
    return str(getattr(work, "__module__", "")).partition(".")[0]


def add_page_script(app: Sphinx, file: str, **attributes: str) -> None:
    """Let the page at work load the script *file* of ``_static`` when it has been read.

    `Sphinx.add_js_file` notes it for all later pages as well, and logs each.
    """
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    builder.add_js_file(file, priority=500, **attributes, defer="")


def spare_stylesheets(builder: StandaloneHTMLBuilder) -> None:
    """Let docutils look for no style sheets of its own, which no page of Sphinx has.

    It looked for them before each page and each title beside it, which was a thirtieth of a build. The settings for
    titles are found in Sphinx 9 alone.
    """
    for each in (getattr(builder, "_settings", None), builder.docsettings):
        if each is not None:
            each.stylesheet_path = []
