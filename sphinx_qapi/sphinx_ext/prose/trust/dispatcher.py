"""Look-up of directives and roles in untrusted comments, by Sphinx's own means to change docutils' look-up."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from types import ModuleType
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive, roles
from docutils.utils import Reporter, unescape
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import CustomReSTDispatcher

from sphinx_qapi.sphinx_ext.prose.trust.allowed import (
    COUNTS,
    DIRECTIVES,
    OPTIONS,
    OWN_DOMAIN,
    ROLE_MODULES,
    ROLE_PACKAGES,
    SOURCES,
)
from sphinx_qapi.sphinx_ext.prose.trust.left_out_warning import warn_left_out

_EXTERNAL = re.compile(r"external(?:\+[^:]+)?:")
"""Prefix of intersphinx's roles, which look names up in other projects, as configured."""
_PLAIN_NAME = re.compile(r"[\w .:-]+")
"""A name that LaTeX can use as a label without escapes."""
_LARGE_COUNT = re.compile(r"[1-9]\d{4}")


class UntrustedMarkup(CustomReSTDispatcher):
    """While this context is entered, directives and roles that are not allowed are replaced by ones that only warn."""

    def __init__(self, env: BuildEnvironment, more: Collection[str]) -> None:
        """*more* are the directives that the project allows in addition, and roles, written with colons around."""
        super().__init__()
        self._env = env
        self._more = more

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[nodes.system_message]]:
        """Return the directive, or one that only warns if it is not allowed; None if there is none of that name."""
        found, messages = super().directive(directive_name, language_module, document)
        name = directive_name.lower()
        translated: dict[str, str] = getattr(language_module, "directives", {})
        names = {name, translated.get(name, name)}
        if found is None or names & {*self._more}:
            return found, messages
        if name.startswith(OWN_DOMAIN):
            return found, messages
        if translated.get(name, name) not in DIRECTIVES:
            return _refused_directive(directive_name), messages
        return _checked_directive(found), messages

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[Any, list[nodes.system_message]]:
        """Return the role, or one that only warns if it is not allowed; None if there is none of that name."""
        found, messages = super().role(role_name, language_module, lineno, reporter)
        name = _EXTERNAL.sub("", role_name.lower())
        is_allowed = not name or f":{name}:" in self._more  # no name: the default role, which our reader has chosen
        if found is None or is_allowed or _is_harmless(self._implementation(name, found)):
            return found, messages
        return _refused_role(role_name), messages

    def _implementation(self, name: str, found: object) -> object:
        """The implementation of the role *name*: that of its domain, if it has one, where *found* is only a wrapper."""
        prefix, colon, rest = name.partition(":")
        places = [(prefix, rest)] if colon else [(self._env.temp_data.get("default_domain"), name), ("std", name)]
        for place, word in places:
            try:
                domain = self._env.get_domain(getattr(place, "name", place)) if place else None
            except ExtensionError:
                continue
            if domain is not None and word in domain.roles:
                return domain.roles[word]
        return found


def _is_harmless(role: object) -> bool:
    """Whether *role* makes nodes that can be checked, from its text alone."""
    if isinstance(role, roles.CustomRole):  # ``.. role::`` of the project
        return _is_harmless(role.base_role)
    if role is roles.raw_role or getattr(role, "nodeclass", None) is addnodes.download_reference:
        return False
    module = str(getattr(role, "__module__", ""))
    return module in ROLE_MODULES or module.startswith(ROLE_PACKAGES)


def _refused_role(name: str) -> Callable[..., tuple[list[nodes.Node], list[nodes.system_message]]]:
    def run(_name: str, rawtext: str, text: str, lineno: int, inliner: Any, *_more: Any, **_options: Any) -> Any:
        warn_left_out(f'the role "{name}"', *inliner.reporter.get_source_and_line(lineno))
        words = unescape(text)
        return [nodes.literal(rawtext, words)], []

    return run


def _refused_directive(name: str) -> type[Directive]:
    class Refused(Directive):
        """A refused directive: accepts any arguments and content, warns, and makes no nodes."""

        optional_arguments = 1
        final_argument_whitespace = True
        has_content = True

        def run(self) -> list[nodes.Node]:
            warn_left_out(f'the directive "{name}"', *_place(self))
            return []

    return Refused


def _checked_directive(directive: Any) -> Any:
    """*directive*, wrapped to drop the options that untrusted comments may not use; unchanged if it is one of ours."""
    is_ours = not isinstance(directive, type) or directive.__module__.startswith("sphinx_qapi.")
    return directive if is_ours else _checked(directive)


@lru_cache(maxsize=100)
def _checked(directive: Any) -> Any:
    def run(self: Any) -> list[nodes.Node]:
        refused = [name for name, value in self.options.items() if not _is_allowed(name, value)]
        for name in refused:
            warn_left_out(f'the option "{name}" of "{self.name}"', *_place(self))
            del self.options[name]
        if SOURCES.intersection(refused):
            return []
        found: list[nodes.Node] = directive.run(self)
        return found

    return type(directive.__name__, (directive,), {"run": run})


def _is_allowed(option: str, value: object) -> bool:
    if option in ("label", "name"):
        return bool(_PLAIN_NAME.fullmatch(str(value)))
    if option in COUNTS and _LARGE_COUNT.search(str(value)):
        return False
    # For ``:figwidth: image`` docutils opens the picture to find its width.
    return option in OPTIONS and (option, value) != ("figwidth", "image")


def _place(directive: Directive) -> tuple[str | None, int | None]:
    place: tuple[str | None, int | None] = directive.state_machine.get_source_and_line(directive.lineno)
    return place
