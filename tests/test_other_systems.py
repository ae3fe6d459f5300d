"""Conditions on other systems and machines: paths, line ends, names, home folders, terminals without colours."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

FOLDER = "Größe & mehr 100%20 日本 it's"
COMMENT = "##\n# @{name}:\n#\n# Was es ist: „größer“.\n#\n# Since: 1.0\n##\n"
FILES = {
    "schéma.json": "{ 'include': 'unter ordner/größe.json' }\n\n"
    + COMMENT.format(name="tor-auf")
    + "{ 'command': 'tor-auf', 'returns': 'Weite' }\n",
    "unter ordner/größe.json": COMMENT.format(name="Weite") + "{ 'struct': 'Weite', 'data': {} }\n",
}
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)", re.IGNORECASE)
"""Names of devices, reserved with any suffix: https://learn.microsoft.com/windows/win32/fileio/naming-a-file."""


def write(folder: Path, files: dict[str, str], end: str = "\n") -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline=end)


def run(*words: str, folder: Path, **variables: str) -> str:
    """Run a program of this environment with only *variables* set; return what it printed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}"
    # Nobody, not even root, can write below this home.
    environment = {"PATH": path, "HOME": "/dev/null", **variables}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, check=False)
    output = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, output
    return output


def test_paths_of_every_sort_in_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    """All files have CRLF, and the terminal does not understand UTF-8."""
    folder = tmp_path / FOLDER
    write(folder, FILES, end="\r\n")
    for words in (
        ["check", "schéma.json"],
        ["build", "schéma.json", "-W", "-o", "eine seite"],
        ["graph", "schéma.json", "-f", "text"],
        ["init", "Tore=schéma.json", "-d", "die doku"],
    ):
        run("sphinx-qapi", *words, folder=folder, LANG="C", PYTHONUTF8="0")
    assert "„größer“" in (folder / "eine seite/html/größe.html").read_text("utf-8")
    run("make", "-C", "die doku", "html", "check", "SPHINXOPTS=-q -W", folder=folder, LANG="C.UTF-8")
    assert list((folder / "die doku").rglob("größe.html"))


def site(folder: Path, *, end: str) -> tuple[dict[str, bytes], str]:
    """The files built from a project whose files end their lines with *end*, and the warnings."""
    page = 'T\n=\n\n.. qapi-doc:: schéma.json\n   :namespace: X\n\n.. qmp-example::\n\n   -> { "execute": "tor-auf" }\n'
    conf = f"extensions = ['sphinx_qapi']\nqapidoc_srctree = {str(folder)!r}\nhtml_copy_source = False\n"
    write(folder, {**FILES, "conf.py": conf, "index.rst": page}, end=end)
    app = SphinxTestApp("html", srcdir=folder)
    try:
        app.build()
        html = Path(app.outdir)
        return {path.name: path.read_bytes() for path in html.rglob("*.html")}, app.warning.getvalue()
    finally:
        app.cleanup()


def test_line_ends_make_no_difference(tmp_path: Path) -> None:
    sites = [site(tmp_path / name, end=end) for name, end in (("lf", "\n"), ("crlf", "\r\n"))]
    assert sites[0] == sites[1]
    assert sites[0][1] == ""


def test_generated_pages_may_be_given_other_line_ends(tmp_path: Path) -> None:
    """Git may do so to committed files: it does not count as a change by somebody."""
    conf = "extensions = ['sphinx_qapi']\nqapi_schemas = {'X': {'path': 'schéma.json', 'output': '.'}}\n"
    write(tmp_path, {**FILES, "conf.py": conf})
    for _ in range(2):
        app = SphinxTestApp("dummy", srcdir=tmp_path)
        app.build()
        app.cleanup()
        assert app.warning.getvalue() == ""
        for path in tmp_path.glob("*.rst"):
            path.write_bytes(path.read_bytes().replace(b"\r", b"").replace(b"\n", b"\r\n"))


def refused_by_windows(names: Iterable[str]) -> list[str]:
    """The names that no file on Windows can have, and those that Windows takes for another one of *names*."""
    names = list(names)
    refused = [
        name
        for name in names
        if any(
            DEVICES.match(part) or part.endswith((".", " ")) or re.search(r'[<>:"\\|?*\x00-\x1f]', part)
            for part in name.split("/")
        )
    ]
    folded: dict[str, str] = {}
    return refused + [name for name in names if folded.setdefault(name.casefold(), name) != name]


def test_what_windows_refuses() -> None:
    assert refused_by_windows(["a/con.rst", "b", "B", "c.", "d?", "console.rst"]) == ["a/con.rst", "c.", "d?", "B"]


@pytest.mark.parametrize("pages", ["module", "definition"])
def test_no_name_is_one_that_windows_refuses(pages: str, tmp_path: Path) -> None:
    """Windows accepts the names of all files that a build writes, whatever files and definitions are called."""
    modules = [
        "con.json",
        "AUX.json",
        "nul.x.json",
        "a:b.json",
        "end..json",
        "Same.json",
        "same.json",
        "lpt1/com2.json",
    ]
    files = {
        name: COMMENT.format(name=f"T{i}") + f"{{ 'struct': 'T{i}', 'data': {{}} }}\n" for i, name in enumerate(modules)
    }
    root = "".join(f"{{ 'include': '{name}' }}\n" for name in modules)
    for name in ("con", "PRN", "Stop", "stop"):
        root += COMMENT.format(name=name) + f"{{ 'command': '{name}' }}\n"
    source = tmp_path / "source"
    schemas = {"X": {"path": "root.json", "output": "x", "pages": pages}}
    conf = f"extensions = ['sphinx_qapi']\nqapi_schemas = {schemas!r}\n"
    index = "T\n=\n\n.. toctree::\n\n   x/index\n"
    write(source, {**files, "root.json": root, "conf.py": conf, "index.rst": index})
    app = SphinxTestApp("html", srcdir=source, builddir=tmp_path / "built")
    app.build()
    app.cleanup()
    folders = [tmp_path / "built", source / "x"]
    names = [path.relative_to(each).as_posix() for each in folders for path in each.rglob("*")]
    assert len(names) > 40
    assert refused_by_windows(names) == []


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {}], ids=["NO_COLOR", "dumb", "any"])
def test_colours_are_for_terminals_that_want_them(variables: dict[str, str], tmp_path: Path) -> None:
    import pty

    write(tmp_path, {"wrong.json": "{ 'command': 'a', 'data': 'None' }\n"})
    text = ""
    for words in (["check", "wrong.json"], ["build", "wrong.json"], ["build", "wrong.json", "--verbose"], ["--help"]):
        environment = {"PATH": os.defpath, "HOME": str(tmp_path), "TERM": "xterm-256color", **variables}
        program = [sys.executable, "-m", "sphinx_qapi", *words]
        try:
            leader, follower = pty.openpty()
        except OSError:
            pytest.skip("no terminal can be had")
        with subprocess.Popen(program, cwd=tmp_path, env=environment, stdout=follower, stderr=follower):
            os.close(follower)
            text += _read(leader)
    assert "None" in text
    assert bool(re.findall(r"\x1b\[[\d;]*m", text)) == (variables == {})


def _read(terminal: int) -> str:
    """Everything that is printed until the last program has ended."""
    found = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux reports in this way that no process writes any more
            part = b""
        if not part:
            os.close(terminal)
            return found.decode(errors="replace")
        found += part
