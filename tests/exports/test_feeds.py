"""Feeds hold what RFC 4287 asks for, tell what the pages tell, and keep the names of their entries."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from lxml import etree

from built import SITE_URL, BuiltSite, squeeze
from pasts import AGENCY, amended_states, edited, history_of, long, now, told
from plan import Plan
from plan.chronicle import Chronicle
from plan.exports import feeds
from plan.history import History
from plan.published import ALL_CHANGES, feed

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = now()
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TEXT = {"title", "subtitle", "summary", "rights"}


def texts(element: etree._Element, name: str) -> list[str]:
    return [child.text or "" for child in element.findall(f"{ATOM}{name}")]


def faults(data: bytes, site_url: str) -> Iterator[str]:
    """What RFC 4287 would find wrong; nothing for a sound feed."""
    root = etree.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            if len(texts(element, name)) != 1 or not texts(element, name)[0].strip():
                yield f"{element.tag}: exactly one {name} (4.1.1, 4.1.2)"
        if not UUID.fullmatch(texts(element, "id")[0]):
            yield f"id is no address of its own: {texts(element, 'id')} (4.2.6)"
        for when in texts(element, "updated"):
            if not DATE.fullmatch(when):
                yield f"{when} is no date of RFC 3339 (3.3)"
            datetime.datetime.fromisoformat(when)
        links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        if len(set(links)) != len(links) or ("alternate", "text/html") not in links:
            yield f"{links}: one alternate of each type (4.1.1)"
    if not any(texts(author, "name") for author in root.findall(f"{ATOM}author")):
        yield "no author (4.1.1)"
    if bool(site_url) != any(link.get("rel") == "self" for link in root.findall(f"{ATOM}link")):
        yield "self is there exactly when the address is known (4.1.1)"
    if len({i for entry in entries for i in texts(entry, "id")}) != len(entries):
        yield "ids of entries are repeated (4.1.1)"
    for link in root.iter(f"{ATOM}link"):
        if (link.get("href") or "").startswith("https://") != bool(site_url):
            yield f"{link.get('href')} is not absolute, or should not be (4.2.7)"
    for element in root.iter():
        name = element.tag.removeprefix(ATOM)
        if name in TEXT and (element.get("type") or "text") != "text":
            yield f"{name}: plain text (3.1)"
        if len(element) and name not in ("feed", "entry", "author"):
            yield f"{name}: no markup inside (4.1.3.3)"


@pytest.mark.parametrize("site_url", ["", SITE_URL])
@pytest.mark.parametrize("history", [History(), told(), long(60), history_of(NOW)], ids=["none", "some", "long", "first only"])
@pytest.mark.parametrize("name", ["small", "real", "bare"])
def test_every_feed_is_sound(name: str, history: History, site_url: str, request: pytest.FixtureRequest) -> None:
    plan: Plan = request.getfixturevalue(name)
    found = feeds.files(Chronicle(plan, history), site_url)
    assert list(found) == [ALL_CHANGES, *map(feed, plan.agencies)]
    for address, data in found.items():
        assert list(faults(data, site_url)) == [], address
    assert len({texts(etree.fromstring(data), "id")[0] for data in found.values()}) == len(found)


def test_the_built_feeds_are_sound(repo_site: BuiltSite, real: Plan) -> None:
    for address in (ALL_CHANGES, *map(feed, real.agencies)):
        assert list(faults((repo_site.folder / address).read_bytes(), SITE_URL)) == [], address


def test_entries_are_those_of_the_page_newest_first(small: Plan) -> None:
    chronicle = Chronicle(small, told())
    root = etree.fromstring(feeds.files(chronicle, SITE_URL)[ALL_CHANGES])
    links = [link.get("href") for link in root.findall(f"{ATOM}entry/{ATOM}link")]
    assert links == [f"{SITE_URL}thay-doi/2024/#{entry.anchor}" for entry in chronicle.entries]
    assert texts(root, "updated") == ["2024-03-04T03:00:00+07:00"]
    titles = [title for entry in root.findall(f"{ATOM}entry") for title in texts(entry, "title")]
    assert titles[0] == "Cập nhật 04/3/2024: thêm phối hợp với Sở Trường học ở Điều 3.1.1.1"


def test_an_agency_hears_what_concerns_it(small: Plan) -> None:
    found = feeds.files(Chronicle(small, told()), "")
    numbers = {agency.id: len(etree.fromstring(found[feed(agency)]).findall(f"{ATOM}entry")) for agency in small.agencies}
    assert numbers == {"so-duong-thuy": 2, "so-truong-hoc": 1} | dict.fromkeys([a.id for a in small.agencies[2:]], 0)


def test_an_agency_hears_of_a_duty_it_got_or_lost(amended: Plan, tmp_path: Path) -> None:
    """The partner it has for the new one too."""
    found = feeds.files(Chronicle(amended, history_of(*amended_states(tmp_path))), "")
    titles = {
        agency.id: [title for entry in etree.fromstring(found[feed(agency)]).findall(f"{ATOM}entry") for title in texts(entry, "title")]
        for agency in amended.agencies
    }
    new = "Cập nhật 03/3/2024: bổ sung Điều 3.3.b1 theo Điều 1 Quyết định số 17/2024/QĐ-UBND, hiệu lực từ 01/10/2024"
    lost = "Cập nhật 04/3/2024: bãi bỏ Điều 3.1.2 theo khoản 2 Điều 1 Quyết định số 04/2025/QĐ-UBND, hiệu lực từ 01/3/2025"
    assert titles == {"so-duong-thuy": [lost], "so-truong-hoc": [new], "hoi-nguoi-cheo-do": [new], "ubnd-xa-ven-song": []}
    subtitles = {agency.id: texts(etree.fromstring(found[feed(agency)]), "subtitle")[0] for agency in amended.agencies}
    assert [name for name, text in subtitles.items() if "không phải sửa đổi" in text] == ["ubnd-xa-ven-song"]
    assert subtitles["so-duong-thuy"].endswith("chỉ đổi ở chỗ ghi theo văn bản nào.")
    assert [list(faults(data, "")) for data in found.values()] == [[]] * len(found)


def test_a_feed_has_an_end(small: Plan) -> None:
    root = etree.fromstring(feeds.files(Chronicle(small, long(60)), "")[ALL_CHANGES])
    assert len(root.findall(f"{ATOM}entry")) == feeds.ENTRIES


def test_names_stay_when_the_site_moves_and_history_grows(small: Plan) -> None:
    def ids(history: History, site_url: str) -> list[str]:
        root = etree.fromstring(feeds.files(Chronicle(small, history), site_url)[ALL_CHANGES])
        return texts(root, "id") + [i for entry in root.findall(f"{ATOM}entry") for i in texts(entry, "id")]

    before, after = ids(long(5), ""), ids(long(6), SITE_URL)
    assert before[0] == after[0]
    assert before[1:] == after[2:]


def test_links_without_an_address_lead_from_the_feed(small_site: BuiltSite, small: Plan) -> None:
    for address in (ALL_CHANGES, *map(feed, small.agencies)):
        root = etree.parse(small_site.folder / address).getroot()
        for link in root.iter(f"{ATOM}link"):
            target = (small_site.folder / address).parent / (link.get("href") or "").partition("#")[0] / "index.html"
            assert target.resolve().is_file(), (address, link.get("href"))


def test_hostile_words_are_words(hostile: Plan) -> None:
    words = "]]> <script>alert(1)</script> &amp; {{ 7 }} <b>"
    state = edited(NOW, AGENCY, "lead: Sở sửa xong các bến đã xuống cấp trước ngày 30 tháng 6 năm 2025.", f"lead: '{words}'")
    heard: list[str] = []
    for data in feeds.files(Chronicle(hostile, history_of(state, NOW)), "").values():
        for content in etree.fromstring(data).iter(f"{ATOM}content"):
            assert content.get("type") == "html"
            html = lxml.html.fromstring(f"<div>{content.text}</div>")
            assert {element.tag for element in html.iter()} <= {"div", "p", "h3", "ul", "li", "br", "ins", "del", "span"}
            assert not html.xpath("//@*")
            heard.append(squeeze(html.text_content()))
    assert any(squeeze(words) in text for text in heard)


def test_the_same_again(small: Plan) -> None:
    assert feeds.files(Chronicle(small, told()), SITE_URL) == feeds.files(Chronicle(small, told()), SITE_URL)
