"""The Sphinx project that ``sphinx-qapi build`` keeps in ``DIR/.sphinx-qapi``."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from pprint import pformat
from typing import NamedTuple

from sphinx_qapi.cli.schema_arguments import DEFAULT_NAMESPACE, SchemaArgument
from sphinx_qapi.source.dialects import AUTO

_MARKUP = re.compile(r"[\\`*_|]")
"""Characters that would be markup in a title."""

_HTML = re.compile(r"[<>&\"']")

DEFAULT_PAGES = "definition"
"""What gets pages of its own if neither the command line nor a project says so."""

_BUILDERS = "builders.txt"
"""File with the builders whose folders did not exist before, so that they may be removed."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """The settings of a build, from the command line."""

    schemas: tuple[SchemaArgument, ...]
    title: str | None
    include_dirs: tuple[Path, ...]
    theme: str
    pages: str = DEFAULT_PAGES
    """The units that have pages of their own, as in ``pages`` of ``qapi_schemas``."""
    dialect: str = AUTO
    """The release by whose rules the schemas are read, or `AUTO`."""
    is_trusted: bool = True
    """Whether the schemas are trusted."""
    is_for_prose: bool = False
    """Whether the build only serves to check the authors' texts."""

    @property
    def site_title(self) -> str:
        """The given title on one line, or one made from the only namespace, or from `DEFAULT_NAMESPACE`."""
        namespace = self.schemas[0].namespace if len(self.schemas) == 1 else DEFAULT_NAMESPACE
        return " ".join(self.title.split()) if self.title else f"{namespace} reference"


class Folders(NamedTuple):
    """The folders of a build."""

    work: Path
    """The folder with ``conf.py``."""
    source: Path
    doctrees: Path
    site: Path
    """The output folder of the builder."""


def write_project(project: Project, output: Path, *, builder: str, fresh: bool = False) -> Folders:
    """Write ``conf.py`` and sources below *output* if they differ, so that Sphinx builds only what has changed.

    If the configuration has changed, or with *fresh*, earlier builds are removed first: otherwise their pages would
    remain in the sources and sites. Raises OSError.
    """
    work = output / ".sphinx-qapi"
    doctrees = "doctrees-gettext" if builder == "gettext" else "doctrees"  # messages have ids in those of gettext
    folders = Folders(work, work / "source", work / doctrees, output / builder)
    text = configuration(project)
    if fresh or _read(work / "conf.py") != text:
        _remove_builds(output, work)
    _write(work / "conf.py", text)
    if not folders.site.exists():
        _write(work / _BUILDERS, f"{_read(work / _BUILDERS)}{builder}\n")
    folders.source.mkdir(exist_ok=True)
    if len(project.schemas) > 1:
        _write(folders.source / "index.rst", front_page(project))
    return folders


def configuration(project: Project) -> str:
    """The text of ``conf.py``."""
    values = {
        "project": project.site_title,
        "extensions": ["sphinx_qapi", "sphinx_qapi.sphinx_ext.rebuilding.workers", "sphinx.ext.coverage"],
        "root_doc": "index",
        "nitpicky": True,
        "show_warning_types": True,
        "html_theme": project.theme,
        "html_title": project.site_title,
        "html_show_copyright": False,
        "qapi_schemas": {schema.namespace: schema_table(project, schema) for schema in project.schemas},
        "qapi_foreign_references": "text",
        **(prose_settings() if project.is_for_prose else {}),
    }
    lines = [f"{name} = {pformat(value, sort_dicts=False, width=100)}" for name, value in values.items()]
    titles = escaped_titles(project.site_title)
    return "\n".join(["# Written by `sphinx-qapi build`; changes are lost.", *lines, titles])


def escaped_titles(title: str) -> str:
    """Lines for ``conf.py`` that escape a *title* with HTML characters, as not all themes do; empty if it has none."""
    if not _HTML.search(title):
        return ""
    return (
        "from markupsafe import escape\n\n"
        'html_context = {"project": escape(project), "docstitle": escape(project), "shorttitle": escape(project)}\n'
    )


def front_page(project: Project) -> str:
    """The text of ``index.rst`` for several schemas; for a single schema, the extension generates the page."""
    title = _MARKUP.sub(r"\\\g<0>", project.site_title)
    entries = [f"   {_output(project, schema)}/index" for schema in project.schemas]
    return "\n".join([title, "=" * 2 * len(title), "", ".. toctree::", "   :maxdepth: 2", "", *entries, ""])


def prose_settings() -> dict[str, object]:
    """The values of ``conf.py`` for builds that only check the authors' texts."""
    return {"qapi_foreign_references": "text", "qapi_payloads": "never"}


def schema_table(project: Project, schema: SchemaArgument) -> dict[str, object]:
    """The settings of *schema* in ``qapi_schemas``."""
    table: dict[str, object] = {"path": _absolute(schema.path), "output": _output(project, schema)}
    if len(project.schemas) == 1:
        table["title"] = project.site_title
    if project.pages != DEFAULT_PAGES:
        table["pages"] = project.pages
    if project.is_for_prose:
        table["lists"] = []
    if project.dialect != AUTO:
        table["dialect"] = project.dialect
    if not project.is_trusted:
        table["trusted"] = False
    if project.include_dirs:
        table["include_dirs"] = [_absolute(each) for each in project.include_dirs]
    return table


def _absolute(path: Path) -> str:
    """*path* made absolute for ``conf.py``, without ``..`` unless a symbolic link gives that another meaning."""
    whole = str(path.absolute())
    short = os.path.normpath(whole)
    return short if os.path.realpath(short) == os.path.realpath(whole) else whole


def _output(project: Project, schema: SchemaArgument) -> str:
    return "." if len(project.schemas) == 1 else schema.namespace.lower()


def _remove_builds(output: Path, work: Path) -> None:
    for builder in _read(work / _BUILDERS).splitlines():
        shutil.rmtree(output / builder, ignore_errors=True)
    if work.is_dir():
        shutil.rmtree(work)


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _write(path: Path, text: str) -> None:
    if not path.is_file() or _read(path) != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
