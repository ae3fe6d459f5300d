"""The anchors of everything that the pages show.

Anchors depend on the namespace and on names only, never on the file, the kind of definition, or the type that declares
a member, so that links stay valid as long as the protocol does. Names of the language never contain a colon, so ``:``
marks the anchors of everything that is not a member. Anchors do not pass through docutils' ``make_id``: it folds case,
but ``STOP`` is an event and ``stop`` a command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_qapi.analysis.index_items import IndexItem, ItemRole
from sphinx_qapi.schema.model.conditions import Condition, condition_text
from sphinx_qapi.schema.model.kinds import STRUCT_KINDS

_UNSAFE = re.compile(r"[^\w.:/*+@=,~-]")
"""Characters that no name of the language contains: HTML writers put anchors into tags without escaping them."""


def definition_anchor(namespace: str, name: str) -> str:
    """Anchor of a definition."""
    return _safe(f"qapi-{namespace}-{name}")


def row_anchor(definition: str, path: Sequence[str]) -> str:
    """Anchor of a member, value or alternative; *path* has the branch values from outside in, then its name."""
    return _safe(f"{definition}.{'.'.join(path)}")


def branch_anchor(definition: str, path: Sequence[str]) -> str:
    """Anchor of a branch's heading; *path* has the branch values from outside in."""
    return _safe(f"{definition}:branch.{'.'.join(path)}")


def returns_anchor(definition: str, path: Sequence[str]) -> str:
    """Anchor of a member of the return value whose members are shown in place."""
    return _safe(f"{definition}:returns.{'.'.join(path)}")


def feature_anchor(owner: str, feature: str) -> str:
    """Anchor of a feature; *owner* is the anchor of its definition or row."""
    return _safe(f"{owner}:feature.{feature}")


def condition_anchor(namespace: str, condition: Condition) -> str:
    """Anchor of the entries with *condition*, on the page of all conditions."""
    return _safe(f"qapi-{namespace}:if.{'-'.join(condition_text(condition).split())}")


def part_anchor(namespace: str, entry: IndexItem) -> str:
    """Anchor of the part that an index lists, within the entry of its definition."""
    anchor = definition_anchor(namespace, entry.definition)
    match entry.part:
        case ItemRole.DEFINITION:
            return anchor
        case ItemRole.BRANCH:
            return branch_anchor(anchor, (entry.path,))
        case ItemRole.FEATURE:
            return feature_anchor(anchor, entry.path)
        case _:
            return row_anchor(anchor, (entry.path,))


def change_anchor(namespace: str, fingerprint: str) -> str:
    """Anchor of a change, on the page of its release."""
    return _safe(f"qapi-change:{namespace}:{fingerprint}")


def removed_anchor(namespace: str, entry: str, path: str) -> str:
    """Anchor of something removed: a command or event, or the part of it at the wire *path*."""
    kind, _, name = entry.partition(" ")
    words = re.sub(r"[<=.$(\[]+", ".", re.sub(r"[]>)]", "", path)).strip(".")
    return _safe(f"qapi-removed:{namespace}:{kind}.{name}{f'.{words}' if words else ''}")


def module_anchor(namespace: str, module: str) -> str:
    """Anchor of a module."""
    return _safe(f"qapi-module:{namespace}:{module}")


def letters_anchor(docname: str, number: int) -> str:
    """Prefix of the anchors of letters in the *number*-th index of an author's document."""
    return _safe(f"qapi-letter-{docname}-{number}")


def qemu_anchor(kind: str, namespace: str, name: str) -> str:
    """Anchor in QEMU's own manuals of *name*: ``module.definition``, or a module."""
    kind = "object" if kind in STRUCT_KINDS else kind
    return re.sub(r"[^a-zA-Z0-9._]+", "-", f"{kind}-{namespace}-{name}")


def _safe(anchor: str) -> str:
    """*anchor* with ``~`` and a code for each unsafe character; names with such characters are reported as mistakes."""
    return _UNSAFE.sub(lambda match: f"~{ord(match[0]):x}", anchor)
