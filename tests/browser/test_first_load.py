"""The first page a reader opens, with nothing kept from before: every byte counted at the server."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from built import BuiltSite
from serving import wired

WHOLE = 60_000
PAGES = (
    "nhiem-vu/", "nhiem-vu/tuyen-truyen/", "co-quan/", "co-quan/so-y-te/", "co-quan/so-y-te/b/", "doi-tuong/", "doi-tuong/tre-em/",
    "van-ban/", "van-ban/1983-qd-ttg/", "thoi-han/", "thay-doi/", "huong-dan/", "du-lieu/", "tim-kiem/", "ma-tran/",
)  # fmt: skip
"""One of each kind that is not long by nature."""


@pytest.mark.parametrize("url", PAGES)
def test_a_cold_reader_gets_a_page_within_60_kb(repo_site: BuiltSite, browser: Browser, url: str) -> None:
    """Only this site is asked, nothing twice, and the next page costs its markup alone."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    with wired(repo_site.folder) as wire:
        asked: list[str] = []
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(wire.address + url, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        assert {urlsplit(address).netloc for address in asked if not address.startswith("data:")} == {urlsplit(wire.address).netloc}
        first = dict(wire.sent)
        assert len(first) == len(wire.sent)
        assert any(path.endswith(".woff2") for path in first)
        assert sum(first.values()) <= WHOLE, first
        wire.sent.clear()
        page.goto(wire.address + "gioi-thieu/", wait_until="networkidle")
        assert [path for path, _ in wire.sent] == ["/gioi-thieu/"]
    context.close()
