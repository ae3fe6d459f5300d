"""The schemas of a project; each is read once per build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from sphinx.errors import ConfigError

from sphinx_qapi.schema.comments.revision import ReviseComment
from sphinx_qapi.schema.model.schema import LoadResult
from sphinx_qapi.source.dialects import parse_dialect
from sphinx_qapi.source.reading import LARGEST_FILE, UnreadableFile
from sphinx_qapi.sphinx_ext.configuration.checking import refuse
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.loading.events import Listeners
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.schema_binary import load_binary
from sphinx_qapi.sphinx_ext.loading.schema_cache import CachedSchema, SchemaCache
from sphinx_qapi.sphinx_ext.loading.schema_history import load_history
from sphinx_qapi.sphinx_ext.loading.site_plan import SHOWN_ON, GeneratedPage
from sphinx_qapi.sphinx_ext.reporting import report, warn


class SchemaStore:
    """The loaded schemas by namespace, in the order of ``qapi_schemas``."""

    def __init__(self, loaded: Mapping[str, LoadedSchema] | None = None) -> None:
        self.schemas: Mapping[str, LoadedSchema] = loaded or {}

    @cached_property
    def generated(self) -> Mapping[str, tuple[LoadedSchema, GeneratedPage]]:
        """For each generated document, its schema and the description of the page."""
        return {
            document: (schema, page)
            for schema in self.schemas.values()
            for document, page in schema.pages.generated.items()
        }

    @cached_property
    def parts(self) -> Mapping[str, tuple[LoadedSchema, GeneratedPage]]:
        """The same for pages that are parts of documents."""
        return {name: (schema, page) for schema in self.schemas.values() for name, page in schema.pages.parts.items()}

    @cached_property
    def pages(self) -> Mapping[str, tuple[LoadedSchema, GeneratedPage]]:
        """The same for all pages, both documents and parts of documents."""
        return {**self.generated, **self.parts}

    def extended(self, other: SchemaStore) -> SchemaStore:
        """A store with these schemas, followed by those of *other*."""
        return SchemaStore({**self.schemas, **other.schemas})

    def get(self, namespace: str | None) -> LoadedSchema | None:
        """The schema of *namespace*, or the first schema for None; None if there is no such schema."""
        if namespace is None:
            return next(iter(self.schemas.values()), None)
        return self.schemas.get(namespace)

    def first_with(self, name: str) -> LoadedSchema | None:
        """The first schema that defines *name*; None if none does."""
        return next((each for each in self.schemas.values() if name in each.schema.definitions), None)

    def is_index(self, document: str) -> bool:
        """Whether *document* is generated and only links to other pages."""
        if document not in self.generated:
            return False
        loaded, page = self.generated[document]
        return page.kind is not SHOWN_ON[loaded.config.pages]


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Limits for all schemas of a project."""

    largest_file: int = LARGEST_FILE
    """Maximum size of a file in bytes."""
    folders: tuple[Path, ...] = ()
    """Folders of the untrusted schemas, which may include files of each other."""


def load_schemas(
    configs: Mapping[str, SchemaConfig],
    listeners: Listeners,
    cache: SchemaCache,
    largest_file: int = LARGEST_FILE,
    *,
    are_required: bool = False,
) -> SchemaStore:
    """Load all schemas, from files or from *cache*, as *listeners* change them; no file over *largest_file* is read."""
    folders = tuple(config.path.parent for config in configs.values() if not config.trusted)
    limits = Limits(largest_file=largest_file, folders=folders)
    loaded: dict[str, LoadedSchema] = {}
    seen: set[object] = set()
    unusable: list[str] = []
    for namespace, config in configs.items():
        try:
            cached = _load(config, listeners.reviser(namespace), cache, limits)
        except UnreadableFile as error:
            message = f"qapi_schemas[{namespace!r}]: {error}"
            if are_required and config.trusted:
                unusable.append(message)
            else:
                warn(message, "unreadable-schema")
            continue
        # Two schemas may share files; show the findings in these once.
        fresh = [finding for finding in cached.diagnostics if finding not in seen]
        seen.update(fresh)
        report(fresh)
        cached = listeners.without_skipped(namespace, cached)
        try:
            history = load_history(config, cache.results)
            binary = load_binary(config, cache.results)
        except ConfigError as error:
            unusable.append(str(error))
            continue
        loaded[namespace] = LoadedSchema(
            config=config,
            cached=cached,
            results=cache.results,
            history=history,
            binary=binary,
            folders_of_others=_folders_within(config.output, configs.values()),
        )
    refuse(unusable)
    return SchemaStore(loaded)


def _folders_within(output: str, configs: Iterable[SchemaConfig]) -> tuple[str, ...]:
    """The output folders of *configs* that are within the folder *output*, relative to it."""
    folder = PurePosixPath(output)
    within = (PurePosixPath(each.output) for each in configs if each.output)
    return tuple(
        each.relative_to(folder).as_posix()
        for each in within
        if output and folder != each and each.is_relative_to(folder)
    )


def _load(config: SchemaConfig, revise: ReviseComment | None, cache: SchemaCache, limits: Limits) -> CachedSchema:
    folders = () if config.trusted else limits.folders

    def load() -> LoadResult:
        # This imports the whole reader, which a cached schema does not need.
        from sphinx_qapi.analysis.examples.example_findings import with_example_findings
        from sphinx_qapi.schema.load import load_schema
        from sphinx_qapi.source.dialects import AUTO

        result = load_schema(
            config.path,
            dialect=config.dialect,
            include_dirs=config.include_dirs,
            markup=config.markup,
            versions=config.versions,
            revise=revise,
            trusted=config.trusted,
            folders=folders,
            largest_file=limits.largest_file,
        )
        named = None if config.dialect == AUTO else parse_dialect(config.dialect)
        return replace(result, diagnostics=with_example_findings(result, dialect=named))

    # Not cached when a listener rewrites comments or include_dirs is set: then the result depends on more than the
    # content of the files read.
    if revise or config.include_dirs:
        result = load()
        return CachedSchema(result.schema, result.diagnostics)
    return cache.load((*config.read_with, folders, limits.largest_file), load)


def known_modules(store: SchemaStore, namespace: str | None) -> Iterator[str]:
    """The names of the modules of a schema, for suggestions; the first schema for None."""
    loaded = store.get(namespace)
    return iter(loaded.schema.modules_by_name if loaded else ())
