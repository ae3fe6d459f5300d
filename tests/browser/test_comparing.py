"""The script that compares any two releases finds what the package finds, whose algorithm it repeats."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sphinx_qapi.analysis.diff.change_kinds import KINDS
from sphinx_qapi.analysis.evolution.changes import ChangeLog
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import read_history
from sphinx_qapi.schema.load import load_schema
from tests.wire.script import SCRIPT, compare_all

from .conftest import ROOT

pytestmark = pytest.mark.browser
NAMES = ("bin", "lid", "x-lid", "sort")
TYPES = ("str", "int", "uint8", "number", "bool", "any", "null", "Sort", "Silo", "Box", "Either", "Report")
CONDITIONS = ("'A'", "{ 'all': [ 'A', 'B' ] }", "{ 'any': [ 'B', { 'not': 'C' } ] }")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A browser page with the script."""
    page = browser.new_page()
    page.add_script_tag(content=SCRIPT.read_text("utf-8"))
    yield page
    page.close()


def assert_same(page: Page, history: History) -> None:
    for old, new, found, expected in compare_all(page, history):
        assert found == expected, (old, new)


def history_of(folder: Path, texts: list[str]) -> History:
    history = History()
    for number, text in enumerate(texts, 1):
        path = folder / "release.json"
        path.write_text(text, "utf-8")
        history.add_schema(str(number), load_schema(path).schema)
    return history


def test_the_examples_history(page: Page) -> None:
    history = read_history((ROOT / "examples/granary/history.jsonl").read_text("utf-8"), "history")
    assert_same(page, history)


def test_each_kind_of_change(page: Page, tmp_path: Path) -> None:
    start = "{ 'enum': 'Grain', 'data': [ 'rye' ] }\n{ 'command': 'look', 'returns': 'Report', 'data': 'Silo' }\n"
    rest = "{ 'struct': 'Report', 'data': {} }\n{ 'struct': 'Silo', 'data': {} }\n"
    texts = []
    for text in dict.fromkeys(text for kind in KINDS.values() for text in (kind.old, kind.new)):
        own = "" if text == "(nothing)" else text
        texts.append(start + own + "".join(line for line in rest.splitlines(True) if line.split("'")[3] not in own))
    history = history_of(tmp_path, texts)
    seen = {change.kind for changes in ChangeLog(history).adjacent for change in changes}
    assert len(seen) > 25
    assert_same(page, history)


@pytest.mark.parametrize("seed", range(3))
def test_random_histories(page: Page, tmp_path: Path, seed: int) -> None:
    """Schemas have nested unions, recursion, alternates, conditions, features, open arguments, experimental names."""
    chance = random.Random(seed)
    history = history_of(tmp_path, [random_schema(chance) for _ in range(12)])
    assert_same(page, history)


def random_schema(chance: random.Random) -> str:
    def note(kind: str) -> str:
        features = chance.choice(("", "", "", "'deprecated'", "'unstable'", "'fast', 'deprecated'"))
        parts = [f"'features': [ {features} ]"] if features and kind != "value" else []
        if chance.random() < 0.15:
            parts.append(f"'if': {chance.choice(CONDITIONS)}")
        return "".join(f", {part}" for part in parts)

    def type_(types: tuple[str, ...] = TYPES) -> str:
        name = f"'{chance.choice(types)}'"
        return f"[ {name} ]" if chance.random() < 0.2 else name

    def members(least: int = 0) -> str:
        names = chance.sample(NAMES, chance.randint(least, 3))
        found = [f"'{'*' * chance.randint(0, 1)}{name}': {{ 'type': {type_()}{note('member')} }}" for name in names]
        return "{ " + ", ".join(found) + " }"

    values = chance.sample(("rye", "wheat", "oats", "x-rice"), chance.randint(2, 4))
    enum = ", ".join(f"{{ 'name': '{value}'{note('member')} }}" for value in values)
    branches = ", ".join(
        f"'{value}': '{chance.choice(('Box', 'Silo', 'Bag'))}'" for value in values if chance.random() < 0.7
    )
    by = chance.choice(("kind", "form"))
    base = f"{{ '{by}': 'Sort', '*more': {type_()} }}"
    types = [
        f"{{ 'enum': 'Sort', 'data': [ {enum} ] }}",
        f"{{ 'struct': 'Box', 'data': {members()}{note('type')} }}",
        f"{{ 'struct': 'Bag', 'data': {members()}{note('type')} }}",
        f"{{ 'struct': 'Report', 'data': {members(1)} }}",
        f"{{ 'union': 'Silo', 'base': {base}, 'discriminator': '{by}', 'data': {{ {branches} }}{note('type')} }}",
        f"{{ 'alternate': 'Either', 'data': {{ 'one': '{chance.choice(('str', 'Sort'))}', 'two': 'Silo' }} }}",
    ]
    entries = []
    for name in ("fill", "drain", "x-look"):
        if chance.random() < 0.8:
            data = chance.choice((f"'data': {members()}, ", "'data': 'Silo', 'boxed': true, ", ""))
            opened = "'gen': false, " if chance.random() < 0.15 and data else ""
            returned = f"'returns': '{chance.choice(('Report', 'Silo', 'Box'))}', " if chance.random() < 0.6 else ""
            oob = f"'allow-oob': {chance.choice(('true', 'false'))}"
            entries.append(f"{{ 'command': '{name}', {data}{opened}{returned}{oob}{note('command')} }}")
    entries.append(f"{{ 'event': 'FULL', 'data': {members()}{note('event')} }}")
    return "\n".join([*types, *entries]) + "\n"
