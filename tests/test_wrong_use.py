"""Wrong use is answered with one sentence that says what to do, without a traceback, and with exit status 2."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import sphinx
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.cli.installed import builders, themes
from sphinx_qapi.cli.main import main

pytestmark = pytest.mark.usefixtures("no_running_loop")

SCHEMA = """##
# @lamp:
#
# Switch it.
#
# @on: whether it shines
#
# Since: 1.0
##
{ 'command': 'lamp', 'data': { 'on': 'bool' } }
"""

LONG = "a" * 300
"""A name that is too long for any file."""

COMMAND_LINES = {
    "nosuch": '"nosuch" is none of binary, build,',
    "chekc s.json": 'did you mean "check"?',
    "--nosuch": "unrecognized arguments: --nosuch",
    "--verison": 'unrecognized arguments: --verison (did you mean "--version"?) (try: sphinx-qapi --help)',
    "build": "[NS=]SCHEMA is missing (try: sphinx-qapi build --help)",
    "build --nosuch s.json": "unrecognized arguments: --nosuch",
    "build --titel=x s.json": '--titel=x (did you mean "--title" or "--help"?) (try: sphinx-qapi build --help)',
    "history show h lamp --sinec 1": '(did you mean "--since"?) (try: sphinx-qapi history show --help)',
    "build nowhere.json": "cannot read nowhere.json: no such file",
    "build folder": "cannot read folder: it is a folder",
    "build A=nowhere.json B=folder": "cannot read nowhere.json: no such file or directory; cannot read folder: it is a",
    "build program": "cannot read program: it is no text",
    "build utf-16.json": "cannot read utf-16.json: it is UTF-16: save it as UTF-8",
    "build loop.json": "cannot read loop.json: too many levels of symbolic links",
    "build -b latexpdf s.json": 'what is made with "-b latex" can be turned into it',
    "build 1=s.json": '"1" is no namespace',
    "build A=": "A= names no file",
    "build A=s.json a=s.json": "two schemas have the namespace A",
    "build s.json s.json": "two schemas have the namespace S",
    "build -b pdf s.json": 'what is made with "-b latex" can be turned into it',
    "build -b htlm s.json": 'did you mean "html"',
    "build -b ../x s.json": '"../x" is no builder',
    "build -j 0 s.json": '"0" is no number from 1 on, nor "auto"',
    "build -j many s.json": '"many" is no number from 1 on, nor "auto"',
    "build -j": "expected one argument",
    "build --theme nosuch s.json": '"pip install nosuch" may bring it; installed are',
    "build --theme fuor s.json": 'did you mean "furo"?',
    "build --pages many s.json": '"many" is none of definition, module, schema',
    "build --include-dir nowhere s.json": "cannot look for included files in nowhere: no such folder",
    "build -o s.json s.json": "cannot write to s.json",
    "build -o /dev/null s.json": "cannot write to /dev/null: a file is where a folder is needed",
    "build --dialect ten s.json": '--dialect: "ten" is no release; one looks like 10.2',
    "check": "name at least one schema, or --explain RULE",
    "check nowhere.json folder s.json": "no such file or directory; cannot read folder: it is a folder",
    "check program": "cannot read program: it is no text",
    "check --conf nowhere s.json": "there is no conf.py in nowhere",
    "check --conf wrong s.json": "There is a syntax error in your configuration file",
    "check nowhere.json": "cannot read nowhere.json: no such file",
    "check /dev/zero": "cannot read /dev/zero: it is not a regular file",
    "check --dialect newest s.json": '--dialect: "newest" is no release; one looks like 10.2',
    "check --format xml s.json": '"xml" is none of text, json',
    "check --select unknow-type s.json": 'did you mean "unknown-type"',
    "check --ignore nosuch s.json": 'no rule is named "nosuch"',
    "check --max -1 s.json": '"-1" is no number from 0 on',
    "check --explain unknown-typ": 'did you mean "unknown-type"',
    "check --target next s.json": '--target: "next" is no release',
    "check --complete-from 1.0 s.json": "--complete-from belongs to --history FILE",
    "check --history nowhere s.json": "cannot read nowhere: no such file",
    "check --history s.json s.json": "s.json:1: this is no history: a line such as",
    "check --baseline nowhere s.json": "cannot read the baseline nowhere",
    "check --baseline broken.json s.json": "broken.json is no baseline",
    "check --write-baseline folder s.json": "cannot write the baseline folder",
    "export": "FORMAT, SCHEMA are missing",
    "export yaml s.json": 'argument FORMAT: "yaml" is none of',
    "export jsonschema s.json": 'did you mean "json-schema"?',
    "export model utf-16.json": "it is UTF-16",
    "export markdown s.json -o broken.json": "cannot write broken.json: a file is where a folder is needed",
    "export markdown s.json -o broken.json/x": "cannot write broken.json/x: a file is where a folder is needed",
    "export json-schema s.json lmap": 'did you mean "lamp"?',
    "export model s.json -o folder": "cannot write folder: it is a folder",
    "export model s.json --open all": "--open belongs to json-schema and openrpc",
    "graph": "graph: error: SCHEMA is missing",
    "graph s.json lmap": 'did you mean "lamp"?',
    "graph --depth deep s.json lamp": '"deep" is no number from 0 on',
    "graph -f png s.json lamp": '"png" is none of svg, dot',
    "graph -o nowhere/x.svg s.json lamp": "cannot write nowhere/x.svg",
    "payload s.json lmap": 'did you mean "lamp"?',
    "payload s.json lamp --branch x": "lamp has no branches",
    "paths s.json lmap": 'did you mean "lamp"?',
    "diff s.json": "name two schemas, --list-kinds or --explain KIND",
    "diff s.json nowhere.json": "cannot read nowhere.json",
    "diff --fail-on nothing s.json s.json": '"nothing" is none of wire,',
    "diff --explain nosuch": 'no kind of change is named "nosuch"',
    "diff --ignore folder s.json s.json": "cannot read folder: it is a",
    "diff --severity s.json s.json s.json": "is no kind of change",
    "diff s.json program": "cannot read program: it is no text",
    "diff s.json broken.json@1.0": "broken.json:1: ",
    "diff .@v1:s.json s.json": ". is no git repository",
    "history": "ACTION is missing",
    "history update h": "name at least one release, RELEASE=SCHEMA, or --git REPO",
    "history update h s.json": "RELEASE=SCHEMA was expected",
    "history update folder 1.0=s.json": "cannot read folder: it is a directory",
    "history shwo h": 'did you mean "show"?',
    "history show nowhere lamp": "cannot read nowhere",
    "mock s.json": "--socket is missing",
    "mock --socket nowhere/x s.json": "cannot listen on nowhere/x: No such file or directory",
    "mock --socket folder s.json": "folder is there already, and is no socket",
    "mock --event nosuch --socket x s.json": 'no event is named "nosuch"',
    "binary broken.json s.json": "cannot read broken.json",
    "init nowhere.json": "cannot read nowhere.json",
    "init -d s.json s.json": "s.json: a file is where a folder is needed",
    "init program": "cannot read program: it is no text",
    "init ''": '"" is no path: name a file or a folder',
    "init -d '' s.json": 'argument -d/--directory: "" is no path',
    "build '' s.json": '"" is no path: name a file or a folder',
    "build A= s.json": "A= names no file",
    "build -o '' s.json": '-o/--output: "" is no path: name a file or a folder (try: sphinx-qapi build --help)',
    "build --include-dir '' s.json": 'argument --include-dir: "" is no path',
    "build --theme '' s.json": 'no theme "" is installed',
    "build https://example.org/s.json?a=b": '"https://example.org/s.json?a=b" is an address: download what is there',
    "build A=http://example.org/s.json": '"http://example.org/s.json" is an address',
    "build --dialect 1.2.3.4.5 s.json": '--dialect: "1.2.3.4.5" is no release',
    "build broken.json": "broken.json is no schema: line 1: ",
    "build conf.txt": "conf.txt is no schema: line 1: ",
    "check ''": 'argument PATH: "" is no path',
    "check ftp://example.org/s.json": "is an address: download what is there, and name the file",
    "check --history '' s.json": 'argument --history: "" is no path',
    "export markdown s.json -o ''": 'argument -o/--output: "" is no path',
    "export model conf.txt": "conf.txt is no schema: line 1: ",
    "payload broken.json lamp": "broken.json is no schema: line 1: ",
    "paths conf.txt": "conf.txt is no schema: line 1: ",
    "graph conf.txt": "conf.txt is no schema: line 1: ",
    "diff '' s.json": 'argument OLD: "" is no path',
    "diff s.json conf.txt": "conf.txt is no schema: line 1: ",
    "diff s.json ssh://host/repo@v1:s.json": '"ssh://host/repo@v1:s.json" is an address',
    "history update h 1.0=conf.txt": "conf.txt is no schema: line 1: ",
    "history export h ''": 'argument DIR: "" is no path',
    "mock --socket '' s.json": 'argument --socket: "" is no path',
    "binary '' s.json": 'argument REPLY: "" is no path',
    f"build --include-dir {LONG} s.json": "File name too long",
    f"build {LONG}=s.json": "letters, digits or underscores, at most 100",
    "build --title \udcff s.json": "is no text in the encoding of this terminal",
    f"check --conf {LONG} s.json": "File name too long",
    f"diff {LONG} s.json": "File name too long",
    f"export markdown s.json -o {LONG}": "File name too long",
    f"graph {LONG} lamp": "file name too long",
    "graph s.json lamp -o loop.json": "cannot write loop.json: Too many levels of symbolic links",
    "init -d loop.json s.json": "loop.json: a file is where a folder is needed",
    "init --title \udcff s.json": "is no text in the encoding of this terminal",
    "mock --socket loop.json/x s.json": "Too many levels of symbolic links",
}
"""By arguments of the command line: a part of the answer."""

ENVIRONMENTS = {
    "SOURCE_DATE_EPOCH=abc": 'SOURCE_DATE_EPOCH is "abc", which is no number of seconds since 1970',
    "SOURCE_DATE_EPOCH=1e99": 'SOURCE_DATE_EPOCH is "1e99", which is no number of seconds since 1970',
}
"""By setting of an environment variable: the answer of ``build s.json``."""

CONFIGURATIONS = {
    "qapi_schemas = ['s.json']": "qapi_schemas: must be a table, not ['s.json']",
    "qapi_schemas = 's.json'": "qapi_schemas: must be a table, not 's.json'",
    "qapi_schemas = {'S': 3}": "qapi_schemas['S']: expected the path of a schema, or a table with a 'path'",
    "qapi_schemas = {1: 's.json'}": "qapi_schemas[1]: a namespace is a letter, then letters, digits or underscores",
    "qapi_schemas = {'a b': 's.json'}": "qapi_schemas['a b']: a namespace is a letter",
    "qapi_schemas = {'S': {'title': 'T'}}": "or a table with a 'path'",
    "qapi_schemas = {'S': {}}": "or a table with a 'path'",
    "qapi_schemas = {'S': {'Path': 's.json'}}": "unknown setting 'Path' (did you mean \"path\" or",
    "qapi_schemas = {'S': {'path': ['s.json']}}": "'path' must be a path, not ['s.json']",
    "qapi_schemas = {'S': ''}": "'path' must be a path, not ''",
    "qapi_schemas = {'S': {'path': 's.json', 'history': ''}}": "'history' must be a path, not ''",
    "qapi_schemas = {'S': {'path': 's.json', 'versions': '('*2000}}": "it is nested too deep",
    "qapi_schemas = {'S': {'path': 's.json', 'versions': 'x)|(y'}}": "'versions' is no regular expression: unbalanced",
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': '{path.__class__}'}}": "a placeholder that does not exist",
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': '{line!x}'}}": "'source_url' has a brace",
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': '{path:d}'}}": "'source_url' has a brace",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 'reference/CON'}}": "that every system takes",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 'nul.d/x'}}": "that every system takes",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 'end./x'}}": "that every system takes",
    "qapi_schemas = {'S': {'path': 's.json', 'output': ' '}}": "that every system takes",
    "qapi_schemas = {'S': 'nowhere.json'}": "nowhere.json, which does not exist",
    "qapi_schemas = {'S': 'folder'}": "folder: it is a directory",
    "qapi_schemas = {'S': 'loop.json'}": "loop.json: too many levels of symbolic links",
    "qapi_schemas = {'S': 's.json', 's': 's.json'}": (
        "qapi_schemas['s']: another namespace must differ from 'S' in more than case"
    ),
    "qapi_schemas = {'S': {'path': 's.json', 'release': 10.2}}": "'release' must be a string, not 10.2",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 'a\\\\b'}}": "that every system takes, with / between",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 'a\\0b'}}": "'output' must be a folder within",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 's.json'}}": ("s.json: a file is where a folder is needed"),
    "qapi_schemas = {'S': {'path': 's.json', 'history': 'nowhere'}}": "'history': cannot read ",
    "qapi_schemas = {'S': {'path': 's.json', 'history': 'folder'}}": "folder: it is a directory",
    "qapi_schemas = {'S': {'path': 's.json', 'history': 'other.history'}}": (
        "other.history:1: the file has the unknown format 99; this version reads format 1"
    ),
    "qapi_schemas = {'S': {'path': 's.json', 'history_complete_from': '1.0'}}": (
        "'history_complete_from' needs a 'history', which is missing"
    ),
    "qapi_schemas = {'S': {'path': 's.json', 'binary': 'nowhere'}}": "nowhere: no such file",
    "qapi_schemas = {'S': {'path': 's.json', 'binary': 's.json'}}": "s.json: line 1 is no JSON",
    "qapi_schemas = {'S': '/dev/zero'}": "cannot read /dev/zero: it is a device, not a file",
    "qapi_schemas = {'S': {'path': 's.json', 'outptu': 'x'}}": "unknown setting 'outptu' (did you mean \"output\"?)",
    "qapi_schemas = {'S': {'path': 's.json', 'title': 3}}": "'title' must be a string, not 3",
    "qapi_schemas = {'S': {'path': 's.json', 'pages': 'many'}}": "'pages' must be one of 'definition', 'module'",
    "qapi_schemas = {'S': {'path': 's.json', 'markup': 'html'}}": "'markup' must be one of 'auto', 'rst'",
    "qapi_schemas = {'S': {'path': 's.json', 'dialect': 'new'}}": "'dialect' must be 'auto' or a release such",
    "qapi_schemas = {'S': {'path': 's.json', 'trusted': 'no'}}": "'trusted' must be True or False, not 'no'",
    "qapi_schemas = {'S': {'path': 's.json', 'versions': '('}}": (
        "'versions' is no regular expression: missing ), unterminated subpattern"
    ),
    "qapi_schemas = {'S': {'path': 's.json', 'lists': ['type']}}": "'lists' has no 'type' (did you mean \"types\"?)",
    "qapi_schemas = {'S': {'path': 's.json', 'include_dirs': 'x'}}": "'include_dirs' must be a list of paths, not 'x'",
    "qapi_schemas = {'S': {'path': 's.json', 'include_dirs': ['x']}}": "x, which is no folder",
    "qapi_schemas = {'S': {'path': 's.json', 'output': '../x'}}": "must be a folder within the documentation's sources",
    "qapi_schemas = {'S': {'path': 's.json', 'output': '/x'}}": "must be a folder within the documentation's sources",
    "qapi_schemas = {'S': {'path': 's.json', 'output': '.'}}": "must be a folder without other pages, but '.' holds",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 'r'}, 'T': {'path': 's.json', 'output': './R/'}}": (
        "'output' must be a folder of its own, but 'R' already belongs to 'S'"
    ),
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': 'https://x/{branch}/{path}'}}": (
        "'source_url' has a placeholder that does not exist: 'https://x/{branch}/{path}'; there are {path}, {line}"
    ),
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': 'https://x/{}'}}": "a placeholder that does not exist",
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': 'https://x/{path.nosuch}'}}": "a placeholder that does not",
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': 'https://x/{path'}}": "has a brace that belongs to no",
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': '{line:9999999999999}'}}": "'source_url' has a brace",
    "QAPI_SCHEMAS = {'S': 's.json'}": 'QAPI_SCHEMAS: there is no such setting (did you mean "qapi_schemas"',
    "qapi_exports = ['json-shcema']": (
        "qapi_exports: each item must be one of 'json-schema', 'model', 'openrpc', 'markdown', not 'json-shcema'"
    ),
    "qapidoc_srctree = 'nowhere'": "qapidoc_srctree: names nowhere, which is no folder",
    "qapi_schema = {'S': 's.json'}": 'qapi_schema: there is no such setting (did you mean "qapi_schemas"',
    "qapi_nosuch = 1": "; names of your own begin with an underscore",
    "qapi_payloads = 'sometimes'": "qapi_payloads: must be one of 'always', 'missing', 'never', not 'sometimes'",
    "qapi_payloads = True": "qapi_payloads: must be a string, not True",
    "qapi_search_key = 'Ctrl'": "qapi_search_key: must be one character, or empty for no key, not 'Ctrl'",
    "qapi_emits = ['run']": "qapi_emits: must be a table, not ['run']",
    "qapi_emits = {1: []}": "qapi_emits: the name of a command must be a string, not 1",
    "qapi_emits = {'run': 'DONE'}": "qapi_emits['run']: must be a list of names of events, not 'DONE'",
    "qapi_graph_layout = 'grpahviz'": 'did you mean "graphviz"?',
    "qapi_foreign_references = 'html'": "qapi_foreign_references: must be one of 'sphinx', 'text', not 'html'",
    "qapi_largest_file = 'big'": "qapi_largest_file: must be a number, not 'big'",
    "qapi_largest_file = float('inf')": "qapi_largest_file: must be a number of MiB above 0, not inf",
    "qapi_largest_file = 0": "qapi_largest_file: must be a number of MiB above 0, not 0",
    "qapi_untrusted_directives = 'plot'": "qapi_untrusted_directives: must be a list, not 'plot'",
    "qapi_untrusted_directives = [1]": "qapi_untrusted_directives: must be a list of strings, not [1]",
    "qapi_qemu_anchors = 'yes'": "qapi_qemu_anchors: must be True or False, not 'yes'",
    "qapi_namespaces = 'QMP'": "qapi_namespaces: must be a list, not 'QMP'",
    "qapi_namespaces = ['a b']": "a namespace is a letter, then letters, digits or underscores, at most 100, not 'a b'",
    "qapi_search_key = '\\t'": "qapi_search_key: must be one character",
    "qapi_schemas = {'S': ('s.json',)}": "expected the path of a schema, or a table with a 'path'",
    "qapi_schemas = {'S': b's.json'}": "expected the path of a schema, or a table with a 'path'",
    "qapi_schemas = {'S': {'path': b's.json'}}": "'path' must be a path, not b's.json'",
    "qapi_schemas = {'S': {'path': 's\\0.json'}}": "s\\x00.json, which does not exist",
    f"qapi_schemas = {{'{LONG}': 's.json'}}": "then letters, digits or underscores, at most 100",
    "qapi_schemas = {'S': __import__('types').MappingProxyType({'path': 's.json'})}": "or a table with a 'path'",
    "qapi_schemas = {'S': {'path': 's.json', None: 1}}": "unknown setting None",
    "qapi_schemas = {'S': {'path': 's.json', 'title': '\\udcff'}}": "'title' must be a string that UTF-8 can hold",
    "qapi_schemas = {'S': {'path': 's.json', 'source_url': '\\ud800{path}'}}": "a string that UTF-8 can hold",
    "qapi_schemas = {'S': {'path': 's.json', 'include_dirs': [b'x']}}": "must be a list of paths, not [b'x']",
    f"qapi_schemas = {{'S': {{'path': 's.json', 'include_dirs': ['{LONG}']}}}}": "which is no folder",
    "qapi_schemas = {'S': {'path': 's.json', 'include_dirs': ['loop.json']}}": "which is no folder",
    "qapi_schemas = {'S': {'path': 's.json', 'lists': b'types'}}": "'lists' must be a list of names, not b'types'",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 'loop.json'}}": "a file is where a folder is needed",
    "qapi_schemas = {'S': {'path': 's.json', 'output': 'loop.json/x'}}": "loop.json/x: ",
    f"qapi_schemas = {{'S': {{'path': 's.json', 'output': '{LONG}'}}}}": "File name too long",
    "qapi_schemas = {'S': {'path': 's.json', 'versions': 'x{99999999999}'}}": "'versions' is no regular expression",
    "qapi_schemas = {'S': {'path': 's.json', 'binary': 'utf-16.json'}}": "it is no UTF-8",
    f"qapidoc_srctree = '{LONG}'": "which is no folder",
    "qapidoc_srctree = b'.'": "qapidoc_srctree: must be a string or a path, not b'.'",
    "qapi_exports = 'json-schema'": "qapi_exports: must be a list, not 'json-schema'",
    "qapi_emits = {('S', 'run'): ['DONE']}": "the name of a command must be a string, not ('S', 'run')",
    "qapi_search_key = None": "qapi_search_key: must be a string, not None",
    "qapi_graphs = 'MORE'": 'did you mean "more"?',
    "qapischemas = {'S': 's.json'}": 'qapischemas: there is no such setting (did you mean "qapi_schemas"',
}
"""By content of ``conf.py``: a part of the error."""

PAGE = """Wrong
=====

