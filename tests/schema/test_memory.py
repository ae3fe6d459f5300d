"""What reading a schema needs in memory, in multiples of its size."""

from __future__ import annotations

import gc
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest

from sphinx_qapi.schema.checks import collisions
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.syntax import comment_lines, parser, tokens, values
from tests.memory.shapes import SHAPES as SHAPES_OF_MANY_LINES
from tests.memory.shapes import TAKE_MORE, write

PROSE = "".join(f"# Words about lamps, which shine or do not, line {number} of many.\n" for number in range(100))
DEFINITION = """##
# @lamp-{n}:
#
# Tell how a lamp is. It shines, or it does not; nobody who has
# seen one of either kind would say that there is anything between.
#
# @name: what the lamp is called by those who see it every evening
#
# @room: where it is, or where it was before somebody took it along
#     to read in another room (default: the first room of the house)
#
# Returns: its state, which may have changed when it is read
#
# Since: 1.2
##
{{ 'command': 'lamp-{n}',
  'data': {{ 'name': 'str', '*room': 'str' }},
  'returns': 'str' }}

"""
SHAPES = {
    "definitions as people write them": "".join(DEFINITION.format(n=number) for number in range(800)),
    "comments of prose": "".join(
        f"##\n# @lamp-{number}:\n#\n{PROSE}##\n{{ 'command': 'lamp-{number}' }}\n" for number in range(200)
    ),
    "one long comment": f"##\n# @lamp:\n#\n{PROSE * 200}##\n{{ 'command': 'lamp' }}\n",
    "one comment of long lines": "##\n# @lamp:\n#\n" + f"# {'lamp ' * 2000}\n" * 100 + "##\n{ 'command': 'lamp' }\n",
    "comments that nobody reads": "# A lamp that shines or does not.\n" * 30_000 + "{ 'command': 'lamp' }\n",
    "signs of comments alone": "#\n" * 300_000 + "{ 'command': 'lamp' }\n",
    "lines without anything": "\n" * 1_000_000 + "{ 'command': 'lamp' }\n",
}

ON_A_LINE = {
    "structs": "".join(f"{{ 'struct': 'Lamp{number}', 'data': {{}} }}\n" for number in range(2_000)),
    "commands": "".join(f"{{ 'command': 'lamp-{number}' }}\n" for number in range(2_000)),
}
"""Values of Python alone take more than ten times as much as such lines."""


@pytest.mark.parametrize("shape", SHAPES)
def test_a_schema_needs_ten_times_its_size_at_most(shape: str, tmp_path: Path) -> None:
    assert _peak(SHAPES[shape], tmp_path) < 10


PACKED = [shape for shape in SHAPES_OF_MANY_LINES if shape.startswith(("one ", "a comment of"))]
"""A definition or a comment that is nearly all of a large file."""


@pytest.mark.parametrize("shape", [each for each in PACKED if each not in TAKE_MORE])
def test_values_and_lines_of_which_there_are_very_many_are_not_kept(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a million ten times their size is enough; sets of few values have twice as much room."""
    monkeypatch.setattr(parser, "LARGE", 0)
    monkeypatch.setattr(values, "MANY", 50)
    monkeypatch.setattr(comment_lines, "LONG", 0)
    monkeypatch.setattr(collisions, "_MANY", 50)
    monkeypatch.setattr(tokens, "_MOST_WORDS", 10)
    text = StringIO()
    write(shape, 2_000 if shape.startswith("one ") else 10_000, 7, text)
    assert _peak(text.getvalue(), tmp_path) < 17  # with all of them kept 20 to 30


@pytest.mark.parametrize("kind", ON_A_LINE)
def test_a_definition_on_each_line_needs_little_more_than_the_model_does(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "LARGE", 0)
    assert _peak(ON_A_LINE[kind], tmp_path) < 17  # with all nodes kept 22 and 27


def _peak(text: str, folder: Path) -> float:
    """What reading *text* needs, in multiples of its size."""
    path = folder / "s.json"
    path.write_text(text)
    load_schema(path)
    gc.collect()
    tracemalloc.start()
    try:
        load_schema(path)
        return tracemalloc.get_traced_memory()[1] / path.stat().st_size
    finally:
        tracemalloc.stop()
