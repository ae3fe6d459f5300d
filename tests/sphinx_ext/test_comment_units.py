"""A comment is a unit: what it names, numbers and sets is its own, and its text is shown as written."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.prose.comments import citations

if TYPE_CHECKING:
    from .conftest import Build, Project

REST = "##\n# .. note:: This is reStructuredText.\n##\n\n"
SILO = """\
##
# @{name}:
#
# To {name} [1]_ as is known [#a]_, [#]_ and [*]_, see [S20]_, place_, |word|, `here`__ and :ref:`this <spot>`.
#
# __ https://{name}.example.org/
# .. _place: https://place.example.org/{name}
# .. |word| replace:: replaced by {name}
# .. [1] First note on {name}.
# .. [#a] Second note on {name}.
# .. [#] Third note on {name}.
# .. [*] Last note on {name}.
# .. [S20] A book on {name}.
#
# .. _spot:
#
# .. rubric:: Spot of {name}
#
# .. math:: a = b
#    :label: balance
#
# In :eq:`balance` the :term:`hopper` is what ``--fill`` fills.
#
# .. glossary::
#
#    hopper
#       Where {name} ends.
#
# Since: 1.0
##
{{ 'command': '{name}' }}

"""
TWO = REST + SILO.format(name="fill") + SILO.format(name="drain")


def _entry(project: Project, name: str, docname: str = "schema") -> nodes.Element:
    for desc in project.doctree(docname).findall(addnodes.desc):
        if desc[0].astext().split()[1] == name:
            return desc
    raise AssertionError(name)


def _leads_to(entry: nodes.Element, anchor: str) -> str:
    return next(each.astext() for each in entry.findall(nodes.Element) if anchor in each["ids"])


@pytest.fixture
def two(build: Build) -> Project:
    project = build(TWO)
    assert project.warnings == []
    return project


@pytest.mark.parametrize("name", ["fill", "drain"])
def test_each_has_its_own_notes_and_targets(two: Project, name: str) -> None:
    entry = _entry(two, name)
    notes = {note["ids"][0]: note.children[1].astext() for note in entry.findall(nodes.footnote)}
    referred = [(each.astext(), notes[each["refid"]]) for each in entry.findall(nodes.footnote_reference)]
    assert referred == [
        ("1", f"First note on {name}."),
        ("2", f"Second note on {name}."),
        ("3", f"Third note on {name}."),
        ("*", f"Last note on {name}."),
    ]
    citation = next(iter(entry.findall(nodes.citation_reference)))
    assert f"A book on {name}." in _leads_to(entry, citation["refid"])
    links = [each["refuri"] for each in entry.findall(nodes.reference) if "refuri" in each]
    assert links[:2] == [f"https://place.example.org/{name}", f"https://{name}.example.org/"]
    assert f"replaced by {name}" in entry.astext()


@pytest.mark.parametrize("name", ["fill", "drain"])
def test_each_has_its_own_labels_terms_and_equations(two: Project, name: str) -> None:
    entry = _entry(two, name)
    document = two.doctree("schema")
    two.app.env.apply_post_transforms(document, "schema")
    resolved = next(each for each in document.findall(addnodes.desc) if each[0].astext() == entry[0].astext())
    refids = [each["refid"] for each in resolved.findall(nodes.reference) if each.get("internal") and "refid" in each]
    texts = [_leads_to(resolved, anchor).strip() for anchor in refids]
    assert f"Spot of {name}" in texts
    assert "a = b" in texts
    assert "hopper" in texts


@pytest.mark.parametrize("pages", ["definition", "module"])
def test_no_id_is_there_twice(build: Build, pages: str) -> None:
    written = [*Path(build(TWO, settings={"pages": pages}).app.outdir).glob("*.html")]
    assert len([path for path in written if "First note on " in path.read_text("utf-8")]) == 1 + (pages == "definition")
    for path in written:
        every = re.findall(r'\sid="([^"]*)"', path.read_text("utf-8"))
        assert len(every) == len({*every}), path.name


def test_pages_of_authors_refer_to_the_first_that_names_it(build: Build) -> None:
    page = "Page\n====\n\n.. qapi:schema:: QMP\n\nSee :ref:`spot`, :eq:`balance`, :term:`hopper`, [S20]_.\n"
    project = build(TWO, {"index.rst": page})
    assert project.warnings == []
    document = project.doctree("index")
    project.app.env.apply_post_transforms(document, "index")
    last = list(document.findall(nodes.paragraph))[-1]
    found = [(each.astext(), _leads_to(document, each["refid"])) for each in last.findall(nodes.reference)]
    assert [text for text, _target in found] == ["Spot of fill", "(1)", "hopper", "[S20]"]
    assert "on fill" in found[3][1]


def test_an_author_comes_first(build: Build) -> None:
    page = "Page\n====\n\n.. _spot:\n\nMine\n----\n\nSee :ref:`spot`.\n\n.. qapi:schema:: QMP\n"
    project = build(TWO, {"index.rst": page})
    assert project.warnings == []
    assert project.app.env.get_domain("std").data["labels"]["spot"][2] == "Mine"


def test_shown_twice_it_registers_nothing_more(build: Build) -> None:
    pages = {
        "index.rst": "Page\n====\n\n.. qapi:schema:: QMP\n\n.. qapi:command:: fill\n",
        "other.rst": ":orphan:\n\nOther\n=====\n\n.. qapi:command:: fill\n   :no-index:\n\n.. qapi:command:: fill\n",
    }
    project = build(TWO, pages)
    assert project.warnings == []
    labels = project.app.env.get_domain("std").data["labels"]
    assert labels["spot"][:2] == ("index", "spot")
    project.rebuild()
    assert project.app.env.get_domain("std").data["labels"]["spot"][:2] == ("index", "spot")


def test_two_schemas_may_share_a_file(build: Build) -> None:
    files = {"a.json": "{ 'include': 'common.json' }", "b.json": "{ 'include': 'common.json' }", "common.json": TWO}
    schemas = {name.upper(): {"path": f"{name}.json", "output": name} for name in "ab"}
    index = "Page\n====\n\n.. toctree::\n\n   a/index\n   b/index\n\nSee :ref:`spot`.\n"
    project = build(files, {"index.rst": index}, qapi_schemas=schemas)
    assert project.warnings == []
    assert project.app.env.get_domain("std").data["labels"]["spot"][0] == "a/common"


def test_markdown_too(build: Build) -> None:
    comment = NOTE.replace("[1]_", "[^1]").replace(".. [1]", "[^1]:")
    schema = comment.format(name="fill") + comment.format(name="drain")
    project = build(schema, settings={"markup": "markdown"})
    assert project.warnings == []
    for name in ("fill", "drain"):
        entry = _entry(project, name)
        (reference,) = entry.findall(nodes.footnote_reference)
        assert f"Note on {name}." in _leads_to(entry, reference["refid"])


INHERITED = """\
##
# @Base:
#
# @size: How much [1]_, as |word| has it at site_.
#
# .. |word| replace:: the book
# .. _site: https://site.example.org/
#
# .. [1] In litres.
#
# Since: 1.0
##
{ 'struct': 'Base', 'data': { 'size': 'int' } }

