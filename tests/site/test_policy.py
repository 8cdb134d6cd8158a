"""The policy stands in every page before anything it could stop, and nothing in a page needs more than it allows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from markupsafe import Markup

from built import SITE_URL, SMALL, BuiltSite, build
from plan import Plan, form
from plan.pages import Options, Site
from plan.pages.page import Page
from plan.policy import DIRECTIVES, FORMS, HEADER, POLICY, READING, SCRIPT_ADDRESSES

SITES = ["real_site", "small_site", "moved_site", "amended_site", "hostile_site"]
META = "//meta[@http-equiv='Content-Security-Policy']"


def documents(site: BuiltSite) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    """Every HTML file of a site, the error page and the pages that only send on too."""
    for path in sorted(site.folder.rglob("*.html")):
        yield path.relative_to(site.folder).as_posix(), lxml.html.document_fromstring(path.read_text("utf-8"))


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> BuiltSite:
    return request.getfixturevalue(request.param)


def test_every_page_carries_the_policy_first(site: BuiltSite) -> None:
    """Only the encoding, which loads nothing, stands before it."""
    seen = 0
    for name, page in documents(site):
        first, second, *_ = page.find("head")
        assert dict(first.attrib) == {"charset": "utf-8"}, name
        assert dict(second.attrib) == {"http-equiv": "Content-Security-Policy", "content": POLICY}, name
        assert len(page.xpath(META)) == 1, name
        seen += 1
    assert seen > 30
    assert (site.folder / "404.html").is_file()


def test_nothing_in_a_page_runs_or_styles_in_its_line(site: BuiltSite) -> None:
    for name, page in documents(site):
        assert page.xpath("//script[not(@src)][not(@type='application/ld+json')]") == [], name
        assert page.xpath("//style | //base | //iframe | //object | //embed") == [], name
        named = {attribute for element in page.iter("*") for attribute in element.attrib}
        assert not {attribute for attribute in named if attribute == "style" or attribute.startswith("on")}, name
        loaded = page.xpath("//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //form/@action")
        assert not [address for address in loaded if re.match(r"\w+:|//", address)], name
        assert not [address for address in page.xpath("//@href") if re.match(r"\s*(javascript|vbscript|data):", address, re.IGNORECASE)], name


def test_the_forms_have_their_own(tmp_path: Path) -> None:
    built = build(SMALL, tmp_path / "site", SITE_URL=SITE_URL, REPO_URL="https://github.com/nhom/ke-hoach")
    others = {page.xpath(f"string({META}/@content)") for name, page in documents(built) if name != f"{form.URL}index.html"}
    assert others == {POLICY}
    own = built.page(form.URL).xpath(f"string({META}/@content)")
    assert own != POLICY
    assert "script-src 'self';" in own
    assert built.page(form.URL).xpath("//script/@src | //link/@href")
    told = built.page("gioi-thieu/").xpath("//div[@class='kept']//li/code/text()")
    assert told == [kept.key for kept in (*READING, *FORMS)]


def test_the_site_tells_what_it_keeps(small_site: BuiltSite) -> None:
    (told,) = small_site.page("gioi-thieu/").xpath("//div[@class='kept']")
    assert "không để lại gì" in told.text_content()
    assert told.xpath(".//li") == []


def test_each_directive_is_said_once_and_why() -> None:
    names = [name for name, _, _ in DIRECTIVES]
    assert len(set(names)) == len(names)
    assert all(reason for _, _, reason in DIRECTIVES)
    assert "unsafe" not in HEADER
    assert "http" not in HEADER.replace("http-equiv", "")
    assert html.escape(POLICY, quote=False) == POLICY
    assert '"' not in POLICY


def test_only_a_live_preview_allows_what_the_generator_adds(small: Plan) -> None:
    page = Page(url="x/", title="x", description="x", kind="narrative", body=Markup("<p>x</p>"))
    assert POLICY in Site(small).document(page)
    preview = Site(small, Options(preview=True)).document(page)
    assert "script-src 'self' 'unsafe-inline'" in preview


@pytest.mark.parametrize("name", SCRIPT_ADDRESSES)
def test_each_that_names_scripts_is_in_the_policy(real_site: BuiltSite, name: str) -> None:
    scripts = "".join((real_site.folder / file).read_text("utf-8") for file in ("assets/site.js", "assets/search/client.js"))
    assert scripts.count(f'createPolicy("{name}"') == 1
    assert scripts.count("createPolicy(") == len(SCRIPT_ADDRESSES)


def test_our_scripts_make_no_markup_of_text(real_site: BuiltSite) -> None:
    """Elements are made one by one; the browser would refuse what follows anyway."""
    for path in [*real_site.folder.glob("assets/*.js"), real_site.folder / "assets/search/client.js", real_site.folder / "assets/search/register.js"]:
        found = re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(\"on|\.style\.cssText", path.read_text("utf-8"))
        assert not found, path.name
