"""Times of the reader, and of what is computed from a schema: ``python -m benchmarks.loading SCHEMA FOLDER``, JSON out.

The benchmarks run it in a process of its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from sphinx_qapi.analysis.examples.example_findings import example_findings
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.index import catalogue
from sphinx_qapi.analysis.usage import usages
from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS, ExportRequest
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.sphinx_ext.loading.garbage_collection import OBJECTS_THAT_STAY, fewer_collections
from sphinx_qapi.sphinx_ext.loading.payload_view import payload_view
from sphinx_qapi.sphinx_ext.loading.schema_cache import SchemaCache

T = TypeVar("T")


def main(schema: str, folder: str) -> None:
    """Load *schema* without and with the cache in *folder*, compute everything from it, and print the CPU seconds."""
    cache = SchemaCache(Path(folder))
    with fewer_collections(OBJECTS_THAT_STAY):  # as in a build
        cold, result = _timed(lambda: load_schema(schema))
    with fewer_collections():
        cache.load((schema,), lambda: result)
        cached, loaded = _timed(lambda: cache.load((schema,), lambda: load_schema(schema)).schema)
        examples, _ = _timed(lambda: example_findings(loaded))
        payloads, _ = _timed(lambda: _payloads(loaded))
        index, _ = _timed(lambda: catalogue(loaded.definitions.values(), usages(loaded)))
        request = ExportRequest(schema=loaded)
        exports = {f"export {name}": _timed(partial(each.text, request))[0] for name, each in SCHEMA_EXPORTERS.items()}
    times = {"cold": cold, "cached": cached, "index": index, "examples": examples, "payloads": payloads, **exports}
    print(json.dumps({**times, "definitions": len(loaded.definitions)}))


def _payloads(schema: Schema) -> None:
    vocabulary = Vocabulary.of(schema)
    for each in schema.definitions.values():
        payload_view(vocabulary, each)


def _timed(run: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = run()
    return time.process_time() - start, result


if __name__ == "__main__":
    main(*sys.argv[1:])
