"""Schemas that documents name themselves, by the directive ``qapi-doc``, as QEMU's documents do.

The sources are searched for the directive before any document is read, as `sphinx.ext.autosummary` does for its own:
then parallel readers share these schemas, and their changes are known.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from os.path import normpath
from pathlib import Path

from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.dialects import AUTO, parse_dialect
from sphinx_qapi.source.namespaces import LONGEST_NAMESPACE, is_document_namespace
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig

DIRECTIVE = "qapi-doc"
_DIRECTIVE = re.compile(
    r"^[ \t]*(?:\.\.[ \t]+qapi-doc::|[`:]{3,}[ \t]*\{qapi-doc\})[ \t]+(?P<file>\S.*?)[ \t]*$"
    r"(?P<options>(?:\n[ \t]*:.*)*)",
    re.MULTILINE,
)
_NAMESPACE = re.compile(r"^[ \t]*:namespace:[ \t]*(\S+)", re.MULTILINE)
_RELEASE = re.compile(r"^[ \t]*:dialect:[ \t]*(\S+)", re.MULTILINE)


def find_document_schemas(env: BuildEnvironment, known: Iterable[SchemaConfig]) -> dict[str, SchemaConfig]:
    """The settings of all schemas that the project's documents name, by namespace, in the order of documents.

    A namespace that is *known*, or that an earlier document has given to another file, is left out, and so is a file
    that does not exist: the directive reports these, if it is one, and not only text about it.
    """
    known = tuple(known)
    taken = {each.namespace for each in known}
    found: dict[str, SchemaConfig] = {}
    for docname in sorted(env.found_docs):
        for file, options in _directives(Path(env.doc2path(docname))):
            path = document_schema_path(file, env.config)
            namespace = _value(_NAMESPACE, options) or document_namespace(file, path, known)
            # `Path.exists` raises an error for a name that is too long.
            if namespace not in taken and is_document_namespace(namespace) and os.path.exists(path):  # noqa: PTH110
                config = SchemaConfig(namespace=namespace, path=path, dialect=_dialect(options))
                found.setdefault(namespace, config)
    return found


def document_schema_path(file: str, config: Config) -> Path:
    """Path of the root file that ``qapi-doc`` names by *file*."""
    return Path(normpath(Path(config.qapidoc_srctree, file)))


def document_namespace(file: str, path: Path, known: Iterable[SchemaConfig]) -> str:
    """The namespace of a schema without the option ``:namespace:``: from *known* settings, or made of *file*."""
    for each in known:
        if normpath(each.path) == normpath(path):
            return each.namespace
    name = re.sub(r"\W+", "_", file.removesuffix(".json")).strip("_")
    return (name if name[:1].isalpha() else f"S{name}")[:LONGEST_NAMESPACE]


def _directives(path: Path) -> Iterator[tuple[str, str]]:
    """The argument and the lines of options of each directive in a source file."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    if DIRECTIVE not in text:
        return
    for match in _DIRECTIVE.finditer(text):
        yield match["file"], match["options"]


def _dialect(options: str) -> str:
    """The dialect in *options*; ``auto`` if there is none or it is wrong, which the directive reports."""
    text = _value(_RELEASE, options)
    try:
        parse_dialect(text)
    except ValueError:
        return AUTO
    return text


def _value(option: re.Pattern[str], options: str) -> str:
    match = option.search(options)
    return match[1] if match else ""
