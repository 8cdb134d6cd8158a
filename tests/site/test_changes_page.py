"""The page of changes, and what every other page says of its own past: true, inert, bounded, the same from every clone."""

from __future__ import annotations

import gzip
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from built import REPO_URL, SMALL, BuiltSite, build, squeeze
from pasts import AGENCY, State, amended_states, edited, history_of, long, now, told
from plan import Plan
from plan.chronicle import NEWEST
from plan.history import History
from plan.model import Agency
from plan.pages import Options, Page, Site
from plan.published import ALL_CHANGES, feed
from repos import AUTHOR, MESSAGE, Repo
from sites import HOSTILE, quoted

NOW = now()


def pages(plan: Plan, history: History, **options: str) -> dict[str, Page]:
    return {page.url: page for page in Site(plan, Options(**options), history).pages()}


def read(markup: object) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<main>{markup}</main>")


def said(markup: object) -> str:
    return squeeze(read(markup).text_content())


def changes(plan: Plan, history: History, **options: str) -> lxml.html.HtmlElement:
    return read(pages(plan, history, **options)["thay-doi/"].body)


def test_newest_first_by_day(small: Plan) -> None:
    page = changes(small, told())
    assert [squeeze(h.text_content()) for h in page.xpath("//section[@class='day']/h2")] == [f"Ngày {day:02} tháng 3 năm 2024" for day in (4, 3, 2)]
    text = squeeze(page.text_content())
    assert "Thêm phối hợp với Sở Trường học ở Điều 3.1.1.1." in text
    assert "Dữ liệu được đưa lên lần đầu: 39 điều khoản, 1 nhiệm vụ, 4 cơ quan" in text
    assert text.count("thêm điều khoản") == 0
    [inserted] = page.xpath("//ins")
    assert squeeze(inserted.text_content()) == "thêm: Trước mỗi năm học,;"
    assert page.xpath("//ul[@class='told']//a/@href") == ["../co-quan/so-duong-thuy/gach-1-1/#3-1-1-1"] * 2
    assert page.xpath("//h3/a/@href") == ["../co-quan/so-duong-thuy/"] * 2


def links_to_steps(page: Page) -> list[str]:
    up = "../" * page.url.count("/")
    return [link.removeprefix(up) for link in read(page.trace or "x").xpath("//a/@href") if "#lan-" in link]


def stands(found: dict[str, Page], address: str) -> bool:
    url, _, fragment = address.partition("#")
    return bool(read(found[url].body).xpath(f"//*[@id='{fragment}']"))


@pytest.mark.parametrize(
    ("history", "there", "missing"),
    [
        (History(), ["không đọc được lịch sử", "Mọi trang khác vẫn đủ"], ["Nguyên văn ở trang này không đổi", "chưa đổi lần nào"]),
        (history_of(NOW), ["dữ liệu chưa đổi lần nào", "Nguyên văn ở trang này không đổi"], ["không đọc được", "chỉ đọc được từ"]),
        (told(), ["Nguyên văn ở trang này không đổi"], ["chưa đổi lần nào", "không đọc được", "chỉ đọc được từ"]),
        (replace(told(), complete=False), ["chỉ đọc được từ ngày 02/3/2024"], ["Nguyên văn ở trang này không đổi", "lần đầu"]),
        (history_of(edited(NOW, AGENCY, "+ Chủ trì sửa các", "+ Chủ trì sửa"), NOW), ["Sửa nguyên văn của Điều 3.1.1.2"], ["Nguyên văn ở trang này không đổi"]),
    ],
    ids=["no history", "nothing changed", "changed", "cut short", "wording changed"],
)  # fmt: skip
def test_it_says_what_it_knows(small: Plan, history: History, there: list[str], missing: list[str]) -> None:
    text = squeeze(changes(small, history).text_content())
    assert "Không phải sửa đổi của văn bản." in text
    assert [words for words in there if words not in text] == []
    assert [words for words in missing if words in text] == []


def test_a_step_leads_to_its_commit_where_that_is_known(small: Plan) -> None:
    links = changes(small, told(), repository=REPO_URL).xpath("//a[contains(@href, '/commit/')]/@href")
    assert links == [f"{REPO_URL}/commit/{step.commit}" for step in told().steps]
    assert not changes(small, told()).xpath("//a[contains(@href, '/commit/')]")


