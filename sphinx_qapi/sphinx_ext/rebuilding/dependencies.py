"""The files that pages were made of, for tools that ask Sphinx."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_environment import add_dependencies
from sphinx_qapi.sphinx_ext.objects.state import state_of


def name_files(app: Sphinx, _exception: Exception | None) -> None:
    """Name the files of whole schemas as dependencies of pages that show them (handler of ``build-finished``).

    Tools that ask Sphinx what a page was made of are to know: QEMU's makefiles do. Sphinx itself is not, since it
    would read the page again when a file is newer, though it says the same.
    """
    state = state_of(app.env)
    for docname, shown in state.data["shown"].items():
        for name in shown:
            namespace, _, what = name.partition(":")
            loaded = state.store.get(namespace)
            if not what and loaded is not None:
                add_dependencies(app.env, docname, loaded.files)
