"""Differences as release notes in Markdown."""

from __future__ import annotations

import re

from sphinx_qapi.analysis.diff.change import ChangeGroup
from sphinx_qapi.analysis.diff.diff_report import DiffReport
from sphinx_qapi.export.diff.words import HEADINGS, build_lines, counts, group_notes, groups_by_verdict

_SIGNS = re.compile(r"([\\`*_\[\]<>#|])")


def markdown_diff(report: DiffReport) -> str:
    """Return a section for each verdict, with a list of changes."""
    blocks = [f"# Changes from {_plain(report.old)} to {_plain(report.new)}"]
    for verdict, groups in groups_by_verdict(report):
        blocks.append(f"## {HEADINGS[verdict]}")
        blocks.append("\n".join(_item(group, places=report.places) for group in groups))
    if report.hints:
        blocks += ["## Now stable", "\n".join(f"- {_plain(hint)}" for hint in report.hints)]
    if report.build is not None:
        blocks += ["## Build", "\n".join(f"- {_plain(line)}" for line in build_lines(report))]
    blocks.append(f"In all: {_plain(counts(report))}.")
    return "\n\n".join(blocks) + "\n"


def _item(group: ChangeGroup, *, places: bool) -> str:
    first = group.first
    notes = f" ({_plain('; '.join(notes))})" if (notes := group_notes(group)) else ""
    words = first.kind.replace("-", " ")
    item = f"- {words}: `{first.path}`{notes}. {first.reason}"
    if places:
        item += "".join(f"\n  - `{each.path}`" for each in group.changes[1:])
    return item


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