def test_every_year_has_a_page(small: Plan) -> None:
    """From December 2021; the partner of one responsibility was changed before all that is on the first page."""
    partner = edited(NOW, AGENCY, "    partners:\n      - so-truong-hoc\n", "")
    found = pages(small, long(NEWEST + 40, before=(partner,)))
    assert found["thay-doi/"].body.count('class="step"') == NEWEST
    page = read(found["thay-doi/"].body)
    assert page.xpath("//ul[@class='inline']//a/@href") == ["../thay-doi/2022/", "../thay-doi/2021/"]
    fixed = page.xpath("//p[@class='counts']/a/@href")
    assert len(fixed) == NEWEST
    assert [link for link in fixed if not link.startswith("../thay-doi/2022/#") or not stands(found, link.removeprefix("../"))] == []
    years = {url: page.body.count('class="step"') for url, page in found.items() if url.startswith("thay-doi/2")}
    assert years == {"thay-doi/2022/": NEWEST + 40 - 31, "thay-doi/2021/": 31}
    assert len({page.title for page in found.values()}) == len(found)
    lost = [link for page in found.values() for link in links_to_steps(page) if not stands(found, link)]
    assert lost == []
    assert not [url for url in pages(small, History()) if url.startswith("thay-doi/2")]


def test_no_page_gives_an_address_that_moves(small: Plan) -> None:
    """What pages link to with few steps is still there with more than one page holds."""
    few, many = pages(small, long(3)), pages(small, long(NEWEST + 10))
    given = {link for page in few.values() for link in links_to_steps(page)}
    given |= {link.removeprefix("../") for link in read(few["thay-doi/"].body).xpath("//a[contains(@href, '#lan-')]/@href")}
    assert len(given) == 3
    assert [link for link in given if not stands(many, link)] == []


def test_a_page_says_when_it_was_last_brought_up_to_date(small: Plan) -> None:
    found = {url: said(page.trace) for url, page in pages(small, told()).items() if page.trace}
    line = "Cập nhật lần cuối 04/3/2024: thêm phối hợp với Sở Trường học ở Điều 3.1.1.1. Nguyên văn không đổi."
    with_line = {"co-quan/so-duong-thuy/", "co-quan/so-duong-thuy/gach-1-1/", "co-quan/so-truong-hoc/", "toan-van/"}
    assert {url for url, text in found.items() if line in text} == with_line
    assert {url for url, text in found.items() if "Cập nhật" in text} == with_line
    assert "Lịch sử (2 lần sửa)" in found["co-quan/so-duong-thuy/gach-1-1/"]
    assert "Lịch sử (1 lần sửa)" in found["co-quan/so-truong-hoc/"]
    assert "Lịch sử" not in found["toan-van/"]


def test_a_provision_leads_to_its_past_on_its_own_page(small: Plan) -> None:
    found = pages(small, told())
    for url, page in found.items():
        links = read(page.body).xpath("//a[@href='#lich-su']")
        assert bool(links) == (url == "co-quan/so-duong-thuy/gach-1-1/"), url
        assert not links or read(page.trace).xpath("//*[@id='lich-su']"), url


def test_without_a_history_pages_are_as_they_were(small: Plan) -> None:
    for url, page in pages(small, History()).items():
        is_agency = url in {agency.url for agency in small.agencies}
        assert (page.trace is not None) == is_agency, url
        assert "Cập nhật" not in said(page.trace or "x")


def test_agencies_and_the_page_of_changes_name_their_feeds(small: Plan) -> None:
    site = Site(small, Options(), told())
    for page in site.pages():
        links = lxml.html.document_fromstring(site.document(page)).xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
        agency = next((agency for agency in small.agencies if agency.url == page.url), None)
        expected = feed(agency) if isinstance(agency, Agency) else ALL_CHANGES if page.kind == "changes" else None
        assert links == ([] if expected is None else ["../" * page.url.count("/") + expected]), page.url


# -- amended plans -----------------------------------------------------------------------------------------------------

FIRST, SECOND = "Quyết định số 17/2024/QĐ-UBND", "Quyết định số 04/2025/QĐ-UBND"


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[State]:
    return amended_states(tmp_path_factory.mktemp("states"))


