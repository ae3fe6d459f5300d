"""The configuration of the project's docs; `make html` builds them from docs/."""

import sys
from importlib.metadata import metadata
from pathlib import Path

from sphinx_qapi import __version__

sys.path.insert(0, str(Path(__file__).parent / "docs" / "_ext"))

about = metadata("sphinx-qapi")
"""The metadata from pyproject.toml."""
addresses = dict(each.split(", ", 1) for each in about.get_all("Project-URL") or [])

project = "sphinx_qapi"
author = copyright = about["Author"]
version = release = __version__

extensions = ["sphinx_qapi", "myst_parser", "catalogues"]
exclude_patterns = ["_ext", "_static"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
nitpicky = True

qapi_schemas = {
    "Granary": {
        "path": "examples/granary/granary.json",
        "title": "Granary protocol",
        "release": "2.1",
        "history": "examples/granary/history.jsonl",
        "output": "reference/granary",
    },
}

html_theme = "furo"
html_title = project
html_baseurl = addresses.get("Documentation", "")
if "Source" in addresses:
    html_theme_options = {
        "source_repository": addresses["Source"],
        "source_branch": "main",
        "source_directory": "docs/",
    }
html_static_path = ["docs/_static"]
html_css_files = ["docs.css"]
