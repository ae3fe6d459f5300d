"""The generated pages: tiny documents in the source folder, each a directive that renders a module or an index.

As `sphinx.ext.autosummary` and `sphinx.ext.apidoc` do it: written before Sphinx looks for documents, only when they
differ, and removed when their module is gone, but never a file that lacks our mark.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import output_files
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import GeneratedPage, PageKind
from sphinx_qapi.sphinx_ext.loading.store import SchemaStore
from sphinx_qapi.sphinx_ext.reporting import warn

SUFFIX = ".rst"
"""What the files of generated pages end with."""
_MARK = ".. sphinx-qapi: generated page, rewritten by every build"


def write_stubs(app: Sphinx, store: SchemaStore, known: Iterable[str]) -> None:
    """Bring the generated pages of all schemas up to date; a folder that cannot be written is one warning.

    *known* are the documents of which an earlier build knows what they show.
    """
    source = Path(app.srcdir)
    for loaded in store.schemas.values():
        if loaded.config.output:
            try:
                _write_pages(source, loaded)
            except OSError as error:
                where = f"qapi_schemas[{loaded.namespace!r}]: 'output'"
                warn(f"{where}: cannot write {error.filename or source}: {error.strerror}", "output")
    for document in {*_stale(source, store), *_of_last_build(known, source, store)}:
        _remove(app, source, document)


def _write_pages(source: Path, loaded: LoadedSchema) -> None:
    def stubs() -> dict[str, str]:
        return {document: _stub(loaded, page) for document, page in loaded.generated.items()}

    for document, text in loaded.kept("stubs", stubs).items():
        _write(source / (document + SUFFIX), text)


def _stub(loaded: LoadedSchema, page: GeneratedPage) -> str:
    namespace = loaded.namespace
    match page.kind:
        case PageKind.CONTENTS:
            body = f":orphan:\n\n.. qapi:schema:: {namespace}\n"
        case PageKind.MODULE:
            body = f".. qapi:module:: {namespace}:{page.name}\n   :members:\n"
        case PageKind.DEFINITION:
            kind = loaded.schema.definitions[page.name].kind
            # The page's name tells which definition it is; what a wrong schema calls it might be no line of markup.
            body = f".. qapi:{kind}:: {namespace}:{' '.join(page.name.split())}\n"
        case PageKind.INDEX:
            options = {"namespace": namespace, **loaded.index_pages[page.name].options}
            body = ".. qapi:index::\n" + "".join(f"   :{name}: {value}\n" for name, value in options.items())
        case PageKind.MAP:
            body = f".. qapi:graph::\n   :namespace: {namespace}\n"
    return f"{_MARK}\n\n{body}"


def _write(path: Path, text: str) -> None:
    """Write *text* to *path* at once or not at all; a page that someone else has written stays."""
    if path.exists():
        before = path.read_text(encoding="utf-8", errors="replace")
        if before == text:
            return
        if not before.startswith(_MARK):
            warn(f"{path}: not overwritten, since it is no generated page; choose another 'output'", "output")
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)


def _stale(source: Path, store: SchemaStore) -> Iterator[str]:
    """Generated documents in the folders that we write to which nothing asks for any more."""
    wanted = set(store.generated)
    folders = {source / (loaded.config.output or ".") for loaded in store.schemas.values() if loaded.config.output}
    for folder in folders:
        # In the source folder itself only its own files are ours: below it are the author's.
        files = folder.glob(f"*{SUFFIX}") if folder == source / "." else folder.rglob(f"*{SUFFIX}")
        for path in sorted(files):
            document = path.relative_to(source).with_suffix("").as_posix()
            if document not in wanted and _is_ours(path):
                yield document


def _of_last_build(known: Iterable[str], source: Path, store: SchemaStore) -> Iterator[str]:
    """Generated documents of schemas, and in folders, that are no more in ``conf.py``."""
    for document in known:
        path = source / (document + SUFFIX)
        if document not in store.generated and path.is_file() and _is_ours(path):
            yield document


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK.encode()


def _remove(app: Sphinx, source: Path, document: str) -> None:
    """Remove a page and what was built from it."""
    (source / (document + SUFFIX)).unlink()
    for path in built_files(app, document):
        path.unlink(missing_ok=True)


def built_files(app: Sphinx, document: str) -> list[Path]:
    """The files that the builder at work makes, or would make, of a generated document alone."""
    return output_files(app, document, SUFFIX)
