"""A build continues only from a whole build whose files are unchanged, and only one build runs at a time."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxError

from sphinx_qapi.sphinx_ext._compat.sphinx_warnings import FailedWrites
from sphinx_qapi.sphinx_ext.loading.cache_files import (
    digest_of_file,
    read_cache_file,
    read_list,
    write_cache_file,
    write_list,
)
from sphinx_qapi.sphinx_ext.rebuilding import build_lock

if TYPE_CHECKING:
    from .conftest import Build, Project

TEXT = "##\n# @go:\n#\n# {text}\n#\n# Since: 1.0\n##\n{{ 'command': 'go' }}\n"
PAGES = {"index.rst": "Site\n====\n\n.. toctree::\n\n   ref/index\n", "other.rst": ":orphan:\n\nOther\n=====\n"}
posix = pytest.mark.skipif(os.name != "posix", reason="such locks are for POSIX only")


def _project(build: Build) -> Project:
    return build(TEXT.format(text="First."), PAGES, settings={"output": "ref"})


def _files(project: Project) -> dict[str, bytes]:
    site = Path(project.app.outdir)
    return {str(path): path.read_bytes() for path in site.rglob("*.html")}


def test_a_kept_file_counts_only_as_it_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    write_cache_file(path, b"content", made_by="one")
    whole = path.read_bytes()
    assert read_cache_file(path, made_by="one") == b"content"
    assert read_cache_file(path, made_by="another") is None
    for place in range(len(whole)):
        path.write_bytes(bytes(each ^ (place == at) for at, each in enumerate(whole)))
        assert read_cache_file(path, made_by="one") is None, f"byte {place}"
        path.write_bytes(whole[:place])
        assert read_cache_file(path, made_by="one") is None, f"cut off at {place}"
    path.unlink()
    path.mkdir()
    assert read_cache_file(path, made_by="one") is None


def test_lists_are_kept_twice(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    write_list(path, {"a": 1})
    for each in sorted(tmp_path.iterdir()):
        whole = each.read_bytes()
        each.write_bytes(whole[:-3])
        assert read_list(path) == {"a": 1}
        each.write_bytes(whole)
    for each in tmp_path.iterdir():
        each.write_bytes(b"null")
    assert read_list(path) is None


def test_doctrees_that_are_not_as_they_were_left(build: Build, tmp_path: Path) -> None:
    """An old copy of a whole build is accepted, but pages are written again; after a changed bit all is read again."""
    project = _project(build)
    assert project.rebuild() == []
    clean = _files(project)
    doctrees, copy = Path(project.app.doctreedir), tmp_path / "_copy"
    (tmp_path / "schema.json").write_text(TEXT.format(text="Second."))
    shutil.copytree(doctrees, copy)
    assert "ref/schema" in project.rebuild()
    shutil.copytree(copy, doctrees, dirs_exist_ok=True)
    (tmp_path / "schema.json").write_text(TEXT.format(text="First."))
    assert project.rebuild() == [], "the copy is of a whole build"
    assert _files(project) == clean, "but pages are not as that build had left them"
    for name in ("environment.pickle", "other.doctree"):
        path = doctrees / name
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 4
        path.write_bytes(content)
        assert set(project.rebuild()) == project.app.env.found_docs, name
    assert _files(project) == clean


def test_digests_are_kept_of_what_each_build_has_left(build: Build, tmp_path: Path) -> None:
    """Digests of files that a build did not write are taken from the build before."""
    project = _project(build)
    doctrees = Path(project.app.doctreedir)
    for text in ("Second.", "Third."):
        (tmp_path / "schema.json").write_text(TEXT.format(text=text))
        read = project.rebuild()
        assert "ref/schema" in read
        assert "other" not in read
        kept = json.loads(read_cache_file(doctrees / "qapi-doctrees.json") or b"")
        assert kept == {name: digest_of_file(doctrees / name) for name in kept}
        assert {"environment.pickle", "other.doctree", "ref/schema.doctree"} <= kept.keys()


def test_pages_that_are_not_as_they_were_left(build: Build) -> None:
    project = _project(build)
    clean = _files(project)
    for name in ("ref/schema.html", "ref/command-go.html", "other.html", "searchindex.js"):
        path = Path(project.app.outdir, name)
        if path.exists():
            path.write_bytes(path.read_bytes()[:-9])
            assert project.rebuild() == []
    assert _files(project) == clean


def test_an_older_file_in_the_place_of_a_newer_one(build: Build, tmp_path: Path) -> None:
    """The file's time is earlier than before, as if a clock had gone back."""
    project = _project(build)
    page = tmp_path / "other.rst"
    page.write_text(":orphan:\n\nAnother\n=======\n")
    os.utime(page, (1_000_000_000, 1_000_000_000))
    assert project.rebuild() == ["other"]
    assert "Another" in project.output("other.html")
    assert project.rebuild() == []


def test_a_page_that_could_not_be_written(build: Build, tmp_path: Path) -> None:
    """Sphinx only warns of it: nothing of the page stays, and the next build starts from nothing."""
    project = _project(build)
    failed, page = FailedWrites(project.app.builder), Path(project.app.outdir, "half.html")
    source = tmp_path / "picture.png"
    for path in (page, source):
        path.write_text("<html")
    failed.begin()
    logger = logging.getLogger("sphinx.sphinx.builders.html")
    logger.warning("error writing file %s: %s", page, OSError(28, "No space left on device"))
    logger.warning("cannot copy image file '%s': %s", source, OSError(28, "No space left on device"))
    failed.end()
    assert failed.are_some
    assert source.exists(), "the file that was to be copied is the author's"
    assert not page.exists()
    assert failed not in logger.filters


@posix
def test_two_builds_at_once(build: Build, tmp_path: Path) -> None:
    """The builds share a folder, and the second waits for the first."""
    project = _project(build)
    (tmp_path / "schema.json").write_text(TEXT.format(text="Second."))
    words = [sys.executable, "-m", "sphinx", "-q", str(tmp_path), str(project.app.outdir)]
    words += ["-d", str(project.app.doctreedir)]
    builds = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(each.communicate()[1], each.returncode) for each in builds] == [("", 0)] * 2
    doctrees = sorted(Path(project.app.doctreedir).rglob("*.doctree"))
    written = [path.stat().st_mtime_ns for path in doctrees]
    subprocess.run(words, check=True)
    assert [path.stat().st_mtime_ns for path in doctrees] == written, "there is nothing to read again"
    assert "Second." in project.output("ref/command-go.html")


@posix
def test_a_folder_is_locked_for_others_until_its_process_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys, time; from pathlib import Path; from sphinx_qapi.sphinx_ext.rebuilding import build_lock;"
        "lock = build_lock.BuildLock(); lock.take([Path(sys.argv[1])]); print('taken', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        lock = build_lock.BuildLock()
        with monkeypatch.context() as patched:
            patched.setattr(build_lock, "LONGEST_WAIT", 0)
            with pytest.raises(SphinxError, match="another build has been running"):
                lock.take([tmp_path])
        lock.release()
        other.kill()
    lock.take([tmp_path])
    build_lock.BuildLock().take([tmp_path])  # another lock in the same process
    lock.release()
