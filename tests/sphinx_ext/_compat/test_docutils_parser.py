"""docutils' parser for texts outside the current page; the state that it shares with the page is restored."""

from __future__ import annotations

from typing import Any

import pytest
from docutils import nodes
from docutils.parsers.rst import roles

from sphinx_qapi.sphinx_ext._compat.docutils_parser import has_words_with_meaning, places_by

from .contracts import contract
from .texts import PATH, new_page, read


def test_a_text_becomes_nodes() -> None:
    with contract(
        "docutils' state machine runs with a `memo` made as its own parser makes it",
        breaks="prose is not parsed at all",
    ):
        result = read("*a* ``b``\n\n* c\n\n.. note:: d\n")
        # Once per process, docutils may add a message that a directive has no translated name in English.
        kinds = [type(child) for child in result.holder.children if not isinstance(child, nodes.system_message)]
        assert kinds == [nodes.paragraph, nodes.bullet_list, nodes.note]
        assert not result.complaints


@pytest.mark.parametrize("page_has", ["", "strong"])
def test_the_default_role_is_put_back(page_has: str) -> None:
    registry: dict[str, Any] = roles._roles  # type: ignore[attr-defined]
    try:
        if page_has:
            registry[""] = roles.role(page_has, _English, 0, new_page().reporter)[0]  # type: ignore[arg-type]
        before = dict(registry)
        with contract(
            "docutils keeps the default role as the one without a name in `roles._roles`",
            breaks="`name` in comments is no link, and pages of authors get the default role of schemas",
        ):
            paragraph: Any = read("`a`\n", role="literal").holder.children[0]
            assert isinstance(paragraph.children[0], nodes.literal)
            paragraph = read("`a`\n").holder.children[0]
            assert isinstance(paragraph.children[0], nodes.title_reference)
            assert registry.get("") is before.get("")
    finally:
        registry.pop("", None)


class _English:
    """A stand-in for docutils' language module, with only the table in which roles are looked up."""

    roles = {"strong": "strong"}  # noqa: RUF012


def test_places_are_put_back() -> None:
    page = new_page()
    reporter: Any = page.reporter
    with contract(
        "docutils' reporter asks its attribute `get_source_and_line` for the place of a message",
        breaks="mistakes in comments are reported for the page, not for the schema",
    ):
        before = getattr(reporter, "get_source_and_line", None)
        with places_by(reporter, lambda line: (PATH, line)):
            message = page.reporter.info("a", line=3)
            assert (message["source"], message["line"]) == (PATH, 3)
        assert getattr(reporter, "get_source_and_line", None) == before


def test_settings_may_give_words_a_meaning() -> None:
    with contract(
        "docutils' settings for PEPs, RFCs and markup within words have the names that we know",
        breaks="words that such a setting makes links or markup of stay words in comments",
    ):
        assert not has_words_with_meaning(new_page().settings)
        for name in ("pep_references", "rfc_references", "character_level_inline_markup"):
            assert has_words_with_meaning(new_page(**{name: True}).settings)
        assert [*read("see RFC 2822\n", rfc_references=True).holder.findall(nodes.reference)]
