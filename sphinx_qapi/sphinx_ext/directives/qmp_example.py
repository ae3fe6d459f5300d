"""``qmp-example``: a transcript of QMP; schemas from 9.1 on use it for their examples."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives import flag
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from sphinx_qapi.analysis.examples.example_places import annotated_blocks
from sphinx_qapi.analysis.examples.transcript import ExampleLine
from sphinx_qapi.sphinx_ext._compat.directive_lines import place_in_content
from sphinx_qapi.sphinx_ext.directives.example_check import check_example
from sphinx_qapi.sphinx_ext.doctree.nodes import label
from sphinx_qapi.sphinx_ext.objects.current_place import comment_depth, shows_examples
from sphinx_qapi.sphinx_ext.translation import _


class QmpExample(SphinxDirective):
    """``.. qmp-example::`` with ``:title:``; with ``:annotated:``, its body is prose with transcripts after ``::``."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = {"title": directives.unchanged, "annotated": flag}

    def run(self) -> list[nodes.Node]:
        """Render a label, then the transcript or the prose; nothing where examples are not shown."""
        self.assert_has_content()
        if not comment_depth(self.env):  # examples in schemas were checked when the schemas were read
            self._check()
        if not shows_examples(self.env):
            return []
        aside: list[nodes.Node] = []
        if self.options.get("title"):
            aside, messages = self.parse_inline(self.options["title"], lineno=self._line_of_title())
            aside += messages
        return [label(_("Example"), *aside), *self._body()]

    def _check(self) -> None:
        lines = tuple(ExampleLine(line, index, 1) for index, line in enumerate(self.content))
        if "annotated" in self.options:
            lines = annotated_blocks(lines)
        if lines:
            check_example(self.env, lines, lambda index: place_in_content(self, index))

    def _line_of_title(self) -> int:
        lines = enumerate(self.block_text.split("\n"), self.lineno)
        return next((number for number, line in lines if line.lstrip().startswith(":title:")), self.lineno)

    def _body(self) -> list[nodes.Node]:
        if "annotated" not in self.options:
            text = "\n".join(self.content)
            block = nodes.literal_block(text, text, language="QMP")
            self.set_source_info(block)
            return [block]
        body = self.parse_content_to_nodes()
        for node in body:
            for block in node.findall(nodes.literal_block):
                block.setdefault("language", "QMP")
        return body
