"""Repairs that make messages of examples valid JSON: missing commas, single quotes, constants of Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sphinx_qapi.analysis.examples.example_places import examples_of
from sphinx_qapi.analysis.examples.json_reader import Edit, read_json
from sphinx_qapi.analysis.examples.messages import Message, messages_of
from sphinx_qapi.analysis.examples.transcript import Transcript
from sphinx_qapi.analysis.fixes.fix import FileEdit, FixRequest
from sphinx_qapi.schema.model.definitions import StructType, UnionType


def example_repairs(request: FixRequest) -> Iterator[FileEdit]:
    """Yield repairs of messages that are valid JSON afterwards.

    Messages that would still not be valid stay unchanged.
    """
    for transcript, documented in examples_of(request.schema):
        for message in messages_of(transcript, of_type=isinstance(documented, (StructType, UnionType))):
            edits = _joined(edit for slip in message.reading.slips for edit in slip.repair)
            if edits and _is_json_after(message, edits):
                yield from (_in_file(transcript, edit) for edit in edits)


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Return *edits* in order; adjacent ones, such as a quote and the comma after it, are joined."""
    joined: list[Edit] = []
    for edit in sorted(edits):
        if joined and joined[-1].end == edit.start:
            before = joined.pop()
            joined.append(Edit(before.start, edit.end, before.replacement + edit.replacement))
        else:
            joined.append(edit)
    return joined


def _is_json_after(message: Message, edits: Sequence[Edit]) -> bool:
    if message.surplus is not None:
        return False
    text, end = "", 0
    for edit in edits:
        start = edit.start - message.start
        text += message.text[end:start] + edit.replacement
        end = edit.end - message.start
    text += message.text[end:]
    reading = read_json(text, 0, len(text))
    return reading.failure is None and all(slip.is_note for slip in reading.slips)


def _in_file(transcript: Transcript, edit: Edit) -> FileEdit:
    """Return *edit* as an edit of the file; an insertion also replaces the character before it by itself."""
    start = edit.start if edit.start < edit.end else edit.start - 1
    old = transcript.text[start : edit.end]
    return FileEdit(transcript.place(start), old, old[: edit.start - start] + edit.replacement)
