"""The site of the hostile corpus in a real browser with its policy switched off: what is escaped does not run, policy or not."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser

from built import BuiltSite, serve
from hostile import WORDS

ASKED = ("script", "double quote and tag", "prototype", "template literal", "link in Markdown", "entities")


def test_nothing_of_it_runs(browser: Browser, hostile_fields: tuple[BuiltSite, dict]) -> None:
    """Every page opened, every fold of it too, words searched for and explained: no script, dialog, request elsewhere, or fault."""
    site, _ = hostile_fields
    server = serve(site.folder)
    base = next(server)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    context.set_default_timeout(8000)
    page = context.new_page()
    faults: list[str] = []
    page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: faults.append(request.url) if urlsplit(request.url).netloc != urlsplit(base).netloc else None)
    for url in site.pages:
        if site.pages[url].find("body").get("class") == "page-moved":
            continue
        page.goto(base + url)
        page.evaluate("() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }")
        page.evaluate("() => { for (const link of document.querySelectorAll('[data-tip]')) { link.focus(); link.dispatchEvent(new Event('pointerover', { bubbles: true })); } }")
        assert page.evaluate("window.ran") is None, url
    for name in ASKED:
        page.goto(f"{base}tim-kiem/?q={quote(WORDS[name])}")
        page.wait_for_function("q => document.querySelector('[data-search-results]').dataset.query === q", arg=WORDS[name])
        page.goto(f"{base}tra-cuu/?q={quote(WORDS[name])}&co-quan={quote(WORDS[name])}")
        page.locator("table.register[data-ready]").wait_for(state="attached")
        assert page.evaluate("window.ran") is None, name
    context.close()
    next(server, None)
    assert faults == []
