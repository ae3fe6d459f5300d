"""Documents written for QEMU's own extensions, with only the names of the extensions changed."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.testing.util import SphinxTestApp

from tests.real_warnings import other_warnings

if TYPE_CHECKING:
    from .conftest import Build, Project

SETTINGS: dict[str, Any] = {
    "default_role": "any",
    "qapidoc_srctree": ".",
    "qapi_allowed_fields": {"see also"},
    "qapi_namespaces": {"QGA", "QMP", "QSD"},
}
"""Settings as in QEMU's ``conf.py``."""

REFERENCE = """\
{title}
=======================

.. contents::
   :depth: 3

.. qapi-doc:: {file}
   :namespace: {namespace}
"""
SPECIFICATION = """\
Protocol
========

.. highlight:: QMP

::

   -> { "execute": "stop" }
   <- { "return": {} }

.. qmp-example::
   :title: The same

   -> { "execute": "disk-add", "arguments": { "name": "one" } }
   <- { "return": {} }

See the `qapi-qmp-index`.
"""
SCHEMA = """\
##
# ************
# Introduction
# ************
#
# Find things in the `qapi-qmp-index`; :doc:`/interop/spec` has the rest.
##

##
# *******
# Devices
# *******
##

{ 'include': 'disks.json' }
"""
DISKS = """\
##
# =====
# Disks
# =====
##

##
# @Disk:
#
# @name: its name
#
# Since: 1.0
##
{ 'struct': 'Disk', 'data': { 'name': 'str' } }

##
# @disk-add:
#
# Add one.  See `DISK_FULL`.
#
# Since: 1.0
##
{ 'command': 'disk-add', 'data': 'Disk' }

##
# @DISK_FULL:
#
# It is.
#
# Since: 1.1
##
{ 'event': 'DISK_FULL' }
"""


@pytest.fixture
def pages() -> dict[str, str]:
    """The documents of a manual, and its schema."""
    return {
        "index.rst": "Manual\n======\n\n.. toctree::\n\n   interop/qmp-ref\n   interop/spec\n",
        "interop/qmp-ref.rst": REFERENCE.format(title="QMP", file="qapi/schema.json", namespace="QMP"),
        "interop/spec.rst": f"{SPECIFICATION}\n`disk-add` :qapi:obj:`~QMP:disks.Disk` :qapi:mod:`disks`\n",
        "qapi/schema.json": SCHEMA,
        "qapi/disks.json": DISKS,
    }


@pytest.fixture
def manual(build: Build, pages: dict[str, str]) -> Build:
    """A function that builds *pages* with QEMU's settings."""

    def run(**conf: Any) -> Project:
        return build(pages=pages, **{**SETTINGS, **conf})

    return run


def test_a_manual_builds_without_warnings(manual: Build) -> None:
    project = manual()
    assert project.warnings == []
    spec = project.output("interop/spec.html")
    assert 'href="qmp-ref.html#qapi-QMP-disk-add"' in spec
    assert 'href="qmp-ref.html#qapi-QMP-Disk"' in spec
    assert 'href="qmp-ref.html#qapi-module:QMP:disks"' in spec
    assert 'href="../qapi-qmp-index.html"' in spec
    assert spec.count('class="highlight-QMP') == 2


def test_a_manual_may_leave_things_out(manual: Build, pages: dict[str, str]) -> None:
    pages["interop/qmp-ref.rst"] = REFERENCE.format(title="QMP", file="qapi/schema.json", namespace="QMP").rstrip() + (
        "\n   :exclude-members: DISK_FULL, disk-ad\n   :no-graph:\n   :no-examples:\n"
    )
    pages["interop/spec.rst"] = "Spec\n====\n"
    project = manual()
    [wrong] = project.warnings
    assert 'no definition "disk-ad" in schema "QMP" (did you mean "disk-add" or "Disk"?)' in wrong
    page = project.output("interop/qmp-ref.html")
    assert 'id="qapi-QMP-disk-add"' in page
    assert "qapi-QMP-DISK_FULL" not in page
    assert "execute" not in page, "the payload"


