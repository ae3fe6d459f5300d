"""The memory for reading a schema, in multiples of the size of the schema."""

from __future__ import annotations

import gc
import tracemalloc
from io import StringIO
from pathlib import Path

import pytest

from sphinx_qapi.schema.checks import collisions
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source import packed_list
from sphinx_qapi.syntax import comment_lines, comments, parser, tokens, values
from tests.memory.shapes import SHAPES as SHAPES_OF_MANY_LINES
from tests.memory.shapes import write

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


@pytest.mark.parametrize("shape", SHAPES)
def test_a_schema_needs_ten_times_its_size_at_most(shape: str, tmp_path: Path) -> None:
    assert _peak(SHAPES[shape], tmp_path) < 10


LINES = {
    **dict.fromkeys(("a comment of letters", "a comment of blank lines", "short comments", "free comments"), 10_000),
    **dict.fromkeys(("a comment of descriptions", "described members"), 20_000),
}
"""The number of lines for shapes for which 2,000 would be too few to measure."""


@pytest.mark.parametrize("shape", SHAPES_OF_MANY_LINES)
def test_what_large_schemas_are_made_of_is_not_kept_as_it_is(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten times the size is enough for a million lines; small schemas need more, as buffers have a fixed size."""
    monkeypatch.setattr(parser, "LARGE", 0)
    monkeypatch.setattr(values, "MANY", 50)
    if shape.startswith("a comment of"):
        monkeypatch.setattr(comment_lines, "LONG", 0)
    monkeypatch.setattr(comments, "_MANY", 20)
    monkeypatch.setattr(collisions, "_MANY", 50)
    monkeypatch.setattr(tokens, "_MOST_WORDS", 10)
    monkeypatch.setattr(packed_list, "_BLOCK", 8)
    monkeypatch.setattr(packed_list, "_MOST_RECENT", 2)
    text = StringIO()
    write(shape, LINES.get(shape, 2_000), 7, text)
    assert _peak(text.getvalue(), tmp_path) < 14  # 16 to 39 if everything were kept


def _peak(text: str, folder: Path) -> float:
    """The peak of memory for reading *text*, in multiples of its size."""
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
