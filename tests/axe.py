"""The rules of axe-core, asked about a page as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Page

from built import ROOT
from plan import accessibility

SCRIPT = (ROOT / "tests/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
ASK = "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})"
EVERY: Mapping[str, object] = {"type": "tag", "values": accessibility.TAGS}
COLOURS: Mapping[str, object] = {"type": "rule", "values": accessibility.COLOUR_RULES}


def violations(page: Page) -> list[str]:
    """A line for each node that breaks a rule."""
    return _asked(page, EVERY)


def both(page: Page) -> list[str]:
    """The same in the colours the page has, and again, the rules about colours, in those it has in the dark: a dark page
    differs in nothing else. The page is left light."""
    light = violations(page)
    page.emulate_media(color_scheme="dark")
    dark = _asked(page, COLOURS)
    page.emulate_media(color_scheme="light")
    return [*light, *(f"dark: {line}" for line in dark)]


def _asked(page: Page, rules: Mapping[str, object]) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(SCRIPT)
    found = page.evaluate(ASK, rules)["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]
