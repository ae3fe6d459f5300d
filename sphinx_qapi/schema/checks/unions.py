"""Checks of the discriminators and branches of unions.

Follows "Union types" of the QAPI manual.
"""

from __future__ import annotations

from sphinx_qapi.schema.building.definitions import EMPTY_UNION
from sphinx_qapi.schema.checks.check_context import CheckContext, in_words
from sphinx_qapi.schema.model.builtin_types import BuiltinType
from sphinx_qapi.schema.model.definitions import Definition, EnumType, StructType, UnionType
from sphinx_qapi.schema.model.members import InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.walks import own_members
from sphinx_qapi.source import releases
from sphinx_qapi.source.rule_kinds import contradiction, of_releases

MISSING_DISCRIMINATOR = contradiction(
    "missing-discriminator",
    "a discriminator that is not a member of the base",
    "The discriminator of a union names a member of its base, without ``*``.",
    releases.UNIONS_CHECKED,
)
BAD_DISCRIMINATOR = contradiction(
    "bad-discriminator",
    "a discriminator that cannot choose a branch",
    "The member that chooses the branch is of an enum type, mandatory and without a condition.",
    releases.UNIONS_CHECKED,
)
UNKNOWN_BRANCH = contradiction(
    "unknown-branch",
    "a branch that is not a value of the discriminator's enum",
    "Such a branch could never be chosen.",
    releases.UNIONS_CHECKED,
)
INCOMPLETE_UNION = of_releases(
    "incomplete-union",
    "a value of the discriminator without a branch",
    "From 2.7 to 2.12, a union needed a branch for every value of its discriminator.",
    releases.ALL_BRANCHES,
    auto=None,
)
BAD_BRANCH_TYPE = contradiction(
    "bad-branch-type",
    "a branch of a type that has no members",
    "The type of a branch is a struct; from 8.1 on, it may also be a union. Wrap other types in a struct.",
    releases.USES_CHECKED,
)


def check_unions(context: CheckContext, definition: Definition) -> None:
    """Check *definition* if it is a union with a discriminator; simple unions can have any branches."""
    if isinstance(definition, UnionType) and definition.discriminator is not None:
        tag = _discriminator(context, definition, definition.discriminator)
        if tag is not None:
            _check_values(context, definition, tag)
        _check_branch_types(context, definition)


def _discriminator(context: CheckContext, union: UnionType, name: str) -> EnumType | None:
    """The enum of the discriminator; None, mostly with a finding, if there is none."""
    members, is_complete = _common_members(context, union)
    member = members.get(name)
    if member is None:
        if not is_complete:
            return None
        hint = context.did_you_mean(name, members)
        message = f'discriminator "{name}" is no member of the base{hint}'
        context.report(MISSING_DISCRIMINATOR, message, union)
        return None
    type_ = context.type_of(member.type.name) if isinstance(member.type, TypeRef) else None
    is_list = isinstance(member.type, TypeRef) and member.type.is_list
    if isinstance(member.type, InlineStruct) or (type_ and (is_list or not isinstance(type_, EnumType))):
        shown = "an inline struct" if type_ is None else f"of the {in_words(type_, is_list=is_list)}"
        allowed = isinstance(type_, BuiltinType) and (
            type_.name == "QType" or (type_.name == "str" and releases.STRING_DISCRIMINATORS.covers(context.dialect))
        )
        if not allowed:
            context.report(BAD_DISCRIMINATOR, f'discriminator "{name}" must be of an enum, but is {shown}', union)
        return None
    for fault, word in ((member.optional, "optional"), (member.condition is not None, "conditional")):
        if fault:
            message = f'discriminator "{name}" must not be {word}'
            context.report(BAD_DISCRIMINATOR, message, union, member.position)
    return type_ if isinstance(type_, EnumType) else None


def _common_members(context: CheckContext, union: UnionType) -> tuple[dict[str, Member], bool]:
    """The members that all branches share, and whether these are all; False if a base is not fully known."""
    members: dict[str, Member] = {}
    seen: set[str] = set()
    is_complete = True
    definition: Definition = union
    while isinstance(definition, (StructType, UnionType)):
        is_complete &= context.is_whole(definition)
        for member in own_members(definition):
            members.setdefault(member.name, member)
        if definition.base is None or definition.name in seen:
            break
        seen.add(definition.name)
        base = context.base_of(definition)
        if base is None:
            return members, False
        definition = base
    return members, is_complete


def _check_values(context: CheckContext, union: UnionType, tag: EnumType) -> None:
    values = {value.name for value in tag.values}
    if not values:
        context.report(EMPTY_UNION, f'the union has no branches: enum "{tag.name}" has no values', union)
        return
    for branch in union.branches:
        if branch.name not in values:
            hint = context.did_you_mean(branch.name, values)
            message = f'branch "{branch.name}" is no value of enum "{tag.name}"{hint}'
            context.report(UNKNOWN_BRANCH, message, union, branch.position)
    missing = values.difference(branch.name for branch in union.branches)
    if missing:
        names = ", ".join(f'"{value.name}"' for value in tag.values if value.name in missing)
        context.report(INCOMPLETE_UNION, f"the union lacks branches for {names}", union)


def _check_branch_types(context: CheckContext, union: UnionType) -> None:
    for branch in union.branches:
        ref = branch.type
        type_ = context.type_of(ref.name) if isinstance(ref, TypeRef) else None
        if type_ is None or not isinstance(ref, TypeRef):
            continue
        if isinstance(type_, UnionType) and not ref.is_list:
            context.expect(f'branch "{branch.name}" of a union type', releases.UNION_BRANCHES, union, branch.position)
        elif ref.is_list or not isinstance(type_, StructType):
            message = f'branch "{branch.name}" cannot be of the {in_words(type_, is_list=ref.is_list)}'
            context.report(BAD_BRANCH_TYPE, message, union, branch.position)
