"""Compiled templates kept between builds: Jinja compiles each in every build, which no build with few pages makes good.

Jinja computes parts of a template when it compiles it, with the filters that it then has. So templates are kept only
while there are no filters but its own and Sphinx's.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from functools import cached_property
from pathlib import Path

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
        made_with, code = self._kept.get(bucket.key, ("", b""))
        if _has_known_filters(bucket.environment) and made_with == _settings(bucket.environment):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code in *bucket*, in place of other code of the same template."""
        if _has_known_filters(bucket.environment):
            self._kept[bucket.key] = _settings(bucket.environment), bucket.bytecode_to_string()
            self._has_new = True

    def save(self) -> None:
        """Write the file if there is anything new; failures are ignored."""
        if self._has_new:
            with suppress(OSError):
                write_cache_file(self._path, pickle.dumps(self._kept), made_by=maker())
            self._has_new = False

    @cached_property
    def _kept(self) -> dict[str, tuple[str, bytes]]:
        """For each template, by Jinja's key, a digest of what its code depends on besides the source, and the code."""
        content = read_cache_file(self._path, made_by=maker())
        kept: dict[str, tuple[str, bytes]] = pickle.loads(content) if content is not None else {}
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


def _settings(environment: jinja2.Environment) -> str:
    """Digest of the settings of *environment*; of those that are neither texts nor numbers, only the type counts."""
    made_by = (jinja2.__version__, sphinx.__version__, sorted(environment.extensions), environment.policies)
    settings = (
        (name, repr(value) if value is None or isinstance(value, (str, int)) else type(value).__name__)
        for name, value in vars(environment).items()
    )
    return digest(repr((made_by, sorted(settings))))
