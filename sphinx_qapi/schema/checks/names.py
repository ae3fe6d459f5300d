"""Checks of names.

Follows "Naming rules and reserved names" of the QAPI manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_qapi.schema.checks.check_context import CheckContext, c_name
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES
from sphinx_qapi.schema.model.definitions import AlternateType, Command, Definition, EnumType, Event, UnionType
from sphinx_qapi.schema.model.members import EnumValue, Member
from sphinx_qapi.schema.model.walks import nested_members, own_members
from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule_kinds import contradiction, of_releases
from sphinx_qapi.syntax.expressions import INVALID_NAME

REDEFINED_BUILTIN = contradiction(
    "redefined-builtin",
    "a definition with the name of a built-in type",
    """\
``str``, ``int``, ``number``, ``bool``, ``size``, ``any``, ``null``, ``QType`` and the sized integers are built in.""",
    releases.NAMES_LOOKED_UP,
)
NAME_STYLE = of_releases(
    "name-style",
    "a name in another style than its kind has",
    """\
Types are called ``CamelCase``, events ``UPPER_CASE``, and commands, members, values and features ``lower-case``.
The pragmas ``command-name-exceptions`` and ``member-name-exceptions`` list commands and types that may deviate from
this.""",
    releases.NAME_STYLES,
    auto=Severity.NOTE,
)
UPPER_CASE_MEMBER = of_releases(
    "upper-case-member",
    "a member or value with upper case letters",
    """\
