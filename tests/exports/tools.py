"""The external programs that exports are checked with, installed into a folder of their own when first needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NODE = ("json-schema-to-typescript@15", "typescript@5", "@open-rpc/schema-utils-js@2")
PYTHON = ("check-jsonschema", "datamodel-code-generator", "pydantic>=2")


class Tools:
    """The programs in *folder*."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._node = self.folder / "node_modules/.bin"
        self._python = self.folder / "venv/bin"

    def install(self) -> None:
        """Install the programs that are missing; needs a network."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._node.exists():
            (self.folder / "package.json").write_text("{}", "utf-8")
            _run(["npm", "install", "--silent", "--no-fund", "--no-audit", *NODE], self.folder)
        if not (self._python / "datamodel-codegen").exists():
            _run([sys.executable, "-m", "venv", "venv"], self.folder)
            _run([self._python / "pip", "install", "--quiet", *PYTHON], self.folder)

    def node(self, program: str, *words: str | Path) -> str:
        """Return the output of a Node.js program."""
        return _run([self._node / program, *words], self.folder)

    def script(self, text: str, *words: str | Path) -> str:
        """Return the output of a Node.js script, given as its text."""
        path = self.folder / "script.js"
        path.write_text(text, "utf-8")
        return _run(["node", path, *words], self.folder)

    def python(self, program: str, *words: str | Path) -> str:
        """Return the output of a Python program."""
        return _run([self._python / program, *words], self.folder)


def _run(words: Sequence[str | Path], folder: Path) -> str:
    run = subprocess.run(list(map(str, words)), cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"$ {' '.join(map(str, words))[:300]}\n{run.stdout[-3000:]}{run.stderr[-3000:]}")
    return run.stdout
