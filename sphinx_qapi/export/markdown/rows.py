"""Members, branches and values as lists, each with the facts of its row on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember, EffectiveMembers
from sphinx_qapi.analysis.effective_since import shown_since
from sphinx_qapi.export.markdown.prose import markdown_lines
from sphinx_qapi.schema.model.conditions import Condition, condition_text
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, InlineStruct, Since, TypeRef
from sphinx_qapi.schema.model.schema import Schema

_STEP = "  "
_BLOCKS = ("```", "- ", "* ", "**", "1. ")
"""Beginnings of blocks, which cannot follow a name on its line."""


class Rows:
    """Writer of the rows of one definition."""

    def __init__(self, schema: Schema, shown: Definition, *, lean: bool) -> None:
        self.schema = schema
        self.shown = shown
        self.lean = lean

    def members(self, content: EffectiveMembers, depth: int = 0) -> Iterator[str]:
        """Yield the members and branches of *content*."""
        for member in content.members:
            yield from self._member(member, depth)
        for branch in content.branches:
            yield from self._branch(branch, content.discriminator or "", depth)

    def values(self, values: Iterable[EnumValue | Branch]) -> Iterator[str]:
        """Yield the values of an enum, or the alternatives of an alternate."""
        for each in values:
            said = [type_text(each.type)] if isinstance(each, Branch) else []
            said += _facts(each.features, each.condition)
            said += _version(each.since) if each.since is not None and not self._is_same(each.since) else []
            yield from self._item(each.name, said, markdown_lines(each.text), 0)

    def _member(self, member: EffectiveMember, depth: int) -> Iterator[str]:
        said = [type_text(member.type)]
        said += ["optional"] if member.optional else []
        said += [f"default `{member.default}`"] if member.default else []
        said += _facts(member.features, member.condition)
        said += self._since(member)
        said += [f"from `{member.origin}`"] if member.origin else []
        lines = [*markdown_lines(member.text), *self._feature_lines(member)]
        yield from self._item(member.name, said, lines, depth)

    def _feature_lines(self, member: EffectiveMember) -> Iterator[str]:
        """Yield what the comment of the definition that declares *member* says of its features."""
        declarer = self.schema.find(member.origin or self.shown.name)
        documentation = declarer.documentation if declarer is not None else None
        for feature in member.features:
            description = documentation.feature(feature.name) if documentation is not None else None
            if description is not None:
                yield ""
                yield from _labelled(f"*{feature.name}*:", markdown_lines(description.text))

    def _branch(self, branch: EffectiveBranch, discriminator: str, depth: int) -> Iterator[str]:
        content = branch.content
        said = [type_text(branch.type)] if branch.type is not None else ["no members"]
        said += _facts(branch.features, branch.condition)
        said += self._since(branch)
        name = f"When `{discriminator}` is `{branch.name}`"
        yield from self._item(name, said, markdown_lines(branch.text), depth, is_name=False)
        if content is not None:
            yield from self.members(content, depth + 1)

    def _since(self, row: EffectiveMember | EffectiveBranch) -> list[str]:
        since = shown_since(self.schema, self.shown, row)
        return [] if since is None else [f"since {since.version}"]

    def _is_same(self, since: Since) -> bool:
        return self.shown.since is not None and self.shown.since.version == since.version

    def _item(self, name: str, said: list[str], lines: list[str], depth: int, *, is_name: bool = True) -> Iterator[str]:
        indent = _STEP * depth
        head = f"`{name}`" if is_name else name
        told = f" ({', '.join(said)})" if said else ""
        texts = [] if self.lean else lines
        first = f": {texts[0]}" if texts and not texts[0].startswith(_BLOCKS) else ":" if texts else ""
        yield f"{indent}- {head}{told}{first}"
        yield from (f"{indent}{_STEP}{line}".rstrip() for line in (texts[1:] if first != ":" else texts))


def type_text(type_: TypeRef | InlineStruct) -> str:
    """Return the name of a type."""
    return "object" if isinstance(type_, InlineStruct) else f"`{type_}`"


def _facts(features: Iterable[Feature], condition: Condition | None) -> list[str]:
    facts = [each.name for each in features]
    return [*facts, f"if {condition_text(condition)}"] if condition is not None else facts


def _version(since: Since) -> list[str]:
    return [f"since {since.version}"]


def _labelled(label: str, lines: list[str]) -> list[str]:
    return [f"{label} {lines[0]}", *lines[1:]] if lines else [label]
