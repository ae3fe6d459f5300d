"""``sphinx-qapi check --fix`` and ``--diff``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main

COMMENT = """\
##
# @fly:
#
# .. qmp-example::
#
#    {}
##
{{ 'command': 'fly', 'data': {{ '*height': 'int', '*fast': 'bool', '*any': 'any' }} }}
"""


def _schema(tmp_path: Path, example: str, *, end: str = "\n") -> Path:
    path = tmp_path / "fly.json"
    path.write_bytes(COMMENT.format(example.replace("\n", "\n#    ")).replace("\n", end).encode())
    return path


@pytest.mark.parametrize(
    ("example", "repaired"),
    [
        ('-> { "execute": "fly"\n     "id": 1 }', '-> { "execute": "fly",\n     "id": 1 }'),
        ("-> { 'execute': 'fly' }", '-> { "execute": "fly" }'),
        ("-> { 'execute': 'fly'\n     'id': 'a' }", '-> { "execute": "fly",\n     "id": "a" }'),
        (
            '-> { "execute": "fly", "arguments": { "fast": True "any": None } }',
            '-> { "execute": "fly", "arguments": { "fast": true, "any": null } }',
        ),
        ('-> { "execute": "fly" "id": <one> }', '-> { "execute": "fly", "id": <one> }'),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_has_one_repair_is_repaired(tmp_path: Path, example: str, repaired: str, end: str) -> None:
    path = _schema(tmp_path, example, end=end)
    assert main(["check", str(path), "--fix"]) == 0
    assert path.read_bytes() == COMMENT.format(repaired.replace("\n", "\n#    ")).replace("\n", end).encode()
    assert main(["check", str(path), "--diff"]) == 0


@pytest.mark.parametrize(
    "example",
    [
        "-> { 'execute': \"fly\", }",  # a comma too many may be one member too few
        '-> { \'execute\': "fly", "id": \'a "b"\' }',
        "-> { 'execute': \"fly\"",
        "-> { 'execute': \"fly\" } }",
        "-> { 'execute': fly }",
        "-> { 'execute': \"fly\" }".replace('"fly"', '"fly", "arguments": { "height": 0x10 }'),
    ],
)
def test_what_would_still_be_no_json_is_left_as_it_is(tmp_path: Path, example: str) -> None:
    path = _schema(tmp_path, example)
    before = path.read_bytes()
    main(["check", str(path), "--fix"])
    assert path.read_bytes() == before


def test_other_messages_are_repaired_besides_it(tmp_path: Path) -> None:
    path = _schema(tmp_path, "-> { 'execute': fly }\n-> { 'execute': 'fly' }")
    main(["check", str(path), "--fix"])
    assert '-> { \'execute\': fly }\n#    -> { "execute": "fly" }' in path.read_text("utf-8")


def test_diff_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _schema(tmp_path, "-> { 'execute': \"fly\" }")
    before = path.read_bytes()
    assert main(["check", str(path), "--diff", "--fix"]) == 1
    assert path.read_bytes() == before
    assert '-#    -> { \'execute\': "fly" }\n+#    -> { "execute": "fly" }\n' in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--ignore", "example-not-json"], ["--select", "example-syntax"]])
def test_rules_that_are_not_selected_are_not_applied(tmp_path: Path, words: list[str]) -> None:
    path = _schema(tmp_path, "-> { 'execute': \"fly\" }")
    assert main(["check", str(path), "--diff", *words]) == 0


def test_every_other_byte_is_kept(tmp_path: Path) -> None:
    """A byte order mark, tabs, bytes that are not UTF-8, a line without an end, and the mode of the file are kept."""
    path = tmp_path / "fly.json"
    odd = b"\xef\xbb\xbf# \xff\t\n"
    text = b"##\n# @fly:\n#\n# Example:\n#\n#\t-> { 'execute': \"fly\" }\n##\n{ 'command': 'fly' }"
    path.write_bytes(odd + text)
    path.chmod(0o640)
    main(["check", str(path), "--fix"])
    assert path.read_bytes() == odd + text.replace(b"'execute'", b'"execute"')
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["fly.json"]


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    path = _schema(tmp_path, "-> { 'execute': \"fly\" }")
    link = tmp_path / "link.json"
    link.symlink_to(path)
    main(["check", str(link), "--fix"])
    assert link.is_symlink()
    assert '"execute"' in path.read_text("utf-8")


def test_files_that_several_schemas_include_are_repaired_once(tmp_path: Path) -> None:
    path = _schema(tmp_path, '-> { "execute": "fly" "id": 1 }')
    for name in "ab":
        (tmp_path / f"{name}.json").write_text("{ 'include': 'fly.json' }\n", "utf-8")
    main(["check", str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--fix"])
    assert '"fly", "id"' in path.read_text("utf-8")


def test_a_report_follows_of_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _schema(tmp_path, "-> { 'execute': \"flee\" }")
    main(["check", str(path), "--fix"])
    out, err = capsys.readouterr()
    assert "example-not-json" not in out
    assert "example-unknown-name" in out
    assert err == f"2 repairs in {path}\n"


@pytest.mark.shared
def test_commas_come_back_in_a_real_schema(shared: Path, tmp_path: Path) -> None:
    before, after = shared / "corpus/10.2.2/qapi", tmp_path / "qapi"
    shutil.copytree(before, after, copy_function=shutil.copyfile)
    words = ["check", str(after / "qapi-schema.json")]
    main([*words, "--fix"])
    added = 0
    for path in before.iterdir():
        old, new = path.read_bytes().split(b"\n"), (after / path.name).read_bytes().split(b"\n")
        changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
        assert all(other == one + b"," for one, other in changed)
        added += len(changed)
    rows = (shared / "examples/faults-10.2.2.tsv").read_text("utf-8").splitlines()
    assert added == sum("example-not-json" in row for row in rows)
    assert main([*words, "--diff"]) == 0


VERSIONED = """\
##
# @fill:
#
# @sort: what to fill in
#
# @now: whether to begin at once{}
#
# Since: 1.0
##
{{ 'command': 'fill', 'data': {{ 'sort': 'str', '*now': 'bool' }} }}
"""


@pytest.mark.parametrize("stated", [" (since 1.5)", ""], ids=["replaced", "added"])
def test_versions_are_repaired_only_where_the_rule_is_named(tmp_path: Path, stated: str) -> None:
    first = "{ 'command': 'fill', 'data': { 'sort': 'str' } }\n"
    (tmp_path / "v1.json").write_text(first)
    (tmp_path / "v2.json").write_text(first.replace("'str' }", "'str', '*now': 'bool' }"))
    path, history = tmp_path / "fill.json", str(tmp_path / "h.jsonl")
    path.write_text(VERSIONED.format(stated))
    releases = [
        f"{name}={tmp_path / file}" for name, file in (("1.0", "v1.json"), ("1.5", "v1.json"), ("2.0", "v2.json"))
    ]
    assert main(["history", "update", history, *releases]) == 0
    assert main(["check", str(path), "--history", history, "--fix"]) == 0
    assert path.read_text() == VERSIONED.format(stated), "it changes what the schema says"
    named = ["check", str(path), "--history", history, "--select", "since-mismatch"]
    assert main([*named, "-W"]) == 1
    assert main([*named, "-W", "--fix"]) == 0
    assert path.read_text() == VERSIONED.format(" (since 2.0)")
