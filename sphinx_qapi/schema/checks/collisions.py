"""Checks for members, values, branches and features of the same name, also in bases and branches."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from sphinx_qapi.schema.checks.check_context import CheckContext, c_name
from sphinx_qapi.schema.model.definitions import AlternateType, Definition, EnumType, StructType, UnionType
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.walks import own_members
from sphinx_qapi.source import releases
from sphinx_qapi.source.name_numbers import NameNumbers
from sphinx_qapi.source.rule_kinds import contradiction

NAME_COLLISION = contradiction(
    "name-collision",
    "two members, values, branches or features of the same name",
    """\
Names collide if they are equal after ``-`` and ``.`` are replaced by ``_``. The members of a struct share a name space
with the members of its base and of the base's bases; the members of a union also share it with the members of each
branch.""",
    releases.DISTINCT_MEMBERS,
)

_MANY = 10_000
"""Above this number of parts, a test that saves memory first checks whether there can be collisions."""


def check_collisions(context: CheckContext, definition: Definition) -> None:
    """Report parts of *definition* itself whose names are equal as C names."""
    _check_distinct(context, definition, definition.features, "feature")
    _check_member_list(context, definition, own_members(definition))
    is_constant = releases.DISTINCT_CONSTANTS.covers(context.dialect)
    if isinstance(definition, EnumType):
        _check_distinct(context, definition, definition.values, "value", is_constant=is_constant)
        for value in definition.values:
            if value.features:
                _check_distinct(context, definition, value.features, "feature", of=f'value "{value.name}": ')
    if isinstance(definition, (UnionType, AlternateType)):
        _check_distinct(context, definition, definition.branches, "branch", is_constant=is_constant)


def _check_member_list(context: CheckContext, definition: Definition, members: Sequence[Member]) -> None:
    _check_distinct(context, definition, members, "member")
    for member in members:
        if member.features:
            _check_distinct(context, definition, member.features, "feature", of=f'member "{member.name}": ')
        if isinstance(member.type, InlineStruct):
            _check_member_list(context, definition, member.type.members)


def _check_distinct(
    context: CheckContext,
    definition: Definition,
    parts: Sequence[Member | EnumValue | Branch | Feature],
    what: str,
    *,
    of: str = "",
    is_constant: bool = False,
) -> None:
    """Report *parts* of *definition* whose names are equal in C; *of* names their owner in messages."""
    rejected = releases.DISTINCT_C_NAMES if what == "member" else None
    key_of = _constant_name if is_constant else c_name
    if len(parts) > _MANY:
        if not _may_collide(key_of(part.name) for part in parts):
            return
    elif len({key_of(part.name) for part in parts}) == len(parts):
        return
    seen: dict[str, str] = {}
    for part in parts:
        key = key_of(part.name)
        if key in seen:
            message = f'{of}{what} "{part.name}" collides with {what} "{seen[key]}"'
            context.report(NAME_COLLISION, message, definition, part.position, rejected)
        else:
            seen[key] = part.name


def _may_collide(keys: Iterable[str]) -> bool:
    """Whether two of *keys* seem to be equal; takes a fifth of the memory of a set."""
    seen = NameNumbers()
    for key in keys:
        if any(True for _ in seen.candidates(key)):
            return True
        seen.add(key)
    return False


def _constant_name(name: str) -> str:
    return c_name(name).upper()


_Extension = Definition | str
"""A type that extends another: its name, or the definition if its name means another definition."""
_Names = dict[str, Definition]
"""The types that declare members, by the C names of the members."""


def check_inherited(context: CheckContext) -> None:
    """Report members whose names are equal to inherited ones as C names.

    Starting from every type without a base, walk down to the types that extend it, collecting members on the way. Each
    type is visited once, however long the chains of bases are; types that contain themselves are not reached. If
    several definitions have one name, types that extend it extend the first.
    """
    extensions: dict[str, list[_Extension]] = {}
    for definition in context.all:
        base = context.base_of(definition)
        if base is not None:
            is_kept = context.is_meant(definition)  # such definitions need not be held here, too
            extensions.setdefault(base.name, []).append(definition.name if is_kept else definition)
    names: _Names = {}
    stack: list[tuple[Iterator[_Extension], list[str]]] = [(_roots(context, extensions), [])]
    while stack:
        definitions, added = stack[-1]
        following = next(definitions, None)
        if following is None:
            stack.pop()
            for name in added:
                del names[name]
        else:
            definition = context.definitions[following] if isinstance(following, str) else following
            further = extensions.get(definition.name, [])
            if further and not context.is_meant(definition):
                further = []
            stack.append((iter(further), _enter(context, definition, names)))


def _roots(context: CheckContext, extensions: Container[str]) -> Iterator[_Extension]:
    """The types without a base that are unions or are extended; for other types `check_collisions` is enough."""
    return (
        each
        for each in context.all
        if isinstance(each, UnionType) or (isinstance(each, StructType) and each.name in extensions)
        if context.base_of(each) is None
    )


def _enter(context: CheckContext, definition: Definition, names: _Names) -> list[str]:
    """Check *definition* against the inherited members *names*; add its own members, and return their names in C."""
    added: list[str] = []
    for member in own_members(definition):
        key = c_name(member.name)
        if key not in names:
            names[key] = definition
            added.append(key)
        elif names[key].name != definition.name:
            other = names[key]
            message = f'member "{member.name}" collides with member "{_spelt(other, key)}" of "{other.name}"'
            context.report(NAME_COLLISION, message, definition, member.position)
    if isinstance(definition, UnionType) and definition.discriminator is not None:
        for branch in definition.branches:
            _check_branch(context, definition, branch, names)
    return added


def _spelt(definition: Definition, key: str) -> str:
    """The name of the member of *definition* whose C name is *key*."""
    return next(member.name for member in own_members(definition) if c_name(member.name) == key)


def _check_branch(context: CheckContext, union: UnionType, branch: Branch, names: _Names) -> None:
    for member, owner in _all_members(context, union, branch):
        if c_name(member.name) in names:
            other = names[c_name(member.name)]
            where = "" if other.name == union.name else f' of "{other.name}"'
            message = (
                f'member "{member.name}" of "{owner}" in branch "{branch.name}" collides with '
                f'member "{_spelt(other, c_name(member.name))}"{where}'
            )
            context.report(NAME_COLLISION, message, union, branch.position)
            return


def _all_members(context: CheckContext, union: UnionType, branch: Branch) -> Iterator[tuple[Member, str]]:
    """The members that *branch* adds to *union*, from its type with bases and branches; each with its type's name."""
    pending = [branch.type]
    seen = {union.name}  # otherwise a union that contains itself, which is reported, would collide with itself
    while pending:
        type_ = pending.pop()
        if not isinstance(type_, TypeRef) or type_.name in seen:
            continue
        seen.add(type_.name)
        definition = context.type_of(type_.name)
        if not isinstance(definition, (StructType, UnionType)):
            continue
        for member in own_members(definition):
            yield member, definition.name
        if definition.base is not None:
            pending.append(definition.base)
        if isinstance(definition, UnionType):
            pending += [each.type for each in definition.branches]
