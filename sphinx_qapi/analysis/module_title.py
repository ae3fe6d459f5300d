"""What a module is called."""

from __future__ import annotations

from sphinx_qapi.schema.model.schema import FreeText, Heading, Module


def module_title(module: Module) -> str:
    """The heading that a module begins with, else its name."""
    for item in module.items:
        if isinstance(item, Heading):
            return item.title
        if not isinstance(item, FreeText):
            break
    return module.name
