"""What Sphinx' ``changes`` builder knows of definitions: the version since when they exist.

Nothing is printed for it, since the badge says it.
"""

from __future__ import annotations

from sphinx_qapi.sphinx_ext._compat.sphinx_changeset import note_addition
from sphinx_qapi.sphinx_ext.entries.description import Subject


def note_addition_of(subject: Subject, version: str, text: str) -> None:
    """Tell the builder that *subject*, of which *text* tells, has been there since *version*."""
    note_addition(subject.env, version, text, subject.line, module=subject.module, name=subject.name)
