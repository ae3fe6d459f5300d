"""``sphinx-qapi payload``: make a message from a schema, to be completed and sent."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sphinx_qapi.analysis.examples.payloads.payload import Payload, payloads_of
from sphinx_qapi.analysis.examples.payloads.payload_text import payload_text
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.cli.arguments import CommandError, add_include_dirs, path_word
from sphinx_qapi.cli.schema_file import command_or_event, schema_file
from sphinx_qapi.source.suggestions import did_you_mean

EXAMPLES = (
    "payload qapi/qapi-schema.json eject",
    "payload qapi/qapi-schema.json blockdev-add --full --branch qcow2",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("schema", type=path_word, metavar="SCHEMA", help="root file of a schema")
    parser.add_argument("name", metavar="NAME", help="a command or an event")
    parser.add_argument(
        "--full", action="store_true", help="include optional members (default: only mandatory members)"
    )
    parser.add_argument(
        "--branch",
        default="",
        metavar="VALUE",
        help="value of the discriminator (default: the first); of a union within a branch: VALUE.VALUE",
    )
    add_include_dirs(parser)


def run(args: argparse.Namespace) -> int:
    """Print the message; mistakes in the schema are not reported here."""
    schema = schema_file(args.schema, args.include_dirs)
    definition = command_or_event(schema, args.name)
    payloads = payloads_of(Vocabulary.of(schema), definition)
    if not payloads:
        raise CommandError(f"{definition.name} has no payload: a type of it contains itself, or it is too large")
    payload = _of_branch(payloads, definition.name, args.branch)
    print(payload_text(payload.full if args.full else payload.minimal))
    return 0


def _of_branch(payloads: Sequence[Payload], name: str, branch: str) -> Payload:
    """The first of *payloads* for *branch*, dotted values of discriminators; the first of all if *branch* is empty.

    Raises `CommandError` if there is no such branch.
    """
    if not branch:
        return payloads[0]
    if not payloads[0].branch:
        raise CommandError(f"{name} has no branches")
    for payload in payloads:
        if f"{'.'.join(payload.branch)}.".startswith(f"{branch}."):
            return payload
    known = dict.fromkeys(word for each in payloads for word in (each.branch[0], ".".join(each.branch)))
    raise CommandError(f'{name} has no branch "{branch}"{did_you_mean(branch, known)}')
