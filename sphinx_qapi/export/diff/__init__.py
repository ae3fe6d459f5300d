"""Conversion of differences to text. Each format has a file; `DIFF_EXPORTERS` lists them."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_qapi.analysis.diff.diff_report import DiffReport
from sphinx_qapi.export.diff.github import github_diff
from sphinx_qapi.export.diff.html import html_diff
from sphinx_qapi.export.diff.json import json_diff
from sphinx_qapi.export.diff.markdown import markdown_diff
from sphinx_qapi.export.diff.sarif import sarif_diff
from sphinx_qapi.export.diff.text import text_diff

__all__ = ["DIFF_EXPORTERS"]

DIFF_EXPORTERS: dict[str, Callable[[DiffReport], str]] = {
    "text": text_diff,
    "json": json_diff,
    "markdown": markdown_diff,
    "github": github_diff,
    "sarif": sarif_diff,
    "html": html_diff,
}
"""The formats of ``sphinx-qapi diff --format``."""
