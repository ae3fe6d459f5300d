"""Probe paths of schemas and of replies."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sphinx_qapi.analysis.probes.probe_paths import probe_paths, probe_places, reply_probe_paths
from sphinx_qapi.analysis.wire.reply_shapes import ReplyError, reply_infos
from sphinx_qapi.analysis.wire.truth import ALWAYS, Form, holds
from sphinx_qapi.schema.load import load_schema
from tests.analysis.conftest import MakeSchema


def test_each_step_has_its_sign(schema_of: MakeSchema) -> None:
    schema = schema_of("""
        { 'enum': 'Grain', 'data': [ 'oats', { 'name': 'rye', 'features': [ 'deprecated' ] } ] }
        { 'struct': 'Oats', 'data': { '*dry': 'bool' }, 'features': [ 'sealed' ] }
        { 'union': 'Load', 'base': { 'grain': 'Grain', 'tons': { 'type': 'uint16', 'features': [ 'unstable' ] } },
          'discriminator': 'grain', 'data': { 'oats': 'Oats' } }
        { 'alternate': 'LoadOrName', 'data': { 'load': 'Load', 'name': 'str' } }
        { 'command': 'fill', 'data': { 'loads': [ 'LoadOrName' ] }, 'returns': 'any', 'features': [ 'slow' ] }
        { 'event': 'FULL' }
    """)
    assert sorted(probe_paths(schema)) == sorted(
        [
            "FULL",
            "fill",
            "fill/$slow",
            "fill/arg-type/loads",
            "fill/arg-type/loads/!str",
            "fill/arg-type/loads/grain",
            "fill/arg-type/loads/grain/^oats",
            "fill/arg-type/loads/grain/^rye",
            "fill/arg-type/loads/grain/^rye/$deprecated",
            "fill/arg-type/loads/tons",
            "fill/arg-type/loads/tons/$unstable",
            "fill/arg-type/loads/tons/!int",
            "fill/arg-type/loads/+oats",
            "fill/arg-type/loads/+oats/$sealed",
            "fill/arg-type/loads/+oats/dry",
            "fill/arg-type/loads/+oats/*dry",
            "fill/arg-type/loads/+oats/dry/!bool",
            "fill/arg-type/loads/+rye",
            "fill/ret-type/!any",
        ]
    )


def test_only_the_named_commands(schema_of: MakeSchema) -> None:
    schema = schema_of("{ 'command': 'fill', 'data': { 'a': 'int' } } { 'command': 'empty' }")
    assert set(probe_paths(schema, ["fill"])) == {"fill", "fill/arg-type/a", "fill/arg-type/a/!int"}


def test_a_type_ends_where_it_is_entered_again(schema_of: MakeSchema) -> None:
    schema = schema_of("{ 'struct': 'Box', 'data': { '*in': [ 'Box' ] } } { 'command': 'open', 'data': 'Box' }")
    assert set(probe_paths(schema)) == {"open", "open/arg-type/in", "open/arg-type/*in"}


def test_simple_unions_have_a_type_and_data(schema_of: MakeSchema) -> None:
    schema = schema_of("{ 'union': 'U', 'data': { 'a': 'int' } } { 'command': 'c', 'data': { 'u': 'U' } }")
    below = "c/arg-type/u"
    assert set(probe_paths(schema)) == {
        "c", below, f"{below}/type", f"{below}/type/^a", f"{below}/+a", f"{below}/+a/data", f"{below}/+a/data/!int"
    }  # fmt: skip


def test_conditions_on_the_way_hold_together(schema_of: MakeSchema) -> None:
    schema = schema_of("""
        { 'enum': 'E', 'data': [ 'v', { 'name': 'w', 'if': 'W' } ], 'if': 'ENUM' }
        { 'struct': 'S', 'data': { 'e': { 'type': 'E', 'if': 'MEMBER' } }, 'if': 'STRUCT' }
        { 'union': 'U', 'base': { 'e': 'E' }, 'discriminator': 'e', 'data': { 'w': { 'type': 'S', 'if': 'BRANCH' } } }
        { 'command': 'c', 'data': { 'u': 'U' }, 'if': 'COMMAND' }
    """)
    paths = probe_paths(schema)
    assert paths["c"] == (("COMMAND",),)
    assert paths["c/arg-type/u/e/^v"] == (("COMMAND", "ENUM"),)
    deepest = ("BRANCH", "COMMAND", "ENUM", "MEMBER", "STRUCT", "W")
    assert paths["c/arg-type/u/+w/e/^w"] == (deepest,)


def test_a_path_with_two_origins_is_there_for_either(schema_of: MakeSchema) -> None:
    schema = schema_of("""
        { 'struct': 'S', 'data': { 'a': 'int' }, 'features': [ { 'name': 'f', 'if': 'TYPE' } ] }
        { 'command': 'c', 'data': { 's': { 'type': 'S', 'features': [ { 'name': 'f', 'if': 'MEMBER' } ] } } }
    """)
    assert probe_paths(schema)["c/arg-type/s/$f"] == (("MEMBER",), ("TYPE",))


def test_chains_of_types_of_any_length(schema_of: MakeSchema) -> None:
    chain = " ".join(f"{{ 'struct': 'T{n}', 'data': {{ 'm': 'T{n + 1}' }} }}" for n in range(2000))
    schema = schema_of(f"{chain} {{ 'struct': 'T2000', 'data': {{}} }} {{ 'command': 'c', 'data': 'T0' }}")
    assert max(map(len, probe_paths(schema))) > 4000


def test_the_place_of_a_type_is_the_nearest(schema_of: MakeSchema) -> None:
    schema = schema_of("""
        { 'enum': 'E', 'data': [ 'v' ] }
        { 'struct': 'S', 'data': { 'e': 'E' } }
        { 'command': 'a', 'data': { 's': 'S' } }
        { 'command': 'b', 'returns': 'S' }
    """)
    assert probe_places(schema)["E"] == "b/ret-type/e"
    assert f"{probe_places(schema)['E']}/^v" in probe_paths(schema)


def test_a_reply_that_lacks_something() -> None:
    infos = reply_infos('[ { "name": "c", "meta-type": "command" } ]')
    with pytest.raises(ReplyError, match="lacks something: 'arg-type'"):
        reply_probe_paths(infos)


# The specification lists the symbols that decide which paths only the text has, and how many paths each decides.
REPLIES = {
    "x86_64": (21_065, {"CONFIG_BLKIO": 300, "TARGET_S390X": 42, "TARGET_ARM": 7}),
    "aarch64": (20_990, {}),
}


@pytest.mark.shared
@pytest.mark.parametrize("machine", REPLIES)
def test_a_real_binary_has_what_its_text_has(shared: Path, machine: str) -> None:
    text = probe_paths(load_schema(shared / "corpus/7.2/qapi/qapi-schema.json").schema)
    reply = gzip.decompress((shared / f"replies/introspect-7.2-{machine}.json.gz").read_bytes()).decode()
    binary = reply_probe_paths(reply_infos(reply))
    count, symbols = REPLIES[machine]
    assert len(binary) == count
    assert binary - set(text) == set(), "paths that no part of the schema's text gives"
    only_text = {path: condition for path, condition in text.items() if path not in binary}
    assert len(only_text) == len(text) - count
    undefined = {symbol for condition in only_text.values() for symbol in lone_symbols(condition)}
    everything = {atom.removeprefix("!") for form in text.values() for product in form for atom in product}
    unexplained = [path for path, form in only_text.items() if form == ALWAYS or holds(form, everything - undefined)]
    assert not unexplained, "paths that the binary lacks for no reason of its build"
    for symbol, there in symbols.items():
        assert sum(symbol in lone_symbols(condition) for condition in only_text.values()) == there, symbol


def lone_symbols(condition: Form) -> set[str]:
    return {product[0] for product in condition if len(product) == 1 and not product[0].startswith("!")}
