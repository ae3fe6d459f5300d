"""Prose that is read without docutils' state machine gives what docutils gives, down to the line numbers."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sphinx.environment import BuildEnvironment
from sphinx.parsers import RSTParser
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import sphinx_domains

from sphinx_qapi.analysis.since_text import without_since
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import FreeText, Schema
from sphinx_qapi.source import releases
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.prose import reader
from sphinx_qapi.sphinx_ext.prose.paragraph_shortcut import is_words, paragraphs_of
from tests.releases.sample import releases_at_hand, some_of

RST = Version((5, 2))
"""The first release whose comments are reST."""
ROOTS = (
    *("qapi/qapi-schema.json", "qga/qapi-schema.json", "storage-daemon/qapi/qapi-schema.json"),
    *("docs/interop/firmware.json", "docs/interop/vhost-user.json"),
)
EXAMPLE = Path(__file__).parents[2] / "examples" / "granary" / "granary.json"
DIALECTS = ("9.0", "10.1")
"""Dialects: `` `name` `` is emphasis in the first, a reference in the second."""

MARKS = (
    *("-", "+", "*", "•", "—", "|", ":", "::", ":a:", ":a: b", "..", "...", "....", "__", "_", ">>>", ">", "->", "<-"),
    *("-x", "--long", "--long=A", "/x", "-1", "+-+", "===", "=== ===", "----", "~~", '"', "''", "'", "`", "``", "**"),
    *("1.", "(1)", "1)", "12.", "i.", "iv)", "(C)", "MCM.", "A.", "a)", "#.", "(#)", "e.g.", "x:", "x :", "[1]", "[x]"),
    *("_x", "x_", "x__", "x_x", "[1]_", "[#]_", "|x|", "`x`", "``x``", "*x*", "**x**", "`x`_", ":a:`x`", "_`x`", "\\"),
    *("\\*", "@", "@x", "x@", "x@x", "x@x.y", "x:y", "http://x", "mailto:x", "news:x", "PEP 8", "RFC 822", "pep-8"),
    *(".. x", ".. x::", "\t", "\u00a0", "\u2028", "\u200b", "\x07", "é", "中", "٣", "(", ")", "[", "]", "]_", "“", "”"),
    *(
        "(`",
        '"``',
        "'@",
        "`*",
        "<http://x>",
        "x::",
        "{",
        "}",
        "~",
        "#",
        "%",
        "$",
        "^",
        "&",
        "!",
        "?",
        ";",
        ",",
        ".",
        "/",
    ),
)
PLACES = (
    *("{0}", "{0}w", "{0} w", "w{0}", "w {0}", "w {0}w", "w {0} w", "w{0}w", "w {0}w{0} w", "({0}w)", '"{0}w{0}"'),
    *(
        "{0}\nw",
        "{0} w\nw",
        "w\n{0}",
        "w\n{0} w",
        "w\n{0}w\nw",
        "w\nw\n{0}\nw",
        "w w\n {0}",
        "w {0}\n\nw",
        "w\n\n\n\n{0} w",
    ),
    *("w {0}\n  w", "w {0} \nw", "w\n \n{0}w", "w {0}x_ w"),
)
"""Patterns of places in which marks may be; ``w`` is a word."""


def _of(content: str) -> Text:
    lines = tuple(content.split("\n"))
    return Text(path="schema.json", lines=lines, numbers=tuple(range(7, 7 + 2 * len(lines), 2)))


@cache
def _schema(dialect: str) -> Schema:
    return load_schema(EXAMPLE, dialect=dialect).schema


class _Page:
    """A page on which the texts of one comment are read, with everything that the page learns from them."""

    def __init__(self, env: BuildEnvironment, dialect: str, **settings: Any) -> None:
        values = get_default_settings(RSTParser())
        vars(values).update(env.settings, env=env, warning_stream=io.StringIO(), **settings)
        self.complaints: list[str] = []
        self._document = new_document("page.rst", values)
        self._document.reporter.attach_observer(lambda message: self.complaints.append(message.pformat()))
        self._reader = reader.ProseReader(self._document, _schema(dialect), "QMP")
        self._comment = self._reader.comment(is_public=False)

    def read(self, text: Text) -> list[str]:
        """The nodes of *text*, one line each, followed by what the comment has learned and by the complaints."""
        self.complaints.clear()
        lines = [line for block in self._reader.read(text, {}, self._comment) for line in self._described(block, "")]
        document: dict[str, Any] = vars(self._comment.document)
        known = {name: list(value)[-9:] for name, value in document.items() if isinstance(value, dict)}
        return [*lines, str(known), *self.complaints]

    def _described(self, node: nodes.Node, indentation: str) -> Iterator[str]:
        shown: dict[str, Any] = {name: value for name, value in vars(node).items() if name not in _NOT_SHOWN}
        if isinstance(node, nodes.system_message):
            for place in ("line", "source"):  # the parser's place; the attributes name that of the mistake
                shown.pop(place, None)
        yield f"{indentation}{node!r} {shown} {node.document in (self._document, self._comment.document)}"
        for child in node.children:
            yield from self._described(child, f"{indentation}  ")


_NOT_SHOWN = ("parent", "children", "_document")


def _differences(page: Callable[[], _Page], texts: Collection[Text]) -> list[str]:
    """Return the *texts*, all on one page, for which our result differs from that of docutils' own state machine."""
    first_page, slow_page, fast_page = page(), page(), page()
    with patch.object(reader, "paragraphs_of", lambda _text: None):
        for text in texts:  # once per directive docutils adds a message that it has no translated name
            if paragraphs_of(text) is None:
                first_page.read(text)
        slow = [slow_page.read(text) for text in texts]
    return [
        f"{text!r}\n{expected}\n{got}"
        for text, expected in zip(texts, slow, strict=True)
        if (got := fast_page.read(text)) != expected
    ]


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuildEnvironment]:
    """The environment of a project while a page is read."""
    folder = tmp_path_factory.mktemp("paragraphs")
    (folder / "conf.py").write_text('extensions = ["sphinx_qapi"]\n')
    app = SphinxTestApp("dummy", srcdir=folder)
    app.env.prepare_settings("index")
    with sphinx_domains(app.env):
        yield app.env
    app.cleanup()


