"""Doc comments of definitions are split into the parts that their era knows."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from sphinx_qapi.schema.comments.definition_comment import read_documentation
from sphinx_qapi.schema.model.documentation import Documentation
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import DocBlockNode

OLD = "2.3"
NEW = "10.2"


def _read(
    text: str, release: str, *, strict: bool = False, declared: Collection[str] = ()
) -> tuple[Documentation, list[str]]:
    """The documentation in *text*, whose first line is the symbol, and the findings as ``line:column rule``."""
    lines = SourceLines.of(
        SourceLine(line=number, column=3 if line else 2, text=line) for number, line in enumerate(text.split("\n"), 2)
    )
    block = DocBlockNode(lines=lines, symbol="Lamp", position=Position("s.json", 1), end_line=len(lines) + 2)
    dialect = Version.parse(release)
    findings = Findings(dialect if strict else None)
    documentation = read_documentation(
        block, path="s.json", dialect=dialect, markup="rst", findings=findings, declared=declared
    )
    found = [f"{each.position.line}:{each.position.column} {each.rule}" for each in findings.diagnostics]
    return documentation, found


def _outline(documentation: Documentation) -> list[str]:
    """The parts in a form that can be compared."""
    return [
        documentation.intro.content,
        *(f"@{each.name}: {each.text.content}" for each in documentation.members),
        *(f"feature {each.name}: {each.text.content}" for each in documentation.features),
        *(f"{each.kind.value} {each.tag}: {each.text.content}" for each in documentation.sections),
        *([f"since {documentation.since.version}: {documentation.since.text}"] if documentation.since else []),
    ]


def test_everything_at_once() -> None:
    documentation, found = _read(
        """\
@Lamp:

Gives light.

Two paragraphs.

@watts: its power,
    in watts

    (since 1.2)

@hue:
    its colour

Features:
@deprecated: Sit in the dark.
@dims: It can
    be dimmed.

.. note:: Mind the step.

Returns: light

Errors:
    - If it is broken, darkness

TODO: replace it
    with the sun

