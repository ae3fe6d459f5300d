"""Links to content elsewhere on the same page: lines of names, in place of rows that would repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from docutils import nodes

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember, EffectiveMembers
from sphinx_qapi.schema.model.definitions import Command, UnionType
from sphinx_qapi.schema.model.kinds import SPECIAL_FEATURES
from sphinx_qapi.schema.model.members import InlineStruct, TypeRef
from sphinx_qapi.schema.model.walks import base_chain
from sphinx_qapi.sphinx_ext.doctree.anchors import (
    branch_anchor,
    definition_anchor,
    feature_anchor,
    returns_anchor,
    row_anchor,
)
from sphinx_qapi.sphinx_ext.doctree.nodes import definition_link, jump, qapi_jump
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.objects.object_rows import PartRow
from sphinx_qapi.sphinx_ext.translation import _

CLASS = "qapi-names"


def line(*content: nodes.Node) -> nodes.paragraph:
    """A paragraph for a line of names."""
    return nodes.paragraph("", "", *content, classes=[CLASS], translatable=False, support_smartquotes=False)


def joined(names: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    """*names* with commas between them."""
    for number, name in enumerate(names):
        if number:
            yield nodes.Text(", ")
        yield name


def definition_jump(entry: EntryContext, name: str) -> nodes.Node:
    """A link to the definition *name*: to its entry on the same page, if there is one."""
    namespace = entry.page.namespace
    return (
        jump(name, definition_anchor(namespace, name))
        if name in entry.page.beside
        else definition_link(namespace, name)
    )


def member_lines(entry: EntryContext, members: Sequence[EffectiveMember], container: str) -> list[nodes.Node]:
    """A line for each run of *members* of one declaring type, which is named first unless it is *container*."""
    lines: list[nodes.Node] = []
    for origin, group in groupby(members, lambda each: each.origin or ""):
        lead = [] if origin == container else [nodes.Text(_("from ")), definition_jump(entry, origin), nodes.Text(": ")]
        lines.append(line(*lead, *_names(entry, list(group), lambda each: _member(entry, each))))
    return lines


def returned_lines(entry: EntryContext, members: Sequence[EffectiveMember]) -> list[nodes.Node]:
    """A line with the names of *members* that a command returns."""

    def name(member: EffectiveMember) -> qapi_jump:
        own = returns_anchor(entry.anchor, member.path)
        return jump(member.name, entry.row_anchor(member), [own] if entry.claim(own) else [])

    return [line(*_names(entry, members, name, is_request=False))]


def branch_lines(entry: EntryContext, branches: Iterable[EffectiveBranch], union: str) -> list[nodes.Node]:
    """A line for each of the *branches* of *union* with the names of its members; branches without any share a line."""
    lines: list[nodes.Node] = []
    empty: list[nodes.Node] = []
    for branch in branches:
        value = _branch(entry, branch, union)
        content = branch.content
        if content is None or branch.type is None or not (content.members or content.branches):
            empty.append(value)
            continue
        name = "" if isinstance(branch.type, InlineStruct) else branch.type.name
        type_ = [nodes.Text(" "), definition_jump(entry, name)] if name else []
        names = _names(entry, content.members, lambda each: _member(entry, each))
        lines.append(line(value, *type_, nodes.Text(": "), *names))
        if content.branches:
            lines += branch_lines(entry, content.branches, union_of(entry, name))
    if empty:
        lines.append(line(*joined(empty), nodes.Text(": "), nodes.Text(_("no members"))))
    return lines


def branches_without_members(entry: EntryContext, effective: EffectiveMembers) -> list[EffectiveBranch]:
    """The branches in a union's own entry that have no type, if the page shows the enum of their values as well."""
    if discriminating(effective) not in entry.page.beside:
        return []
    return [each for each in effective.branches if each.content is None and each.type is None]


def value_lines(
    entry: EntryContext, branches: Sequence[EffectiveBranch], effective: EffectiveMembers
) -> list[nodes.Node]:
    """A line of the values of *branches*, which have no members; the names link to the values in the enum's entry."""
    enum = definition_anchor(entry.page.namespace, discriminating(effective))
    values = []
    for branch in branches:
        own = branch_anchor(entry.anchor, branch.path)
        values.append(jump(branch.name, row_anchor(enum, branch.path[-1:]), [own] if entry.claim(own) else []))
    return [line(*joined(values), nodes.Text(": "), nodes.Text(_("no members")))] if values else []


def discriminating(effective: EffectiveMembers) -> str:
    """The name of the discriminator's type, an enum; empty if there is no discriminator."""
    types = (each.type for each in effective.members if each.name == effective.discriminator)
    return next((each.name for each in types if isinstance(each, TypeRef)), "")


def union_of(entry: EntryContext, name: str) -> str:
    """The union that declares the branches of the type *name*: itself or a base of it; empty if there is none."""
    chain = base_chain(entry.find, name or None)
    return next((each.name for each in chain if isinstance(each, UnionType)), "")


def are_all_beside(entry: EntryContext, branches: Iterable[EffectiveBranch], union: str) -> bool:
    """Whether *union*, and all types that declare members of its *branches*, have entries on the page."""
    beside = entry.page.beside
    contents = [each.content or EffectiveMembers() for each in branches]
    return union in beside and all(member.origin in beside for each in contents for member in each.all_members())


def _names(
    entry: EntryContext,
    members: Sequence[EffectiveMember],
    name: Callable[[EffectiveMember], nodes.Node],
    *,
    is_request: bool = True,
) -> list[nodes.Node]:
    """The names of *members*: the required ones, then the optional ones."""
    needed = [_with_marks(name(each), each) for each in members if not each.optional]
    others = [_with_marks(name(each), each) for each in members if each.optional]
    result: list[nodes.Node] = []
    if needed:
        if is_request and isinstance(entry.definition, Command):
            result.append(nodes.Text(_("required") + " "))
        result += joined(needed)
    if others:
        result += [nodes.Text("; ")] if needed else []
        result += [nodes.Text(_("optional") + " "), *joined(others)]
    return result


def _with_marks(name: nodes.Node, member: EffectiveMember) -> nodes.Node:
    """*name*, followed by "deprecated" and "unstable" if the member has these features: no sender should miss them."""
    marks = [each.name for each in member.features if each.name in SPECIAL_FEATURES]
    return nodes.inline("", "", name, nodes.Text(f" ({', '.join(marks)})")) if marks else name


def _member(entry: EntryContext, member: EffectiveMember) -> qapi_jump:
    """The name of *member* as a link to its row; the anchors of the member in this entry lead to the name."""
    there, own = entry.row_anchor(member), row_anchor(entry.anchor, member.path)
    ids = []
    if entry.claim(own):
        ids.append(own)
        entry.parts.append(PartRow(".".join(member.path), "member", there, False))
        for feature in member.features:
            if entry.claim(anchor := feature_anchor(own, feature.name)):
                ids.append(anchor)
                name = ".".join((*member.path, feature.name))
                entry.parts.append(PartRow(name, "feature", feature_anchor(there, feature.name), False))
    return jump(member.name, there, ids)


def _branch(entry: EntryContext, branch: EffectiveBranch, union: str) -> qapi_jump:
    own = branch_anchor(entry.anchor, branch.path)
    there = branch_anchor(definition_anchor(entry.page.namespace, union), branch.path[-1:])
    return jump(branch.name, there, [own] if entry.claim(own) else [])