##
# @fill:
#
# Fill it.
#
# Since: 1.0
##
{ 'command': 'fill', 'data': 'Base' }
"""


def test_a_member_shown_elsewhere_leads_to_its_own_comment(build: Build) -> None:
    project = build(REST + INHERITED, settings={"pages": "definition"})
    assert project.warnings == []
    page = project.output("command-fill.html")
    assert "the book" in page
    assert 'href="https://site.example.org/"' in page
    assert 'href="struct-Base.html"' in page[page.index("How much") : page.index("the book")]


CODE = """\
##
# @{name}:
#
# Code:
#
# {before}
#
# ::
#
#    if x: pass
#
# @more:
#     Text::
#
#        if y: pass
#
# Since: 1.0
##
{{ 'command': '{name}', 'data': {{ 'more': 'int' }} }}

"""


def test_what_directives_set_is_for_the_comment(build: Build) -> None:
    schema = REST + CODE.format(name="fill", before=".. highlight:: python") + CODE.format(name="drain", before="")
    page = "Page\n====\n\n.. qapi:schema:: QMP\n\n::\n\n   if z: pass\n"
    project = build(
        schema, {"index.rst": page}, highlight_language="c", suppress_warnings=["misc.highlighting_failure"]
    )
    assert project.warnings == []
    blocks = list(project.doctree("index").findall(nodes.literal_block))
    languages = [each.get("language") for each in blocks if each.astext().startswith("if")]
    assert languages == ["python", "python", "none", "none", None]


QUOTES = """\
##
# Silos -- as in "the book"
# =========================
##

