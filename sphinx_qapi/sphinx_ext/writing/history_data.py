"""Data for the scripts of pages of schemas with a history: the names of its releases, and the history itself.

The data is in classic scripts in separate files, whose names do not depend on their content: a new release does not
change pages that do not show it. If no schema has a history, there are no such files. As it is not known which two
releases a reader will compare, the page of changes loads the whole history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.analysis.history.order import release_version
from sphinx_qapi.source.whole_files import whole_file
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.loading.change_page_plan import CHANGES
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.schema_history import SchemaHistory
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.writing.scripts import CHOICE_OF_RELEASES, DATED

_RELEASES = "qapi-releases.js"


def load_history_data(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let pages load data before the scripts that need it (handler of ``html-page-context``)."""
    if not abilities_of(app.builder).has_scripts:
        return
    body = context.get("body") or ""
    names = [_RELEASES] if DATED in body else []
    if CHOICE_OF_RELEASES in body:
        names += [_changes(each) for each in _with_history(app) if each.pages.docname(CHANGES) == pagename]
    address = context["pathto"]
    tags = [f'<script defer="defer" src="{address(f"_static/{name}", 1)}"></script>\n' for name in names]
    context["metatags"] = context.get("metatags", "") + "".join(tags)


def write_history_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the files, or remove those of an earlier build (handler of ``build-finished``)."""
    if exception is not None or not abilities_of(app.builder).has_scripts:
        return
    folder = Path(app.outdir, "_static")
    schemas = list(_with_history(app))
    data = {
        _changes(each): _changes_script(each.history) for each in schemas if each.pages.release_pages and each.history
    }
    if schemas:
        releases = {each.namespace: _numbers(each.history.names) for each in schemas if each.history is not None}
        data[_RELEASES] = f"var qapiReleases = {_json(releases)};\n"
    for name, text in data.items():
        with whole_file(folder / name) as file:
            file.write(text.encode())
    for path in [*folder.glob("qapi-changes-*.js"), folder / _RELEASES]:
        if path.name not in data:
            path.unlink(missing_ok=True)


def _numbers(names: Iterable[str]) -> list[str]:
    """The releases whose names are versions, so that they can be compared with a version."""
    return [name for name in names if release_version(name) is not None]


def _with_history(app: Sphinx) -> Iterator[LoadedSchema]:
    return (each for each in state_of(app.env).store.schemas.values() if each.history is not None)


def _changes(loaded: LoadedSchema) -> str:
    return f"qapi-changes-{loaded.namespace}.js"


def _changes_script(history: SchemaHistory) -> str:
    """The history as in its file, and what the script needs to compare two releases."""
    from sphinx_qapi.sphinx_ext.writing.comparison_data import comparison_data  # this imports what compares releases

    lines = f"[{','.join(history.lines)}]".replace("\\", "\\\\").replace("'", "\\'")
    return f"var qapiChanges = {_json(comparison_data(history.names))};\nqapiChanges.lines = JSON.parse('{lines}');\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
