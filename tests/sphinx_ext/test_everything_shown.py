"""Real releases: the doctree has everything that the schema has, in the right place, and nothing else.

What is expected is computed here from the schema alone, without the analysis that the pages are made with.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.conditions import Condition, condition_text, conjunction
from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.members import EnumValue, InlineStruct, Member
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.sphinx_ext.doctree.nodes import (
    part_of_row,
    qapi_branch,
    qapi_heading,
    qapi_meta,
    qapi_part,
    qapi_row,
    qapi_type,
)
from tests.releases.sample import releases_at_hand, some_of

if TYPE_CHECKING:
    from .conftest import Build

_SHARED = Path(os.environ.get("SPHINX_QAPI_SHARED") or Path(__file__).parents[3] / "shared")
RELEASES = some_of(releases_at_hand(_SHARED))
ROOTS = ("qapi/qapi-schema.json", "qapi-schema.json", "qga/qapi-schema.json", "qapi-schema-guest.json")

Facts = tuple[str, tuple[str, ...], str]
"""Type, features and condition of a row."""


class Expected:
    """The rows and branches that the entry of a definition must have, by anchor."""

    def __init__(self, schema: Schema, definition: Definition) -> None:
        self.schema = schema
        self.rows: dict[str, Facts] = {}
        self.branches: dict[str, Facts] = {}
        self.anchor = f"qapi-QMP-{definition.name}"
        match definition:
            case EnumType():
                for value in definition.values:
                    self._add(self.rows, (value.name,), "", value.features, value.condition)
            case AlternateType():
                for branch in definition.branches:
                    self._add(self.rows, (branch.name,), str(branch.type), branch.features, branch.condition)
            case Command() | Event():
                if definition.arguments_type:
                    self._object(definition.arguments_type.name, (), None, in_place=True)
                else:
                    self._members(definition.arguments, (), None)
            case StructType() | UnionType():
                self._object(definition.name, (), None, in_place=False)

    def _add(  # noqa: PLR0917 - a table reads better without names
        self,
        table: dict[str, Facts],
        path: tuple[str, ...],
        type_: str,
        features: object,
        condition: Condition | None,
        mark: str = ".",
    ) -> None:
        names = tuple(feature.name for feature in features)  # type: ignore[attr-defined]
        table[f"{self.anchor}{mark}{'.'.join(path)}"] = (type_, names, condition_text(condition) if condition else "")

    def _members(self, members: Sequence[Member], path: tuple[str, ...], condition: Condition | None) -> None:
        for member in members:
            inline = isinstance(member.type, InlineStruct)
            below = (*path, member.name)
            both = conjunction(condition, member.condition)
            self._add(self.rows, below, "object" if inline else str(member.type), member.features, both)
            if isinstance(member.type, InlineStruct):
                self._members(member.type.members, below, condition)

    def _object(self, name: str, path: tuple[str, ...], condition: Condition | None, *, in_place: bool) -> None:
        definition = self.schema.definitions[name]
        assert isinstance(definition, (StructType, UnionType))
        if definition.base:
            self._object(definition.base.name, path, condition, in_place=in_place)
        if isinstance(definition, StructType):
            self._members(definition.members, path, condition)
            return
        self._members(definition.base_members, path, condition)
        if definition.discriminator is None:
            self._add(self.rows, (*path, "type"), "str", (), condition)
        self._branches(definition, path, condition, in_place=in_place)

    def _branches(
        self, union: UnionType, path: tuple[str, ...], condition: Condition | None, *, in_place: bool
    ) -> None:
        branches = {branch.name: branch for branch in union.branches}
        values = {value.name: value for value in self._values(union)}
        for name in {**values, **branches}:
            branch, value = branches.get(name), values.get(name)
            own = conjunction(*(each.condition for each in (value, branch) if each))
            features = [feature for each in (value, branch) if each for feature in each.features]
            below = (*path, name)
            type_ = str(branch.type) if branch else ""
            self._add(self.branches if in_place else self.rows, below, type_, features, own, ":branch.")
            if branch and in_place and not isinstance(branch.type, InlineStruct):
                inner = conjunction(condition, own)
                if union.discriminator is None:
                    self._add(self.rows, (*below, "data"), type_, (), inner)
                else:
                    self._object(branch.type.name, below, inner, in_place=True)

    def _values(self, union: UnionType) -> Iterator[EnumValue]:
        name = union.name
        while name:
            definition = self.schema.definitions[name]
            assert isinstance(definition, (StructType, UnionType))
            members = definition.members if isinstance(definition, StructType) else definition.base_members
            for member in members:
                if member.name == union.discriminator and not isinstance(member.type, InlineStruct):
                    enum = self.schema.definitions.get(member.type.name)
                    if isinstance(enum, EnumType):  # in 1.7 it was a plain string
                        yield from enum.values
            name = definition.base.name if definition.base else ""


def facts_of(node: nodes.Element) -> Facts:
    """The type, features and condition that a row or branch shows."""
    texts: list[str] = node.get("condition", [])
    condition = "".join(text.removeprefix("`") for text in texts)
    types = [child.astext() for child in node.children if part_of_row(child) is qapi_type]
    return (types[0] if types else node.get("type", ""), tuple(node.get("marks", ())), condition)


def anchored(doctree: nodes.Element, kind: type[nodes.Element]) -> dict[str, Facts]:
    return {node["ids"][0]: facts_of(node) for node in doctree.findall(kind) if node["ids"]}


FLAGS = {
    "allow-oob": "allow_oob",
    "allow-preconfig": "allow_preconfig",
    "coroutine": "coroutine",
}


def badges_of(definition: Definition) -> set[str]:
    """The badges that the signature must have besides kind, name and version."""
    badges = {feature.name for feature in definition.features}
    if definition.condition:
        badges.add(f"if {condition_text(definition.condition)}")
    if isinstance(definition, Command):
        badges |= {word for word, attribute in FLAGS.items() if getattr(definition, attribute)}
        badges |= set() if definition.success_response else {"no success response"}
        badges |= set() if definition.gen else {"no generated code"}
    return badges


def shown_badges(signature: nodes.Element) -> set[str]:
    badges: set[str] = set()
    own = [signature] if "marks" in signature else []  # a page's title has attributes for what is a node elsewhere
    for meta in (*own, *signature.findall(qapi_meta)):
        condition = "".join(text.removeprefix("`") for text in meta["condition"])
        badges |= {*meta["marks"], *([f"if {condition}"] if condition else [])}
    return badges


@pytest.mark.shared
@pytest.mark.parametrize("release", RELEASES)
def test_all_that_a_release_has_is_shown(release: str, shared: Path, build: Build) -> None:
    roots = [path for path in (shared / "corpus" / release / root for root in ROOTS) if path.is_file()]
    assert roots
    for root in roots:
        project = build(
            "",
            {"index.rst": "T\n=\n\n.. qapi:schema:: QMP\n   :repeat:\n"},
            builder="dummy",
            qapi_schemas={"QMP": str(root)},
        )
        schema = load_schema(root).schema
        doctree = project.doctree()
        rows: dict[str, Facts] = {}
        branches: dict[str, Facts] = {}
        for definition in schema.definitions.values():
            expected = Expected(schema, definition)
            rows |= expected.rows
            branches |= expected.branches
        shown = {
            anchor: facts
            for anchor, facts in anchored(doctree, qapi_row).items()
            if ":returns." not in anchor and ":feature." not in anchor
        }
        assert shown == rows
        assert anchored(doctree, qapi_branch) == branches
        signatures = {
            node["ids"][0].removeprefix("qapi-QMP-"): shown_badges(node)
            for node in doctree.findall(addnodes.desc_signature)
        }
        assert signatures == {name: badges_of(definition) for name, definition in schema.definitions.items()}
        features = {
            f"qapi-QMP-{definition.name}:feature.{feature.name}"
            for definition in schema.definitions.values()
            for feature in definition.features
        }
        assert features <= anchored(doctree, qapi_row).keys()


@pytest.mark.shared
def test_what_is_not_repeated_has_its_anchors_nevertheless(shared: Path, build: Build) -> None:
    """A page with the newest schema has anchors for all members, also where it has links instead of repeating them."""
    root = shared / "corpus" / "10.2.2" / "storage-daemon/qapi/qapi-schema.json"
    page = {"index.rst": "T\n=\n\n.. qapi:schema:: QMP\n"}
    doctree = build("", page, builder="dummy", qapi_schemas={"QMP": str(root)}).doctree()
    there = {each for node in doctree.findall(nodes.Element) for each in node["ids"]}
    schema = load_schema(root).schema
    for definition in schema.definitions.values():
        expected = Expected(schema, definition)
        assert expected.rows.keys() <= there, sorted(expected.rows.keys() - there)[:9]


@pytest.mark.shared
@pytest.mark.parametrize("root", ["2.4/qga/qapi-schema.json", "10.2.2/qga/qapi-schema.json"])
def test_pages_of_definitions_show_all_of_it(root: str, shared: Path, build: Build) -> None:
    """Each definition is shown completely on its own page, and nowhere else, whichever document the page is part of."""
    path = shared / "corpus" / root
    table = {"QMP": {"path": str(path), "output": ".", "pages": "definition"}}
    project = build("", builder="dummy", qapi_schemas=table)
    schema = load_schema(path).schema
    loaded = project.domain.state.store.schemas["QMP"]
    assert loaded.pages.definition_pages.keys() == schema.definitions.keys()
    documents = [project.doctree(docname) for docname in project.domain.data["parts"]]
    parts = {part["page"]: part for document in documents for part in document.findall(qapi_part)}
    assert parts.keys() == set(loaded.pages.definition_pages.values())
    for name, page in loaded.pages.definition_pages.items():
        definition, doctree = schema.definitions[name], parts[page]
        (heading,) = doctree.findall(qapi_heading)
        assert heading.astext() == name
        assert shown_badges(heading) == badges_of(definition)
        expected = Expected(schema, definition)
        shown = anchored(doctree, qapi_row).items()
        rows = {each: facts for each, facts in shown if not re.search(":(?:returns|feature)[.]", each)}
        assert rows == expected.rows
        assert anchored(doctree, qapi_branch) == expected.branches
