"""The arguments ``[NS=]SCHEMA``, and the messages for files that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.cli.main import main
from sphinx_qapi.cli.schema_arguments import SchemaArgument, read_schema_arguments, why_unreadable


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "some.json"
    path.write_text("", "utf-8")
    return path


def test_one_schema_needs_no_namespace(schema: Path) -> None:
    assert read_schema_arguments([str(schema)]) == [SchemaArgument("Some", schema)]
    assert read_schema_arguments([f"QMP={schema}"]) == [SchemaArgument("QMP", schema)]


def test_equals_sign_in_a_folder_or_after_the_namespace_is_part_of_the_path(tmp_path: Path) -> None:
    odd = tmp_path / "a=b.json"
    odd.write_text("", "utf-8")
    assert read_schema_arguments([str(odd)]) == [SchemaArgument("AB", odd)]
    assert read_schema_arguments([f"N={odd}"]) == [SchemaArgument("N", odd)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["{0}", "{0}"], "two schemas have the namespace Some (case does not count): write NS={0} for one"),
        (["A={0}", "a={0}"], "two schemas have the namespace A (case does not count): write NS={0} for one"),
        (["9={0}"], '"9" is no namespace: a namespace is a letter, then letters, digits or underscores, at most 100'),
        (["={0}"], '"" is no namespace: a namespace is a letter, then letters, digits or underscores, at most 100'),
        (["A="], "A= names no file"),
        (["{0}x"], "cannot read {0}x: no such file or directory"),
    ],
)
def test_unclear_words(schema: Path, words: list[str], message: str) -> None:
    with pytest.raises(CommandError) as error:
        read_schema_arguments([word.format(schema) for word in words])
    assert str(error.value) == message.format(schema)


def test_why_unreadable(tmp_path: Path, schema: Path) -> None:
    assert why_unreadable(schema) is None
    assert why_unreadable(tmp_path / "none.json") == "no such file or directory"
    assert why_unreadable(tmp_path) == "it is a folder"
    assert why_unreadable(schema / "below") == "not a directory"
    assert why_unreadable(Path("a\0b")) == "embedded null byte"
    os.mkfifo(tmp_path / "fifo")
    assert why_unreadable(tmp_path / "fifo") == "it is not a regular file"
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert "symbolic links" in str(why_unreadable(loop))


def test_missing_file_is_one_line_and_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.json"
    assert main(["build", str(missing), "-o", str(tmp_path / "site")]) == 2
    printed = capsys.readouterr()
    assert printed.err == f"sphinx-qapi: error: cannot read {missing}: no such file or directory\n"
    assert printed.out == ""
    assert not (tmp_path / "site").exists()


def test_missing_include_folder_is_status_2(tmp_path: Path, schema: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(schema), "--include-dir", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_output_below_a_file_is_one_line_and_status_2(schema: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(schema), "-o", str(schema)]) == 2
    assert capsys.readouterr().err.startswith(f"sphinx-qapi: error: cannot write to {schema}: ")


@pytest.mark.parametrize("builder", ["..", "../html", "/tmp", ".", ""])
def test_builder_that_would_lead_elsewhere_is_status_2(
    builder: str, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(schema), "-o", str(schema.parent / "site"), "-b", builder]) == 2
    assert capsys.readouterr().err.startswith(f'sphinx-qapi: error: "{builder}" is no builder')
