"""``python -m sphinx_qapi``, the same as ``sphinx-qapi``."""

from __future__ import annotations

from sphinx_qapi.cli.program import run

run()
