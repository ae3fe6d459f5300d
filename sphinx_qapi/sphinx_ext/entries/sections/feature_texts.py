"""The texts of a comment on the features of members, branches and values, which their rows show."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_qapi.analysis.effective_members import EffectiveBranch
from sphinx_qapi.schema.model.definitions import Definition, EnumType
from sphinx_qapi.schema.model.members import Feature
from sphinx_qapi.source.text import Text
from sphinx_qapi.sphinx_ext.doctree.nodes import OURS_FIRST, jump
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.prose.reader import ReferenceTargets


def feature_text_nodes(
    entry: EntryContext, features: Iterable[Feature], declarer: Definition | None, scope: ReferenceTargets
) -> list[nodes.Node]:
    """The texts in the comment of *declarer* on *features* of a row of *entry*.

    Features that the definition itself has are left to `features_section`.
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


def branch_feature_texts(
    entry: EntryContext, branch: EffectiveBranch, enum: str, scope: ReferenceTargets
) -> list[nodes.Node]:
    """The texts in the comment of *enum* on the features of the value that selects *branch*.

    Empty if the page shows *enum* as well: the value, which the branch links to, has the texts.
    """
    if enum in entry.page.beside:
        return []
    declarer = entry.find(enum)
    return feature_text_nodes(entry, branch.features, declarer, scope) if isinstance(declarer, EnumType) else []


def note_told(entry: EntryContext, features: Iterable[Feature], name: str, anchor: str) -> None:
    """Note that the row *name* shows the texts on *features*; without a link to it if *anchor* is empty."""
    for feature in features:
        link = jump(name, anchor) if anchor else nodes.literal("", name)
        entry.told_features.setdefault(feature.name, []).append(link)


def _read(
    entry: EntryContext, name: str, text: Text, declarer: Definition | None, scope: ReferenceTargets
) -> list[nodes.Node]:
    if declarer is entry.definition and name in entry.told_features:  # shown before: names in it are defined only once
        return entry.page.prose.read_apart(text, scope, declarer)
    return entry.read(text, scope)
