"""Differences between the versions of docutils and Sphinx that are supported: all of them are here."""

from __future__ import annotations

import docutils

TABLE_LINE = 1 if docutils.__version_info__ >= (0, 23) else 0
"""The line of a table from which docutils counts the lines of its cells as they are given: one less from 0.23 on."""
