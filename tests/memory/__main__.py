"""What large schemas take: ``make test-memory``, or ``python -m tests.memory --lines 100000 --seed 7 one``.

Each shape is written in two sizes, and `sphinx-qapi check` and the library read both, each in a process of its own.
Memory is the most that a process had at once, without what it has for a schema of one line, in multiples of the file's
size.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.memory.shapes import SHAPES, write

MOST = 10
"""Times its size."""
SMALL = 4
"""The small schema has a fourth of the lines."""
MOST_GROWTH = 8
"""Four times as many lines take at most so many times as long."""
READ = """
import sys
from sphinx_qapi.schema.load import load_schema
assert all(each.name for each in load_schema(sys.argv[1]).schema.definitions.values())
"""
PROGRAMS = {
    "check": ("-m", "sphinx_qapi", "check"),
    "library": ("-c", READ),
}


def measure(program: str, path: Path) -> tuple[int, float]:
    """The most bytes that *program* has at once while it reads *path*, and its seconds of CPU."""
    # A small process measures: what a child has when it begins counts as its own.
    command = [sys.executable, *PROGRAMS[program], str(path)]
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_maxrss * 1024, u.ru_utime + u.ru_stime)"
    )
    told = subprocess.run([sys.executable, "-S", "-c", script, *command], check=True, capture_output=True, text=True)
    most, seconds = told.stdout.split()[-2:]
    return int(most), float(seconds)


def main() -> int:
    """Measure the shapes that are asked for; 1 if one takes too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", help="words of the shapes to measure (default: all)")
    parser.add_argument("--lines", type=int, default=1_000_000, help="how many the large schemas have")
    parser.add_argument("--seed", type=int, help="of names and words (default: another each time)")
    parser.add_argument("--program", choices=PROGRAMS, action="append", help="default: both")
    args = parser.parse_args()
    seed = int(time.time()) if args.seed is None else args.seed
    print(f"seed {seed}")
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        tiny, small, large = (Path(folder, f"{name}.json") for name in ("tiny", "small", "large"))
        tiny.write_text("{ 'command': 'lamp' }\n", "utf-8")
        for shape in SHAPES:
            if args.shapes and not any(word in shape for word in args.shapes):
                continue
            for path, lines in ((small, args.lines // SMALL), (large, args.lines)):
                with path.open("w", encoding="utf-8") as file:
                    write(shape, lines, seed, file)
            for program in args.program or PROGRAMS:
                least, start = measure(program, tiny)
                _, before = measure(program, small)
                most, after = measure(program, large)
                size = large.stat().st_size
                times, growth = (most - least) / size, (after - start) / max(before - start, 0.01)
                is_bad = times > MOST or growth > MOST_GROWTH
                failed += [shape] * is_bad
                print(
                    f"{shape:26} {program:8} {size / 1e6:6.1f} MB  memory {times:5.1f} times  "
                    f"{after:6.1f} s, {growth:4.1f} times a fourth{'  TOO MUCH' * is_bad}",
                    flush=True,
                )
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
