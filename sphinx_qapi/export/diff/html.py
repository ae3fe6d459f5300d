"""Differences as a self-contained HTML page."""

from __future__ import annotations

from html import escape

from sphinx_qapi.analysis.diff.change import ChangeGroup
from sphinx_qapi.analysis.diff.diff_report import DiffReport
from sphinx_qapi.export.diff.words import HEADINGS, build_lines, counts, group_notes, groups_by_verdict

_STYLE = """\
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
li { margin-block: .5rem; }
code { overflow-wrap: anywhere; }
.reason { display: block; opacity: .8; }"""


def html_diff(report: DiffReport) -> str:
    """Return a page with a heading for each verdict; the places of a group fold."""
    title = escape(f"Changes from {report.old} to {report.new}")
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE}\n</style></head>",
        f"<body>\n<main>\n<h1>{title}</h1>",
        f"<p>{escape(counts(report))}</p>",
    ]
    for verdict, groups in groups_by_verdict(report):
        parts += [f"<h2>{escape(HEADINGS[verdict])}</h2>", "<ul>", *(_item(group) for group in groups), "</ul>"]
    lines = [*report.hints, *build_lines(report)]
    if lines:
        parts += ["<h2>Notes</h2>", "<ul>", *(f"<li>{escape(line)}</li>" for line in lines), "</ul>"]
    return "\n".join([*parts, "</main>\n</body>", "</html>"]) + "\n"


def _item(group: ChangeGroup) -> str:
    first = group.first
    notes = f" ({escape('; '.join(notes))})" if (notes := group_notes(group)) else ""
    where = ""
    if first.position is not None:
        where = f"{escape(first.position.path)}:{first.position.line}: "
    item = (
        f'<li id="{first.fingerprint}">{escape(first.kind.replace("-", " "))}: <code>{escape(str(first.path))}</code>'
    )
    item += f'{notes} <span class="reason">{where}{escape(first.reason)}</span>'
    if len(group.changes) > 1:
        places = "".join(f"<li><code>{escape(str(each.path))}</code></li>" for each in group.changes)
        item += f"<details><summary>all places</summary><ul>{places}</ul></details>"
    return item + "</li>"
