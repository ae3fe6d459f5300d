"""Sources for ``sphinx-llms-txt``, if a project uses it: it joins the sources of all pages into one text.

The source of a generated page has no content, so it is replaced by the text of the schema; pages that only list what is
elsewhere are left out.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Module
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import GeneratedPage, PageKind
from sphinx_qapi.sphinx_ext.loading.stub_pages import SUFFIX
from sphinx_qapi.sphinx_ext.objects.state import state_of

_EXTENSION, _EXCLUDE = "sphinx_llms_txt", "llms_txt_exclude"


def write_sources(app: Sphinx, exception: Exception | None) -> None:
    """Write the sources of generated pages (handler of ``build-finished``, before the extension's own handler)."""
    config = app.config
    is_used = _EXTENSION in app.extensions and abilities_of(app.builder).has_pages
    if exception is not None or not is_used or not config.html_copy_source:
        return
    link_suffix = config.html_sourcelink_suffix
    suffix = SUFFIX if link_suffix == SUFFIX else SUFFIX + link_suffix
    folder = Path(app.outdir, "_sources")
    lists = []
    for document, (loaded, page) in state_of(app.env).store.pages.items():
        text = _text(loaded, page)
        if text:
            path = folder / (document + suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        else:
            lists.append(document)
    config[_EXCLUDE] = [*config[_EXCLUDE], *lists]


def _text(loaded: LoadedSchema, page: GeneratedPage) -> str:
    schema = loaded.schema
    match page.kind:
        case PageKind.CONTENTS:
            return "\n".join(map(_of_file, loaded.files if loaded.config.pages == "schema" else [schema.path]))
        case PageKind.MODULE:
            module = schema.modules_by_name[page.name]
            return _before_definitions(module) if loaded.pages.definition_pages else _of_file(module.path)
        case PageKind.DEFINITION:
            definition = schema.definitions[page.name]
            return _of_definition(schema.modules_by_name[definition.module], definition)
        case _:
            return ""


def _of_file(path: str) -> str:
    return Path(path).read_text(encoding="utf-8", errors="replace")


def _before_definitions(module: Module) -> str:
    return _lines(module.path, 1, min(map(_first_line, module.definitions), default=None))


def _of_definition(module: Module, definition: Definition) -> str:
    """The lines from its comment to the next definition."""
    first = _first_line(definition)
    behind = [each for each in map(_first_line, module.definitions) if each > first]
    return _lines(definition.position.path, first, min(behind, default=None))


def _lines(path: str, first: int, behind: int | None) -> str:
    lines = _of_file(path).splitlines()[first - 1 : behind and behind - 1]
    return "\n".join(lines).strip() + "\n"


def _first_line(definition: Definition) -> int:
    """The line of its comment above the symbol; without a comment, the first line of the definition."""
    documentation = definition.documentation
    return documentation.position.line - 1 if documentation else definition.position.line
