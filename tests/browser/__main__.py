"""Use the example's site in Chromium and in Firefox, from files and over HTTP: ``make test-browsers``.

This takes two minutes and needs both browsers, Node.js, and the first time a network: it installs puppeteer, which
drives Debian's Firefox by WebDriver BiDi, while Playwright only knows a Firefox of its own. A line is printed for each
check that fails, and the number of those that hold.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from sphinx_qapi.cli.main import main as run
from tests.browser.served import served

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build/browsers"
DRIVER = "puppeteer-core@24"
BROWSERS = {"chrome": "chromium", "firefox": "firefox-esr"}
"""The driver's names for the browsers, and the commands that start them on Debian."""


def main() -> int:
    """Run the checks in the browsers asked for; the exit status is 0 if all hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("browser", nargs="*", choices=[[], *BROWSERS], help="browsers to use (default: all)")
    wanted = parser.parse_args().browser or list(BROWSERS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not (FOLDER / "node_modules").exists():
        words = ["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(FOLDER), DRIVER]
        subprocess.run(words, check=True)
    schema = f"Granary={ROOT / 'examples/granary/granary.json'}"
    if run(["build", schema, "-o", str(FOLDER / "site"), "--theme", "furo"]):
        return 1
    site = FOLDER / "site/html"
    script = FOLDER / "features.mjs"  # next to the modules that it imports
    shutil.copy(Path(__file__).with_name("features.mjs"), script)
    failed = 0
    with served(site) as over_http:
        for browser in wanted:
            path = shutil.which(BROWSERS[browser])
            if path is None:
                raise SystemExit(f"no {BROWSERS[browser]}")
            for address in (site.as_uri(), over_http):
                failed += subprocess.run(["node", str(script), browser, path, address], check=False).returncode
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
