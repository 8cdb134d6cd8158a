"""Every page type in a real Chromium: nothing overflows, nothing complains, nothing leaves the machine, nobody is shut out."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from built import ROOT, BuiltSite
from plan import Plan

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = ROOT / "tests/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(real_site: BuiltSite) -> Iterator[str]:
    yield from serve(real_site.folder)


@pytest.fixture(scope="session")
def small_address(small_site: BuiltSite) -> Iterator[str]:
    yield from serve(small_site.folder)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    named = (os.environ.get("CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=next(filter(None, named), None), args=FLAGS)
        yield launched
        launched.close()


def kinds(plan: Plan) -> dict[str, str]:
    """One address of every page type; of the repeating ones the first and the fullest."""
    fullest = max(plan.agencies, key=lambda agency: len(plan.responsibilities_of(agency.id)) + len(plan.named_in(agency.id)))
    longest = max(plan.task_areas, key=lambda area: len(area.provisions))
    found = {
        "home": "", "areas": "nhiem-vu/", "area": longest.url, "area without an owner": plan.task_areas[-1].url, "agencies": "co-quan/",
        "agency": fullest.url, "responsibility": plan.page_of(plan.responsibilities[0]), "full text": "toan-van/",
        "documents": "van-ban/", "document": plan.documents[1].url, "plan itself": plan.documents[0].url, "groups": "doi-tuong/",
        "deadlines": "thoi-han/", "matrix": "ma-tran/", "glossary": "thuat-ngu/", "search": "tim-kiem/", "about": "gioi-thieu/",
        "guide": "huong-dan/", "citizens": "nguoi-dan/", "officials": "can-bo/", "contribute": "dong-gop/", "data": "du-lieu/",
        "accessibility": "kha-nang-tiep-can/", "error": "404.html",
    }  # fmt: skip
    return found | ({"group": plan.group_url(plan.groups[0].id)} if plan.groups else {})


class Watch:
    """A page and everything it said or asked for."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.host = urlsplit(base).netloc
        self.faults: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self.faults.append(f"failed {request.url}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if urlsplit(url).netloc != self.host:
            self.faults.append(f"leaves the machine: {url}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_page_type(browser: Browser, address: str, real: Plan, width: int, scheme: str) -> None:
    """No overflow, no console error, no request elsewhere, no cookie, 0 axe violations."""
    check_pages(browser, address, kinds(real), width, scheme)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_page_type_of_another_plan(browser: Browser, small_address: str, small: Plan, width: int, scheme: str) -> None:
    check_pages(browser, small_address, kinds(small), width, scheme)


def check_pages(browser: Browser, base: str, pages: dict[str, str], width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    watch = Watch(context, base)
    found: list[str] = []
    for kind, url in pages.items():
        watch.page.goto(base + url)
        watch.page.evaluate("document.fonts.ready")
        over = watch.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            found.append(f"{kind}: {over} px too wide")
        watch.page.evaluate(AXE.read_text(encoding="utf-8"))
        result = watch.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", RULES
        )
        found += [f"{kind}: {v['id']}: {node['html'][:160]}" for v in result["violations"] for node in v["nodes"]]
    assert not watch.faults
    assert not context.cookies()
    assert watch.page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()
    assert not found, "\n".join(found)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_the_first_stop_is_the_skip_link(phone: Page) -> None:
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.getAttribute('href')") == "#noi-dung"
    assert phone.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


def test_text_is_at_least_14_px_and_wording_16(phone: Page, address: str, real: Plan) -> None:
    small = """() => [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
      && e.getClientRects().length && !e.closest('svg') && !e.closest('.visually-hidden')).map(e => [parseFloat(getComputedStyle(e).fontSize), e.outerHTML.slice(0, 90)])
      .filter(([size]) => size < 13.9)"""
    wording = "() => Math.min(...[...document.querySelectorAll('p[data-provision]')].map(e => parseFloat(getComputedStyle(e).fontSize)))"
    for url in kinds(real).values():
        phone.goto(address + url)
        assert phone.evaluate(small) == [], url
    phone.goto(address + "toan-van/")
    assert phone.evaluate(wording) >= 16


def test_an_abbreviation_explains_itself_by_touch_and_key(phone: Page, address: str) -> None:
    """A tap opens the explanation and stays on the page; Escape closes it; focus shows it too."""
    phone.goto(address + "toan-van/")
    link = phone.locator("a.abbr").first
    link.scroll_into_view_if_needed()
    link.tap()
    assert phone.url.endswith("toan-van/")
    box = phone.locator("[role=tooltip], [data-tip-box]").first
    assert box.is_visible()
    bounds = box.bounding_box()
    assert bounds is not None
    assert bounds["x"] >= 0
    assert bounds["x"] + bounds["width"] <= 360
    phone.keyboard.press("Escape")
    assert not box.is_visible()


def test_a_fragment_marks_its_provision(phone: Page, address: str, real: Plan) -> None:
    duty = real.responsibilities[-1]
    phone.goto(address + "toan-van/#" + duty.fragment)
    assert phone.evaluate("document.querySelector(':target').dataset.provision") == duty.id
    assert phone.evaluate("Math.abs(document.querySelector(':target').getBoundingClientRect().top) < innerHeight")


def test_search_answers_from_the_address(browser: Browser, address: str, real: Plan) -> None:
    """With and without tone marks the agency asked for comes first, and its link leads to its place."""
    page = browser.new_page()
    agency = real.agencies[4]
    for typed in (agency.name, agency.name.upper(), "so y te"):
        page.goto(f"{address}tim-kiem/?q={quote(typed)}")
        page.wait_for_function("typed => document.querySelector('[data-search-results]').dataset.query === typed", arg=typed)
        first = page.locator("[data-search-results] a[data-provision]").first
        assert first.get_attribute("data-provision") == agency.provision, typed
    first.click()
    assert page.url.startswith(address + agency.url)
    page.close()


def test_without_javascript_all_is_there(browser: Browser, address: str, real: Plan) -> None:
    """Reading, navigation and the choice of an agency need no script."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    for url in kinds(real).values():
        page.goto(address + url)
        assert page.locator("h1").first.is_visible(), url
        assert page.locator("footer a").count() > 8, url
    page.goto(address)
    assert page.locator(f"main a[href='{real.agencies[0].url}']").count()
    context.close()


def test_paper_shows_number_date_and_address(browser: Browser, address: str, real: Plan) -> None:
    """Printed pages name the document, its date and the address of the page; navigation and controls are gone."""
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(address + real.page_of(real.responsibilities[0]))
    text = page.evaluate("document.body.innerText")
    assert real.number in text
    assert real.page_of(real.responsibilities[0]) in text
    assert not page.locator("nav").first.is_visible()
    page.close()
