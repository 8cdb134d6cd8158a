"""From the page to the line: every provision and every fact an editor added leads to where it was typed, to a form and to a letter."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import lxml.html
import pytest

from built import REPO_URL, ROOT, SITE_URL, SMALL, BuiltSite, amended_data, squeeze
from plan import Plan, load
from plan.model import Place
from plan.pages import Options, Site
from plan.pages.reports import Report, form, letter
from plan.source import Loc, SourceFile, parse

Pages = dict[str, lxml.html.HtmlElement]
FOLDERS = {"data": ROOT / "data", "small": SMALL}


def edit(place: Place) -> str:
    return f"{REPO_URL}/blob/0123abcd/{place.path}#L{place.line}"


def written(plan: Plan, site_url: str = SITE_URL) -> Pages:
    """Every generated page, whole, where the repository is known."""
    site = Site(plan, Options(site_url=site_url, repository=REPO_URL, edit_url=edit))
    return {page.url: lxml.html.document_fromstring(site.document(page)) for page in site.pages()}


@pytest.fixture(scope="module")
def real_pages(real: Plan) -> Pages:
    return written(real)


@pytest.fixture(scope="module")
def small_pages(small: Plan) -> Pages:
    return written(small)


@pytest.fixture(scope="module")
def amended_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    FOLDERS["amended"] = amended_data(tmp_path_factory.mktemp("amended-files") / "amended")
    return FOLDERS["amended"]


@pytest.fixture(scope="module")
def amended_plan(amended_files: Path) -> Plan:
    return load(amended_files)


@pytest.fixture(scope="module")
def amended_pages(amended_plan: Plan) -> Pages:
    return written(amended_plan)


@pytest.fixture(params=["real", "small"])
def both(request: pytest.FixtureRequest) -> tuple[Pages, Plan]:
    return request.getfixturevalue(f"{request.param}_pages"), request.getfixturevalue(request.param)


@cache
def data_file(path: str) -> SourceFile:
    folder, _, name = path.partition("/")
    file, problems = parse((FOLDERS[folder] / name).read_text("utf-8"), path)
    assert not problems
    return file


def target(href: str) -> tuple[SourceFile, int]:
    """The data file and the line a link names."""
    found = re.fullmatch(re.escape(REPO_URL) + r"/blob/0123abcd/(.+)#L(\d+)", href)
    assert found, href
    return data_file(found[1]), int(found[2])


def typed_at(href: str) -> set[Loc]:
    """What begins on the line a link names."""
    file, line = target(href)
    return {loc for places in (file.keys, file.values) for loc, place in places.items() if place.line == line}


def own(pages: Pages, plan: Plan, provision_id: str) -> lxml.html.HtmlElement:
    [link] = pages[plan.page_of(plan.provision(provision_id))].xpath(f"//a[@data-edit='{provision_id}']")
    return link


# -- lines ---------------------------------------------------------------------------------------------------------


def test_every_provision_leads_to_its_line(both: tuple[Pages, Plan]) -> None:
    """One link, on its own page; the line it names is the one with its id."""
    pages, plan = both
    for provision in plan.provisions:
        file, line = target(own(pages, plan, provision.id).get("href"))
        assert re.fullmatch(rf" *- id: (['\"]?){re.escape(provision.id)}\1", file.lines[line - 1]), provision.id
        assert sum(len(page.xpath(f"//a[@data-edit='{provision.id}']")) for page in pages.values()) == 1


def entries(plan: Plan, path: str) -> Iterator[tuple[dict[str, object], Loc]]:
    """Every provision of a data file as typed, and the way to it."""
    value = data_file(path).value
    assert isinstance(value, dict)
    yield from ((raw, ("provisions", i)) for i, raw in enumerate(value["provisions"]))


def ways(raw: dict[str, object], *left_out: str) -> set[str]:
    """The way to each thing typed in an entry: a key, or each item of its list."""
    found: set[str] = set()
    for key, value in raw.items():
        if key not in left_out:
            found |= {f"{key}/{i}" for i in range(len(value))} if isinstance(value, list) else {key}
    return found


def test_every_fact_of_a_provision_has_a_link_of_its_own(both: tuple[Pages, Plan]) -> None:
    """What stands in the file beside id and wording is listed under the provision, name by name, no more and no less; the
    heading of an agency lists what was added to the agency too."""
    pages, plan = both
    seen = 0
    for path in {origin.file.path for (kind, _), origin in plan.origins.items() if kind == "provision"}:
        for raw, loc in entries(plan, path):
            link = own(pages, plan, str(raw["id"]))
            facts = link.xpath("./ancestor::p[1]/following-sibling::ul[contains(@class, 'fact-lines')][1]//a")
            expected = ways(raw, "id", "text")
            if "/agencies/" in path and loc == ("provisions", 0):
                expected |= ways(data_file(path).value, "id", "icon", "provisions")  # type: ignore[arg-type]
            assert {fact.get("data-fact") for fact in facts} == expected, raw["id"]
            assert len(facts) == len(expected)
            seen += len(facts)
    assert seen > 2 * len(plan.provisions)


def test_every_link_of_a_fact_names_the_line_it_was_typed_at(both: tuple[Pages, Plan]) -> None:
    """Whatever begins on that line ends with the way the link tells; the key, or the dash or bracket of its list, can be read there."""
    pages, _ = both
    links = {(a.get("data-fact"), a.get("href")) for page in pages.values() for a in page.xpath("//a[@data-fact]")}
    assert len(links) > 50
    for told, href in links:
        way = tuple(int(step) if step.isdigit() else step for step in told.split("/"))
        assert any(loc[-len(way) :] == way for loc in typed_at(href)), (told, href)
        file, line = target(href)
        text = file.lines[line - 1].strip()
        assert text.removeprefix("- ").startswith(f"{way[-1]}:") or (isinstance(way[-1], int) and re.search(r"^- |\[", text)), href


def test_what_editors_added_elsewhere_has_its_link(both: tuple[Pages, Plan]) -> None:
    pages, plan = both
    expected: list[tuple[str, tuple[str | int, ...]]] = []
    for body in plan.bodies:
        url = "co-quan/"
        expected += [(url, ("body", body.id, "lead"))]
        expected += [(url, ("body", body.id, key, i)) for key in ("doubtful", "successors") for i in range(len(getattr(body, key)))]
    for agency in plan.agencies:
        expected += [(agency.url, ("agency", agency.id, "successors", i)) for i in range(len(agency.successors))]
    for document in plan.documents:
        place = ("plan", "", "purpose") if document.is_self else ("document", document.id, "lead")
        expected += [(document.url, place)]
        expected += [(document.url, ("document", document.id, "notes", i)) for i in range(len(document.entry.notes))]
    for group in plan.groups:
        expected += [(plan.group_url(group.id), ("group", group.id, *way)) for way in (("name",), ("words", 0), ("lead",))]
    expected += [("thuat-ngu/", ("abbreviation", entry.short, "full")) for entry in plan.abbreviations]
    expected += [("thuat-ngu/", ("abbreviation", entry.short, "note")) for entry in plan.abbreviations if entry.note]
    expected += [("thuat-ngu/", ("term", term.id, "meaning")) for term in plan.terms]
    for p in plan.provisions:
        expected += [("thoi-han/", ("provision", p.id, "timings", i)) for i in range(len(p.timings))]
        expected += [(plan.page_of(p), ("provision", p.id, "supports", i)) for i in range(len(p.supports))]
    assert len({way[0] for _, way in expected}) >= 7
    for url, (kind, entity, *way) in expected:
        place = plan.place_of(kind, str(entity), *way)
        assert place
        assert pages[url].xpath(f"//a[@data-fact][@href='{edit(place)}']"), (url, kind, entity, way)


# -- an amended plan -----------------------------------------------------------------------------------------------

WRITTEN = {
    "replaced": ("2.1.4", "amendments/2025-04.yml", "    id: 2.1.4"),
    "inserted": ("3.3.b1", "amendments/2024-17.yml", "    id: 3.3.b1"),
    "repealed": ("3.1.2", "amendments/2025-04.yml", "    id: 3.1.2"),
    "beside one inserted": ("3.3.b", "agencies/3-hoi-nguoi-cheo-do.yml", "  - id: 3.3.b"),
}


@pytest.mark.parametrize(("provision_id", "name", "text"), WRITTEN.values(), ids=WRITTEN)
def test_an_amended_provision_leads_to_the_wording_in_force(
    provision_id: str, name: str, text: str, amended_pages: Pages
) -> None:
    """Or to what took it away; never to a wording that is no more."""
    [link] = [a for page in amended_pages.values() for a in page.xpath(f"//a[@data-edit='{provision_id}']")]
    file, line = target(link.get("href"))
    assert (file.path, file.lines[line - 1]) == (f"amended/{name}", text)


def test_every_provision_of_an_amended_plan_has_one_link_whose_line_holds_it(amended_pages: Pages, amended_plan: Plan) -> None:
    """The entry on that line says the wording in force."""
    for provision in amended_plan.provisions:
        link = own(amended_pages, amended_plan, provision.id)
        assert sum(len(page.xpath(f"//a[@data-edit='{provision.id}']")) for page in amended_pages.values()) == 1
        file, line = target(link.get("href"))
        assert re.fullmatch(rf" *(- )?id: (['\"]?){re.escape(provision.id)}\2", file.lines[line - 1]), provision.id
        [way] = [loc[:-1] for loc in typed_at(link.get("href")) if loc[-1] == "id"]
        assert squeeze(str(value_at(file, (*way, "text")))) == provision.text, provision.id


def value_at(file: SourceFile, loc: Loc) -> object:
    value: Any = file.value
    for step in loc:
        value = value[step]
    return value


def test_facts_of_a_replaced_provision_stay_in_its_own_file(amended_pages: Pages, amended_plan: Plan) -> None:
    facts = own(amended_pages, amended_plan, "2.1.4").xpath("./ancestor::p[1]/following-sibling::ul[1]//a/@href")
    assert len(facts) >= 2
    assert {target(href)[0].path.split("/")[1] for href in facts} == {"task-areas"}


def test_pages_of_amending_documents_lead_to_their_file(amended_pages: Pages, amended_plan: Plan) -> None:
    for amendment in amended_plan.amendments:
        page = amended_pages[amendment.url]
        [whole] = page.xpath("//main//p[@class='ways']/a[contains(., 'Đề xuất sửa')]/@href")
        facts = page.xpath("//main//a[@data-fact]")
        assert {target(href)[0].path for href in (whole, *(a.get("href") for a in facts))} == {amendment.place.path}
        assert {a.get("data-fact") for a in facts} == {"type", "number", "issuer", "date", "effective", "title", "lead"}


def test_pages_amendments_made_lead_to_them(amended_pages: Pages, amended_plan: Plan) -> None:
    """Of what was repealed, and of the amending documents themselves."""
    gone = {repealed.page for repealed in amended_plan.repealed} | {amendment.url for amendment in amended_plan.amendments}
    assert len(gone) == 3
    for url in gone:
        [link] = amended_pages[url].xpath("//footer//a[contains(., 'Đề xuất sửa trang này')]/@href")
        assert target(link)[0].path.startswith("amended/amendments/")


# -- reports -------------------------------------------------------------------------------------------------------


def fields(link: lxml.html.HtmlElement) -> dict[str, str]:
    """What the form of the code host gets; plus signs are plus signs."""
    href = link.get("href")
    assert len(href) < 2000
    assert href.isascii()
    assert re.fullmatch(r"[A-Za-z0-9%&=._~?:/-]+", href)
    parts = urlsplit(href)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{REPO_URL}/issues/new"
    found = dict(parse_qsl(parts.query, strict_parsing=True))
    assert found.pop("template") == "bao-loi.yml"
    assert found.pop("title").startswith("Báo lỗi: ")
    return found


def message(link: lxml.html.HtmlElement, mailbox: str) -> dict[str, str]:
    """Label -> words of the letter a link begins."""
    href = link.get("href")
    assert len(href) < 2000
    address, _, query = href.partition("?")
    assert address == f"mailto:{mailbox}"
    assert "+" not in query
    told = {name: unquote(value) for name, _, value in (part.partition("=") for part in query.split("&"))}
    assert told["subject"].startswith("Báo lỗi: ")
    lines = [line.partition(": ") for line in told["body"].split("\r\n") if line]
    assert [label for label, _, _ in lines] == ["Trang", "Chỗ", "Đang viết", "Nên là", "Vì sao"]
    return {label: words for label, _, words in lines}


def told(wording: str, text: str) -> bool:
    """The wording, or its beginning in whole words with the cut told."""
    return wording == text or (wording.endswith(" …") and f"{text} ".startswith(f"{wording[:-2]} "))


@pytest.mark.parametrize("site_url", [SITE_URL, ""])
@pytest.mark.parametrize("which", ["real", "small", "hostile"])
def test_a_report_knows_page_place_and_wording(which: str, site_url: str, request: pytest.FixtureRequest) -> None:
    """Without the site's address the page is named as within the site. No words of the data act in an address."""
    plan: Plan = request.getfixturevalue(which)
    pages = written(plan, site_url)
    for provision in plan.provisions:
        link = own(pages, plan, provision.id)
        [report] = link.xpath("./ancestor::p[1]/a[@data-report]")
        found = fields(report)
        assert (found["trang"], found["cho"]) == (site_url + plan.url(provision), plan.citation(provision))
        assert told(found["dang-viet"], squeeze(provision.text)), found
        letters = link.xpath("./ancestor::p[1]/a[@data-letter]")
        assert len(letters) == bool(plan.site.email)
        if letters:
            said = message(letters[0], plan.site.email or "")
            assert (said["Trang"], said["Chỗ"]) == (found["trang"], found["cho"])
            assert told(said["Đang viết"], squeeze(provision.text)), said


