"""The index of symbols in HTML sites: a script with data, which pages load when a reader starts a search.

It is made of the objects that the domain knows, whoever described them, and of what the schemas say about these. It is
written only if it has changed, and does not depend on which pages a build has written.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from sphinx_qapi.analysis.index_items import ItemRole
from sphinx_qapi.analysis.symbols.symbols import KINDS, DefinitionSymbol, PartSymbol, in_order, symbols
from sphinx_qapi.source.digests import digest
from sphinx_qapi.source.whole_files import whole_file
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.builtin_words import builtin_sentences
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow
from sphinx_qapi.sphinx_ext.objects.state import DomainState, state_of
from sphinx_qapi.sphinx_ext.translation import _
from sphinx_qapi.sphinx_ext.writing.palette.columns import columns, meanings

FILE = "qapi-symbols.js"
_PARTS = {"member": ItemRole.MEMBER, "value": ItemRole.VALUE, "feature": ItemRole.FEATURE}


def write_symbol_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index, or remove the one of an earlier build (handler of ``build-finished``)."""
    if exception is not None or not abilities_of(app.builder).has_pages:
        return
    path = Path(app.outdir, "_static", FILE)
    state = state_of(app.env)
    schemas = list(state.store.schemas)
    others = sorted({*state.objects.all_namespaces()}.difference(schemas))
    spaces = [each for each in (*schemas, *others) if state.objects.definitions(each)]
    if not spaces:
        path.unlink(missing_ok=True)
        return
    text = _script(app, state, spaces).encode(errors="replace")
    if not path.exists() or path.read_bytes() != text:
        with whole_file(path) as file:
            file.write(text)


def _script(app: Sphinx, state: DomainState, spaces: list[str]) -> str:
    names = [name for each in spaces for name in state.objects.definitions(each)]
    shared = _with_shared_files(state)
    data = {
        "format": 1,
        "kinds": _kinds(),
        "words": _words(),
        "meanings": meanings(names),
        "spaces": [{"name": each, "shares": int(each in shared), **_space(app, state, each)} for each in spaces],
    }
    return f"var qapiSymbols = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def _with_shared_files(state: DomainState) -> set[str]:
    """The namespaces of schemas that share a file with another schema."""
    files = {name: set(loaded.files) for name, loaded in state.store.schemas.items()}
    counts = Counter(file for each in files.values() for file in each)
    return {name for name, each in files.items() if any(counts[file] > 1 for file in each)}


def _space(app: Sphinx, state: DomainState, namespace: str) -> dict[str, Any]:
    """The columns of a namespace; an unchanged schema is not loaded for that."""
    loaded = state.store.schemas.get(namespace)
    rows = state.objects.definitions(namespace)
    if loaded is None:
        return _columns(app, state, namespace, [_by_hand(row) for row in rows.values()])
    made_of = (state.objects.places, app.builder.name, app.config.html_link_suffix, app.config.html_file_suffix)

    def make() -> dict[str, Any]:
        found = [each for each in symbols(loaded.schema, loaded.analyses.catalogue.listings) if each.name in rows]
        known = {each.name for each in found}
        return _columns(app, state, namespace, [*found, *(_by_hand(rows[name]) for name in rows if name not in known)])

    return loaded.cached_result("symbol index", make, digest(repr(made_of)))


def _by_hand(row: ObjectRow) -> DefinitionSymbol:
    """The symbol of a definition that an author describes."""
    parts = (PartSymbol(_PARTS[each.kind], each.name) for each in row.parts if each.declared and each.kind in _PARTS)
    kind = row.kind if row.kind in KINDS else "struct"
    return DefinitionSymbol(row.name, kind, row.module, parts=tuple(parts))


def _columns(app: Sphinx, state: DomainState, namespace: str, found: Iterable[DefinitionSymbol]) -> dict[str, Any]:
    rows, modules = state.objects.definitions(namespace), state.objects.modules(namespace)
    loaded = state.store.schemas.get(namespace)
    folder = loaded.pages.docname("") if loaded is not None else ""
    prefix, suffix = app.builder.get_target_uri(f"{folder}-").split("-")
    of_modules = (DefinitionSymbol(name, "module", "") for name in modules)
    ordered = in_order((*found, *of_modules))

    def page(symbol: DefinitionSymbol) -> str:
        row = modules[symbol.name] if symbol.kind == "module" else rows[symbol.name]
        address: str = app.builder.get_target_uri(row.docname)
        usual = f"{prefix}{symbol.kind}-{symbol.name}{suffix}"
        return "" if address == usual else address

    def text(symbol: DefinitionSymbol) -> str:
        return "" if symbol.kind == "module" else rows[symbol.name].summary

    by_command = loaded.analyses.emissions.by_command if loaded is not None else {}
    emitted = {name: [each.event for each in those] for name, those in by_command.items()}
    return {"prefix": prefix, "suffix": suffix, **columns(ordered, page=page, text=text, emitted=emitted)}


def _kinds() -> dict[str, str]:
    """The kinds of symbols in the language of the site."""
    return {
        "command": _("command"),
        "event": _("event"),
        "struct": _("struct"),
        "union": _("union"),
        "enum": _("enum"),
        "alternate": _("alternate"),
        "module": _("module"),
        "argument": _("argument"),
        "member": _("member"),
        "branch": _("branch"),
        "alternative": _("alternative"),
        "value": _("value"),
        "feature": _("feature"),
    }


def _words() -> dict[str, Any]:
    """The words of the palette in the language of the site."""
    return {
        "filters": _("Filters"),
        "found": _("%d found"),
        "help": _("Names, parts of names or first letters; kind: since: is: if: takes: returns: emits: in:"),
        "if": _("if "),
        "more": _("%d more"),
        "of": _("of"),
        "optional": _("optional"),
        "returns": _("returns "),
        "types": builtin_sentences(),
        "text": _("Search all pages for “%s”"),
        "within": _("within"),
    }
