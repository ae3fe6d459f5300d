"""What Sphinx' ``changes`` builder knows of definitions: the version since when they exist.

Nothing is printed for it, since the badge says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.analysis.summary import summary
from sphinx_qapi.schema.definitions import Definition
from sphinx_qapi.sphinx_ext.objects import Rank
from sphinx_qapi.sphinx_ext.page import Page

_MODULE, _OBJECT = "py:module", "object"
"""What the builder names a change by; it knows of no other domain's modules."""


def note_version(page: Page, definition: Definition) -> None:
    """Tell the builder of *definition*, of whose renderings the generated page's counts where there is one."""
    if definition.since is None or (page.loaded.config.output and page.rank is not Rank.GENERATED):
        return
    text = summary(definition)
    node = addnodes.versionmodified("", text, type="versionadded", version=str(definition.since.version))
    node.line = page.line
    with _within(page.env, definition.module, definition.name):
        page.env.get_domain("changeset").note_changeset(node)  # type: ignore[attr-defined]


@contextmanager
def _within(env: BuildEnvironment, module: str, name: str) -> Iterator[None]:
    context, current = env.ref_context, env.temp_data
    before = context.get(_MODULE), current.get(_OBJECT, "")
    context[_MODULE], current[_OBJECT] = module, name
    try:
        yield
    finally:
        context[_MODULE], current[_OBJECT] = before
