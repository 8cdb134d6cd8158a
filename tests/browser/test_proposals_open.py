"""The folded ways to put something right, opened: on a phone and on a desk, light and dark, with every link there can be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from built import ROOT, BuiltSite, serve
from plan import Plan

AXE = ROOT / "tests/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPEN = "() => { for (const found of document.querySelectorAll('details.propose, .margin details')) found.open = true; }"


@pytest.fixture(scope="module")
def repo_address(repo_site: BuiltSite) -> Iterator[str]:
    yield from serve(repo_site.folder)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_overflows_and_nobody_is_shut_out(browser: Browser, repo_address: str, real: Plan, width: int, scheme: str) -> None:
    agency, duty = real.agencies[0], real.responsibilities[0]
    urls = [
        "co-quan/", agency.url, real.page_of(duty), real.task_areas[2].url, real.documents[1].url, real.group_url(real.groups[0].id),
        "toan-van/", "thuat-ngu/", "thoi-han/", "dong-gop/",
    ]  # fmt: skip
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    for url in urls:
        page.goto(repo_address + url)
        page.evaluate(OPEN)
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append(f"{url}: too wide")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", RULES)
        found += [f"{url}: {v['id']}: {node['html'][:160]}" for v in result["violations"] for node in v["nodes"]]
    context.close()
    assert not found, "\n".join(found)


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
