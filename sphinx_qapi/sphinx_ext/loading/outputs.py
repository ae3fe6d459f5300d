"""The folders of generated pages: each belongs to one schema, and contains nothing that an author has written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.project import EXCLUDE_PATHS
from sphinx.util.matching import Matcher

from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.written_list import WrittenList

MARK = ".. sphinx-qapi: generated page, rewritten by every build"
"""The first line of every generated page."""


def outputs_of_authors(app: Sphinx, configs: Iterable[SchemaConfig], written: WrittenList) -> Iterator[str]:
    """A sentence for each of *configs* whose ``output`` folder contains pages of the author's."""
    for config in configs:
        page = next(_pages_of_authors(app, config.output, written), None) if config.output else None
        if page is not None:
            where = f"qapi_schemas[{config.namespace!r}]: 'output'"
            problem = f"must be a folder without other pages, but {config.output!r} holds {page}"
            yield f"{where} {problem}: name another folder"


def _pages_of_authors(app: Sphinx, output: str, written: WrittenList) -> Iterator[str]:
    for document, path in documents_in(app, output, app.config.source_suffix):
        text = read_page(path)
        if text is not None and not text.startswith(MARK) and document not in written.documents:
            yield path.relative_to(app.srcdir).as_posix()


def documents_in(app: Sphinx, output: str, suffixes: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """The documents in the folder *output* whose files end with one of *suffixes*, with their files.

    Folders of builds may be in there, too; they contain no documents.
    """
    source = Path(app.srcdir)
    suffixes = tuple(suffixes)
    excluded = Matcher([*app.config.exclude_patterns, *app.config.templates_path, *EXCLUDE_PATHS])
    built = {Path(app.outdir), Path(app.doctreedir)}
    for root, folders, files in os.walk(source / output):
        folder = Path(root).relative_to(source)
        folders[:] = sorted(
            each for each in folders if not excluded((folder / each).as_posix()) and Path(root, each) not in built
        )
        for name in sorted(files):
            place = (folder / name).as_posix()
            suffix = next((each for each in suffixes if name.endswith(each)), None)
            if suffix and not excluded(place):
                yield place.removesuffix(suffix), source / place


def read_page(path: Path) -> str | None:
    """The text of *path*; None for links, folders and unreadable files, which are not ours."""
    try:
        return None if path.is_symlink() or not path.is_file() else path.read_text("utf-8", errors="replace")
    except OSError:
        return None
