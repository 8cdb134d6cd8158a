"""The page on accessibility says what the tests do: no more, no less, and for every plan."""

from __future__ import annotations

import itertools

import pytest

from built import BuiltSite, squeeze
from page_kinds import kinds
from plan import accessibility

URL = "kha-nang-tiep-can/"


@pytest.mark.parametrize("name", ["real_site", "small_site"])
def test_the_page_tells_each_fact(request: pytest.FixtureRequest, name: str) -> None:
    site: BuiltSite = request.getfixturevalue(name)
    text = squeeze(site.page(URL).xpath("//main")[0].text_content())
    told = [
        accessibility.STANDARD, f"axe-core {accessibility.AXE}", f"{len(accessibility.KINDS)} loại trang", f"{accessibility.OTHERS} trang khác",
        ", ".join(map(str, accessibility.WIDTHS)) + " px", " và ".join(accessibility.SCHEMES.values()), f"{accessibility.ZOOM}%",
        f"{accessibility.CONTRAST}:1", f"{accessibility.TARGET} px", f"{accessibility.MOTION} phần nghìn giây",
        *accessibility.KINDS.values(), *accessibility.STATES.values(),
    ]  # fmt: skip
    assert [fact for fact in told if fact not in text] == []


def test_every_kind_of_page_is_named(
    repo_site: BuiltSite, small_site: BuiltSite, amended_site: BuiltSite, moved_site: BuiltSite
) -> None:
    """A new kind must be given a name, and is then looked at."""
    found = set().union(*(kinds(site) for site in (repo_site, small_site, amended_site, moved_site)))
    assert found == set(accessibility.KINDS)


@pytest.mark.parametrize("name", ["repo_site", "small_site"])
def test_one_can_complain(request: pytest.FixtureRequest, name: str) -> None:
    """To the form where there is one, in any case by the page that tells the ways."""
    site: BuiltSite = request.getfixturevalue(name)
    links = site.page(URL).xpath("//h2[contains(., 'chỗ vướng')]/following-sibling::p//a/@href")
    assert any(link.endswith("dong-gop/") for link in links)
    assert any("issues/new" in link for link in links) == (name == "repo_site")


def test_english_is_marked(repo_site: BuiltSite) -> None:
    """Buttons of another site are read out in their own language. Names and what every office calls by its English name are not."""
    page = repo_site.page("dong-gop/")
    assert page.xpath("//main//*[@lang='en']/text()") == ["Propose changes", "Create pull request"]
    assert [url for url, other in repo_site.pages.items() if other.get("lang") != "vi"] == []
    unmarked = "//body//text()[contains(., 'pull request') or contains(., 'Propose')][not(ancestor::*[@lang='en'])]"
    assert [url for url, other in repo_site.pages.items() if other.xpath(unmarked)] == []


def test_headings_are_in_order(repo_site: BuiltSite, small_site: BuiltSite, amended_site: BuiltSite) -> None:
    """One of the first level, none skipped on the way down; tables named, heads of rows marked; one written in Markdown has no name."""
    for site in (repo_site, small_site, amended_site):
        for url, page in site.pages.items():
            levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
            assert levels.count(1) == 1, url
            assert levels[0] == 1, url
            assert all(below <= above + 1 for above, below in itertools.pairwise(levels)), url
            assert page.xpath("//tbody//th[not(@scope)]") == [], url
            tables = page.xpath("//table[not(caption) and not(ancestor::*[@aria-label]) and not(ancestor::body[@class='page-narrative'])]")
            assert tables == [], url
