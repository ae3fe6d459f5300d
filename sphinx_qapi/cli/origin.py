"""The source that the package was installed from, so that projects begun by `init` install the same package."""

from __future__ import annotations

import json
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

DISTRIBUTION = "sphinx-qapi"


def requirement() -> str:
    """The requirement by which pip installs this package: its name, with the address it came from if that is noted.

    By PEP 610, an installer notes the address of a package unless it came from an index. For a clone with a public
    remote, the address is the remote's; other local folders can only be installed on this machine.
    """
    url, commit = _noted()
    if not url:
        return DISTRIBUTION
    if url.startswith("file:"):
        url = _remote(Path(unquote(urlsplit(url).path))) or url
    elif commit:
        url = f"git+{url}@{commit}"
    return f"{DISTRIBUTION} @ {url}"


def is_local(requirement: str) -> bool:
    """Whether *requirement* can be installed on this machine only."""
    return "file:" in requirement


def _noted() -> tuple[str, str]:
    """The address that the installer noted, and the commit if it is a repository; each empty if not noted."""
    try:
        noted: Any = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError, OSError):
        return "", ""
    if not isinstance(noted, dict):
        return "", ""
    return str(noted.get("url", "")), str(noted.get("vcs_info", {}).get("commit_id", ""))


def _remote(folder: Path) -> str:
    """The address of the commit that is checked out in *folder*, if others can fetch it; else empty."""
    if not (folder / ".git").exists():
        return ""
    url = _git(folder, "remote", "get-url", "origin")
    commit = _git(folder, "rev-parse", "HEAD")
    is_public = url.startswith(("https://", "http://")) and _git(folder, "branch", "--remotes", "--contains", commit)
    return f"git+{url}@{commit}" if is_public else ""


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if not done.returncode else ""
