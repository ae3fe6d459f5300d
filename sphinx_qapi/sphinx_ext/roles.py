"""Cross-reference roles: ``:qapi:cmd:`` and its siblings."""

from __future__ import annotations

from docutils.nodes import Element
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from sphinx_qapi.sphinx_ext.context import module_of, namespace_of


class QapiXRefRole(XRefRole):
    """A reference to a definition, module, member, value or feature.

    ``NS:name`` names the namespace; ``~`` shows the last part of a dotted name only; ``[T]`` and ``T?`` are shown
    as they stand and lead to ``T``; ``!`` and ``title <target>`` are Sphinx' own.
    """

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Note the reader's namespace and module, and take decorations off *target*."""
        refnode["qapi:namespace"] = namespace_of(env)
        refnode["qapi:module"] = module_of(env)
        target = " ".join(target.split())
        if not has_explicit_title:
            if title.startswith("~"):
                title = title[1:].rpartition(".")[2]
            elif ":" in title:
                title = title.partition(":")[2]
        target = target.removeprefix("~")
        if target.startswith("[") and target.endswith("]"):
            target = target[1:-1].strip()
        return title, target.removesuffix("?")
