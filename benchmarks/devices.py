"""What each device that keeps builds fast saves: the user time of builds with it, and with only this one switched off.

``python -m benchmarks.devices [NS=]SCHEMA... [DEVICE ...] [--pairs 3] [--theme NAME] [--pages definition]``. Builds
with and without take turns, all devices in each round, and every build is a process of its own.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from benchmarks.device_switches import DEVICES
from benchmarks.edits import edit
from benchmarks.processes import user_seconds

_OTHER = "dirhtml"
_FIRST = "block-core.json"
"""The file that is edited, if there is one of that name; otherwise the root file."""


class Site:
    """Builds of a copy of the schemas in one folder; a build continues from what the last one has left."""

    def __init__(self, folder: Path, schemas: list[str], words: list[str]) -> None:
        self._folder = folder
        self._words = list(words)
        self._sources: list[Path] = []
        for number, schema in enumerate(schemas):
            namespace, is_named, path = schema.rpartition("=")
            root = folder / f"source{number}" / Path(path).name
            shutil.copytree(Path(path).parent, root.parent)
            files = sorted(root.parent.rglob(_FIRST))
            self._sources.append(files[0] if files else root)
            self._words.insert(number, f"{namespace}{is_named}{root}")

    def seconds(self, kind: str, without: str = "none") -> float:
        """The user seconds of a build of *kind* without a device."""
        output = self._folder / kind
        if kind == "clean":
            shutil.rmtree(output, ignore_errors=True)
        elif not output.exists():
            self._build(output, "none")
        if kind == "comment":
            edit(self._sources[0])
        if kind == "builder":
            shutil.rmtree(output / _OTHER, ignore_errors=True)
        return self._build(output, without, *(("-b", _OTHER) if kind == "builder" else ()))

    def _build(self, output: Path, without: str, *words: str) -> float:
        return user_seconds(
            ["-m", "benchmarks.device_switches", without, "build", *self._words, "-j", "1", "-o", str(output), *words]
        )


def line(name: str, pairs: list[tuple[float, float]]) -> str:
    """The figures of a device: the medians of both times, and of what it saves of the time without it."""
    gains = sorted(100 - 100 * own / other for own, other in pairs)
    own, other = (statistics.median(each) for each in zip(*pairs, strict=True))
    kind = DEVICES[name].kind
    return (
        f"{name:15}{kind:9}{own:7.2f} s with{other:7.2f} s without {statistics.median(gains):6.1f} % saved"
        f" ({gains[0]:.1f} to {gains[-1]:.1f} in {len(pairs)} pairs)"
    )


def main() -> None:
    """Measure the devices; print a line for each after every round, and all at the end."""
    parser = argparse.ArgumentParser(description="measure what each device saves")
    parser.add_argument("words", nargs="+", metavar="[NS=]SCHEMA|DEVICE", help=f"devices: {', '.join(DEVICES)}")
    parser.add_argument("--pairs", type=int, default=3, help="(default: %(default)s)")
    parser.add_argument("--theme", default="sphinx_rtd_theme", help="(default: %(default)s)")
    parser.add_argument("--pages", default="definition", help="(default: %(default)s)")
    args = parser.parse_args()
    schemas = [word for word in args.words if word not in DEVICES]
    names = [word for word in args.words if word in DEVICES] or list(DEVICES)
    pairs: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as temporary:
        site = Site(Path(temporary), schemas, ["--theme", args.theme, "--pages", args.pages])
        for number in range(args.pairs):
            for name in names:
                kind = DEVICES[name].kind
                if number % 2:
                    other, own = site.seconds(kind, name), site.seconds(kind)
                else:
                    own, other = site.seconds(kind), site.seconds(kind, name)
                pairs[name].append((own, other))
                print(line(name, pairs[name]), flush=True)
    print("", *(line(name, pairs[name]) for name in names), sep="\n")


if __name__ == "__main__":
    main()
