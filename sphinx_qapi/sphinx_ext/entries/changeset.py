"""Notes for Sphinx's ``changes`` builder: the version in which each definition was added.

They put nothing on the page, as the badge shows the version.
"""

from __future__ import annotations

from sphinx_qapi.sphinx_ext._compat.sphinx_changeset import note_addition
from sphinx_qapi.sphinx_ext.entries.description import DescribedObject


def note_addition_of(subject: DescribedObject, version: str, text: str) -> None:
    """Note for the builder that *subject*, described by *text*, has been there since *version*."""
    note_addition(subject.env, version, text, subject.line, module=subject.module, name=subject.name)
