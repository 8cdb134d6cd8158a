"""Deadlines as a reader sees them on a given day, and calendars as a reader takes them along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from built import BuiltSite
from plan import Plan
from plan.exports.calendars import files
from plan.model import Due
from plan.pages import Options
from plan.pages.deadlines import leaflet
from plan.pages.leaf import Leaf, environment
from plan.published import ALL_CALENDARS, calendar
from plan.schema import Deadline
from plan.vietnamese import slug

HOME = "Asia/Ho_Chi_Minh"
DAYS = [
    # "trước" leaves the day itself out: its eve is the last day
    ("trước ngày 25/12", "2026-11-24T09:00+07:00", "Lần tới: trước ngày 25/12/2026, còn 31 ngày."),
    ("trước ngày 25/12", "2026-01-01T00:00+07:00", "Lần tới: trước ngày 25/12/2026, còn 358 ngày."),
    ("trước ngày 25/12", "2026-12-23T23:59+07:00", "Lần tới: trước ngày 25/12/2026, còn 2 ngày."),
    ("trước ngày 25/12", "2026-12-24T00:00+07:00", "Lần tới: trước ngày 25/12/2026, hôm nay là ngày cuối."),
    ("trước ngày 25/12", "2026-12-24T23:59+07:00", "Lần tới: trước ngày 25/12/2026, hôm nay là ngày cuối."),
    ("trước ngày 25/12", "2026-12-25T00:00+07:00", "Lần tới: trước ngày 25/12/2027, còn 365 ngày."),
    ("trước ngày 25/12", "2026-12-31T12:00+07:00", "Lần tới: trước ngày 25/12/2027, còn 359 ngày."),
    ("trước ngày 25/12", "2027-12-25T12:00+07:00", "Lần tới: trước ngày 25/12/2028, còn 366 ngày."),
    ("trước ngày 01/01", "2026-12-31T12:00+07:00", "Lần tới: trước ngày 01/01/2027, hôm nay là ngày cuối."),
    ("trước ngày 01/3", "2027-02-28T12:00+07:00", "Lần tới: trước ngày 01/3/2027, hôm nay là ngày cuối."),
    ("trước ngày 01/3", "2028-02-28T12:00+07:00", "Lần tới: trước ngày 01/3/2028, còn 2 ngày."),
    # "chậm nhất" and a bare day keep the day itself
    ("chậm nhất ngày 05/02", "2027-02-04T12:00+07:00", "Lần tới: chậm nhất ngày 05/02/2027, còn 1 ngày."),
    ("chậm nhất ngày 05/02", "2027-02-05T23:59+07:00", "Lần tới: chậm nhất ngày 05/02/2027, hôm nay là ngày cuối."),
    ("chậm nhất ngày 05/02", "2027-02-06T00:00+07:00", "Lần tới: chậm nhất ngày 05/02/2028, còn 364 ngày."),
    ("ngày 01/10", "2026-09-30T12:00+07:00", "Lần tới: ngày 01/10/2026, còn 1 ngày."),
    ("ngày 01/10", "2026-10-01T12:00+07:00", "Lần tới: ngày 01/10/2026, hôm nay."),
    ("ngày 01/10", "2026-10-02T12:00+07:00", "Lần tới: ngày 01/10/2027, còn 364 ngày."),
    # a day most years lack
    ("chậm nhất ngày 29/02", "2026-02-27T12:00+07:00", "Lần tới: chậm nhất ngày 28/02/2026, còn 1 ngày."),
    ("chậm nhất ngày 29/02", "2026-02-28T12:00+07:00", "Lần tới: chậm nhất ngày 28/02/2026, hôm nay là ngày cuối."),
    ("chậm nhất ngày 29/02", "2026-03-01T12:00+07:00", "Lần tới: chậm nhất ngày 28/02/2027, còn 364 ngày."),
    ("chậm nhất ngày 29/02", "2028-02-28T12:00+07:00", "Lần tới: chậm nhất ngày 29/02/2028, còn 1 ngày."),
    ("trước ngày 29/02", "2026-02-28T12:00+07:00", "Lần tới: chậm nhất ngày 28/02/2026, hôm nay là ngày cuối."),
    ("trước ngày 29/02", "2028-02-28T12:00+07:00", "Lần tới: trước ngày 29/02/2028, hôm nay là ngày cuối."),
    # once
    ("trước ngày 30/6/2025", "2024-12-31T12:00+07:00", "Còn 181 ngày."),
    ("trước ngày 30/6/2025", "2025-06-29T12:00+07:00", "Hôm nay là ngày cuối."),
    ("trước ngày 30/6/2025", "2025-06-30T00:00+07:00", "Hạn này đã qua."),
    ("trước ngày 30/6/2025", "2026-06-01T12:00+07:00", "Hạn này đã qua."),
    ("chậm nhất ngày 30/6/2025", "2025-06-30T23:59+07:00", "Hôm nay là ngày cuối."),
    ("ngày 30/6/2025", "2025-06-30T12:00+07:00", "Hôm nay."),
    ("ngày 30/6/2025", "2025-07-01T00:00+07:00", "Hạn này đã qua."),
]
ELSEWHERE = [
    # the reader's own day counts, whatever day it is in Greenwich, and no clock change takes or adds one
    ("Pacific/Auckland", "2026-12-25T00:30+13:00", "trước ngày 25/12", "Lần tới: trước ngày 25/12/2027, còn 365 ngày."),
    ("America/New_York", "2026-12-24T23:30-05:00", "trước ngày 25/12", "Lần tới: trước ngày 25/12/2026, hôm nay là ngày cuối."),
    ("America/New_York", "2026-03-07T23:30-05:00", "trước ngày 09/3", "Lần tới: trước ngày 09/3/2026, còn 2 ngày."),
    ("America/New_York", "2026-10-31T00:10-04:00", "trước ngày 02/11", "Lần tới: trước ngày 02/11/2026, còn 2 ngày."),
]


def due(plan: Plan, text: str) -> Due:
    """The plan's first deadline with other words, and the day they name."""
    day, month, *year = text.rpartition(" ")[2].split("/")
    values = {"id": "han", "text": text, "day": day, "month": month, "recurrence": "once" if year else "yearly"}
    return replace(plan.deadlines[0], deadline=Deadline.model_validate({**values, **({"year": year[0]} if year else {})}))


