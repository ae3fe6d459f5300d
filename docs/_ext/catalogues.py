"""Directives for these docs that list what the code declares, so that docs and code always agree."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from sphinx_qapi import analysis, schema, source, syntax
from sphinx_qapi.analysis import catalogue
from sphinx_qapi.cli import main
from sphinx_qapi.export.rule_page import rule_page
from sphinx_qapi.schema.model import builtin_types
from sphinx_qapi.source import dialects
from sphinx_qapi.source.span import Span
from sphinx_qapi.sphinx_ext import domain
from sphinx_qapi.sphinx_ext.configuration import options
from sphinx_qapi.sphinx_ext.entries import fields
from sphinx_qapi.syntax import expressions

_MARKUP = re.compile(r"[\\`*_|]")
"""Characters in the summary of a rule, which is plain text, that would be markup."""


class Catalogue(SphinxDirective):
    """The base class of the directives: a page is read again when the code that it lists has changed."""

    def depend_on(self, module: ModuleType) -> None:
        for path in Path(module.__file__ or "").parent.glob("*.py"):
            self.env.note_dependency(str(path))


class CommandHelp(Catalogue):
    """``command-help:: NAME``: what ``sphinx-qapi NAME --help`` prints."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        self.depend_on(main)
        text = main.command_help(self.arguments[0])
        return [nodes.literal_block(text, text, language="none")]


class OptionCatalogue(Catalogue):
    """``option-catalogue::``: every value that ``conf.py`` may set."""

    def run(self) -> list[nodes.Node]:
        self.depend_on(options)
        lines: list[str] = []
        for option in options.OPTIONS:
            help_text = option.help.replace("*", r"\*")
            lines += [f".. confval:: {option.name}", f"   :default: ``{option.default!r}``", "", f"   {help_text}", ""]
        return self.parse_text_to_nodes("\n".join(lines))


class RuleCatalogue(Catalogue):
    """``rule-catalogue::``: a section for each rule."""

    def run(self) -> list[nodes.Node]:
        stages = (inspect.getfile(module) for module in (analysis, schema, syntax, source))
        declarations = (path for stage in stages for path in Path(stage).parent.rglob("*.py"))
        for path in (*declarations, *catalogue.EXAMPLES.glob("*.json")):
            self.env.note_dependency(str(path))
        lines = [".. highlight:: none", ""]
        for rule in catalogue.RULES.values():
            summary, rest = rule_page(rule).split("\n\n", 1)
            summary = _MARKUP.sub(r"\\\g<0>", summary)
            lines += [f".. _rule-{rule.name}:", "", rule.name, "-" * len(rule.name), "", summary, "", rest, ""]
        return self.parse_text_to_nodes("\n".join(lines), allow_section_headings=True)


class DialectCatalogue(Catalogue):
    """``dialect-catalogue::``: a table of the releases in which the language changed."""

    def run(self) -> list[nodes.Node]:
        self.depend_on(dialects)
        lines = [".. list-table::", "   :header-rows: 1", "", "   * - from", "     - what is new"]
        for dialect in dialects.DIALECTS:
            changes = _MARKUP.sub(r"\\\g<0>", dialect.changes)
            lines += [f"   * - {dialect.version}", f"     - {changes}"]
        return self.parse_text_to_nodes("\n".join(lines))


class ExpressionCatalogue(Catalogue):
    """``expression-catalogue::``: a table of the kinds of expressions and of their keys, followed by the pragmas."""

    def run(self) -> list[nodes.Node]:
        self.depend_on(expressions)
        lines = [".. list-table::", "   :header-rows: 1", "", "   * - expression", "     - needs", "     - may have"]
        for keyword, kind in expressions.EXPRESSION_KINDS.items():
            lines += [
                f"   * - {_known(keyword, kind.span)}",
                f"     - {_codes(kind.required)}",
                f"     - {', '.join(_known(key, span) for key, span in kind.optional.items())}",
            ]
        pragmas = ", ".join(_known(name, span) for name, span in expressions.PRAGMAS.items())
        return self.parse_text_to_nodes("\n".join([*lines, "", f"Pragmas are {pragmas}.", ""]))


class TypeCatalogue(Catalogue):
    """``type-catalogue::``: a table of the types that every schema has, with their JSON types."""

    def run(self) -> list[nodes.Node]:
        self.depend_on(builtin_types)
        names: dict[str, list[str]] = {}
        for each in builtin_types.BUILTIN_TYPES.values():
            names.setdefault(each.json_type.value if each.json_type else "any value", []).append(
                _known(each.name, each.span)
            )
        lines = [".. list-table::", "   :header-rows: 1", "", "   * - in JSON", "     - types"]
        for json_type, types in names.items():
            lines += [f"   * - {json_type}", f"     - {', '.join(types)}"]
        return self.parse_text_to_nodes("\n".join(lines))


class RoleCatalogue(Catalogue):
    """``role-catalogue::``: a table of the roles; roles that link to the same kinds share a row."""

    def run(self) -> list[nodes.Node]:
        self.depend_on(domain)
        rows: dict[frozenset[str], list[str]] = {}
        for role, kinds in domain.KINDS_OF_ROLE.items():
            rows.setdefault(kinds, []).append(role)
        lines = [".. list-table::", "   :header-rows: 1", "", "   * - role", "     - leads to"]
        for kinds, roles in rows.items():
            words = [kind for kind in domain.QapiDomain.object_types if kind in kinds]
            lines += [
                f"   * - {_codes(roles)}",
                f"     - {'whatever has that name' if kinds == domain.ALL_KINDS else ', '.join(words)}",
            ]
        return self.parse_text_to_nodes("\n".join(lines))


class FieldCatalogue(Catalogue):
    """``field-catalogue::``: a table of the fields of definitions."""

    def run(self) -> list[nodes.Node]:
        self.depend_on(fields)
        lines = [".. list-table::", "   :header-rows: 1", "", "   * - field", "     - describes", "     - also"]
        for kind in fields.FIELD_KINDS:
            lines += [f"   * - ``{kind.form}``", f"     - {kind.help}", f"     - {_codes(kind.names[1:])}"]
        return self.parse_text_to_nodes("\n".join(lines))


def _known(word: str, span: Span) -> str:
    """The *word* as code, followed by the releases that know it unless all do."""
    releases = [f"from {span.since}"] if span.since else []
    releases += [f"before {span.until}"] if span.until else []
    return f"``{word}`` ({', '.join(releases)})" if releases else f"``{word}``"


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"``{word}``" for word in words)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("command-help", CommandHelp)
    app.add_directive("dialect-catalogue", DialectCatalogue)
    app.add_directive("expression-catalogue", ExpressionCatalogue)
    app.add_directive("field-catalogue", FieldCatalogue)
    app.add_directive("role-catalogue", RoleCatalogue)
    app.add_directive("option-catalogue", OptionCatalogue)
    app.add_directive("rule-catalogue", RuleCatalogue)
    app.add_directive("type-catalogue", TypeCatalogue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