def test_the_page_of_changes_tells_what_amendments_did(amended: Plan, states: list[State]) -> None:
    page = changes(amended, history_of(*states))
    note = squeeze(page.xpath("//p[@class='note']")[0].text_content())
    assert "Chỗ nào ghi “theo” một văn bản thì lời đã đổi theo văn bản ấy; chỗ khác không phải sửa đổi của văn bản." in note
    assert note.endswith(f"Lời đã đổi theo {FIRST}, {SECOND}.")
    assert "không đổi" not in note
    assert page.xpath("//h3/a/@href") == ["../van-ban/04-2025-qd-ubnd/", "../van-ban/17-2024-qd-ubnd/"]
    assert page.xpath("//ul[@class='told']//a/@href") == [
        "../nhiem-vu/ben-do-an-toan/#2-1-4", "../co-quan/so-duong-thuy/gach-2/#3-1-2", "../co-quan/hoi-nguoi-cheo-do/b1/#3-3-b1",
    ]  # fmt: skip
    text = squeeze(page.text_content())
    assert f"Thay lời Điều 2.1.4 theo khoản 1 Điều 1 {SECOND}, hiệu lực từ 01/3/2025." in text
    assert [squeeze(x.text_content()) for x in page.xpath("//ins")][:2] == ["thêm: báo, lắp đèn;", "thêm: bến trong năm 2025.;"]


@pytest.mark.parametrize(
    ("url", "words", "by"),
    [
        ("nhiem-vu/ben-do-an-toan/", f"thay lời Điều 2.1.4 theo khoản 1 Điều 1 {SECOND}, hiệu lực từ 01/3/2025", [FIRST, SECOND]),
        ("co-quan/so-duong-thuy/", f"bãi bỏ Điều 3.1.2 theo khoản 2 Điều 1 {SECOND}, hiệu lực từ 01/3/2025", [SECOND]),
        ("co-quan/so-duong-thuy/gach-2/", f"bãi bỏ Điều 3.1.2 theo khoản 2 Điều 1 {SECOND}, hiệu lực từ 01/3/2025", [SECOND]),
        ("co-quan/hoi-nguoi-cheo-do/b1/", f"bổ sung Điều 3.3.b1 theo Điều 1 {FIRST}, hiệu lực từ 01/10/2024", [FIRST]),
        ("van-ban/17-2024-qd-ubnd/", f"bổ sung Điều 3.3.b1 theo Điều 1 {FIRST}, hiệu lực từ 01/10/2024", [FIRST]),
        ("toan-van/", f"thay lời Điều 2.1.4, bãi bỏ Điều 3.1.2 theo {SECOND}, hiệu lực từ 01/3/2025", [FIRST, SECOND]),
    ],
)
def test_a_page_says_by_what_its_wording_changed(amended: Plan, states: list[State], url: str, words: str, by: list[str]) -> None:
    page = pages(amended, history_of(*states))[url]
    said_of = said(page.trace)
    assert f": {words}. Lời đổi theo {', '.join(by)}." in said_of
    assert "Nguyên văn không đổi" not in said_of


def test_no_page_denies_what_an_amendment_did(amended: Plan, states: list[State]) -> None:
    """Only pages that neither show nor name what was touched say that their wording was kept."""
    edit = edited(states[2], AGENCY, "  - Sở ĐT\n", "  - Sở Đg\n")
    found = pages(amended, history_of(*states, edit))
    assert [url for url, page in found.items() if "Nguyên văn không đổi" in said(page.trace or "x")] == []
    kept = pages(amended, history_of(states[2], edit))
    assert [url for url, page in kept.items() if "Nguyên văn không đổi" in said(page.trace or "x")] == ["co-quan/so-duong-thuy/"]


def test_what_was_amended_leads_to_its_past(amended: Plan, states: list[State]) -> None:
    found = pages(amended, history_of(*states))
    linked = {url for url, page in found.items() if read(page.body).xpath("//a[@href='#lich-su']")}
    assert linked == {"nhiem-vu/ben-do-an-toan/", "co-quan/hoi-nguoi-cheo-do/b1/"}
    assert all(read(found[url].trace).xpath("//*[@id='lich-su']") for url in linked)


# -- what is too much --------------------------------------------------------------------------------------------------


