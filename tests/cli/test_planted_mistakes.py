"""Six mistakes planted in one module of a real schema: six findings at the right places, and nothing else is lost."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from typing import NamedTuple

import pytest

from sphinx_qapi.cli.main import main
from sphinx_qapi.schema.load import load_schema

pytestmark = pytest.mark.shared

MODULE = "net.json"
LOST = {"String", "RxState"}
"""The definitions that the mistakes make unreadable."""


class Mistake(NamedTuple):
    """A change to the text of the definition *name*."""

    name: str
    rule: str
    pattern: str
    replacement: str
    later: int | None = None
    """Number of lines from the definition's first line to the fault; None if it is found at the next comment."""


MISTAKES = (
    Mistake("set_link", "missing-colon", r"^\{ 'command':", "{ 'command'", 0),
    Mistake("String", "unterminated-string", r"'String'", "'String", 0),
    Mistake("NetdevBridgeOptions", "name-collision", r"'\*br':", "'br': 'str', '*br':", 2),
    Mistake("Netdev", "unknown-branch", r"'hubport':", "'hubpoort':", 15),
    Mistake("RxState", "syntax-error", r" \}$", ""),
    Mistake("query-rx-filter", "unknown-type", r"\['RxFilterInfo'\]", "['RxFilterInf']", 2),
)


class Planted(NamedTuple):
    root: Path
    expected: list[tuple[str, int]]
    names: set[str]
    """The names of all definitions that the schema has without the mistakes."""


@pytest.fixture(scope="module")
def planted(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    folder = tmp_path_factory.mktemp("planted") / "qapi"
    shutil.copytree(shared / "corpus" / "10.2.2" / "qapi", folder)
    root, module = folder / "qapi-schema.json", folder / MODULE
    schema = load_schema(root).schema
    starts = {each.name: each.position.line for each in schema.modules_by_name["net"].definitions}
    lines = module.read_text("utf-8").splitlines()
    expected = []
    for mistake in MISTAKES:
        start = starts[mistake.name]
        end = next(number for number in range(start, len(lines) + 1) if lines[number - 1].endswith("}"))
        text = "\n".join(lines[start - 1 : end])
        changed, count = re.subn(mistake.pattern, mistake.replacement, text, count=1)
        assert count == 1, mistake
        lines[start - 1 : end] = changed.split("\n")
        line = start + mistake.later if mistake.later is not None else lines.index("##", end) + 1
        expected.append((mistake.rule, line))
    module.write_text("\n".join(lines) + "\n", "utf-8")
    return Planted(root, sorted(expected, key=lambda each: each[1]), set(schema.definitions))


OF_EXAMPLES = "example-"
"""Prefix of the rules about examples; the release has such mistakes of its own, which nobody planted."""


@pytest.mark.parametrize("dialect", ["auto", "10.2"])
def test_check(planted: Planted, dialect: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(planted.root), "--dialect", dialect, "--format", "json"]) == 1
    found = [each for each in json.loads(capsys.readouterr().out)["diagnostics"] if each["severity"] != "note"]
    planted_ones = [each for each in found if not each["rule"].startswith(OF_EXAMPLES)]
    assert [(each["rule"], each["line"]) for each in planted_ones] == planted.expected
    assert {each["path"] for each in planted_ones} == {str(planted.root.parent / MODULE)}
    assert all(each["included_from"][-1]["path"] == str(planted.root) for each in found)


def test_site(planted: Planted, tmp_path: Path) -> None:
    words = ["build", f"QMP={planted.root}", "-o", str(tmp_path), "--theme", "basic"]
    # In a process of its own, so that Sphinx sets up everything that it sets up once per process, as for users.
    ran = subprocess.run([sys.executable, "-m", "sphinx_qapi", *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    warnings = re.findall(r"^([^:\n]+):(\d+): WARNING: .* \[qapi\.([a-z-]+)\]$", ran.stderr, re.MULTILINE)
    found = [(rule, int(line)) for _, line, rule in warnings if not rule.startswith(OF_EXAMPLES)]
    assert found == planted.expected, ran.stderr
    data = (tmp_path / "html" / "objects.inv").read_bytes().split(b"\n", 4)[4]
    listed = set(re.findall(r"^QMP:([\w-]+) qapi:", zlib.decompress(data).decode(), re.MULTILINE))
    assert planted.names - listed == LOST
