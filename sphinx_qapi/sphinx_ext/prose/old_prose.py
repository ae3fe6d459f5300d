"""Old prose (the plain markup before reST), as read by `sphinx_qapi.syntax.plain`, turned into docutils nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row, qapi_rows, qapi_title
from sphinx_qapi.syntax.plain.prose_nodes import (
    AlignedList,
    BareUrl,
    Block,
    BulletList,
    Emphasis,
    EnumeratedList,
    Inline,
    Literal,
    LiteralBlock,
    NameReference,
    Note,
    Paragraph,
    PlainText,
    Strong,
)

Refer = Callable[[str], nodes.Node]
"""Function from the name in ``@name`` to its node."""


def plain_nodes(blocks: Iterable[Block], path: str, refer: Refer) -> list[nodes.Node]:
    """Return *blocks* of the file *path* as nodes."""
    return [_block(block, path, refer) for block in blocks]


def inline_nodes(inlines: Iterable[Inline], refer: Refer) -> list[nodes.Node]:
    """Return *inlines* as nodes."""
    return [_inline(inline, refer) for inline in inlines]


def _block(block: Block, path: str, refer: Refer) -> nodes.Element:
    node = _bare_block(block, path, refer)
    node.source, node.line = path, block.line
    return node


def _bare_block(block: Block, path: str, refer: Refer) -> nodes.Element:
    match block:
        case Paragraph(inlines=inlines):
            return nodes.paragraph(_written(inlines), "", *inline_nodes(inlines, refer))
        case BulletList(items=items):
            return nodes.bullet_list("", *_items(items, path, refer), bullet="-")
        case EnumeratedList(items=items):
            listing = nodes.enumerated_list("", *_items(items, path, refer))
            listing["enumtype"] = "loweralpha" if block.lettered else "arabic"
            listing["prefix"], listing["suffix"] = block.prefix, block.suffix
            if block.start != 1:
                listing["start"] = block.start
            return listing
        case AlignedList(rows=rows):
            # A table of values in the prose looks like our own rows: the same nodes, without anchors.
            return qapi_rows("", *(_aligned_row(row.term, row.blocks, path, refer) for row in rows), list=1)
        case LiteralBlock(lines=lines, language=language):
            text = "\n".join(lines)
            return nodes.literal_block(text, text, language="QMP" if language == "qmp" else "none", force=True)
        case Note(blocks=blocks):
            return nodes.note("", *plain_nodes(blocks, path, refer))


def _items(items: Iterable[tuple[Block, ...]], path: str, refer: Refer) -> list[nodes.list_item]:
    return [nodes.list_item("", *plain_nodes(blocks, path, refer)) for blocks in items]


def _aligned_row(term: tuple[Inline, ...], blocks: tuple[Block, ...], path: str, refer: Refer) -> qapi_row:
    title = qapi_title("", "", *inline_nodes(term, refer))
    return qapi_row("", title, *plain_nodes(blocks, path, refer), name=title.astext(), word=1, optional=1)


def _written(inlines: Iterable[Inline]) -> str:
    """*inlines* in the author's markup, which translators see as the message."""
    return "".join(_written_inline(inline) for inline in inlines)


def _written_inline(inline: Inline) -> str:
    match inline:
        case PlainText(text=text):
            return text
        case Literal(text=text):
            return f"`{text}`"
        case Strong(text=text):
            return f"*{text}*"
        case Emphasis(text=text):
            return f"_{text}_"
        case NameReference(name=name):
            return f"@{name}"
        case BareUrl(url=url):
            return url


def _inline(inline: Inline, refer: Refer) -> nodes.Node:
    match inline:
        case PlainText(text=text):
            return nodes.Text(text)
        case Literal(text=text):
            return nodes.literal("", text)
        case Strong(text=text):
            return nodes.strong("", text)
        case Emphasis(text=text):
            return nodes.emphasis("", text)
        case NameReference(name=name):
            return refer(name)
        case BareUrl(url=url):
            return nodes.reference("", url, refuri=url)
