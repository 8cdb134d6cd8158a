"""An old address followed in a real Chromium that runs no script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from built import BuiltSite, serve


@pytest.fixture(scope="module")
def moved_address(moved_site: BuiltSite) -> Iterator[str]:
    yield from serve(moved_site.folder)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def test_a_reader_of_an_old_page_comes_to_the_new_one(page: Page, moved_address: str) -> None:
    page.goto(f"{moved_address}co-quan/so-duong-thuy/gach-2/")
    page.wait_for_url(f"{moved_address}co-quan/so-song-nuoc/gach-2/")
    assert page.locator("[data-provision='3.1.2']").first.is_visible()


def test_a_page_that_went_to_several_stays_and_lists_them(page: Page, moved_address: str) -> None:
    page.goto(f"{moved_address}nhiem-vu/cu/#3-1-1")
    line = page.locator("li[id='3-1-1']")
    assert line.is_visible()
    line.get_by_role("link").click()
    page.wait_for_url(f"{moved_address}co-quan/so-song-nuoc/#3-1-1")


def test_an_old_fragment_shows_its_note_at_the_new_place(page: Page, moved_address: str) -> None:
    """In view, above the words it tells of; whoever comes another way does not see it."""
    page.goto(f"{moved_address}toan-van/")
    note, words = page.locator("[id='2-1-9']"), page.locator("[data-provision='2.1.4']")
    assert not note.is_visible()
    page.goto("about:blank")
    page.goto(f"{moved_address}toan-van/#2-1-9")
    assert note.is_visible()
    shown, below = note.bounding_box(), words.bounding_box()
    assert shown is not None
    assert below is not None
    assert 0 <= shown["y"] < below["y"] < 800
