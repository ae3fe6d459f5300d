"""What the patches of ``docs/development/upstream`` to Sphinx and docutils would save in a project without sphinx_qapi.

``python -m benchmarks.upstream [PATCH ...] [--pages 500] [--pairs 3] [--theme NAME] [--instructions]``: for each patch,
a made-up project is built by an unchanged and by a patched copy of the installed packages, in turn, and the sites are
compared. The cost is user time, or the number of instructions, of one pair.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import docutils
import sphinx

from benchmarks.processes import instructions, user_seconds

PATCHES = Path(__file__).parents[1] / "docs" / "development" / "upstream"
PACKAGES = (Path(sphinx.__file__).parent, Path(docutils.__file__).parent)


def write_project(folder: Path, pages: int, theme: str) -> None:
    """Write a project of *pages* short pages in one toctree; it is the same on every machine."""
    choose = random.Random(1)
    words = ["".join(choose.choices("aeioudlmnrst", k=choose.randint(2, 9))) for _ in range(5000)]

    def word() -> str:
        return words[int(len(words) * choose.random() ** 3)]  # some are frequent, as in any language

    def page(number: int) -> str:
        parts = [f"{word()} {number}\n{'=' * 20}\n"]
        for _ in range(3):
            parts += [f"{word()} {word()}\n{'-' * 20}\n"]
            parts += [f"{' '.join(word() for _ in range(40))} :doc:`p{choose.randrange(pages)}` ``{word()}``.\n"] * 2
            parts += ["".join(f"- {word()} {word()}\n" for _ in range(3))]
        return "\n".join(parts)

    folder.mkdir()
    (folder / "conf.py").write_text(f"html_theme = {theme!r}\n", "utf-8")
    tree = "".join(f"   p{number}\n" for number in range(pages))
    (folder / "index.rst").write_text(f"Start\n=====\n\n.. toctree::\n\n{tree}", "utf-8")
    for number in range(pages):
        (folder / f"p{number}.rst").write_text(page(number), "utf-8")


def copy_packages(folder: Path, patch: Path | None = None) -> Path:
    """Copy Sphinx and docutils into *folder*, and apply *patch*; raise CalledProcessError if it does not fit."""
    for package in PACKAGES:
        shutil.copytree(package, folder / package.name)
    if patch is not None:
        words = ["patch", "--silent", "--fuzz=0", "-p1", "-d", str(folder), "-i", str(patch)]
        subprocess.run(words, check=True)
    return folder


def build(packages: Path, project: Path, site: Path, meter: Callable[..., float]) -> float:
    """Build *project* into *site* with the *packages* of a folder; return the cost."""
    shutil.rmtree(site, ignore_errors=True)
    words = ["-m", "sphinx", "-q", "-E", "-d", f"{site}-doctrees", str(project), str(site)]
    return meter(words, PYTHONPATH=str(packages))


def pages_of(site: Path) -> dict[str, bytes]:
    """The files of *site* that depend on its text."""
    return {
        str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.suffix in (".html", ".js")
    }


def main() -> None:
    """Measure the patches, and print a line for each."""
    known = sorted(path.stem for path in PATCHES.glob("*.patch"))
    parser = argparse.ArgumentParser(description="measure what patches to Sphinx and docutils would save")
    parser.add_argument("patches", nargs="*", metavar="PATCH", help=f"(default: all of {', '.join(known)})")
    parser.add_argument("--pages", type=int, default=500, help="(default: %(default)s)")
    parser.add_argument("--pairs", type=int, default=3, help="(default: %(default)s)")
    parser.add_argument("--theme", default="alabaster", help="(default: %(default)s)")
    parser.add_argument("--instructions", action="store_true", help="count milliards of instructions with Valgrind")
    args = parser.parse_args()
    meter, number = (instructions, 1) if args.instructions else (user_seconds, args.pairs)
    unit = "G" if args.instructions else "s"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_project(folder / "project", args.pages, args.theme)
        plain = copy_packages(folder / "plain")
        sites = folder / "one", folder / "two"
        build_plain = partial(build, plain, folder / "project", sites[0], meter)
        if args.instructions:  # these do not vary: one build serves all patches
            build_plain = partial(float, build_plain())
        for name in args.patches or known:
            patched = copy_packages(folder / name, PATCHES / f"{name}.patch")
            pairs = [(build_plain(), build(patched, folder / "project", sites[1], meter)) for _ in range(number)]
            saved = statistics.median(100 - 100 * two / one for one, two in pairs)
            same = "the same site" if pages_of(sites[0]) == pages_of(sites[1]) else "ANOTHER SITE"
            print(
                f"{name:20}{statistics.median(one for one, _ in pairs):8.1f} {unit}{saved:6.1f} % saved, {same}",
                flush=True,
            )


if __name__ == "__main__":
    main()
