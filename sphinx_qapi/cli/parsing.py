"""The parser of command lines, which reports each mistake in one sentence."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata
from typing import NoReturn

from sphinx_qapi.export.printable import printable
from sphinx_qapi.source.suggestions import did_you_mean


class Parser(argparse.ArgumentParser):
    """Python's parser, but an error is one line that suggests the nearest word, and the help ends with examples."""

    examples: Sequence[str] = ()
    """Command lines for the help, without the program's name; empty for none."""

    def format_help(self) -> str:
        """The text that ``--help`` prints."""
        if not self.examples:
            return super().format_help()
        program = self.prog.partition(" ")[0]
        lines = "".join(f"  {program} {line}\n" for line in self.examples)
        return f"{super().format_help()}\nexamples:\n{lines}\ndocumentation: {_documentation(program)}\n"

    def error(self, message: str) -> NoReturn:
        """Print *message* in one line, and end the program with status 2."""
        required = "the following arguments are required: "
        if message.startswith(required):
            optional = {_name(each) for each in self._actions if each.nargs == argparse.ZERO_OR_MORE}
            missing = [each for each in message.removeprefix(required).split(", ") if each not in optional]
            message = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
        self.exit(2, f"{self.prog}: error: {printable(message)} (try: {self.prog} --help)\n")

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as Python does, but report unknown arguments, so that a subcommand's own parser reports them."""
        known, rest = super().parse_known_args(args, namespace)
        if rest:
            options = [word for action in self._actions for word in action.option_strings]
            hint = did_you_mean(rest[0].partition("=")[0], options) if rest[0].startswith("-") else ""
            self.error(f"unrecognized arguments: {' '.join(rest)}{hint}")
        return known, rest

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            words = [str(each) for each in action.choices]
            hint = did_you_mean(str(value), words)
            raise argparse.ArgumentError(action, f'"{value}" is none of {", ".join(words)}{hint}')


def _name(action: argparse.Action) -> str:
    return action.metavar if isinstance(action.metavar, str) else action.dest


def _documentation(distribution: str) -> str:
    """The address of the documentation of *distribution*, or words on how to build it if no address is known."""
    try:
        addresses: list[str] = metadata(distribution).get_all("Project-URL") or []
    except PackageNotFoundError:  # run from its sources
        addresses = []
    found = {label: address for label, _, address in (each.partition(", ") for each in addresses)}
    return found.get("Documentation", "the folder docs of the sources, which `make html` builds")
