"""What readers set in their machine is kept to: zoom, calm, colours of their own, no script, a finger for a pointer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from built import BuiltSite
from page_kinds import Sample, samples
from plan import Plan, accessibility

UNFOLD = "() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }"
MOVING = """most => [...document.querySelectorAll('*')].flatMap(e => [null, '::before', '::after'].map(part => [e, getComputedStyle(e, part)]))
  .filter(([, style]) => [style.animationDuration, style.transitionDuration].some(all => all.split(',').some(one => parseFloat(one) * (one.trim().endsWith('ms') ? 1 : 1000) > most)))
  .map(([e]) => e.outerHTML.slice(0, 120))"""
SMALL = """least => [...document.querySelectorAll('a[href], button, summary, select, input, [role=option]')].filter(e => e.checkVisibility({ visibilityProperty: true }))
  .filter(e => !e.closest('.visually-hidden'))
  .filter(e => {
    const target = e.labels?.length ? e.labels[0].contains(e) ? e.labels[0] : e : e;
    const { width, height } = target.getBoundingClientRect();
    if (width >= least && height >= least) return false;
    if (getComputedStyle(e).display !== 'inline') return true;
    let block = e.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    return block.textContent.trim() === e.textContent.trim();
  }).map(e => `${Math.round(e.getBoundingClientRect().width)} x ${Math.round(e.getBoundingClientRect().height)}: ${e.outerHTML.slice(0, 120)}`)"""
CONTROLS = """() => [...document.querySelectorAll('button, input, select, textarea, [role=button], [onclick], a:not([href])')]
  .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('form[action]')).map(e => e.outerHTML.slice(0, 120))"""
WORDING = "() => [...document.querySelectorAll('[data-provision]')].filter(e => e.matches('.wording')).map(e => [e.dataset.provision, e.textContent])"


def stay(page: Page, addresses: dict[Path, str], sample: Sample) -> bool:
    """Go there, unless its readers are sent on at once."""
    if sample.kind == "moved":
        return False
    page.goto(addresses[sample.site.folder] + sample.url)
    return True


def test_zoomed_in(browser: Browser, addresses: dict[Path, str], sites: tuple[BuiltSite, ...]) -> None:
    """At the greatest zoom nothing needs a sideways scroll, and nothing that stays in place takes the room from what is read."""
    times = accessibility.ZOOM / 100
    view = {"width": round(accessibility.WIDTHS[-1] / times), "height": round(800 / times)}
    page = browser.new_page(viewport=view, device_scale_factor=times)
    found = []
    for sample in samples(sites):
        if stay(page, addresses, sample):
            page.evaluate(UNFOLD)
            found += [f"{sample.name}: {page.evaluate('document.documentElement.scrollWidth')} px"] * page.evaluate(
                "document.documentElement.scrollWidth > innerWidth"
            )
            found += page.evaluate(
                "[...document.querySelectorAll('body *')].filter(e => ['fixed', 'sticky'].includes(getComputedStyle(e).position) && e.offsetHeight > innerHeight / 2 && !e.matches('.tip-box')).map(e => `stays: ${e.outerHTML.slice(0, 120)}`)"
            )
    page.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [360, 1280])
def test_calm_and_easy_to_hit(browser: Browser, addresses: dict[Path, str], sites: tuple[BuiltSite, ...], width: int) -> None:
    """For who asked for calm nothing moves; what is pressed is large enough, links within a sentence aside."""
    page = browser.new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    found = []
    for sample in samples(sites):
        if stay(page, addresses, sample):
            page.evaluate(UNFOLD)
            found += [f"{sample.name}: moves: {line}" for line in page.evaluate(MOVING, accessibility.MOTION)]
            found += [f"{sample.name}: {line}" for line in page.evaluate(SMALL, accessibility.TARGET - 0.1)]
    page.close()
    assert not found, "\n".join(found)


def test_without_script(browser: Browser, addresses: dict[Path, str], sites: tuple[BuiltSite, ...], real: Plan) -> None:
    """Each wording is the plan's, each shown one is seen; no control that does nothing; the search page leads to the A–Z."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    found, told = [], set()
    for sample in samples(sites):
        if not stay(page, addresses, sample):
            continue
        found += [f"{sample.name}: dead: {line}" for line in page.evaluate(CONTROLS)]
        if sample.site is sites[0]:
            shown = page.evaluate(WORDING)
            found += [f"{sample.name}: {name} differs" for name, text in shown if text != real.by_id[name].text]
            told |= {name for name, _ in shown}
        if sample.kind == "search":
            assert page.locator("main a[href$='muc-luc/']").first.is_visible()
    context.close()
    assert not found, "\n".join(found)
    assert told >= {p.id for p in real.responsibilities}


def test_colours_of_ones_own(browser: Browser, addresses: dict[Path, str], sites: tuple[BuiltSite, ...]) -> None:
    """With forced colours: the page one is on is told by a line, what has the focus by a ring, a picture by the colour of words."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, forced_colors="active", color_scheme="dark")
    page = context.new_page()
    for sample in samples(sites):
        if not stay(page, addresses, sample):
            continue
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", sample.name
        current = page.locator(".main-nav a[aria-current]")
        if current.count():
            assert current.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid", sample.name
        lost = "[...document.querySelectorAll('svg :not(g, title, defs, defs *)')].filter(e => e.checkVisibility()).map(e => getComputedStyle(e)).filter(s => s.fill !== 'none' && s.fill === getComputedStyle(document.body).backgroundColor).length"
        assert page.evaluate(lost) == 0, sample.name
    context.close()
