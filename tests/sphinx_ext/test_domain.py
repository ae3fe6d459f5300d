"""The domain: look-up, inventory, and what it does in incremental and parallel builds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_qapi.sphinx_ext.domain import QapiDomain
from sphinx_qapi.sphinx_ext.objects.object_index import ObjectIndex
from sphinx_qapi.sphinx_ext.objects.object_rows import ObjectRow, PartRow, Rank
from sphinx_qapi.sphinx_ext.objects.object_types import ALL_KINDS, KINDS_OF_ROLE

if TYPE_CHECKING:
    from .conftest import Build


def object_row(  # noqa: PLR0917 - a table reads better without names
    name: str,
    namespace: str = "QMP",
    docname: str = "d",
    rank: Rank = Rank.GENERATED,
    kind: str = "command",
    module: str = "m",
) -> ObjectRow:
    """A row with one member ``arg``."""
    anchor = f"qapi-{namespace}-{name}"
    part = PartRow("arg", "member", f"{anchor}.arg", True)
    return ObjectRow(namespace, name, kind, module, docname, anchor, int(rank), 1, (part,))


def index(*rows: ObjectRow) -> ObjectIndex:
    """An index over the namespaces QMP and QGA."""
    documents: dict[str, list[ObjectRow]] = {}
    for each in rows:
        documents.setdefault(each.docname, []).append(each)
    return ObjectIndex(documents, ["QMP", "QGA"])


@pytest.mark.parametrize(
    ("name", "namespace", "found"),
    [
        ("stop", None, "qapi-QMP-stop"),
        ("stop", "QGA", "qapi-QGA-stop"),
        ("QGA:stop", "QMP", "qapi-QGA-stop"),
        ("QMP:only", "QGA", "qapi-QMP-only"),
        ("only", "QGA", "qapi-QMP-only"),
        ("stop.arg", None, "qapi-QMP-stop.arg"),
        ("m.stop", None, "qapi-QMP-stop"),
        ("QGA:m.stop", None, "qapi-QGA-stop"),
        ("XXX:stop", None, None),
        ("STOP", None, None),
    ],
)
def test_look_up(name: str, namespace: str | None, found: str | None) -> None:
    """The reader's own namespace is looked at first, then the others in the order of the configuration."""
    objects = index(object_row("stop"), object_row("stop", "QGA"), object_row("only"))
    target = objects.find(name, ALL_KINDS, namespace=namespace, module=None)
    assert (target.anchor if target else None) == found


def test_a_role_finds_its_own_kinds_only() -> None:
    objects = index(object_row("stop"), object_row("stop", "QGA", kind="struct"))
    target = objects.find("stop", KINDS_OF_ROLE["type"], namespace=None, module=None)
    assert target is not None
    assert target.namespace == "QGA"


def test_the_canonical_rendering_does_not_depend_on_the_order_of_reading() -> None:
    rows = [
        object_row("stop", docname="a", rank=Rank.FILLED),
        object_row("stop", docname="z", rank=Rank.GENERATED),
        object_row("stop", docname="b", rank=Rank.COLLECTION),
    ]
    for some in (rows, rows[::-1]):
        target = index(*some).find("stop", ALL_KINDS, namespace=None, module=None)
        assert target is not None
        assert target.docname == "z"


def test_every_kind_has_a_role_and_every_role_leads_to_kinds() -> None:
    assert set(QapiDomain.object_types) == ALL_KINDS
    assert set(QapiDomain.roles) == set(KINDS_OF_ROLE)
    for kind, object_type in QapiDomain.object_types.items():
        assert all(kind in KINDS_OF_ROLE[role] for role in object_type.roles), kind


PAGES = {
    "index.rst": """\
Title
=====

.. qapi:namespace:: QMP

:qapi:cmd:`go`, :qapi:cmd:`QMP:go`, :qapi:any:`go.speed`, :qapi:type:`[Speed]`, :qapi:type:`Speed?`,
:qapi:value:`~Speed.slow`, :qapi:cmd:`there <go>`, :qapi:cmd:`!nowhere`, :any:`go`, :qapi:mod:`schema`

.. qapi:command:: go

.. qapi:enum:: Speed
"""
}
SCHEMA = """\
{ 'enum': 'Speed', 'data': [ 'slow' ] }
{ 'command': 'go', 'data': { 'speed': 'Speed' } }
"""


