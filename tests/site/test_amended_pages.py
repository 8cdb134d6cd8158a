"""What the pages of an amended plan say: by what, since when, both wordings exact, every state at an address that stays."""

from __future__ import annotations

import copy
from pathlib import Path

import lxml.html
import pytest

from built import BuiltSite, amended_data, squeeze
from plan import Plan, load
from plan.pages import Site

Element = lxml.html.HtmlElement


def side(element: Element) -> str:
    return squeeze(element.text_content())


def unmarked(element: Element) -> str:
    """A side of a comparison with what is marked on it left out."""
    found = copy.deepcopy(element)
    for marked in found.xpath(".//del | .//ins"):
        marked.drop_tree()
    return squeeze(found.text_content())


PLACES = {
    "2.1.4": ["nhiem-vu/ben-do-an-toan/", "toan-van/", "phien-ban/2025-03-01/toan-van/", "van-ban/04-2025-qd-ubnd/"],
    "3.3.b1": ["co-quan/hoi-nguoi-cheo-do/", "co-quan/hoi-nguoi-cheo-do/b1/", "toan-van/", "phien-ban/2024-10-01/toan-van/"],
}


@pytest.mark.parametrize("url", PLACES["2.1.4"])
def test_both_wordings_stand_side_by_side(url: str, amended_site: BuiltSite, amended: Plan) -> None:
    (change,) = amended.changes_of("2.1.4")
    assert change.before is not None
    assert change.after is not None
    (pair,) = amended_site.page(url).xpath("//*[@class='amend-sides']")
    before, after = pair.xpath(".//p[@data-wording='2.1.4']")
    assert (side(before), side(after)) == (change.before.text, change.after.text)
    assert unmarked(before) == unmarked(after) != ""
    assert not before.xpath(".//ins")
    assert not after.xpath(".//del")
    assert before.xpath(".//del")
    assert after.xpath(".//ins")


@pytest.mark.parametrize(
    ("provision", "verb", "document", "since"),
    [("2.1.4", "Được sửa đổi bởi khoản 1 Điều 1", "04/2025", "01/3/2025"), ("3.3.b1", "Được bổ sung bởi Điều 1", "17/2024", "01/10/2024")],
)
def test_it_says_by_what_and_since_when(provision: str, verb: str, document: str, since: str, amended_site: BuiltSite, amended: Plan) -> None:
    for url in (url for url in PLACES[provision] if not url.startswith("van-ban/")):
        page = amended_site.page(url)
        told = f"{verb} Quyết định số {document}/QĐ-UBND (hiệu lực từ {since})."
        lines = [p for p in page.xpath("//*[@class='amend']/p") if squeeze(p.text_content()) == told]
        assert len(lines) == 1, url
        assert lines[0].xpath("./a/@href")[0].endswith(f"van-ban/{document.replace('/', '-')}-qd-ubnd/")


def test_a_wording_nobody_touched_says_nothing(amended_site: BuiltSite, small_site: BuiltSite) -> None:
    assert len(amended_site.page("toan-van/").xpath("//*[@class='amend']")) == 2
    assert not any(page.xpath("//*[starts-with(@class, 'amend') and not(@class='amend-links') and not(@class='amend-states')]") for page in small_site.pages.values())


@pytest.mark.parametrize("url", ["toan-van/", "co-quan/so-duong-thuy/", "co-quan/so-duong-thuy/gach-2/", "phien-ban/2025-03-01/toan-van/"])
def test_what_was_repealed_stands_in_its_old_place(url: str, amended_site: BuiltSite, amended: Plan) -> None:
    page = amended_site.page(url)
    (found,) = page.xpath("//*[@id='3-1-2']")
    assert squeeze(found.xpath("./p")[0].text_content()) == (
        "Gạch đầu dòng thứ 2 khoản 1 Điều 3: bị bãi bỏ bởi khoản 2 Điều 1 Quyết định số 04/2025/QĐ-UBND từ 01/3/2025."
    )
    assert [side(p) for p in found.xpath("./details//*[@data-wording='3.1.2']")] == [amended.repealed_provision("3.1.2").provision.text]
    assert not page.xpath("//*[@data-provision='3.1.2']")
    before = page.xpath("//*[@id='3-1-2']/preceding::*[@data-provision]")
    if before:
        assert before[-1].get("data-provision") in ("3.1.1.2", "3.1.2")


def test_what_was_repealed_is_in_no_list(amended_site: BuiltSite) -> None:
    for url in ("tra-cuu/", "ma-tran/", "tim-kiem/", "muc-luc/", "thoi-han/"):
        assert "gach-2" not in amended_site.path(url).read_text("utf-8"), url
    for path in (amended_site.folder / "assets" / "search").iterdir():
        assert "gach-2" not in path.read_text("utf-8"), path.name


