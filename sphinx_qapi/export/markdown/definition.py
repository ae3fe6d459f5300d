"""One definition as Markdown: the content of its page without pictures and payloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.analysis.emissions.emissions import Emission
from sphinx_qapi.analysis.usage import Usage
from sphinx_qapi.export.markdown.prose import markdown_lines
from sphinx_qapi.export.markdown.rows import Rows
from sphinx_qapi.schema.model.conditions import condition_text
from sphinx_qapi.schema.model.definitions import AlternateType, Command, Definition, EnumType, Event, StructType
from sphinx_qapi.schema.model.documentation import Documentation, Section, SectionKind
from sphinx_qapi.schema.model.schema import Schema

_TITLES = {"command": "Arguments", "event": "Data", "struct": "Members", "union": "Members"}
_LABELS = {SectionKind.RETURNS: "Returns", SectionKind.ERRORS: "Errors"}


def definition_markdown(
    schema: Schema,
    definition: Definition,
    usage: Usage | None = None,
    emitted: Sequence[Emission] = (),
    *,
    lean: bool = False,
) -> str:
    """Return the text of *definition*, beginning with a heading; *lean*: without prose.

    With *usage*, the text says what leads to the definition; *emitted* are the events it emits, or the commands that
    emit it.
    """
    blocks = [[f"# {definition.name}"], [_signature(definition)]]
    documentation = definition.documentation
    if documentation is not None and not lean:
        blocks.append(markdown_lines(documentation.intro))
    blocks += _rows(schema, definition, lean=lean)
    if isinstance(definition, Command):
        blocks += _returns(schema, definition, lean=lean)
    blocks += _features(definition, lean=lean)
    if documentation is not None and not lean:
        blocks += _sections(documentation)
    if usage is not None:
        blocks += _usage(definition, usage, emitted)
    return "\n\n".join("\n".join(block).rstrip() for block in blocks if block) + "\n"


def _signature(definition: Definition) -> str:
    said = [definition.kind]
    if definition.since is not None:
        said.append(f"since {definition.since.version}")
    said += [feature.name for feature in definition.features]
    if isinstance(definition, Command):
        flags = {
            "allow-oob": definition.allow_oob,
            "allow-preconfig": definition.allow_preconfig,
            "coroutine": definition.coroutine,
            "no success response": not definition.success_response,
            "no generated code": not definition.gen,
        }
        said += [name for name, is_set in flags.items() if is_set]
    if definition.condition is not None:
        said.append(f"if {condition_text(definition.condition)}")
    return f"{', '.join(said)}; module `{definition.module}`"


def _rows(schema: Schema, definition: Definition, *, lean: bool) -> Iterator[list[str]]:
    rows = Rows(schema, definition, lean=lean)
    match definition:
        case EnumType(values=values):
            yield from _part("Values", rows.values(values))
        case AlternateType(branches=branches):
            yield from _part("Alternatives", rows.values(branches))
        case _:
            yield from _part(_TITLES[definition.kind], rows.members(effective_members(schema, definition)))
            if isinstance(definition, (Command, Event)) and definition.arguments_type is not None:
                yield [f"These are the members of `{definition.arguments_type}`."]


def _returns(schema: Schema, command: Command, *, lean: bool) -> Iterator[list[str]]:
    if command.returns is None:
        return
    yield ["## Returns"]
    yield [f"`{command.returns}`"]
    struct = schema.find(command.returns.name)
    if isinstance(struct, StructType):
        yield list(Rows(schema, struct, lean=lean).members(effective_members(schema, struct)))


def _features(definition: Definition, *, lean: bool) -> Iterator[list[str]]:
    """Yield the features of the definition, and those that its comment describes for members."""
    documentation = definition.documentation
    names = dict.fromkeys(each.name for each in definition.features)
    names |= dict.fromkeys(each.name for each in documentation.features) if documentation else {}
    conditions = {each.name: each.condition for each in definition.features}
    lines: list[str] = []
    for name in names:
        condition = conditions.get(name)
        told = f" (if {condition_text(condition)})" if condition is not None else ""
        description = documentation.feature(name) if documentation is not None else None
        text = markdown_lines(description.text) if description is not None and not lean else []
        lines.append(f"- `{name}`{told}" + (f": {text[0]}" if text else ""))
        lines += [f"  {line}".rstrip() for line in text[1:]]
    yield from _part("Features", lines)


def _sections(documentation: Documentation) -> Iterator[list[str]]:
    for section in documentation.sections:
        yield from _section(section)
    if documentation.since is not None and documentation.since.text.strip(" .") != str(documentation.since.version):
        yield [f"Since {documentation.since.text}"]
    for each in documentation.undeclared:
        yield [f"- `{each.name}`, which is not in the schema:", *(f"  {line}" for line in markdown_lines(each.text))]


def _section(section: Section) -> Iterator[list[str]]:
    is_example = section.kind is SectionKind.EXAMPLE
    if section.tag:
        yield [f"## {_LABELS.get(section.kind, section.tag)}"]
    yield markdown_lines(section.text, literal=is_example)


def _usage(definition: Definition, usage: Usage, emitted: Sequence[Emission]) -> Iterator[list[str]]:
    is_command = isinstance(definition, Command)
    lines: list[str] = []
    partners = [each.event if is_command else each.command for each in emitted]
    if partners:
        word = "Emits" if is_command else "Emitted by"
        lines.append(f"- {word} (may be incomplete): {_names(partners)}")
    mentioned = [name for name in usage.related if name not in partners]
    related = "Mentions events" if is_command else "Mentioned by"
    facts = (("Used by", usage.entry_points), ("Part of", usage.types), (related, mentioned))
    yield [*lines, *(f"- {word}: {_names(names)}" for word, names in facts if names)]


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _part(title: str, lines: Iterable[str]) -> Iterator[list[str]]:
    found = list(lines)
    if found:
        yield [f"## {title}"]
        yield found