def test_roles(build: Build) -> None:
    """All forms lead to the same anchors; `qapi:mod` leads nowhere here, since no module is shown."""
    project = build(SCHEMA, PAGES)
    html = project.output()
    assert [w.partition("WARNING: ")[2] for w in project.warnings] == [
        "qapi:mod reference target not found: schema [ref.qapi]"
    ]
    prose = html.partition('<dl class="qapi')[0]
    assert prose.count('<a class="reference internal" href="#qapi-QMP-go"') == 4
    assert ">speed<" in html
    assert '<span class="pre">[Speed]</span>' in html
    assert '<span class="pre">slow</span>' in html
    assert (
        'title="QMP:go"><code class="xref qapi qapi-cmd docutils literal notranslate"><span class="pre">there' in html
    )


@pytest.mark.parametrize(("pages", "enum", "command"), [("definition", -1, -1), ("module", 1, 0)])
def test_inventory(build: Build, pages: str, enum: int, command: int) -> None:
    """All objects have full names, definitions also bare ones; priority -1 keeps an object out of the search.

    The search finds a definition with a page of its own by the title of this page.
    """
    project = build(SCHEMA, settings={"pages": pages})
    objects = {name: (kind, priority) for name, _, kind, _, _, priority in project.domain.get_objects()}
    assert objects == {
        "QMP:schema": ("module", 1),
        "QMP:Speed": ("enum", enum),
        "Speed": ("enum", -1),
        "QMP:Speed.slow": ("value", 2),
        "QMP:go": ("command", command),
        "go": ("command", -1),
        "QMP:go.speed": ("member", 2),
    }


def test_features_of_rows_are_targets(build: Build) -> None:
    """The targets of features of members and values are their badges."""
    schema = """
    { 'enum': 'Speed', 'data': [ { 'name': 'slow', 'features': [ 'deprecated' ] } ] }
    { 'command': 'go', 'data': { 'speed': { 'type': 'int', 'features': [ 'unstable' ] } } }
    """
    page = "T\n=\n\n.. qapi:schema:: QMP\n\n:qapi:feat:`go.speed.unstable` :qapi:feat:`QMP:Speed.slow.deprecated`\n"
    project = build(schema, {"index.rst": page})
    html = project.output()
    for anchor, badge in (("go.speed:feature.unstable", "unstable"), ("Speed.slow:feature.deprecated", "deprecated")):
        assert html.count(f'href="#qapi-QMP-{anchor}"') == 1
        assert re.search(rf'<span class="[^"]+" id="qapi-QMP-{re.escape(anchor)}">{badge}</span>', html)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (".. qapi:command:: goo", 'no command "goo" in schema "QMP" (did you mean "go"?) [qapi.unknown-name]'),
        (".. qapi:event:: go", 'no event "go" in schema "QMP"; it is of kind command [qapi.unknown-name]'),
        (".. qapi:command:: QPM:go", 'no schema "QPM" (did you mean "QMP"?) [qapi.unknown-schema]'),
        (".. qapi:schema:: QGA", 'no schema "QGA" [qapi.unknown-schema]'),
        (
            ".. qapi:module:: shema\n   :members:",
            'no module "shema" in schema "QMP" (did you mean "schema"?) [qapi.unknown-module]',
        ),
    ],
)
def test_a_wrong_name_is_one_warning_at_its_place(build: Build, text: str, message: str) -> None:
    project = build(SCHEMA, {"index.rst": f"T\n=\n\n{text}\n"})
    assert project.warnings == [f"SRC/index.rst:4: WARNING: {message}"]


def test_a_page_is_read_again_when_the_schema_has_what_it_asks_for(build: Build) -> None:
    project = build(SCHEMA, {"index.rst": "T\n=\n\n.. qapi:event:: GONE\n", "other.rst": ":orphan:\n\nO\n=\n"})
    assert len(project.warnings) == 1
    assert project.rebuild() == []
    (Path(project.app.srcdir) / "schema.json").write_text(SCHEMA + "{ 'event': 'GONE' }")
    assert project.rebuild() == ["index"]
    assert project.warnings == []
    assert 'id="qapi-QMP-GONE"' in project.output()
