"""Skip transforms that would find nothing in a document, by a table of what each transform looks for."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.transforms import Transform
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import KNOWN_TO_WORK_ON_NODES, builder_of
from sphinx_qapi.sphinx_ext._compat.transforms import (
    kinds_in,
    leave_out_reading,
    leave_out_resolving,
    needless,
    resolve_with_all,
)
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of

LEAVE_OUT = True
"""False only in tests, which compare the results."""
_READING = {"ShowCitations": (), "PutBackParts": ()}
_RESOLVING = {
    "LeaveOutParts": (),
    "JoinParts": (),
    "ResolveInComments": (),
    "LinkGraphs": ("pending_xref",),
    "ResolveLinks": ("pending_xref",),
    "HideFromSearch": (),
    "ReplaceRows": (),  # these three do nothing for builders of HTML
    "ListGraphs": (),
    "FitEpub": (),
    "NumberFootnotes": (),
}
"""For each of our own transforms, the kinds of nodes that it adds and that other transforms look for."""


class LeaveOutReading(SphinxTransform):
    """Skip transforms that would find nothing in the document that is being read."""

    default_priority = 21  # after translations have been inserted

    def apply(self, **_kwargs: Any) -> None:
        """Remove the needless transforms that have not been applied yet."""
        if not LEAVE_OUT or abilities_of(builder_of(self.env)).is_for_translators:
            return
        kinds = kinds_in(self.document)
        leave_out_reading(self.document, lambda all_: needless(all_, kinds, self.env, _READING, KNOWN_TO_WORK_ON_NODES))


def leave_out_of_html(app: Sphinx, builder: Builder) -> None:
    """Skip transforms that would find nothing in a document being resolved (handler of ``write-started``)."""
    env: BuildEnvironment = app.env

    def found(document: nodes.document, all_: list[type[Transform]]) -> set[type[Transform]]:
        return needless(all_, kinds_in(document), env, _RESOLVING, KNOWN_TO_WORK_ON_NODES)

    if LEAVE_OUT and abilities_of(builder).has_visitors:
        leave_out_resolving(env, found)


def leave_out_nothing(app: Sphinx, _exception: Exception | None) -> None:
    """Let Sphinx apply all transforms again (handler of ``build-finished``)."""
    resolve_with_all(app.env)
