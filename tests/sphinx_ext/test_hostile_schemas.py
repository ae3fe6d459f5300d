"""A site of a hostile schema: no traceback, no hang, and no text of the schema becomes markup."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Build

NAME = "<script>alert(1)</script>"
_ENUM = "{ 'enum': 'E', 'data': [ 'a', 'b' ] }\n"


def _unions(levels: int, branches: str) -> str:
    text = _ENUM + f"{{ 'struct': 'U{levels}', 'data': {{}} }}\n"
    for level in range(levels):
        data = ", ".join(f"'{branch}': 'U{level + 1}'" for branch in branches)
        base = f"{{ 'k{level}': 'E' }}"
        text += f"{{ 'union': 'U{level}', 'base': {base}, 'discriminator': 'k{level}', 'data': {{ {data} }} }}\n"
    return text + "{ 'command': 'go', 'boxed': true, 'data': 'U0' }\n"


def _prose(text: str) -> str:
    return f"##\n# @go:\n#\n{text}\n##\n{{ 'command': 'go' }}\n"


MEMBERS = ", ".join(f"'m{number}': 'int'" for number in range(5000))
CASES = {
    "deep unions": _unions(100, "a"),
    "unions that double with each level": _unions(40, "ab"),
    "a union of itself": _ENUM
    + "{ 'union': 'U', 'base': { 'k': 'E' }, 'discriminator': 'k', 'data': { 'a': 'U', 'b': 'U' } }\n"
    + "{ 'command': 'go', 'boxed': true, 'data': 'U' }\n",
    "a circle of bases": "".join(
        f"{{ 'struct': 'S{n}', 'base': 'S{(n + 1) % 30}', 'data': {{ 'm{n}': 'int' }} }}\n" for n in range(30)
    ),
    "many members": f"{{ 'struct': 'S', 'data': {{ {MEMBERS} }} }}\n",
    "no names": "{ 'struct': '', 'data': { '': 'int', '*': 'str' } }\n{ 'enum': 'E', 'data': [ '', ' ' ] }\n"
    "{ 'command': '', 'data': '' }\n{ 'event': '.', 'data': { '.': '.' } }\n"
    "{ 'alternate': '..', 'data': { '': '' } }\n",
    "control characters": "{ 'struct': 'A\x1b[31m\x07B', 'data': { 'a\0b': 'int', 'x\ty': 'st\x1br' } }\n"
    "{ 'enum': 'E\u202e', 'data': [ '\x7f', '\x01' ] }\n{ 'command': 'c\x0bd', 'data': 'A\x1b[31m\x07B' }\n",
    "markup": f"##\n# @{NAME}:\n#\n# @<b>: \\input{{x}} & $x$ %% ~ ^ # {NAME}\n#\n# Since: 1.0{NAME}\n##\n"
    f"{{ 'struct': '{NAME}', 'data': {{ '<b>': 'int', '\"onload=\"': '<i>', '</details>': 'str' }},"
    f" 'if': 'A{NAME}' }}\n"
    f"{{ 'enum': 'E{NAME}', 'data': [ '{NAME}', '\\\\end{{document}}', '{{{{x}}}}', '%s%n' ] }}\n"
    f"{{ 'command': '../../{NAME}', 'data': '{NAME}', 'features': [ '{NAME}' ] }}\n",
    "colons and blanks": "{ 'struct': 'A:B', 'data': { 'a.b': 'int', 'a': 'A:B' } }\n{ 'struct': 'A', 'data': {} }\n"
    "{ 'command': 'x y z', 'data': 'A' }\n",
    "long names": f"{{ 'struct': '{'x' * 100_000}', 'data': {{ '{'y' * 100_000}': 'int' }} }}\n",
    "names that differ in case": "".join(f"{{ 'command': '{name}' }}\n" for name in ("go", "Go", "GO", "gO")),
    "all twice": "{ 'struct': 'A', 'data': { 'a': 'int', 'a': 'str', '*a': 'int' } }\n"
    "{ 'enum': 'E', 'data': [ 'a', 'a' ] }\n{ 'command': 'go', 'data': 'A', 'features': [ 'f', 'f' ] }\n",
    "a long condition": "{ 'command': 'go', 'if': { 'any': [ " + ", ".join(f"'C{n}'" for n in range(500)) + " ] } }\n",
    "no schema": "".join(chr(number * 7919 % 250 + 1) for number in range(3000)),
    "deep lists of prose": _prose("\n".join(f"# {'  ' * depth}- x\n#" for depth in range(150))),
    "deep lists in a line of prose": _prose(f"# {'- ' * 3000}"),
    "deep lists of old prose": _prose("\n".join(f"# {'  ' * depth}- x\n#" for depth in range(150)) + "\n# Since: 1.0"),
    "signs": _prose("# " + "*`|_" * 5000),
}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.attributes: set[str] = set()
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_script = tag == "script"
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        if self.in_script and data.strip():
            self.scripts.append(data)

    def handle_endtag(self, _tag: str) -> None:
        self.in_script = False


@pytest.mark.parametrize("case", CASES)
def test_site(case: str, build: Build) -> None:
    project = build(CASES[case], nitpicky=False)
    for warning in project.warnings:
        assert warning.isprintable()
        assert len(warning) < 600
    for page in Path(project.app.outdir).rglob("*.html"):
        tags = _Tags()
        tags.feed(page.read_text("utf-8"))
        assert not [script for script in tags.scripts if "alert" in script], page
        assert "onload" not in tags.attributes
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", page.read_text("utf-8")), page


@pytest.mark.parametrize("builder", ["text", "latex", "man", "xml", "epub", "singlehtml"])
@pytest.mark.parametrize("case", ["markup", "no names", "control characters", "all twice"])
def test_other_builders(case: str, builder: str, build: Build) -> None:
    project = build(CASES[case], builder=builder, nitpicky=False, project="x", epub_show_urls="no")
    if builder == "latex" and case == "markup":
        (document,) = Path(project.app.outdir).glob("*.tex")
        text = document.read_text("utf-8")
        assert "\\input{x}" not in text
        assert text.count("\\end{document}") == 1


@pytest.mark.skipif(os.name != "posix", reason="such names are for POSIX only")
def test_file_names(build: Build) -> None:
    """Names of module files, on pages and in warnings."""
    name = 'a<b>&amp;".json'
    files = {"ro\x1b[31mot.json": f"{{ 'include': '{name}' }}\n", name: "{ 'command': 'go', 'data': 'Gone' }\n"}
    project = build(files, nitpicky=False)
    assert any("unknown-type" in warning for warning in project.warnings)
    assert all(warning.isprintable() for warning in project.warnings)
    for page in Path(project.app.outdir).rglob("*.html"):
        assert "a<b>" not in page.read_text("utf-8")
