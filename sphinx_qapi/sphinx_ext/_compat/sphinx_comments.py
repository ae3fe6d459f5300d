"""Sphinx's state of reading, kept apart for a comment: tables of domains, paths of files, and what directives set."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docutils.parsers.rst import roles
from sphinx.environment import BuildEnvironment

Tables = dict[str, dict[str, Any]]
"""Data of domains: the name of the domain, the name of the table, and the table."""
_DOMAINS = ("std", "math", "citation", "py", "js", "rst")
"""Domains whose tables map the name of each thing to, among others, the document that it is in."""
_SET_BY_DIRECTIVES = ("highlight_language", "default_domain", "default_role")


@contextmanager
def own_tables(env: BuildEnvironment, tables: Tables) -> Iterator[None]:
    """Let domains note what is read inside the context in *tables*, as they do for a parallel reader."""
    before = {}
    for name in _DOMAINS:
        domain = env.get_domain(name)
        before[name] = domain.data
        if name not in tables:
            tables[name] = {**copy.deepcopy(domain.initial_data), "version": domain.data_version}
        domain.data = env.domaindata[name] = tables[name]
    try:
        yield
    finally:
        for name, data in before.items():
            env.get_domain(name).data = env.domaindata[name] = data


@contextmanager
def more_names(env: BuildEnvironment, tables: Mapping[str, Mapping[str, Mapping[Any, Any]]]) -> Iterator[None]:
    """Let domains look names up in *tables* first, inside the context."""
    before = {}
    for name, more in tables.items():
        domain = env.get_domain(name)
        before[name] = domain.data
        known = {table: {**domain.data.get(table, {}), **rows} for table, rows in more.items()}
        domain.data = env.domaindata[name] = {**domain.data, **known}
    try:
        yield
    finally:
        for name, data in before.items():
            env.get_domain(name).data = env.domaindata[name] = data


def noted(env: BuildEnvironment, tables: Tables) -> dict[str, dict[str, dict[Any, Any]]]:
    """What domains have noted in *tables* (see `own_tables`) besides their initial data."""
    found: dict[str, dict[str, dict[Any, Any]]] = {}
    for name, data in tables.items():
        initial = env.get_domain(name).initial_data
        for table, rows in data.items():
            if isinstance(rows, dict):
                new = {key: row for key, row in rows.items() if key not in initial.get(table, {})}
                if new:
                    found.setdefault(name, {})[table] = new
    return found


def note_term(env: BuildEnvironment, tables: Tables, name: str, anchor: str) -> None:
    """Add the glossary term *name* at *anchor* to *tables*."""
    with own_tables(env, tables):
        env.get_domain("std")._note_term(name, anchor)  # type: ignore[attr-defined]  # noqa: SLF001


def note_equation(env: BuildEnvironment, label: str, number: int) -> None:
    """Note *label* as that of the equation *number* of the current page."""
    env.get_domain("math").data.setdefault("objects", {})[label] = (env.docname, number)


@contextmanager
def paths_from(env: BuildEnvironment, path: str) -> Iterator[None]:
    """Let directives inside the context look for files relative to the folder of the file *path*."""
    either: Any = env
    outer = vars(env).get("relfn2path")
    known = either.relfn2path
    folder = Path(path).resolve().parent

    def relfn2path(filename: str, docname: str | None = None) -> tuple[str, str]:
        name = os.fspath(filename)
        if docname in (None, env.docname) and not name.startswith(("/", os.sep)):
            name = "/" + Path(os.path.relpath(folder / name, env.srcdir)).as_posix()
        found: tuple[str, str] = known(name, docname)
        return found

    either.relfn2path = relfn2path
    try:
        yield
    finally:
        del either.relfn2path
        if outer is not None:
            either.relfn2path = outer


@contextmanager
def own_numbers(env: BuildEnvironment) -> Iterator[None]:
    """Give text read inside the context its own serial numbers for equations and anchors, not those of the page."""
    either: Any = env
    outer = vars(env).get("new_serialno")
    numbers: dict[str, int] = {}

    def new_serialno(category: str = "") -> int:
        numbers[category] = numbers.get(category, -1) + 1
        return numbers[category]

    either.new_serialno = new_serialno
    try:
        yield
    finally:
        del either.new_serialno
        if outer is not None:
            either.new_serialno = outer


class ReadingState:
    """What the directives of one text set for the text after them: the language of code, the domain, roles, places."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._context = dict(env.ref_context)
        self._values = {name: env.temp_data.get(name) for name in _SET_BY_DIRECTIVES}
        self._roles: dict[str, Any] = {}

    @contextmanager
    def current(self) -> Iterator[None]:
        """Make this state the current one inside the context, and keep the changes made to it there."""
        registry: dict[str, Any] = roles._roles  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way
        before = ReadingState(self._env)
        known = dict(registry)
        registry.update(self._roles)
        self._set(self._context, self._values)
        try:
            yield
        finally:
            after = ReadingState(self._env)
            self._context, self._values = after._context, after._values
            self._roles = {name: role for name, role in registry.items() if known.get(name) is not role and name}
            registry.clear()
            registry.update(known)
            self._set(before._context, before._values)

    def _set(self, context: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        self._env.ref_context.clear()
        self._env.ref_context.update(context)
        for name, value in values.items():
            if value is None:
                self._env.temp_data.pop(name, None)
            else:
                self._env.temp_data[name] = value
