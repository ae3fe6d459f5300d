"""A tree laid out like QEMU's: three manuals in ``docs/``, schemas next to it, a build system that asks for files.

The schemas are the tests' own; which file includes which is as in QEMU.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.cli.main import main

CONF = """\
import os
import sys

docs = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(docs, "sphinx"))
extensions = ["sphinx_qapi", "list_of_files"]
default_role = "any"
nitpicky = True
html_theme = "basic"
qapidoc_srctree = os.path.join(docs, "..")
qapi_namespaces = {"QGA", "QMP", "QSD"}
qapi_allowed_fields = {"see also"}
qapi_qemu_anchors = True
"""
ASKS_FOR_FILES = """\
\"\"\"What a build system needs: a rule of make that names each file of each document, written when all are read.\"\"\"

from pathlib import Path


def write_rule(app, env):
    names = {str(env.doc2path(each)) for each in env.found_docs}
    names |= {str(Path(env.srcdir, file)) for each in env.found_docs for file in env.dependencies[each]}
    Path(app.outdir, "docs.d").write_text("stamp: " + " ".join(sorted(names)), encoding="utf-8")


def setup(app):
    app.connect("env-updated", write_rule)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
MANUAL = "{title}\n{line}\n\n.. contents::\n   :depth: 3\n\n.. qapi-doc:: {file}\n   :namespace: {namespace}\n"
WRITTEN = """\
Writing
=======

.. qapi:namespace:: QMP

:qapi:type:`QMP:JarKind?` :qapi:type:`JarKind?` :qapi:type:`[QMP:Shelf]` :qapi:type:`QMP:shelves.Shelf`
:qapi:type:`~QMP:shelves.Shelf` :qapi:cmd:`QMP:shelves.jar-open` :qapi:cmd:`jars.jar-open` `QMP:shelves.jar-open`
:qapi:mod:`QMP:qapi-schema` :qapi:mod:`QSD:qapi-schema` :qapi:mod:`QGA:qapi-schema` `qapi-qmp-index` `qapi-qga-index`
"""


def comment(name: str, text: str = "What it is.") -> str:
    return f"##\n# @{name}:\n#\n# {text}\n#\n# Since: 1.0\n##\n"


def title(text: str, sign: str = "*") -> str:
    return f"##\n# {sign * len(text)}\n# {text}\n# {sign * len(text)}\n##\n\n"


FILES: Mapping[str, str] = {
    "docs/conf.py": CONF,
    "docs/sphinx/list_of_files.py": ASKS_FOR_FILES,
    "docs/index.rst": "Larder\n======\n\n.. toctree::\n\n   interop/index\n   devel/writing\n",
    "docs/interop/index.rst": "Interoperation\n==============\n\n.. toctree::\n   :glob:\n\n   *-ref\n",
    "docs/devel/writing.rst": WRITTEN,
    **{
        f"docs/interop/{name}-ref.rst": MANUAL.format(title=name, line="=" * len(name), file=file, namespace=namespace)
        for name, namespace, file in (
            ("larder-qmp", "QMP", "qapi/qapi-schema.json"),
            ("larder-ga", "QGA", "qga/qapi-schema.json"),
            ("larder-storage-daemon", "QSD", "storage-daemon/qapi/qapi-schema.json"),
        )
    },
    "qapi/qapi-schema.json": title("Introduction")
    + "{ 'include': 'pragma.json' }\n{ 'include': 'common.json' }\n{ 'include': 'jars.json' }\n",
    "qapi/pragma.json": "{ 'pragma': { 'doc-required': true } }\n",
    "qapi/common.json": title("Common", "=")
    + comment("Weight", "Weighed.\n#\n# @grams: how much")
    + "{ 'struct': 'Weight', 'data': { 'grams': 'int' } }\n",
    "qapi/jars.json": title("Jars", "=")
    + "{ 'include': 'shelves.json' }\n\n"
    + comment("JarKind", "Its form.\n#\n# @tall: high\n#\n# @flat: low")
    + "{ 'enum': 'JarKind', 'data': [ 'tall', 'flat' ] }\n\n"
    + comment("jar-open", "Open one.\n#\n# @kind: its form")
    + "{ 'command': 'jar-open', 'data': { '*kind': 'JarKind' } }\n\n"
    + comment("JAR_EMPTY")
    + "{ 'event': 'JAR_EMPTY' }\n",
    "qapi/shelves.json": "{ 'include': 'common.json' }\n\n"
    + title("Shelves", "-")
    + comment("Shelf", "A board.\n#\n# @height: how high")
    + "{ 'struct': 'Shelf', 'base': 'Weight', 'data': { 'height': 'int' } }\n",
    "qga/qapi-schema.json": title("Within") + comment("guest-knock", "Knock.") + "{ 'command': 'guest-knock' }\n",
    "storage-daemon/qapi/qapi-schema.json": title("The daemon")
    + "{ 'include': '../../qapi/pragma.json' }\n{ 'include': '../../qapi/jars.json' }\n",
}
SCHEMA_FILES = {name for name in FILES if name.endswith(".json")}
GENERATED = """\
qapi_schemas = {
    "QMP": {
        "path": "../qapi/qapi-schema.json", "output": "qmp", "pages": "definition", "history": "../qapi/history.txt"
    }
}
"""


