"""Nobody is shut out: every kind of page at every width, light and dark, as it comes and with what it can open open.

What is looked at is what the site says is looked at (`plan.accessibility`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from axe import SCRIPT, both
from built import ROOT, BuiltSite
from page_kinds import WRITTEN, Sample, others, samples
from plan import Plan, accessibility
from plan.duties import register
from plan.vietnamese import fold

UNFOLD = "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }"
REFRESH = '<meta http-equiv="refresh"'


class Eye:
    """One window that goes from page to page; what it heard and what a rule objects to it keeps."""

    def __init__(self, context: BrowserContext, width: int, addresses: dict[Path, str]) -> None:
        self.context = context
        self.width = width
        self.addresses = addresses
        self.page: Page = context.new_page()
        self.found: list[str] = []
        hosts = {urlsplit(address).netloc for address in addresses.values()}
        told = self.found.append
        self.page.on("console", lambda message: told(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: told(str(error)))
        self.page.on("requestfailed", lambda request: told(f"failed {request.url}"))
        self.page.on("request", lambda asked: None if urlsplit(asked.url).netloc in hosts else told(f"leaves the machine: {asked.url}"))

    def open(self, sample: Sample, more: str = "") -> None:
        """The page itself, not the one it may send its readers on to."""
        url = self.addresses[sample.site.folder] + sample.url
        html = sample.site.path(sample.url).read_text(encoding="utf-8")
        if REFRESH in html:
            self.page.route(url, lambda route: route.fulfill(content_type="text/html", body=html.replace(REFRESH, "<meta ")))
        self.page.goto(url + more)
        self.page.evaluate("document.fonts.ready")

    def look(self, name: str) -> None:
        over = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            self.found.append(f"{name}: {over} px too wide")
        self.found += [f"{name}: {line}" for line in both(self.page)]

    def close(self) -> None:
        assert not self.context.cookies()
        assert self.page.evaluate("localStorage.length + sessionStorage.length") == 0
        self.context.close()
        assert not self.found, "\n".join(self.found)


@pytest.fixture
def window(browser: Browser, addresses: dict[Path, str], request: pytest.FixtureRequest) -> Iterator[Eye]:
    """As wide as the test asks; at the end nothing may have been found."""
    view = {"width": request.param, "height": 800}
    context = browser.new_context(viewport=view, color_scheme="light", reduced_motion="reduce", bypass_csp=True)
    made = Eye(context, request.param, addresses)
    yield made
    made.close()


widths = pytest.mark.parametrize("window", accessibility.WIDTHS, indirect=True)


@widths
def test_every_kind_of_page_unfolded(window: Eye, sites: tuple[BuiltSite, ...]) -> None:
    """Nothing overflows, nothing complains or leaves the machine, no rule is broken; each kind the site names, and no other."""
    seen = set()
    for sample in samples(sites):
        window.open(sample)
        window.page.evaluate(UNFOLD)
        window.look(sample.name)
        seen.add(sample.kind)
    assert seen == set(accessibility.KINDS)


@widths
def test_other_pages_as_they_come(window: Eye, repo_site: BuiltSite) -> None:
    """Shared out among the widths."""
    rest = others(repo_site, accessibility.OTHERS)
    assert len(rest) == accessibility.OTHERS
    at = accessibility.WIDTHS.index(window.width)
    for sample in rest[at :: len(accessibility.WIDTHS)]:
        window.open(sample)
        window.look(sample.name)


@pytest.mark.parametrize("window", [accessibility.WIDTHS[0], accessibility.WIDTHS[-1]], indirect=True)
def test_another_plan(window: Eye, small_site: BuiltSite) -> None:
    for sample in samples([small_site]):
        if sample.kind != WRITTEN:
            window.open(sample)
            window.look(sample.name)


# -- what a reader can open or bring about ---------------------------------------------------------------------------


def suggestions(window: Eye, plan: Plan, repo: BuiltSite) -> None:
    window.open(Sample(kind="agency", site=repo, url=plan.agencies[0].url))
    window.page.keyboard.press("/")
    window.page.keyboard.type(fold(plan.agencies[0].name)[:6])
    window.page.locator("[role=option]").first.wait_for()
    window.page.keyboard.press("ArrowDown")
    assert window.page.locator("[role=option][aria-selected=true]").count() == 1


def results(window: Eye, plan: Plan, repo: BuiltSite) -> None:
    _asked(window, repo, fold(plan.agencies[0].name))
    window.page.evaluate(UNFOLD)
    assert window.page.locator(".result").count() > 1
    assert window.page.locator(".facets input").first.is_visible()


def nothing(window: Eye, _plan: Plan, repo: BuiltSite) -> None:
    _asked(window, repo, "qwertzuiop")
    assert window.page.locator("[data-search-nothing]").is_visible()


def _asked(window: Eye, repo: BuiltSite, query: str) -> None:
    window.open(Sample(kind="search", site=repo, url="tim-kiem/"), f"?q={quote(query)}")
    window.page.wait_for_function("q => document.querySelector('[data-search-results]').dataset.query === q", arg=query)


def filters(window: Eye, plan: Plan, repo: BuiltSite) -> None:
    agency = next(agency for duty in register(plan) for agency in duty.doubtful)
    window.open(Sample(kind="register", site=repo, url="tra-cuu/"), f"?co-quan={agency}&sap=han&nguoc=1")
    window.page.evaluate(UNFOLD)
    assert window.page.locator(".narrow select").first.is_visible()


def none(window: Eye, _plan: Plan, repo: BuiltSite) -> None:
    window.open(Sample(kind="register", site=repo, url="tra-cuu/"), "?q=qwertzuiop")
    window.page.locator("[data-narrow=none]").wait_for()


def pages(window: Eye, plan: Plan, repo: BuiltSite) -> None:
    window.open(Sample(kind="area", site=repo, url=plan.task_areas[0].url))
    window.page.locator("#muc-luc-trang").focus()
    assert window.page.evaluate("document.activeElement.getBoundingClientRect().top < innerHeight")


def tip(window: Eye, _plan: Plan, repo: BuiltSite) -> None:
    window.open(Sample(kind="text", site=repo, url="toan-van/"))
    window.page.locator("a.abbr").first.focus()
    assert window.page.locator("[data-tip-box]").is_visible()


OPENERS: dict[str, Callable[[Eye, Plan, BuiltSite], None]] = {
    "suggestions": suggestions, "results": results, "nothing": nothing, "filters": filters, "none": none, "pages": pages, "tip": tip,
}  # fmt: skip
UNFOLDED = "folds"
"""Every kind of page is looked at in this state."""


@widths
def test_with_what_can_be_opened_open(window: Eye, real: Plan, repo_site: BuiltSite) -> None:
    assert {*OPENERS, UNFOLDED} == set(accessibility.STATES)
    for name, bring_about in OPENERS.items():
        bring_about(window, real, repo_site)
        window.look(name)


def test_in_the_dark_nothing_but_colours_differs(repo_site: BuiltSite) -> None:
    """What is asked of dark pages is therefore enough."""
    sheets = {path.name: path.read_text(encoding="utf-8") for path in (repo_site.folder / "assets").glob("*.css")}
    dark = {name: re.findall(r"prefers-color-scheme: ?dark\){(.*?})}", text) for name, text in sheets.items() if "color-scheme" in text}
    assert list(dark) == ["plan.css"]
    (rules,) = dark["plan.css"]
    assert re.fullmatch(r":root{(color-scheme:dark;?|--[\w-]+:#[0-9a-fA-F]+;?)+}", rules)


def test_the_rules_are_of_the_version_told() -> None:
    assert json.loads((ROOT / "tests/package.json").read_text("utf-8"))["dependencies"]["axe-core"] == accessibility.AXE
    assert f"axe v{accessibility.AXE}" in SCRIPT[:200]
