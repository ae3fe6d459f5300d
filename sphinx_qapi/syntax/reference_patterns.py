"""References in prose: the names that pages link and that rules look up."""

from __future__ import annotations

import re

from sphinx_qapi.source import releases
from sphinx_qapi.source.version import Version

NAME = r"[A-Za-z0-9_](?:[\w.-]*\w)?"
"""Pattern of a name in a reference; parts of a definition follow after a dot."""
AT_NAME = re.compile(rf"(?<![\w@.`])@({NAME})")
"""Pattern of ``@name`` in text from which markup was removed."""
PLAIN_AT_NAME = re.compile(rf"(?<!\w)@({NAME})")
"""Pattern of ``@name`` in old prose, where ``@a.@b`` is a path of two names."""


def backquotes_refer(dialect: Version) -> bool:
    """Whether a name between single backquotes is a reference in release *dialect*."""
    return releases.BACKQUOTES_ARE_REFERENCES.covers(dialect)


def undecorated(target: str) -> str:
    """The name in *target*, without ``~``, the brackets of a list and the ``?`` of an optional member."""
    name = " ".join(target.split()).removeprefix("~").removesuffix("?")
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1].strip().removesuffix("?")
    return name
