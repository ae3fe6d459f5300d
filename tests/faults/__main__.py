"""Faults while building, random edits and random schemas: ``make test-faults``.

Whatever happens, the next build that completes must give what a clean one gives, byte by byte; and whatever a schema
contains, there is no traceback, no hang, and no definition is lost.
``python -m tests.faults --share 0.05 --seed 7 kills`` runs a twentieth of the cases of one kind.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path
from random import Random

from tests.faults.bits import damaged_files
from tests.faults.edits import edits_of, edits_of_example
from tests.faults.kills import killed_builds
from tests.faults.schemas import Cases, built_schemas, checked_schemas

_ROOT = Path(__file__).parents[2]
_SHARED = Path(os.environ.get("SPHINX_QAPI_SHARED") or _ROOT.parent / "shared")
KINDS: dict[str, tuple[int, Cases]] = {
    "bits": (60, damaged_files),
    "kills": (100, killed_builds),
    "check": (50_000, checked_schemas),
    "sites": (500, built_schemas),
    "edits": (300, edits_of_example),
    "release": (150, partial(edits_of, _SHARED / "corpus/10.2.2/qapi/qapi-schema.json")),
}
"""By kind: the number of its cases in a full run, and the function that runs them."""


def main() -> int:
    """Run the kinds of cases that are asked for; the exit status is 0 if nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="faults, edits and schemas at random")
    parser.add_argument("kinds", nargs="*", choices=[[], *KINDS], help=f"some of {', '.join(KINDS)}; all by default")
    parser.add_argument("--share", type=float, default=1, help="share of all trials to run; 0.05 is a twentieth")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    failures = sum(run(kind, args.share, args.seed) for kind in args.kinds or KINDS)
    return int(failures > 0)


def run(kind: str, share: float, seed: int) -> int:
    """Run the *share* of the cases of a *kind*, and report those that fail; return the number of failures."""
    whole, cases = KINDS[kind]
    number = max(1, round(whole * share))
    began, failures = time.monotonic(), 0
    for place, (done, found) in enumerate(cases(number, Random(f"{kind} {seed}"))):
        if found:
            failures += 1
            print(f"{kind} {place + 1}: {done}", *found[:20], sep="\n  ", flush=True)
    print(f"{kind}: {number}, seed {seed}, {failures} failed, {(time.monotonic() - began) / 60:.1f} min", flush=True)
    return failures


if __name__ == "__main__":
    sys.exit(main())
