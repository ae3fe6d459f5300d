"""A page of a browser whose scripts have nothing to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page


@contextmanager
def silent(page: Page) -> Iterator[Page]:
    """Use *page*, close it, and see that its scripts said nothing."""
    messages: list[str] = []
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.on("console", lambda message: messages.append(message.text))
    yield page
    page.close()
    assert messages == []
