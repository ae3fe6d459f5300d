"""Checks of the arguments and return types of commands, and of the data of events.

Follows "Commands" and "Events" of the QAPI manual.
"""

from __future__ import annotations

from sphinx_qapi.schema.checks.check_context import CheckContext, in_words
from sphinx_qapi.schema.model.builtin_types import BuiltinType
from sphinx_qapi.schema.model.definitions import AlternateType, Command, Definition, Event, StructType, UnionType
from sphinx_qapi.schema.model.members import Member, TypeRef
from sphinx_qapi.source import releases
from sphinx_qapi.source.rule_kinds import contradiction, of_releases

BAD_DATA_TYPE = contradiction(
    "bad-data-type",
    "arguments of a type that has no members",
    "The ``data`` of commands and events is a struct or, with ``boxed``, a union.",
    releases.USES_CHECKED,
)
UNION_WITHOUT_BOXED = contradiction(
    "union-without-boxed",
    "a union as arguments without boxed",
    "If one argument decides which others there are, the arguments can only be passed as one value: ``'boxed': true``.",
    releases.USES_CHECKED,
)
CONDITIONAL_ARGUMENT = of_releases(
    "conditional-argument",
    "an argument with a condition, without boxed",
    "Conditional members are allowed only in a named type that is passed as one value: ``'boxed': true``.",
    releases.CONDITIONAL_ARGUMENTS_BOXED,
)
BAD_RETURN_TYPE = of_releases(
    "bad-return-type",
    "a command that returns neither an object nor a list of objects",
    """\
If the return value is an object, members can be added to it later. The pragma ``command-returns-exceptions`` lists
commands that may return something else; the tools of 2.4 to 2.8 contained a list of such commands.""",
    releases.OBJECTS_RETURNED,
)


def check_commands(context: CheckContext, definition: Definition) -> None:
    """Check *definition* if it is a command or an event."""
    if isinstance(definition, (Command, Event)):
        _check_data(context, definition)
        _check_conditions(context, definition)
    if isinstance(definition, Command) and definition.returns is not None:
        _check_returns(context, definition, definition.returns)


def _check_data(context: CheckContext, definition: Command | Event) -> None:
    ref = definition.arguments_type
    type_ = None if ref is None else context.type_of(ref.name)
    if ref is None or type_ is None:
        return
    if isinstance(type_, StructType) and not ref.is_list:
        span = releases.BOXED_NEEDS_MEMBERS
        if (
            definition.boxed
            and context.is_whole(type_)
            and span.covers(context.dialect)
            and not _arguments(context, definition)
        ):
            message = f'"boxed" requires members, and the {in_words(type_)} has none'
            context.report(BAD_DATA_TYPE, message, definition, ref.position, span)
        return
    if isinstance(type_, UnionType) and not ref.is_list:
        if not definition.boxed:
            message = f'"data" can be the {in_words(type_)} only with "boxed"'
            context.report(UNION_WITHOUT_BOXED, message, definition, ref.position)
    elif not (
        isinstance(type_, AlternateType) and definition.boxed and releases.BOXED_ALTERNATES.covers(context.dialect)
    ):
        message = f'"data" cannot be the {in_words(type_, is_list=ref.is_list)}'
        context.report(BAD_DATA_TYPE, message, definition, ref.position)


def _check_conditions(context: CheckContext, definition: Command | Event) -> None:
    if definition.boxed:
        return
    member = next((each for each in _arguments(context, definition) if each.condition is not None), None)
    if member is not None:
        message = f'argument "{member.name}" is conditional: that requires "boxed"'
        at = member.position if member in definition.arguments else None
        context.report(CONDITIONAL_ARGUMENT, message, definition, at)


def _arguments(context: CheckContext, definition: Command | Event) -> list[Member]:
    arguments = list(definition.arguments)
    ref = definition.arguments_type
    type_: Definition | None = context.definitions.get(ref.name) if ref is not None else None
    seen: set[str] = set()
    while isinstance(type_, StructType) and type_.name not in seen:
        seen.add(type_.name)
        arguments += type_.members
        type_ = context.base_of(type_)
    return arguments


def _check_returns(context: CheckContext, command: Command, ref: TypeRef) -> None:
    exempt = context.exceptions("command-returns-exceptions")
    if releases.BUILT_IN_EXEMPTIONS.covers(context.dialect):
        exempt = releases.COMMANDS_THAT_RETURN_ANYTHING
    type_ = context.type_of(ref.name)
    if command.name in exempt or _is_double_star(context, command, type_):
        return
    if type_ is not None and not isinstance(type_, (StructType, UnionType)):
        shown = in_words(type_, is_list=ref.is_list)
        message = f'"returns" requires a struct, a union or a list of one, but this is the {shown}'
        context.report(BAD_RETURN_TYPE, message, command, ref.position)


def _is_double_star(context: CheckContext, command: Command, type_: Definition | BuiltinType | None) -> bool:
    """Whether *command* returns the old type of any value, which is no object and was accepted without code."""
    is_any = isinstance(type_, BuiltinType) and type_.name == "any"
    return is_any and not command.gen and not releases.ANY.covers(context.dialect)
