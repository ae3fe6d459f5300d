"""What a comment says of the features of members, branches and values: it stands at their rows."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_qapi.analysis.members import EffectiveBranch
from sphinx_qapi.schema.model.definitions import Definition, EnumType
from sphinx_qapi.schema.model.members import Feature
from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.doctree.nodes import OURS_FIRST, jump
from sphinx_qapi.sphinx_ext.entries.context import Entry
from sphinx_qapi.sphinx_ext.prose.reader import Scope


def feature_texts(
    entry: Entry, features: Iterable[Feature], declarer: Definition | None, scope: Scope
) -> list[nodes.Node]:
    """What the comment of *declarer* says of *features* of a row of *entry*.

    Features that the definition has itself are left to its own part for them.
    """
    documentation = declarer.documentation if declarer is not None else None
    if documentation is None:
        return []
    own = {each.name for each in entry.definition.features} if declarer is entry.definition else set()
    result: list[nodes.Node] = []
    for feature in features:
        description = documentation.feature(feature.name)
        if description and feature.name not in own:
            text = _read(entry, feature.name, description.text, declarer, scope)
            if text and isinstance(text[0], nodes.paragraph):
                name = nodes.inline("", "", nodes.emphasis("", feature.name), nodes.Text(": "), **{OURS_FIRST: 1})
                text[0].insert(0, name)
            result += text
    return result


def branch_feature_texts(entry: Entry, branch: EffectiveBranch, enum: str, scope: Scope) -> list[nodes.Node]:
    """What the comment of *enum* says of the features of the value that *branch* is for.

    Empty where the page shows *enum* as well: there it stands at the value, and the branch leads to it.
    """
    if enum in entry.page.beside:
        return []
    declarer = entry.page.schema.find(enum)
    return feature_texts(entry, branch.features, declarer, scope) if isinstance(declarer, EnumType) else []


def note_told(entry: Entry, features: Iterable[Feature], name: str, anchor: str) -> None:
    """Remember that the row *name* says what there is to say of *features*; its *anchor* may be empty."""
    for feature in features:
        link = jump(name, anchor) if anchor else nodes.literal("", name)
        entry.told_features.setdefault(feature.name, []).append(link)


def _read(entry: Entry, name: str, text: Text, declarer: Definition | None, scope: Scope) -> list[nodes.Node]:
    if declarer is entry.definition and name in entry.told_features:  # what it defines, it defines once
        return entry.page.prose.read_apart(text, scope, declarer)
    return entry.read(text, scope)
