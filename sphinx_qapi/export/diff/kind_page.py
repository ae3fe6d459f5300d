"""The table of kinds, and a page for one kind."""

from __future__ import annotations

from sphinx_qapi.analysis.diff.change_kinds import KINDS, ChangeKind


def kind_table() -> str:
    """Return a line for each kind, with its verdicts for what clients send and receive."""
    rows = [
        ("kind", "sent", "received"),
        *((each.name, str(each.argument), str(each.result)) for each in KINDS.values()),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return "".join(f"{name:{widths[0]}}  {sent:{widths[1]}}  {received}\n" for name, sent, received in rows)


def kind_page(kind: ChangeKind) -> str:
    """Return what a kind means, and an example."""
    if (kind.argument, kind.argument_reason) == (kind.result, kind.result_reason):
        verdicts = f"{kind.argument}: {kind.argument_reason}\n"
    else:
        verdicts = f"sent: {kind.argument}: {kind.argument_reason}\n"
        verdicts += f"received: {kind.result}: {kind.result_reason}\n"
    return f"{kind.name}\n\n{verdicts}\nbefore:\n  {kind.old}\nafter:\n  {kind.new}\n"
