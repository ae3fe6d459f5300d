"""Fields of a description that an author writes, turned into the same labels and rows as those from a schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_qapi.analysis.since_text import without_since
from sphinx_qapi.schema.comments.since import since_of
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, JsonType
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.doctree.anchors import feature_anchor, row_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import label, qapi_code, qapi_row, qapi_rows, qapi_type
from sphinx_qapi.sphinx_ext.doctree.references import pending_link
from sphinx_qapi.sphinx_ext.entries.description import DescribedObject
from sphinx_qapi.sphinx_ext.objects.current_place import module_of, namespace_of
from sphinx_qapi.sphinx_ext.objects.object_rows import PartRow
from sphinx_qapi.sphinx_ext.objects.roles import shown_name, undecorated
from sphinx_qapi.sphinx_ext.reporting import warn
from sphinx_qapi.sphinx_ext.translation import _

_NAME = re.compile(r"[\w.-]+")
_TYPE = re.compile(r"\[?(?:\w+:)?[\w.-]+\]?")
"""A type that is a name, maybe with brackets; any other text is shown as the author wrote it."""
_BUILT_IN = frozenset({*BUILTIN_TYPES, *(each.value for each in JsonType), "q_empty"})
"""Types without a definition; QEMU's documents name some of them as in JSON."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldKind:
    """A kind of field, by the part of a definition that it describes."""

    names: tuple[str, ...]
    """The spellings of the field's name; the manual lists the first one as the main one."""
    form: str
    """Its syntax, for the manual."""
    help: str
    """Its meaning, for the manual."""
    title: Callable[[str], str]
    """Function from the kind of a definition to the label above fields of this kind."""
    part: str = ""
    """The object type of the part that it describes; empty if the part is no target of links."""
    has_type: bool = False
    """Whether a type may precede the name."""
    is_list: bool = False
    """Whether name and text are on one line."""


ARGUMENT, MEMBER, VALUE, ALTERNATIVE, RETURN, ERROR, FEATURE = FIELD_KINDS = (
    FieldKind(
        names=("arg",),
        form=":arg TYPE NAME:",
        help="an argument of a command, or a part of an event's data",
        title=lambda kind: _("Data") if kind == "event" else _("Arguments"),
        part="member",
        has_type=True,
    ),
    FieldKind(
        names=("memb",),
        form=":memb TYPE NAME:",
        help="a member of a struct or union",
        title=lambda _kind: _("Members"),
        part="member",
        has_type=True,
    ),
    FieldKind(
        names=("value",),
        form=":value NAME:",
        help="a value of an enum",
        title=lambda _kind: _("Values"),
        part="value",
        is_list=True,
    ),
    FieldKind(
        names=("alt",),
        form=":alt TYPE NAME:",
        help="an alternative of an alternate",
        title=lambda _kind: _("Alternatives"),
        part="member",
        has_type=True,
    ),
    FieldKind(
        names=("return", "return-nodesc"),
        form=":return TYPE:",
        help="what a command returns",
        title=lambda _kind: _("Returns"),
        has_type=True,
    ),
    FieldKind(
        names=("error", "errors"),
        form=":error:",
        help="how a command may fail",
        title=lambda _kind: _("Errors"),
        is_list=True,
    ),
    FieldKind(
        names=("feat",),
        form=":feat NAME:",
        help="a feature of the definition, which is a badge too",
        title=lambda _kind: _("Features"),
        part="feature",
        is_list=True,
    ),
)
"""All kinds of fields, in the order in which pages show them, as for definitions from a schema."""

_KIND_OF = {name: kind for kind in FIELD_KINDS for name in kind.names}


