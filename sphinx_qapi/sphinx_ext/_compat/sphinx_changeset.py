"""Entries for Sphinx's ``changes`` builder that are not made by a directive.

The changeset domain files a change under the current module and object of the Python domain: it supports no other
domain.
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
    """Tell the ``changes`` builder that *name* of *module*, which *text* describes, has existed since *version*."""
    node = addnodes.versionmodified("", text, type="versionadded", version=version)
    node.line = line
    with changes_of(env, module, name):
        cast("ChangeSetDomain", env.get_domain("changeset")).note_changeset(node)


@contextmanager
def changes_of(env: BuildEnvironment, module: str, name: str) -> Iterator[None]:
    """File changes that are noted inside the context under *name* in *module*."""
    context, current = env.ref_context, env.temp_data
    before = context.get(_MODULE), current.get(_OBJECT, "")
    context[_MODULE], current[_OBJECT] = module, name
    try:
        yield
    finally:
        context[_MODULE], current[_OBJECT] = before