From 2.9 to 5.2, the pragma ``name-case-whitelist`` listed the types whose members could have upper case letters; the
tools of 2.6 to 2.8 contained a list of these types.""",
    releases.LOWER_CASE_MEMBERS,
    auto=None,
)
RESERVED_PREFIX = of_releases(
    "reserved-prefix",
    "a name that begins with q_ or q-",
    "Such names are reserved for the generated C code.",
    releases.RESERVED_NAMES,
)
RESERVED_LIST = of_releases(
    "reserved-list",
    "a type whose name ends with List",
    "Such names are reserved for the list types that are generated for each type.",
    releases.RESERVED_NAMES,
)
RESERVED_KIND = of_releases(
    "reserved-kind",
    "a type whose name ends with Kind",
    "Such names were reserved for the enums that were generated for simple unions.",
    releases.RESERVED_KIND,
)
RESERVED_MEMBER = of_releases(
    "reserved-member",
    "a member called u or has-…",
    "Such names are reserved for the generated C structs.",
    releases.RESERVED_NAMES,
)
RESERVED_MAX = of_releases(
    "reserved-max",
    "a value or event called MAX",
    "The name was reserved for the number of values in the generated C enum.",
    releases.RESERVED_MAX,
)

_NAME = re.compile(r"(?:__[a-z0-9.-]+_)?(?:x-)?([a-z][a-z0-9_-]*)", re.IGNORECASE)
"""Pattern of a name, with its downstream prefix and the mark of an experiment; the group is the rest, the stem."""
_ORDINARY_NAME = re.compile(r"(?!q-|max\Z)[a-z][a-z0-9-]*")
"""Pattern of the names of parts in which no release finds anything wrong: nearly all."""
_RESERVED_MEMBER = re.compile(r"u\Z|has[_.-]")
_LOOSE_NAME = re.compile(r"([a-zA-Z_][a-zA-Z0-9_.-]*)")
_SHOWN = 3
_CAMEL = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")


def check_names(context: CheckContext, definition: Definition) -> None:
    """Check the name of *definition* and all names in it."""
    if context.has_name_of_its_own(definition):
        _check_definition(context, definition)
    _check_parts(context, definition)


def _check_definition(context: CheckContext, definition: Definition) -> None:
    name = definition.name
    if name in BUILTIN_TYPES:
        context.report(REDEFINED_BUILTIN, f'"{name}" is a built-in type', definition)
    stem = _stem(context, definition, name, f'the name "{name}"', definition.position)
    if stem is None:
        return
    if isinstance(definition, Event):
        if stem != stem.upper() or "-" in stem:
            _style(context, definition, f'an event is called in capitals, with "_": "{name}"')
        if name.upper() == "MAX":
            context.report(RESERVED_MAX, f'"{name}" is reserved', definition)
    elif isinstance(definition, Command):
        exempt = name in context.exceptions("command-name-exceptions")
        if stem != stem.lower() or ("_" in stem and not exempt):
            _style(context, definition, f'a command is called in lower case, with "-": "{name}"')
    else:
        _check_type_name(context, definition, stem)


def _check_type_name(context: CheckContext, definition: Definition, stem: str) -> None:
    name = definition.name
    if not _CAMEL.fullmatch(stem):
        _style(context, definition, f'a type is called in CamelCase: "{name}"')
    if name.endswith("List"):
        context.report(RESERVED_LIST, f'names that end with "List" belong to lists: "{name}"', definition)
    if name.endswith("Kind"):
        context.report(RESERVED_KIND, f'names that end with "Kind" belong to simple unions: "{name}"', definition)


def _check_parts(context: CheckContext, definition: Definition) -> None:
    ill_styled: dict[str, _Named] = {}
    with_capitals = _Named()
    for name, what, position in (each for each in _parts(definition) if not _ORDINARY_NAME.fullmatch(each[0])):
        stem = _stem(context, definition, name, f'the name of {what} "{name}"', position)
        if stem is None:
            continue
        if stem != stem.lower() or "_" in stem:
            ill_styled.setdefault(what, _Named()).add(name, position)
        if what != "feature" and stem != stem.lower():
            with_capitals.add(name, position)
    exempt = _may_deviate(context, definition)
    for what, named in ill_styled.items():
        if what == "feature" or not exempt:
            article = "an" if what[0] in "aeiou" else "a"
            message = f'{article} {what} is called in lower case, with "-": {named}'
            _style(context, definition, message, named.position)
    if with_capitals.count and not exempt:
        message = f"{with_capitals}: upper case letters are not allowed"
        context.report(UPPER_CASE_MEMBER, message, definition, with_capitals.position)
    for member in own_members(definition):
        if _RESERVED_MEMBER.match(member.name):
            context.report(RESERVED_MEMBER, f'the member name "{member.name}" is reserved', definition, member.position)


def _may_deviate(context: CheckContext, definition: Definition) -> bool:
    """Whether the names of the members are exempt; until 5.2 an inline base was listed by its name in C."""
    if isinstance(definition, (Command, Event)):
        return False
    exceptions = context.exceptions("member-name-exceptions")
    if releases.BUILT_IN_EXEMPTIONS.covers(context.dialect):
        exceptions = releases.TYPES_WITH_CAPITALS
    return definition.name in exceptions or f"q_obj_{definition.name}-base" in exceptions


class _Named:
    """Names for a message, which shows the first three."""

    def __init__(self) -> None:
        self.count = 0
        self.position: Position | None = None
        """Place of the first name."""
        self._first: list[str] = []

    def add(self, name: str, position: Position) -> None:
        """Add *name*, which is at *position*."""
        self.count += 1
        if self.count == 1:
            self.position = position
        if self.count <= _SHOWN:
            self._first.append(f'"{name}"')

    def __str__(self) -> str:
        shown = ", ".join(self._first)
        return shown if self.count <= _SHOWN else f"{shown} and {self.count - _SHOWN} more"


def _parts(definition: Definition) -> Iterator[tuple[str, str, Position]]:
    """The names in *definition* with kind and place, except names of branches that are values of an enum."""
    yield from _features(definition)
    for _names, member in nested_members(own_members(definition)):
        yield member.name, "member", member.position
        if member.features:
            yield from _features(member)
    if isinstance(definition, EnumType):
        for value in definition.values:
            yield value.name, "value", value.position
            if value.features:
                yield from _features(value)
    if isinstance(definition, AlternateType):
        for branch in definition.branches:
            yield branch.name, "alternative", branch.position
    if isinstance(definition, UnionType) and definition.discriminator is None:
        for branch in definition.branches:
            yield branch.name, "branch", branch.position


def _features(owner: Definition | Member | EnumValue) -> Iterator[tuple[str, str, Position]]:
    return ((each.name, "feature", each.position) for each in owner.features)


def _stem(context: CheckContext, definition: Definition, name: str, what: str, position: Position) -> str | None:
    """The part of *name* that matters for its style; None, mostly with a finding, if it is no valid name."""
    pattern = _NAME if releases.STRICT_NAMES.covers(context.dialect) else _LOOSE_NAME
    is_part = position != definition.position
    if name.upper() == "MAX" and is_part and isinstance(definition, (EnumType, UnionType, AlternateType)):
        context.report(RESERVED_MAX, f"{what} is reserved", definition, position)
    if c_name(name).startswith("q_"):
        context.report(RESERVED_PREFIX, f'{what} begins with "q_" or "q-", which is reserved', definition, position)
        return None
    if not (name.isascii() and name.isprintable()):
        return None  # the reader of strings has reported this
    # Values of enums may begin with a digit.
    is_value = isinstance(definition, EnumType) and is_part
    match = pattern.fullmatch(f"D{name}" if is_value and name[:1].isdigit() else name)
    if match is None:
        message = f"{what} is not valid: it has letters, digits, - and _, and begins with a letter"
        context.report(INVALID_NAME, message, definition, position)
        return None
    stem = match[1]
    return stem[1:] if is_value and name[:1].isdigit() else stem


def _style(context: CheckContext, definition: Definition, message: str, at: Position | None = None) -> None:
    context.report(NAME_STYLE, message, definition, at)
