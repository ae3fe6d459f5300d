"""The meaning of a sentence about commands and events: which of them emits which, and which is only mentioned."""

from __future__ import annotations

import pytest

from sphinx_qapi.analysis.emissions.said_of_commands import emitted_by
from sphinx_qapi.analysis.emissions.said_of_events import causes
from sphinx_qapi.analysis.emissions.sentences import MessageNames, sentences
from sphinx_qapi.source.text import Text

NAMES = MessageNames(
    frozenset({"run", "job-end", "job-go", "job_go", "query-jobs", "stop"}),
    frozenset({"DONE", "GONE", "JOB_STATE", "STOP"}),
)


def _sentences(prose: str) -> list[str]:
    lines = tuple(prose.split("\n"))
    return list(
        sentences(Text(path="", lines=lines, numbers=tuple(range(len(lines)))), NAMES, NAMES.commands | NAMES.events)
    )


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("The job ends and then emits a `DONE` event.", {"DONE"}),
        ("When it ends, a :qapi:event:`DONE` event is sent.", {"DONE"}),
        ("The corresponding JOB_STATE event will eventually\nbe emitted.", {"JOB_STATE"}),
        ("Success is signalled with a DONE event.  Failure triggers @GONE.", {"DONE", "GONE"}),
        ("`DONE`, `GONE` and `JOB_STATE` events are emitted.", {"DONE", "GONE", "JOB_STATE"}),
        ("It emits `DONE` or `GONE`.", {"DONE", "GONE"}),
        ("The order of the reply and the `DONE` event is not defined.", {"DONE"}),
        ("Clients should wait for the DONE event.", {"DONE"}),
        ("Wait for `DONE` before the first write.", {"DONE"}),
        ("Unlike `job-end`, which emits `GONE`, this command emits `DONE`.", {"DONE"}),
        ("Emits `DONE` rather than `GONE`.", {"DONE"}),
        ("Instead of GONE, DONE is emitted.", {"DONE"}),
        ("The reply comes first, a DONE event follows.", {"DONE"}),
        ("The event emitted by this command is `DONE`.", {"DONE"}),
        ("If the job fails (e.g. for lack of space), a GONE event may be sent.", {"GONE"}),
    ],
)
def test_emitted(prose: str, expected: set[str]) -> None:
    found = {pair for sentence in _sentences(prose) for pair in emitted_by(sentence, "run")}
    assert found == {("run", event) for event in expected}


@pytest.mark.parametrize(
    "prose",
    [
        "See `DONE`.  Compare the `GONE` event.",
        "The `DONE` event will not be emitted.",
        "`DONE` is never sent.  No `GONE` event is emitted.",
        "This command does not emit a `DONE` event, and ends without sending GONE.",
        "It doesn't send DONE.",
        "Unlike `job-end`, which emits `DONE`, it is quiet.",
        "In contrast to jobs that emit `DONE`, this one is quiet.",
        "Before `GONE` was added, `DONE` was emitted.",
        "Until 2.1 a `DONE` event is sent here.",
        "In older versions, DONE is emitted.",
        "In older versions this command emits DONE.",
        "After a `DONE` event is sent, this may be called.",
        "If the job has already emitted the event `DONE`, nothing happens.",
        "Once `DONE` is emitted, the job is gone; until `GONE` arrives, wait.",
        "The ability to end is signalled with a `DONE` event.",
        "For jobs that make use of the `DONE` event, use `job-end`.",
        "Wait for the DONE event before this command.",
        "It suppresses sending of DONE.",
        "DONE and STOP are states, too.",
        "{ 'event': 'DONE' } is sent,\nas in:\n\n<- { 'event': 'GONE' } is emitted",
        "Use this where `query-jobs` shows what emits DONE, or job-end emits it.",
    ],
)
def test_not_emitted(prose: str) -> None:
    assert [pair for sentence in _sentences(prose) for pair in emitted_by(sentence, "run")] == []


@pytest.mark.parametrize(
    ("prose", "command"),
    [
        ("`job-end` emits `DONE`.", "job-end"),
        ("The `job-end` command will emit `DONE`.", "job-end"),
        ("Use `job-end`, which emits `DONE`.", "job-end"),
        ("`DONE` is emitted by `job-end`.", "job-end"),
        ("DONE is emitted after job_go was run.", "job_go"),
    ],
)
def test_emitted_by_another_command(prose: str, command: str) -> None:
    found = [pair for sentence in _sentences(prose) for pair in emitted_by(sentence, "run")]
    assert found == [(command, "DONE")]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Emitted after `job-end`.", {"job-end"}),
        ("Emitted when the `run` command completes.", {"run"}),
        ("Emitted in response to @job-go or @job-end.", {"job-go", "job-end"}),
        ("This event is sent by the command `stop`.", {"stop"}),
        ("Emitted when a job ends that was started with `job-go`.", {"job-go"}),
        ("Sent when the store is quiet, after `stop` or for lack of power.", {"stop"}),
        ("Emitted when it ends, whether `job-end` was the reason or not.", {"job-end"}),
        ("The command was a request (such as `stop`).", {"stop"}),
    ],
)
def test_cause(prose: str, expected: set[str]) -> None:
    assert {each for sentence in _sentences(prose) for each in causes(sentence)} == expected


@pytest.mark.parametrize(
    "prose",
    [
        "Emitted until `job-end` is sent.",
        "Emitted when a job waits for `job-end`.",
        "Emitted when a job is awaiting a request such as `job-end`.",
        "Not emitted after `job-end`.",
        "Emitted when the state changes, unlike after `job-end`.",
        "Emitted when the limit that `job-go` sets is reached.",
        "Once sent, it needs to be re-started with another `job-go`.",
        "It has what `query-jobs` returns.  Emitted after `query-jobs`.",
        "See `job-end`.  With action stop, all stops.",
        "Caused by the guest rather than by a request such as `stop`.",
    ],
)
def test_no_cause(prose: str) -> None:
    assert [each for sentence in _sentences(prose) for each in causes(sentence)] == []


def test_a_member_of_an_event_tells_ways_apart() -> None:
    (sentence,) = _sentences("Whether the guest did it rather than a request (such as `stop`).")
    assert list(causes(sentence, of_member=True)) == ["stop"]
