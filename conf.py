"""The project's docs; `make html` builds them from docs/."""

import sys
from pathlib import Path

from sphinx_qapi import __version__

sys.path.insert(0, str(Path(__file__).parent / "docs" / "_ext"))

project = "sphinx_qapi"
author = "The sphinx_qapi developers"
copyright = author
version = release = __version__

extensions = ["sphinx_qapi", "myst_parser", "catalogues"]
exclude_patterns = ["_ext"]
myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
nitpicky = True

qapi_schemas = {
    "Granary": {
        "path": "examples/granary/granary.json",
        "title": "Granary protocol",
        "release": "2.1",
        "output": "reference/granary",
    },
}

html_theme = "furo"
html_title = project
