"""Why the command line cannot do what it was asked to."""

from __future__ import annotations


class CommandError(Exception):
    """One line for the user; the exit status is 2."""
