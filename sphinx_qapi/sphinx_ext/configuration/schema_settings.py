"""Reading of ``qapi_schemas``: each setting of a schema is checked by the function that `_CHECKS` gives for it."""

from __future__ import annotations

import posixpath
import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_qapi.schema.comments.since import VersionStyle
from sphinx_qapi.source.dialects import parse_dialect
from sphinx_qapi.source.namespaces import A_NAMESPACE, is_namespace
from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.index_kinds import all_lists
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig

_PLACEHOLDERS = {"path": "", "line": 1, "release": ""}
_NO_FOLDER = re.compile(
    r"""[\\:*?"<>|] | [. ](?:/|\Z) | (?:\A|/)(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:[./]|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Pattern for what portable paths do not contain: certain characters, names that end badly, and names of devices."""
_PAGES = ("module", "definition", "schema")
AUTO = "auto"
"""The value of ``dialect`` for which the dialect is detected."""
_MARKUPS = ("auto", "rst", "plain", "markdown")


@dataclass(slots=True)
class SchemaConfigs:
    """The settings of a project's schemas, and what is wrong with them."""

    configs: dict[str, SchemaConfig] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    """One sentence for each problem."""


def read_schema_configs(value: Mapping[str, object], confdir: Path) -> SchemaConfigs:
    """Check and read ``qapi_schemas``; wrong settings of a schema are reported and left out."""
    result = SchemaConfigs()
    first: dict[str, str] = {}
    for namespace, entry in value.items():
        where = f"qapi_schemas[{namespace!r}]"
        if not is_namespace(namespace):
            result.problems.append(f"{where}: {A_NAMESPACE}")
            continue
        same = first.setdefault(namespace.casefold(), namespace)
        if same != namespace:
            result.problems.append(f"{where}: another namespace must differ from {same!r} in more than case")
            continue
        table = {"path": entry} if isinstance(entry, (str, Path)) else entry
        if not isinstance(table, dict) or not table:
            result.problems.append(f"{where}: expected the path of a schema, or a table with a 'path'")
            continue
        settings, problems = _read_settings(table, confdir)
        result.problems += [f"{where}: {problem}" for problem in problems]
        if "path" in settings:
            result.configs[namespace] = SchemaConfig(namespace=namespace, **settings)
    return result


def _read_settings(table: Mapping[str, object], confdir: Path) -> tuple[dict[str, Any], list[str]]:
    """The valid settings of one schema, and what is wrong with the others."""
    settings: dict[str, Any] = {}
    problems = []
    for key, setting in table.items():
        check = _CHECKS.get(key)
        if check is None:
            hint = did_you_mean(str(key), _CHECKS)
            problems.append(f"unknown setting {key!r}{hint}; known are {', '.join(_CHECKS)}")
            continue
        try:
            settings[key] = check(setting, confdir)
        except ValueError as error:
            problems.append(f"{key!r} {error}")
    if "path" not in table and table.keys() <= _CHECKS.keys():  # an unknown key may be a misspelt 'path'
        problems.append("expected the path of a schema, or a table with a 'path'")
    if "history_complete_from" in table and "history" not in table:
        problems.append("'history_complete_from' needs a 'history', which is missing")
    return settings, problems


def _text(value: object, _confdir: Path) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be a string, not {value!r}")
    try:
        value.encode()
    except UnicodeEncodeError:  # a lone surrogate
        raise ValueError(f"must be a string that UTF-8 can hold, not {value!r}") from None
    return value


def _path(value: object, confdir: Path) -> Path:
    if not isinstance(value, (str, Path)) or not str(value):
        raise ValueError(f"must be a path, not {value!r}")
    return confdir / value


def _paths(value: object, confdir: Path) -> tuple[Path, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, (str, Path)) and str(each) for each in value):
        raise ValueError(f"must be a list of paths, not {value!r}")
    return tuple(confdir / each for each in value)


def _folder(value: object, confdir: Path) -> str:
    text = _text(value, confdir)
    if text.startswith("/") or ".." in text.split("/") or not text.isprintable():
        raise ValueError(f"must be a folder within the documentation's sources, not {text!r}")
    folder = posixpath.normpath(text) if text else ""
    if folder != "." and _NO_FOLDER.search(folder):
        raise ValueError(f"must be names of folders that every system takes, with / between them, not {text!r}")
    return folder


def _flag(value: object, _confdir: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be True or False, not {value!r}")
    return value


def _number(value: object, confdir: Path) -> str:
    text = _text(value, confdir)
    try:
        Version.parse(text)
    except ValueError:
        raise ValueError(f"must be a release such as '2.1', not {text!r}") from None
    return text


def _version_pattern(value: object, confdir: Path) -> str:
    pattern = _text(value, confdir)
    VersionStyle(pattern)
    return pattern


def _lists(value: object, _confdir: Path) -> tuple[str, ...]:
    if isinstance(value, (str, bytes)) or not isinstance(value, (Sequence, AbstractSet)):
        raise ValueError(f"must be a list of names, not {value!r}")
    known = all_lists()
    for name in value:
        if name not in known:
            raise ValueError(f"has no {name!r}{did_you_mean(str(name), known)}; known are {', '.join(known)}")
    return tuple(name for name in known if name in value)


def _dialect(value: object, confdir: Path) -> str:
    text = _text(value, confdir)
    if text != AUTO:
        try:
            parse_dialect(text)
        except ValueError:
            raise ValueError(f"must be {AUTO!r} or a release such as '10.2', not {text!r}") from None
    return text


def _address(value: object, confdir: Path) -> str:
    text = _text(value, confdir)
    known = ", ".join(f"{{{name}}}" for name in _PLACEHOLDERS)
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        if not names <= _PLACEHOLDERS.keys():
            raise LookupError
        text.format(**_PLACEHOLDERS)
    except LookupError:
        raise ValueError(f"has a placeholder that does not exist: {text!r}; there are {known}") from None
    except (ValueError, TypeError, MemoryError):  # for example for a width of a thousand million
        raise ValueError(
            f"has a brace that belongs to no placeholder: {text!r}; there are {known}, and {{{{ is a brace"
        ) from None
    return text


def _one_of(*words: str) -> Callable[[object, Path], str]:
    def check(value: object, _confdir: Path) -> str:
        if value not in words:
            raise ValueError(f"must be one of {', '.join(map(repr, words))}, not {value!r}")
        return str(value)

    return check


_CHECKS: dict[str, Callable[[object, Path], object]] = {
    "path": _path,
    "title": _text,
    "release": _text,
    "include_dirs": _paths,
    "output": _folder,
    "pages": _one_of(*_PAGES),
    "repeat": _flag,
    "lists": _lists,
    "dialect": _dialect,
    "markup": _one_of(*_MARKUPS),
    "versions": _version_pattern,
    "trusted": _flag,
    "source_url": _address,
    "history": _path,
    "history_complete_from": _number,
    "binary": _path,
}


def settings_of_a_schema() -> Iterator[str]:
    """The settings that a table in ``qapi_schemas`` may contain, for the manual."""
    return iter(_CHECKS)
