"""What Sphinx's application knows of extensions and conf.py: domains, listeners of events, and names that are set."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.events import EventManager


def has_domain(app: Sphinx, name: str) -> bool:
    """Whether an extension has registered the domain *name*."""
    return name in app.registry.domains


def names_in_conf(config: Config) -> Mapping[str, object]:
    """All names that ``conf.py`` defines with their values, whether Sphinx knows them or not."""
    return config._raw_config  # noqa: SLF001


def has_listeners(events: EventManager, event: str) -> bool:
    """Whether anything listens to *event*."""
    return bool(events.listeners.get(event))
