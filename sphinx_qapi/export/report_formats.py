"""The formats of a `CheckReport`; each has a file."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_qapi.export.check_report import CheckReport
from sphinx_qapi.export.github_report import github_report
from sphinx_qapi.export.json_report import json_report
from sphinx_qapi.export.sarif_report import sarif_report
from sphinx_qapi.export.text_report import text_report

EXPORTERS: dict[str, Callable[[CheckReport], str]] = {
    "text": text_report,
    "json": json_report,
    "github": github_report,
    "sarif": sarif_report,
}
"""The formats of ``sphinx-qapi check --format``; each returns text that ends with a newline, or an empty string."""
