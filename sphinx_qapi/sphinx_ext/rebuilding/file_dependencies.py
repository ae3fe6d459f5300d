"""The files that pages were made of, for tools that ask Sphinx for dependencies, as QEMU's build system does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_qapi.analysis.dependencies import displayed
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.sphinx_ext._compat.sphinx_environment import add_dependencies, drop_dependencies
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.objects.shown import CONTENTS
from sphinx_qapi.sphinx_ext.objects.state import state_of


class NamedFiles:
    """Adds dependencies while others ask for them, but not while Sphinx saves its environment: one per application.

    Sphinx itself must not see them: it would read a page again if a file is newer, even if its content is the same.
    """

    def __init__(self) -> None:
        self._named: dict[str, set[str]] = {}

    def name(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Add the files of schemas to the dependencies of the pages that show them (handler of ``env-updated``)."""
        state = state_of(env)
        files = {namespace: _Files(loaded) for namespace, loaded in state.store.schemas.items()}
        for docname, shown in state.data["shown"].items():
            own: set[str] = set()
            for name in shown:
                namespace, _, key = name.partition(":")
                if namespace in files:
                    own.update(files[namespace].of(key))
            self._named[docname] = add_dependencies(env, docname, own)
        return []

    def withdraw(self, _app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Remove the added dependencies before the environment is written (handler of ``env-updated``)."""
        for docname, files in self._named.items():
            drop_dependencies(env, docname, files)
        return []

    def name_again(self, app: Sphinx, _exception: Exception | None) -> None:
        """Add the dependencies again for those who ask after the build (handler of ``build-finished``)."""
        for docname, files in self._named.items():
            add_dependencies(app.env, docname, files)


class _Files:
    """The files of one schema by what is shown of it (see `sphinx_qapi.sphinx_ext.objects.shown`)."""

    def __init__(self, loaded: LoadedSchema) -> None:
        self._of_all = loaded.files
        self._of_parts = loaded.cached_result("files of parts", lambda: dict(_files_of_parts(loaded.schema)))
        beside = loaded.config.history, loaded.config.binary
        self._of_any = tuple(str(each) for each in beside if each is not None)

    def of(self, key: str) -> Sequence[str]:
        """The files that the content of *key* depends on; none for keys that only say whether a name exists."""
        is_of_all = not key or key.startswith(CONTENTS)  # keys of lists, graphs and changes begin with it
        files = self._of_all if is_of_all else self._of_parts.get(key, ())
        return (*files, *self._of_any) if files else ()


def _files_of_parts(schema: Schema) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each definition, and for each module by its key, the files with everything that its entries show."""
    paths: Mapping[str, str] = {module.name: module.path for module in schema.modules}
    for module in schema.modules:
        of_module = {module.path: None}
        for definition in module.definitions:
            found = (schema.find(name) for name in displayed(schema, definition))
            files = dict.fromkeys(paths[each.module] for each in found if each is not None)
            of_module |= files
            yield definition.name, tuple(files)
        yield f":{module.name}", tuple(of_module)
