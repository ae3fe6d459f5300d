"""The author's prose as nodes: the only thing that is parsed.

Each text goes to the parser of its own markup, whatever the parser of the page is, and every line of it keeps the
schema file and line that it stands on, so that a mistake in it is reported there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext._compat.docutils_parser import RstParser, has_words_with_meaning, note_source
from sphinx_qapi.sphinx_ext.doctree.references import definition_xref
from sphinx_qapi.sphinx_ext.objects.current_place import within_comment
from sphinx_qapi.sphinx_ext.objects.shown import name_key
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.prose.nesting import MOST_LEVELS, line_too_deep
from sphinx_qapi.sphinx_ext.prose.old_prose import plain_nodes
from sphinx_qapi.sphinx_ext.prose.outside_marks import adopt_references
from sphinx_qapi.sphinx_ext.prose.paragraph_shortcut import Paragraph, is_words, paragraphs_of
from sphinx_qapi.sphinx_ext.prose.rst_messages import take_complaints
from sphinx_qapi.sphinx_ext.reporting import warn
from sphinx_qapi.syntax.plain.blocks import read_plain
from sphinx_qapi.syntax.references import AT_NAME, backquotes_refer

if TYPE_CHECKING:
    from sphinx_qapi.sphinx_ext.prose.markdown import MarkdownReader
    from sphinx_qapi.sphinx_ext.prose.trust.untrusted import Untrusted

_TRANSCRIPT = re.compile(r"^\s*(?:->|<-) ", re.MULTILINE)
Scope = Mapping[str, str]
"""Anchors of what ``@name`` may mean on this page beside definitions: members, values, arguments."""


class ProseReader:
    """Turns texts of one schema into nodes of one document."""

    def __init__(
        self, document: nodes.document, schema: Schema, namespace: str, untrusted: Untrusted | None = None
    ) -> None:
        self.schema = schema
        self.namespace = namespace
        self._document = document
        self._untrusted = untrusted
        self._env: BuildEnvironment = document.settings.env
        self._state = state_of(self._env)
        self._backticks_refer = backquotes_refer(Version.parse(schema.dialect))
        self._complaints = take_complaints(document, (module.path for module in schema.modules))
        self._parser = RstParser(document, self._complaints)
        self._words_are_words = not has_words_with_meaning(document.settings)

    def read(self, text: Text | None, scope: Scope) -> list[nodes.Node]:
        """*text* as block nodes."""
        if not text:
            return []
        if (line := line_too_deep(text)) is not None:
            message = f"blocks are nested more than {MOST_LEVELS} levels deep"
            warn(message, "deep-prose", f"{text.path}:{line}", once=True)
            return [nodes.literal_block(text.content, text.content, language="none")]
        if self._untrusted is None:
            blocks = self._blocks(text, scope)
        else:
            with self._untrusted.reading():
                blocks = self._blocks(text, scope)
            blocks = self._untrusted.clean(blocks, text)
        self._link_names(blocks, scope)
        return blocks

    def _blocks(self, text: Text, scope: Scope) -> list[nodes.Node]:
        """*text* as its own markup has it."""
        if text.markup == "plain":
            return plain_nodes(read_plain(text), text.path, self._reference(scope))
        if text.markup == "markdown":
            with within_comment(self._env):
                blocks = self._markdown.read(text)
        else:
            blocks = self._parse(text)
        self._adopt(blocks)
        return blocks

    def reference(self, name: str, scope: Scope) -> nodes.Node:
        """What ``@name`` stands for: a link to a member, else to a definition, else a literal."""
        literal = nodes.literal(name, name, classes=["qapi-ref"])
        if name in scope:
            return nodes.reference("", "", literal, internal=True, refid=scope[name])
        # What only mentions a definition is read again when that comes or goes.
        self._state.note_shown(self._env.docname, f"{self.namespace}:{name_key(name)}")
        if name not in self.schema.definitions:
            return nodes.literal(name, name)
        return definition_xref(self.namespace, name, literal)

    def _reference(self, scope: Scope) -> Callable[[str], nodes.Node]:
        return lambda name: self.reference(name, scope)

    def _parse(self, text: Text) -> list[nodes.Node]:
        holder = nodes.Element()
        holder.document = self._document
        paragraphs = paragraphs_of(text)
        if paragraphs is None:
            with self._rst(text), within_comment(self._env):
                self._parser.blocks(holder)
        else:
            self._fill(holder, paragraphs, text)
        return list(holder.children)

    def _fill(self, holder: nodes.Element, paragraphs: list[Paragraph], text: Text) -> None:
        """Give *holder* the *paragraphs* of *text*, as docutils' state machine would."""
        note_source(self._document, text.path)
        for first, content in paragraphs:
            messages: list[nodes.Node] = []
            inlines: list[nodes.Node]
            if self._words_are_words and is_words(content):
                inlines = [nodes.Text(content)]
            else:
                with self._rst(text):
                    inlines, messages = self._parser.inlines(content, first + 1, holder)
            paragraph = nodes.paragraph(content, "", *inlines)
            paragraph.source, paragraph.line = text.path, text.numbers[first]
            holder += [paragraph, *messages]

    def _rst(self, text: Text) -> AbstractContextManager[None]:
        """While docutils parses *text*: the lines of the file, and the default role of the schema's dialect."""
        role = "qapi:any" if self._backticks_refer else ""
        return self._parser.reading(text.lines, text.path, text.numbers, role)

    @cached_property
    def _markdown(self) -> MarkdownReader:
        from sphinx_qapi.sphinx_ext.prose.markdown import MarkdownReader  # a tenth of a second that few need

        return MarkdownReader(self._document, self._env, self._complaints, is_trusted=self._untrusted is None)

    def _adopt(self, blocks: list[nodes.Node]) -> None:
        """Give references the namespace of the schema, and code a language."""
        adopt_references(self._env, blocks, self.namespace)
        for block in blocks:
            for literal in block.findall(nodes.literal_block):
                literal.setdefault("language", "QMP" if _TRANSCRIPT.search(literal.astext()) else "none")

    def _link_names(self, blocks: list[nodes.Node], scope: Scope) -> None:
        for block in blocks:
            for text in list(block.findall(nodes.Text)):
                if "@" in text and not isinstance(text.parent, _NO_NAMES_IN):
                    self._link_names_in(text, scope)

    def _link_names_in(self, text: nodes.Text, scope: Scope) -> None:
        pieces: list[nodes.Node] = []
        end = 0
        for match in AT_NAME.finditer(text):
            pieces += [nodes.Text(text[end : match.start()]), self.reference(match[1], scope)]
            end = match.end()
        if pieces:
            pieces.append(nodes.Text(text[end:]))
            text.parent.replace(text, [piece for piece in pieces if piece.astext()])


_NO_NAMES_IN = (nodes.literal, nodes.FixedTextElement, nodes.reference, nodes.raw, addnodes.pending_xref)
