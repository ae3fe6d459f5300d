"""What each release added, in small and in real schemas."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from sphinx_qapi.analysis.index_items import ItemRole, indexed_definition
from sphinx_qapi.analysis.release_additions import ReleaseAdditions, releases
from sphinx_qapi.analysis.usage import usages
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Schema

TYPES = ("enum", "struct", "union", "alternate")
ROOTS = (
    "qapi/qapi-schema.json",
    "qga/qapi-schema.json",
    "storage-daemon/qapi/qapi-schema.json",
    "docs/interop/firmware.json",
    "docs/interop/vhost-user.json",
)


def _releases(schema: Schema) -> dict[str, ReleaseAdditions]:
    found = releases(map(indexed_definition, schema.definitions.values()), usages(schema))
    return {str(each.version): each for each in found}


def test_a_part_is_listed_once_where_it_is_declared(tmp_path: Path) -> None:
    (tmp_path / "s.json").write_text(
        "##\n# @Lamp:\n#\n# @power: its power (since 2.10)\n#\n# @old: as old as the lamp (since 1.0)\n#\n"
        "# Features:\n#\n# @dims: it dims (since 2.10)\n#\n# Since: 1.0\n##\n"
        "{ 'struct': 'Lamp', 'data': { '*power': 'int', '*old': 'int' }, 'features': [ 'dims' ] }\n"
        "##\n# @Wrapped:\n#\n# @lamp: a lamp\n##\n{ 'struct': 'Wrapped', 'data': { 'lamp': 'Lamp' } }\n"
        "##\n# @light:\n#\n# @flame: a flame (since 2.9)\n#\n# Since: 1.0\n##\n"
        "{ 'command': 'light', 'data': { 'lamp': 'Wrapped', 'flame': 'str' } }\n"
        "##\n# @put-out:\n#\n# Since: 2.10\n##\n{ 'command': 'put-out' }\n"
    )
    found = _releases(load_schema(tmp_path / "s.json").schema)
    assert list(found) == ["2.10", "2.9", "1.0", "None"]
    assert [each.name for each in found["2.10"].definitions] == ["put-out"]
    (addition,) = found["2.10"].additions
    assert addition.definition.name == "Lamp"
    assert [(each.path, each.part) for each in addition.parts] == [
        ("power", ItemRole.MEMBER),
        ("dims", ItemRole.FEATURE),
    ]
    assert addition.reached_by == ("light",)
    assert [(each.definition.name, each.reached_by) for each in found["2.9"].additions] == [("light", ())]
    assert found["1.0"].additions == ()
    assert [each.name for each in found["None"].definitions] == ["Wrapped"]


@pytest.mark.shared
def test_the_seed(shared: Path) -> None:
    found = _releases(load_schema(shared / "corpus/seed-2012/qapi-schema.json").schema)
    counts = {name: (each.count("command"), each.count(*TYPES)) for name, each in found.items()}
    assert counts == {"1.1": (13, 4), "1.0": (0, 1), "0.15": (0, 0), "0.14": (40, 25), "None": (0, 3)}
    assert {each.name for each in found["None"].definitions} == {"RunState", "BlockdevSnapshot", "BlockdevAction"}
    assert sum(len(each.definitions) for name, each in found.items() if name != "None") == 83
    assert {name: each.count_of_parts for name, each in found.items() if each.count_of_parts} == {"0.15": 4}


def _definitions(shared: Path, roots: int) -> list[Definition]:
    """The definitions of the first *roots* roots of 10.2.2, each file counted once."""
    release = shared / "corpus/10.2.2"
    found: dict[tuple[str, str], Definition] = {}
    for root in ROOTS[:roots]:
        for each in load_schema(release / root, include_dirs=[release / "qapi"]).schema.definitions.values():
            found.setdefault((os.path.realpath(each.position.path), each.name), each)
    return list(found.values())


@pytest.mark.shared
@pytest.mark.parametrize(("roots", "number", "dated"), [(3, 1102, 1090), (5, 1125, 1113)])
def test_all_definitions_with_a_version(shared: Path, roots: int, number: int, dated: int) -> None:
    definitions = _definitions(shared, roots)
    assert (len(definitions), sum(each.since is not None for each in definitions)) == (number, dated)


_ANY_VERSION = re.compile(r"\b[Ss]ince:?\s+(?:QEMU\s+)?v?\d+(?:\.\d+)+")


@pytest.mark.shared
def test_parts_with_a_version(shared: Path) -> None:
    """745 members and values name a version; in 14 of them it is the version since which something else holds."""
    parts = [part for definition in _definitions(shared, 5) for part in indexed_definition(definition).parts]
    naming = [each for each in parts if each.text and _ANY_VERSION.search(each.text.content)]
    assert Counter(each.part is ItemRole.FEATURE for each in naming) == {False: 745, True: 3}
    others = [each for each in naming if each.since is None]
    assert sum(each.since is not None for each in parts) == len(naming) - len(others)
    counts = Counter(each.path for each in others)
    assert counts == {"device": 10, "bitmaps": 2, "bitmap": 1, "features": 1}
