"""The inventory and the search index, which Sphinx writes in every build: files that would be the same are left."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import sphinx
from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from sphinx_qapi.source.digests import digest
from sphinx_qapi.sphinx_ext.loading.cache_files import digest_of_file


class LeftIndexes(NamedTuple):
    """Both files as a build has left them."""

    made_of: str = ""
    """Digest of all objects, with what the files say of each."""
    inventory: str = ""
    """Digest of the inventory."""
    search: str = ""
    """Digest of the search index; empty if the pages in it are not those of now."""

    def has_inventory(self, builder: StandaloneHTMLBuilder, made_of: str) -> bool:
        """Whether the inventory is there, and the one that *builder* would make of *made_of*."""
        return made_of == self.made_of and _inventory(builder) == self.inventory

    def has_search(self, builder: StandaloneHTMLBuilder, made_of: str) -> bool:
        """Whether the search index is there, and the one that *builder*, which writes no pages, would make."""
        return bool(self.search) and made_of == self.made_of and _search(builder) == self.search


def left_by(builder: StandaloneHTMLBuilder, made_of: str) -> LeftIndexes:
    """The files that *builder* has just made of *made_of*."""
    return LeftIndexes(made_of, _inventory(builder), _search(builder))


def all_objects(builder: StandaloneHTMLBuilder) -> str:
    """Digest of the objects of all domains, and of what addresses in the inventory are made of."""
    config = builder.config
    settings = (
        sphinx.__version__,
        builder.name,
        config.project,
        config.version,
        config.html_file_suffix,
        config.html_link_suffix,
    )
    return digest(repr((settings, [(each.name, sorted(each.get_objects())) for each in builder.env.domains.values()])))


def _inventory(builder: StandaloneHTMLBuilder) -> str:
    return digest_of_file(Path(builder.outdir, INVENTORY_FILENAME))


def _search(builder: StandaloneHTMLBuilder) -> str:
    return digest_of_file(Path(builder.outdir, builder.searchindex_filename))
