"""The current namespace and module on an author's page, set by ``qapi:namespace`` and ``qapi:module``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sphinx.environment import BuildEnvironment

_COMMENTS = "qapi:comments"
_NO_EXAMPLES = "qapi:no-examples"
NAMESPACE, MODULE = "qapi:namespace", "qapi:module"
"""Keys in `env.ref_context`, which Sphinx clears for each document."""


def namespace_of(env: BuildEnvironment) -> str | None:
    """The current namespace; None if the author has not set one."""
    return env.ref_context.get(NAMESPACE)


def module_of(env: BuildEnvironment) -> str | None:
    """The current module; None if the author has not set one."""
    return env.ref_context.get(MODULE)


@contextmanager
def examples_shown(env: BuildEnvironment, shown: bool) -> Iterator[None]:
    """Show or hide the examples in prose that is read inside the context."""
    before = shows_examples(env)
    env.temp_data[_NO_EXAMPLES] = not (shown and before)
    try:
        yield
    finally:
        env.temp_data[_NO_EXAMPLES] = not before


@contextmanager
def within_comment(env: BuildEnvironment) -> Iterator[None]:
    """Let directives inside the context know that they are in a schema's comment."""
    depth = comment_depth(env)
    env.temp_data[_COMMENTS] = depth + 1
    try:
        yield
    finally:
        env.temp_data[_COMMENTS] = depth


def comment_depth(env: BuildEnvironment) -> int:
    """The number of nested comments that a directive is in; 0 on the page itself."""
    return int(env.temp_data.get(_COMMENTS) or 0)


def shows_examples(env: BuildEnvironment) -> bool:
    """Whether examples are currently shown."""
    return not env.temp_data.get(_NO_EXAMPLES)
