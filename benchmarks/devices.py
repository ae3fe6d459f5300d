"""What each device that keeps builds fast saves: the cost of builds with it, and with only this one switched off.

``python -m benchmarks.devices [NS=]SCHEMA... [DEVICE ...] [--instructions] [--pairs 3] [--theme NAME]``. The cost is
user time, of builds with and without in turn, all devices in each round; or the number of instructions, of one build
with all devices and one without each. Every build is a process of its own.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.device_switches import DEVICES
from benchmarks.edits import edit
from benchmarks.processes import instructions, user_seconds

Pairs = dict[str, list[tuple[float, float]]]
_OTHER = "dirhtml"
_FIRST = "block-core.json"
"""The file that is edited, if there is one of that name; otherwise the root file."""


class Site:
    """Builds of a copy of the schemas in one folder; a build continues from what the last one has left."""

    def __init__(self, folder: Path, schemas: list[str], words: list[str], meter: Callable[..., float]) -> None:
        self._folder = folder
        self._meter = meter
        self._words = list(words)
        self._sources: list[Path] = []
        for number, schema in enumerate(schemas):
            namespace, is_named, path = schema.rpartition("=")
            root = folder / f"source{number}" / Path(path).name
            shutil.copytree(Path(path).parent, root.parent)
            files = sorted(root.parent.rglob(_FIRST))
            self._sources.append(files[0] if files else root)
            self._words.insert(number, f"{namespace}{is_named}{root}")

    def warm_up(self) -> None:
        """Build once without measuring, because a first build compiles the modules for all later ones."""
        user_seconds(self._command(self._folder / "warm", "none"))

    def cost(self, kind: str, without: str = "none") -> float:
        """The cost of a build of *kind* without a device."""
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
        return self._meter(self._command(output, without, *words))

    def _command(self, output: Path, without: str, *words: str) -> list[str]:
        program = ["-m", "benchmarks.device_switches", without, "build"]
        return [*program, *self._words, "-j", "1", "-o", str(output), *words]


def line(name: str, pairs: list[tuple[float, float]]) -> str:
    """The figures of a device: the medians of both times, and of what it saves of the time without it."""
    gains = sorted(100 - 100 * own / other for own, other in pairs)
    own, other = (statistics.median(each) for each in zip(*pairs, strict=True))
    kind = DEVICES[name].kind
    return (
        f"{name:15}{kind:9}{own:8.2f} with{other:8.2f} without {statistics.median(gains):6.1f} % saved"
        f" ({gains[0]:.1f} to {gains[-1]:.1f} in {len(pairs)} pairs)"
    )


def main() -> None:
    """Measure the devices; print a line for each after every round, and all at the end."""
    parser = argparse.ArgumentParser(description="measure what each device saves")
    parser.add_argument("words", nargs="+", metavar="[NS=]SCHEMA|DEVICE", help=f"devices: {', '.join(DEVICES)}")
    parser.add_argument("--instructions", action="store_true", help="count instructions with Valgrind")
    parser.add_argument("--pairs", type=int, default=3, help="(default: %(default)s)")
    parser.add_argument("--theme", default="sphinx_rtd_theme", help="(default: %(default)s)")
    parser.add_argument("--pages", default="definition", help="(default: %(default)s)")
    args = parser.parse_args()
    schemas = [word for word in args.words if word not in DEVICES]
    names = [word for word in args.words if word in DEVICES] or list(DEVICES)
    meter = instructions if args.instructions else user_seconds
    with tempfile.TemporaryDirectory() as temporary:
        site = Site(Path(temporary), schemas, ["--theme", args.theme, "--pages", args.pages], meter)
        pairs = counted(site, names) if args.instructions else taking_turns(site, names, args.pairs)
    print("", *(line(name, pairs[name]) for name in names), sep="\n")


def counted(site: Site, names: list[str]) -> Pairs:
    """A pair for each device; one build of a kind serves all devices, because it always takes the same instructions."""
    site.warm_up()
    own: dict[str, float] = {}
    pairs: Pairs = {}
    for name in names:
        kind = DEVICES[name].kind
        if kind not in own:
            own[kind] = site.cost(kind)
        pairs[name] = [(own[kind], site.cost(kind, name))]
        print(line(name, pairs[name]), flush=True)
    return pairs


def taking_turns(site: Site, names: list[str], rounds: int) -> Pairs:
    """A pair for each device in each of the *rounds*; which of both builds is the first alternates."""
    pairs: Pairs = {name: [] for name in names}
    for number in range(rounds):
        for name in names:
            kind = DEVICES[name].kind
            if number % 2:
                other, own = site.cost(kind, name), site.cost(kind)
            else:
                own, other = site.cost(kind), site.cost(kind, name)
            pairs[name].append((own, other))
            print(line(name, pairs[name]), flush=True)
    return pairs


if __name__ == "__main__":
    main()