class Tree(NamedTuple):
    """A tree that has been built, with the application of the last build."""

    root: Path
    app: SphinxTestApp

    def listed(self) -> set[str]:
        """The files that the build system has been told of, relative to the root."""
        rule = Path(self.app.outdir, "docs.d").read_text("utf-8").removeprefix("stamp: ")
        return {Path(os.path.normpath(each)).relative_to(self.root).as_posix() for each in rule.split()}

    def build(self, **settings: object) -> set[str]:
        """Build once more, as a new process would; return the documents that were read."""
        self.app.cleanup()
        app = SphinxTestApp("html", srcdir=self.root / "docs", confoverrides=settings)
        read: set[str] = set()
        app.connect("env-before-read-docs", lambda _app, _env, docnames: read.update(docnames))
        app.build()
        app.cleanup()
        return read


def make(root: Path, **changed: str) -> Tree:
    for name, text in {**FILES, **changed}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    history = ["history", "update", str(root / "qapi/history.txt"), f"1.0={root / 'qapi/qapi-schema.json'}"]
    assert main(history) == 0
    app = SphinxTestApp("html", srcdir=root / "docs")
    app.build()
    return Tree(root, app)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tree]:
    made = make(tmp_path_factory.mktemp("larder"))
    yield made
    made.app.cleanup()
    sys.modules.pop("list_of_files", None)


def html(tree: Tree, page: str) -> str:
    return Path(tree.app.outdir, f"{page}.html").read_text("utf-8")


def test_the_tree_builds_without_warnings(tree: Tree) -> None:
    assert tree.app.warning.getvalue() == ""


def test_the_build_system_is_told_of_every_file(tree: Tree) -> None:
    assert tree.listed() == SCHEMA_FILES | {name for name in FILES if name.endswith(".rst")}


def test_what_a_build_keeps_is_not_told_of_them(tree: Tree) -> None:
    """Otherwise Sphinx would read a page again whenever a file is newer, even with the same content."""
    kept = pickle.loads(Path(tree.app.doctreedir, "environment.pickle").read_bytes())
    assert not {str(each) for files in kept.dependencies.values() for each in files if str(each).endswith(".json")}


@pytest.mark.parametrize("conf", ["", GENERATED], ids=["qapi-doc", "generated"])
def test_touched_files_are_not_read_and_named_all_the_same(tmp_path: Path, conf: str) -> None:
    tree = make(tmp_path, **{"docs/conf.py": CONF + conf})
    for name in SCHEMA_FILES:
        os.utime(tmp_path / name, (2e9, 2e9))
    before = tree.listed()
    assert before >= SCHEMA_FILES
    assert tree.build() == set()
    assert tree.listed() == before