def test_old_anchors_are_there_when_asked_for(manual: Build) -> None:
    html = manual(qapi_qemu_anchors=True).output("interop/qmp-ref.html")
    names = "command-QMP-disks.disk-add", "event-QMP-disks.DISK_FULL", "object-QMP-disks.Disk", "module-QMP-disks"
    for anchor in names:
        assert f'id="{anchor}"' in html
    assert 'id="qapi-QMP-disk-add"' in html


def test_no_old_anchors_otherwise(manual: Build) -> None:
    assert 'id="command-' not in manual().output("interop/qmp-ref.html")


def test_a_page_is_read_again_when_its_schema_has_changed(manual: Build, tmp_path: Path) -> None:
    project = manual()
    disks = tmp_path / "qapi" / "disks.json"
    disks.write_text(disks.read_text().replace("Add one.", "Add another."))
    assert project.rebuild() == ["interop/qmp-ref", "interop/spec"], "and the page whose example sends the command"
    assert "Add another." in project.output("interop/qmp-ref.html")
    assert project.rebuild() == []


def test_a_schema_without_a_namespace_is_called_by_its_file(pages: dict[str, str], manual: Build) -> None:
    pages["interop/qmp-ref.rst"] = "QMP\n===\n\n.. qapi-doc:: qapi/schema.json\n"
    pages["interop/spec.rst"] = "Spec\n====\n\n`qapi_schema:disk-add` and all of :ref:`qapi-index`\n"
    project = manual(qapi_namespaces=set())
    assert project.warnings == []
    assert 'href="qmp-ref.html#qapi-qapi_schema-disk-add"' in project.output("interop/spec.html")


def test_a_document_names_the_release_of_its_schema(pages: dict[str, str], manual: Build) -> None:
    """In 9.1 a backquoted name is emphasis, and what later releases forbid is no mistake."""
    pages["interop/qmp-ref.rst"] = "QMP\n===\n\n.. qapi-doc:: qapi/schema.json\n   :namespace: QMP\n   :dialect: 9.1\n"
    project = manual()
    loaded = project.domain.state.store.get("QMP")
    assert loaded is not None
    assert loaded.schema.dialect == "9.1"
    pages["interop/qmp-ref.rst"] = "QMP\n===\n\n.. qapi-doc:: qapi/schema.json\n   :namespace: QMP\n   :dialect: old\n"
    assert any("not a release: 'old'" in each for each in manual().warnings)


def test_a_schema_that_is_missing_is_one_warning_at_the_directive(manual: Build, pages: dict[str, str]) -> None:
    """A directive that is only quoted in a code block causes no warning."""
    pages["interop/qmp-ref.rst"] = "QMP\n===\n\n.. qapi-doc:: qapi/none.json\n   :namespace: QMP\n"
    pages["interop/spec.rst"] = "Spec\n====\n\n.. code-block:: rst\n\n   .. qapi-doc:: qapi/never.json\n"
    [warning] = manual().warnings
    assert warning.startswith('SRC/interop/qmp-ref.rst:4: WARNING: no schema "QMP" could be read from ')


def test_a_namespace_of_two_schemas_is_one_warning(manual: Build, pages: dict[str, str]) -> None:
    pages["interop/spec.rst"] = "Spec\n====\n\n.. qapi-doc:: qapi/disks.json\n   :namespace: QMP\n"
    [warning] = manual().warnings
    assert warning.startswith('SRC/interop/spec.rst:4: WARNING: "QMP" is the namespace of ')
    assert warning.endswith("qapi/schema.json [qapi.unknown-schema]")


WRITTEN = """\
Written
=======

.. qapi:namespace:: QMP
.. qapi:module:: made-up

.. qapi:command:: x-door-open
   :since: 42.0
   :ifcond: CONFIG_DOORS
   :unstable:

   Open it.

   :arg int door: which
   :arg string? how: carefully
   :feat quiet: no sound
   :error:
       - If it is open.
   :return-nodesc: Disk
   :see also: the handle

.. qapi:object:: Handle

   :memb boolean? round: its form
   :memb [string] colours: its colours
"""