EDITIONS = ["phien-ban/2024-02-03/toan-van/", "phien-ban/2024-10-01/toan-van/", "phien-ban/2025-03-01/toan-van/"]


@pytest.mark.parametrize("at", range(3))
def test_every_state_is_what_the_full_text_was_then(at: int, amended_site: BuiltSite, tmp_path: Path) -> None:
    """Ids, fragments and wording in order, as `/toan-van/` showed them with only so many amendments recorded."""
    then = next(page for page in Site(load(amended_data(tmp_path / "data", at))).pages() if page.url == "toan-van/")
    told = [(e.get("data-provision"), e.get("id"), side(e)) for e in lxml.html.fromstring(str(then.body)).xpath("//*[@data-provision]")]
    kind = "data-provision" if at == 2 else "data-wording"
    found = amended_site.page(EDITIONS[at]).xpath(f"//*[@{kind} and @id]")
    assert [(e.get(kind), e.get("id"), side(e)) for e in found] == told
    assert not amended_site.page(EDITIONS[at]).xpath("//*[@data-provision]") or at == 2


def test_a_state_says_which_it_is(amended_site: BuiltSite) -> None:
    said = [side(amended_site.page(url).xpath("//main//*[@class='note']/p/b")[0]) for url in EDITIONS]
    assert said == ["Bản cũ: từ 03/02/2024 đến trước ngày 01/10/2024.", "Bản cũ: từ 01/10/2024 đến trước ngày 01/3/2025.", "Bản đang dùng, kể từ 01/3/2025."]
    for at, url in enumerate(EDITIONS):
        links = {link.removeprefix("../../../") for link in amended_site.page(url).xpath("//*[@class='amend-links']//a/@href")}
        assert links == {"toan-van/", "phien-ban/", *EDITIONS[max(at - 1, 0) : at], *EDITIONS[at + 1 : at + 2]}


def test_the_list_of_states_tells_what_changed(amended_site: BuiltSite) -> None:
    page = amended_site.page("phien-ban/")
    assert [side(h) for h in page.xpath("//main//h2")] == [
        "Toàn văn từ 01/3/2025 bản đang dùng", "Toàn văn từ 01/10/2024", "Toàn văn từ 03/02/2024",
    ]  # fmt: skip
    rows = [[side(cell) for cell in row.xpath("./td")] for row in page.xpath("//main//tbody/tr")]
    assert rows == [
        ["Sửa đổi", "Điều 2.1.4 Biển báo ở hai đầu bến", "khoản 1 Điều 1 Quyết định số 04/2025/QĐ-UBND"],
        ["Bãi bỏ", "Điều 3.1.2 Tham mưu bố trí kinh phí", "khoản 2 Điều 1 Quyết định số 04/2025/QĐ-UBND"],
        ["Bổ sung", "Điều 3.3.b1 Cùng dạy bơi cho người chèo đò", "Điều 1 Quyết định số 17/2024/QĐ-UBND"],
    ]


def test_the_amending_document_has_its_page_and_its_source(amended_site: BuiltSite, amended: Plan) -> None:
    for amendment in amended.amendments:
        page = amended_site.page(amendment.url)
        facts = {side(row[0]): side(row[1]) for row in page.xpath("//dl[@class='card-facts']/div")}
        assert facts["Số, ký hiệu"] == amendment.entry.number
        assert amendment.entry.source.sha256 in facts["Bản gốc"]
        assert amended_site.path(amendment.entry.source.file).is_file()
        assert len(page.xpath("//section[@aria-labelledby='phan-thay-doi']//li")) == len(amended.changes_by(amendment.id))


@pytest.mark.parametrize(("site", "day"), [("real_site", None), ("small_site", "2024-02-03"), ("amended_site", "2025-03-01")])
def test_the_full_text_names_its_own_permanent_address(site: str, day: str | None, request: pytest.FixtureRequest) -> None:
    """Before the first amendment too: a link made today stays readable after it."""
    built: BuiltSite = request.getfixturevalue(site)
    day = day or request.getfixturevalue("real").date.isoformat()
    (link,) = [a.get("href") for a in built.page("toan-van/").xpath("//main//a") if side(a) == "Địa chỉ cố định của bản này"]
    assert link == f"../phien-ban/{day}/toan-van/"
    shown = [(e.get("id"), side(e)) for e in built.page("toan-van/").xpath("//*[@data-provision and @id]")]
    assert [(e.get("id"), side(e)) for e in built.page(link.removeprefix("../")).xpath("//*[@data-provision and @id]")] == shown


def test_an_address_that_stays_is_canonical_and_in_no_search(repo_site: BuiltSite, real: Plan) -> None:
    url = real.editions[-1].url
    page = repo_site.page(url)
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith(url)
    assert not page.xpath("//meta[@name='robots']")
    assert "phien-ban" not in repo_site.path("muc-luc/").read_text("utf-8")
