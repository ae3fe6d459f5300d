"""Reads built sites as browsers and e-book readers do: ids, links within the site, and whether their targets exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class SitePage:
    """The ids of a page and the addresses of its links."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: SitePage) -> None:
        super().__init__()
        self._page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "id" in values:
            self._page.ids.append(values["id"] or "")
        if tag == "a" and values.get("href") is not None:
            self._page.links.append(values["href"] or "")


def read_site(folder: Path, ending: str = ".html") -> dict[Path, SitePage]:
    """All pages below *folder* whose files have that *ending*."""
    pages = {}
    for path in sorted(folder.rglob(f"*{ending}")):
        page = pages[path] = SitePage()
        _Reader(page).feed(path.read_text(encoding="utf-8"))
    return pages


def bad_ids(pages: dict[Path, SitePage]) -> list[str]:
    """Ids that are empty, contain white space, or occur several times on a page."""
    found = []
    for path, page in pages.items():
        found += [f"{path.name}: blank in {each!r}" for each in page.ids if not each or each.split() != [each]]
        found += [f"{path.name}: {count} times {each!r}" for each, count in Counter(page.ids).items() if count > 1]
    return found


def dead_links(pages: dict[Path, SitePage]) -> list[str]:
    """Links to pages or ids that do not exist; links to other sites are not followed."""
    ids = {path.resolve(): set(page.ids) for path, page in pages.items()}
    return [
        f"{path.name}: {link}"
        for path, page in pages.items()
        for link in dict.fromkeys(page.links)
        if not _lands(path, link, ids)
    ]


def _lands(page: Path, link: str, ids: dict[Path, set[str]]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
    if target.is_dir():
        target /= "index.html"
    if target not in ids:
        return target.is_file()
    fragment = unquote(parts.fragment)
    return not fragment or fragment in ids[target]


def links_of(pages: dict[Path, SitePage]) -> Iterator[str]:
    """All links of all pages."""
    for page in pages.values():
        yield from page.links