def test_every_page_has_a_report_of_its_own(both: tuple[Pages, Plan]) -> None:
    pages, plan = both
    for url, page in pages.items():
        [report] = page.xpath("//footer//a[@data-report]")
        assert fields(report) == {"trang": SITE_URL + url, "cho": page.xpath("//title")[0].text.rpartition(" | ")[0]}
        letters = page.xpath("//footer//a[@data-letter]")
        assert [message(link, plan.site.email or "")["Trang"] for link in letters] == [SITE_URL + url] * bool(plan.site.email)


LONG = "dài " * 400
CLIPPED = [
    pytest.param("một hai ba", "một hai ba", id="short"),
    pytest.param("chữ có dấu " * 9, ("chữ có dấu " * 9).strip(), id="several lines"),
    pytest.param("ế" * 300, "…", id="one word without end"),
    pytest.param("a&b=c #d %41 <b>\"'?/", "a&b=c #d %41 <b>\"'?/", id="signs that mean something in an address"),
    pytest.param("😀 ngoài mặt phẳng", "😀 ngoài mặt phẳng", id="beyond the plane"),
]


@pytest.mark.parametrize(("wording", "shown"), CLIPPED)
def test_what_a_report_keeps_of_a_wording(wording: str, shown: str) -> None:
    report = Report(page="co-quan/a/", name=LONG, place=LONG, wording=wording)
    query = dict(parse_qsl(urlsplit(form(REPO_URL, report)).query))
    assert query["dang-viet"] == shown
    assert query["cho"].endswith("dài …")
    body = unquote(letter("a@b.example", report).partition("&body=")[2])
    assert f"\r\nĐang viết: {shown}\r\n" in body
    assert max(len(form(REPO_URL, report)), len(letter("a@b.example", report))) < 2000


