"""The Sphinx project that ``sphinx-qapi build`` keeps in ``DIR/.sphinx-qapi``."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from pprint import pformat

from sphinx_qapi.cli.schema_words import DEFAULT_NAMESPACE, SchemaWord

_MARKUP = re.compile(r"[\\`*_|]")
"""What would be markup in a title."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """What the user wants to see."""

    schemas: tuple[SchemaWord, ...]
    title: str | None
    include_dirs: tuple[Path, ...]
    theme: str

    @property
    def site_title(self) -> str:
        """The title given, on one line, or one made of the only namespace."""
        namespace = self.schemas[0].namespace if len(self.schemas) == 1 else DEFAULT_NAMESPACE
        return " ".join(self.title.split()) if self.title else f"{namespace} reference"


def write_project(project: Project, folder: Path) -> Path:
    """Write ``conf.py`` and sources into *folder* where they differ, so that Sphinx builds what changed only.

    Another configuration starts with empty sources: pages that the extension made for the earlier one
    would still be found there. Gives the folder of the sources. Raises OSError.
    """
    source = folder / "source"
    if _write(folder / "conf.py", configuration(project)) and source.is_dir():
        shutil.rmtree(source)
    source.mkdir(parents=True, exist_ok=True)
    if len(project.schemas) > 1:
        _write(source / "index.rst", front_page(project))
    return source


def configuration(project: Project) -> str:
    """The text of ``conf.py``."""
    values = {
        "project": project.site_title,
        "extensions": ["sphinx_qapi"],
        "root_doc": "index",
        "nitpicky": True,
        "html_theme": project.theme,
        "html_title": project.site_title,
        "qapi_schemas": {schema.namespace: _schema_table(project, schema) for schema in project.schemas},
        "qapi_foreign_references": "text",
    }
    lines = [f"{name} = {pformat(value, sort_dicts=False, width=100)}" for name, value in values.items()]
    return "\n".join(["# Written by `sphinx-qapi build`; changes are lost.", *lines, ""])


def front_page(project: Project) -> str:
    """The text of ``index.rst`` for several schemas; the page of a single one is made by the extension."""
    title = _MARKUP.sub(r"\\\g<0>", project.site_title)
    entries = [f"   {_output(project, schema)}/index" for schema in project.schemas]
    return "\n".join([title, "=" * 2 * len(title), "", ".. toctree::", "   :maxdepth: 2", "", *entries, ""])


def _schema_table(project: Project, schema: SchemaWord) -> dict[str, object]:
    table: dict[str, object] = {"path": str(schema.path.absolute()), "output": _output(project, schema)}
    if len(project.schemas) == 1:
        table["title"] = project.site_title
    if project.include_dirs:
        table["include_dirs"] = [str(each.absolute()) for each in project.include_dirs]
    return table


def _output(project: Project, schema: SchemaWord) -> str:
    return "." if len(project.schemas) == 1 else schema.namespace.lower()


def _write(path: Path, text: str) -> bool:
    """Write *text* unless it stands there already; tells whether it did not."""
    if path.is_file() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return True
