"""What a page weighs on the wire: gzip -6 as servers send it, every file it asks for counted, fonts too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from built import BuiltSite
from plan import form
from serving import weight

MARKUP, WHOLE, STYLES, SCRIPTS, FONTS = 8_000, 60_000, 17_000, 27_000, 45_000
"""Bytes an ordinary page may take: its HTML; with all it asks for; and of each sort."""
LONGEST = {
    "text": 34_500, "edition": 16_000, "area": 15_200, "register": 14_000, "home": 12_500, "glossary": 12_000, "agency": 11_000,
    "group": 11_000, "nguoi-dan/": 10_800, "az": 10_000, "matrix": 9_000,
}  # fmt: skip
"""What is long because the words themselves are, by kind of page or address: whole texts, lists of everything, the provisions of a
large task area each with its prefilled report (the wording again, in an address), every icon there is. Any other page is ordinary."""
TABLE = {"register": 12_000}
"""What the one page that computes needs more: its script and its style sheet."""
SITES = [pytest.param("real_site", id="alone"), pytest.param("repo_site", id="with a repository")]


def kind(site: BuiltSite, url: str) -> str:
    return next(name for name in site.page(url).body.get("class").split() if name.startswith("page-")).removeprefix("page-")


def assets(site: BuiltSite, url: str) -> list[Path]:
    """Every file a browser fetches for a page, at most: what its head names, and what the style sheets name."""
    page, here = site.page(url), site.path(url).parent
    named = page.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //script/@src | //img/@src")
    found = {(here / address).resolve() for address in named}
    for sheet in [path for path in found if path.suffix == ".css"]:
        found |= {(sheet.parent / address).resolve() for address in re.findall(r'url\("?([^")]+)"?\)', sheet.read_text("utf-8"))}
    return sorted(found)


def room(site: BuiltSite, url: str) -> int:
    """Bytes of HTML a page may take."""
    return LONGEST.get(url) or LONGEST.get(kind(site, url), MARKUP)


@pytest.mark.parametrize("name", SITES)
def test_what_every_page_weighs(name: str, request: pytest.FixtureRequest) -> None:
    """Whatever an ordinary page needs comes within 60 kB; a long page may take more by as much as its markup is longer, and no more."""
    site: BuiltSite = request.getfixturevalue(name)
    urls = [url for url in site.pages if url != form.URL]
    for url in urls:
        markup, others = weight(site.path(url)), sum(map(weight, assets(site, url)))
        assert markup <= room(site, url), url
        assert markup + others <= WHOLE + room(site, url) - MARKUP + TABLE.get(kind(site, url), 0), (url, markup, others)
    assert sum(weight(site.path(url)) <= MARKUP for url in urls) > len(urls) * 2 / 3


@pytest.mark.parametrize(("suffix", "most"), [(".css", STYLES), (".js", SCRIPTS), (".woff2", FONTS)])
def test_what_the_parts_of_every_page_weigh(real_site: BuiltSite, suffix: str, most: int) -> None:
    for url in real_site.pages:
        if url != form.URL:
            assert 0 < sum(weight(path) for path in assets(real_site, url) if path.suffix == suffix) <= most, url


def test_every_asset_is_asked_for(repo_site: BuiltSite) -> None:
    """No source map, no font, script, sheet or picture that no page or script names; licences stand beside what they license."""
    written = [path for path in repo_site.folder.rglob("*") if path.suffix in (".html", ".css", ".js")]
    texts = "\n".join(path.read_text("utf-8") for path in written if path.is_relative_to(repo_site.folder / "assets") or path.suffix == ".html")
    for path in sorted((repo_site.folder / "assets").rglob("*")):
        assert path.suffix != ".map"
        if path.is_file() and path.parent.name != "licences" and not path.name.endswith("OFL.txt"):  # a licence goes with what it is for
            assert path.name in texts or re.sub(r"\d+", "", path.stem) in texts, path
    assert "sourceMappingURL" not in texts
