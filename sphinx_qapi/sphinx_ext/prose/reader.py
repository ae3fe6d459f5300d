"""Reader of the author's prose; this is the only content of an entry that is parsed as markup.

Each text goes to the parser of its own markup, whatever the parser of the page is, and every line keeps its schema
file and line number, so that a mistake is reported there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.analysis.summary import opening
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext._compat.docutils_messages import Topic
from sphinx_qapi.sphinx_ext._compat.docutils_parser import RstParser, has_words_with_meaning
from sphinx_qapi.sphinx_ext._compat.sphinx_comments import own_numbers
from sphinx_qapi.sphinx_ext.doctree.references import definition_xref
from sphinx_qapi.sphinx_ext.doctree.walking import texts_in
from sphinx_qapi.sphinx_ext.objects.shown import name_key
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.prose.block_depth import MOST_LEVELS, line_too_deep
from sphinx_qapi.sphinx_ext.prose.comments.adoption import Adoption
from sphinx_qapi.sphinx_ext.prose.comments.apart import finish_within, finished_apart
from sphinx_qapi.sphinx_ext.prose.comments.comment import (
    Comment,
    Translate,
    comments_of,
    note_comment,
    take_comments,
)
from sphinx_qapi.sphinx_ext.prose.comments.translating import Translator, translator_of
from sphinx_qapi.sphinx_ext.prose.paragraph_shortcut import PlainParagraph, is_words, paragraphs_of
from sphinx_qapi.sphinx_ext.prose.rst_messages import report_complaints
from sphinx_qapi.sphinx_ext.prose.summaries import Summary, summary_of, summary_of_words
from sphinx_qapi.sphinx_ext.reporting import warn
from sphinx_qapi.syntax.reference_patterns import AT_NAME, backquotes_refer

if TYPE_CHECKING:
    from sphinx_qapi.sphinx_ext.prose.markdown import MarkdownReader
    from sphinx_qapi.sphinx_ext.prose.trust.untrusted import Untrusted
    from sphinx_qapi.syntax.plain.prose_nodes import Block

_OF_SPHINX = "|version| |release| |today| |translation progress|"
ReferenceTargets = Mapping[str, str]
"""Anchors, by name, of the targets of ``@name`` on this page besides definitions: members, values, arguments."""


class ProseReader:
    """Turns texts of one schema into nodes of one document."""

    def __init__(
        self,
        document: nodes.document,
        schema: Schema,
        namespace: str,
        untrusted: Untrusted | None = None,
        order: tuple[int, ...] = (),
    ) -> None:
        """*order* is the sort key of the comments: it decides which of several with the same name comes first."""
        self.schema = schema
        self.namespace = namespace
        self._document = document
        self._untrusted = untrusted
        self._order = order
        self._env: BuildEnvironment = document.settings.env
        self._state = state_of(self._env)
        self._backticks_refer = backquotes_refer(Version.parse(schema.dialect))
        self._complaints = report_complaints(document, schema.paths)
        self._parser = RstParser(document, self._complaints)
        self._adoption = Adoption(self._env, namespace, is_trusted=untrusted is None)
        self._mentioned: set[str] = set()
        self._words_are_words = not has_words_with_meaning(document.settings)

    def comment(self, *, is_public: bool) -> Comment:
        """Return a new comment of the page; if *is_public*, its names may be referred to from anywhere."""
        comment = Comment(env=self._env, page=self._document, is_public=is_public, order=self._order)
        note_comment(comment)
        return comment

    def read(self, text: Text | None, scope: ReferenceTargets, comment: Comment) -> list[nodes.Node]:
        """Return *text* of *comment* as block nodes; none if there is no text."""
        if not text:
            return []
        blocks = self._read(text, scope, comment)
        comment.add(blocks, self._again(text, scope, comment))
        return blocks

    def read_title(self, text: Text, comment: Comment) -> nodes.title:
        """Return *text*, the words of a heading in *comment*, as a title."""
        blocks = self._read(text, {}, comment)
        is_paragraph = len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph)
        words = list(blocks[0].children) if is_paragraph else [nodes.Text(text.content)]
        title = nodes.title(text.content, "", *words, support_smartquotes=False)
        title.source, title.line = text.path, text.numbers[0]
        comment.add([title], self._again(text, {}, comment))
        return title

    def read_apart(
        self, text: Text, scope: ReferenceTargets, owner: Definition | None, translator: Translator | None = None
    ) -> list[nodes.Node]:
        """Return *text* of the comment of *owner* as block nodes for a place apart from the entry of *owner*.

        Links into the rest of the comment lead to that entry; *owner* is None if the text is no definition's. The text
        is translated with *translator*, by default that of the current page.
        """
        with own_numbers(self._env):
            return self._read_apart(text, scope, owner, translator or translator_of(self._env))

    def _read_apart(
        self, text: Text, scope: ReferenceTargets, owner: Definition | None, translator: Translator | None
    ) -> list[nodes.Node]:
        comment = Comment(env=self._env, page=self._document, is_apart=True)
        outer = len(comments_of(self._env))
        blocks = self.read(text, scope, comment)
        if owner is not None and owner.documentation is not None and comment.refers:
            comment = Comment(env=self._env, page=self._document, is_apart=True)
            take_comments(self._env, outer)
            for each in owner.documentation.texts:
                is_here = each.numbers[0] <= text.numbers[0] <= each.numbers[-1]
                if is_here:
                    blocks = self.read(text, scope, comment)
                self.read(each.after(text.numbers[-1]) if is_here else each, {}, comment)
        with self._complaints.about(Topic.REFERENCE):
            name = owner.name if owner else ""
            finish_within(take_comments(self._env, outer), translator)
            return finished_apart(comment, blocks, self.namespace, name, translator)

    def read_summary(self, definition: Definition, scope: ReferenceTargets, translator: Translator | None) -> Summary:
        """Return the summary of *definition*; mistakes in it are not reported, as the entry reports them."""
        text = opening(definition)
        if text is None:
            return Summary("", (), frozenset())
        if translator is None and self._is_words_alone(text):
            return summary_of_words(text.content)
        outer, self._mentioned = self._mentioned, set()
        context = dict(self._env.ref_context)
        self._env.ref_context.clear()  # a summary must not depend on the page that it is read for
        try:
            with self._complaints.muted():
                blocks = self.read_apart(text, scope, definition, translator)
            for block in blocks:
                for xref in block.findall(addnodes.pending_xref):
                    xref["refwarn"] = False
            config = self._env.config
            of_pages = f"{_OF_SPHINX} {config.rst_prolog or ''} {config.rst_epilog or ''}"
            return summary_of(blocks, frozenset(self._mentioned), of_pages)
        finally:
            self._mentioned = outer
            self._env.ref_context.update(context)

    def _is_words_alone(self, text: Text) -> bool:
        """Whether *text* is a paragraph without markup and names: then there is no need to make nodes of it."""
        if text.markup != "rst" or not self._words_are_words or "@" in text.content:
            return False
        paragraphs = paragraphs_of(text)
        return paragraphs is not None and len(paragraphs) == 1 and is_words(text.content)

    def mention(self, name: str) -> None:
        """Note that the current page mentions *name*: it is read again when such a definition appears or disappears."""
        self._mentioned.add(name)
        self._state.note_shown(self._env.docname, f"{self.namespace}:{name_key(name)}")

    def plain(self, blocks: Iterable[Block], text: Text, scope: ReferenceTargets, comment: Comment) -> list[nodes.Node]:
        """Return *blocks*, read elsewhere from a part of *text*, old prose of *comment*, as nodes."""
        made = self._plain(blocks, text, scope)
        comment.add(made, self._again(text, scope, comment))
        return made

    def reference(self, name: str, scope: ReferenceTargets) -> nodes.Node:
        """Return the node of ``@name``: a link to an anchor of *scope*, else to a definition, else a literal."""
        literal = nodes.literal(name, name, classes=["qapi-ref"])
        if name in scope:
            return nodes.reference("", "", literal, internal=True, refid=scope[name])
        self.mention(name)
        if name not in self.schema.definitions:
            return nodes.literal(name, name)
        return definition_xref(self.namespace, name, literal)

    def _read(self, text: Text, scope: ReferenceTargets, comment: Comment) -> list[nodes.Node]:
        if (line := line_too_deep(text)) is not None:
            message = f"blocks are nested more than {MOST_LEVELS} levels deep"
            warn(message, "deep-prose", f"{text.path}:{line}", once=True)
            return [nodes.literal_block(text.content, text.content, language="none")]
        return self._safe(text, scope, lambda: self._blocks(text, scope, comment))

    def _safe(self, text: Text, scope: ReferenceTargets, parse: Callable[[], list[nodes.Node]]) -> list[nodes.Node]:
        """The blocks that *parse* makes of *text*, with names linked, and cleaned if the schema is untrusted."""
        with nullcontext() if self._untrusted is None else self._untrusted.reading():
            blocks = parse()
        _unlink_schemes(blocks)
        if self._untrusted is not None:
            blocks = self._untrusted.clean(blocks, text)
        self._link_names(blocks, scope)
        return blocks

    def _again(self, text: Text, scope: ReferenceTargets, comment: Comment) -> Translate:
        """A function that parses the translation of a node in *text*, in the same way as *text*, into inline nodes."""

        def read(node: nodes.Element, message: str) -> list[nodes.Node]:
            lines = tuple(message.split("\n"))
            number = node.line or text.numbers[0]
            translation = Text(path=text.path, lines=lines, numbers=(number,) * len(lines), markup=text.markup)
            if text.markup == "rst":  # read as inline markup, lest a number at the beginning make it a list
                blocks = self._safe(translation, scope, lambda: self._inline(translation, comment))
            else:
                blocks = self._read(translation, scope, comment)
            return list(blocks[0].children) if blocks and isinstance(blocks[0], nodes.paragraph) else []

        return read

    def _blocks(self, text: Text, scope: ReferenceTargets, comment: Comment) -> list[nodes.Node]:
        """*text* as block nodes, read by the parser of its markup."""
        if text.markup == "plain":
            from sphinx_qapi.syntax.plain.blocks import read_plain  # comments have been reST since 5.2

            blocks = self._plain(read_plain(text), text, scope)
        elif text.markup == "markdown":
            with comment.reading(text):
                blocks = self._markdown.read(text, comment.document)
        else:
            blocks = self._parse(text, comment)
        return self._adoption.adopt(blocks, text, comment)

    def _plain(self, blocks: Iterable[Block], text: Text, scope: ReferenceTargets) -> list[nodes.Node]:
        from sphinx_qapi.sphinx_ext.prose.old_prose import plain_nodes

        return plain_nodes(blocks, text.path, lambda name: self.reference(name, scope))

    def _parse(self, text: Text, comment: Comment) -> list[nodes.Node]:
        paragraphs = paragraphs_of(text)
        if paragraphs is not None:
            return self._paragraphs(paragraphs, text, comment)
        holder = nodes.Element()
        holder.document = comment.document
        with self._rst(text, comment), comment.reading(text):
            self._parser.blocks(holder)
        return list(holder.children)

    def _inline(self, text: Text, comment: Comment) -> list[nodes.Node]:
        blocks = self._paragraphs([PlainParagraph(0, text.content)], text, comment)
        return self._adoption.adopt(blocks, text, comment)

    def _paragraphs(self, paragraphs: Sequence[PlainParagraph], text: Text, comment: Comment) -> list[nodes.Node]:
        """*paragraphs* of *text* as the nodes that docutils' state machine would make."""
        holder = nodes.Element()
        for first, content in paragraphs:
            messages: list[nodes.Node] = []
            inlines: list[nodes.Node]
            if self._words_are_words and is_words(content):
                holder.document = comment.known_document or self._document
                inlines = [nodes.Text(content)]
            else:
                holder.document = comment.document
                with self._rst(text, comment), comment.reading(text):
                    inlines, messages = self._parser.inlines(content, first + 1, holder)
            source: Any = holder.document
            source.note_source(text.path, None)  # as docutils' state machine does
            paragraph = nodes.paragraph(content, "", *inlines)
            paragraph.source, paragraph.line = text.path, text.numbers[first]
            holder += [paragraph, *messages]
        return list(holder.children)

    def _rst(self, text: Text, comment: Comment) -> AbstractContextManager[None]:
        """Context in which docutils parses *text*: with the lines of its file, and the default role of its dialect."""
        role = "qapi:any" if self._backticks_refer else ""
        return self._parser.reading(text.lines, text.path, text.numbers, role, comment.document)

    @cached_property
    def _markdown(self) -> MarkdownReader:
        from sphinx_qapi.sphinx_ext.prose.markdown import MarkdownReader  # takes 0.1 s, and few schemas need it

        return MarkdownReader(self._env, self._complaints, is_trusted=self._untrusted is None)

    def _link_names(self, blocks: list[nodes.Node], scope: ReferenceTargets) -> None:
        for block in blocks:
            for text in texts_in(block):
                if "@" in text and not isinstance(text.parent, _NO_NAMES_IN):
                    self._link_names_in(text, scope)

    def _link_names_in(self, text: nodes.Text, scope: ReferenceTargets) -> None:
        pieces: list[nodes.Node] = []
        end = 0
        for match in AT_NAME.finditer(text):
            pieces += [nodes.Text(text[end : match.start()]), self.reference(match[1], scope)]
            end = match.end()
        if pieces:
            pieces.append(nodes.Text(text[end:]))
            text.parent.replace(text, [piece for piece in pieces if piece.astext()])


def _unlink_schemes(blocks: list[nodes.Node]) -> None:
    """Turn links that are a bare scheme (``http://``) back into words: docutils takes them for addresses."""
    for block in blocks:
        for text in texts_in(block):
            link = text.parent
            if text.endswith("://") and isinstance(link, nodes.reference) and link.get("refuri") == text:
                link.replace_self(nodes.Text(text))


_NO_NAMES_IN = (nodes.literal, nodes.FixedTextElement, nodes.reference, nodes.raw, addnodes.pending_xref)
