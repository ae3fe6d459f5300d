"""The report of parts without a description, as text in the style of Sphinx' reports on Python and C."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_qapi.analysis.coverage import DescribedKind, Item


def coverage_report(items: Mapping[str, Iterable[Item]], *, headline: bool = True) -> str:
    """Return a table for each namespace of *items*, followed by the undescribed items with file and line."""
    lines = [*_underlined("Undocumented QAPI definitions", "=")] if headline else []
    for namespace, each in items.items():
        lines += [*_underlined(namespace, "-"), *_namespace(list(each))]
    return "\n".join(lines)


def coverage_line(items: Iterable[Item]) -> str:
    """Return how many of all *items* are described, as one line."""
    described = [item.is_described for item in items]
    return f"{sum(described)} of {len(described)} described"


def _namespace(items: list[Item]) -> list[str]:
    lines = []
    missing: list[str] = []
    for part in DescribedKind:
        of_part = [item for item in items if item.part is part]
        if not of_part:
            continue
        lines.append(f"{part.value:<14} {coverage_line(of_part)}")
        undescribed = [item for item in of_part if not item.is_described]
        if undescribed:
            missing += [f"{part.value.capitalize()}:"]
            missing += [f" * {item.name} -- {item.position.path}:{item.position.line}" for item in undescribed]
            missing.append("")
    return [*lines, "", *missing]


def _underlined(title: str, mark: str) -> list[str]:
    return [title, mark * len(title), ""]
