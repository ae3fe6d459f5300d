"""Whose code works on documents and pages: the package that a listener, or a transform, is of."""

from __future__ import annotations

KNOWN_TO_WORK_ON_NODES = frozenset(
    {"sphinx", "docutils", "sphinx_qapi", "myst_parser", "sphinx_rtd_theme", "furo", "alabaster"}
)
"""Those that work on a document node by node, whenever that is done and whatever else the document has: they count
nothing across it, ask for no document because of a schema, and add nothing that transforms of others look for."""


def package_of(work: object) -> str:
    """The package of a function, a method or a class; nothing for what does not tell."""
    return str(getattr(work, "__module__", "")).partition(".")[0]