def test_descriptions_by_hand(manual: Build, pages: dict[str, str]) -> None:
    """Descriptions by hand use the fields and options of QEMU's domain."""
    pages["interop/spec.rst"] = WRITTEN
    project = manual()
    assert project.warnings == []
    html = project.output("interop/spec.html")
    for text in ("qapi-QMP-x-door-open.how", "See also", 'href="qmp-ref.html#qapi-QMP-Disk"', "qapi-QMP-Handle.round"):
        assert text in html


def test_a_field_that_is_not_allowed_is_one_warning(manual: Build, pages: dict[str, str]) -> None:
    pages["interop/spec.rst"] = WRITTEN.replace(":see also:", ":see aslo:")
    [warning] = manual().warnings
    assert warning == (
        'SRC/interop/spec.rst:20: WARNING: no field "see aslo" (did you mean "see also"?), '
        "and qapi_allowed_fields does not allow it [qapi.unknown-field]"
    )


def test_a_field_whose_name_is_blank_is_not_allowed_either(manual: Build, pages: dict[str, str]) -> None:
    pages["interop/spec.rst"] = WRITTEN.replace(":see also:", ":\u00a0:")
    [warning] = manual().warnings
    assert "and qapi_allowed_fields does not allow it" in warning


@pytest.mark.parametrize("is_first", [True, False])
def test_two_extensions_for_one_thing_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_first: bool
) -> None:
    """The error is the same whichever extension comes first, and if the other is not called as QEMU's is."""
    other = "qapi_domain" if is_first else "their_domain"
    (tmp_path / f"{other}.py").write_text(
        "from sphinx.domains import Domain\n"
        "class TheirDomain(Domain):\n    name = 'qapi'\n    label = 'QAPI'\n"
        "def setup(app):\n    app.add_domain(TheirDomain)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    extensions = ["sphinx_qapi", other] if is_first else [other, "sphinx_qapi"]
    (tmp_path / "conf.py").write_text(f"extensions = {extensions!r}\n")
    (tmp_path / "index.rst").write_text("T\n=\n")
    with pytest.raises(ExtensionError, match=r"remove one of them from 'extensions' in conf\.py"):
        SphinxTestApp("html", srcdir=tmp_path)
    sys.modules.pop(other, None)


QEMUS_ELEMENTS, QEMUS_BYTES = 70_239, 2_640_000
"""Elements and bytes of the page that QEMU's own extensions make of the QMP schema of 10.2.2."""


@pytest.mark.shared
def test_real_schemas(build: Build, shared: Path) -> None:
    """Two of the three manuals of 10.2.2, as its documents request them; QMP's page is not much heavier than QEMU's."""
    corpus = shared / "corpus" / "10.2.2"
    files = {"QGA": "qga/qapi-schema.json", "QMP": "qapi/qapi-schema.json"}
    pages = {
        f"interop/{name}.rst": REFERENCE.format(title=name, file=file, namespace=name) for name, file in files.items()
    }
    pages |= {
        "index.rst": "T\n=\n\n.. toctree::\n   :glob:\n\n   */*\n",
        "interop/qmp-spec.rst": "Protocol\n========\n\n`qapi-qmp-index` `qapi-qga-index` `blockdev-add`\n",
        "devel/qapi-code-gen.rst": "Code\n====\n\n.. _cpu-topology-s390x:\n\nNone\n----\n",
    }
    conf = {**SETTINGS, "qapidoc_srctree": str(corpus), "qapi_qemu_anchors": True}
    project = build(pages=pages, **conf)
    assert other_warnings("\n".join(project.warnings)) == []
    doctree = project.doctree("interop/QMP")
    assert "command-QMP-block-core.blockdev-add" in doctree.ids
    assert Counter(map(_depth, doctree.findall(nodes.section))) == {0: 1, 1: 40, 2: 5}, "as the schema's markup says"
    html = project.output("interop/QMP.html")
    assert len(re.findall("<[a-z]", html)) <= 1.3 * QEMUS_ELEMENTS
    assert len(html.encode()) <= 1.3 * QEMUS_BYTES


def _depth(section: nodes.Node) -> int:
    parent = section.parent
    return 0 if parent is None or isinstance(parent, nodes.document) else 1 + _depth(parent)
