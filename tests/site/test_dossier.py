"""The page of an agency answers what, with whom, by when, on what basis; and every page tells what became of whom it names."""

from __future__ import annotations

import gzip
from dataclasses import replace

import lxml.html
import pytest

from built import BuiltSite, squeeze
from plan import Plan, published
from plan.duties import dossier, succession
from plan.model import Agency
from plan.pages import Site

PARTS = ["phan-trach-nhiem", "phan-viec-khac", "phan-noi-khac", "phan-thoi-han", "phan-can-cu", "phan-mang-ve"]


def test_the_parts_stand_in_order(real_site: BuiltSite, real: Plan) -> None:
    for agency in real.agencies:
        page = real_site.page(agency.url)
        ids = [found for found in page.xpath("//h2/@id") if found in PARTS]
        assert ids == [part for part in PARTS if part in ids]
        assert {"phan-trach-nhiem", "phan-viec-khac", "phan-thoi-han", "phan-can-cu", "phan-mang-ve"} <= {*ids}


def test_everything_asked_is_there_word_for_word(real_site: BuiltSite, real: Plan) -> None:
    for agency in real.agencies:
        page, found = real_site.page(agency.url), dossier(real, agency.id)
        shown = {e.get("data-provision"): squeeze(e.text_content()) for e in page.xpath("//main//*[@data-provision]")}
        wanted = [part for duty in found.duties for part in real.within(duty.id)] + [bound.provision for bound in found.bound]
        assert {p.id: p.text for p in wanted}.items() <= shown.items()
        text = squeeze(page.xpath("//main")[0].text_content())
        for bound in found.bound:
            assert all(o.why in text and (o.doubt or "") in text for o in bound.obligations)


def test_everything_can_be_taken_away(real_site: BuiltSite, real: Plan) -> None:
    """Word, Excel and a calendar, one click each; the files are there."""
    for agency in real.agencies:
        links = {link.get("href").removeprefix("../../") for link in real_site.page(agency.url).xpath("//main//a[@download]")}
        files = {published.office(agency.id, file) for file in published.OFFICE}
        assert files <= links
        assert (published.calendar(agency.id) in links) == bool(dossier(real, agency.id).dues)
        assert all(real_site.path(link).is_file() for link in links)


def test_the_largest_page_is_light(real_site: BuiltSite, real: Plan) -> None:
    sizes = {agency.id: len(gzip.compress(real_site.path(agency.url).read_bytes(), 6)) for agency in real.agencies}
    assert max(sizes.values()) <= 15_000, sizes


def test_what_became_of_an_agency_is_told_with_its_source_and_its_doubt(real_site: BuiltSite, real: Plan) -> None:
    for agency in real.agencies:
        [note] = real_site.page(agency.url).xpath("//main//*[contains(@class, 'fates')]")
        text = squeeze(note.text_content())
        for successor in agency.successors:
            words = succession(successor, agency.name)
            doubt = " (chưa chắc)" if successor.certain == "chưa chắc" else ""
            assert f"{words}{doubt}." in text
            assert successor.source.title in text
            assert (successor.note or "") in text
        assert ("chưa xác định" in text) == (not agency.successors or "chưa xác định" in str(agency.successors))


@pytest.mark.parametrize("site", ["real_site", "small_site"])
def test_every_page_tells_what_became_of_the_agencies_it_names(site: str, request: pytest.FixtureRequest) -> None:
    """Where main holds a link to an agency's page, the foot of the page, its own note or its list tells."""
    built: BuiltSite = request.getfixturevalue(site)
    plan: Plan = request.getfixturevalue(site.removesuffix("_site"))
    agencies = {agency.url: agency for agency in plan.agencies}
    seen = 0
    for url, page in built.pages.items():
        up = "../" * url.count("/")
        links = {link.removeprefix(up) for link in page.xpath("//main//a[not(ancestor::nav)]/@href")}
        told = {squeeze(row[0].text_content()): squeeze(row[1].text_content()) for row in page.xpath("//main//details[contains(@class, 'named')]/dl/div")}
        listed = squeeze(page.xpath("//main")[0].text_content()) if url == "co-quan/" else ""
        for address in links & {*agencies}:
            agency = agencies[address]
            if url.startswith(agency.url):
                continue
            seen += 1
            words = listed or told.get(agency.name, "")
            for successor in agency.successors:
                assert succession(successor, agency.name) in words, (url, agency.id)
            if not agency.successors and not listed:
                assert words == "chưa xác định", (url, agency.id)
    assert seen > len(agencies)


def test_the_wording_never_holds_a_later_name(real_site: BuiltSite, real: Plan) -> None:
    names = {s.name for agency in real.agencies for s in agency.successors} - {agency.name for agency in real.agencies}
    for page in real_site.pages.values():
        for element in page.xpath("//*[@data-provision]"):
            assert not any(name in element.text_content() for name in names)


def test_an_agency_nobody_knows_about_says_so(small: Plan) -> None:
    alone = replace(small.agencies[0], successors=())
    plan = replace(small, agencies=(alone, *small.agencies[1:]))
    page = next(page for page in Site(plan).pages() if page.url == alone.url)
    note = lxml.html.fromstring(f"<main>{page.body}</main>").xpath("//*[contains(@class, 'fates')]")[0]
    assert "chưa xác định" in note.text_content()


def test_two_clicks_from_the_home_page(real_site: BuiltSite, real: Plan) -> None:
    """Home to the agency is one click; the first row of its page is Word, Excel and the calendar there is, one more each."""
    home = {*real_site.page("").xpath("//main//a/@href")}
    for agency in real.agencies:
        assert agency.url in home
        assert_first_row(real_site, real, agency)


def test_the_other_plan_has_the_same_first_row(small_site: BuiltSite, small: Plan) -> None:
    for agency in small.agencies:
        assert_first_row(small_site, small, agency)


def assert_first_row(site: BuiltSite, plan: Plan, agency: Agency) -> None:
    """Its links are what the page says they are, and the files are there."""
    [first, *_] = site.page(agency.url).xpath("//main//ul[contains(@class, 'take')]")
    links = {squeeze(a.xpath("text()")[0]): a.get("href").removeprefix("../../") for a in first.xpath("li/a[@download]")}
    calendar = {"Lịch": published.calendar(agency.id)} if plan.deadlines_of(agency.id) else {}
    assert list(links) == ["Word", "Excel", *calendar]
    papers = {link: link.rpartition(".")[2] for link in (published.office(agency.id, file) for file in published.OFFICE)}
    assert (papers[links["Word"]], papers[links["Excel"]], links.get("Lịch")) == ("docx", "xlsx", calendar.get("Lịch"))
    assert all(site.path(link).is_file() for link in links.values())
