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
        elsewhere = self._elsewhere
        path = frozenset(self._paths.get(page, ()))

        def link(entry: TreeLink, mark: str = "") -> str:
            if not entry.docname:
                return entry.link
            uri = self._builder.get_relative_uri(page, entry.docname) + entry.fragment
            return f'<a class="{mark}reference internal" href="{uri or "#"}"{entry.link}'

        def below(entries: list[TreeLink]) -> str:
            mark = "" if path.isdisjoint(entries) else ' class="current"'
            return f"<ul{mark}>\n{''.join(map(shown, entries))}</ul>\n"

        def rest(entry: TreeLink) -> str:
            return below(entry.entries) if entry.has_list else ""

        def shown(entry: TreeLink) -> str:
            if entry in path:
                mark = "current " if entry.docname == page and not entry.fragment else ""
                return f'{entry.item} current">{link(entry, mark)}{rest(entry)}</li>\n'
            if entry.docname == page:
                return f'{entry.item}">{link(entry)}{rest(entry)}</li>\n'
            if entry not in elsewhere:
                folded = "" if self._collapse else rest(entry)
                elsewhere[entry] = f'{entry.item}">{link(entry)}{folded}</li>\n'
            return elsewhere[entry]

        return "".join(part if isinstance(part, str) else below(part) for part in self._parts)

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
