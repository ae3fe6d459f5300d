"""What Sphinx' ``changes`` builder knows of definitions: the version since when they exist.

Nothing is printed for it, since the badge says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext.entries.description import Subject

_MODULE, _OBJECT = "py:module", "object"
"""What the builder names a change by; it knows of no other domain's modules."""


def note_version(subject: Subject, version: str, text: str) -> None:
    """Tell the builder that *subject*, of which *text* tells, has been there since *version*."""
    node = addnodes.versionmodified("", text, type="versionadded", version=version)
    node.line = subject.line
    with within(subject.env, subject.module, subject.name):
        subject.env.get_domain("changeset").note_changeset(node)  # type: ignore[attr-defined]


@contextmanager
def within(env: BuildEnvironment, module: str, name: str) -> Iterator[None]:
    """Let changes that are noted meanwhile be those of the definition *name*."""
    context, current = env.ref_context, env.temp_data
    before = context.get(_MODULE), current.get(_OBJECT, "")
    context[_MODULE], current[_OBJECT] = module, name
    try:
        yield
    finally:
        context[_MODULE], current[_OBJECT] = before
