"""The parser of command lines: what is wrong with one is told in a sentence."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata
from typing import NoReturn

from sphinx_qapi.export.printable import printable
from sphinx_qapi.source.nearest import did_you_mean


class Parser(argparse.ArgumentParser):
    """As Python's, but an error is one line with the nearest word, and the help ends with examples."""

    examples: Sequence[str] = ()
    """Command lines, without the program's name."""

    def format_help(self) -> str:
        """What ``--help`` prints."""
        if not self.examples:
            return super().format_help()
        program = self.prog.partition(" ")[0]
        lines = "".join(f"  {program} {line}\n" for line in self.examples)
        return f"{super().format_help()}\nexamples:\n{lines}\ndocumentation: {_documentation(program)}\n"

    def error(self, message: str) -> NoReturn:
        """End the program with status 2."""
        missing = "the following arguments are required: "
        if message.startswith(missing):
            message = f"{message.removeprefix(missing)} is missing"
        self.exit(2, f"{self.prog}: error: {printable(message)} (try: {self.prog} --help)\n")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            words = [str(each) for each in action.choices]
            hint = did_you_mean(str(value), words)
            raise argparse.ArgumentError(action, f'"{value}" is none of {", ".join(words)}{hint}')


def _documentation(distribution: str) -> str:
    """Where the documentation of the *distribution* is."""
    try:
        addresses: list[str] = metadata(distribution).get_all("Project-URL") or []
    except PackageNotFoundError:  # run from its sources
        addresses = []
    found = {label: address for label, _, address in (each.partition(", ") for each in addresses)}
    return found.get("Documentation", "the folder docs of the sources, which `make html` builds")