##
# @fill:
#
# As with --fill and "--dry-run" ... so 'it' is.
#
# @more: What follows --more.
#
# Since: 1.0
##
{ 'command': 'fill', 'data': { 'more': 'int' } }
"""


@pytest.mark.parametrize("markup", ["rst", "markdown", "plain"])
def test_shown_as_written(build: Build, markup: str) -> None:
    author = 'Page\n====\n\nMine -- "so".\n\n.. qapi:schema:: QMP\n'
    settings = {"markup": markup, "dialect": "10.2" if markup != "plain" else "4.0"}
    conf = {"myst_enable_extensions": ["smartquotes", "replacements"], "smartquotes": True}
    project = build(QUOTES, {"index.rst": author}, settings=settings, **conf)
    text = project.doctree("index").astext()
    assert "Mine \u2013 \u201cso\u201d." in text
    assert "As with --fill and \"--dry-run\" ... so 'it' is." in " ".join(text.split())
    assert "What follows --more." in text
    if markup == "rst":
        assert 'Silos -- as in "the book"' in text


def test_generated_pages_too(build: Build) -> None:
    project = build(QUOTES)
    assert "--fill and" in project.doctree("schema").astext()
    assert "--fill and" in project.doctree("qapi-since-1.0").astext()
    assert 'Silos -- as in "the book"' in project.doctree("index").astext()


def _picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 4)) + chunk(b"IEND", b"")


BESIDE = """\
##
# @fill:
#
# .. image:: silo.png
#
# .. figure:: silo.png
#
#    A silo.
#
# .. include:: words.txt
#
# .. literalinclude:: code.txt
#
# .. csv-table::
#    :file: table.csv
#
# Get :download:`it <code.txt>`.
#
# Since: 1.0
##
{ 'command': 'fill' }
"""


@pytest.mark.parametrize("output", ["ref", None])
def test_paths_start_at_the_comments_own_file(build: Build, tmp_path: Path, output: str | None) -> None:
    files = {
        "schemas/root.json": REST + "{ 'include': 'parts/silo.json' }",
        "schemas/parts/silo.json": BESIDE,
        "schemas/parts/words.txt": "Included words.",
        "schemas/parts/code.txt": "included code",
        "schemas/parts/table.csv": "included,cell\n",
    }
    (tmp_path / "schemas" / "parts").mkdir(parents=True)
    (tmp_path / "schemas" / "parts" / "silo.png").write_bytes(_picture())
    below = "   ref/index\n" if output else ""
    pages = {
        "index.rst": f"Page\n====\n\n.. toctree::\n\n   sub/page\n{below}",
        "sub/page.rst": "Sub\n===\n\n" + ("" if output else ".. qapi:module:: silo\n   :members:\n"),
    }
    settings = {"output": output} if output else {}
    project = build(files, pages, settings=settings)
    assert project.warnings == []
    page = project.output("ref/command-fill.html" if output else "sub/page.html")
    for words in ("Included words.", "included code", "included</p>", "A silo."):
        assert words in page
    assert page.count('src="../_images/silo.png"') == 2
    assert 'download=""' in page
    assert [*(project.app.outdir / "_images").iterdir()] == [project.app.outdir / "_images" / "silo.png"]
    docname = "ref/silo" if output else "sub/page"
    assert {"words.txt", "code.txt", "table.csv", "silo.png"} <= {
        str(each).rpartition("/")[2] for each in project.app.env.dependencies[docname]
    }


LABELLED = """\
##
# .. _the-silos:
#
# *****
# Silos
# *****
#
# About them.
##

