"""Taking a clause along: its link, its citation in full and in short, its words with the citation, or sharing them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from built import SITE_URL, BuiltSite
from plan import Plan

SPY = """
window.taken = [];
Object.defineProperty(navigator, "clipboard", { value: %s, configurable: true });
document.execCommand = (command) => { taken.push(document.activeElement.value); return command === "copy"; };
navigator.share = async (what) => { taken.push(what); };
"""
CLIPBOARD = "{ writeText: async (text) => { taken.push(text); } }"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def opened(page: Page, address: str, summary: str, clipboard: str = CLIPBOARD) -> Page:
    """The page with its citation tools open, and whatever is copied kept."""
    page.add_init_script(SPY % clipboard)
    page.goto(address)
    page.locator(f"summary:has-text('{summary}')").first.click()
    return page


def taken(page: Page, button: str) -> object:
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_function("() => taken.length > 0")
    return page.evaluate("taken.pop()")


@pytest.mark.parametrize("clipboard", [CLIPBOARD, "undefined"])
def test_what_can_be_taken(page: Page, address: str, real: Plan, clipboard: str) -> None:
    """With a clipboard and without one: link, both citations, the exact wording with its citation."""
    duty = real.responsibilities[-1]
    opened(page, urljoin(address, real.page_of(duty)), "Trích dẫn", clipboard)
    assert taken(page, "Chép trích dẫn") == real.citation(duty)
    assert taken(page, "Kèm trích yếu") == f"{real.citation(duty)} {real.title}"
    assert taken(page, "Chép trích dẫn ngắn") == real.short_citation(duty)
    assert taken(page, "Chép nguyên văn") == f"{duty.text}\n({real.citation(duty)})"
    assert taken(page, "Chép liên kết") == urljoin(address, real.url(duty))


def test_sharing_tells_wording_and_address(page: Page, address: str, real: Plan) -> None:
    duty = real.responsibilities[-1]
    opened(page, urljoin(address, real.page_of(duty)), "Trích dẫn")
    assert taken(page, "Chia sẻ") == {
        "title": real.short_citation(duty),
        "text": f"{duty.text}\n({real.citation(duty)})",
        "url": urljoin(address, real.url(duty)),
    }


def test_without_sharing_there_is_no_button(page: Page, address: str, real: Plan) -> None:
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(urljoin(address, real.page_of(real.responsibilities[-1])))
    page.locator("summary:has-text('Trích dẫn')").first.click()
    page.get_by_role("button", name="Chép nguyên văn").wait_for()
    assert page.get_by_role("button", name="Chia sẻ").count() == 0


def test_the_link_is_copied_with_a_click_and_followed_without_script(page: Page, address: str, real: Plan, browser: Browser) -> None:
    duty = real.responsibilities[-1]
    page.add_init_script(SPY % CLIPBOARD)
    page.goto(urljoin(address, real.page_of(duty)))
    link = page.locator("main [data-link]").first
    assert link.inner_text() == "Chép liên kết"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => taken.length > 0")
    assert page.evaluate("taken.pop()") == urljoin(address, real.url(duty))
    page.locator("[role=status]:has-text('Đã chép: Chép liên kết')").wait_for(state="attached")
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(urljoin(address, real.page_of(duty)))
    plain.locator("main [data-link]").first.click()
    assert plain.url == urljoin(address, real.url(duty))
    plain.context.close()


def test_every_provision_of_the_full_text_can_be_taken(page: Page, address: str, real: Plan) -> None:
    """Each one's words and citation, head and end of the document included; opened one by one as a reader would."""
    page.add_init_script(SPY % CLIPBOARD)
    page.goto(urljoin(address, "toan-van/"))
    copied = page.evaluate("""async () => {
        for (const cite of document.querySelectorAll(".cite")) cite.open = true;
        await new Promise((done) => setTimeout(done, 300));
        const found = {};
        for (const citation of document.querySelectorAll("[data-copy]")) {
            const words = [...citation.parentElement.querySelectorAll(".copies button")].find((b) => b.textContent === "Chép nguyên văn");
            words.click();
            await new Promise((done) => setTimeout(done));
            found[citation.dataset.copy] = taken.pop();
        }
        return found;
    }""")
    expected = {p.id: f"{p.text}\n({real.citation(p)})" for p in real.provisions if p.kind != "rule"}
    assert copied == expected


def test_a_page_in_a_folder_gives_its_words_too(page: Page, real_site: BuiltSite, real: Plan) -> None:
    duty = real.responsibilities[-1]
    opened(page, real_site.path(real.page_of(duty)).as_uri(), "Trích dẫn")
    assert taken(page, "Chép nguyên văn") == f"{duty.text}\n({real.citation(duty)})"
    assert str(taken(page, "Chép liên kết")).endswith(real.url(duty).partition("#")[2])


def test_the_published_address_is_taken_where_it_is_known(page: Page, repo_site: BuiltSite, real: Plan) -> None:
    duty = real.responsibilities[-1]
    opened(page, repo_site.path(real.page_of(duty)).as_uri(), "Trích dẫn")
    assert taken(page, "Chép liên kết") == SITE_URL + real.url(duty)
