"""Schemas of strangers: none of their scripts runs, and nothing that is not theirs is shown."""

from __future__ import annotations

import re
import zipfile
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from tests.real_warnings import other_warnings
from tests.sphinx_ext.untrusted_attempts import HARMLESS, INCLUDES, JS, MARKDOWN, PLAIN, RST, SECRET, write_granaries

if TYPE_CHECKING:
    from .conftest import Build, Project

ATTEMPTS = {"rst": RST, "md": MARKDOWN, "old": PLAIN}
PAGE = "Granaries\n=========\n\n.. toctree::\n\n   rst/index\n   md/index\n   old/index\n   inc/index\n"
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset", "xlink:href"}


class _Page(HTMLParser):
    """Collects from a page everything that could run or lead to a dangerous place."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        if tag in ("iframe", "object", "embed", "base"):
            self.found.append(tag)
        for name, value in attrs:
            if self._is_active(name, re.sub(r"[\x00-\x20]", "", value or "").casefold()):
                self.found.append(f"{tag} {name}={value}")

    @staticmethod
    def _is_active(name: str, value: str) -> bool:
        scheme = re.match(r"[a-z][a-z0-9+.-]*:", value)
        leads_away = scheme is not None and scheme[0] not in ("http:", "https:", "mailto:")
        return (
            name.startswith("on")
            or (name == "http-equiv" and value == "refresh")
            or (name in _ADDRESSES and leads_away)
        )

    def handle_data(self, data: str) -> None:
        if self._in_script and "harvest" in data:
            self.found.append(data)

    def handle_endtag(self, _tag: str) -> None:
        self._in_script = False


@pytest.fixture(scope="module")
def granaries(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function that builds all attempts with a builder, once per builder."""
    from sphinx.testing.util import SphinxTestApp

    folder = tmp_path_factory.mktemp("granaries")
    values = {
        "extensions": ["sphinx_qapi"],
        "show_warning_types": True,
        "html_theme": "basic",
        "project": "x",
        "qapi_schemas": write_granaries(folder),
        "exclude_patterns": ["outside"],
    }
    (folder / "conf.py").write_text("".join(f"{name} = {value!r}\n" for name, value in values.items()))
    (folder / "index.rst").write_text(PAGE)
    warnings = ""

    def run(builder: str) -> tuple[Path, list[str]]:
        nonlocal warnings
        app = SphinxTestApp(builder, srcdir=folder)
        app.build()
        warnings = warnings or app.warning.getvalue()
        app.cleanup()
        return Path(app.outdir), re.sub(r"\x1b\[[\d;]*m", "", warnings).splitlines()

    return run


def test_html(granaries: Any) -> None:
    site, _ = granaries("html")
    pages = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    assert len(pages) > 6
    for path in pages:
        assert _Page(path.read_text("utf-8")).found == [], path
    _has_no_secret(site)


@pytest.mark.parametrize("markup", ATTEMPTS)
def test_the_text_around_an_attempt_is_shown(markup: str, granaries: Any) -> None:
    site, _ = granaries("html")
    for number, attempt in enumerate(ATTEMPTS[markup]):
        text = (site / markup / f"command-weigh-{number}.html").read_text("utf-8")
        assert f"Before {number}." in text, attempt
        if attempt not in ("a refresh", "HTML that never ends"):
            assert f"After {number}." in text, attempt


@pytest.mark.parametrize("markup", ATTEMPTS)
def test_each_attempt_is_a_warning_at_its_line(markup: str, granaries: Any) -> None:
    site, warnings = granaries("html")
    schema = site.parents[1] / "outside" / markup / "granary.json"
    starts = [n for n, line in enumerate(schema.read_text("utf-8").splitlines(), 1) if line.startswith("# @weigh-")]
    told = [
        int(each.split(":")[1]) for each in warnings if each.startswith(f"{schema}:") and "[qapi.untrusted]" in each
    ]
    spans = zip(ATTEMPTS[markup], starts, [*starts[1:], 10**6], strict=True)
    untold = {(markup, name) for name, start, end in spans if not any(start < line < end for line in told)}
    assert untold == {each for each in HARMLESS if each[0] == markup}


