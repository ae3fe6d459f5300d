"""Checks of type references: that types exist, are allowed in their place, and do not contain themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.schema.checks.check_context import CheckContext, in_words, type_refs
from sphinx_qapi.schema.model.definitions import Definition, StructType, UnionType
from sphinx_qapi.schema.model.members import TypeRef
from sphinx_qapi.schema.model.walks import named_types
from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rule_kinds import contradiction
from sphinx_qapi.source.span import Span

UNKNOWN_TYPE = contradiction(
    "unknown-type",
    "a type that is not defined",
    """\
The message suggests similar names. Commands and events are not types. The tools before 2.4 left the check of names to
the C compiler, so in schemas of that time the finding is only a note.""",
    releases.NAMES_LOOKED_UP,
)
BAD_BASE = contradiction(
    "bad-base",
    "a base that is not a struct",
    "Only a struct can be extended; a union or an enum cannot.",
    releases.BASES_CHECKED,
)
RECURSIVE_TYPE = contradiction(
    "recursive-type",
    "a type that contains itself",
    """\
A struct is its own base, perhaps through other bases, or a union is a branch of itself. A value of such a type would
have no end. Use an optional member or a list instead.""",
    releases.BASES_CHECKED,
)


def check_types(context: CheckContext, definition: Definition) -> None:
    """Check all references of *definition* to types, and its base."""
    if context.complete:  # otherwise any name may be that of a type in the missing file
        _check_known(context, definition)
    _check_base(context, definition)


def _is_of_c_code(context: CheckContext, name: str) -> bool:
    """Whether *name* may be left to the C compiler, as all types were before they were looked up."""
    if releases.NAMES_LOOKED_UP.covers(context.dialect):
        return False
    return name in releases.TYPES_OF_C_CODE or context.has_old_types


def _check_known(context: CheckContext, definition: Definition) -> None:
    if all(context.is_known(each.type.name) for each in named_types(definition)):
        return
    reported: set[str] = set()
    for ref, what in type_refs(definition):
        if not context.is_known(ref.name) and ref.name not in reported:
            reported.add(ref.name)
            other = context.definitions.get(ref.name)
            if other is None:
                hint = context.did_you_mean_type(ref.name)
            else:
                hint = f": that is a{'n' if other.kind == 'event' else ''} {other.kind}"
            message = f'{what}: unknown type "{ref.name}"{hint}'
            rejected = _checked_bases(definition) if what == "base" else None
            most = Severity.NOTE if _is_of_c_code(context, ref.name) else Severity.ERROR
            context.report(UNKNOWN_TYPE, message, definition, ref.position, rejected, most=most)


def _check_base(context: CheckContext, definition: Definition) -> None:
    if not isinstance(definition, (StructType, UnionType)) or definition.base is None:
        return
    ref = definition.base
    base = context.meant(ref.name)
    if base is not None and (ref.is_list or not isinstance(base, StructType)):
        message = f'"base" requires a struct, but this is the {in_words(base, is_list=ref.is_list)}'
        context.report(BAD_BASE, message, definition, ref.position, _checked_bases(definition))


def _checked_bases(definition: Definition) -> Span:
    """The releases that look up the base of *definition*."""
    return releases.UNIONS_CHECKED if isinstance(definition, UnionType) else releases.BASES_CHECKED


def check_recursion(context: CheckContext) -> None:
    """Report types that contain themselves through bases and branches; walks without recursion.

    A second definition of a name is never contained in other types, and is reported elsewhere.
    """
    done: set[str] = set()
    for definition in context.all:
        if definition.name in done or not _contains_others(definition) or not context.is_meant(definition):
            continue
        path: dict[str, Iterator[Definition]] = {definition.name: _contained(context, definition)}
        while path:
            name, contained = next(reversed(path.items()))
            inner = next(contained, None)
            if inner is None:
                done.add(name)
                del path[name]
            elif inner.name in path:
                context.report(RECURSIVE_TYPE, f'{inner.kind} "{inner.name}" contains itself', inner)
            elif inner.name not in done:
                path[inner.name] = _contained(context, inner)


def _contains_others(definition: Definition) -> bool:
    """Whether `_contained` may give anything for *definition*, which is so for few."""
    return isinstance(definition, UnionType) or (isinstance(definition, StructType) and definition.base is not None)


def _contained(context: CheckContext, definition: Definition) -> Iterator[Definition]:
    if not isinstance(definition, (StructType, UnionType)):
        return
    refs: list[TypeRef] = [definition.base] if definition.base is not None else []
    if isinstance(definition, UnionType) and definition.discriminator is not None:
        refs += [branch.type for branch in definition.branches if isinstance(branch.type, TypeRef)]
    for ref in refs:
        inner = context.meant(ref.name)
        if not ref.is_list and isinstance(inner, (StructType, UnionType)):
            yield inner
