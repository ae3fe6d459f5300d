"""``qapi:command`` and its siblings: one definition, described by its author or filled from the schema."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, unchanged_required
from sphinx import addnodes
from sphinx.util.typing import OptionSpec

from sphinx_qapi.schema.building.c_conditions import read_c_condition
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.kinds import KIND_WORDS, KINDS, SPECIAL_FEATURES
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext._compat.sphinx_changeset import changes_of
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_meta
from sphinx_qapi.sphinx_ext.doctree.row_meta import condition_texts, signature_meta
from sphinx_qapi.sphinx_ext.entries.changeset import note_addition_of
from sphinx_qapi.sphinx_ext.entries.definition_entry import definition_nodes
from sphinx_qapi.sphinx_ext.entries.description import DescribedObject, may_be_target, object_description
from sphinx_qapi.sphinx_ext.entries.display_options import FLAGS, SELECTION, DisplayOptions, read_display_options
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.fields import FieldReader
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.objects.object_rows import Rank
from sphinx_qapi.sphinx_ext.pages.definition_page import definition_page

"""The kinds of definitions that a directive accepts, unless that is only the kind of its name."""
_AUTHORS_OWN: OptionSpec = {
    "since": unchanged_required,
    "ifcond": unchanged_required,
    "deprecated": flag,
    "unstable": flag,
}
"""Options that describe the definition: with one of them, or with a body, the description is the author's."""


class QapiDefinition(QapiDirective):
    """``.. qapi:command:: NAME`` and its siblings; each line of the argument is a name."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[OptionSpec] = {
        **_AUTHORS_OWN,
        **FLAGS,
        **SELECTION,
        "namespace": unchanged_required,
        "module": unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Render the author's description, or fill it from the schema if the directive describes nothing."""
        if self.is_generated():
            return self._own_page()
        display = read_display_options(self.options, picks="rows")
        names = [name.strip() for name in self.arguments[0].splitlines()]
        if any(name.endswith(":") for name in names):
            self.warn("a name was expected after the namespace", "unknown-name")
            return self.parse_content_to_nodes(allow_section_headings=True)
        if self.content or _AUTHORS_OWN.keys() & self.options.keys():
            return self._written(names, display)
        return [node for name in names for node in self._filled(name, display)]

    @property
    def _kind(self) -> str:
        return self.name.removeprefix("qapi:")

    def _own_page(self) -> list[nodes.Node]:
        """The content of the page that is generated for the definition."""
        loaded, generated = self.known.store.generated[self.env.docname]
        self.known.note_shown(self.env.docname, f"{loaded.namespace}:{generated.name}")
        return definition_page(self.page(loaded, Rank.GENERATED), loaded.schema.definitions[generated.name])

    def _filled(self, full_name: str, display: DisplayOptions) -> list[nodes.Node]:
        """The entry of the definition in the schema; only its name if there is no schema for it.

        Warns, and returns nothing, if the schema has no such definition.
        """
        namespace, name = self.split_namespace(full_name)
        kinds = KIND_WORDS[self._kind]
        loaded = self._schema_with(namespace, name, kinds)
        self.known.note_shown(self.env.docname, f"{loaded.namespace if loaded else namespace or ''}:{name}")
        if loaded is None:
            hint = did_you_mean(namespace or "", self.known.store.schemas)
            if hint:
                self.warn(f'no schema "{namespace}"{hint}', "unknown-schema")
            return self._written([full_name], display)
        definition = loaded.schema.definitions.get(name)
        if definition is None or definition.kind not in kinds:
            self._warn_of_name(loaded, name, kinds, definition)
            return []
        page = self.page(loaded, Rank.FILLED)
        if not display.rows.is_all:
            self._check_rows(EntryContext(page=page, definition=definition), display)
        return definition_nodes(replace(page, display=display), definition)

    def _schema_with(self, namespace: str | None, name: str, kinds: tuple[str, ...]) -> LoadedSchema | None:
        """The schema of *namespace*; without a namespace the first schema that has the definition, else the first."""
        store = self.known.store
        if namespace is None:
            for loaded in store.schemas.values():
                definition = loaded.schema.definitions.get(name)
                if definition is not None and definition.kind in kinds:
                    return loaded
        return store.get(namespace)

    def _warn_of_name(self, loaded: LoadedSchema, name: str, kinds: tuple[str, ...], other: Definition | None) -> None:
        names = [each.name for each in loaded.schema.definitions.values() if each.kind in kinds]
        hint = f"; it is of kind {other.kind}" if other else did_you_mean(name, names)
        self.warn(f'no {self._kind} "{name}" in schema "{loaded.namespace}"{hint}', "unknown-name")

    def _check_rows(self, entry: EntryContext, display: DisplayOptions) -> None:
        known = entry.row_names()
        for name in sorted(display.rows.names - known):
            hint = did_you_mean(name, sorted(known))
            self.warn(f'no member "{name}" in {entry.definition.kind} "{entry.definition.name}"{hint}', "unknown-name")

    def _written(self, names: list[str], display: DisplayOptions) -> list[nodes.Node]:
        """The description of *names* by the author, from the options and the body."""
        subjects = [self._subject(name, display) for name in names]
        first = subjects[0]
        with changes_of(self.env, first.module, first.name):
            content = addnodes.desc_content("", *self.parse_content_to_nodes(allow_section_headings=True))
        self.env.events.emit("object-description-transform", "qapi", self._kind, content)
        since = self._since()
        reader = FieldReader(first, since)
        reader.transform(content)
        if since is not None and first.is_target:
            for subject in subjects:
                note_addition_of(subject, str(since), "")
        return object_description(subjects, content, self._meta(reader.features))

    def _subject(self, full_name: str, display: DisplayOptions) -> DescribedObject:
        namespace, name = self.split_namespace(full_name)
        if namespace is None:
            first = self.known.store.get(None)
            namespace = first.namespace if first else ""
        return DescribedObject(
            env=self.env,
            document=self.state.document,
            namespace=namespace,
            name=name,
            kind=self._kind,
            module=self.current_module(),
            rank=Rank.WRITTEN,
            line=self.lineno,
            display=display,
            is_target=may_be_target(self.state.document, namespace, name, display),
        )

    def _since(self) -> Version | None:
        text = self.options.get("since")
        if text is None:
            return None
        try:
            return Version.read(text)
        except ValueError:
            self.warn(f'a version was expected, not "{text}"', "malformed-since")
            return None

    def _meta(self, features: list[str]) -> qapi_meta | None:
        """The badges of the signature, in the same order as for definitions from a schema."""
        marks = [mark for mark in SPECIAL_FEATURES if mark in self.options]
        written = self.options.get("ifcond")
        condition = condition_texts(read_c_condition(written)) if written is not None else []
        return signature_meta(list(dict.fromkeys((*features, *marks))), condition, self.options.get("since", ""))


DEFINITION_DIRECTIVES = dict.fromkeys((*KINDS, "object"), QapiDefinition)
"""One directive for each kind; ``object`` is a struct or a union."""
