"""What is a reference in prose: pages link these names, and rules look them up."""

from __future__ import annotations

import re

from sphinx_qapi.source import releases
from sphinx_qapi.source.version import Version

NAME = r"[A-Za-z0-9_](?:[\w.-]*\w)?"
"""What a name consists of where it is referred to: parts of a definition come behind a dot."""
AT_NAME = re.compile(rf"(?<![\w@.`])@({NAME})")
"""``@name`` in words, where markup has been taken out."""
PLAIN_AT_NAME = re.compile(rf"(?<!\w)@({NAME})")
"""``@name`` in old prose, where ``@a.@b`` is a path of two names."""


def backquotes_refer(dialect: Version) -> bool:
    """Whether a name between single backquotes is a reference in release *dialect*."""
    return releases.BACKQUOTES_ARE_REFERENCES.covers(dialect)


def undecorated(target: str) -> str:
    """The name in *target*: without ``~``, the brackets of a list, and the mark of what is optional."""
    name = " ".join(target.split()).removeprefix("~").removesuffix("?")
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1].strip().removesuffix("?")
    return name