def test_generated_pages_name_the_files_that_they_show(tmp_path: Path) -> None:
    """A module's page names its own file, that of a base whose members it shows, and the history; the index all."""
    tree = make(tmp_path, **{"docs/conf.py": CONF + GENERATED})
    files = {
        name: {Path(each).name for each in tree.app.env.dependencies[f"qmp/{name}"]}
        for name in ("index", "shelves", "jars")
    }
    assert files == {
        "index": {"qapi-schema.json", "pragma.json", "common.json", "jars.json", "shelves.json", "history.txt"},
        "shelves": {"shelves.json", "common.json", "history.txt"},
        "jars": {"jars.json", "history.txt"},
    }
    assert 'id="module-QMP-qapi-schema"' in html(tree, "qmp/index"), "the place of the root's text"


def test_files_that_an_author_depends_on_stay(tmp_path: Path) -> None:
    """Sphinx itself records these files, and reads the page again when they are newer."""
    page = f"{FILES['docs/devel/writing.rst']}\n.. literalinclude:: /../qapi/jars.json\n"
    tree = make(tmp_path, **{"docs/devel/writing.rst": page})
    assert tree.build() == set()
    os.utime(tmp_path / "qapi/jars.json", (2e9, 2e9))
    assert tree.build() == {"devel/writing"}


def test_definitions_after_an_include_have_both_anchors(tree: Tree) -> None:
    """In QEMU's extension, the last included module remains the current one after an include."""
    page = html(tree, "interop/larder-qmp-ref")
    for kind, name in (("enum", "JarKind"), ("command", "jar-open"), ("event", "JAR_EMPTY")):
        for module in ("jars", "shelves"):
            assert page.count(f'id="{kind}-QMP-{module}.{name}"') == 1
    assert page.count('id="object-QMP-shelves.Shelf"') == page.count('id="object-QMP-common.Weight"') == 1
    assert not re.search(r'id="object-QMP-(?!shelves\.Shelf|common\.Weight)', page)


def test_each_root_answers_as_a_module(tree: Tree) -> None:
    for manual, namespace in (("qmp", "QMP"), ("ga", "QGA"), ("storage-daemon", "QSD")):
        page = html(tree, f"interop/larder-{manual}-ref")
        assert page.count(f'id="module-{namespace}-qapi-schema"') == 1
        assert page.count(f'id="qapi-module:{namespace}:qapi-schema"') == 1


def test_references_look_as_in_qemus_documents(tree: Tree) -> None:
    """Namespace and module are shown as written, unless ``~`` is used; optional names are marked as optional."""
    paragraph = next(tree.app.env.get_doctree("devel/writing").findall(nodes.paragraph))
    assert " ".join(paragraph.astext().split()) == (
        "QMP:JarKind, optional JarKind, optional [QMP:Shelf] QMP:shelves.Shelf Shelf QMP:shelves.jar-open "
        "jars.jar-open QMP:shelves.jar-open QMP:qapi-schema QSD:qapi-schema QGA:qapi-schema "
        "qapi-qmp-index qapi-qga-index"
    )
    page = html(tree, "devel/writing")
    assert page.count('href="../interop/larder-qmp-ref.html#qapi-QMP-jar-open"') == 3
    assert page.count('href="../interop/larder-qmp-ref.html#qapi-QMP-JarKind"') == 2
    assert re.search(r"QMP:JarKind</span></code></a>, optional", page), "the link is on the type alone"


def test_anchors_follow_an_include_that_moves(tmp_path: Path) -> None:
    tree = make(tmp_path)
    jars = FILES["qapi/jars.json"]
    include = "{ 'include': 'shelves.json' }\n"
    (tmp_path / "qapi/jars.json").write_text(jars.replace(include, "") + include, "utf-8")
    assert "interop/larder-qmp-ref" in tree.build()
    assert 'id="enum-QMP-shelves.JarKind"' not in html(tree, "interop/larder-qmp-ref")


def test_without_old_anchors_nothing_of_the_kind(tmp_path: Path) -> None:
    conf = CONF.replace("qapi_qemu_anchors = True", "nitpicky = False")
    tree = make(tmp_path, **{"docs/conf.py": conf})
    page = html(tree, "interop/larder-qmp-ref")
    assert "qapi-schema" not in page.partition("</title>")[2]
    assert "shelves.JarKind" not in page
    shutil.rmtree(tree.app.outdir)