"""


@pytest.mark.parametrize("pages", ["definition", "module"])
def test_a_label_above_a_title_has_that_title(build: Build, pages: str) -> None:
    files = {"schema.json": REST + "{ 'include': 'silo.json' }", "silo.json": LABELLED + QUOTES.partition("\n\n")[2]}
    index = "Page\n====\n\n.. toctree::\n\n   ref/index\n\nSee :ref:`the-silos`.\n"
    project = build(files, {"index.rst": index}, settings={"output": "ref", "pages": pages})
    assert project.warnings == []
    link = '<a class="reference internal" href="ref/silo.html#the-silos"><span class="std std-ref">Silos</span>'
    assert link in project.output("index.html")


def test_directives_have_the_names_of_the_language(build: Build) -> None:
    schema = QUOTES.partition("\n\n")[2].replace("# As with", "# .. warnung:: Heiß.\n#\n# As with")
    project = build(REST + schema, language="de")
    assert project.warnings == []
    assert [each.astext() for each in _entry(project, "fill").findall(nodes.warning)] == ["Heiß."]


NOTE = """\
##
# @{name}:
#
# To {name} [1]_.
#
# .. [1] Note on {name}.
#
# Since: 1.0
##
{{ 'command': '{name}' }}

"""


@pytest.mark.parametrize("builder", ["latex", "texinfo"])
def test_writers_that_go_by_numbers_do_not_take_one_note_for_another(build: Build, builder: str) -> None:
    schema = REST + NOTE.format(name="fill") + NOTE.format(name="drain")
    project = build(schema, {"index.rst": "Page\n====\n\n.. qapi:schema:: QMP\n"}, builder=builder, project="Silo")
    assert project.warnings == []
    (file,) = Path(project.app.outdir).glob("*.tex*")
    text = file.read_text("utf-8")
    assert text.count("Note on fill.") == text.count("Note on drain.") == 1


@pytest.mark.parametrize("before", ["", "# Shows all.\n#\n", "# Shows [S21]_.\n#\n# .. [S21] Its book.\n#\n"])
def test_a_comment_shows_the_comments_of_its_module(build: Build, before: str) -> None:
    """For its summary, the comments that it shows are read once more, citations and footnotes included."""
    directive = "# .. qapi:module:: schema\n#    :members:\n#    :no-index:\n"
    show = f"##\n# @show:\n#\n{before}{directive}##\n{{ 'command': 'show' }}\n\n"
    notes = "# Cites [S21]_, [#]_.\n#\n# .. [S21] A book.\n# .. [#] A note.\n"
    project = build(show + f"##\n# @cite:\n#\n{notes}##\n{{ 'command': 'cite' }}\n")
    assert [each for each in project.warnings if "[qapi.bad-directive]" not in each] == []
    assert "A book." in project.output("command-cite.html")
    assert "A book." in project.output("command-show.html")


def test_a_citation_that_was_replaced_with_the_comment_around_it_stays_so() -> None:
    citation, new = nodes.citation(), nodes.citation()
    around = nodes.container("", citation)
    citations._replace(citation, new)
    citations._replace(citation, nodes.citation())
    assert list(around.children) == [new]
