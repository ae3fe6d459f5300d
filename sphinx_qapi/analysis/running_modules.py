"""The module in which QEMU's own manuals show a definition.

The manuals list the comments of all files in the order in which the files are read. A module begins with the first
comment of its file and goes on until another one begins: what comes after an include is shown in the included module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_qapi.schema.model.schema import FreeText, Heading, Inclusion, Module, ModuleItem, Schema


def running_modules(schema: Schema) -> Mapping[str, str]:
    """Map each definition that QEMU's manuals show in another module than its own to the name of that module."""
    begun: set[str] = set()
    running = ""
    found: dict[str, str] = {}
    for module, item in _in_order(schema, schema.root):
        definition = None if isinstance(item, (Heading, FreeText, Inclusion)) else item
        if definition is not None and definition.documentation is None:  # QEMU's manuals do not show it
            continue
        if module.name not in begun:
            begun.add(module.name)
            running = module.name
        if definition is not None and running != module.name:
            found[definition.name] = running
    return found


def _in_order(schema: Schema, root: Module) -> Iterator[tuple[Module, ModuleItem]]:
    """Yield the items of *root* and of the modules that it includes, each with its module, in reading order."""
    todo = [(root, iter(root.items))]
    while todo:  # iterative, because includes may be nested deeply
        module, items = todo[-1]
        item = next(items, None)
        if item is None:
            todo.pop()
        elif isinstance(item, Inclusion):
            included = schema.modules_by_name[item.module]
            todo.append((included, iter(included.items)))
        else:
            yield module, item
