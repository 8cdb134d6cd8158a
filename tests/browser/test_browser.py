"""Every page type in a real Chromium, as readers use it: on a phone, on paper, without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from plan import Plan
from plan.vietnamese import long_date, short_date


def kinds(plan: Plan) -> dict[str, str]:
    """One address of every page type; of the repeating ones the first and the fullest."""
    fullest = max(plan.agencies, key=lambda agency: len(plan.responsibilities_of(agency.id)) + len(plan.named_in(agency.id)))
    longest = max(plan.task_areas, key=lambda area: len(area.provisions))
    unowned = [area for area in plan.task_areas if any(map(plan.is_unowned, plan.within(area.id)))]
    found = {
        "home": "", "areas": "nhiem-vu/", "area": longest.url, "agencies": "co-quan/",
        "agency": fullest.url, "responsibility": plan.page_of(plan.responsibilities[0]), "full text": "toan-van/",
        "documents": "van-ban/", "document": plan.documents[1].url, "plan itself": plan.documents[0].url, "groups": "doi-tuong/",
        "deadlines": "thoi-han/", "matrix": "ma-tran/", "register": "tra-cuu/", "glossary": "thuat-ngu/", "A-Z": "muc-luc/",
        "search": "tim-kiem/", "about": "gioi-thieu/",
        "guide": "huong-dan/", "citizens": "nguoi-dan/", "officials": "can-bo/", "contribute": "dong-gop/", "data": "du-lieu/", "changes": "thay-doi/",
        "accessibility": "kha-nang-tiep-can/", "error": "404.html",
    }  # fmt: skip
    some = [("group", plan.group_url(group.id)) for group in plan.groups[:1]]
    some += [("area without an owner", area.url) for area in unowned[-1:]]
    return found | dict(some)


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
    link.focus()
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Tab")
    assert link.evaluate("link => link === document.activeElement")
    assert box.inner_text() == link.get_attribute("data-tip")
    phone.keyboard.press("Escape")
    assert not box.is_visible()


def test_an_explanation_stays_while_the_pointer_is_on_it(browser: Browser, address: str) -> None:
    """From the word onto its explanation and to rest there; gone once the pointer leaves, or at Escape."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + "toan-van/")
    box = page.locator("[data-tip-box]")
    page.locator("a.abbr").first.hover()
    assert box.is_visible()
    box.hover()
    page.wait_for_timeout(400)
    assert box.is_visible()
    page.mouse.move(2, 400)
    box.wait_for(state="hidden")
    page.locator("a.abbr").first.hover()
    page.keyboard.press("Escape")
    assert not box.is_visible()
    page.close()


def test_a_fragment_marks_its_provision(phone: Page, address: str, real: Plan) -> None:
    duty = real.responsibilities[-1]
    phone.goto(address + "toan-van/#" + duty.fragment)
    assert phone.evaluate("document.querySelector(':target').dataset.provision") == duty.id
    assert phone.evaluate("Math.abs(document.querySelector(':target').getBoundingClientRect().top) < innerHeight")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_matrix_is_a_table_of_words(browser: Browser, address: str, real: Plan, width: int) -> None:
    """At any width a row for each agency, and every role in it a word one can see."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address + "ma-tran/")
    table = page.get_by_role("table")
    assert table.get_by_role("row").count() == len(real.agencies) + 1
    assert table.get_by_role("rowheader").all_inner_texts() == [
        text for text in table.get_by_role("rowheader").all_inner_texts() if any(text.startswith(a.name) for a in real.agencies)
    ]
    names = {role.id for role in real.site.roles}
    words = table.locator(".role").all()
    assert len(words) >= len(real.agencies)
    for word in words:
        assert word.inner_text().strip().lower() in names
        assert word.bounding_box()["width"] > 40  # type: ignore[index]
    page.close()


def test_the_figures_stand_on_the_first_screen(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    page.evaluate("document.fonts.ready")
    bounds = page.locator(".figures").bounding_box()
    assert bounds is not None
    assert bounds["y"] + bounds["height"] <= 800
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
    for url in kinds(real).values():
        page.goto(address + url)
        text = page.evaluate("document.body.innerText")
        assert real.number in text, url
        assert short_date(real.date) in text or long_date(real.date) in text, url
        assert url in text
        controls = page.locator("nav, form, input, button, summary, .masthead a, .skip, .tools").all()
        assert [found.evaluate("e => e.outerHTML.slice(0, 90)") for found in controls if found.is_visible()] == [], url
    page.close()
