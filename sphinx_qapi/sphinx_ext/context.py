"""The namespace and module that a page's author is in, set by ``qapi:namespace`` and ``qapi:module``."""

from __future__ import annotations

from sphinx.environment import BuildEnvironment

NAMESPACE, MODULE = "qapi:namespace", "qapi:module"
"""Keys in `env.ref_context`, which Sphinx clears for each document."""


def namespace_of(env: BuildEnvironment) -> str | None:
    """The current namespace, None where the author has not set one."""
    return env.ref_context.get(NAMESPACE)


def module_of(env: BuildEnvironment) -> str | None:
    """The current module, None where the author has not set one."""
    return env.ref_context.get(MODULE)
