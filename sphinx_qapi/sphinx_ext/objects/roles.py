"""Cross-reference roles: ``:qapi:cmd:`` and its siblings."""

from __future__ import annotations

import re

from docutils.nodes import Element
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from sphinx_qapi.sphinx_ext.objects.current_place import module_of, namespace_of
from sphinx_qapi.syntax.references import undecorated

__all__ = ["QapiXRefRole", "shown_name", "undecorated"]

_NAMESPACE = re.compile(r"\A(\[?)\s*[A-Za-z]\w*:(?=\S)")
"""The namespace in a name, which links do not show."""


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
        if not has_explicit_title:
            is_short = title.startswith("~")
            title = shown_name(title.removeprefix("~"))
            if is_short:
                title = title.rpartition(".")[2]
        return title, undecorated(target)


def shown_name(text: str) -> str:
    """*text* without the namespace."""
    return _NAMESPACE.sub(r"\1", text)
