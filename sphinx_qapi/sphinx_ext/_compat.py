"""Differences between the versions of docutils and Sphinx that are supported: all of them are here."""

from __future__ import annotations

from typing import Any, cast

import docutils
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

TABLE_LINE = 1 if docutils.__version_info__ >= (0, 23) else 0
"""The line of a table from which docutils counts the lines of its cells as they are given: one less from 0.23 on."""


def builder_of(env: BuildEnvironment) -> Builder:
    """The builder at work: ``env.app`` is deprecated from Sphinx 9 on, and nothing else leads to it from transforms."""
    either: Any = env
    return cast("Builder", (either._app if hasattr(env, "_app") else either.app).builder)  # noqa: SLF001
