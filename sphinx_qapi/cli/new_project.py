"""The files of the project that ``sphinx-qapi init`` begins."""

from __future__ import annotations

import json
import os
import re
import shlex
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sphinx_qapi.cli.origin import DISTRIBUTION
from sphinx_qapi.cli.project import escaped_titles
from sphinx_qapi.cli.schema_arguments import SchemaArgument

_VERSION = re.compile(r"\d+(?:\.\d+)+\S*\s*")
_MARKUP = re.compile(r"[\\`*_\[\]<>{}#$|]")
"""Characters that would be markup in a Markdown heading."""


@dataclass(frozen=True, kw_only=True)
class NewProject:
    """A documentation project to begin."""

    schemas: tuple[SchemaArgument, ...]
    root: Path
    """The folder of the repository, where Read the Docs and CI look for their files."""
    folder: Path
    """The folder of the documentation in the repository."""
    title: str
    theme: str
    requirement: str = DISTRIBUTION
    """The requirement by which pip installs this package."""

    def near(self, path: Path, start: Path) -> str:
        """*path* relative to *start*; absolute if it is outside of the repository."""
        whole = Path(os.path.normpath(path.absolute()))
        inside = whole.is_relative_to(self.root.absolute())
        return Path(os.path.relpath(whole, start)).as_posix() if inside else whole.as_posix()


def project_files(project: NewProject) -> dict[Path, str]:
    """The texts of the files by their paths, in the order in which a maintainer would read them."""
    folder, root = project.folder, project.root
    packages = shlex.join([project.requirement, *(["furo"] if project.theme == "furo" else [])])
    return {
        folder / "conf.py": _configuration(project),
        folder / "index.md": _filled(
            "index.md", HEADING=_MARKUP.sub(r"\\\g<0>", project.title), PAGES="\n".join(reference_pages(project))
        ),
        folder / "Makefile": _makefile(project),
        folder / ".gitignore": _filled(
            "gitignore", GENERATED="\n".join(f"/{_output(schema)}/" for schema in project.schemas)
        ),
        root / ".readthedocs.yaml": _filled(
            "readthedocs.yaml", PACKAGES=packages, CONF=_quoted(project.near(folder / "conf.py", root))
        ),
        root / ".github/workflows/docs.yml": _filled(
            "docs.yml",
            PACKAGES=packages,
            ROOT_SCHEMAS=_words(project, root),
            SOURCE=shlex.quote(project.near(folder, root)),
        ),
    }


def schema_table_lines(project: NewProject) -> str:
    """The lines of ``qapi_schemas``, one for each schema."""
    with_release = '"release": release, ' if _version_file(project) else ""
    return "".join(
        f'    "{schema.namespace}": {{"path": {_quoted(project.near(schema.path, project.folder))}, '
        f'{with_release}"output": "{_output(schema)}"}},\n'
        for schema in project.schemas
    )


def reference_pages(project: NewProject) -> list[str]:
    """The generated pages that belong into the project's toctree."""
    return [f"{_output(schema)}/index" for schema in project.schemas]


def _configuration(project: NewProject) -> str:
    version = _version_file(project)
    path = _quoted(project.near(version, project.folder)) if version else ""
    return _filled(
        "conf.py",
        IMPORTS="\nfrom pathlib import Path\n\n" if version else "\n",
        TITLE=_quoted(project.title),
        RELEASE=f'release = (Path(__file__).parent / {path}).read_text("utf-8").strip()\n' if version else "",
        THEME=_quoted(project.theme),
        TITLES=escaped_titles(project.title),
        SCHEMAS=schema_table_lines(project),
    )


def _makefile(project: NewProject) -> str:
    folders = dict.fromkeys(schema.path.absolute().parent for schema in project.schemas)
    outside = [each for each in folders if not each.is_relative_to(project.folder.absolute())]
    watched = " ".join(f"--watch {shlex.quote(project.near(each, project.folder))}" for each in outside)
    return _filled(
        "Makefile",
        SCHEMAS=_words(project, project.folder).replace("$", "$$").replace("#", r"\#"),
        WATCH=f"{watched} ".replace("$", "$$") if watched else "",
    )


def _version_file(project: NewProject) -> Path | None:
    path = project.root / "VERSION"
    try:
        return path if _VERSION.fullmatch(path.read_text("utf-8")) else None
    except (OSError, ValueError):
        return None


def _output(schema: SchemaArgument) -> str:
    return f"reference/{schema.namespace.lower()}"


def _words(project: NewProject, start: Path) -> str:
    return " ".join(shlex.quote(project.near(schema.path, start)) for schema in project.schemas)


def _quoted(text: str) -> str:
    """*text* as a string literal of Python that is also valid in YAML."""
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def _filled(name: str, **values: str) -> str:
    """The template *name* with each ``@KEY@`` replaced by its value."""
    text = files("sphinx_qapi.cli").joinpath("templates", f"{name}.txt").read_text("utf-8")
    return re.sub(r"@([A-Z_]+)@", lambda match: values[match[1]], text)