class FieldReader:
    """Turns the fields of one description into labels and rows."""

    def __init__(self, subject: DescribedObject, since: Version | None) -> None:
        """*since* is the version of the definition itself, which rows need not repeat."""
        self.subject = subject
        self.since = since
        self.features: list[str] = []
        """Names of the definition's features, collected from its fields."""
        self._seen: set[tuple[str, str]] = set()

    def transform(self, content: nodes.Element) -> None:
        """Replace the fields directly in *content* by labels and rows; unknown and malformed fields stay fields."""
        for field_list in [child for child in content.children if isinstance(child, nodes.field_list)]:
            fields: dict[int, list[tuple[str, nodes.field]]] = {}
            others = []
            for field in [child for child in field_list.children if isinstance(child, nodes.field)]:
                word, _space, argument = " ".join(field[0].astext().split()).partition(" ")
                argument = argument or _type_in_body(word, field)
                kind = _KIND_OF.get(word)
                if kind is not None and self._is_well_formed(field, kind, word, argument):
                    fields.setdefault(FIELD_KINDS.index(kind), []).append((argument, field))
                else:
                    self._check_name(field)
                    others.append(field)
            parts = [part for index in sorted(fields) for part in self._part(FIELD_KINDS[index], fields[index])]
            if others:
                parts.append(nodes.field_list("", *(_as_sphinx_has_it(field) for field in others)))
            content.replace(field_list, parts)

    def _check_name(self, field: nodes.field) -> None:
        name, allowed = field[0].astext(), self.subject.env.config.qapi_allowed_fields
        if allowed is not None and name not in allowed and (name.split() or [name])[0] not in _KIND_OF:
            hint = did_you_mean(name, [*_KIND_OF, *allowed])
            warn(f'no field "{name}"{hint}, and qapi_allowed_fields does not allow it', "unknown-field", field)

    def _is_well_formed(self, field: nodes.field, kind: FieldKind, word: str, argument: str) -> bool:
        if kind is ERROR or word == "return":
            return True
        *type_words, name = argument.split() or [""]
        if kind is RETURN:
            problem = "" if argument else "the type that is returned was expected"
        elif not _NAME.fullmatch(name):
            problem = f'a name was expected, not "{name}"' if name else "a name was expected"
        elif type_words and not kind.has_type:
            problem = "one name was expected"
        elif (kind.part, name) in self._seen:
            problem = f'"{name}" has been described before'
        else:
            problem = ""
        self._seen.add((kind.part, name))
        if problem:
            warn(f"field {word}: {problem}", "malformed-field", field)
        return not problem

    def _part(self, kind: FieldKind, fields: Sequence[tuple[str, nodes.field]]) -> list[nodes.Node]:
        title = kind.title(self.subject.kind)
        if kind is RETURN:
            return [part for argument, field in fields for part in self._returns(title, argument, field)]
        if kind is not ERROR:
            return [label(title), qapi_rows("", *(self._row(kind, *each) for each in fields), **_list(kind))]
        parts: list[nodes.Node] = [label(title)]
        for argument, field in fields:
            blocks = _blocks(field)
            if argument:
                blocks = [qapi_rows("", qapi_row("", *blocks, name=argument, word=0), list=1)]
            parts += blocks
        return parts

    def _returns(self, title: str, argument: str, field: nodes.field) -> list[nodes.Node]:
        aside = [self._type(argument, field)] if argument else []
        return [label(title, *aside), *_blocks(field)]

    def _row(self, kind: FieldKind, argument: str, field: nodes.field) -> qapi_row:
        *type_words, name = argument.split()
        type_ = " ".join(type_words)
        row = qapi_row("", name=name)
        if type_:
            row += qapi_type("", "", self._type(type_, field))
        if type_.endswith("?"):
            row["optional"], row["need"] = 1, "optional"
        elif kind is ARGUMENT and self.subject.kind == "command":
            row["need"] = "required"
        if kind is not FEATURE:
            row["marks"] = []
        row["condition"] = []
        self._anchor(row, kind, name)
        blocks = _blocks(field)
        if kind is FEATURE:
            self.features.append(name)
        else:
            self._take_since(row, blocks)
        row += [block for block in blocks if block.astext() or not isinstance(block, nodes.paragraph)]
        return row

    def _anchor(self, row: qapi_row, kind: FieldKind, name: str) -> None:
        own = self.subject.anchor
        anchor = feature_anchor(own, name) if kind is FEATURE else row_anchor(own, (name,))
        if self.subject.claim(anchor):
            row["ids"] = [anchor]
            self.subject.parts.append(PartRow(name, kind.part, anchor, True))

    def _type(self, text: str, field: nodes.field) -> nodes.Node:
        """A type as a link with brackets inside it; as a literal if it is built in, or no name."""
        text = text.removesuffix("?")
        literal = qapi_code("", shown_name(text))
        if not _TYPE.fullmatch(text) or undecorated(text) in _BUILT_IN:
            return literal
        link = pending_link("qapi:type", undecorated(text), literal)
        link["qapi:namespace"] = namespace_of(self.subject.env) or self.subject.namespace
        link["qapi:module"] = module_of(self.subject.env)
        link.source, link.line = field.source, field.line
        return link

    def _take_since(self, row: qapi_row, blocks: Sequence[nodes.Node]) -> None:
        """Move ``(since 1.2)`` from the text of a row to its badge, as in rows from a schema."""
        for text in [text for block in blocks if isinstance(block, nodes.paragraph) for text in block.children]:
            if not isinstance(text, nodes.Text):
                continue
            lines = tuple(text.split("\n"))
            prose = Text(path="", lines=lines, numbers=tuple(range(len(lines))))
            since = since_of(prose)
            if since is None:
                continue
            if self.since is None or self.since < since.version:
                row["since"] = str(since.version)
            rest = without_since(prose, since, max(since.version, self.since or since.version))
            if rest is not prose:
                text.parent.replace(text, nodes.Text(rest.content))
            return


def _list(kind: FieldKind) -> dict[str, int]:
    return {"list": 1} if kind.is_list else {}


def _blocks(field: nodes.field) -> list[nodes.Node]:
    return list(field[1].children)


def _type_in_body(word: str, field: nodes.field) -> str:
    """The type in the body of ``:return-nodesc: TYPE``, as in QEMU's documents, which is taken out; else empty."""
    if word != "return-nodesc":
        return ""
    body = field[1]
    assert isinstance(body, nodes.field_body)
    type_ = body.astext()
    body.clear()
    return type_


def _as_sphinx_has_it(field: nodes.field) -> nodes.field:
    """An unknown field with its name capitalised, as Sphinx does."""
    for text in field[0].findall(nodes.Text):
        text.parent.replace(text, nodes.Text(text[:1].upper() + text[1:]))
        break
    return field
