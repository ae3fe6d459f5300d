"""Findings of a build in the comments of schemas: mistakes in markup, and references that lead nowhere.

The build is like that of ``sphinx-qapi build``, or uses a project's ``conf.py``; it runs in a temporary folder, and
only for its warnings.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from sphinx_qapi.analysis.comment_places import CommentPlaces
from sphinx_qapi.analysis.inclusions import inclusion_chains
from sphinx_qapi.analysis.lint.build_rules import SPHINX_WARNING
from sphinx_qapi.analysis.lint.prose_rules import OF_EXTENSIONS
from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.cli.project import Folders, Project, prose_settings, schema_table, write_project
from sphinx_qapi.cli.schema_arguments import SchemaArgument
from sphinx_qapi.cli.schema_search import namespace_for
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.dialects import AUTO
from sphinx_qapi.source.position import Position

_BUILDER = "qapi-check"
_EXTENSION = "sphinx_qapi"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProseRequest:
    """Settings for reading comments."""

    conf: Path | None = None
    """The folder of the ``conf.py`` to use; None to read comments like ``sphinx-qapi build``."""
    dialect: str = AUTO
    include_dirs: tuple[Path, ...] = ()
    is_trusted: bool = True


def prose_findings(schema: Schema, path: Path, request: ProseRequest) -> tuple[Diagnostic, ...]:
    """Return the warnings of a build in the files of *schema*, which was read from *path*, by file and line.

    If the build fails, it returns a single error; if it fails with a project's ``conf.py``, it raises `CommandError`.
    """
    project = Project(
        schemas=(SchemaArgument(namespace_for(path.absolute()), path),),
        title=None,
        include_dirs=request.include_dirs,
        theme="basic",
        dialect=request.dialect,
        is_trusted=request.is_trusted,
        is_for_prose=True,
    )
    with _temporary_folder() as folder:
        folders = write_project(project, folder, builder=_BUILDER)
        try:
            found = _build(folders, project, request.conf)
        except Exception as error:  # an extension of the project may raise anything
            message = f"the comments cannot be read as a build reads them: {_in_a_line(error)}"
            if request.conf is not None:
                raise CommandError(message) from error
            failure = Diagnostic(
                rule=SPHINX_WARNING.name,
                severity=Severity.ERROR,
                message=message,
                position=Position(schema.path, 1),
            )
            return (failure,)
    placed = _placed(found if request.conf else _each_name_once(found), schema)
    return tuple(replace(each, message=_as_in_schema(each, folders.source)) for each in placed)


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    """Context with a temporary folder, which is removed afterwards, even if the process is terminated meanwhile."""
    with TemporaryDirectory(prefix="sphinx-qapi-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        with _removed_at_end(folder):
            yield folder


@contextmanager
def _removed_at_end(folder: Path) -> Iterator[None]:
    """Context in which SIGTERM, which editors send, removes *folder* and ends the process.

    The process ends at once, as Sphinx or a project's ``conf.py`` might catch an exception.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, _frame: object) -> NoReturn:
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _build(folders: Folders, project: Project, conf: Path | None) -> tuple[Diagnostic, ...]:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    confdir = folders.work if conf is None else conf
    # Standard output is for the report, not for what a conf.py prints.
    with redirect_stdout(sys.stderr), patch_docutils(confdir), docutils_namespace(), _run_once(confdir) as values:
        app = Sphinx(
            folders.source,
            confdir,
            folders.site,
            folders.doctrees,
            _BUILDER,
            confoverrides={} if conf is None else _overrides(project, conf, values),
            status=None,
            warning=None,
            freshenv=True,
        )
        app.build(force_all=True)
    builder: Any = app.builder
    found: tuple[Diagnostic, ...] = builder.found
    return found


def _in_a_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    return lines[0] if len(lines) == 1 else f"{lines[0]} {lines[-1]}"


