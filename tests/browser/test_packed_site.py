"""The packed site as a reader opens it: unpacked into a folder whose name holds a space, by `file://`, no server anywhere."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from built import BuiltSite
from plan import Plan
from plan.published import whole_site
from plan.vietnamese import fold


@pytest.fixture(scope="module")
def home(real_site: BuiltSite, real: Plan, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("tải về")
    with zipfile.ZipFile(real_site.folder / whole_site(real)) as archive:
        archive.extractall(folder)
    return (folder / Path(whole_site(real)).stem / "index.html").as_uri()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_one_reads_from_page_to_page(page: Page, home: str, real: Plan) -> None:
    base = home.removesuffix("index.html")
    area = real.task_areas[2]
    page.goto(home)
    page.locator(f"main a[href='{area.url}index.html']").first.click()
    page.wait_for_url(f"{base}{area.url}index.html")
    inner = next(p for p in area.provisions if real.provision(p).kind == "point")
    assert page.locator(f"[data-provision='{inner}']").first.text_content() == real.provision(inner).text
    page.locator("nav a[href$='co-quan/index.html']").first.click()
    page.wait_for_url(f"{base}co-quan/index.html")
    page.locator(f"main a[href$='co-quan/{real.agencies[0].id}/index.html']").first.click()
    page.wait_for_url(f"{base}co-quan/{real.agencies[0].id}/index.html")
    duty = real.responsibilities_of(real.agencies[0].id)[0]
    assert page.locator(f"[data-provision='{duty.id}']").first.text_content() == duty.text


def test_nothing_is_refused(browser: Browser, home: str) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    for name in ("index.html", "tim-kiem/index.html", "tra-cuu/index.html"):
        page.goto(f"{home.removesuffix('index.html')}{name}", wait_until="networkidle")
        assert page.evaluate("[...document.fonts].some(font => font.status == 'loaded')"), name
    assert told == []
    page.close()


def test_search_answers_and_its_results_open(browser: Browser, home: str, real: Plan) -> None:
    page = browser.new_page()
    page.goto(f"{home.removesuffix('index.html')}tim-kiem/index.html")
    page.locator("main input[type=search]").fill("nghi quyet")
    page.keyboard.press("Enter")
    page.locator("[data-search-results][data-query='nghi quyet'] a").first.wait_for()
    assert "nghi quyet" in fold(page.locator("[data-search-results]").inner_text())
    page.locator("[data-search-results] a").first.click()
    page.wait_for_url("**/index.html*")
    assert page.locator("main").count() == 1
    page.close()


def test_the_register_filters(browser: Browser, home: str, real: Plan) -> None:
    page = browser.new_page()
    page.goto(f"{home.removesuffix('index.html')}tra-cuu/index.html")
    rows = page.locator(".register [data-provision]:visible")
    rows.first.wait_for()
    every = rows.count()
    page.goto(f"{page.url}?co-quan={real.agencies[0].id}")
    page.wait_for_function("n => [...document.querySelectorAll('.register [data-provision]')].filter(e => e.offsetParent).length < n", arg=every)
    assert 0 < rows.count() < every
    page.close()


def test_calendars_and_papers_lie_where_they_are_linked(browser: Browser, home: str, real: Plan) -> None:
    page = browser.new_page()
    page.goto(f"{home.removesuffix('index.html')}co-quan/{real.agencies[0].id}/index.html")
    with page.expect_download() as saved:
        page.locator("main a[download][href$='.ics']").first.click()
    assert saved.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")
    page.close()
