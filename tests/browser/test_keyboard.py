"""The keyboard alone: every kind of page walked through with Tab, each stop seen, nothing left out, no way shut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from built import BuiltSite
from page_kinds import samples
from plan import accessibility

WATCH = """contrast => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = rgba(colour).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const around = (element) => {
    for (let e = element.parentElement; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (rgba(colour)[3] === 255) return colour;
    }
    return "white";
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + .05) / (dark + .05);
  };
  const seen = (element) => [...element.getClientRects()].some(({ left, right, top, bottom }) =>
    [.5, .1, .9].some(at => {
      const hit = document.elementFromPoint(left + (right - left) * at, top + (bottom - top) * at);
      return hit && (element.contains(hit) || hit.contains(element) && hit.tagName === "LABEL");
    }));
  window.stops = [];
  const faults = window.faults = [];
  const tell = (element, what) => faults.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  document.addEventListener("focusin", ({ target }) => stops.push(target));
  document.addEventListener("keydown", () => { // the next Tab: where it leaves has been scrolled to and drawn
    const target = document.activeElement;
    if (!stops.includes(target)) return;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(target);
    if (!seen(target)) tell(target, "not seen");
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) tell(target, "no ring");
    else if (ratio(outlineColor, around(target)) < contrast) tell(target, `ring ${ratio(outlineColor, around(target)).toFixed(2)}:1`);
  }, true);
  window.wanted = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !e.matches(":disabled, details:not([open]) > :not(summary) *"));
  return wanted.length;
}"""
LEFT_OUT = "wanted.filter(e => !stops.includes(e)).map(e => `left out: ${e.outerHTML.slice(0, 120)}`)"


def walk(page: Page) -> list[str]:
    """From the start of the page through all of it and out; what went wrong."""
    count = page.evaluate(WATCH, accessibility.CONTRAST)
    for _ in range(count + 1):
        page.keyboard.press("Tab")
    found: list[Any] = page.evaluate("faults")
    first = page.evaluate("stops[0]?.getAttribute('href')")
    if first != "#noi-dung":
        found.append(f"first stop {first}")
    return found + page.evaluate(LEFT_OUT)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_every_kind_of_page(
    browser: Browser, addresses: dict[Path, str], sites: tuple[BuiltSite, ...], width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    found, kinds = [], set()
    for sample in samples(sites):
        if sample.kind == "moved":
            continue  # its readers are sent on at once
        page.goto(addresses[sample.site.folder] + sample.url + "?q=an" * (sample.kind == "search"))
        if sample.kind == "search":  # with its results and filters: they come a while after the page
            page.wait_for_selector("[data-search-results][data-query=an]", state="attached")
        found += [f"{sample.name}: {line}" for line in walk(page)]
        kinds.add(sample.kind)
    context.close()
    assert not found, "\n".join(found)
    assert kinds == set(accessibility.KINDS) - {"moved"}


def test_the_skip_link_leads_to_the_content(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}toan-van/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()
