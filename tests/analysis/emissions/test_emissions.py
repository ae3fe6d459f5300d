"""Which commands emit which events, and on what grounds: comments, examples or a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.emissions.emissions import Emission, Emissions, emissions
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Command

SCHEMA = """\
##
# @run:
#
# The end is signalled with a `DONE` event.  See `GONE`.
#
# @quietly: without it, GONE is emitted as well
#
# .. qmp-example::
#
#     -> { "execute": "run" }
#     <- { "return": {} }
#     -> { "execute": "query-run" }
#     <- { "return": {} }
#     <- { "event": "STARTED", "timestamp": { "seconds": 1, "microseconds": 1 } }
#     -> { "execute": "walk" }
#     <- { "error": { "class": "GenericError", "desc": "No." } }
#     <- { "event": "GONE", "timestamp": { "seconds": 1, "microseconds": 1 } }
##
{ 'command': 'run', 'data': { '*quietly': 'bool' } }
{ 'command': 'query-run' }
{ 'command': 'walk' }
##
# @STARTED:
#
# Emitted after `walk`.
##
{ 'event': 'STARTED' }
##
# @DONE:
##
{ 'event': 'DONE' }
##
# @GONE:
##
{ 'event': 'GONE' }
"""


def _lines(found: Emissions) -> list[str]:
    def line(each: Emission) -> str:
        grounds = ", ".join(f"{source.value} {name}".strip() for source, name in each.grounds)
        return f"{each.command} {each.event}: {grounds}"

    return [line(each) for those in found.by_command.values() for each in those]


def test_grounds(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    path.write_text(SCHEMA)
    schema = load_schema(path).schema
    found = emissions(schema, {"walk": ["DONE", "STARTED", "NOSUCH"], "nosuch": ["DONE"], "DONE": ["GONE"]})
    assert _lines(found) == [
        "run STARTED: example run",
        "run DONE: comment run",
        "run GONE: comment run",
        "walk STARTED: comment STARTED, project",
        "walk DONE: project",
    ]
    assert [each.command for each in found.of("STARTED")] == ["run", "walk"]
    assert found.of("query-run") == ()


NEWEST = [
    "block-job-cancel BLOCK_JOB_CANCELLED",
    "block-job-cancel BLOCK_JOB_COMPLETED",
    "block-job-complete BLOCK_JOB_COMPLETED",
    "block-job-pause JOB_STATUS_CHANGE",
    "block-stream BLOCK_JOB_COMPLETED",
    "blockdev-close-tray DEVICE_TRAY_MOVED",
    "blockdev-open-tray DEVICE_TRAY_MOVED",
    "device_del DEVICE_DELETED",
    "device_del DEVICE_UNPLUG_GUEST_ERROR",
    "job-cancel JOB_STATUS_CHANGE",
    "job-complete BLOCK_JOB_COMPLETED",
    "job-pause JOB_STATUS_CHANGE",
    "migrate-incoming MIGRATION",
    "snapshot-delete JOB_STATUS_CHANGE",
    "snapshot-load JOB_STATUS_CHANGE",
    "snapshot-load RESUME",
    "snapshot-load STOP",
    "snapshot-save JOB_STATUS_CHANGE",
    "snapshot-save RESUME",
    "snapshot-save STOP",
    "system_reset RESET",
]
"""The emissions in 10.2.2, each checked by hand against the comment that states it."""
_EARLIER = {
    "8.2": {"block-job-pause JOB_STATUS_CHANGE", "job-complete BLOCK_JOB_COMPLETED", "migrate-incoming MIGRATION"},
    "6.1": {
        "block-job-pause JOB_STATUS_CHANGE",
        "job-complete BLOCK_JOB_COMPLETED",
        "migrate-incoming MIGRATION",
        "device_del DEVICE_UNPLUG_GUEST_ERROR",
    },
}
"""By release, the emissions that the comments of an earlier release do not state yet; they state no others."""


@pytest.mark.shared
@pytest.mark.parametrize("release", ["10.2.2", "8.2", "6.1", "seed-2012"])
def test_real_releases(shared: Path, release: str) -> None:
    root = "qapi-schema.json" if release == "seed-2012" else "qapi/qapi-schema.json"
    found = emissions(load_schema(shared / "corpus" / release / root).schema)
    pairs = sorted(f"{each.command} {each.event}" for those in found.by_command.values() for each in those)
    newest = [] if release == "seed-2012" else NEWEST
    assert pairs == [each for each in newest if each not in _EARLIER.get(release, ())]


def test_long_comments_take_no_longer_than_their_length(tmp_path: Path) -> None:
    """Unknown names are skipped in linear time, although patterns are tried at each word of a sentence."""
    names = ", ".join(f"`E{number}`" for number in range(20_000))
    path = tmp_path / "schema.json"
    path.write_text(
        f"##\n# @run:\n#\n# Emits {names}\n# or emits `E1`.  Emits `E2`.\n##\n{{ 'command': 'run' }}\n"
        + "".join(f"##\n# @E{number}:\n##\n{{ 'event': 'E{number}' }}\n" for number in range(3))
    )
    schema = load_schema(path).schema
    assert isinstance(schema.definitions["run"], Command)
    assert _lines(emissions(schema)) == ["run E2: comment run"]
