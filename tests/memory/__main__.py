"""Memory and time for large schemas: ``make test-memory``, or ``python -m tests.memory --lines 100000 --seed 7 one``.

Each shape is written in two sizes. `sphinx-qapi check` reads both; the library alone, which does no more than read,
reads the small one; each in a process of its own. Memory is the most that a process had at once, without what it has
for a schema of one line, in multiples of the file's size.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.memory.shapes import SHAPES, write

MOST = 10
"""The most memory that is allowed, in multiples of the size of the file."""
SMALL = 4
"""The small schema has a fourth of the lines: of a million, more than a mebibyte, from which on values are packed."""
MOST_GROWTH = 8
"""How many times as long a schema with four times as many lines may take at most."""
READ = """
import sys
from sphinx_qapi.schema.load import load_schema
assert all(each.name for each in load_schema(sys.argv[1]).schema.definitions.values())
"""
CHECK = ("-m", "sphinx_qapi", "check")
LIBRARY = ("-c", READ)


@dataclass(frozen=True)
class Taken:
    """The memory and time that a process took."""

    memory: int
    """The largest number of bytes that it had at once."""
    seconds: float
    """CPU seconds."""


def measure(program: Sequence[str], path: Path) -> Taken:
    """Measure the process in which *program* reads *path*."""
    # The parent process must be small, because the memory that a child has when it begins counts as the child's own.
    command = [sys.executable, *program, str(path)]
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_maxrss * 1024, u.ru_utime + u.ru_stime)"
    )
    told = subprocess.run([sys.executable, "-S", "-c", script, *command], check=True, capture_output=True, text=True)
    memory, seconds = told.stdout.split()[-2:]
    return Taken(int(memory), float(seconds))


def main() -> int:
    """Measure the shapes that are asked for; return 1 if one of them takes too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", help="words of the shapes to measure (default: all)")
    parser.add_argument("--lines", type=int, default=1_000_000, help="number of lines of the large schemas")
    parser.add_argument("--seed", type=int, help="seed of names and words (default: a new one each time)")
    args = parser.parse_args()
    seed = int(time.time()) if args.seed is None else args.seed
    print(f"seed {seed}")
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        tiny, small, large = (Path(folder, f"{name}.json") for name in ("tiny", "small", "large"))
        tiny.write_text("{ 'command': 'lamp' }\n", "utf-8")
        start = {program: measure(program, tiny) for program in (CHECK, LIBRARY)}
        for shape in SHAPES:
            if args.shapes and not any(word in shape for word in args.shapes):
                continue
            for path, lines in ((small, args.lines // SMALL), (large, args.lines)):
                with path.open("w", encoding="utf-8") as file:
                    write(shape, lines, seed, file)
            before, after, library = measure(CHECK, small), measure(CHECK, large), measure(LIBRARY, small)
            times = (after.memory - start[CHECK].memory) / large.stat().st_size
            of_library = (library.memory - start[LIBRARY].memory) / small.stat().st_size
            seconds = after.seconds - start[CHECK].seconds
            growth = seconds / max(before.seconds - start[CHECK].seconds, 0.1)  # less would be noise
            is_bad = max(times, of_library) > MOST or growth > MOST_GROWTH
            failed += [shape] * is_bad
            print(
                f"{shape:26} {large.stat().st_size / 1e6:6.1f} MB  memory {times:5.1f} times ({of_library:5.1f} small) "
                f" {seconds:6.1f} s, {growth:4.1f} times a fourth{'  TOO MUCH' * is_bad}",
                flush=True,
            )
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