Since: 1.1""",
        NEW,
    )
    assert found == []
    assert _outline(documentation) == [
        "Gives light.\n\nTwo paragraphs.",
        "@watts: its power,\nin watts\n\n(since 1.2)",
        "@hue: its colour",
        "feature deprecated: Sit in the dark.",
        "feature dims: It can\nbe dimmed.",
        "text : .. note:: Mind the step.",
        "returns Returns: light",
        "errors Errors: - If it is broken, darkness",
        "todo TODO: replace it\nwith the sun",
        "since 1.1: 1.1",
    ]


def test_every_line_has_its_number() -> None:
    documentation, _ = _read(
        "@Lamp:\n\n\nLight.\n\n@watts: power\n\n    in watts\n\n@hue:\n\n    colour\n\nSince: 1.0", NEW
    )
    assert documentation.intro.numbers == (5,)
    watts, hue = documentation.members
    assert (watts.text.lines, tuple(watts.text.numbers)) == (("power", "", "in watts"), (7, 8, 9))
    assert (hue.text.lines, hue.text.numbers) == (("colour",), (13,))
    assert watts.position == Position("s.json", 7, 3)
    assert documentation.since is not None
    assert documentation.since.position.line == 15
    assert documentation.position.line == 2


def test_text_on_the_line_of_the_symbol() -> None:
    documentation, _ = _read("@Lamp: Gives light\nin the dark.", OLD)
    assert documentation.intro.content == "Gives light\nin the dark."
    assert tuple(documentation.intro.numbers) == (2, 3)


@pytest.mark.parametrize(
    ("line", "version", "words", "rule"),
    [
        ("Since: 1.1", "1.1", "1.1", ""),
        ("Since:  0.14.0.", "0.14", "0.14.0.", ""),
        ("Since: 2.2; 'On' since 2.4", "2.2", "2.2; 'On' since 2.4", ""),
        ("Since 0.14.0", "0.14", "0.14.0", "4:1 since-without-colon"),
        ("Since : 9.1", "9.1", "9.1", "4:1 since-without-colon"),
        ("Since:9.1", "9.1", "9.1", ""),
    ],
)
def test_spellings_of_since(line: str, version: str, words: str, rule: str) -> None:
    documentation, found = _read(f"@Lamp:\n\n{line}", OLD)
    assert documentation.since is not None
    assert (str(documentation.since.version), documentation.since.text) == (version, words)
    assert found == ([rule] if rule else [])
    assert not documentation.intro
    assert not documentation.sections


def test_since_without_a_version_is_kept_as_text() -> None:
    documentation, found = _read("@Lamp:\n\nSince: the first age", OLD)
    assert found == ["4:3 malformed-since"]
    assert _outline(documentation) == ["", "text : Since: the first age"]


def test_a_sentence_that_begins_with_since_is_prose() -> None:
    documentation, found = _read("@Lamp:\n\nSince QEMU 2.4, each lamp\nshines.", OLD)
    assert (found, documentation.since) == ([], None)


def test_the_first_since_counts_and_the_second_is_reported() -> None:
    documentation, found = _read("@Lamp:\n\nSince: 1.1\n\nSince: 1.2", OLD)
    assert documentation.since is not None
    assert str(documentation.since.version) == "1.1"
    assert _outline(documentation)[1] == "text : Since: 1.2"
    assert found == ["6:1 duplicate-section"]


def test_members_after_sections_are_members_in_automatic_mode() -> None:
    text = "@Lamp:\n\nSince: 2.1\n\n@watts: power"
    documentation, found = _read(text, OLD)
    assert [each.name for each in documentation.members] == ["watts"]
    assert found == []
    assert _read(text, "2.9", strict=True)[1] == ["6:1 late-member-description"]
    assert _read(text, OLD, strict=True)[1] == []


def test_old_descriptions_run_on_in_the_first_column() -> None:
    documentation, _ = _read("@Lamp:\n\n@mode: how it shines, or\n'bright'.\n\nNote that it shines.", OLD)
    assert _outline(documentation) == ["", "@mode: how it shines, or\n'bright'.", "text : Note that it shines."]


def test_an_indented_name_is_text() -> None:
    documentation, _ = _read("@Lamp:\n\nSwitches.\n\n List of:\n @LampAction: what to do\n\nReturns: nothing", OLD)
    assert documentation.members == ()
    assert documentation.intro.content == "Switches.\n\n List of:\n @LampAction: what to do"


def test_members_of_inline_structs() -> None:
    documentation, _ = _read("@Lamp:\n\n@bulb.watts:  power\n\n@bulb.hue: colour", OLD)
    assert [each.name for each in documentation.members] == ["bulb.watts", "bulb.hue"]


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("#optional how bright", "how bright"),
        ("@optional how bright", "how bright"),
        ("#optional, how bright", "how bright"),
        ("how bright\n     #optional", "how bright"),
        ("how bright #optional", "how bright"),
        ("#optional\n     how bright", "how bright"),
        ("the mark #optional is old", "the mark #optional is old"),
        ("optional brightness", "optional brightness"),
    ],
)
def test_optional_marks_are_dropped(description: str, text: str) -> None:
    documentation, found = _read(f"@Lamp:\n\n@mode: {description}", OLD)
    assert documentation.members[0].text.content == text
    assert found == []


def test_optional_marks_were_rejected_for_a_while() -> None:
    text = "@Lamp:\n\n@mode: #optional how bright"
    assert _read(text, "2.11", strict=True)[1] == ["4:10 optional-mark"]
    assert _read(text, "2.12", strict=True)[1] == []


DECLARED = ("watts", "hue", "block-size")


@pytest.mark.parametrize(
    ("body", "release", "members"),
    [
        pytest.param("@watts power\n\n@hue: colour", OLD, ["watts", "hue"], id="without colon"),
        pytest.param("@watts\n     power", OLD, ["watts"], id="name alone"),
        pytest.param("What is done with\n@watts power.", OLD, [], id="wrapped text"),
        pytest.param("@lumens power", OLD, [], id="not declared"),
        pytest.param("@watts: power\n\n@watts is a number.", OLD, ["watts"], id="described elsewhere"),
        pytest.param(
            "@watts       power\n@block-size size\n@hue         colour",
            "3.0",
            ["watts", "block-size", "hue"],
            id="table",
        ),
        pytest.param("Whatever\n\n@watts is a number", "3.0", [], id="sentence in a later era"),
        pytest.param("@watts : power", OLD, ["watts"], id="blank before the colon"),
        pytest.param("@watts is undocumented", NEW, [], id="a reference today"),
        pytest.param("@watts       power\n@hue         colour", NEW, ["watts", "hue"], id="table of today"),
        pytest.param("@watts : power", "6.0", ["watts"], id="blank before the colon in 6.0"),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_descriptions_without_colon(body: str, release: str, members: list[str], strict: bool) -> None:
    documentation, _ = _read(f"@Lamp:\n\n{body}", release, strict=strict, declared=DECLARED)
    assert [each.name for each in documentation.members] == members


def test_each_missing_colon_is_a_note() -> None:
    assert _read("@Lamp:\n\n@watts power", OLD, declared=DECLARED)[1] == ["4:1 member-without-colon"]


@pytest.mark.parametrize(
    "line", ["Since: 1.1", "@watts: power", "Returns: light", "Errors: darkness", "Features:\n@dim: Dims"]
)
@pytest.mark.parametrize("strict", [False, True])
def test_what_a_paragraph_swallows_from_9_0_is_read_and_reported(line: str, strict: bool) -> None:
    """Otherwise a version or the text of a member would be lost without a finding."""
    inside, found = _read(f"@Lamp:\n\nSome\n{line}", "9.0", strict=strict, declared=DECLARED)
    apart, _ = _read(f"@Lamp:\n\nSome\n\n{line}", "9.0", strict=strict, declared=DECLARED)
    assert _outline(inside) == _outline(apart)
    assert found == [f"{number}:1 swallowed-tag" for number in range(5, 6 + line.count("\n"))]
    assert _read(f"@Lamp:\n\nSome\n\n{line}", "9.0", strict=strict, declared=DECLARED)[1] == []


@pytest.mark.parametrize(
    "line",
    [
        "@lumens: not declared",
        "@watts: described below",
        "Note: This is old",
        "Example: none",
        "TODO: think",
        "Since: the dawn",
        "Since 1.1",
    ],
)
def test_what_may_be_prose_stays_in_its_paragraph(line: str) -> None:
    text = f"@Lamp:\n\nSome\n{line}\n\n@watts: power\n\nSince: 1.0"
    documentation, found = _read(text, "9.1", declared=DECLARED)
    assert documentation.intro.content == f"Some\n{line}"
    assert found == []


def test_a_swallowed_description_lets_what_follows_it_begin() -> None:
    body = "Some\n@watts: power\nReturns: light\nSince: 1.1"
    documentation, found = _read(f"@Lamp:\n\n{body}", "10.1", declared=DECLARED)
    assert _outline(documentation) == ["Some", "@watts: power", "returns Returns: light", "since 1.1: 1.1"]
    assert found == [f"{line}:1 swallowed-tag" for line in (5, 6, 7)]


@pytest.mark.parametrize("release", ["6.2", "8.2", "9.0", NEW])
@pytest.mark.parametrize("strict", [False, True])
def test_descriptions_at_the_margin_have_their_texts_in_every_era(release: str, strict: bool) -> None:
    """The text is at the margin directly below the name, and so is the next name below the text."""
    body = "@watts:\n* By day: none\n* By night: all\n@hue:\n* Red\n\nReturns: light"
    documentation, _ = _read(f"@Lamp:\n\n{body}", release, strict=strict, declared=DECLARED)
    assert _outline(documentation) == [
        "",
        "@watts: * By day: none\n* By night: all",
        "@hue: * Red",
        "returns Returns: light",
    ]


def test_a_double_colon_is_no_tag() -> None:
    documentation, found = _read("@Lamp:\n\nNote::\n    literal\n\nExamples::\n\n  light", NEW)
    assert found == []
    assert documentation.intro.content == "Note::\n    literal\n\nExamples::\n\n  light"


def test_examples_keep_their_layout() -> None:
    documentation, _ = _read('@Lamp:\n\nExample:\n\n-> { "on":\n       true }\n\n<- {}\n\nSince: 1.1', "4.2")
    (example,) = documentation.sections
    assert example.text.content == '-> { "on":\n       true }\n\n<- {}'
    assert tuple(example.text.numbers) == (6, 7, 8, 9)


def test_an_example_at_the_margin_is_one_in_every_era() -> None:
    documentation, _ = _read("@Lamp:\n\nExample:\n\n{\n  'a': 1\n\n}\n\nSince: 1.1", "9.0")
    assert [(each.tag, each.text.content) for each in documentation.sections] == [("Example", "{\n  'a': 1\n\n}")]


def test_lists_at_the_margin_stay_in_their_section() -> None:
    documentation, _ = _read("@Lamp:\n\nNotes: 1. one\n\n2. two\n\nThe end.", "2.9")
    assert _outline(documentation) == ["", "note Notes: 1. one\n\n2. two", "text : The end."]


def test_indentation_is_counted_from_the_text_in_5_2() -> None:
    text = "@Lamp:\n\n@mode: one of\n         - a\n         - b"
    assert _outline(_read(text, "5.2")[0])[1] == "@mode: one of\n  - a\n  - b"
    assert _outline(_read(text, "8.1")[0])[1] == "@mode: one of\n- a\n- b"


def test_tabs_stand_for_columns() -> None:
    documentation, _ = _read("@Lamp:\n\n@mode: one of\n\ta\n     \tb\n      c", "3.0")
    assert documentation.members[0].text.lines == ("one of", "a", "b", "c")


@pytest.mark.parametrize(
    ("text", "release", "expected"),
    [
        ("@Lamp:\n\nReturns: 0\n\nReturns: 1", NEW, "6:1 duplicate-section"),
        ("@Lamp:\n\nFeatures:\n@a: b\n\nFeatures:", NEW, "7:1 duplicate-features"),
        ("@Lamp:\n\nFeatures:\n\nnot a description", NEW, "6:1 empty-features"),
        ("@Lamp:\n\nFeatures:", NEW, "5:1 empty-features"),
        ("@Lamp:\n\nReturns:\n\nSince: 1.1", NEW, "4:1 empty-section"),
        ("@Lamp:\n\n@a: b\n\n@a: c", NEW, "6:1 duplicate-description"),
        ("@Lamp:\n\n@: b", NEW, "4:1 empty-description-name"),
        ("@Lamp:\n\n@a: b\n\nTODO: c\n\n@d: e", NEW, "8:1 late-member-description"),
        ("@Lamp:\n\n@a: b\n\ntext\n\n@d: e", NEW, "8:1 late-member-description"),
        ("@Lamp:\n\n@a: b\n\ntext\n\n@d: e", "8.2", ""),
        ("@Lamp:\n\nNote: b", NEW, "4:1 obsolete-tag"),
        ("@Lamp:\n\nNote: b", "9.0", ""),
        ("@Lamp:\n\n= Head", "10.0", "4:1 heading-in-definition"),
        ("@Lamp:\n\n= Head", NEW, ""),
    ],
)
def test_mistakes(text: str, release: str, expected: str) -> None:
    assert " ".join(_read(text, release, strict=True)[1]) == expected


@pytest.mark.parametrize(
    "names",
    [
        "@watts, @hue",
        "@watts and @hue",
        "@watts/@hue",
        "@watts & @hue",
        "@watts or @hue",
        '@watts, "hue"',
        "@watts, hue",
        "@watts, and `hue`",
        "@watts, @hue ",
    ],
)
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("release", [OLD, "2.12", "8.1", NEW])
def test_one_description_of_several_members_is_that_of_each(names: str, release: str, strict: bool) -> None:
    documentation, found = _read(
        f"@Lamp:\n\n{names}: both\n    of them\n\n@block-size: size", release, strict=strict, declared=DECLARED
    )
    assert [(each.name, each.text.content) for each in documentation.members] == [
        ("watts", "both\nof them"),
        ("hue", "both\nof them"),
        ("block-size", "size"),
    ]
    assert not documentation.intro
    assert found == ["4:1 joint-description"]


def test_three_members_of_which_one_has_its_own_description() -> None:
    body = '@watts, "hue", "block-size": both\n\n@hue: colour'
    documentation, _ = _read(f"@Lamp:\n\n{body}", OLD, declared=DECLARED)
    assert _outline(documentation)[1:] == ["@watts: both", "@block-size: both", "@hue: colour"]
    documentation, found = _read("@Lamp:\n\n@watts, @hue: Since 2.1\n@hue: gone", OLD, declared=DECLARED)
    assert _outline(documentation)[1:] == ["@watts: Since 2.1", "@hue: gone"]
    assert found == ["4:1 joint-description"]


@pytest.mark.parametrize("line", ["@watts and @lumens: both", "@watts and so on: see", "@watts, @hue"])
@pytest.mark.parametrize("release", ["2.12", NEW])
def test_names_that_are_not_all_members_are_text(line: str, release: str) -> None:
    for strict in (False, True):
        documentation, _ = _read(f"@Lamp:\n\n{line}\nof them", release, strict=strict, declared=DECLARED)
        assert _outline(documentation) == [f"{line}\nof them"]


def test_from_8_1_a_paragraph_is_no_description_of_what_has_spaces() -> None:
    text = "@Lamp:\n\n@a and so on: see"
    assert _read(text, NEW, strict=True)[1] == ["4:1 prose-like-description"]
    assert _read(text, "8.0", strict=True)[1] == _read(text, NEW)[1] == []


@pytest.mark.parametrize("release", ["2.12", "6.0", NEW])
@pytest.mark.parametrize("line", ["Emits: LAMP_OFF\n    at once", "Emits:\n    LAMP_OFF\n    at once"])
def test_a_tag_of_a_release_to_come(line: str, release: str) -> None:
    documentation, found = _read(f"@Lamp:\n\nLight.\n\n{line}\n\nSince: 11.1", release)
    assert _outline(documentation) == ["Light.", "other Emits: LAMP_OFF\nat once", "since 11.1: 11.1"]
    assert found == ["6:1 unknown-tag"]


@pytest.mark.parametrize(
    "line",
    ["Limitation: none", "IMPORTANT: none", "Now:\nlight", "Emits::\n\n    x", "so: light", "In short: light"],
)
def test_words_with_a_colon_that_are_prose(line: str) -> None:
    documentation, found = _read(f"@Lamp:\n\nLight.\n\n{line}", NEW)
    assert _outline(documentation) == [f"Light.\n\n{line}"]
    assert found == []


def test_an_example_has_words_with_colons() -> None:
    documentation, found = _read("@Lamp:\n\nExample:\n\nServer: on\n\nClient: off", "4.2")
    assert _outline(documentation)[1:] == ["example Example: Server: on\n\nClient: off"]
    assert found == []


@pytest.mark.parametrize(("line", "column"), [(".. note: dark", 3), (".. qmp-example:", 3), ("  .. code-block: c", 5)])
def test_a_directive_with_one_colon_is_reported(line: str, column: int) -> None:
    assert _read(f"@Lamp:\n\n{line}", NEW)[1] == [f"4:{column} single-colon-directive"]


@pytest.mark.parametrize("line", [".. note:: light", ".. _note: https://example.org", ".. Light: a comment", "note: x"])
def test_other_lines_that_look_like_it_are_not(line: str) -> None:
    assert _read(f"@Lamp:\n\n{line}", NEW)[1] == []


def test_a_comment_without_symbol_is_read_from_its_first_line() -> None:
    line = SourceLine(line=2, column=3, text="Gives light.")
    block = DocBlockNode(lines=SourceLines.of([line]), symbol=None, position=Position("s.json", 1), end_line=99)
    version = Version.parse(OLD)
    documentation = read_documentation(block, path="s.json", dialect=version, markup="plain", findings=Findings())
    assert documentation.intro.content == "Gives light."


def test_long_comments_take_linear_time() -> None:
    body = "\n".join(f"@m{number} x\n\nExample:\n\n\n" for number in range(5_000))
    documentation, _ = _read("@Lamp:\n\n" + body, OLD, declared={f"m{number}" for number in range(5_000)})
    assert len(documentation.members) == 5_000
