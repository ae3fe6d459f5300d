"""Fixtures that build tiny projects in the process of the tests."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext.domain import QapiDomain
from tests.real_warnings import other_warnings

EXAMPLE = Path(__file__).parents[2] / "examples" / "granary" / "granary.json"


class Project:
    """A project that has been built."""

    def __init__(self, app: SphinxTestApp) -> None:
        self.app = app

    @property
    def warnings(self) -> list[str]:
        """The warnings of Sphinx, one line each, without colours; the source folder is called ``SRC``."""
        import re

        text = re.sub(r"\x1b\[[\d;]*m", "", self.app.warning.getvalue())
        return [line.replace(str(self.app.srcdir), "SRC") for line in text.splitlines() if line.strip()]

    @property
    def domain(self) -> QapiDomain:
        """Our domain, with everything that was read."""
        domain = self.app.env.get_domain("qapi")
        assert isinstance(domain, QapiDomain)
        return domain

    def doctree(self, docname: str = "index") -> nodes.document:
        """The document *docname* as it was read."""
        return self.app.env.get_doctree(docname)

    def output(self, name: str = "index.html") -> str:
        """The text of the output file *name*."""
        return (Path(self.app.outdir) / name).read_text(encoding="utf-8")

    def rebuild(self) -> list[str]:
        """Build again in a new application; return the documents that were read."""
        self.app.cleanup()
        app = SphinxTestApp(self.app.builder.name, srcdir=self.app.srcdir)
        read: list[str] = []
        app.connect("env-before-read-docs", lambda _app, _env, docnames: read.extend(docnames))
        app.build()
        self.app = app
        return sorted(read)


Build = Callable[..., Project]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """A function that writes a project and builds it.

    ``schema`` is the text of ``schema.json`` (or a table of files), ``pages`` are the documents (by file name),
    ``settings`` are those of the schema's entry in ``qapi_schemas``, and ``conf`` the values of ``conf.py``. Without
    ``pages`` the project consists of the schema's generated pages.
    """
    projects: list[Project] = []

    def run(
        schema: str | Mapping[str, str] = "",
        pages: Mapping[str, str] | None = None,
        *,
        builder: str = "html",
        settings: Mapping[str, Any] | None = None,
        **conf: Any,
    ) -> Project:
        files = {"schema.json": schema} if isinstance(schema, str) else dict(schema)
        values: dict[str, Any] = {
            "extensions": ["sphinx_qapi"],
            "nitpicky": True,
            "html_theme": "basic",
            "show_warning_types": True,  # the default from Sphinx 8
        }
        if schema:
            root = next(iter(files))
            values["qapi_schemas"] = {
                "QMP": {"path": root, **({"output": "."} if pages is None else {}), **(settings or {})}
            }
        values.update(conf)
        files |= pages or {}
        files["conf.py"] = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        app = SphinxTestApp(builder, srcdir=tmp_path)
        project = Project(app)
        projects.append(project)
        app.build()
        return project

    yield run
    for project in projects:
        project.app.cleanup()


@pytest.fixture(scope="session")
def three_manuals(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the three manuals of release 10.2.2, built once by the command line."""
    folder = tmp_path_factory.mktemp("three")
    corpus = shared / "corpus" / "10.2.2"
    roots = {"QMP": "qapi", "QGA": "qga", "QSD": "storage-daemon/qapi"}
    words = [f"{namespace}={corpus / path / 'qapi-schema.json'}" for namespace, path in roots.items()]
    return _manuals(words, folder)


@pytest.fixture(scope="session")
def module_manual(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of QMP's manual of the same release, with pages of modules."""
    schema = shared / "corpus" / "10.2.2" / "qapi" / "qapi-schema.json"
    return _manuals([f"QMP={schema}", "--pages", "module"], tmp_path_factory.mktemp("modules"))


def _manuals(words: list[str], folder: Path) -> Path:
    from sphinx_qapi.cli.main import main

    warnings = io.StringIO()
    with contextlib.redirect_stderr(warnings):
        assert main(["build", *words, "-o", str(folder), "--theme", "alabaster"]) == 0
    assert other_warnings(warnings.getvalue()) == []
    return folder / "html"
