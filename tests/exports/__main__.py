"""Checks exports of real schemas with the programs that are meant to read them: ``make test-exports``.

Takes some minutes. Needs a network the first time, Node.js, and the folder of real schemas. Prints a line for each
check, and ends with the first that fails.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from jsonschema import Draft202012Validator

from sphinx_qapi.export.json_schema.document import json_schema
from sphinx_qapi.export.json_schema.options import Open, Options
from sphinx_qapi.export.json_text import json_text
from sphinx_qapi.export.openrpc import openrpc
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema
from tests.exports.examples import Judge
from tests.exports.tools import Tools
from tests.wire import releases

EXAMPLE = Path(__file__).parents[2] / "examples/granary/granary.json"
NEWEST, OF_REPLIES = "10.2.2", "7.2"
MOST_DUPLICATES, MOST_ERRORS = 20, 3

_OPENRPC = """
const {validateOpenRPCDocument} = require('@open-rpc/schema-utils-js');
for (const file of process.argv.slice(2)) {
  const result = validateOpenRPCDocument(JSON.parse(require('fs').readFileSync(file)));
  if (result !== true) { console.error(file, String(result.message || result).slice(0, 2000)); process.exit(1); }
}
"""
_PYDANTIC = """
import sys, pydantic
sys.path.insert(0, sys.argv[1])
import qmp
right = {"driver": "qcow2", "node-name": "a", "file": "b"}
qmp.BlockdevAddRequest.model_validate({"execute": "blockdev-add", "arguments": right})
inner = {"driver": "file", "filenam": "c"}
for wrong in ({**right, "bogus": 1}, {**right, "driver": "none"}, {**right, "file": inner}):
    try:
        qmp.BlockdevAddRequest.model_validate({"execute": "blockdev-add", "arguments": wrong})
    except pydantic.ValidationError as error:
        print(error.error_count())
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="check exports with the programs that read them")
    parser.add_argument("shared", type=Path, help="the folder of real schemas")
    parser.add_argument(
        "--tools", type=Path, default=Path("build/exports"), help="the folder in which the programs are installed"
    )
    args = parser.parse_args()
    tools = Tools(args.tools)
    tools.install()
    schemas = dict(_schemas(args.shared))
    _meta_schema(schemas, tools)
    _examples({name: schemas[name] for name in ("example", f"{NEWEST} QMP")})
    _replies(schemas[f"{OF_REPLIES} QMP"], args.shared)
    _typescript(schemas[f"{NEWEST} QMP"], tools)
    _pydantic(schemas[f"{NEWEST} QMP"], tools)
    _openrpc(schemas, tools)
    return 0


def _schemas(shared: Path) -> Iterator[tuple[str, Schema]]:
    yield "example", load_schema(EXAMPLE).schema
    for name, roots in releases.ROOTS.items():
        for release, folder in releases.folders(shared).items():
            root = releases.root_of(folder, roots)
            if root is not None:
                yield f"{release} {name}", load_schema(root).schema


def _meta_schema(schemas: dict[str, Schema], tools: Tools) -> None:
    files = []
    for name, schema in schemas.items():
        for options in (Options(), Options(lean=True), Options(open=Open.CLOSED)):
            kind = "lean" if options.lean else options.open.value
            files.append(_write(tools, f"{name}-{kind}.schema.json", json_text(json_schema(schema, (), options))))
    tools.python("check-jsonschema", "--check-metaschema", *files)
    print(f"JSON Schema: {len(files)} documents of {len(schemas)} schemas are valid by the meta-schema")


def _examples(schemas: dict[str, Schema]) -> None:
    for name, schema in schemas.items():
        judged = list(Judge(schema).judged())
        differ = [each for each in judged if each.is_right == bool(each.errors)]
        right = sum(each.is_right for each in judged)
        print(f"examples of {name}: {right} right, {len(judged) - right} wrong; {len(differ)} judged differently")
        _expect(not differ, *map(str, differ))


def _replies(schema: Schema, shared: Path) -> None:
    parts = json_schema(schema)["$defs"]
    replies = json.loads(gzip.decompress((shared / "replies/replies-7.2.json.gz").read_bytes()))
    for key, reply in replies.items():
        part = f"{key.partition(':')[2]}_returns"
        errors = list(Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": parts}).iter_errors(reply))
        _expect(not errors, f"{key}: {errors and errors[0].message[:300]}")
    print(f"replies of {OF_REPLIES}: all {len(replies)} are valid")


def _typescript(schema: Schema, tools: Tools) -> None:
    path = _write(tools, "qmp.lean.json", json_text(json_schema(schema, (), Options(lean=True))))
    types = tools.folder / "qmp.ts"
    tools.node("json2ts", "--unreachableDefinitions", "-i", path, "-o", types)
    tools.node("tsc", "--strict", "--noEmit", "--target", "es2022", "--skipLibCheck", types)
    names = re.findall(r"^export (?:type|interface) (\w+)", types.read_text("utf-8"), re.MULTILINE)
    numbered = [name for name in names if name.rstrip("0123456789") != name and name.rstrip("0123456789") in names]
    print(f"TypeScript: {len(names)} types pass tsc --strict, {len(numbered)} of them numbered")
    _expect(len(numbered) <= MOST_DUPLICATES, *numbered)


def _pydantic(schema: Schema, tools: Tools) -> None:
    path = _write(tools, "qmp.full.json", json_text(json_schema(schema)))
    words = ["--input-file-type", "jsonschema", "--output-model-type", "pydantic_v2.BaseModel"]
    tools.python("datamodel-codegen", "--input", path, *words, "--output", tools.folder / "qmp.py")
    script = _write(tools, "try_qmp.py", _PYDANTIC)
    counts = [int(each) for each in tools.python("python", script, tools.folder).split()]
    print(f"Pydantic: the module is imported; a wrong key gives {counts} errors")
    _expect(len(counts) == 3 and max(counts) <= MOST_ERRORS, f"at most {MOST_ERRORS} were expected")


def _openrpc(schemas: dict[str, Schema], tools: Tools) -> None:
    files = [
        _write(tools, f"{name}.openrpc.json", json_text(openrpc(schema, tuple(schema.definitions.values()))))
        for name, schema in schemas.items()
    ]
    tools.script(_OPENRPC, *files)
    print(f"OpenRPC: {len(files)} documents are valid")


def _write(tools: Tools, name: str, text: str) -> Path:
    path = tools.folder / name.replace(" ", "-")
    path.write_text(text, "utf-8")
    return path


def _expect(is_so: bool, *words: str) -> None:
    if not is_so:
        raise SystemExit("\n".join(words))


if __name__ == "__main__":
    raise SystemExit(main())
