"""Coverage: the parts of a schema that its comments do not describe."""

from __future__ import annotations

from pathlib import Path

from sphinx_qapi.analysis.coverage import DescribedKind, coverage
from sphinx_qapi.export.coverage_report import coverage_line, coverage_report
from sphinx_qapi.schema.load import load_schema

SCHEMA = """\
##
# @Colour:
#
# @red: warm
#
# Since: 1.0
##
{ 'enum': 'Colour', 'data': [ 'red', 'blue' ] }

##
# @Paint:
#
# All paints.
#
# @colour: its colour
#
# Features:
#
# @thick: so much of it
##
{ 'union': 'Paint', 'base': { 'colour': 'Colour' }, 'discriminator': 'colour',
  'data': { 'red': 'Tone', 'blue': 'Tone' }, 'features': [ 'thick', 'thin' ] }

{ 'struct': 'Tone', 'data': { 'tone': 'int' } }

##
# @paint:
#
# Paint it.
##
{ 'command': 'paint', 'data': { 'what': 'str' }, 'returns': 'Paint' }
"""


def test_each_part(tmp_path: Path) -> None:
    """A branch counts as described if the enum describes its value; a version alone is no description."""
    (tmp_path / "s.json").write_text(SCHEMA)
    items = list(coverage(load_schema(tmp_path / "s.json").schema))
    found = {part: {item.name: item.is_described for item in items if item.part is part} for part in DescribedKind}
    assert found == {
        DescribedKind.DEFINITION: {"Colour": False, "Paint": True, "Tone": False, "paint": True},
        DescribedKind.VALUE: {"Colour.red": True, "Colour.blue": False},
        DescribedKind.MEMBER: {"Paint.colour": True, "Tone.tone": False, "paint.what": False},
        DescribedKind.BRANCH: {"Paint.red": True, "Paint.blue": False},
        DescribedKind.FEATURE: {"Paint.thick": True, "Paint.thin": False},
        DescribedKind.RETURN: {"paint": False},
    }
    assert coverage_line(items) == "6 of 14 described"
    report = coverage_report({"QMP": items})
    assert "members        1 of 3 described\n" in report
    assert f" * Tone.tone -- {tmp_path / 's.json'}:24\n" in report
    assert "Paint.red" not in report
