"""Hints of messages: the whole message, so that nothing else is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema


@pytest.mark.parametrize(("name", "hint"), [("Grian", ' (did you mean "Grain"?)'), ("Nothing", "")])
def test_unknown_types(tmp_path: Path, name: str, hint: str) -> None:
    path = tmp_path / "a.json"
    text = f"{{ 'struct': 'Silo', 'data': {{ 'grain': '{name}' }} }}\n{{ 'enum': 'Grain', 'data': [] }}"
    path.write_text(text, "utf-8")
    (message,) = (each.message for each in load_schema(path).diagnostics if each.rule == "unknown-type")
    assert message.endswith(f'"{name}"{hint}')


@pytest.mark.parametrize("unreadable", ["{ 'enum' }", "{ 'en", "{ 'enum': 5, 'data': [] }"])
def test_the_comment_of_what_cannot_be_read_names_a_type(tmp_path: Path, unreadable: str) -> None:
    """One mistake is one finding: uses of the type are no mistakes of their own."""
    path = tmp_path / "a.json"
    silo = "##\n# @Silo:\n#\n# A silo.\n#\n# @grain: the sort\n##\n{ 'struct': 'Silo', 'data': { 'grain': 'Grain' } }\n"
    path.write_text(f"##\n# @Grain:\n#\n# A sort.\n##\n{unreadable}\n\n{silo}", "utf-8")
    rules = {each.rule for each in load_schema(path).diagnostics}
    assert rules
    assert "unknown-type" not in rules