def test_a_flood_stays_small(small: Plan) -> None:
    """Hundreds of changed words, and texts longer than anybody reads, leave a page one can load."""
    many = b"".join(b"- say: [%d]\n  mean: [x]\n" % n for n in range(3_000))
    terms = b"".join(b"- id: t%d\n  term: T %d\n  meaning: Ngh\xc4\xa9a.\n" % (n, n) for n in range(3_000))
    flood = {**NOW, "thesaurus.yml": many, "terms.yml": terms}
    book = edited(NOW, AGENCY, "Hai việc của Sở bắt đầu", "Hai việc " + "dài dòng " * 20_000)
    found = pages(small, history_of(NOW, flood, NOW, book))
    assert len(gzip.compress(found["thay-doi/"].body.encode(), 6)) < 10_000
    assert "thêm 3000 mục từ tìm kiếm" in said(found["thay-doi/"].body).lower()
    assert all(len(gzip.compress(page.trace.encode(), 6)) < 4_000 for page in found.values() if page.trace)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_of_old_states_are_words(small: Plan, words: str) -> None:
    old = NOW[AGENCY].decode()
    for key in ("lead: Sở sửa xong các bến", "short_title: Sửa bến xuống cấp", "meaning: Mỗi năm", "reason: Chính là việc"):
        name, _, text = key.partition(": ")
        [line] = [line for line in old.splitlines() if line.strip().startswith(key)]
        old = old.replace(line, f"{line.partition(':')[0]}: {quoted(f'{text} {words}')}")
        assert name in line
    for page in pages(small, history_of({**NOW, AGENCY: old.encode()}, NOW)).values():
        whole = read(f"{page.body}{page.trace or ''}")
        assert not whole.xpath("//script | //img | //@*[starts-with(name(), 'on')] | //@href[starts-with(., 'javascript:')]"), page.url
        if page.url == "thay-doi/":
            assert squeeze(words) in squeeze(whole.text_content())


def test_commits_are_not_heard(repo_built: BuiltSite) -> None:
    """Neither messages nor names of people come from git onto the site."""
    for path in repo_built.folder.rglob("*"):
        if path.suffix in (".html", ".xml", ".json"):
            text = path.read_text("utf-8")
            assert AUTHOR not in text
            assert MESSAGE[:20] not in text
            assert "lời nhắn" not in text


# -- real builds ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A project in git: the small plan's data came, changed twice, with the code as it is here."""
    repo = Repo(tmp_path_factory.mktemp("origin") / "project")
    root = SMALL.parents[2]
    for name in ("hooks", "docs"):
        shutil.copytree(root / name, repo.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copy(root / name, repo.folder)
    shutil.copytree(SMALL, repo.folder / "data")
    for revision in reversed(told().revisions):
        repo.commit({f"data/{path}": after for path, (_, after) in revision.files.items()})
    return repo


@pytest.fixture(scope="module")
def repo_built(origin: Repo, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build("data", tmp_path_factory.mktemp("first") / "site", origin.folder, REPO_URL=REPO_URL)


def digests(site: BuiltSite) -> dict[str, str]:
    return {p.relative_to(site.folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(site.folder.rglob("*")) if p.is_file()}


def test_same_commit_same_bytes(origin: Repo, repo_built: BuiltSite, tmp_path: Path) -> None:
    """A clone elsewhere, another time zone and locale, a checkout without a branch."""
    clone = origin.cloned(tmp_path / "noi khac" / "b")
    Repo(clone).git("checkout", "--quiet", "--detach")
    again = build("data", tmp_path / "site", clone, REPO_URL=REPO_URL, TZ="America/Los_Angeles", LC_ALL="C", PYTHONHASHSEED="7")
    assert digests(again) == digests(repo_built)
    text = squeeze(repo_built.page("thay-doi/").text_content())
    assert "Thêm phối hợp với Sở Trường học ở Điều 3.1.1.1." in text
    assert "Dữ liệu được đưa lên lần đầu" in text


@pytest.mark.parametrize("way", ["shallow", "without git"])
def test_a_build_without_the_history_says_so_and_fails_nothing(origin: Repo, tmp_path: Path, way: str) -> None:
    clone = origin.cloned(tmp_path / "clone", *(("--depth", "1") if way == "shallow" else ()))
    (tmp_path / "bin").mkdir()
    site = build("data", tmp_path / "site", clone, **({} if way == "shallow" else {"PATH": str(tmp_path / "bin")}))
    assert "không đọc được lịch sử dữ liệu" in squeeze(site.page("thay-doi/").text_content())
    assert b"<entry>" not in (site.folder / ALL_CHANGES).read_bytes()
    assert not [url for url, page in site.pages.items() if "Cập nhật lần cuối" in page.text_content()]

