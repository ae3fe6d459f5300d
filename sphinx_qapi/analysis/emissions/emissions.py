"""The events that commands emit, each with the evidence for it; found once for a schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from sphinx_qapi.analysis.emissions.said_of_commands import emitted_by
from sphinx_qapi.analysis.emissions.said_of_events import causes
from sphinx_qapi.analysis.emissions.sentences import MessageNames, sentences
from sphinx_qapi.analysis.emissions.shown_emissions import shown_emissions
from sphinx_qapi.analysis.examples.example_places import examples_in, transcripts_of
from sphinx_qapi.analysis.examples.transcript import Transcript
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.schema.model.schema import FreeText, Schema
from sphinx_qapi.source.text import Text


class Source(Enum):
    """The kind of evidence that a command emits an event."""

    COMMENT = "comment"
    EXAMPLE = "example"
    PROJECT = "project"
    """A project's settings."""


class Ground(NamedTuple):
    """The place of the evidence."""

    source: Source
    definition: str = ""
    """Name of the definition whose comment has it; empty for an example in free text, and for a project's settings."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Emission:
    """The fact that a command emits an event."""

    command: str
    event: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Emissions:
    """All known emissions, which may be incomplete."""

    by_command: Mapping[str, tuple[Emission, ...]]
    """Emissions of each command that emits something; commands and events are in the order of the schema."""
    by_event: Mapping[str, tuple[Emission, ...]]

    def of(self, name: str) -> tuple[Emission, ...]:
        """Return the emissions of the command or event *name*."""
        return self.by_command.get(name) or self.by_event.get(name, ())


def emissions(schema: Schema, table: Mapping[str, Sequence[str]] | None = None) -> Emissions:
    """Return the emissions that *schema* states and *table* lists by command.

    Names in *table* that *schema* does not define are ignored.
    """
    grounds: dict[tuple[str, str], dict[Ground, None]] = {}
    stated = ((command, event) for command, events in (table or {}).items() for event in events)
    claims = (
        *_in_comments(schema),
        *_in_examples(schema),
        *((command, event, Ground(Source.PROJECT)) for command, event in stated),
    )
    for command, event, ground in claims:
        if isinstance(schema.definitions.get(command), Command) and isinstance(schema.definitions.get(event), Event):
            grounds.setdefault((command, event), {})[ground] = None
    order = {name: number for number, name in enumerate(schema.definitions)}
    pairs = sorted(grounds, key=lambda pair: (order[pair[0]], order[pair[1]]))
    found = [Emission(command=pair[0], event=pair[1], grounds=tuple(grounds[pair])) for pair in pairs]
    return Emissions(
        by_command=_grouped((each.command, each) for each in found),
        by_event=_grouped((each.event, each) for each in found),
    )


def _grouped(pairs: Iterable[tuple[str, Emission]]) -> Mapping[str, tuple[Emission, ...]]:
    groups: dict[str, tuple[Emission, ...]] = {}
    for name, each in pairs:
        groups[name] = (*groups.get(name, ()), each)
    return groups


_Claim = tuple[str, str, Ground]


def _in_comments(schema: Schema) -> Iterator[_Claim]:
    names = MessageNames.of(schema)
    if not names.events:
        return
    for definition in schema.definitions.values():
        ground = Ground(Source.COMMENT, definition.name)
        if isinstance(definition, Command):
            for text, _of_member in _prose(definition):
                for sentence in sentences(text, names, names.events):
                    yield from ((*pair, ground) for pair in emitted_by(sentence, definition.name))
        elif isinstance(definition, Event):
            for text, of_member in _prose(definition):
                for sentence in sentences(text, names, names.commands):
                    yield from ((each, definition.name, ground) for each in causes(sentence, of_member=of_member))


def _prose(definition: Definition) -> Iterator[tuple[Text, bool]]:
    """Yield the texts of the comment, without examples, and whether each describes a member."""
    documentation = definition.documentation
    if documentation is None:
        return
    yield documentation.intro, False
    yield from ((each.text, True) for each in documentation.members)
    yield from ((each.text, False) for each in documentation.features)
    yield from ((each.text, False) for each in documentation.sections if each.kind is not SectionKind.EXAMPLE)


def _in_examples(schema: Schema) -> Iterator[_Claim]:
    for transcript, name in _examples(schema):
        yield from ((*pair, Ground(Source.EXAMPLE, name)) for pair in shown_emissions(transcript))


def _examples(schema: Schema) -> Iterator[tuple[Transcript, str]]:
    """Yield the examples that may show a command and an event, each with the definition whose comment contains it.

    The name is empty for free text.
    """
    for module in schema.modules:
        for item in module.items:
            if isinstance(item, FreeText) and _may_show([item.text]):
                yield from ((each, "") for each in transcripts_of(item.text))
            elif isinstance(item, Definition) and item.documentation and _may_show(item.documentation.texts):
                yield from ((each, item.name) for each in examples_in(item))


def _may_show(texts: Iterable[Text]) -> bool:
    contents = [each.content for each in texts]
    return all(any(word in content for content in contents) for word in ("event", "exec"))