def test_a_link_with_a_name_is_told_once(granaries: Any) -> None:
    """A link with a name is a link and a target, also if a directive parses it; it is reported only once."""
    site, warnings = granaries("html")
    number = list(RST).index("within the title of an example")
    text = (site.parents[1] / "outside" / "rst" / "granary.json").read_text("utf-8")
    first = text[: text.index(f"# @weigh-{number}:")].count("\n")
    told = [each for each in warnings if re.search(rf"rst/granary.json:(?:{first + 6}|{first + 7}): ", each)]
    assert len(told) == 1
    assert f'the link to "{JS}"' in told[0]


def test_a_target_that_nothing_refers_to_is_told(build: Build) -> None:
    text = "##\n# @Silo:\n#\n# A silo.\n#\n# .. _away: javascript:alert(1)\n##\n{ 'enum': 'Silo', 'data': [] }\n"
    schemas = {"QMP": {"path": "schema.json", "trusted": False}}
    pages = {"index.rst": ".. qapi:schema:: QMP\n"}
    (warning,) = [each for each in build(text, pages, qapi_schemas=schemas).warnings if "javascript" in each]
    assert 'the link to "javascript:alert(1)"' in warning


def test_includes(granaries: Any) -> None:
    _site, warnings = granaries("html")
    told = [each for each in warnings if "inc/granary.json" in each]
    assert [int(each.split(":")[1]) for each in told] == [*range(1, len(INCLUDES) + 1)]
    assert all("[qapi.untrusted]" in each for each in told)


def test_latex(granaries: Any) -> None:
    folder, _ = granaries("latex")
    (document,) = folder.glob("*.tex")
    text = document.read_text("utf-8")
    for command in re.findall(r"\\(?:input|include|openin|write|href|url|sphinxhref|sphinxincludegraphics)\b.*", text):
        assert not re.search(r"secret|harvest|javascript|passwd|\.\.", command), command
    assert text.count("\\end{document}") == 1
    _has_no_secret(folder)


def test_epub(granaries: Any) -> None:
    folder, _ = granaries("epub")
    (book,) = folder.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert SECRET.encode() not in content, name
            if name.endswith("xhtml"):
                assert _Page(content.decode()).found == [], name
                ElementTree.fromstring(content)


