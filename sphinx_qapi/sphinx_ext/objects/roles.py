"""Cross-reference roles: ``:qapi:cmd:`` and its siblings."""

from __future__ import annotations

import re

from docutils import nodes
from docutils.nodes import Element
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from sphinx_qapi.source.namespaces import ANY_NAMESPACE
from sphinx_qapi.sphinx_ext.objects.current_place import module_of, namespace_of
from sphinx_qapi.sphinx_ext.translation import _
from sphinx_qapi.syntax.reference_patterns import undecorated

__all__ = ["QapiXRefRole", "shown_name", "undecorated"]

_IS_OPTIONAL = "qapi:optional"
_NAMESPACE = re.compile(rf"\A(\[?)\s*{ANY_NAMESPACE}:(?=\S)")
"""The namespace in a name, which is not shown in links."""


class QapiXRefRole(XRefRole):
    """A reference to a definition, module, member, value or feature.

    ``NS:name`` names the namespace; ``~`` shows the last part only; ``[T]`` links to ``T``; ``T?`` is shown as "T,
    optional"; ``!`` and ``title <target>`` are Sphinx's own.
    """

    def process_link(
        self, env: BuildEnvironment, refnode: Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Note the reader's namespace and module, and remove decorations from *target*."""
        refnode["qapi:namespace"] = namespace_of(env)
        refnode["qapi:module"] = module_of(env)
        if not has_explicit_title:
            if title.endswith("?"):
                refnode[_IS_OPTIONAL] = True
                title = title.removesuffix("?")
            if title.startswith("~"):
                title = _last_part(title.removeprefix("~"))
        return title, undecorated(target)

    def result_nodes(
        self,
        document: nodes.document,  # noqa: ARG002
        env: BuildEnvironment,  # noqa: ARG002
        node: Element,
        is_ref: bool,  # noqa: ARG002
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The link, followed by text that is not part of the name."""
        rest = [nodes.Text(f", {_('optional')}")] if node.get(_IS_OPTIONAL) else []
        return [node, *rest], []


def _last_part(title: str) -> str:
    """*title* without the namespace, and with only the last part of its name."""
    return re.sub(r"[^\[\]]*[:.](?=[^:.])", "", title)


def shown_name(text: str) -> str:
    """*text* without the namespace."""
    return _NAMESPACE.sub(r"\1", text)
