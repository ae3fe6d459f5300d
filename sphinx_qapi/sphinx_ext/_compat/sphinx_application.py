"""What Sphinx' application knows of extensions and of conf.py: domains, who listens to an event, names that are set."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.events import EventManager


def has_domain(app: Sphinx, name: str) -> bool:
    """Whether an extension has registered a domain *name*."""
    return name in app.registry.domains


def names_in_conf(config: Config) -> Mapping[str, object]:
    """All that ``conf.py`` defines, whether it is a value of Sphinx' or not."""
    return config._raw_config  # noqa: SLF001


def has_listeners(events: EventManager, event: str) -> bool:
    """Whether anybody listens to *event*."""
    return bool(events.listeners.get(event))
