"""Which pages stand for all: one of each kind, found by what the pages say they are, so that a new kind cannot be forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from built import BuiltSite

WRITTEN = "narrative"
"""Written by hand, each in its own way: each stands for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    kind: str
    site: BuiltSite
    url: str

    @property
    def name(self) -> str:
        return f"{self.kind} /{self.url}"


def kinds(site: BuiltSite) -> dict[str, list[Sample]]:
    """Kind -> the site's pages of it, the fullest first; the error page included."""
    found: dict[str, list[Sample]] = {}
    for url in _by_weight(site.folder.as_posix(), site):
        kind = _kind(site, url)
        found.setdefault(kind, []).append(Sample(kind=kind, site=site, url=url))
    return found


@cache
def _by_weight(_folder: str, site: BuiltSite) -> tuple[str, ...]:
    return tuple(sorted((*site.pages, "404.html"), key=lambda url: (-site.path(url).stat().st_size, url)))


def _kind(site: BuiltSite, url: str) -> str:
    """As the page's body says it."""
    start = site.path(url).read_text(encoding="utf-8").partition('<body class="page-')[2]
    return start.partition('"')[0]


def samples(sites: Sequence[BuiltSite]) -> list[Sample]:
    """The fullest page of each kind in the first site that has it, and every page written by hand."""
    found: dict[str, list[Sample]] = {}
    for site in sites:
        for kind, pages in kinds(site).items():
            found.setdefault(kind, pages if kind == WRITTEN else pages[:1])
    return [sample for pages in found.values() for sample in pages]


def others(site: BuiltSite, count: int) -> list[Sample]:
    """So many other pages of a site, the kinds taking turns, each from its fullest on."""
    rows = [pages[1:] for kind, pages in kinds(site).items() if kind != WRITTEN]
    turns = [pages[at] for at in range(max(map(len, rows))) for pages in rows if at < len(pages)]
    return turns[:count]
