"""Checks of values of ``conf.py`` that have the right type: each gives a sentence for each mistake."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx_qapi.source.namespaces import A_NAMESPACE, is_namespace


def wrong_folder(value: str | Path) -> Iterator[str]:
    """Check ``qapidoc_srctree``."""
    if not is_folder(value):
        yield f"qapidoc_srctree: names {value}, which is no folder"


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder at *path*; the current folder if that is empty."""
    return os.path.isdir(path or ".")  # noqa: PTH112 - for `Path` a name that is too long is an error


def wrong_key(value: str) -> Iterator[str]:
    """Check ``qapi_search_key``."""
    if len(value) > 1 or not value.isprintable() or value.isspace():
        yield f"qapi_search_key: must be one character, or empty for no key, not {value!r}"


def wrong_size(value: float) -> Iterator[str]:
    """Check ``qapi_largest_file``."""
    if not 0 < value < float("inf"):
        yield f"qapi_largest_file: must be a number of MiB above 0, not {value!r}"


def wrong_namespaces(value: Iterable[str]) -> Iterator[str]:
    """Check ``qapi_namespaces``."""
    wrong = sorted(each for each in value if not is_namespace(each))
    if wrong:
        yield f"qapi_namespaces: {A_NAMESPACE}, not {wrong[0]!r}"
