"""Compare incremental builds with builds from nothing: ``make test-incremental``.

Edits a copy of a schema at random, and compares after each edit all files of the incremental build with those of a
clean one, byte by byte: mostly of the HTML builder, sometimes of another builder, which shares the doctrees; the
incremental builds use one process or two. ``python -m tests.incremental --edits 200 --seed 1 [--schema FILE]`` sets
number, seed and schema.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.incremental.edits import EDITS
from tests.incremental.sites import differences, new_site

_BUILDERS = ("html", "html", "html", "html", "dirhtml")
_EXAMPLE = Path(__file__).parents[2] / "examples" / "granary" / "granary.json"


def main() -> int:
    """Edit and compare; the exit status is 1 if any build differed."""
    parser = argparse.ArgumentParser(description="compare incremental builds with clean ones after random edits")
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--schema", type=Path, default=_EXAMPLE, help="its folder is copied (default: %(default)s)")
    parser.add_argument("--theme", default="alabaster", help="(default: %(default)s)")
    parser.add_argument(
        "--pages", default="definition", help="what has a page of its own before the first edit (default: %(default)s)"
    )
    parser.add_argument("--keep-going", action="store_true", help="do not stop at the first difference")
    args = parser.parse_args()
    random = Random(args.seed)
    failures = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        site = new_site(args.schema, folder, theme=args.theme, pages=args.pages)
        site.build()
        for number in range(args.edits):
            # Kinds take turns, so that a short run has each of them.
            done = EDITS[number % len(EDITS)](site.edited, random)
            builder, jobs = random.choice(_BUILDERS), random.choice((1, 1, 2))
            found = differences(site.build(builder, jobs=jobs), site.build_clean(builder))
            failures += bool(found)
            outcome = "DIFFERS" if found else "the same"
            print(
                f"{number + 1}: {done or 'nothing to do'}, {builder}, {jobs}: {outcome}", *found, sep="\n  ", flush=True
            )
            if found and not args.keep_going:
                break
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
