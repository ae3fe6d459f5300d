"""Browser pages whose scripts must not report anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page


@contextmanager
def silent(page: Page, *, console: bool = True) -> Iterator[Page]:
    """Use *page*, close it, and assert that its scripts reported no error.

    With *console*, nothing may be written to the console either; the browser itself also writes there when a resource
    cannot be loaded.
    """
    messages: list[str] = []
    page.on("pageerror", lambda error: messages.append(str(error)))
    if console:
        page.on("console", lambda message: messages.append(message.text))
    yield page
    page.close()
    assert not messages, f"scripts reported: {messages}"
