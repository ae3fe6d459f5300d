"""Compiled templates kept between builds: Jinja compiles each in every build, which no build with few pages makes good.

Jinja computes parts of a template when it compiles it, with the filters that it then has. So templates are kept only
while there are no filters but its own and Sphinx's.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import sphinx
from jinja2.bccache import Bucket, BytecodeCache
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext._compat.sphinx_builders import package_of
from sphinx_qapi.sphinx_ext.loading.cache_files import maker, read_cache_file, write_cache_file

_FILE = "qapi-templates.pickle"
_KNOWN = {"builtins", "_operator", "jinja2", "markupsafe", "sphinx"}


class KeptTemplates(BytecodeCache):
    """The compiled templates in a file of *folder*."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._has_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the kept code of a template into *bucket*, which rejects the code of another source."""
        code = self._kept.get(_key(bucket)) if _has_known_filters(bucket.environment) else None
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code in *bucket*."""
        if _has_known_filters(bucket.environment):
            self._kept[_key(bucket)] = bucket.bytecode_to_string()
            self._has_new = True

    def save(self) -> None:
        """Write the file if there is anything new; failures are ignored."""
        if self._has_new:
            with suppress(OSError):
                write_cache_file(self._path, pickle.dumps(self._kept), made_by=maker())
            self._has_new = False

    @cached_property
    def _kept(self) -> dict[str, bytes]:
        content = read_cache_file(self._path, made_by=maker())
        kept: dict[str, bytes] = pickle.loads(content) if content is not None else {}
        return kept


def keep_templates(builder: StandaloneHTMLBuilder) -> KeptTemplates | None:
    """Let *builder* keep compiled templates; returns None if it has templates of another kind, or keeps them itself."""
    environment = getattr(builder.templates, "environment", None)
    if not isinstance(environment, jinja2.Environment) or environment.bytecode_cache is not None:
        return None
    kept = KeptTemplates(Path(builder.doctreedir))
    environment.bytecode_cache = kept
    return kept


def _has_known_filters(environment: jinja2.Environment) -> bool:
    return _KNOWN.issuperset(map(package_of, (*environment.filters.values(), *environment.tests.values())))


def _key(bucket: Bucket) -> str:
    """Jinja's key, which is made of the name and the file, and a digest of what else a compiled template depends on."""
    environment = bucket.environment
    made_by = (jinja2.__version__, sphinx.__version__, sorted(environment.extensions), environment.policies)
    return f"{bucket.key} {digest(repr((made_by, sorted(_settings(environment)))))}"


def _settings(environment: Any) -> Iterator[tuple[str, str]]:
    """The settings of *environment*; of those that are neither texts nor numbers, only the type."""
    for name, value in vars(environment).items():
        yield name, repr(value) if value is None or isinstance(value, (str, int)) else type(value).__name__
