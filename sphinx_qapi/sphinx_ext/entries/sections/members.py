"""The sections of arguments, data and members, with inherited members in place, and the branches of unions."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember, EffectiveMembers
from sphinx_qapi.analysis.history.wire_rows import MEMBER
from sphinx_qapi.schema.model.definitions import Command, Event, StructType, UnionType
from sphinx_qapi.schema.model.members import InlineStruct, TypeRef
from sphinx_qapi.sphinx_ext.doctree.anchors import branch_anchor, row_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import (
    MANY,
    MEMBERS_OF,
    label,
    qapi_branch,
    qapi_branches,
    qapi_row,
    qapi_rows,
)
from sphinx_qapi.sphinx_ext.doctree.row_meta import condition_texts
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.beside import (
    are_all_beside,
    branch_lines,
    branches_without_members,
    discriminating,
    member_lines,
    union_of,
    value_lines,
)
from sphinx_qapi.sphinx_ext.entries.sections.binary_marks import mark_absent
from sphinx_qapi.sphinx_ext.entries.sections.feature_texts import branch_feature_texts, feature_text_nodes, note_told
from sphinx_qapi.sphinx_ext.entries.sections.features import note_features
from sphinx_qapi.sphinx_ext.entries.sections.since_badges import mark_since, read_row, row_text, unsaid_text
from sphinx_qapi.sphinx_ext.objects.object_rows import PartRow
from sphinx_qapi.sphinx_ext.prose.reader import ReferenceTargets
from sphinx_qapi.sphinx_ext.translation import _

_OPEN_BRANCHES = 3
"""Maximum number of branches that a union shows unfolded."""

_MANY = 15
"""Number of members from which on they are no longer seen at a glance, and get the class `MANY`."""


def members_section(entry: EntryContext) -> list[nodes.Node]:
    """The label, rows and branches of arguments, data or members; empty for other kinds."""
    definition = entry.definition
    match definition:
        case Command():
            title = _("Arguments")
        case Event():
            title = _("Data")
        case StructType() | UnionType():
            title = _("Members")
        case _:
            return []
    aside: list[nodes.Node] = []
    container = ""
    if isinstance(definition, (Command, Event)) and definition.arguments_type:
        aside = [nodes.Text(_("members of ")), entry.type_link(definition.arguments_type)]
        container = definition.arguments_type.name
    effective = entry.effective
    if not effective.members and not effective.branches:
        return [label(title, *aside)] if aside else []
    content = _content(entry, effective, entry.scope, container)
    rows = next((each for each in content if isinstance(each, qapi_rows)), None)
    if rows is not None and sum(1 for _member in effective.all_members()) >= _MANY:
        rows["classes"].append(MANY)
    return [label(title, *aside), *content]


def _content(
    entry: EntryContext, effective: EffectiveMembers, scope: ReferenceTargets, container: str
) -> list[nodes.Node]:
    """The rows and branches of *effective*; *container* is the type named in the label above, or empty."""
    result: list[nodes.Node] = []
    beside = [member for member in effective.members if member.origin in entry.page.beside]
    result += member_lines(entry, beside, container)
    rows = [
        member_row(entry, member, scope, container)
        for member in effective.members
        if member.origin not in entry.page.beside
    ]
    if rows:
        result.append(qapi_rows("", *rows))
    if effective.branches:
        assert effective.discriminator is not None
        for row in rows:
            if row["name"] == effective.discriminator:
                row["values"] = []  # each value is a branch below
        name = nodes.literal("", effective.discriminator)
        words = [nodes.Text(_("When ")), name, nodes.Text(_(" is …"))]
        if effective.is_simple:
            words[2:] = [nodes.Text(_(" is …, ")), nodes.literal("", "data"), nodes.Text(_(" is …"))]
        result.append(nodes.rubric("", "", *words, classes=["qapi-label"], translatable=False))
        union = union_of(entry, container)
        if are_all_beside(entry, effective.branches, union):
            return [*result, *branch_lines(entry, effective.branches, union)]
        if any(branch.content is None for branch in effective.branches):
            result += entry.read(effective.data_text, scope)
        without = branches_without_members(entry, effective)
        branches = [each for each in effective.branches if each not in without]
        result += _branches(entry, branches, discriminating(effective), scope)
        result += value_lines(entry, without, effective)
    return result


def member_row(entry: EntryContext, member: EffectiveMember, scope: ReferenceTargets, container: str) -> qapi_row:
    """The row of a member or argument with its anchors; *container* as in `described_row`."""
    row = described_row(entry, member, scope, container)
    _anchor_row(entry, row, member)
    if isinstance(entry.definition, Command) and not member.optional:
        row["need"] = "required"
    return row


def described_row(
    entry: EntryContext, member: EffectiveMember, scope: ReferenceTargets, container: str, place: str = MEMBER
) -> qapi_row:
    """A row, without anchors, for a member at *place*; it names the declaring type unless that is *container*."""
    row = qapi_row("", name=member.name)
    entry.show_type(row, member.type)
    if member.optional:
        row["optional"] = 1
        row["need"] = "optional"
    text = unsaid_text(entry, member, place)
    if member.default and text is not None:
        rest = entry.without_default(member, text)
        if rest is not text:  # else the text still states it
            row["default"], text = member.default, rest
    _mark(entry, row, member, place)
    if member.origin is not None and member.origin != container and entry.is_listed(member.origin):
        row += entry.origin_link(member.origin)
    row += read_row(entry, member, text, scope, place)
    declarer = entry.find(member.origin) if member.origin else entry.definition
    row += feature_text_nodes(entry, member.features, declarer, scope)
    return row


def _anchor_row(entry: EntryContext, row: qapi_row, member: EffectiveMember) -> None:
    anchor = row_anchor(entry.anchor, member.path)
    if entry.claim(anchor):
        row["ids"] = [anchor]
        declared = member.origin is None
        entry.parts.append(PartRow(".".join(member.path), "member", anchor, declared))
        note_features(entry, member.path, member.features, row)
    if member.origin is None:
        note_told(entry, member.features, member.name, row["ids"][0] if row["ids"] else "")


def _mark(
    entry: EntryContext, row: nodes.Element, source: EffectiveMember | EffectiveBranch, place: str = MEMBER
) -> None:
    row["marks"] = [feature.name for feature in source.features]
    row["condition"] = condition_texts(source.condition)
    mark_since(entry, row, source, place)
    mark_absent(entry, row, source, place)


def _branches(
    entry: EntryContext, branches: Sequence[EffectiveBranch], enum: str, scope: ReferenceTargets
) -> list[nodes.Node]:
    """Rows of *branches*, or foldable blocks with their members; *enum* is the type of the discriminator."""
    if not branches:
        return []
    if any(branch.content is None for branch in branches):
        return [qapi_rows("", *(_branch_row(entry, branch, enum, scope) for branch in branches))]
    is_open = int(len(branches) <= _OPEN_BRANCHES)
    return [qapi_branches("", *(_branch(entry, branch, enum, is_open, scope) for branch in branches))]


def _branch_row(entry: EntryContext, branch: EffectiveBranch, enum: str, scope: ReferenceTargets) -> qapi_row:
    """The row of a branch without its members, in the entry of its union: a link leads to its type."""
    row = qapi_row("", name=branch.name)
    _anchor_branch(entry, row, branch)
    if branch.type is None:
        row["count"] = _("no members")
    else:
        entry.show_type(row, branch.type)
    _mark(entry, row, branch)
    row += row_text(entry, branch, scope)
    row += branch_feature_texts(entry, branch, enum, scope)
    return row


def _branch(
    entry: EntryContext, branch: EffectiveBranch, enum: str, is_open: int, scope: ReferenceTargets
) -> qapi_branch:
    """A foldable block for a branch, with its members in place."""
    node = qapi_branch("", name=branch.name, open=is_open)
    _anchor_branch(entry, node, branch)
    _mark(entry, node, branch)
    content = branch.content
    assert content is not None
    number = len(content.members)
    count = _("no members") if not number else _("1 member") if number == 1 else _("%d members") % number
    node["count"] = count if number or not content.branches else ""
    inner = {**scope, **{each.name: row_anchor(entry.anchor, each.path) for each in content.members}}
    node += row_text(entry, branch, inner)
    node += branch_feature_texts(entry, branch, enum, inner)
    if branch.type is not None and not isinstance(branch.type, InlineStruct):
        node["type"] = str(branch.type)
        if number or content.branches:
            words = [nodes.Text(_("Members of ")), entry.type_link(branch.type), *_first_line(entry, branch.type)]
            node += nodes.paragraph("", "", *words, classes=["qapi-aside"], **{MEMBERS_OF: 1})
    node += _content(entry, content, inner, node.get("type", ""))
    return node


def _first_line(entry: EntryContext, type_: TypeRef) -> list[nodes.Node]:
    """The summary of *type_*, to follow its name; empty if there is none."""
    definition = entry.find(type_.name)
    words = entry.page.summary(definition).words if definition is not None else ""
    return [nodes.Text(f": {words}")] if words else []


def _anchor_branch(entry: EntryContext, node: nodes.Element, branch: EffectiveBranch) -> None:
    anchor = branch_anchor(entry.anchor, branch.path)
    if entry.claim(anchor):
        node["ids"] = [anchor]
