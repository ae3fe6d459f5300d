"""``sphinx-qapi mock``: a server that speaks a schema, for tests of clients.

It greets, negotiates, checks arguments and replies with what the schema documents; it does nothing else.
Follows the QMP protocol specification, and in its errors QEMU 7.2.
"""

from __future__ import annotations

import argparse
import asyncio
import codecs
import json
import re
import signal
import socket
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.server.refusals import ArgumentCheck, RefusedError
from sphinx_qapi.analysis.server.replies import Replies
from sphinx_qapi.analysis.wire.introspection import introspection_of
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.cli.arguments import CommandError, add_include_dirs, path_word
from sphinx_qapi.cli.schema_file import schema_file
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.os_errors import reason_of
from sphinx_qapi.source.suggestions import did_you_mean

Message = dict[str, Any]
NEGOTIATION = "qmp_capabilities"
INTROSPECTION = "query-qmp-schema"
_LONGEST_MESSAGE = 64 * 2**20
"""Maximum number of characters in a message; a client that sends a longer one is disconnected."""
_SIGNS = re.compile(r'["\\{}\[\]\n]')


EXAMPLES = ("mock qapi/qapi-schema.json --socket qmp.sock",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("schema", type=path_word, metavar="SCHEMA", help="root file of a schema")
    parser.add_argument("--socket", type=path_word, required=True, metavar="PATH", help="Unix socket to listen on")
    parser.add_argument(
        "--event",
        action="append",
        default=[],
        metavar="NAME",
        dest="events",
        help="event to send to each client after negotiation; may be repeated",
    )
    add_include_dirs(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until the process is interrupted or terminated."""
    if not hasattr(asyncio, "start_unix_server"):
        raise CommandError("this system has no Unix sockets")
    schema = schema_file(args.schema, args.include_dirs)
    server = Server(schema, [_event(schema, name) for name in args.events])
    _make_room(args.socket)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(server, args.socket))
    return 0


def _event(schema: Schema, name: str) -> Event:
    definition = schema.find(name)
    if isinstance(definition, Event):
        return definition
    names = [each.name for each in schema.definitions.values() if isinstance(each, Event)]
    raise CommandError(f'no event is named "{name}"{did_you_mean(name, names)}')


def _make_room(path: Path) -> None:
    """Remove a socket at *path* that no process listens on; raise `CommandError` for anything else there."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:  # asyncio would fail in the same way
        raise CommandError(f"cannot listen on {path}: {reason_of(error)}") from None
    if not stat.S_ISSOCK(mode):
        raise CommandError(f"{path} is there already, and is no socket")
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink(missing_ok=True)
            return
    raise CommandError(f"another server listens on {path}")


async def _serve(server: Server, path: Path) -> None:
    try:
        listener = await asyncio.start_unix_server(server.talk, str(path))
    except OSError as error:
        raise CommandError(f"cannot listen on {path}: {reason_of(error)}") from None
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    print(f"listening on {path}", flush=True)
    try:
        await ended.wait()
    finally:
        listener.close()
        path.unlink(missing_ok=True)


class Server:
    """The state that all connections share: a schema, and the checks, replies and introspection made from it."""

    def __init__(self, schema: Schema, events: Sequence[Event] = ()) -> None:
        """*events* are sent to each client after capabilities negotiation."""
        vocabulary = Vocabulary.of(schema)
        self.schema = schema
        self.events = events
        self.check = ArgumentCheck(vocabulary)
        self.replies = Replies(vocabulary)
        self.introspection = introspection_of(graph_of(schema))
        self.version = _version(schema)

    def reply(self, command: Command, arguments: Message) -> Any:
        """The value that *command* returns; ``query-version`` returns the version of the greeting."""
        if command.name == "query-version" and command.returns is not None:
            with suppress(RefusedError):
                self.check.value(self.version, command.returns, "", command.name)
                return self.version
        return self.replies.reply(command, arguments)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one client until it disconnects; a broken message gets an error, and the next one is read."""
        connection = Connection(self)
        try:
            await _send(writer, [{"QMP": {"version": self.version, "capabilities": ["oob"]}}])
            decode = codecs.getincrementaldecoder("utf-8")("replace").decode
            splitter = Splitter()
            while data := await reader.read(2**16):
                for text in splitter.feed(decode(data)):
                    await _send(writer, connection.answer(text))
        except ConnectionError:
            pass
        finally:
            writer.close()


def _version(schema: Schema) -> Message:
    """The version for the greeting: the newest one that a definition of *schema* states."""
    stated = [each.since.version.numbers for each in schema.definitions.values() if each.since is not None]
    major, minor, micro, *_ = (*max(stated, default=()), 0, 0, 0)
    return {"qemu": {"major": major, "minor": minor, "micro": micro}, "package": "sphinx-qapi mock"}


async def _send(writer: asyncio.StreamWriter, messages: Sequence[Message]) -> None:
    for message in messages:
        writer.write(json.dumps(message).encode() + b"\r\n")
    await writer.drain()


class Connection:
    """The connection to one client: its negotiated state, and the answers to its messages."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._is_open = False
        self._has_oob = False

    def answer(self, text: str) -> Sequence[Message]:
        """The messages that answer *text*, which is one JSON value, or an attempt at one."""
        id_: Message = {}
        try:
            request = _parse(text)
            if "id" in request:
                id_ = {"id": request["id"]}
            name, is_oob, arguments = self._envelope(request)
            reply = self._execute(name, arguments, is_oob=is_oob)
        except _NotFoundError as refusal:
            return [id_ | {"error": {"class": "CommandNotFound", "desc": str(refusal)}}]
        except RefusedError as refusal:
            return [id_ | {"error": {"class": "GenericError", "desc": str(refusal)}}]
        except RecursionError:
            return [id_ | {"error": {"class": "GenericError", "desc": "JSON nesting depth limit exceeded"}}]
        return [{**each, **id_} if "return" in each else each for each in reply]

    def _envelope(self, request: Message) -> tuple[str, bool, Message]:
        """The command that *request* names, whether it is out of band, and its arguments."""
        words = ("execute", "exec-oob") if self._has_oob else ("execute",)
        word = ""
        for key, value in request.items():
            if key in words:
                if not isinstance(value, str):
                    raise RefusedError(f"QMP input member '{key}' must be a string")
                if word:
                    raise RefusedError(f"QMP input member '{key}' clashes with '{word}'")
                word = key
            elif key == "arguments":
                if not isinstance(value, dict):
                    raise RefusedError("QMP input member 'arguments' must be an object")
            elif key != "id":
                raise RefusedError(f"QMP input member '{key}' is unexpected")
        if not word:
            raise RefusedError("QMP input lacks member 'execute'")
        return request[word], word == "exec-oob", request.get("arguments", {})

    def _execute(self, name: str, arguments: Message, *, is_oob: bool) -> Sequence[Message]:
        if not self._is_open and name != NEGOTIATION:
            raise _NotFoundError(f"Expecting capabilities negotiation with '{NEGOTIATION}'")
        if name == NEGOTIATION:
            return self._negotiate(arguments)
        server = self._server
        command = server.schema.find(name)
        if name == INTROSPECTION:
            if arguments:
                raise RefusedError(f"Parameter '{next(iter(arguments))}' is unexpected")
            return [{"return": server.introspection}]
        if not isinstance(command, Command):
            raise _NotFoundError(f"The command {name} has not been found")
        if is_oob and not command.allow_oob:
            raise RefusedError(f"The command {name} does not support OOB")
        server.check.arguments(command, arguments)
        return [{"return": server.reply(command, arguments)}] if command.success_response else []

    def _negotiate(self, arguments: Message) -> Sequence[Message]:
        """Complete the negotiation; return its reply, followed by the events."""
        if self._is_open:
            raise _NotFoundError("Capabilities negotiation is already complete, command ignored")
        _check_capabilities(arguments)
        self._is_open = True
        self._has_oob = "oob" in arguments.get("enable", ())
        now, micro = divmod(time.time_ns() // 1000, 10**6)
        events = [self._server.replies.event(each) for each in self._server.events]
        return [{"return": {}}, *(each | {"timestamp": {"seconds": now, "microseconds": micro}} for each in events)]


def _check_capabilities(arguments: Message) -> None:
    for key, value in arguments.items():
        if key != "enable":
            raise RefusedError(f"Parameter '{key}' is unexpected")
        if not isinstance(value, list):
            raise RefusedError("Invalid parameter type for 'enable', expected: array")
        for index, each in enumerate(value):
            if not isinstance(each, str):
                raise RefusedError(f"Invalid parameter type for 'enable[{index}]', expected: string")
            if each != "oob":
                raise RefusedError(f"Parameter 'enable[{index}]' does not accept value '{each}'")


class _NotFoundError(RefusedError):
    """The command does not exist, or is not allowed in this state."""


class Splitter:
    """Splits a stream of text into JSON values, independently of where packets end."""

    def __init__(self) -> None:
        self._buffer = ""
        self._read = 0
        self._depth = 0
        self._in_string = False

    def feed(self, text: str) -> Iterator[str]:
        """Add *text*; yield the values that it completes: objects, arrays, and lines that have neither.

        Raises ConnectionError if the incomplete rest is too long.
        """
        self._buffer += text
        start = 0
        while sign := _SIGNS.search(self._buffer, self._read):
            self._read = sign.end()
            if sign[0] == "\\":
                if self._read == len(self._buffer):
                    self._read = sign.start()  # the escaped character has not arrived yet
                    break
                self._read += 1
            elif sign[0] == '"':
                self._in_string = not self._in_string
            elif self._is_end(sign[0]):
                value, start = self._buffer[start : self._read].strip(), self._read
                self._depth, self._in_string = 0, False
                if value:
                    yield value
        else:
            self._read = len(self._buffer)
        self._buffer, self._read = self._buffer[start:], self._read - start
        if len(self._buffer) > _LONGEST_MESSAGE:
            raise ConnectionError("the message is too long")

    def _is_end(self, sign: str) -> bool:
        """Whether a value ends with *sign*; keeps count of the depth of brackets."""
        if sign == "\n":  # no JSON string has a line break: within a string, a quote is missing
            return self._depth == 0 or self._in_string
        if self._in_string:
            return False
        self._depth += 1 if sign in "{[" else -1
        return self._depth <= 0


def _parse(text: str) -> Message:
    """The JSON object in *text*; raises `RefusedError` if it is none."""
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise RefusedError(f"JSON parse error, {error.msg[:1].lower()}{error.msg[1:]}") from None
    except ValueError:
        raise RefusedError("JSON parse error, a number has too many digits") from None
    if not isinstance(value, dict):
        raise RefusedError("QMP input must be a JSON object")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> Message:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise RefusedError("JSON parse error, duplicate key")
    return value


def _no_constant(word: str) -> NoReturn:
    raise RefusedError(f"JSON parse error, invalid keyword '{word}'")
