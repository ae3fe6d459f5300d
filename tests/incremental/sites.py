"""Incremental and clean builds of a site, and the differences between their files."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from sphinx.cmd.build import build_main

_TIMES = re.compile(rb"(?<=Last updated on )[^<]*|\?v=[0-9a-f]{8}")
_OF_SPHINX = {".buildinfo", ".buildinfo.bak", "environment.pickle"}
"""Files of Sphinx that record when and how a build was made; not compared."""
_CONFIGURATION = """\
import json
from pathlib import Path

extensions = ["sphinx_qapi", "myst_parser"]
html_theme = {theme!r}
html_show_copyright = False
default_role = "any"
qapi_schemas = json.loads(Path({settings!r}).read_text())
"""
_FRONT = """\
A site
======

.. toctree::
   :glob:

   */index
   guide
   notes
"""
_GUIDE = """\
Of {command} and others
=======================

It is :qapi:cmd:`QMP:{command}`, `{type}`, :ref:`qapi-qmp-names` or :qapi:mod:`{module}`.

.. qapi:command:: {command}

.. qapi:graph:: {type}

.. qapi:index::
   :by: since
"""
_NOTES = """\
# Notes on {module}

It is {{qapi:type}}`{type}`, {{any}}`QMP:{command}` or {{qapi:cmd}}`QMP:to-come`.

```{{qapi:module}} {module}
:members:
:no-index:
```

```{{qapi:command}} to-come
```
"""
_COMMAND = re.compile(r"'command':\s*'([^']+)'")
_TYPE = re.compile(r"'(?:struct|enum)':\s*'([^']+)'")


@dataclass(frozen=True, kw_only=True)
class Site:
    """A project of an author who has pages besides those of schemas, in reST and in Markdown."""

    folder: Path
    """Contains the builds, and in ``schema`` the files that are edited: the schema's files and the settings."""
    pages: dict[str, str]
    """The author's pages: text by file name."""

    @property
    def edited(self) -> Path:
        """The folder of all files that are edited."""
        return self.folder / "schema"

    def build(self, builder: str = "html", *, jobs: int = 1) -> dict[str, bytes]:
        """Build incrementally; return the content of all files of the site by name."""
        return self._build(self.folder / "kept", builder, jobs)

    def build_clean(self, builder: str = "html") -> dict[str, bytes]:
        """Build from nothing; return the content of all files of the site by name."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        return self._build(self.folder / "clean", builder, 1)

    def words(self, folder: Path, builder: str, jobs: int) -> list[str]:
        """The arguments of sphinx-build that build the site in *folder*; missing sources are written first."""
        source = folder / "source"
        if not source.exists():
            source.mkdir(parents=True)
            for name, text in self.pages.items():
                (source / name).write_text(text)
        words = ["-Q", "-b", builder, "-d", folder / "doctrees", "-j", jobs, source, folder / builder]
        return list(map(str, words))

    def _build(self, folder: Path, builder: str, jobs: int) -> dict[str, bytes]:
        status = build_main(self.words(folder, builder, jobs))
        assert status == 0, f"the build ended with {status}"
        return files_of(folder / builder)


def files_of(site: Path) -> dict[str, bytes]:
    """The content of all files of *site* by name, without times and records of the build."""
    return {
        path.relative_to(site).as_posix(): _TIMES.sub(b"", path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.name not in _OF_SPHINX
    }


def new_site(root: Path, folder: Path, *, theme: str = "alabaster", pages: str = "definition") -> Site:
    """A site of the schema *root*, whose folder is copied below *folder*."""
    schema = folder / "schema" / root.name
    shutil.copytree(root.parent, schema.parent)
    settings = schema.with_name("settings.json")
    settings.write_text(json.dumps({"QMP": {"path": str(schema), "output": "qmp", "pages": pages}}))
    texts = {path: path.read_text() for path in sorted(schema.parent.rglob("*.json"))}
    path = next(path for path, text in texts.items() if _COMMAND.search(text) and _TYPE.search(text))
    words = {
        "command": _COMMAND.findall(texts[path])[0],
        "type": _TYPE.findall(texts[path])[-1],
        "module": path.stem,
    }
    written = {
        "conf.py": _CONFIGURATION.format(theme=theme, settings=str(settings)),
        "index.rst": _FRONT,
        "guide.rst": _GUIDE.format(**words),
        "notes.md": _NOTES.format(**words),
    }
    return Site(folder=folder, pages=written)


def differences(kept: dict[str, bytes], clean: dict[str, bytes]) -> list[str]:
    """One line for each difference between the files of an incremental and a clean build."""
    lines = [f"{name}: left over" for name in kept.keys() - clean.keys()]
    lines += [f"{name}: missing" for name in clean.keys() - kept.keys()]
    lines += [_difference(name, kept[name], clean[name]) for name in kept.keys() & clean.keys()]
    return sorted(filter(None, lines))


def _difference(name: str, kept: bytes, clean: bytes) -> str:
    if kept == clean:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(kept, clean, strict=False)) if a != b), min(len(kept), len(clean)))
    excerpt = slice(max(0, at - 60), at + 80)
    return f"{name}: at {at}\n    kept:  {kept[excerpt]!r}\n    clean: {clean[excerpt]!r}"
