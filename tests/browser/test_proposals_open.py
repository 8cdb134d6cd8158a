"""The folded ways to put something right, opened on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from built import BuiltSite, serve
from plan import Plan


@pytest.fixture(scope="module")
def repo_address(repo_site: BuiltSite) -> Iterator[str]:
    yield from serve(repo_site.folder)


def test_a_finger_finds_every_link(browser: Browser, repo_address: str, real: Plan) -> None:
    """Folded away at first; opened by a tap; each way is then tall enough for a finger."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(repo_address + real.page_of(real.responsibilities[0]))
    link = page.locator("main a[data-edit]").first
    assert not link.is_visible()
    page.locator("details.propose > summary").first.tap()
    assert link.is_visible()
    heights = [a.bounding_box()["height"] for a in page.locator("main .ways a").all() if a.is_visible()]  # type: ignore[index]
    assert heights and min(heights) >= 44
    facts = [a.bounding_box()["height"] for a in page.locator("main .fact-lines a").all() if a.is_visible()]  # type: ignore[index]
    assert len(facts) > 3 and min(facts) >= 34
    context.close()