def shown(page: Page, plan: Plan, text: str, now: str) -> tuple[str, str]:
    """What a page open at that moment says of a deadline: its rule, and what the browser adds to it. Other words are put into
    the page as markup, which its policy would refuse."""
    macro = environment().from_string('{% import "parts.html.j2" as parts %}{{ parts.next_date(found) }}')
    html = macro.render(found=leaflet(Leaf(plan, Options(), "thoi-han/"), due(plan, text)))
    page.clock.set_fixed_time(now)
    page.evaluate(
        """html => { document.querySelector(".due > .when").outerHTML = html;
        document.dispatchEvent(new Event("visibilitychange")); }""",
        html,
    )
    whole = page.locator(".when").first
    added = whole.locator("[data-next]")
    assert added.is_visible()
    return str(whole.evaluate("p => p.firstChild.textContent + p.firstElementChild.textContent")), added.inner_text()


@pytest.fixture(scope="module")
def at_home(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(timezone_id=HOME, bypass_csp=True)
    page = context.new_page()
    page.goto(address + "thoi-han/")
    yield page
    context.close()


@pytest.mark.parametrize(("text", "now", "told"), DAYS)
def test_the_next_date(at_home: Page, real: Plan, text: str, now: str, told: str) -> None:
    rule, added = shown(at_home, real, text, now)
    assert rule.lower().startswith(text.rpartition(" ")[0])
    assert added == told


@pytest.mark.parametrize(("zone", "now", "text", "told"), ELSEWHERE)
def test_the_day_is_the_reader_s(browser: Browser, address: str, real: Plan, zone: str, now: str, text: str, told: str) -> None:
    context = browser.new_context(timezone_id=zone, bypass_csp=True)
    page = context.new_page()
    page.goto(address + "thoi-han/")
    assert shown(page, real, text, now)[1] == told
    context.close()


@pytest.mark.parametrize("url", ["", "thoi-han/"])
def test_the_site_s_own_deadline(browser: Browser, address: str, url: str) -> None:
    """The page as built, opened on a day: the rule, then the next date."""
    context = browser.new_context(timezone_id=HOME, bypass_csp=True)
    page = context.new_page()
    page.clock.set_fixed_time("2026-11-24T09:00+07:00")
    page.goto(address + url)
    assert page.locator(".when").inner_text().split("\n") == [
        "Trước ngày 25/12, hằng năm.", "Lần tới: trước ngày 25/12/2026, còn 31 ngày.",
    ]  # fmt: skip
    context.close()


def test_the_rule_stands_without_javascript_and_on_paper(browser: Browser, address: str) -> None:
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(address + "thoi-han/")
    paper = browser.new_page()
    paper.emulate_media(media="print")
    paper.goto(address + "thoi-han/")
    for page in (plain, paper):
        assert page.locator(".when").inner_text().strip() == "Trước ngày 25/12, hằng năm."
        assert not page.locator("a[data-webcal]").first.is_visible()
    assert plain.locator("a[download]").first.is_visible()
    assert not paper.locator("a[download]").first.is_visible()
    plain.context.close()
    paper.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_moves_when_the_next_date_comes(browser: Browser, address: str, width: int) -> None:
    """The text of a deadline stands where it stood without the line the browser adds."""
    tops = []
    for scripted in (True, False):
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripted)
        page = context.new_page()
        page.goto(address + "thoi-han/")
        page.wait_for_load_state("networkidle")
        bounds = page.locator(".due-text").bounding_box()
        assert bounds is not None
        tops.append(bounds["y"])
        context.close()
    assert tops[0] == tops[1]


