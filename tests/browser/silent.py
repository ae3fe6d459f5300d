"""Browser pages whose scripts must not report anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page


@contextmanager
def silent(page: Page) -> Iterator[Page]:
    """Use *page*, close it, and assert that its scripts reported no error and wrote nothing to the console."""
    messages: list[str] = []
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("console", lambda message: messages.append(message.text))
    yield page
    page.close()
    assert messages == []
