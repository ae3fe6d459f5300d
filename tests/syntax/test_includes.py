"""Files that include others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.reading import UnreadableFile
from sphinx_qapi.syntax.includes import FileTree, read_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(**files: str) -> None:
    """Write files with the given includes; ``__`` in a name separates a folder from a file."""
    for name, includes in files.items():
        path = Path(f"{name.replace('__', '/')}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{{ 'include': '{each}' }}\n" for each in includes.split()))


def _read(root: str = "root.json", include_dirs: tuple[str, ...] = ()) -> tuple[FileTree, list[str]]:
    findings = Findings()
    tree = read_files(root, include_dirs=include_dirs, findings=findings)
    return tree, [f"{each.position} {each.rule}: {each.message}" for each in findings.diagnostics]


def _paths(tree: FileTree) -> list[str]:
    return [file.path for file in tree.files]


def test_order(folder: Path) -> None:
    """Each file is read once, where it is included first; paths are relative to the including file."""
    _write(root="a.json sub/b.json a.json", a="sub/c.json", sub__b="c.json ../a.json d.json", sub__c="", sub__d="")
    tree, findings = _read()
    assert findings == []
    assert _paths(tree) == ["root.json", "a.json", "sub/c.json", "sub/b.json", "sub/d.json"]
    assert tree.complete
    assert tree.first_inclusions == {
        ("root.json", 0): "a.json",
        ("a.json", 0): "sub/c.json",
        ("root.json", 1): "sub/b.json",
        ("sub/b.json", 2): "sub/d.json",
    }
    assert [str(place) for place in tree.chains["sub/d.json"]] == ["sub/b.json:3:1", "root.json:2:1"]


def test_cycle(folder: Path) -> None:
    _write(root="a.json", a="b.json", b="root.json c.json", c="")
    tree, findings = _read()
    assert _paths(tree) == ["root.json", "a.json", "b.json", "c.json"]
    assert findings == ["b.json:1:1 include-cycle: inclusion loop: root.json is being read already"]


def test_itself_through_a_link(folder: Path) -> None:
    _write(root="link.json")
    Path("link.json").symlink_to("root.json")
    tree, findings = _read()
    assert _paths(tree) == ["root.json"]
    assert [each.split(": ")[0] for each in findings] == ["root.json:1:1 include-cycle"]


def test_detour_through_a_link(folder: Path) -> None:
    """``..`` after a link to a folder is not removed from the path, because the link leads elsewhere."""
    _write(root="link/../a.json", far__a="", far__deep__x="", a="missing.json")
    Path("link").symlink_to("far/deep")
    tree, findings = _read()
    assert findings == []
    assert _paths(tree)[1] == "link/../a.json"


def test_include_dirs(folder: Path) -> None:
    """The folders are searched in order, after the folder of the including file."""
    _write(root="a.json b.json", a="", one__a="", one__b="", two__b="")
    tree, findings = _read(include_dirs=("one", "two"))
    assert findings == []
    assert _paths(tree) == ["root.json", "a.json", "one/b.json"]


def test_missing(folder: Path) -> None:
    """There is one error, which names the file and the searched folders; all other files are read."""
    _write(root="sub/a.json sub/b.json", sub__a="missing.json", sub__b="")
    tree, findings = _read(include_dirs=("one",))
    assert findings == [
        'sub/a.json:1:1 unreadable-include: cannot read included file "missing.json": no such file (looked in sub, one)'
    ]
    assert _paths(tree) == ["root.json", "sub/a.json", "sub/b.json"]
    assert not tree.complete


def test_several_missing(folder: Path) -> None:
    """A missing folder explains all of them, so there is one finding for each file that has such includes."""
    _write(root="one.json sub/a.json two.json", sub__a="three.json")
    _, findings = _read()
    assert findings == [
        'sub/a.json:1:1 unreadable-include: cannot read included file "three.json": no such file (looked in sub)',
        (
            'root.json:1:1 unreadable-include: cannot read included files "one.json", "two.json": '
            "no such file (looked in .)"
        ),
    ]


def test_no_file(folder: Path) -> None:
    _write(root="sub pipe.json", sub__a="")
    os.mkfifo("pipe.json")
    _, findings = _read()
    assert [each.split("read ")[1] for each in findings] == [
        'included file "sub": sub: it is a directory',
        'included file "pipe.json": pipe.json: it is a named pipe, not a file',
    ]


def test_long_chain(folder: Path) -> None:
    """A chain of far more files than Python can nest calls."""
    _write(root="f0.json", **{f"f{number}": f"f{number + 1}.json" for number in range(3000)}, f3000="")
    tree, findings = _read()
    assert findings == []
    assert len(tree.files) == 3002


def test_unreadable_root(folder: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"cannot read root\.json: no such file"):
        _read()


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/tty", "pipe.json", "large.json"])
def test_what_is_no_file_to_read_is_a_finding_at_the_include(name: str, folder: Path) -> None:
    os.mkfifo("pipe.json")
    Path("large.json").write_bytes(b"#" * 200)
    Path("root.json").write_text(f"# A comment\n{{ 'include': '{name}' }}\n{{ 'command': 'go' }}\n")
    findings = Findings()
    tree = read_files("root.json", largest_file=199, findings=findings)
    assert [len(file.items) for file in tree.files] == [3]
    assert not tree.complete
    (finding,) = findings.diagnostics
    assert f"{finding.position} {finding.message}".startswith(f'root.json:2:1 cannot read included file "{name}": ')


@pytest.mark.skipif(not Path("/proc/kmsg").exists(), reason="such files are for Linux only")
def test_a_log_of_the_system(folder: Path) -> None:
    _write(root="/proc/kmsg")
    _tree, (finding,) = _read()
    assert finding.startswith('root.json:1:1 unreadable-include: cannot read included file "/proc/kmsg": ')
