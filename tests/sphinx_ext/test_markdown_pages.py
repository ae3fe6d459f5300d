"""The Markdown of a definition has everything that its page has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sphinx_qapi.analysis.usage import usages
from sphinx_qapi.export.markdown.definition import definition_markdown
from sphinx_qapi.schema.load import load_schema


class _Entries(HTMLParser):
    """By anchor of the definition that a page is about: the texts of its rows' names and meta lines."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._entry = ""
        self._depth = 0
        self._taken = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = dict(attrs)
        if tag == "h1" and re.fullmatch(r"qapi-QMP-[^:]+", words.get("id") or ""):
            self._entry = (words["id"] or "").removeprefix("qapi-QMP-")
            self.found[self._entry] = []
        if tag in ("small", "span", "code", "p") and self._entry and self._depth == 0 and _is_said(tag, words):
            self._taken, self._depth = tag, 1
            self.found[self._entry].append("")
        elif self._depth and tag == self._taken:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == self._taken:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.found[self._entry][-1] += data


def _is_said(tag: str, words: dict[str, str | None]) -> bool:
    return tag == "small" or "qapi-badge" in (words.get("class") or "") or "qapi-meta" in (words.get("class") or "")


def _facts(text: str) -> Iterator[str]:
    """The versions, conditions and features that a meta line states, word for word."""
    yield from re.findall(r"since [\d.]+\d", text)
    yield from (match.rstrip(" )") for match in re.findall(r"(?<![\w-])if [A-Z][A-Z0-9_]+", text))
    yield from re.findall(r"(?<![\w-])(?:deprecated|unstable)(?![\w-])", text)


@pytest.mark.shared
def test_it_has_what_pages_of_a_real_release_have(three_manuals: Path, shared: Path) -> None:
    """Markdown has the name of each row with an anchor, and versions, conditions and features of its meta line."""
    schema = load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema
    used = usages(schema)
    texts = {name: definition_markdown(schema, each, used[name]) for name, each in schema.definitions.items()}
    seen = 0
    missing: list[str] = []
    found: Counter[str] = Counter()
    for path in sorted((three_manuals / "qmp").rglob("*.html")):
        html = path.read_text("utf-8")
        entries = _Entries()
        entries.feed(html)
        for name, said in entries.found.items():
            seen += 1
            text = texts[name]
            rows = re.findall(rf'id="qapi-QMP-{re.escape(name)}(?:\.|:returns\.)([^":]+)"', html)
            # Names may contain dots, as paths of branches do: the name is what follows some dot of the path.
            facts = [fact for each in said for fact in _facts(each)]
            found.update(rows=len(rows), facts=len(facts))
            missing += [f"{name}: {row}" for row in rows if not any(f"`{end}`" in text for end in _ends(row))]
            missing += [f"{name}: {fact}" for fact in facts if fact not in text]
    assert seen == len(schema.definitions)
    assert found["rows"] > 4000
    assert found["facts"] > 500
    assert missing == []


def _ends(path: str) -> Iterator[str]:
    words = path.split(".")
    yield from (".".join(words[start:]) for start in range(len(words)))
