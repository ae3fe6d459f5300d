"""The rules for the namespace of a schema, from which names of files, anchors and references are made."""

from __future__ import annotations

import re

LONGEST_NAMESPACE = 100
"""Maximum number of characters of a namespace: file systems allow file names of up to 255 bytes."""
A_NAMESPACE = f"a namespace is a letter, then letters, digits or underscores, at most {LONGEST_NAMESPACE}"

ANY_NAMESPACE = r"[^\W\d]\w*"
"""Regular expression for whatever may be a namespace, of any length."""
_NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OF_A_DOCUMENT = re.compile(ANY_NAMESPACE)


def is_namespace(value: object) -> bool:
    """Whether *value* may be the namespace of a schema in ``conf.py`` or on a command line."""
    return _fits(value, _NAMESPACE)


def is_document_namespace(value: object) -> bool:
    """Whether *value* may be the namespace of a schema in a document: letters of any language are allowed."""
    return _fits(value, _OF_A_DOCUMENT)


def _fits(value: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_NAMESPACE and pattern.fullmatch(value) is not None
