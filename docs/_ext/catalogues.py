"""Directives of these docs that list what the code declares, so that neither can forget the other."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sphinx_qapi.cli.main import command_help
from sphinx_qapi.export.rule_page import rule_page
from sphinx_qapi.source.rules import RULES
from sphinx_qapi.sphinx_ext.options import OPTIONS


class CommandHelp(SphinxDirective):
    """``command-help:: NAME``: what ``sphinx-qapi NAME --help`` prints."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        text = command_help(self.arguments[0])
        return [nodes.literal_block(text, text, language="none")]


class OptionCatalogue(SphinxDirective):
    """``option-catalogue::``: every value that ``conf.py`` may set."""

    def run(self) -> list[nodes.Node]:
        lines: list[str] = []
        for option in OPTIONS:
            help_text = option.help.replace("*", r"\*")
            lines += [f".. confval:: {option.name}", f"   :default: ``{option.default!r}``", "", f"   {help_text}", ""]
        return self.parse_text_to_nodes("\n".join(lines))


class RuleCatalogue(SphinxDirective):
    """``rule-catalogue::``: a section for each rule."""

    def run(self) -> list[nodes.Node]:
        lines: list[str] = []
        for rule in RULES.values():
            lines += [f".. _rule-{rule.name}:", "", rule.name, "-" * len(rule.name), "", rule_page(rule), ""]
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("command-help", CommandHelp)
    app.add_directive("option-catalogue", OptionCatalogue)
    app.add_directive("rule-catalogue", RuleCatalogue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
