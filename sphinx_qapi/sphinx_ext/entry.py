"""A definition's entry: signature, index entries, and its sections."""

from __future__ import annotations

import posixpath
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.schema.definitions import Command, Definition
from sphinx_qapi.sphinx_ext.changes import note_version
from sphinx_qapi.sphinx_ext.nodes import NO_SEARCH, qapi_name, qapi_separator
from sphinx_qapi.sphinx_ext.objects import ObjectRow, Rank
from sphinx_qapi.sphinx_ext.page import Entry, Page
from sphinx_qapi.sphinx_ext.pieces import CODE, Piece, condition_piece, condition_texts, mark_piece
from sphinx_qapi.sphinx_ext.sections import SECTIONS
from sphinx_qapi.sphinx_ext.words import _

if TYPE_CHECKING:
    from sphinx_qapi.sphinx_ext.domain import QapiDomain


def definition_nodes(page: Page, definition: Definition) -> list[nodes.Node]:
    """The entry of *definition*, which the domain remembers as shown on *page*."""
    entry = Entry(page=page, definition=definition)
    content = addnodes.desc_content("", *(node for section in SECTIONS for node in section(entry)))
    signature = _signature(entry)
    desc = addnodes.desc("", signature, content, domain="qapi", objtype=definition.kind, desctype=definition.kind)
    desc["classes"] = ["qapi", definition.kind]
    desc["no-index"] = desc["noindex"] = False
    page.document.note_explicit_target(signature)
    _note(entry)
    return [_index(entry), desc]


def _signature(entry: Entry) -> addnodes.desc_signature:
    definition = entry.definition
    signature = addnodes.desc_signature("", "", ids=[entry.anchor], names=[])
    signature["_toc_name"] = definition.name
    signature["_toc_parts"] = (definition.name,)
    keyword = addnodes.desc_sig_keyword("", definition.kind)
    signature += addnodes.desc_annotation("", "", keyword, addnodes.desc_sig_space())
    signature += qapi_name("", definition.name)
    pieces = signature_pieces(definition)
    if pieces:
        signature += _meta(pieces)
    signature += _source_link(entry)
    return signature


def signature_pieces(definition: Definition) -> list[Piece]:
    """The badges behind a definition's name, and its version."""
    pieces = [mark_piece(feature.name) for feature in definition.features]
    if isinstance(definition, Command):
        flags = {
            "allow-oob": definition.allow_oob,
            "allow-preconfig": definition.allow_preconfig,
            "coroutine": definition.coroutine,
            _("no success response"): not definition.success_response,
            _("no generated code"): not definition.gen,
        }
        pieces += [mark_piece(name) for name, is_set in flags.items() if is_set]
    if definition.condition:
        pieces.append(condition_piece(condition_texts(definition.condition)))
    if definition.since:
        pieces.append(Piece("since", (_("since %s") % definition.since.version,)))
    return pieces


def _meta(pieces: list[Piece]) -> nodes.inline:
    """*pieces* as a signature shows them, in every builder."""
    meta = nodes.inline("", "", _separator(" ("), classes=["qapi-meta"])
    for number, piece in enumerate(pieces):
        if number:
            meta += _separator(", ")
        texts = [nodes.literal("", t[1:]) if t.startswith(CODE) else nodes.Text(t) for t in piece.texts]
        meta += nodes.inline("", "", *texts, classes=[f"qapi-{name}" for name in piece.css.split()])
    meta += _separator(")")
    return meta


def _separator(text: str) -> nodes.inline:
    return nodes.inline("", text, classes=["qapi-sep"])


def _source_link(entry: Entry) -> list[nodes.Node]:
    """``[source]``, as `sphinx.ext.linkcode` has it, where the schema's configuration names an address."""
    config = entry.page.loaded.config
    if not config.source_url:
        return []
    position = entry.definition.position
    root = PurePath(entry.page.schema.path).parent.as_posix()
    path = posixpath.relpath(PurePath(position.path).as_posix(), root)
    uri = config.source_url.format(path=path, line=position.line, release=config.release)
    link = nodes.reference("", "", nodes.inline("", _("[source]"), classes=["viewcode-link"]), refuri=uri)
    return [addnodes.only("", link, expr="html")]


def _index(entry: Entry) -> addnodes.index:
    """The index entry of a command or event is exactly its name: the stock search puts it first then."""
    definition, page = entry.definition, entry.page
    if definition.kind in ("command", "event"):
        domain = cast("QapiDomain", page.env.get_domain("qapi"))
        main = "main" if domain.store.first_with(definition.name) is page.loaded else ""
        return addnodes.index(entries=[("single", definition.name, entry.anchor, main, None)])
    text = _("%s (%s %s)") % (definition.name, page.namespace, definition.kind)
    return addnodes.index(entries=[("single", text, entry.anchor, "", None)], classes=[NO_SEARCH])


def _note(entry: Entry) -> None:
    page, definition = entry.page, entry.definition
    domain = page.env.get_domain("qapi")
    row = ObjectRow(
        namespace=page.namespace,
        name=definition.name,
        kind=definition.kind,
        module=definition.module,
        docname=page.env.docname,
        anchor=entry.anchor,
        rank=int(page.rank),
        line=page.line,
        parts=tuple(entry.parts),
    )
    domain.note_object(row)  # type: ignore[attr-defined]
    note_version(page, definition)
    if page.rank is Rank.FILLED:
        domain.note_shown(page.env.docname, f"{page.namespace}:{definition.name}")  # type: ignore[attr-defined]