@pytest.mark.parametrize("words", [20, 60, 100, 2000])
@pytest.mark.parametrize("name", ["Mục V.5.a", LONG], ids=["short name", "long name"])
def test_a_wording_is_whole_as_long_as_the_address_may_be(name: str, words: int) -> None:
    """What is cut off begins with a word for which there was no room."""
    wording = " ".join(["nguyên", "văn"] * words)
    report = Report(page=SITE_URL, name=name, place=name, wording=wording)
    shown = (
        (dict(parse_qsl(urlsplit(form(REPO_URL, report)).query))["dang-viet"], form(REPO_URL, report)),
        (unquote(letter("a@b.example", report)).partition("Đang viết: ")[2].partition("\r\n")[0], letter("a@b.example", report)),
    )
    for kept, address in shown:
        assert told(kept, wording)
        assert len(address) < 2000
        if kept != wording:
            assert kept.endswith(" …")
            assert len(address) > 2000 - 60
    assert words < 100 or all(kept != wording for kept, _ in shown)
    assert words > 20 or all(kept == wording for kept, _ in shown)


def test_most_wordings_are_reported_whole(real: Plan, real_pages: Pages) -> None:
    whole = [fields(link)["dang-viet"] for page in real_pages.values() for link in page.xpath("//main//p[a[@data-edit]]/a[@data-report]")]
    cut = [wording for wording in whole if wording.endswith("…")]
    assert len(whole) == len(real.provisions)
    assert len(cut) < len(whole) / 4
    assert all(len(wording.split()) >= 60 for wording in cut)


