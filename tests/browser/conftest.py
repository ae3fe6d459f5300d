"""The example's site, to look at with a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's site, in the theme of the docs."""
    folder = tmp_path_factory.mktemp("site")
    schema = ROOT / "examples" / "granary" / "granary.json"
    assert main(["build", f"Granary={schema}", "-o", str(folder), "--theme", "furo", "-W"]) == 0
    return folder / "html"
