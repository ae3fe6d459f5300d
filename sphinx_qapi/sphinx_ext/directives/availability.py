"""``qapi:availability``: the releases that have a definition or a part of it."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, unchanged_required
from sphinx.util.typing import OptionSpec

from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.entries.strip import strip_node
from sphinx_qapi.sphinx_ext.loading.availability_view import strip_for
from sphinx_qapi.sphinx_ext.objects.shown import availability_key

_WORDS = ("from", "to", "conditions")


class QapiAvailability(QapiDirective):
    """``.. qapi:availability:: NAME``, where NAME is a definition, or a definition, a dot, and the path of a row."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "from": unchanged_required,
        "to": unchanged_required,
        "conditions": flag,
        "namespace": unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Render the strip; warn if the schema, definition, row or release does not exist."""
        namespace, name = self.split_namespace(self.arguments[0].strip())
        loaded = self.known.store.get(namespace)
        if loaded is None:
            self.known.note_shown(self.env.docname, f"{namespace}:")
            hint = did_you_mean(namespace or "", self.known.store.schemas)
            self.warn(f'no schema "{namespace}"{hint}', "unknown-schema")
            return []
        words = {"name": name, **{word: self.options[word] or "" for word in _WORDS if word in self.options}}
        self.known.note_shown(self.env.docname, f"{loaded.namespace}:{availability_key(words)}")
        try:
            strip = strip_for(loaded, words)
        except ValueError as error:
            self.warn(f"qapi:availability: {error}", "availability")
            return []
        return [strip_node(strip, name, lambda _key: "")]
