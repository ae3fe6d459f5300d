"""Node.js: the installed one, or else the one that Playwright brings, so that tests of scripts are never skipped."""

from __future__ import annotations

import shutil

from playwright._impl._driver import compute_driver_executable

NODE: str = shutil.which("node") or compute_driver_executable()[0]
