"""Node.js: the installed one, or else the one that Playwright brings, so that tests of scripts are rarely skipped."""

from __future__ import annotations

import shutil
import subprocess

from playwright._impl._driver import compute_driver_executable

NODE: str = shutil.which("node") or compute_driver_executable()[0]


def why_not() -> str | None:
    """The reason why `NODE` cannot be started; None if it can."""
    try:
        done = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error.strerror)
    return None if done.returncode == 0 else done.stderr.strip().rpartition("\n")[2]
