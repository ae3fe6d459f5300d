"""Tables of Sphinx's environment and of its standard domain, which has the labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment


def times_of_reading(env: BuildEnvironment) -> dict[str, int]:
    """For each document, a number that changes when it is read again (the time of reading, in microseconds)."""
    return env.all_docs


def environment_file(app: Sphinx) -> Path:
    """The file in which Sphinx keeps the environment between builds; if it is missing, Sphinx begins with a new one."""
    return Path(app.doctreedir, ENV_PICKLE_FILENAME)


def doctree_names(env: BuildEnvironment) -> list[str]:
    """The names of the doctree files of all documents, relative to their folder.

    While pages are written, Sphinx is told of parts of documents, too; these have no files.
    """
    return [f"{docname}.doctree" for docname in env.all_docs if docname in env.found_docs]


def add_dependencies(env: BuildEnvironment, docname: str, files: Iterable[str]) -> set[str]:
    """Make *docname* depend on *files*, for everyone who asks Sphinx from now on; return the files that were added."""
    known = _dependencies(env, docname)
    fresh = {each for each in files if each not in known}
    known |= fresh
    return fresh


def drop_dependencies(env: BuildEnvironment, docname: str, files: Iterable[str]) -> None:
    """Remove *files* from the dependencies of *docname*."""
    known = _dependencies(env, docname)
    known.difference_update(files)
    if not known:
        env.dependencies.pop(docname, None)


def _dependencies(env: BuildEnvironment, docname: str) -> set[Any]:
    """Dependencies of a document: strings, or in later versions of Sphinx paths that behave like strings."""
    return cast("set[Any]", env.dependencies.setdefault(docname, set()))


def lead_to_doctrees(env: BuildEnvironment, documents: Mapping[str, str]) -> None:
    """Make *env* return, for each key of *documents*, the doctree of its value; restore Sphinx's method if empty."""
    own = vars(env)
    own.pop("get_doctree", None)
    if documents:
        by_sphinx = env.get_doctree
        own["get_doctree"] = lambda docname: by_sphinx(documents.get(docname, docname))


def doctree_before_reading(env: BuildEnvironment, docname: str) -> nodes.document:
    """The doctree of *docname*, which is about to be read again.

    Sphinx caches the bytes of each doctree that it is asked for. The entry for *docname* is dropped: parallel readers
    write the new doctree in another process, and pages would be written from the old one.
    """
    doctree = env.get_doctree(docname)
    cast("dict[str, bytes]", getattr(env, "_pickled_doctree_cache", {})).pop(docname, None)
    return doctree


def note_label(env: BuildEnvironment, label: str, section: nodes.section) -> None:
    """Make *label* lead to *section* of the current document, for ``:ref:``."""
    set_label(env, label, env.docname, section["ids"][0], section[0].astext())


def set_label(env: BuildEnvironment, label: str, docname: str, anchor: str, title: str) -> None:
    """Make *label* lead to *anchor* of *docname*, or to its top if *anchor* is empty, replacing any old target."""
    _standard(env).note_hyperlink_target(label, docname, anchor, title)


def place_of_label(env: BuildEnvironment, label: str) -> tuple[str, str] | None:
    """The document and anchor that *label* leads to; None if the label is unknown."""
    return _standard(env).anonlabels.get(label)


def forget_labels(env: BuildEnvironment, labels: Iterable[str]) -> None:
    """Remove *labels*."""
    standard = _standard(env)
    for label in labels:
        standard.anonlabels.pop(label, None)
        standard.labels.pop(label, None)


def forget_index_labels(env: BuildEnvironment, is_gone: Callable[[str], bool]) -> None:
    """Remove the labels of index pages that no longer exist: Sphinx makes one for each index and never removes it."""
    standard = _standard(env)
    for name, (docname, anchor) in list(standard.anonlabels.items()):
        if name == docname and not anchor and is_gone(name):
            standard.anonlabels.pop(name)
            standard.labels.pop(name, None)


def _standard(env: BuildEnvironment) -> StandardDomain:
    """The standard domain; `env.domains` has an attribute for it only from Sphinx 8.1 on."""
    return cast("StandardDomain", env.get_domain("std"))
