"""Another project links to what ours describes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from .conftest import Build

PAGE = """\
Elsewhere
=========

:qapi:cmd:`blockdev-add`, :qapi:cmd:`QMP:blockdev-add`, :external+qemu:qapi:cmd:`QMP:blockdev-add`,
:qapi:type:`QSD:BlockdevOptions`, :qapi:value:`QMP:BlockdevDriver.qcow2`
"""


def link(tmp_path: Path, inventory: Path, page: str) -> tuple[str, str]:
    """A second project's page and warnings."""
    source = tmp_path / "second"
    source.mkdir()
    conf = {
        "extensions": ["sphinx_qapi", "sphinx.ext.intersphinx"],
        "intersphinx_mapping": {"qemu": ("https://example.org/qemu", str(inventory))},
        "nitpicky": True,
    }
    (source / "conf.py").write_text("".join(f"{name} = {value!r}\n" for name, value in conf.items()))
    (source / "index.rst").write_text(page)
    app = SphinxTestApp("html", srcdir=source)
    app.build()
    html = (Path(app.outdir) / "index.html").read_text()
    warnings = app.warning.getvalue()
    app.cleanup()
    return html, warnings


def test_names_of_a_small_schema(build: Build, tmp_path: Path) -> None:
    schema = "{ 'command': 'go', 'data': { 'speed': 'int' } }"
    project = build({"first/schema.json": schema}, builder="html")
    project.app.cleanup()
    inventory = Path(project.app.outdir) / "objects.inv"
    html, warnings = link(tmp_path, inventory, "T\n=\n\n:qapi:cmd:`go` :qapi:memb:`QMP:go.speed`\n")
    assert warnings == ""
    assert 'href="https://example.org/qemu/schema.html#qapi-QMP-go"' in html
    assert 'href="https://example.org/qemu/schema.html#qapi-QMP-go.speed"' in html


@pytest.mark.shared
def test_blockdev_add_of_three_manuals(three_manuals: Path, tmp_path: Path) -> None:
    """All of release 10.2.2 in one inventory."""
    html, warnings = link(tmp_path, three_manuals / "objects.inv", PAGE)
    assert warnings == ""
    assert html.count("block-core.html#qapi-QMP-blockdev-add") == 3
    assert "qsd/block-core.html#qapi-QSD-BlockdevOptions" in html
    assert "#qapi-QMP-BlockdevDriver.qcow2" in html