def test_a_calendar_to_follow_and_to_download(browser: Browser, address: str, real: Plan) -> None:
    """On a web server each calendar can be followed where it lies; a file comes with a name of its own."""
    page = browser.new_page()
    page.goto(address + "thoi-han/")
    host = address.partition("://")[2]
    followed = page.locator("a[data-webcal]").evaluate_all("links => links.map(link => link.href)")
    assert followed == [f"webcal://{host}{name}" for name in files(real, "")]
    assert page.locator("a[data-webcal][hidden]").count() == 0
    with page.expect_download() as download:
        page.locator("a[download]").first.click()
    assert download.value.suggested_filename == f"{slug(real.number)}-{ALL_CALENDARS}.ics"
    assert download.value.path().read_bytes() == files(real, "")[calendar(ALL_CALENDARS)]
    page.close()


def test_from_a_folder_there_is_only_the_file(browser: Browser, real_site: BuiltSite) -> None:
    page = browser.new_page()
    page.goto(Path(real_site.folder / "thoi-han/index.html").as_uri())
    assert page.locator(".next").is_visible()
    assert page.locator("a[download]").first.is_visible()
    assert page.locator("a[data-webcal]").count() > 0
    assert page.locator("a[data-webcal]:not([hidden])").count() == 0
    page.close()


def test_a_site_that_knows_its_address_needs_no_script(browser: Browser, repo_site: BuiltSite) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(Path(repo_site.folder / "thoi-han/index.html").as_uri())
    link = page.locator("a[data-webcal]").first
    assert link.is_visible()
    assert link.get_attribute("href") == f"webcal://ke-hoach.example/trang/{calendar(ALL_CALENDARS)}"
    page.context.close()
