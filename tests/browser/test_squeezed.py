"""A style sheet made shorter says the same: a browser reads the same rules from both."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from built import ROOT
from plan.pages import squeezed

RULES = """async css => {
  const sheet = await new CSSStyleSheet().replace(css);
  return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(", ", ","));
}"""
"""A custom property keeps its words as written, so a space after a comma is not compared."""
TRAPS = """/* "not" a string */ a::before { content: "/* kept */  ; } { a: b"; }
b { background: url(data:image/svg+xml;x={a;b}, c); width: calc( 1px + (2px - 3px) * 2 ) }
:is( .a , .b ) > .c:hover , d e { margin: 0 ; } i::after { content: 'it\\'s  "so"' } @media screen and (min-width: 1px) { f { color : red } }
"""


SHEETS = sorted((ROOT / "docs" / "assets").glob("*.css"))


@pytest.mark.parametrize("css", [TRAPS, *(path.read_text("utf-8") for path in SHEETS)], ids=["traps", *(path.stem for path in SHEETS)])
def test_a_browser_reads_the_same_rules(browser: Browser, css: str) -> None:
    page = browser.new_page()
    whole, short = page.evaluate(RULES, css), page.evaluate(RULES, squeezed(css))
    page.close()
    assert whole
    assert short == whole
    assert len(squeezed(css)) < len(css)
