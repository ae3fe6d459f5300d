"""The kinds of indexes that a schema can have: `INDEX_KINDS` has everything that differs between them.

Everything else about indexes is the same for all kinds, and looks up the kind here: the directive ``qapi:index``, the
generated pages, the links between them, the setting ``lists``, Sphinx's own indexes, labels, and fingerprints.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from sphinx_qapi.analysis.index import (
    Grouping,
    GroupOrder,
    GroupTitle,
    IndexQuery,
    group_by_condition,
    group_by_feature,
    group_by_kind,
    group_by_letter,
    group_by_module,
    group_by_release,
    group_of_feature,
    group_of_flag,
    read_query,
)
from sphinx_qapi.analysis.index_items import COROUTINE, FLAG_MARKS, NO_REPLY, OUT_OF_BAND, PRECONFIG, IndexItem
from sphinx_qapi.schema.model.kinds import SPECIAL_FEATURES
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.translation import N_

SINCE, CONDITION = "since", "if"
"""The words for two facts of a definition: its version, and its condition."""
RELEASES_PAGE = "qapi-releases"

Facts = Iterable[tuple[str, GroupTitle]]
"""Facts of a definition, each with the title of the group that lists everything with this fact.

A fact is `SINCE`, `CONDITION`, a value of `FLAG_MARKS`, or a feature.
"""


class Layout(Enum):
    """The way an index is shown; ``pages/index_layouts.py`` has the functions for each."""

    LETTERS = "definitions from A to Z, below their letters"
    COUNTS = "for each release, the numbers of its additions"
    ADDITIONS = "definitions by kind, then new parts of older definitions"
    MARKED = "definitions and parts, by what they are"
    COMMANDS = "definitions in a single list"
    CONDITIONS = "definitions and parts below each condition"
    FEATURES = "definitions and parts below each feature"
    KINDS = "definitions below each kind"
    MODULES = "definitions below each module"


def _no_facts(_entry: IndexItem) -> Facts:
    return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexKind:
    """A kind of index. The texts are messages for translators, which are translated where they are shown."""

    by: str
    """The word of the option ``by``."""
    group: Grouping
    order: GroupOrder = GroupOrder.AS_FOUND
    layout: Layout
    list_name: str = ""
    """Name in the setting ``lists`` and in labels; empty if the index has no pages, and only the directive shows it."""
    page: str = ""
    """Name of its page below ``output``; with `page_option`, the beginning of the names of its pages."""
    title: str = ""
    """Title of its page; with `page_option`, ``%s`` in it is the title of a group."""
    introduction: str = ""
    """First sentence of its page."""
    link: str = ""
    """Text of links to its label; ``%s`` in it is the title of the reference."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Options of the directive on its page, besides ``by``."""
    page_option: str = ""
    """Option that selects one group: then each group has a page of its own. Empty if one page has all groups."""
    parent: str = ""
    """Name of the page that links to its pages; empty if each generated page does."""
    omitted: Collection[str] = ()
    """Titles of groups that its page leaves out, because they have pages of their own."""
    sphinx_index: str = ""
    """The name in ``lists`` of the Sphinx index with its groups, for schemas without pages; empty if there is none."""
    facts: Callable[[IndexItem], Facts] = _no_facts
    """Returns the facts of a definition that link to this index."""

    @property
    def first_page(self) -> str:
        """Name of the page to read first: its only page, or the page that links to its pages."""
        return self.parent or self.page


def _version_of(entry: IndexItem) -> Facts:
    return [(SINCE, entry.since.version)] if entry.since else []


def _condition_of(entry: IndexItem) -> Facts:
    return [(CONDITION, entry.condition)] if entry.condition is not None else []


def _feature_of(name: str) -> Callable[[IndexItem], Facts]:
    return lambda entry: [(name, name)] if any(feature.name == name for feature in entry.features) else []


def _other_features_of(entry: IndexItem) -> Facts:
    names = (feature.name for feature in entry.features)
    return [(name, name) for name in names if name not in SPECIAL_FEATURES]


def _flag_of(flag: str) -> Callable[[IndexItem], Facts]:
    return lambda entry: [(FLAG_MARKS[flag], flag)] if flag in entry.flags else []


