"""Pages and rules agree on what ``@name`` and backquotes in prose refer to."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.parsers import RSTParser

from sphinx_qapi.analysis.lint.described_parts import prose_of
from sphinx_qapi.analysis.references_in_text import references_in
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import FreeText, Schema
from sphinx_qapi.source.dialects import DIALECTS
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.prose.reader import ProseReader, ReferenceTargets
from sphinx_qapi.syntax.reference_patterns import undecorated
from tests.releases.sample import releases_at_hand, some_of
from tests.sphinx_ext.test_paragraphs import ROOTS, env

__all__ = ["env"]

_INDEX = re.compile(r"qapi-q\w+-index")


class _Reader(ProseReader):
    """Collects the names that ``@name`` refers to, and makes mere text of the references."""

    names: list[str]

    def reference(self, name: str, _scope: ReferenceTargets) -> nodes.Node:
        self.names.append(name)
        return nodes.literal(name, name)


def _on_pages(env: BuildEnvironment, schema: Schema, texts: list[Text]) -> Iterator[list[str]]:
    values = get_default_settings(RSTParser())
    vars(values).update(env.settings, env=env, warning_stream=io.StringIO())
    reader = _Reader(new_document("page.rst", values), schema, "QMP")
    comment = reader.comment(is_public=False)
    for text in texts:
        reader.names = names = []
        blocks = reader.read(text, {}, comment)
        for block in blocks:
            names += [undecorated(each["reftarget"]) for each in block.findall(addnodes.pending_xref) if _is_ours(each)]
        yield sorted(names)


def _is_ours(xref: addnodes.pending_xref) -> bool:
    return bool(xref.get("refdomain") == "qapi")


def _for_rules(schema: Schema, text: Text) -> list[str]:
    names = [each.name for each in references_in(text, Version.parse(schema.dialect))]
    return sorted(name for name in names if not _INDEX.fullmatch(name))  # on pages these are labels


def _differences(env: BuildEnvironment, schema: Schema, texts: list[Text]) -> list[str]:
    return [
        f"{text.path}:{text.numbers[0]}: {on_page} on pages, {for_rules} for rules"
        for text, on_page in zip(texts, _on_pages(env, schema, texts), strict=True)
        if on_page != (for_rules := _for_rules(schema, text))
    ]


COMMENT = """\
##
# @Bin:
#
# A bin of the granary, see `Sieve`, ``@literal``, `~Sieve.mesh`, :qapi:struct:`Sieve`
# and :qapi:member:`the mesh <Sieve.mesh>`, or \\`none`; @mesh's width, mail@example.org,
# `!Sieve`, `not_a link`_, *@emphasis* and @Sieve.mesh.
#
# An `unknown
# name`::
#
#     @code and `code`
#
# @3-fold, (@paren), "@quoted", @@twice, and once more @mesh.
#
# .. qmp-example::
#
#     -> { "execute": "@example" }
#
# .. note:: @note and `noted`
##
{ 'struct': 'Bin', 'data': {} }
"""


@pytest.mark.parametrize("dialect", [*(str(each.version) for each in DIALECTS if each.version >= Version((2, 9)))])
def test_every_dialect(env: BuildEnvironment, dialect: str, tmp_path: Path) -> None:
    path = tmp_path / "granary.json"
    path.write_text(COMMENT, "utf-8")
    schema = load_schema(path, dialect=dialect).schema
    texts = [text for definition in schema.definitions.values() for text in prose_of(definition) if text]
    assert texts
    differences = _differences(env, schema, texts)
    assert differences == [], "\n".join(differences)


@pytest.mark.parametrize(("dialect", "is_reference"), [("9.2", False), ("10.0", False), ("10.1", True), ("10.2", True)])
def test_backquotes(env: BuildEnvironment, dialect: str, *, is_reference: bool, tmp_path: Path) -> None:
    path = tmp_path / "granary.json"
    path.write_text("##\n# @Bin:\n#\n# See `Sieve`.\n##\n{ 'struct': 'Bin', 'data': {} }\n", "utf-8")
    schema = load_schema(path, dialect=dialect, markup="rst").schema
    texts = [text for text in prose_of(schema.definitions["Bin"]) if text]
    assert [*_on_pages(env, schema, texts)] == [["Sieve"] if is_reference else []]
    assert [_for_rules(schema, text) for text in texts] == [["Sieve"] if is_reference else []]


@pytest.mark.shared
def test_every_text_of_real_schemas(env: BuildEnvironment, shared: Path) -> None:
    """Old and new releases, each text once."""
    seen: set[Any] = set()
    differences: list[str] = []
    count: Counter[str] = Counter()
    for schema in _real_schemas(shared / "corpus"):
        texts = [each for each in _texts(schema) if (schema.dialect, each.lines) not in seen]
        seen.update((schema.dialect, each.lines) for each in texts)
        differences += _differences(env, schema, [each for each in texts if "@" in each.content or "`" in each.content])
        count[schema.dialect] += len(texts)
    assert differences == [], "\n".join(differences)
    assert count.total() > 7000


def _real_schemas(corpus: Path) -> Iterator[Schema]:
    for release in (corpus / name for name in some_of(releases_at_hand(corpus.parent))):
        for root in ("qapi-schema.json", "qapi-schema-guest.json", *ROOTS):
            if (release / root).is_file():
                yield load_schema(release / root, include_dirs=[release / "qapi"]).schema


def _texts(schema: Schema) -> Iterator[Text]:
    for module in schema.modules:
        for item in module.items:
            if isinstance(item, Definition):
                yield from (text for text in prose_of(item) if text)
            elif isinstance(item, FreeText):
                yield item.text