# -- where nothing is known ----------------------------------------------------------------------------------------

ANY = "//a[@data-edit or @data-fact or @data-report or @data-letter] | //*[contains(@class, 'propose') or contains(@class, 'ways')]"


def test_without_a_repository_and_a_mailbox_nothing_is_offered(small: Plan, real_site: BuiltSite) -> None:
    quiet = dataclasses.replace(small, site=small.site.model_copy(update={"email": None}))
    site = Site(quiet, Options())
    assert not any(lxml.html.document_fromstring(site.document(page)).xpath(ANY) for page in site.pages())
    assert not any(page.xpath(ANY) for page in real_site.pages.values())


def test_a_mailbox_works_without_a_repository(small_site: BuiltSite, small: Plan) -> None:
    for provision in small.provisions:
        page = small_site.page(small.page_of(provision))
        assert any(message(a, small.site.email or "")["Trang"] == small.url(provision) for a in page.xpath("//main//a[@data-letter]"))
    assert not any(page.xpath("//a[@data-edit or @data-fact or @data-report]") for page in small_site.pages.values())


def test_a_plan_that_was_not_read_from_files_has_no_lines(small: Plan) -> None:
    pages = written(dataclasses.replace(small, origins={}))
    assert not any(page.xpath("//a[@data-edit or @data-fact]") for page in pages.values())
    assert all(page.xpath("//footer//a[@data-report]") for page in pages.values())