INDEX_KINDS: tuple[IndexKind, ...] = (
    IndexKind(
        by="name",
        group=group_by_letter,
        order=GroupOrder.BY_NAME,
        layout=Layout.LETTERS,
        list_name="types",
        page="qapi-types",
        title=N_("Types"),
        introduction=N_("All %d types, from A to Z."),
        link=N_("%s: types"),
        options={"kind": "type"},
    ),
    IndexKind(
        by="releases",
        group=group_by_release,
        order=GroupOrder.NEWEST_FIRST,
        layout=Layout.COUNTS,
        list_name="releases",
        page=RELEASES_PAGE,
        title=N_("Releases"),
        introduction=N_("The additions of each release, as the schema states them."),
        link=N_("%s: releases"),
    ),
    IndexKind(
        by="since",
        group=group_by_release,
        order=GroupOrder.NEWEST_FIRST,
        layout=Layout.ADDITIONS,
        list_name="since",
        page="qapi-since",
        title=N_("New in %s"),
        link=N_("%s: releases"),
        page_option="version",
        parent=RELEASES_PAGE,
        sphinx_index="releases",
        facts=_version_of,
    ),
    IndexKind(
        by="deprecated",
        group=group_of_feature("deprecated"),
        layout=Layout.MARKED,
        list_name="deprecated",
        page="qapi-deprecated",
        title=N_("Deprecated"),
        introduction=N_("Still available, but going away. The text says what to use instead."),
        link=N_("%s: deprecated"),
        sphinx_index="deprecated",
        facts=_feature_of("deprecated"),
    ),
    IndexKind(
        by="unstable",
        group=group_of_feature("unstable"),
        layout=Layout.MARKED,
        list_name="unstable",
        page="qapi-unstable",
        title=N_("Unstable"),
        introduction=N_("May change or go away in any release, without notice."),
        link=N_("%s: unstable"),
        sphinx_index="unstable",
        facts=_feature_of("unstable"),
    ),
    IndexKind(
        by="condition",
        group=group_by_condition,
        layout=Layout.CONDITIONS,
        list_name="conditional",
        page="qapi-conditional",
        title=N_("Conditional"),
        introduction=N_("Available only if the product was built with what the condition names."),
        link=N_("%s: conditional"),
        sphinx_index="conditional",
        facts=_condition_of,
    ),
    IndexKind(
        by=PRECONFIG,
        group=group_of_flag(PRECONFIG),
        layout=Layout.COMMANDS,
        list_name="preconfig",
        page="qapi-preconfig",
        title=N_("Preconfig"),
        introduction=N_("Commands that may be sent in the state preconfig, before the configuration is complete."),
        link=N_("%s: preconfig"),
        sphinx_index="preconfig",
        facts=_flag_of(PRECONFIG),
    ),
    IndexKind(
        by=OUT_OF_BAND,
        group=group_of_flag(OUT_OF_BAND),
        layout=Layout.COMMANDS,
        list_name="oob",
        page="qapi-oob",
        title=N_("Out of band"),
        introduction=N_("Commands that may be sent out of band: they run at once, while other commands still wait."),
        link=N_("%s: out of band"),
        sphinx_index="oob",
        facts=_flag_of(OUT_OF_BAND),
    ),
    IndexKind(
        by=NO_REPLY,
        group=group_of_flag(NO_REPLY),
        layout=Layout.COMMANDS,
        list_name="no-reply",
        page="qapi-no-reply",
        title=N_("Without a success reply"),
        introduction=N_("Commands that get no reply when they succeed, but only when they fail."),
        link=N_("%s: without a success reply"),
        sphinx_index="no-reply",
        facts=_flag_of(NO_REPLY),
    ),
    IndexKind(
        by=COROUTINE,
        group=group_of_flag(COROUTINE),
        layout=Layout.COMMANDS,
        list_name="coroutine",
        page="qapi-coroutine",
        title=N_("Coroutines"),
        introduction=N_("Commands that run as coroutines: other work goes on while one of them waits."),
        link=N_("%s: coroutines"),
        sphinx_index="coroutine",
        facts=_flag_of(COROUTINE),
    ),
    IndexKind(
        by="feature",
        group=group_by_feature,
        layout=Layout.FEATURES,
        list_name="features",
        page="qapi-features",
        title=N_("Features"),
        introduction=N_("The features that clients can detect by name."),
        link=N_("%s: features"),
        omitted=SPECIAL_FEATURES,
        facts=_other_features_of,
    ),
    IndexKind(by="kind", group=group_by_kind, layout=Layout.KINDS),
    IndexKind(by="module", group=group_by_module, layout=Layout.MODULES),
)
"""All kinds, in the order of their pages."""


def all_lists() -> tuple[str, ...]:
    """The values of the setting ``lists``: the indexes, the map, and commands and events from A to Z."""
    return (*(kind.list_name for kind in INDEX_KINDS if kind.list_name), "map", "az")


def kind_of_list(name: str) -> IndexKind:
    """The kind called *name* in ``lists``; raises KeyError if there is none."""
    return {kind.list_name: kind for kind in INDEX_KINDS if kind.list_name}[name]


def sphinx_indexes() -> Mapping[str, IndexKind]:
    """The kinds that are Sphinx indexes if a schema has no pages, by the names of these indexes in ``lists``."""
    return {kind.sphinx_index: kind for kind in INDEX_KINDS if kind.sphinx_index}


def read_index(options: Mapping[str, str]) -> tuple[IndexKind, IndexQuery]:
    """The index that *options* of the directive ask for: its kind, by the word of ``by``, and what it selects.

    Raises ValueError, which names what was expected, for unknown words.
    """
    kinds = {kind.by: kind for kind in INDEX_KINDS}
    by = options.get("by", "name")
    if by not in kinds:
        raise ValueError(f"unknown 'by' \"{by}\"{did_you_mean(by, kinds)}; known are {', '.join(kinds)}")
    return kinds[by], read_query(options)
