"""A schema about bins, for checking examples and making payloads."""

from __future__ import annotations

import pytest

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema

BINS = """\
{ 'enum': 'Grain', 'data': [ 'wheat', 'rye', { 'name': 'spelt', 'features': [ 'deprecated' ] }, 'maize' ] }
{ 'struct': 'Named', 'data': { 'name': 'str' } }
{ 'struct': 'Bin', 'base': 'Named', 'data': { 'grain': 'Grain', '*fill': 'uint8', 'tags': [ 'str' ] } }
{ 'enum': 'DoorKind', 'data': [ 'slide', 'flap', 'none' ] }
{ 'enum': 'DriveKind', 'data': [ 'motor', 'crank' ] }
{ 'struct': 'Motor', 'data': { 'watts': 'int' } }
{ 'struct': 'Crank', 'data': { '*turns': 'int8' } }
{ 'union': 'Slide', 'base': { 'drive': 'DriveKind' }, 'discriminator': 'drive',
  'data': { 'motor': 'Motor', 'crank': 'Crank' } }
{ 'struct': 'Flap', 'data': { 'angle': 'number' } }
{ 'union': 'Door', 'base': { 'kind': 'DoorKind', '*label': 'str' }, 'discriminator': 'kind',
  'data': { 'slide': 'Slide', 'flap': 'Flap' } }
{ 'alternate': 'BinRef', 'data': { 'number': 'int', 'bin': 'Named', 'grain': 'Grain' } }
{ 'struct': 'Chain', 'data': { 'name': 'str', '*next': 'Chain' } }
{ 'command': 'bin-add', 'data': { 'name': 'str', 'grain': 'Grain', '*fill': 'uint8', '*doors': [ 'Door' ] } }
{ 'command': 'bin-drop', 'data': { 'bin': 'BinRef', '*old': { 'type': 'bool', 'features': [ 'deprecated' ] } } }
{ 'command': 'door-set', 'boxed': true, 'data': 'Door' }
{ 'command': 'bin-query', 'returns': [ 'Bin' ], 'allow-oob': true }
{ 'command': 'bin-raw', 'data': { 'driver': 'str' }, 'gen': false }
{ 'command': 'bin-halt', 'success-response': false }
{ 'command': 'chain-set', 'data': 'Chain' }
{ 'command': 'set-any', 'data': { 'value': 'any', '*nothing': 'null' } }
{ 'command': 'bin-sow', 'features': [ 'deprecated' ] }
{ 'event': 'BIN_EMPTY', 'data': { 'name': 'str', '*level': 'number' } }
{ 'event': 'ALL_EMPTY' }
"""


def bins(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    """The schema of bins, without comments."""
    path = tmp_path_factory.mktemp("bins") / "bins.json"
    path.write_text(BINS, "utf-8")
    return load_schema(path).schema


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    """The schema of bins."""
    return bins(tmp_path_factory)
