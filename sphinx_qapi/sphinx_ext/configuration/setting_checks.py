"""Checks of the settings of a schema, by what a setting must be.

Each takes a value and the folder of ``conf.py``, and returns the value as `SchemaConfig` has it; a wrong value raises
ValueError with the rest of a sentence that begins with the name of the setting.
"""

from __future__ import annotations

import posixpath
import re
import string
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from sphinx_qapi.schema.comments.since import VersionStyle
from sphinx_qapi.source.dialects import parse_dialect
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.index_kinds import all_lists

_PLACEHOLDERS = {"path": "", "line": 1, "release": ""}
_NO_FOLDER = re.compile(
    r"""[\\:*?"<>|] | [. ](?:/|\Z) | (?:\A|/)(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:[./]|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Pattern for what portable paths do not contain: certain characters, names that end badly, and names of devices."""
AUTO = "auto"
"""The value of ``dialect`` for which the dialect is detected."""


def as_text(value: object, _confdir: Path) -> str:
    """A string."""
    if not isinstance(value, str):
        raise ValueError(f"must be a string, not {value!r}")
    try:
        value.encode()
    except UnicodeEncodeError:  # a lone surrogate
        raise ValueError(f"must be a string that UTF-8 can hold, not {value!r}") from None
    return value


def as_path(value: object, confdir: Path) -> Path:
    """A path, relative to the folder of ``conf.py``."""
    if not isinstance(value, (str, Path)) or not str(value):
        raise ValueError(f"must be a path, not {value!r}")
    return confdir / value


def as_paths(value: object, confdir: Path) -> tuple[Path, ...]:
    """Several such paths."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, (str, Path)) and str(each) for each in value):
        raise ValueError(f"must be a list of paths, not {value!r}")
    return tuple(confdir / each for each in value)


def as_folder(value: object, confdir: Path) -> str:
    """A folder of documents that every system takes."""
    text = as_text(value, confdir)
    if text.startswith("/") or ".." in text.split("/") or not text.isprintable():
        raise ValueError(f"must be a folder within the documentation's sources, not {text!r}")
    folder = posixpath.normpath(text) if text else ""
    if folder != "." and _NO_FOLDER.search(folder):
        raise ValueError(f"must be names of folders that every system takes, with / between them, not {text!r}")
    return folder


def as_flag(value: object, _confdir: Path) -> bool:
    """True or False."""
    if not isinstance(value, bool):
        raise ValueError(f"must be True or False, not {value!r}")
    return value


def as_release(value: object, confdir: Path) -> str:
    """A release, as text."""
    text = as_text(value, confdir)
    try:
        Version.parse(text)
    except ValueError:
        raise ValueError(f"must be a release such as '2.1', not {text!r}") from None
    return text


def as_version_pattern(value: object, confdir: Path) -> str:
    """A pattern for versions in comments."""
    pattern = as_text(value, confdir)
    VersionStyle(pattern)
    return pattern


def as_lists(value: object, _confdir: Path) -> tuple[str, ...]:
    """Names of lists."""
    if isinstance(value, (str, bytes)) or not isinstance(value, (Sequence, AbstractSet)):
        raise ValueError(f"must be a list of names, not {value!r}")
    known = all_lists()
    for name in value:
        if name not in known:
            raise ValueError(f"has no {name!r}{did_you_mean(str(name), known)}; known are {', '.join(known)}")
    return tuple(name for name in known if name in value)


def as_dialect(value: object, confdir: Path) -> str:
    """A dialect, or `AUTO`."""
    text = as_text(value, confdir)
    if text != AUTO:
        try:
            parse_dialect(text)
        except ValueError:
            raise ValueError(f"must be {AUTO!r} or a release such as '10.2', not {text!r}") from None
    return text


def as_address(value: object, confdir: Path) -> str:
    """An address with placeholders."""
    text = as_text(value, confdir)
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


def one_of(*words: str) -> Callable[[object, Path], str]:
    """Return the check for one of *words*."""

    def check(value: object, _confdir: Path) -> str:
        if value not in words:
            raise ValueError(f"must be one of {', '.join(map(repr, words))}, not {value!r}")
        return str(value)

    return check