@contextmanager
def _run_once(confdir: Path) -> Iterator[dict[str, object]]:
    """Run the ``conf.py`` in *confdir* only once, as it may take long: yield its values, which Sphinx gets as well."""
    from sphinx import config
    from sphinx.util.tags import Tags

    run = config.eval_config_file
    file: Any = confdir / "conf.py"
    takes_text = run.__annotations__["filename"] == "str"  # Sphinx 7 takes a str, later releases a Path
    if takes_text:
        file = str(file)
    values = run(file, Tags())
    config.eval_config_file = lambda *_: dict(values)
    try:
        yield values
    finally:
        config.eval_config_file = run


def _overrides(project: Project, conf: Path, values: Mapping[str, object]) -> dict[str, object]:
    """The values that override *values* of the ``conf.py`` in the folder *conf*, so that one schema makes all pages."""
    named = values.get("extensions")
    extensions = list(named) if isinstance(named, (list, tuple)) else []
    return {
        "extensions": extensions if _EXTENSION in extensions else [*extensions, _EXTENSION],
        "qapi_schemas": dict([_own_settings(values.get("qapi_schemas"), project, conf)]),
        **prose_settings(),
        "root_doc": "index",
        "source_suffix": {".rst": "restructuredtext"},
        "include_patterns": ["**"],
        "exclude_patterns": [],
    }


def _own_settings(schemas: object, project: Project, conf: Path) -> tuple[str, dict[str, object]]:
    """The namespace and settings of the project's schema, with those for it in *schemas* of a ``conf.py``, if any."""
    (word,) = project.schemas
    table = schema_table(project, word)
    for namespace, entry in schemas.items() if isinstance(schemas, Mapping) else ():
        settings = entry if isinstance(entry, Mapping) else {"path": entry}
        path = settings.get("path")
        if isinstance(path, (str, Path)) and (conf / path).resolve() == word.path.resolve():
            return namespace, {**settings, **table}
    return word.namespace, table


def _placed(found: Iterable[Diagnostic], schema: Schema) -> Iterator[Diagnostic]:
    """The diagnostics of *found* in files of *schema*, sorted by file and line, each with its place in the schema."""
    paths = {os.path.abspath(each.path): each.path for each in schema.modules}  # noqa: PTH100 - links stay
    order = {path: number for number, path in enumerate(paths.values())}
    places, chains = CommentPlaces(schema), inclusion_chains(schema)
    here = [
        replace(
            each,
            position=each.position._replace(path=path),
            end=each.end._replace(path=path) if each.end else None,
        )
        for each in found
        if (path := paths.get(each.position.path))
    ]
    for each in sorted(here, key=lambda each: (order[each.position.path], *each.position[1:])):
        place = places.find(each.position.path, each.position.line)
        message = f"{place.part}: {each.message}" if place.part else each.message
        chain = chains.get(each.position.path, ())
        yield replace(each, message=message, definition=place.definition, included_from=chain)


def _as_in_schema(found: Diagnostic, source: Path) -> str:
    """The message of *found* with file names as in the schema, not relative to the temporary folder *source*."""
    beside = Path(found.position.path).resolve().parent
    return found.message.replace(f"{os.path.relpath(beside, source.resolve())}/", "")


def _each_name_once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """*found*, with only one note for each unknown directive or role, which an extension may define."""
    seen: set[tuple[str, str]] = set()
    for each in found:
        if each.rule not in OF_EXTENSIONS:
            yield each
        elif (each.rule, each.message) not in seen:
            seen.add((each.rule, each.message))
            message = f"{each.message}; an extension may have it: --conf names the folder of a conf.py"
            yield replace(each, severity=Severity.NOTE, message=message)


def untold(found: Iterable[Diagnostic], told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics of *found* for which *told* has no finding of the same rule at their place or within it."""
    columns: dict[tuple[str, str, int], list[int]] = {}
    for each in told:
        columns.setdefault((each.rule, each.place.path, each.place.line), []).append(each.place.column)
    for each in found:
        known = columns.get((each.rule, each.position.path, each.position.line), [])
        if not any(each.end is None or each.position.column <= column < each.end.column for column in known):
            yield each