def _has_no_secret(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path


def _schema(comment: str) -> str:
    lines = "\n".join(f"# {line}".rstrip() for line in comment.split("\n"))
    return f"##\n# @weigh:\n#\n{lines}\n##\n{{ 'command': 'weigh' }}\n"


def test_where_the_schema_is_trusted_they_succeed(build: Build, tmp_path: Path) -> None:
    """The attempts are real, and nothing has changed for trusted schemas."""
    (tmp_path / "secret.txt").write_text(SECRET)
    project = build(_schema(f".. raw:: html\n   :file: secret.txt\n\n`x <{JS}>`__"))
    assert SECRET in project.output("command-weigh.html")
    assert f"a href={JS}" in _Page(project.output("command-weigh.html")).found


ALLOWED = """\
##
# @weigh:
#
# .. note:: A *note* with ``code``, `a link <https://example.org/a?b=c#d>`__ and a.miller@example.org.
#
# .. versionadded:: 1.0
#    Scales.
#
# .. list-table:: Sacks
#    :header-rows: 1
#
#    * - kind
#      - weight
#    * - rye
#      - :math:`\\frac{1}{2} \\cdot \\alpha`
#
# .. csv-table:: Bins
#    :header: "a", "b"
#
#    1, 2
#
# .. code-block:: json
#    :emphasize-lines: 1
#
#    { "a": 1 }
#
# .. math::
#
#    \\begin{aligned} a &= b \\\\ c &\\le d \\end{aligned}
#
# .. figure:: bin.png
#    :alt: a bin
#    :width: 50%
#
#    A bin.
#
# .. image:: pictures/mill.png
#
# .. topic:: Mills
#
#    Text with :abbr:`BTU (bushels to unload)`, :kbd:`Ctrl`, :qapi:cmd:`mill` and :pep:`8`.
#
# .. rubric:: Examples
#
# .. qmp-example::
#
#    -> { "execute": "weigh" }
#    <- { "return": {} }
#
# Since: 1.0
##
{ 'command': 'weigh' }
{ 'command': 'mill' }
"""


def test_what_is_allowed_is_as_ever(build: Build, tmp_path: Path) -> None:
    from tests.sphinx_ext.untrusted_attempts import PNG

    files = {"s/granary.json": ALLOWED}
    for name in ("s/bin.png", "s/pictures/mill.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PNG)
    project = build(
        files,
        {"index.rst": "Site\n====\n\n.. toctree::\n\n   ref/index\n"},
        settings={"output": "ref", "trusted": False},
    )
    # docutils below 0.22 does not accept a topic within the description of a definition.
    assert [each for each in project.warnings if '"topic"' not in each] == []
    page = project.output("ref/command-weigh.html")
    assert page.count("<img") == 2
    assert (Path(project.app.outdir) / "_images" / "mill.png").read_bytes() == PNG
    for word in ("math notranslate", "versionadded", "https://example.org/a?b=c#d", "mailto:a"):
        assert word in page


def test_a_site_is_the_same_where_there_is_nothing_to_refuse(build: Build, tmp_path: Path) -> None:
    text = ALLOWED.replace("# .. figure:: bin.png\n#    :alt: a bin\n#    :width: 50%\n#\n#    A bin.\n#\n", "")
    text = text.replace("# .. image:: pictures/mill.png\n#\n", "")
    project = build(text)
    before = {path.name: path.read_text("utf-8") for path in Path(project.app.outdir).glob("*.html")}
    assert {"schema.html", "command-weigh.html"} <= {*before}
    conf = tmp_path / "conf.py"
    conf.write_text(conf.read_text().replace("'path'", "'trusted': False, 'path'"))
    assert "schema" in project.rebuild()
    assert {name: project.output(name) for name in before} == before


UNTRUSTED = {"output": ".", "trusted": False}


def test_what_a_project_has_not_allowed(build: Build) -> None:
    project = build(
        _schema(".. container:: x\n\n   Within.\n\n:download:`conf <conf.py>` :raw:`x`"), settings=UNTRUSTED
    )
    assert [each.split(": ", 2)[2] for each in _told(project)] == [
        'the directive "container" is left out, since the schema is untrusted [qapi.untrusted]',
        'the role "download" is left out, since the schema is untrusted [qapi.untrusted]',
        'the role "raw" is left out, since the schema is untrusted [qapi.untrusted]',
    ]


def test_directives_of_ours_have_all_their_options(build: Build) -> None:
    command = ".. qapi:command:: mill\n   :no-index:\n   :since: 1.0\n\n   Grind."
    project = build(_schema(f"{command}\n\n.. qapi:index::\n   :kind: command"), settings=UNTRUSTED)
    assert project.warnings == []
    assert "qapi-az" in project.output("command-weigh.html")


def test_a_project_extends_the_list(build: Build) -> None:
    text = _schema(".. container:: x\n\n   Within.")
    project = build(text, settings=UNTRUSTED, qapi_untrusted_directives=["container"])
    assert project.warnings == []
    assert "Within." in project.output("command-weigh.html")


def test_names_in_other_languages(build: Build) -> None:
    """A directive is judged by its English name, whatever it is called in the language of the site."""
    text = _schema("```{brut} html\n<b>x</b>\n```\n\n```{attention}\nA.\n```\n\n```{astuce}\nB.\n```")
    page = build(text, settings={**UNTRUSTED, "markup": "markdown"}, language="fr").output("command-weigh.html")
    assert "admonition tip" in page
    assert "<b>x</b>" not in page
    assert "admonition attention" in page


def test_a_root_that_leads_out_of_its_folder(build: Build, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "other.json").write_text("{ 'command': 'weigh' }\n")
    (tmp_path / "s" / "granary.json").symlink_to("../other.json")
    project = build(
        "", {"index.rst": "Site\n====\n"}, qapi_schemas={"QMP": {"path": "s/granary.json", "trusted": False}}
    )
    (warning,) = project.warnings
    assert "a link leads out of its folder, and it is untrusted [qapi.unreadable-schema]" in warning


def test_untrusted_schemas_share_their_folders(build: Build) -> None:
    files = {"a/granary.json": "{ 'include': '../b/mill.json' }\n", "b/mill.json": "{ 'command': 'grind' }\n"}
    schemas = {"A": {"path": "a/granary.json", "trusted": False}, "B": {"path": "b/mill.json", "trusted": False}}
    pages = {"index.rst": "Site\n====\n\n.. qapi:schema:: A\n", **files}
    assert build("", pages, qapi_schemas=schemas).warnings == []


def test_the_rule_is_not_kept_with_a_schema(build: Build, tmp_path: Path) -> None:
    """A symbolic link may lead elsewhere at the next build."""
    files = {"s/granary.json": "{ 'include': 'mill.json' }\n", "mill.json": "{ 'command': 'grind' }\n"}
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "mill.json").symlink_to("../mill.json")
    project = build(files, {"index.rst": "Site\n====\n"}, settings={"trusted": False})
    assert len(_told(project)) == 1
    (tmp_path / "s" / "mill.json").unlink()
    (tmp_path / "s" / "mill.json").write_text("{ 'command': 'grind' }\n")
    project.rebuild()
    assert _told(project) == []


def _told(project: Project) -> list[str]:
    return [each for each in project.warnings if "[qapi.untrusted]" in each]


EVERYWHERE = """\
##
# = Granaries LINK
#
# LINK
##

##
# @weigh:
#
# Weigh. LINK
#
# @bin: LINK
#
# Features:
# @dusty: LINK
#
# Returns: LINK
#
# Errors:
#     - LINK
#
# TODO: Not shown.
#
# .. rubric:: LINK
#
# Since: 1.0
##
{ 'command': 'weigh', 'data': { 'bin': 'Bin' }, 'features': [ 'dusty' ], 'returns': 'Weight' }

##
# @Bin:
#
# LINK
#
# @small: LINK
##
{ 'enum': 'Bin', 'data': [ 'small' ] }

##
# @Weight:
#
# @sacks: LINK
##
{ 'struct': 'Weight', 'data': { 'sacks': 'int' } }
"""


@pytest.mark.parametrize("markup", ["rst", "markdown"])
def test_wherever_in_a_comment(markup: str, build: Build) -> None:
    link = f"`x <{JS}>`__" if markup == "rst" else f"[x]({JS})"
    text = EVERYWHERE.replace("LINK", link)
    settings = {"output": ".", "trusted": False, "markup": markup, "pages": "definition"}
    project = build(text, settings=settings, nitpicky=False)
    lines = {number for number, line in enumerate(text.splitlines(), 1) if link in line}
    told = {int(each.split(":")[1]) for each in _told(project)}
    assert told == lines
    for path in Path(project.app.outdir).rglob("*.html"):
        assert _Page(path.read_text("utf-8")).found == [], path


def test_roles_of_intersphinx_lead_to_the_projects_of_the_configuration(build: Build, tmp_path: Path) -> None:
    inventory = b"# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# The remainder is zlib.\n"
    (tmp_path / "x.inv").write_bytes(inventory + zlib.compress(b"mill std:label -1 mill.html#mill The mill\n"))
    text = """\
##
# @weigh:
#
# :external+x:ref:`mill`, :external:std:ref:`mill`, :external:raw:`<b>`, :external+x:foo:download:`x`
##
{ 'command': 'weigh' }
"""
    project = build(
        text,
        settings={"output": ".", "trusted": False},
        extensions=["sphinx_qapi", "sphinx.ext.intersphinx"],
        intersphinx_mapping={"x": ("https://example.org/x", "x.inv")},
        nitpicky=False,
    )
    page = project.output("command-weigh.html")
    assert page.count('href="https://example.org/x/mill.html#mill"') == 2
    assert "<b>" not in page
    assert [each.partition("untrusted")[0].count("role") for each in _told(project)] == [1, 1]


@pytest.mark.shared
def test_the_real_manuals_are_the_same(
    shared: Path, three_manuals: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing in their comments is refused, although one schema includes files from the folder of another."""
    from sphinx_qapi.cli.main import main

    corpus = shared / "corpus" / "10.2.2"
    roots = {"QMP": "qapi", "QGA": "qga", "QSD": "storage-daemon/qapi"}
    words = [f"{namespace}={corpus / path / 'qapi-schema.json'}" for namespace, path in roots.items()]
    assert main(["build", *words, "-o", str(tmp_path), "--theme", "alabaster", "--untrusted"]) == 0
    assert other_warnings(capsys.readouterr().err) == []
    site = tmp_path / "html"
    files = [path.relative_to(site) for path in site.rglob("*") if path.is_file() and path.name != ".buildinfo"]
    assert len(files) > 200
    assert [name for name in files if (site / name).read_bytes() != (three_manuals / name).read_bytes()] == []
