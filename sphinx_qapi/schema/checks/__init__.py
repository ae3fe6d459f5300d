"""The rules of names and types, one kind of rule per file.

Follows "Naming rules and reserved names" and the sections on definitions of the QAPI manual.
"""

from __future__ import annotations

from collections.abc import Callable

from sphinx_qapi.schema.build import Built
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.version import Version

__all__ = ["check_schema"]


def check_schema(built: Built, *, dialect: Version, findings: Findings) -> None:
    """Report what is wrong with the schema as a whole, as release *dialect* sees it."""