.. qapi:index::
   :by: colour

.. qapi:index::
   :colour: red

.. qapi:schema:: QPM

.. qapi:command:: lmap
   :nosuch:

.. qapi:graph:: lmap

.. qmp-example::

   -> { "execute": "lamp", "arguments": { "on": true }

:qapi:command:`lmap` and :qapi:event:`lamp`

.. qapi-doc:: nowhere.json

.. qapi:index::
   :namespace: QPM

.. qapi:index:: S
   :by: since

.. qapi-doc:: s.json
   :namespace: ../../S

.. qapi-doc:: nowhere.json
   :namespace: S
"""
ANSWERS = {
    4: """unknown 'by' "colour"; known are name,""",
    7: 'unknown option: "colour"',
    10: 'no schema "QPM"',
    12: 'unknown option: "nosuch"',
    15: 'no definition "lmap" in schema "S" (did you mean "lamp"?)',
    19: "} was expected before this place: { is open, from 19:",
    21: "qapi:command reference target not found: lmap",
    23: 'no schema "nowhere" could be read',
    25: 'no schema "QPM"',
    28: 'takes no argument, but has "S"; a schema is named by :namespace:',
    31: 'Error in "qapi-doc" directive:\ninvalid option value: (option: "namespace"',
    34: 'no schema "S" could be read',
}
"""By line of the page: a part of the warning."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "s.json").write_text(SCHEMA)
    (tmp_path / "broken.json").write_text('{ "return": [')
    (tmp_path / "conf.txt").write_text("extensions = ['sphinx_qapi']\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "program").write_bytes(b"\x7fELF\2\1\0\0'{")
    (tmp_path / "utf-16.json").write_text(SCHEMA, "utf-16")
    (tmp_path / "loop.json").symlink_to("loop.json")
    (tmp_path / "other.history").write_text('{"format":99}\n')
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong/conf.py").write_text("extensions = [")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", COMMAND_LINES)
def test_command_lines(line: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(shlex.split(line))
    except SystemExit as end:
        status = int(str(end.code))
    answer = capsys.readouterr()
    assert status == 2
    assert COMMAND_LINES[line] in answer.err
    assert re.fullmatch(r"sphinx-qapi[ \w]*: error: [^\n]+\n", answer.err)
    assert answer.out == "" or line.startswith("init")


@pytest.mark.parametrize("variable", ENVIRONMENTS)
def test_environments(
    variable: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(*variable.split("="))
    assert main(["build", "s.json"]) == 2
    assert capsys.readouterr().err == f"sphinx-qapi: error: {ENVIRONMENTS[variable]}\n"


@pytest.mark.parametrize("line", CONFIGURATIONS)
def test_values_of_conf(line: str, folder: Path) -> None:
    (folder / "conf.py").write_text(f"extensions = ['sphinx_qapi']\n{line}\n")
    (folder / "index.rst").write_text("T\n=\n")
    with pytest.raises(ConfigError) as error:
        SphinxTestApp("dummy", srcdir=folder)
    assert CONFIGURATIONS[line] in str(error.value)
    assert str(error.value).count("\n") == 0


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    text = (
        "extensions = ['sphinx_qapi']\nqapi_payloads = 1\nqapi_schemas = {'S': 'a.json', 'T': 'b.json'}\nqapi_x = 1\n"
    )
    (folder / "conf.py").write_text(text)
    (folder / "index.rst").write_text("T\n=\n")
    with pytest.raises(ConfigError) as error:
        SphinxTestApp("dummy", srcdir=folder)
    assert len(str(error.value).splitlines()) == 4


OVERRIDES = {
    "qapi_payload=never": 'qapi_payload: there is no such setting (did you mean "qapi_payloads"',
    "qapi_payloads=sometimes": "qapi_payloads: must be one of 'always', 'missing', 'never', not 'sometimes'",
    "qapi_exports=model,modle": "not 'modle' (did you mean \"model\"?)",
    "qapi_namespaces=QMP,a b": "a namespace is a letter",
    "qapi_schemas.T=nowhere.json": "nowhere.json, which does not exist",
    "qapi_allowed_fields=x": "qapi_allowed_fields: must be a list or None, not 'x'",
    "qapi_qemu_anchors=yes": "'qapi_qemu_anchors' must be '0' or '1', got 'yes'",
    "qapi_largest_file=-1": "qapi_largest_file: must be a number of MiB above 0, not -1",
    "qapi_search_key=ab": "qapi_search_key: must be one character",
}
"""By value of ``sphinx-build -D``: a part of the error."""


@pytest.mark.parametrize("word", OVERRIDES)
def test_values_of_the_command_line_of_sphinx(word: str, folder: Path) -> None:
    if "must be '0' or '1'" in OVERRIDES[word] and sphinx.version_info < (8,):
        pytest.skip("Sphinx 7 takes every word but 0 for true")
    (folder / "conf.py").write_text("extensions = ['sphinx_qapi']\nqapi_schemas = {'S': 's.json'}\n")
    (folder / "index.rst").write_text("T\n=\n")
    name, _, value = word.partition("=")
    with pytest.raises(ConfigError) as error:
        SphinxTestApp("dummy", srcdir=folder, confoverrides={name: value})
    assert OVERRIDES[word] in str(error.value)
    assert str(error.value).count("\n") == 0


def test_sphinx_build_ends_with_status_2(folder: Path) -> None:
    (folder / "conf.py").write_text("extensions = ['sphinx_qapi']\nqapi_schemas = {'S': 'nowhere.json'}\n")
    (folder / "index.rst").write_text("T\n=\n\n.. toctree::\n\n   ref/index\n")
    words = [sys.executable, "-m", "sphinx", "-q", str(folder), str(folder / "_build")]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert answer.stderr.count("'path' names") == 1
    assert "toctree" not in answer.stderr


def test_names_of_ones_own_in_conf_are_nobodys_business(folder: Path) -> None:
    lines = [
        "extensions = ['sphinx_qapi']",
        "_qapi_root = 's.json'",
        "from os import path as qapi_path",
        "def qapi_help(): pass",
    ]
    (folder / "conf.py").write_text("\n".join(lines))
    (folder / "index.rst").write_text("T\n=\n")
    SphinxTestApp("dummy", srcdir=folder).cleanup()


def test_what_is_installed_is_known(folder: Path) -> None:
    (folder / "conf.py").write_text("")
    app = SphinxTestApp("dummy", srcdir=folder)
    app.cleanup()
    assert set(app.registry.builders) <= set(builders())
    assert {"alabaster", "classic", "nature"} <= set(themes())


def test_pages(folder: Path) -> None:
    (folder / "conf.py").write_text("extensions = ['sphinx_qapi']\nqapi_schemas = {'S': 's.json'}\nnitpicky = True\n")
    (folder / "index.rst").write_text(PAGE)
    app = SphinxTestApp("text", srcdir=folder)
    app.build()
    app.cleanup()
    text = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue())
    found = re.findall(r"index\.rst:(\d+): (.*(?:\n[^/].*)?)", text)
    assert {int(line) for line, _ in found} == ANSWERS.keys()
    for line, answer in ANSWERS.items():
        assert any(line == int(at) and answer in what for at, what in found)
    assert app.statuscode == 0
