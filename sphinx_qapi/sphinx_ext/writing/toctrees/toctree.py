"""A tree of contents that is assembled for any page."""

from __future__ import annotations

from sphinx.builders import Builder

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import Parts, TreeLink, UnusualTreeError, has_own_rules, lists


class ContentsTree:
    """The tree of a project for one set of a theme's options.

    *parts* come from one page, with nothing folded or left out. Entries deeper than *depths*, one number for each list,
    are not shown; with *collapse*, neither are those below entries that do not lead to the page. Raises
    UnusualTreeError if a document occurs twice.
    """

    def __init__(self, builder: Builder, parts: Parts, depths: list[int], *, collapse: bool) -> None:
        self._builder = builder
        self._collapse = collapse
        self._parts = parts
        self._paths: dict[str, tuple[TreeLink, ...]] = {}
        self._plain: dict[str, bool] = {}
        self._elsewhere: dict[TreeLink, str] = {}
        """The HTML, for pages in the current folder, of entries that do not lead to the page."""
        self._folder = ""
        for entries, depth in zip(lists(parts), depths, strict=True):
            self._note_paths(entries, (), depth)

    def html(self, page: str) -> str:
        """The tree as *page* shows it."""
        folder = self._builder.get_target_uri(page).rpartition("/")[0]
        if folder != self._folder:  # links from another folder have other addresses
            self._folder, self._elsewhere = folder, {}
        path = frozenset(self._paths.get(page, ()))
        return _TreeOfPage(self._builder, page, path, self._elsewhere, collapse=self._collapse).html(self._parts)

    def level(self, page: str) -> int:
        """Depth of *page* in the tree, from 1; 0 if it is not in the tree."""
        return len(self._paths.get(page, ()))

    def is_plain(self, page: str) -> bool:
        """Whether Sphinx has no special rules for *page* or a page above it."""
        return all(self._has_no_rules(entry.docname) for entry in self._paths.get(page, ()))

    def _has_no_rules(self, docname: str) -> bool:
        if docname not in self._plain:
            self._plain[docname] = not has_own_rules(self._builder.env, docname)
        return self._plain[docname]

    def _note_paths(self, entries: list[TreeLink], above: tuple[TreeLink, ...], depth: int) -> None:
        """Note the paths to pages, and remove entries that are too deep; pages among these keep their paths.

        Sphinx marks what is above such pages as current, too.
        """
        for entry in entries:
            path = (*above, entry)
            if entry.docname and not entry.fragment and self._paths.setdefault(entry.docname, path) is not path:
                raise UnusualTreeError(f"{entry.docname} is listed twice")
            self._note_paths(entry.entries, path, depth)
            if len(path) == depth:
                entry.entries, entry.has_list = [], False


class _TreeOfPage:
    """The tree as *page* shows it; *path* leads to the page, and *elsewhere* has the HTML of other entries, or gets it.

    Functions within a function would say the same more shortly, but call each other, and so would be garbage in cycles.
    """

    def __init__(
        self, builder: Builder, page: str, path: frozenset[TreeLink], elsewhere: dict[TreeLink, str], *, collapse: bool
    ) -> None:
        self._builder = builder
        self._page = page
        self._path = path
        self._elsewhere = elsewhere
        self._collapse = collapse

    def html(self, parts: Parts) -> str:
        """The HTML of *parts*."""
        return "".join(part if isinstance(part, str) else self._list(part) for part in parts)

    def _list(self, entries: list[TreeLink]) -> str:
        mark = "" if self._path.isdisjoint(entries) else ' class="current"'
        return f"<ul{mark}>\n{''.join(map(self._item, entries))}</ul>\n"

    def _item(self, entry: TreeLink) -> str:
        if entry in self._path:
            mark = "current " if entry.docname == self._page and not entry.fragment else ""
            return f'{entry.item} current">{self._link(entry, mark)}{self._below(entry)}</li>\n'
        if entry.docname == self._page:
            return f'{entry.item}">{self._link(entry)}{self._below(entry)}</li>\n'
        if entry not in self._elsewhere:
            folded = "" if self._collapse else self._below(entry)
            self._elsewhere[entry] = f'{entry.item}">{self._link(entry)}{folded}</li>\n'
        return self._elsewhere[entry]

    def _below(self, entry: TreeLink) -> str:
        return self._list(entry.entries) if entry.has_list else ""

    def _link(self, entry: TreeLink, mark: str = "") -> str:
        if not entry.docname:
            return entry.link
        uri = self._builder.get_relative_uri(self._page, entry.docname) + entry.fragment
        return f'<a class="{mark}reference internal" href="{uri or "#"}"{entry.link}'
