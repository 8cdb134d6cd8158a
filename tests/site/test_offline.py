"""The packed site: everything in it, nothing that only a server makes work, the same bytes wherever it was packed."""

from __future__ import annotations

import hashlib
import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from built import SITE_URL, BuiltSite, squeeze
from plan import Plan, form, offline
from plan.published import whole_epub, whole_pdf, whole_site

SITES = [
    ("real_site", "real", ""), ("repo_site", "real", SITE_URL), ("small_site", "small", ""), ("amended_site", "amended", ""),
    ("form_site", "small", SITE_URL),
]  # fmt: skip


@pytest.fixture(scope="module", params=SITES, ids=lambda row: row[0])
def given(request: pytest.FixtureRequest) -> tuple[BuiltSite, Plan, str]:
    site, plan, url = request.param
    return request.getfixturevalue(site), request.getfixturevalue(plan), url


def packed(site: BuiltSite, plan: Plan) -> dict[str, bytes]:
    """Name in the one folder -> content."""
    with zipfile.ZipFile(site.folder / whole_site(plan)) as archive:
        folder = f"{Path(whole_site(plan)).stem}/"
        assert all(name.startswith(folder) for name in archive.namelist())
        return {name.removeprefix(folder): archive.read(name) for name in archive.namelist()}


def test_everything_is_in_it(given: tuple[BuiltSite, Plan, str]) -> None:
    site, plan, _ = given
    """But what only a server can give: the page of errors, the forms."""
    files = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
    inside = packed(site, plan)
    assert not [name for name in inside if name.startswith(form.URL)]
    files = {name for name in files if not name.startswith(form.URL)}
    assert inside.keys() == files - {"404.html", whole_site(plan)}
    others = {name for name in inside if not name.endswith(".html")} - {"sha256sums.txt"}
    assert all(inside[name] == (site.folder / name).read_bytes() for name in others)


def test_it_has_a_list_of_its_own_sums(given: tuple[BuiltSite, Plan, str]) -> None:
    inside = packed(*given[:2])
    listed = dict(reversed(line.split("  ", 1)) for line in inside.pop("sha256sums.txt").decode().splitlines())
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in inside.items()}


def test_every_link_leads_to_a_file_in_it(given: tuple[BuiltSite, Plan, str]) -> None:
    """No folder, nothing outside but what is sought by https, mail or a calendar program."""
    inside = packed(*given[:2])
    pages = {name: lxml.html.document_fromstring(content.decode()) for name, content in inside.items() if name.endswith(".html")}
    for name, page in pages.items():
        sent = [value.partition("url=")[2] for value in page.xpath("//meta[@http-equiv='refresh']/@content")]
        for link in (*page.xpath("//@href | //@action | //@src"), *sent):
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("https", "mailto", "webcal"), f"{name}: {link}"
                continue
            assert not parts.netloc, f"{name}: {link}"
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            assert target in inside, f"{name}: {link}"
            if parts.fragment and target in pages:
                assert pages[target].get_element_by_id(unquote(parts.fragment)) is not None, f"{name}: {link}"


def test_the_packed_site_itself_is_sought_where_it_was_published(given: tuple[BuiltSite, Plan, str]) -> None:
    site, plan, url = given
    page = lxml.html.document_fromstring(packed(site, plan)["du-lieu/index.html"].decode())
    (link,) = page.xpath("//ul[@class='downloads']/li/a[contains(., 'ZIP')]")
    assert link.get("href") == (f"{url}{whole_site(plan)}" if url else None)
    assert not page.xpath("//*[@data-size]")


def test_the_forms_are_sought_where_they_were_published(form_site: BuiltSite, small: Plan) -> None:
    assert (form_site.folder / form.URL / "index.html").is_file()
    pages = [content.decode() for name, content in packed(form_site, small).items() if name.endswith(".html")]
    links = {link for page in pages for link in re.findall(r'href="([^"]*quan-tri[^"]*)"', page)}
    assert links == {f"{SITE_URL}{form.URL}", f"{SITE_URL}{form.URL}LICENSES.txt"}


def test_no_font_is_asked_for_ahead(given: tuple[BuiltSite, Plan, str]) -> None:
    """Browsers refuse such a wish to a page from a folder, and say so on every page."""
    site, plan, _ = given
    assert site.page("").xpath("//link[@rel='preload']")
    assert not [name for name, content in packed(site, plan).items() if name.endswith(".html") and b"preload" in content]


