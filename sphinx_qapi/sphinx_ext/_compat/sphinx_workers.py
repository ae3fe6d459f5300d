"""Documents that are resolved, searched for words and written in the processes of ``-j``.

Sphinx (at least up to 9) resolves all documents, and collects the words of the search, in its main process; the others
only write. Here they do everything, and give back what the main process needs to finish the build.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from logging import LogRecord
from typing import Any, NamedTuple

from sphinx import builders
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxParallelError
from sphinx.locale import __
from sphinx.transforms.post_transforms.images import ImageConverter
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import (
    KNOWN_TO_WORK_ON_NODES,
    application_of,
    listeners_of,
    package_of,
)

_EVENTS = ("doctree-resolved", "missing-reference", "warn-missing-reference")
_BY_DOCUMENT = ("_titles", "_filenames", "_all_titles", "_index_entries")
_BY_WORD = ("_mapping", "_title_mapping")


class _Made(NamedTuple):
    """What a document has added to the builder while it was written."""

    words: dict[str, dict[str, Any]]
    """The tables of the search index, by the names of their attributes; empty without a search."""
    images: dict[str, str]
    messages: list[LogRecord]


class _Failure(NamedTuple):
    """The error that ended the writing of a document: its message, and where it was raised."""

    message: str
    traceback: str


def may_resolve_elsewhere(builder: StandaloneHTMLBuilder) -> bool:
    """Whether no unknown code takes part in resolving documents: it might keep something for the end of the build."""
    registry = application_of(builder).registry
    transforms = registry.get_post_transforms()
    listeners = [each for event in _EVENTS for each in listeners_of(application_of(builder), event)]
    # Converted images become files of the environment.
    return not any(issubclass(each, ImageConverter) for each in transforms) and KNOWN_TO_WORK_ON_NODES.issuperset(
        map(package_of, (*transforms, *listeners, *registry.domains.values()))
    )


def write_in_workers(builder: StandaloneHTMLBuilder, docnames: Sequence[str], workers: int) -> None:
    """Write *docnames* in so many processes: each begins the next document when it has written one.

    Raises SphinxParallelError if a document fails.
    """
    # Importing these registers a function to run when Python ends, and takes time.
    import multiprocessing
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor

    said = (__("writing output... "), "darkgreen", len(docnames), application_of(builder).verbosity)
    number = min(workers, len(docnames))  # all are started at once
    executor = ProcessPoolExecutor(number, multiprocessing.get_context("fork"), _Worker.begin, (builder,))
    try:
        results = [executor.submit(_try_to_write, docname) for docname in docnames]
        for _, result in zip(status_iterator(docnames, *said), results, strict=True):
            _take_over(builder, result.result())
    except BrokenProcessPool as error:
        raise SphinxParallelError("a process ended before it had written its pages", "") from error
    finally:
        executor.shutdown(cancel_futures=True)


def write_here(builder: StandaloneHTMLBuilder, docname: str) -> None:
    """Resolve and write the document *docname* in this process."""
    if hasattr(builders, "_write_docname"):  # since Sphinx 9
        builders._write_docname(docname, env=builder.env, builder=builder, tags=builder.tags)  # noqa: SLF001
        return
    app: Any = application_of(builder)
    app.phase = BuildPhase.RESOLVING
    doctree = builder.env.get_and_resolve_doctree(docname, builder)
    app.phase = BuildPhase.WRITING
    builder.write_doc_serialized(docname, doctree)
    builder.write_doc(docname, doctree)


def sort_words(builder: StandaloneHTMLBuilder, pages: Sequence[str]) -> None:
    """Put what the search index knows of *pages* into their order, in which one process would have added it."""
    for table in _tables(builder, _BY_DOCUMENT).values():
        for page in pages:
            if page in table:
                table[page] = table.pop(page)


def _tables(builder: StandaloneHTMLBuilder, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {} if builder.indexer is None else {name: getattr(builder.indexer, name) for name in names}


class _Worker:
    """The builder of a process that writes documents, a copy of the main process's."""

    builder: StandaloneHTMLBuilder

    @classmethod
    def begin(cls, builder: StandaloneHTMLBuilder) -> None:
        cls.builder = builder


def _try_to_write(docname: str) -> _Made | _Failure:
    try:
        return _write(_Worker.builder, docname)
    except Exception as error:  # not every error can be sent
        return _Failure(traceback.format_exception_only(error)[0].strip(), traceback.format_exc())


def _write(builder: StandaloneHTMLBuilder, docname: str) -> _Made:
    names = _BY_DOCUMENT + _BY_WORD
    for name in _tables(builder, names):  # to give back only what is new
        setattr(builder.indexer, name, {})
    builder.images = {}
    collector = logging.LogCollector()
    with collector.collect():
        write_here(builder, docname)
    logging.convert_serializable(collector.logs)
    return _Made(_tables(builder, names), builder.images, collector.logs)


def _take_over(builder: StandaloneHTMLBuilder, made: _Made | _Failure) -> None:
    if isinstance(made, _Failure):
        raise SphinxParallelError(*made)
    for message in made.messages:
        logging.getLogger(__name__).handle(message)
    builder.images.update(made.images)
    for name, table in _tables(builder, _BY_DOCUMENT).items():
        table.update(made.words[name])
    for name, table in _tables(builder, _BY_WORD).items():
        for word, documents in made.words[name].items():
            table.setdefault(word, set()).update(documents)
