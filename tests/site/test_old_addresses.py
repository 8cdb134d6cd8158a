"""After everything was renamed, every old address answers, read as files: without a script, without a server."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest

from built import SITE_URL, BuiltSite, squeeze
from renamed import GONE, ONCE, RENAMED, WHY, before

BASE = "https://site.invalid/"


def leads_to(url: str, link: str) -> str:
    """A link of a page as an address of the site."""
    return urljoin(BASE + url, link).removeprefix(BASE)


def stands(site: BuiltSite, address: str) -> bool:
    """There is a file, and on it what the fragment means."""
    page, _, point = address.partition("#")
    return site.path(page).is_file() and (not point or bool(site.page(page).xpath("//*[@id=$point]", point=point)))


def sent_to(site: BuiltSite, url: str) -> str | None:
    found = site.page(url).xpath("/html/head/meta[@http-equiv='refresh']/@content")
    return leads_to(url, found[0].removeprefix("0; url=")) if found else None


OLD = [line for line in before() if "/" in line]
PAGES = [line for line in OLD if line.endswith("/")]
POINTS = [line for line in OLD if "#" in line]
FILES = [line for line in OLD if "#" not in line and not line.endswith("/")]


@pytest.mark.parametrize("url", PAGES)
def test_an_old_page_is_there_or_says_where_it_went(moved_site: BuiltSite, url: str) -> None:
    page = moved_site.page(url)
    if page.body.get("class") != "page-moved":
        return
    assert page.xpath("/html/head/meta[@name='robots']/@content") == ["noindex"]
    links = {leads_to(url, link) for link in page.xpath("//main//a/@href")}
    forward = sent_to(moved_site, url)
    assert links
    assert all(stands(moved_site, link) for link in links)
    assert WHY in squeeze(page.xpath("//main")[0].text_content())
    canonical = page.xpath("/html/head/link[@rel='canonical']/@href")
    if forward:
        assert forward in links
        assert {link.partition("#")[0] for link in links} == {forward}
        assert canonical == [SITE_URL + forward]
    else:
        assert canonical == []


@pytest.mark.parametrize("address", POINTS)
def test_an_old_fragment_leads_to_its_words_or_says_where_they_are(moved_site: BuiltSite, address: str) -> None:
    page, _, point = address.partition("#")
    found = moved_site.page(page).xpath("//*[@id=$point]", point=point)
    assert len(found) == 1
    element = found[0]
    if element.tag == "li" and element.get("class") is None and address in GONE:
        assert squeeze(element.text_content()).startswith("2.1.8 không còn.")
    elif element.get("class") == "moved" or (element.tag == "li" and element.get("class") is None):
        links = [leads_to(page, link) for link in element.xpath(".//a/@href")]
        assert len(links) == 1
        assert stands(moved_site, links[0])
        assert "nay" in element.text_content()


def test_each_way_of_answering_is_used(moved_site: BuiltSite) -> None:
    """Beside the new place on the same page, at the end of a page that stayed, on the page in place of one that went."""
    near = moved_site.page("toan-van/").xpath("//*[@id='2-1-9']")[0]
    assert near.xpath("following-sibling::*[@data-provision][1]/@data-provision") == ["2.1.4"]
    assert [leads_to("toan-van/", link) for link in near.xpath(".//a/@href")] == ["toan-van/#2-1-4"]
    assert moved_site.page("toan-van/").xpath("//section[@class='went']//li/@id") == ["2-1-8"]
    assert moved_site.page("thuat-ngu/").xpath("//*[@id='do-ngang']/ancestor::*[@id][1]/@id") == ["do"]
    assert moved_site.page("co-quan/").xpath("//*[@id='cac-co-quan']/..//@id")[:1] == ["moi-co-quan"]
    assert moved_site.page("thoi-han/").xpath("//section[@id='han-sua-ben-cu']/preceding-sibling::*[1]/@id") == ["han-sua-ben"]
    assert moved_site.page("nhiem-vu/cu/").xpath("//main//li/@id") == ["2-1-9", "3-1-1"]


def test_readers_are_sent_on_only_where_one_page_has_it_all(moved_site: BuiltSite) -> None:
    assert sent_to(moved_site, "co-quan/so-duong-thuy/") == "co-quan/so-song-nuoc/"
    assert sent_to(moved_site, "co-quan/so-duong-thuy/gach-2/") == "co-quan/so-song-nuoc/gach-2/"
    assert sent_to(moved_site, "nhiem-vu/cu/") is None
    assert sent_to(moved_site, "nhiem-vu/ben-do-an-toan/") is None  # one of its provisions is no more


@pytest.mark.parametrize("address", FILES)
def test_an_old_file_is_there(moved_site: BuiltSite, address: str) -> None:
    assert moved_site.path(address).is_file() == (address not in GONE)


def test_a_followed_calendar_goes_on(moved_site: BuiltSite) -> None:
    old, new = (moved_site.path(f"lich/{name}.ics").read_bytes() for name in ("so-duong-thuy", "so-song-nuoc"))
    assert old == new
    assert b"BEGIN:VEVENT" in new


def test_wording_stays_alone_beside_a_note(moved_site: BuiltSite) -> None:
    rows = {row["id"]: row for row in json.loads(moved_site.path("api/v1/plan.json").read_text("utf-8"))["provisions"]}
    for page in ("toan-van/", "nhiem-vu/ben-do/"):
        for element in moved_site.page(page).xpath("//*[@data-provision]"):
            assert squeeze(element.text_content()) == rows[element.get("data-provision")]["text"]


def test_what_moved_is_not_listed(moved_site: BuiltSite) -> None:
    """Neither for machines nor for readers: no page but the old ones themselves leads to an old page."""
    listed = moved_site.path("sitemap.xml").read_text("utf-8")
    assert urlsplit(SITE_URL).netloc in listed
    moved = {url for url, page in moved_site.pages.items() if page.body.get("class") == "page-moved"}
    assert len(moved) >= 8
    for url in moved:
        assert f"{SITE_URL}{url}<" not in listed
    for url, page in moved_site.pages.items():
        assert not {leads_to(url, link) for link in page.xpath("//a/@href")} & (moved - {url})


def test_reasons_are_words(moved_site: BuiltSite) -> None:
    """What an editor wrote is neither markup nor an attribute."""
    html = moved_site.path("co-quan/so-duong-thuy/").read_text("utf-8")
    assert "<b>khó" not in html
    assert lxml.html.document_fromstring(html).xpath("//meta[@name='description']/@content") == [WHY]


def test_the_ids_renamed_are_told_in_data(moved_site: BuiltSite) -> None:
    data = moved_site.path("api/v1/plan.json").read_text("utf-8")
    old = {row["old"] for row in json.loads(data)["redirects"]}
    assert {"header.motto", "2.1.8", "2.1.9"} <= old
    for name in RENAMED:
        assert any(re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", line) for line in old), name
    assert set(ONCE) - old == set()
