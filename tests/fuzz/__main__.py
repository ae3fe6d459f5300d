"""A long run with random and hostile schemas: ``make fuzz``, or ``python -m tests.fuzz --seconds 110 --seed 7``.

Whatever the input: no exception, no hang, linear time, places that exist in the file, text without control characters
for a terminal, and an error wherever another, much simpler reader finds bad syntax. Inputs that fail are kept as files,
so that they can be read again.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import io
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from sphinx_qapi.analysis.lint import LINT_RULES, lint
from sphinx_qapi.cli.main import main as command
from sphinx_qapi.export.check_report import CheckReport
from sphinx_qapi.export.report_formats import EXPORTERS
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import LoadResult
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from tests.fuzz.inputs import FILES, ROOT, fixed_inputs, inputs
from tests.growth import Pace
from tests.rule_declarations import rules_of

DIALECTS = ("auto", "1.0", "2.3", "2.9", "5.2", "9.0", "10.2")
HANG = 100
"""Number of seconds after which an input counts as a hang."""
MOST_FAILURES = 20
LINES_OF_SITE = 400
"""The most lines of a mutant that is built into a site, as a build takes seconds."""
EVERY_SITE = 150
"""Number of inputs after which one of them is built into a site."""

_SYNTAX = rules_of("source", "syntax/parser", "syntax/values", "syntax/tokens") - {"doc-comment-in-expression"}
"""The syntax rules whose mistakes the simple reader notices as well."""


def is_sound(data: bytes) -> bool:
    """Whether the syntax is that of the newest language: a separate reader turns each expression into JSON."""
    try:
        text = data.decode().replace("\r\n", "\n").replace("\r", "\n")
        if "\0" in text:
            return False
        code, end = "", 0
        for match in re.finditer(r"'((?:[ -&(-\[\]-~]|\\\\)*+)'|#[^\n]*|([{}\[\]:,]|true|false|[ \t\n\f\v]+)", text):
            if match.start() != end:
                return False
            end = match.end()
            if match[1] is not None:
                code += json.dumps(match[1].replace("\\\\", "\\"))
            elif match[2] is not None:
                code += match[2]
        if end != len(text):
            return False
        decoder = json.JSONDecoder(object_pairs_hook=_without_repetition)
        code = code.strip()
        while code:
            value, end = decoder.raw_decode(code)
            if not isinstance(value, dict):
                return False
            code = code[end:].lstrip()
    except (ValueError, RecursionError):
        return False
    return True


def _without_repetition(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def check_file(make: Callable[[Path], object], folder: Path) -> None:
    """Check that the command names the file or the line that cannot be read."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        path = Path(name) / "x.json"
        make(path)
        output = io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            status = command(["check", str(path)])
        said = output.getvalue()
        assert (status == 2 and f"cannot read {path}" in said) or (status == 1 and f"{name}/" in said), said


def check_input(data: bytes, folder: Path, dialect: str) -> None:
    """Read *data* as `sphinx-qapi check --lint` does, write the findings in every format, and check all results."""
    path = folder / "x.json"
    path.write_bytes(data)
    pace = _pace()
    began = time.process_time()
    result, found, texts = _read(path, dialect)
    pace.assert_kept(time.process_time() - began, len(data))
    check_places(result, data, path)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", texts["text"]), "control characters in the text"
    for name in ("json", "sarif"):
        json.loads(texts[name])
    if dialect == "10.2" and not is_sound(data):
        assert any(each.severity is Severity.ERROR for each in found), "bad syntax, but no error"
    elif dialect == "10.2":
        wrong = [str(each) for each in found if each.rule in _SYNTAX and each.severity is Severity.ERROR]
        assert not wrong, f"good syntax, but {wrong}"


def _read(path: Path, dialect: str) -> tuple[LoadResult, tuple[Diagnostic, ...], dict[str, str]]:
    """The results for the file at *path*: the schema, all findings, and the report in each format."""
    result = load_schema(path, dialect=dialect)
    found = (*result.diagnostics, *lint(result.schema, {rule.name for rule in LINT_RULES}))
    report = CheckReport(
        schemas=(result.schema,), diagnostics=found, omitted=0, release=None if dialect == "auto" else dialect
    )
    return result, found, {name: export(report) for name, export in EXPORTERS.items()}


