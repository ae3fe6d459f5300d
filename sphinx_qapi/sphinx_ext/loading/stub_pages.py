"""The generated pages: tiny documents in the source folder, each with a directive that renders a module or an index.

As with `sphinx.ext.autosummary` and `sphinx.ext.apidoc`, they are written before Sphinx looks for documents, and only
if they differ. A page whose module is gone is removed only if its text is what a build wrote; nothing else in the
folder is ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sphinx.application import Sphinx

from sphinx_qapi.source.os_errors import reason_of
from sphinx_qapi.source.whole_files import temporary_file, whole_file
from sphinx_qapi.sphinx_ext._compat.sphinx_builders import output_files
from sphinx_qapi.sphinx_ext.configuration.checking import refuse
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.outputs import MARK, documents_in, read_page
from sphinx_qapi.sphinx_ext.loading.site_plan import GeneratedPage, PageKind
from sphinx_qapi.sphinx_ext.loading.store import SchemaStore
from sphinx_qapi.sphinx_ext.loading.written_list import WrittenList
from sphinx_qapi.sphinx_ext.reporting import note, warn

SUFFIX = ".rst"
"""Suffix of the files of generated pages."""
_GENERATED = re.compile(
    rf"{re.escape(MARK)}\n\n(?::orphan:\n\n)?\.\. qapi:[a-z]+::[^\n]*\n(?:   :[a-z-]+:[^\n]*\n)*",
)
"""The form of all generated pages; a page that is on no list of written pages is overwritten only in this form."""


def write_stubs(app: Sphinx, store: SchemaStore, written: WrittenList) -> None:
    """Bring the generated pages of all schemas up to date; raises ConfigError for folders that cannot be written."""
    source = Path(app.srcdir)
    with_pages = [loaded for loaded in store.schemas.values() if loaded.config.output]
    places = [source, *(source / loaded.config.output for loaded in with_pages)]
    _take_over(source, places, written)
    # Remove first: on some systems, names that differ only in case are names of the same file.
    for document in written.documents:
        if document not in store.generated:
            _remove(app, source, document, places, written)
    texts = {loaded.namespace: _texts(loaded) for loaded in with_pages}
    unwritable: list[str] = []
    try:
        written.plan({document: text for each in texts.values() for document, text in each.items()})
        for loaded in with_pages:
            try:
                _write_pages(source, loaded, texts[loaded.namespace], written)
            except OSError as error:
                where = f"qapi_schemas[{loaded.namespace!r}]: 'output'"
                unwritable.append(f"{where}: {_not_written(error, source)}")
        # If some could not be written, the plan is kept: it tells the next build what has been written.
        if not unwritable:
            written.save()
    except OSError as error:
        unwritable.append(_not_written(error, Path(app.doctreedir)))
    refuse(unwritable)
    _warn_of_copies(app, store, written)


def _take_over(source: Path, places: Iterable[Path], written: WrittenList) -> None:
    """Adopt pages that a killed build has written, and remove files that it has not finished."""
    for document in written.planned:
        path = source / (document + SUFFIX)
        if any(_is_inside(place, path) for place in places):
            temporary_file(path).unlink(missing_ok=True)
            text = read_page(path)
            if text is not None and written.was_planned(document, text):
                written.note(document, text)


def _not_written(error: OSError, place: Path) -> str:
    return f"cannot write {error.filename or place}: {reason_of(error)}"


def _texts(loaded: LoadedSchema) -> Mapping[str, str]:
    """The texts of the generated documents of a schema, by document."""

    def stubs() -> dict[str, str]:
        return {document: _stub(loaded, page) for document, page in loaded.pages.generated.items()}

    return loaded.cached_result("stubs", stubs, str(loaded.pages.is_split))


def _write_pages(source: Path, loaded: LoadedSchema, texts: Mapping[str, str], written: WrittenList) -> None:
    folder = source / loaded.config.output
    for document, text in texts.items():
        _write(folder, source / (document + SUFFIX), document, text, written)
    renamed = loaded.cached_result("renamed", lambda: loaded.pages.renamed)
    if renamed:
        names = ", ".join(f'"{module}": {page}' for module, page in renamed.items())
        note(f"pages that cannot have the names of their modules: {names}", "output", str(loaded.config.path))


def _stub(loaded: LoadedSchema, page: GeneratedPage) -> str:
    namespace = loaded.namespace
    # A name in a wrong schema may contain line breaks, which would break the markup; the document's name tells what it
    # is for.
    name = " ".join(page.name.split())
    match page.kind:
        case PageKind.CONTENTS:
            body = f":orphan:\n\n.. qapi:schema:: {namespace}\n"
        case PageKind.MODULE:
            body = f".. qapi:module:: {namespace}:{name}\n   :members:\n"
        case PageKind.DEFINITION:
            kind = loaded.schema.definitions[page.name].kind
            body = f".. qapi:{kind}:: {namespace}:{name}\n"
        case PageKind.INDEX:
            options = {"namespace": namespace, **loaded.pages.index_pages[page.name].options}
            body = ".. qapi:index::\n" + "".join(f"   :{name}: {value}\n" for name, value in options.items())
        case PageKind.CHANGES | PageKind.RELEASE | PageKind.REMOVED:
            body = f".. qapi:changes::\n   :namespace: {namespace}\n"
        case PageKind.MAP:
            body = f".. qapi:graph::\n   :namespace: {namespace}\n"
    return f"{MARK}\n\n{body}"


def _write(folder: Path, path: Path, document: str, text: str, written: WrittenList) -> None:
    """Write *text* to *path* in *folder*, completely or not at all; what a build has not written stays."""
    before = read_page(path)
    if before == text:
        written.note(document, text)
    elif reason := _why_not(folder, path, document, before, written):
        warn(f"{path}: not overwritten, since {reason}", "output")
    else:
        with whole_file(path) as file:
            file.write(text.encode())
        written.note(document, text)


def _why_not(folder: Path, path: Path, document: str, before: str | None, written: WrittenList) -> str:
    """Why *path*, with the text *before*, must not be written; empty if it may be."""
    if not _is_inside(folder, path):
        return f"a link leads out of {folder}: remove the link, or choose another 'output'"
    if before is None:
        is_there = os.path.lexists(path)
        return "it is no file that could be read: remove it, or choose another 'output'" if is_there else ""
    if not before.startswith(MARK) and document not in written.documents:
        return "it is no generated page; choose another 'output'"
    if written.has(document, before) or (document not in written.documents and _GENERATED.fullmatch(before)):
        return ""
    return "somebody has changed it: move it to another folder, or delete it to have it written again"


def _is_inside(folder: Path, path: Path) -> bool:
    """Whether *path* is in *folder* after symbolic links are resolved."""
    # `Path.resolve` raises an error for a link to itself, which differs between versions of Python.
    return Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder))


def _remove(app: Sphinx, source: Path, document: str, places: Iterable[Path], written: WrittenList) -> None:
    """Remove a page that is no longer needed, and what was built from it, if its text is what a build wrote."""
    path = source / (document + SUFFIX)
    text = read_page(path) if any(_is_inside(place, path) for place in places) else None
    if text is None:
        written.forget(document)
    elif not written.has(document, text):
        _warn_of_surplus(path, "somebody has changed it")
    else:
        try:
            path.unlink()
        except OSError as error:
            warn(f"cannot remove {path}: {reason_of(error)}", "output")
            return
        written.forget(document)
        remove_built(app, document)


def _warn_of_copies(app: Sphinx, store: SchemaStore, written: WrittenList) -> None:
    """Warn of pages with our mark in our output folders that are not known, and so are not removed."""
    known = {*store.generated, *written.documents}
    for output in {loaded.config.output for loaded in store.schemas.values()}.difference({""}):
        for document, path in documents_in(app, output, [SUFFIX]):
            if document not in known and (read_page(path) or "").startswith(MARK):
                known.add(document)
                _warn_of_surplus(path, "no build that is known here has written it")


def _warn_of_surplus(path: Path, reason: str) -> None:
    warn(f"{path}: not removed, since {reason}: delete it, or move it to another folder", "output")


def remove_built(app: Sphinx, document: str) -> None:
    """Remove what the running builder has made of a generated document alone; what cannot be removed stays.

    A folder that this leaves empty goes as well: ``dirhtml`` makes one for each page.
    """
    outdir = Path(app.outdir)
    for path in output_files(app, document, SUFFIX):
        if _is_inside(outdir, path):
            with suppress(OSError):
                path.unlink()
                if path.parent != outdir:
                    path.parent.rmdir()  # fails if there is anything in it
