"""Entries for Sphinx' ``changes`` builder that no directive has made.

The domain names a change by the module and the object that the Python domain is in: it knows of no other domain's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from sphinx import addnodes
from sphinx.domains.changeset import ChangeSetDomain
from sphinx.environment import BuildEnvironment

_MODULE, _OBJECT = "py:module", "object"


def note_addition(env: BuildEnvironment, version: str, text: str, line: int, *, module: str, name: str) -> None:
    """Tell the builder that *name* of *module*, of which *text* tells, has been there since *version*."""
    node = addnodes.versionmodified("", text, type="versionadded", version=version)
    node.line = line
    with changes_of(env, module, name):
        cast("ChangeSetDomain", env.get_domain("changeset")).note_changeset(node)


@contextmanager
def changes_of(env: BuildEnvironment, module: str, name: str) -> Iterator[None]:
    """Let changes that are noted meanwhile be those of *name* in *module*."""
    context, current = env.ref_context, env.temp_data
    before = context.get(_MODULE), current.get(_OBJECT, "")
    context[_MODULE], current[_OBJECT] = module, name
    try:
        yield
    finally:
        context[_MODULE], current[_OBJECT] = before
