"""What Sphinx' application knows of extensions: domains that are registered, and who listens to an event."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.events import EventManager


def has_domain(app: Sphinx, name: str) -> bool:
    """Whether an extension has registered a domain *name*."""
    return name in app.registry.domains


def has_listeners(events: EventManager, event: str) -> bool:
    """Whether anybody listens to *event*."""
    return bool(events.listeners.get(event))
