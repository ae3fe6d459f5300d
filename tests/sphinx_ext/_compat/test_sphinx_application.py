"""What Sphinx's application knows of domains, listeners and names in ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_qapi.sphinx_ext._compat.sphinx_application import has_domain, has_listeners, names_in_conf

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build


def test_domains_and_listeners_are_known(build: Build) -> None:
    app = build("", {"index.rst": "T\n=\n"}).app
    with contract(
        "Sphinx keeps domains in `app.registry.domains`",
        breaks="projects that also load QEMU's extension are not told to remove one of the two",
    ):
        assert has_domain(app, "qapi")
        assert not has_domain(app, "nosuch")
    with contract(
        "Sphinx keeps who listens to an event in `app.events.listeners`",
        breaks="`qapi-process-docstring` and `qapi-skip-definition` have no effect, or schemas are never cached",
    ):
        assert not has_listeners(app.events, "qapi-skip-definition")
        app.connect("qapi-skip-definition", lambda *_: None)
        assert has_listeners(app.events, "qapi-skip-definition")


def test_names_in_conf_are_known(build: Build) -> None:
    config = build("", {"index.rst": "T\n=\n"}, _mine=1).app.config
    with contract(
        "Sphinx keeps what `conf.py` defines in `config._raw_config`",
        breaks="misspelt settings are not told",
    ):
        assert "extensions" in names_in_conf(config)
