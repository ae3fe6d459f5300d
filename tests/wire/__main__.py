"""Compares every wire path of every release with a naive reader: ``make test-wire``. Takes some minutes of CPU.

Prints how many answers were compared, and each that differs. Then compares the changes between any two releases, as the
package and the script of the page of changes find them; that needs Chromium. Last, checks the versions that are shown
if releases are withheld.
"""

from __future__ import annotations

import argparse
import shutil
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from sphinx_qapi.analysis.history.record import Recorder
from sphinx_qapi.analysis.wire.walk import Presence
from tests.wire import releases
from tests.wire.naive import ask
from tests.wire.script import SCRIPT, compare_all
from tests.wire.withheld import contradictions

WORDS = {Presence.DECLARED: "declared", Presence.UNDECLARED: "undeclared", Presence.ABSENT: "absent"}
ROUNDS = 20
"""How many times a history grows from one release to all of them."""


def main() -> int:
    parser = argparse.ArgumentParser(description="compare every path with a naive reader")
    parser.add_argument("shared", type=Path, help="the folder of real schemas")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth path")
    parser.add_argument("--seed", type=int, default=1, help="seed that chooses the releases withheld from histories")
    args = parser.parse_args()
    wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(content=SCRIPT.read_text("utf-8"))
        for namespace, roots in releases.ROOTS.items():
            history = releases.history_of(releases.load(args.shared, roots))
            compared = list(compare_all(page, history))
            differ = [(old, new) for old, new, found, expected in compared if found != expected]
            wrong += len(differ)
            print(f"{namespace}: {len(compared)} pairs of releases, the script finds something else in {differ}")
        browser.close()
    for namespace, roots in releases.ROOTS.items():
        schemas = releases.load(args.shared, roots)
        recorder = Recorder(releases.history_of(schemas))
        paths = recorder.paths()[:: args.every]
        began = time.process_time()
        for path in paths:
            record = recorder.record(path)
            for (name, schema), answer in zip(schemas.items(), record.answers, strict=True):
                naive = ask(schema, str(path))
                if naive != WORDS[answer.presence]:
                    wrong += 1
                    print(f"{namespace} {name} {path}: {WORDS[answer.presence]}, naively {naive}")
        seconds = time.process_time() - began
        print(f"{namespace}: {len(paths)} paths in {len(schemas)} releases, {wrong} differ; {seconds:.1f} s")
        newest = list(schemas)[-1]
        against = list(contradictions(schemas[newest], recorder.history, newest, seed=args.seed, rounds=ROUNDS))
        wrong += len(against)
        for at_hand, row, reason in against:
            print(f"{namespace} {row.definition} {row.key}: {reason}, with {', '.join(at_hand)}")
        print(f"{namespace}: {ROUNDS} histories grow, {len(against)} versions are shown against what releases prove")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
