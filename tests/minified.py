"""Make the scripts that pages load: the readable ones in ``sphinx_ext/scripts``, shortened by terser.

``make scripts`` writes them into ``sphinx_ext/static/qapi``, with a list of digests, from which a test without terser
sees that each belongs to its source. Each file is made on its own, so names that files share are kept.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from tests.nodejs import NODE

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "sphinx_qapi/sphinx_ext/scripts"
LOADED = ROOT / "sphinx_qapi/sphinx_ext/static/qapi"
DIGESTS = SOURCES / "SHA256SUMS"
TERSER = ROOT / "build/terser/node_modules/terser"
"""The folder into which make installs terser, in the version that the Makefile names."""
_RUN = """
const { minify } = require(process.argv[1]), scripts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const options = { ecma: 2020, compress: { passes: 3 } };
Promise.all(Object.entries(scripts).map(async ([name, code]) => [name, (await minify(code, options)).code]))
  .then(made => console.log(JSON.stringify(Object.fromEntries(made))));
"""


def scripts_in(folder: Path) -> dict[str, str]:
    """The text of each script below *folder*, by its path relative to it."""
    paths = sorted(folder.rglob("*.js"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def minified() -> dict[str, str]:
    """The result of terser for each source, by path; its first line names the source."""
    sources = json.dumps(scripts_in(SOURCES))
    done = subprocess.run([NODE, "-e", _RUN, str(TERSER)], input=sources, capture_output=True, text=True, check=True)
    return {name: f"//sphinx_qapi scripts/{name}\n{code}\n" for name, code in json.loads(done.stdout).items()}


def digests() -> str:
    """The content of the list of digests: one line for each source and each result, as ``sha256sum`` writes them."""
    lines = (
        f"{hashlib.sha256(text.encode()).hexdigest()}  {folder.relative_to(SOURCES.parent).as_posix()}/{name}\n"
        for folder in (SOURCES, LOADED)
        for name, text in scripts_in(folder).items()
    )
    return "".join(lines)


def main() -> int:
    """Write the scripts that pages load and the list of digests; return the exit status."""
    made = minified()
    for name in scripts_in(LOADED).keys() - made.keys():
        (LOADED / name).unlink()
    for name, text in made.items():
        (LOADED / name).parent.mkdir(parents=True, exist_ok=True)
        (LOADED / name).write_text(text, "utf-8")
    DIGESTS.write_text(digests(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