@cache
def _pace() -> Pace:
    path = ROOT / "examples/granary/volumes.json"
    return Pace(lambda _: _read(path, "auto"), path.read_bytes())


def check_places(result: LoadResult, data: bytes, path: Path) -> None:
    """Check that every finding has a message of one line, and a place that exists in the file."""
    text = data.decode(errors="replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for each in result.diagnostics:
        for place in (each.position, each.detail or each.position):
            if place.path == str(path):
                assert 1 <= place.line <= len(lines), f"no such line: {each}"
                width = len(lines[place.line - 1].expandtabs())
                assert 1 <= place.column <= max(width, len(lines[place.line - 1])) + 1, f"no such column: {each}"
        assert each.message, f"no message: {each!r}"
        assert "\n" not in each.message, f"a message of several lines: {each!r}"


def check_site(data: bytes, folder: Path) -> None:
    """Build a site of *data*; the build must succeed, whatever is wrong with the schema, and must show no traceback."""
    path = folder / "x.json"
    path.write_bytes(data)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        status = command(["build", str(path), "-o", str(folder / "site"), "--theme", "basic", "--fresh", "-j", "1"])
    assert status == 0, output.getvalue()[-2000:]
    assert (folder / "site" / "html" / "index.html").is_file()
    assert "Traceback" not in output.getvalue(), output.getvalue()[-2000:]


class Run:
    """Tries inputs one by one, and keeps those that fail."""

    def __init__(self, seed: int, keep: Path) -> None:
        self.seed = seed
        self.keep = keep
        self.tried: Counter[str] = Counter()
        self.failed = 0

    def attempt(self, kind: str, check: Callable[[], None], data: bytes = b"") -> None:
        """Run *check* for an input of the given *kind*; an exception is a failure, and a hang ends the process."""
        self.tried[kind] += 1
        faulthandler.dump_traceback_later(HANG, exit=True)
        try:
            check()
        except Exception as error:
            self.failed += 1
            self.keep.mkdir(parents=True, exist_ok=True)
            path = self.keep / f"{self.seed}-{self.tried.total()}.json"
            path.write_bytes(data)
            print(f"{path} ({kind}): {type(error).__name__}: {error}", flush=True)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def fixed(self, folder: Path) -> None:
        """Try the inputs that are the same in each run."""
        for name, make in FILES.items():
            self.attempt(name, partial(check_file, make, folder))
        for name, data in fixed_inputs():
            self.attempt(name, partial(check_input, data, folder, "auto"), data)

    def random(self, folder: Path, end: float) -> None:
        """Try random inputs until the time *end*."""
        chance = random.Random(self.seed)
        for number, (kind, data) in enumerate(inputs(chance)):
            if time.monotonic() > end or self.failed >= MOST_FAILURES:
                return
            self.attempt(kind, partial(check_input, data, folder, chance.choice(DIALECTS)), data)
            if number % EVERY_SITE == 0 and data.count(b"\n") <= LINES_OF_SITE:
                self.attempt("site", partial(check_site, data, folder), data)


def main() -> int:
    """Run until the time is over; the exit status is 0 if nothing failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=110)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    parser.add_argument("--keep", type=Path, default=ROOT / "build" / "fuzz", help="folder for inputs that fail")
    args = parser.parse_args()
    run = Run(args.seed, args.keep)
    end = time.monotonic() + args.seconds
    with tempfile.TemporaryDirectory() as folder:
        run.fixed(Path(folder))
        run.random(Path(folder), end)
    kinds = ", ".join(f"{number} {kind}" for kind, number in run.tried.most_common() if number > 1)
    print(f"Seed {args.seed}: {run.tried.total()} inputs ({kinds}, and others), {run.failed} failed")
    return int(run.failed > 0)


if __name__ == "__main__":
    sys.exit(main())
