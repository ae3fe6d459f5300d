"""Transcripts, shell commands and drawings in old prose."""

from __future__ import annotations

from collections.abc import Callable

Outline = Callable[..., list[str]]

TRANSCRIPT = '-> { "execute": "open",\n     "arguments": { "valve": 1 } }\n<- { "return": {} }'


def test_an_example_is_verbatim(outline: Outline) -> None:
    assert outline(TRANSCRIPT, example=True) == [
        'qmp| -> { "execute": "open",',
        'qmp|      "arguments": { "valve": 1 } }',
        'qmp| <- { "return": {} }',
    ]


def test_blank_lines_stay_within_a_transcript(outline: Outline) -> None:
    assert outline('-> {\n   "a": 1\n\n   }\n\n<- {}', example=True) == [
        "qmp| -> {",
        'qmp|    "a": 1',
        "qmp|",
        "qmp|    }",
        "qmp|",
        "qmp| <- {}",
    ]


def test_sentences_between_transcripts(outline: Outline) -> None:
    source = f"For a pump with two\nvalves [1, 2]:\n\n{TRANSCRIPT}\n\nFor others:\n{TRANSCRIPT}"
    read = outline(source, example=True)
    assert read[0] == "For a pump with two valves [1, 2]:"
    assert read[4] == "For others:"
    assert all(line.startswith("qmp|") for line in read[1:4] + read[5:])


def test_numbered_transcripts(outline: Outline) -> None:
    read = outline(f"1. Open it\n\n{TRANSCRIPT}\n\n2. Open it again\n\n{TRANSCRIPT}", example=True)
    assert [line for line in read if not line.startswith("qmp")] == ["1. Open it", "2. Open it again"]


def test_an_example_without_transcript_is_verbatim_too(outline: Outline) -> None:
    assert outline("pump  --open\n  done", example=True) == ["text| pump  --open", "text|   done"]


def test_json_is_an_example(outline: Outline) -> None:
    assert outline('{\n  "a": [\n    "b"\n  ]\n}', example=True) == [
        "qmp| {",
        'qmp|   "a": [',
        'qmp|     "b"',
        "qmp|   ]",
        "qmp| }",
    ]


def test_transcript_in_text(outline: Outline) -> None:
    assert outline("As in\n-> { }\nwhich opens.") == ["As in", "qmp| -> { }", "which opens."]


def test_lines_with_bars(outline: Outline) -> None:
    assert outline("Notation:\n\n| -> from the client\n| <- from the server\n\nThat is all.") == [
        "Notation:",
        "qmp| -> from the client",
        "qmp| <- from the server",
        "That is all.",
    ]


def test_shell_commands(outline: Outline) -> None:
    assert outline("Prevent it with\n\n  $ touch /etc/pump\n\nor so") == [
        "Prevent it with",
        "text| $ touch /etc/pump",
        "or so",
    ]
    assert outline("Use the options\n    -pump id=a\n    -valve b\nor others.") == [
        "Use the options",
        "text| -pump id=a",
        "text| -valve b",
        "or others.",
    ]


def test_drawings(outline: Outline) -> None:
    drawing = "5|      *\n1| *    *\n +-------\n   10  50"
    assert outline(f"The levels:\n\n{drawing}") == ["The levels:", *(f"text| {line}" for line in drawing.split("\n"))]
    columns = "tank A.   tank B    tank C\nx.        y    z"
    assert outline(columns)[0].startswith("text| ") or len(outline(columns)) == 1


def test_wide_gaps_on_several_lines_are_kept(outline: Outline) -> None:
    assert outline("the a   b\nand   also c   d") == ["text| the a   b", "text| and   also c   d"]


def test_tabs_are_columns(outline: Outline) -> None:
    assert outline("-> {\n\t}", example=True) == ["qmp| -> {", "qmp|         }"]
