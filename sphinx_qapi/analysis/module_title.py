"""The title of a module."""

from __future__ import annotations

from sphinx_qapi.schema.model.schema import FreeText, Heading, Module


def module_title(module: Module) -> str:
    """Return the heading that a module begins with, or else its name."""
    for item in module.items:
        if isinstance(item, Heading):
            return item.title
        if not isinstance(item, FreeText):
            break
    return module.name
