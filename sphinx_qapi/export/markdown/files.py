"""A folder of Markdown: a file for each definition, and ``llms.txt``, which lists them (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sphinx_qapi.analysis.emissions.emissions import emissions
from sphinx_qapi.analysis.summary import summary
from sphinx_qapi.analysis.usage import usages
from sphinx_qapi.export.file_names import file_names
from sphinx_qapi.export.markdown.definition import definition_markdown
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.schema import Schema

INDEX, WHOLE = "llms.txt", "llms-full.txt"


def markdown_files(schema: Schema, definitions: Sequence[Definition], *, lean: bool = False) -> dict[str, str]:
    """Return by file name: the text of each of *definitions*, the list of them, and all texts in one file."""
    names = file_names(schema.definitions)
    usage, emitted = usages(schema), emissions(schema)
    texts = {
        f"{names[each.name]}.md": definition_markdown(
            schema, each, usage.get(each.name), emitted.of(each.name), lean=lean
        )
        for each in definitions
    }
    addresses = {name: f"{stem}.md" for name, stem in names.items()}
    return {INDEX: index_text(schema.root.name, definitions, addresses), WHOLE: "\n".join(texts.values()), **texts}


def index_text(title: str, definitions: Iterable[Definition], addresses: dict[str, str]) -> str:
    """Return ``llms.txt``: a line for each command, event and type, with the address of its text."""
    groups: dict[str, list[str]] = {"Commands": [], "Events": [], "Types": []}
    for each in definitions:
        kind = "Commands" if isinstance(each, Command) else "Events" if isinstance(each, Event) else "Types"
        words = summary(each)
        groups[kind].append(f"- [{each.name}]({addresses[each.name]})" + (f": {words}" if words else ""))
    return "\n".join([f"# {title}", *_grouped(groups), ""])


def _grouped(groups: dict[str, list[str]]) -> Iterator[str]:
    for title, lines in groups.items():
        if lines:
            yield from ("", f"## {title}", "", *lines)