@pytest.mark.parametrize(
    "settings",
    [{}, {"pep_references": True}, {"rfc_references": True}, {"character_level_inline_markup": True}],
    ids=lambda settings: next(iter(settings), "usual"),
)
def test_each_mark_in_each_place(env: BuildEnvironment, settings: dict[str, Any]) -> None:
    places = PLACES[::4] if settings else PLACES
    texts = [_of(place.format(mark)) for mark, place in product(MARKS, places)]
    assert sum(paragraphs_of(text) is not None for text in texts) > len(texts) / 3
    assert not _differences(partial(_Page, env, "10.0", **settings), texts)


_hostile = st.builds(
    lambda first, pieces: _of(first + "".join(pieces)),
    st.sampled_from(["", "word ", "The ", "@x "]),
    st.lists(st.sampled_from([*MARKS, "word", " ", " ", " ", "\n", "\n\n"]), max_size=14),
)


@hypothesis_settings(deadline=None)
@given(texts=st.lists(_hostile, min_size=1, max_size=16), dialect=st.sampled_from(DIALECTS))
def test_whatever_marks_together(env: BuildEnvironment, texts: list[Text], dialect: str) -> None:
    assert not _differences(partial(_Page, env, dialect), texts)


@pytest.mark.shared
def test_every_text_of_real_schemas(env: BuildEnvironment, shared: Path) -> None:
    """All releases whose markup is reST; each text is read once per meaning that backquotes have had."""
    texts: dict[str, dict[Sequence[str], Text]] = {dialect: {} for dialect in DIALECTS}
    for schema in _real_schemas(shared / "corpus"):
        dialect = DIALECTS[releases.BACKQUOTES_ARE_REFERENCES.covers(Version.parse(schema.dialect))]
        texts[dialect].update((text.lines, text) for text in _texts(schema))
    ways: Counter[str] = Counter()
    for dialect, each in texts.items():
        assert not _differences(partial(_Page, env, dialect), each.values())
        ways.update(map(_way, each.values()))
    print(f"{ways.total()} texts: {ways['words']} are words, {ways['paragraphs']} are paragraphs with more than words")
    assert ways.total() > 7000
    assert ways["words"] / ways.total() > 0.75


def _real_schemas(corpus: Path) -> Iterator[Schema]:
    marked_up = [name for name in releases_at_hand(corpus.parent) if name[0].isdigit() and Version.parse(name) >= RST]
    for release in (corpus / name for name in some_of(marked_up)):
        for root in ROOTS:
            if (release / root).is_file():
                yield load_schema(release / root, include_dirs=[release / "qapi"]).schema


def _texts(schema: Schema) -> Iterator[Text]:
    """All texts of *schema* that pages show; descriptions with and without the versions that badges show."""
    for definition in schema.definitions.values():
        if (documentation := definition.documentation) is not None:
            described = (*documentation.members, *documentation.features)
            yield documentation.intro
            yield from (each.text for each in described)
            yield from (section.text for section in documentation.sections)
            for each in described:
                yield without_since(each.text, each.since, each.since.version if each.since else None)
    for module in schema.modules:
        yield from (item.text for item in module.items if isinstance(item, FreeText))


def _way(text: Text) -> str:
    """How *text* is read: as ``blocks``, ``paragraphs`` or mere ``words``."""
    paragraphs = paragraphs_of(text)
    if paragraphs is None:
        return "blocks"
    return "words" if all(is_words(content) for _, content in paragraphs) else "paragraphs"
