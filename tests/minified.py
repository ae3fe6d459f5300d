"""Scripts as pages load them: those of ``sphinx_ext/scripts``, which are read and edited, as terser shortens them.

``make scripts`` writes them into ``sphinx_ext/static/qapi``, and a list of digests, by which a test without terser sees
that each belongs to its source. Names that files share are kept, for each is made on its own.
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
"""Where make puts it, in the version that is named there."""
_RUN = """
const { minify } = require(process.argv[1]), scripts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const options = { ecma: 2020, compress: { passes: 3 } };
Promise.all(Object.entries(scripts).map(async ([name, code]) => [name, (await minify(code, options)).code]))
  .then(made => console.log(JSON.stringify(Object.fromEntries(made))));
"""


def scripts_in(folder: Path) -> dict[str, str]:
    """The text of each script below *folder*, by its path from there."""
    paths = sorted(folder.rglob("*.js"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def minified() -> dict[str, str]:
    """What terser makes of each source, with a first line that says which one."""
    sources = json.dumps(scripts_in(SOURCES))
    done = subprocess.run([NODE, "-e", _RUN, str(TERSER)], input=sources, capture_output=True, text=True, check=True)
    return {name: f"//sphinx_qapi scripts/{name}\n{code}\n" for name, code in json.loads(done.stdout).items()}


def digests() -> str:
    """What the list of digests is to hold: a line for each source and for what is made of it, as of ``sha256sum``."""
    lines = (
        f"{hashlib.sha256(text.encode()).hexdigest()}  {folder.relative_to(SOURCES.parent).as_posix()}/{name}\n"
        for folder in (SOURCES, LOADED)
        for name, text in scripts_in(folder).items()
    )
    return "".join(lines)


def main() -> int:
    """Write the scripts that pages load, and the list; gives the exit status."""
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