def test_the_wording_is_untouched(given: tuple[BuiltSite, Plan, str]) -> None:
    site, plan, _ = given
    page = lxml.html.document_fromstring(packed(site, plan)["toan-van/index.html"].decode())
    shown = [(e.get("data-provision"), squeeze(e.text_content())) for e in page.xpath("//*[@data-provision]")]
    assert dict(shown) == {p.id: p.text for p in plan.provisions}


def test_when_and_where_it_was_packed_leaves_no_trace(given: tuple[BuiltSite, Plan, str]) -> None:
    site, plan, _ = given
    with zipfile.ZipFile(site.folder / whole_site(plan)) as archive:
        rows = archive.infolist()
    assert {row.date_time for row in rows} == {(plan.date.year, plan.date.month, plan.date.day, 0, 0, 0)}
    assert {(row.create_system, row.external_attr) for row in rows} == {(3, 0o644 << 16)}
    assert [row.filename for row in rows[:-1]] == sorted(row.filename for row in rows[:-1])


def test_whole_text_and_packed_site_are_offered(given: tuple[BuiltSite, Plan, str]) -> None:
    site, plan, _ = given
    offered = site.page("toan-van/").xpath("//ul[@class='take']//a/@href")
    assert offered == [f"../{whole_pdf(plan)}", f"../{whole_epub(plan)}", "../du-lieu/"]
    rows = site.page("du-lieu/").xpath("//ul[@class='downloads']/li")
    assert [row.xpath("string(a/@href)") for row in rows] == [f"../{at(plan)}" for at in (whole_pdf, whole_epub, whole_site)]
    shown = re.search(r"\((\d+,\d) MB\)", rows[2].text_content())
    assert shown
    assert abs(float(shown[1].replace(",", ".")) * 1e6 - (site.folder / whole_site(plan)).stat().st_size) <= 1e5


@pytest.mark.parametrize(
    ("link", "led"),
    [
        ("../", "../index.html"), ("./", "index.html"), ("..", "../index.html"), ("../van-ban/", "../van-ban/index.html"),
        ("../van-ban/#ii", "../van-ban/index.html#ii"), ("../tim-kiem/?q=a/", "../tim-kiem/index.html?q=a/"),
        ("#ii", "#ii"), ("", ""), ("?q=a", "?q=a"), ("../a/b.json", "../a/b.json"), ("../a/b.json#c/", "../a/b.json#c/"),
        ("https://a.example/b/", "https://a.example/b/"), ("mailto:a@b.example?subject=c/", "mailto:a@b.example?subject=c/"),
    ],
)  # fmt: skip
def test_a_link_to_a_folder_leads_to_its_page(link: str, led: str) -> None:
    html = f'<p>href="x/"</p><a class="ref" href="{link}">x</a>'
    assert offline.page(html, "a/index.html", lacking=("tai-ve/x.zip",), at="") == html.replace(f'"{link}">', f'"{led}">')


@pytest.mark.parametrize(
    ("link", "sought"),
    [
        ("../x/", "x/"), ("../x/?a=b#c", "x/?a=b#c"), ("../x/y.txt", "x/y.txt"), ("../z.zip", "z.zip"),
    ],
)  # fmt: skip
def test_what_is_lacking_is_sought_at_the_site_or_not_at_all(link: str, sought: str) -> None:
    html = f'<a class="ref" href="{link}">x</a>'
    lacking = ("x/", "z.zip")
    assert offline.page(html, "a/index.html", lacking=lacking, at=SITE_URL) == f'<a class="ref" href="{SITE_URL}{sought}">x</a>'
    assert offline.page(html, "a/index.html", lacking=lacking, at="") == '<a class="ref">x</a>'


def test_a_page_that_is_no_more_sends_its_readers_to_a_page() -> None:
    html = '<meta http-equiv="refresh" content="0; url=../moi/#a"><form action="../tim-kiem/">'
    mended = '<meta http-equiv="refresh" content="0; url=../moi/index.html#a"><form action="../tim-kiem/index.html">'
    assert offline.page(html, "cu/index.html", lacking=("x/",), at="") == mended
