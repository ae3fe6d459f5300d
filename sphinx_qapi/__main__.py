"""``python -m sphinx_qapi`` is ``sphinx-qapi``."""

from __future__ import annotations

import sys

from sphinx_qapi.cli.main import main

sys.exit(main())