def test_hand_written_pages_lead_to_their_own_file(repo_site: BuiltSite) -> None:
    """At its first line; the home page, whose words are data, to the file that holds them."""
    names = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}
    for name in names:
        [link] = repo_site.page(f"{name}/").xpath("//footer//a[contains(., 'Đề xuất sửa trang này')]/@href")
        assert re.fullmatch(re.escape(REPO_URL) + rf"/blob/[0-9a-z]+/docs/{name}\.md#L1", link)
    [home] = repo_site.page("").xpath("//footer//a[contains(., 'Đề xuất sửa trang này')]/@href")
    assert "/data/site.yml#L" in home


def test_the_guide_tells_what_this_site_offers(real_site: BuiltSite, repo_site: BuiltSite, small_site: BuiltSite, small: Plan) -> None:
    none, repository, mailbox = (squeeze(site.page("dong-gop/").text_content()) for site in (real_site, repo_site, small_site))
    assert "chưa có hòm thư" in none and "chưa có hòm thư" in repository and "chưa có hòm thư" not in mailbox
    assert f"gửi tới {small.site.email}" in mailbox
    assert "rồi “Báo lỗi”" in repository and "rồi “Báo lỗi”" not in none
    [link] = repo_site.page("dong-gop/").xpath("//main//a[contains(@href, '/issues/new')]/@href")
    assert link == f"{REPO_URL}/issues/new?template=bao-loi.yml&title=B%C3%A1o%20l%E1%BB%97i"
