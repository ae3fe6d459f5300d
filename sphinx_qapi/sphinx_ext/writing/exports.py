"""Schemas in other formats, as files of a site that entries link to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.export.markdown.files import INDEX, WHOLE, index_text
from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS, ExportRequest, markdown_texts
from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.configuration.exports import export_folder, wanted_exports
from sphinx_qapi.sphinx_ext.doctree.builders import Visitors, abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_exports
from sphinx_qapi.sphinx_ext.loading.cache_files import read_list, stamp_of, write_list
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.writing.old_addresses import old_addresses

_LIST = "qapi-exports.json"
_OTHERS = "sphinx_llms_txt"
"""The extension that writes ``llms.txt`` for all pages."""
_Texts = dict[str, str]
_Groups = dict[str, dict[str, str]]
"""By group: for each file its digest and stamp, and under the empty name the key of what all files are made of."""


def visit_exports(self: HTML5Translator, node: qapi_exports) -> None:
    """Write the links, if the builder writes the files."""
    builder, abilities = self.builder, abilities_of(self.builder)
    if abilities.has_exports:
        page = builder.get_target_uri(builder.current_docname) if not abilities.is_one_page else ""
        for each in node["formats"]:
            kind = SCHEMA_EXPORTERS[each]
            uri = relative_uri(page, f"{node['folder']}/{node['file']}{kind.suffix}")
            self.body.append(f'<a class="viewcode-link" href="{escape(uri)}">{kind.word}</a>')
    raise nodes.SkipNode


VISITORS: Visitors = {qapi_exports: (visit_exports, None)}


def write_exports(app: Sphinx, exception: Exception | None) -> None:
    """Write new and changed files, and remove those that are no longer made (handler of ``build-finished``)."""
    if exception is not None or not abilities_of(app.builder).has_exports:
        return
    wanted = wanted_exports(app.config)
    site = _Site(Path(app.outdir), Path(app.doctreedir, _LIST))
    schemas = state_of(app.env).store.schemas
    for loaded in schemas.values():
        site.write(loaded.namespace, _key(loaded, wanted), partial(_files, loaded, wanted))
    if "markdown" in wanted and _OTHERS not in app.extensions and not _has_own_index(app):
        keys = [_key(loaded, wanted) for loaded in schemas.values()]
        key = digest(repr((app.config.project, keys))) if all(keys) else ""
        site.write("", key, partial(_of_site, app.config.project, schemas))
    site.write("lists", "", partial(old_addresses, app))
    site.finish()


def _key(loaded: LoadedSchema, wanted: tuple[str, ...]) -> str:
    """Digest of everything that the files are made of; empty if that is not known."""
    return digest(repr((loaded.state, wanted))) if loaded.state else ""


def _files(loaded: LoadedSchema, wanted: tuple[str, ...]) -> _Texts:
    folder = export_folder(loaded.namespace)
    files: _Texts = {}
    for kind in (SCHEMA_EXPORTERS[name] for name in wanted):
        if kind.definition_texts is not None:
            text_of = kind.definition_texts(loaded.analyses)
            for each in loaded.schema.definitions.values():
                files[f"{folder}/{loaded.analyses.export_names[each.name]}{kind.suffix}"] = text_of(each)
        if kind.site_file:
            files[f"{folder}/{kind.site_file}"] = kind.text(ExportRequest(schema=loaded.schema))
    return files


def _of_site(project: str, schemas: Mapping[str, LoadedSchema]) -> _Texts:
    """``llms.txt`` and ``llms-full.txt`` for all schemas."""
    parts: list[str] = []
    texts: list[str] = []
    for loaded in schemas.values():
        folder = export_folder(loaded.namespace)
        addresses = {name: f"{folder}/{file}.md" for name, file in loaded.analyses.export_names.items()}
        definitions = loaded.schema.definitions.values()
        title = project if len(schemas) == 1 else f"{project}: {loaded.namespace}"
        parts.append(index_text(title, definitions, addresses))
        texts += map(markdown_texts(loaded.analyses), definitions)
    return {INDEX: "\n".join(parts), WHOLE: "\n".join(texts)}


def _has_own_index(app: Sphinx) -> bool:
    """Whether the project has an ``llms.txt`` of its own."""
    extra = [Path(app.confdir, each) for each in app.config.html_extra_path]
    return any(each.name == INDEX or (each / INDEX).exists() for each in extra)


class _Site:
    """Files that builds have written into a site, listed in the folder of the doctrees: only these are ever removed."""

    def __init__(self, site: Path, list_: Path) -> None:
        self._site = site
        self._list = list_
        self._all: dict[str, _Groups] = read_list(list_) or {}
        self._before = self._all.get(str(site), {})
        self._now: _Groups = {}

    def write(self, group: str, key: str, make: Callable[[], _Texts]) -> None:
        """Write the files of *group*, which *make* returns; *key* is a digest of everything that they are made of.

        With an empty *key*, that is not known, and *make* is always called. New files are listed before they are
        written, so that files of a killed build are known.
        """
        before = self._before.get(group, {})
        if key and before.get("") == key and all(self._is_as_left(*each) for each in before.items() if each[0]):
            self._now[group] = before
            return
        files = make()
        if not files.keys() <= before.keys():
            before = self._before[group] = {**dict.fromkeys(files, ""), **before, "": ""}
            self._keep(self._before)
        now = self._now[group] = {"": key}
        for folder in {name.rpartition("/")[0] for name in files}:
            (self._site / folder).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            path = f"{self._site}/{name}"
            what = digest(text)
            if before.get(name) != f"{what} {stamp_of(path)}":
                Path(path).write_text(text, "utf-8", errors="replace")
            now[name] = f"{what} {stamp_of(path)}"

    def _is_as_left(self, name: str, was: str) -> bool:
        return was.partition(" ")[2] == stamp_of(f"{self._site}/{name}")

    def finish(self) -> None:
        """Remove files that are no longer made, and keep the list for the next build."""
        for name in set(_names(self._before)) - set(_names(self._now)):
            (self._site / name).unlink(missing_ok=True)
        if self._now != self._before:
            self._keep(self._now)

    def _keep(self, groups: _Groups) -> None:
        self._all[str(self._site)] = groups
        write_list(self._list, self._all)


def _names(groups: _Groups) -> Iterator[str]:
    return (name for files in groups.values() for name in files if name)
