"""Tables of Sphinx' environment and of its domain of labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment


def times_of_reading(env: BuildEnvironment) -> dict[str, int]:
    """For each document a number that changes when it is read again (it is the time, in microseconds)."""
    return env.all_docs


def environment_file(app: Sphinx) -> Path:
    """Where Sphinx keeps the environment between builds. It begins with a new one where there is no such file."""
    return Path(app.doctreedir, ENV_PICKLE_FILENAME)


def doctree_names(env: BuildEnvironment) -> list[str]:
    """The files of the doctrees of all documents, relative to their folder."""
    return [f"{docname}.doctree" for docname in env.all_docs]


def add_dependencies(env: BuildEnvironment, docname: str, files: Iterable[str]) -> set[str]:
    """Let *docname* depend on *files*, for those who ask Sphinx from now on; gives those on which it did not yet."""
    known = _dependencies(env, docname)
    fresh = {each for each in files if each not in known}
    known |= fresh
    return fresh


def drop_dependencies(env: BuildEnvironment, docname: str, files: Iterable[str]) -> None:
    """Let *docname* depend on *files* no more."""
    known = _dependencies(env, docname)
    known.difference_update(files)
    if not known:
        env.dependencies.pop(docname, None)


def _dependencies(env: BuildEnvironment, docname: str) -> set[Any]:
    """Those of a document: strings, or in later versions paths like strings."""
    return cast("set[Any]", env.dependencies.setdefault(docname, set()))


def lead_to_doctrees(env: BuildEnvironment, documents: Mapping[str, str]) -> None:
    """Let *env* give, for each key of *documents*, the doctree of its value; as before where there are none."""
    own = vars(env)
    own.pop("get_doctree", None)
    if documents:
        by_sphinx = env.get_doctree
        own["get_doctree"] = lambda docname: by_sphinx(documents.get(docname, docname))


def doctree_before_reading(env: BuildEnvironment, docname: str) -> nodes.document:
    """The doctree of *docname*, which is about to be read again.

    Sphinx keeps the bytes of each doctree that it is asked for. Parallel readers write others in processes of their
    own, so what is kept here must not stay: pages would be written from it.
    """
    doctree = env.get_doctree(docname)
    cast("dict[str, bytes]", getattr(env, "_pickled_doctree_cache", {})).pop(docname, None)
    return doctree


def note_label(env: BuildEnvironment, label: str, section: nodes.section) -> None:
    """Make *label* lead to *section* of the document at work, for ``:ref:``."""
    _standard(env).note_hyperlink_target(label, env.docname, section["ids"][0], section[0].astext())


def set_label(env: BuildEnvironment, label: str, docname: str, anchor: str, title: str) -> None:
    """Make *label* lead to *anchor* of *docname*, or to its top where that is empty, whatever it led to before."""
    _standard(env).note_hyperlink_target(label, docname, anchor, title)


def place_of_label(env: BuildEnvironment, label: str) -> tuple[str, str] | None:
    """The document and anchor that *label* leads to; None where nothing has it."""
    return _standard(env).anonlabels.get(label)


def forget_labels(env: BuildEnvironment, labels: Iterable[str]) -> None:
    """Let nothing have *labels*."""
    standard = _standard(env)
    for label in labels:
        standard.anonlabels.pop(label, None)
        standard.labels.pop(label, None)


def forget_index_labels(env: BuildEnvironment, is_gone: Callable[[str], bool]) -> None:
    """Remove the labels of index pages that are gone: Sphinx makes one for each index, and never removes it."""
    standard = _standard(env)
    for name, (docname, anchor) in list(standard.anonlabels.items()):
        if name == docname and not anchor and is_gone(name):
            standard.anonlabels.pop(name)
            standard.labels.pop(name, None)


def _standard(env: BuildEnvironment) -> StandardDomain:
    """Its attribute of ``env.domains`` came with Sphinx 8.1."""
    return cast("StandardDomain", env.get_domain("std"))
