"""Somebody at the forms of `/quan-tri/`, in a real browser: signs in, opens a form, changes words, hands in."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from code_host import TOKEN, CodeHost


class Desk:
    """A browser at the forms of a copy of a plan, and the host their proposals go to."""

    def __init__(self, page: Page, host: CodeHost, address: str) -> None:
        self.page, self.host, self.address = page, host, address
        self.asked: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)

    def sign_in(self) -> None:
        self.page.goto(f"{self.address}quan-tri/index.html")
        self.page.get_by_role("button", name="Mở biểu mẫu").click()
        self.page.get_by_role("button", name="Đăng nhập bằng mã truy cập").click()
        self.page.get_by_role("textbox").fill(TOKEN)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("button", name="Tài khoản")).to_be_visible()

    def open(self, group: str, file: str) -> None:
        """By way of the lists, as one goes on foot; back from a form first."""
        back = self.page.get_by_role("button", name="Hủy chỉnh sửa")
        if back.is_visible():
            back.click()
        self.page.get_by_role("treeitem", name=group).click()
        self.page.get_by_role("row", name=file).click()
        expect(self.page.get_by_role("button", name="Lưu", exact=True)).to_be_visible()

    def unfold(self, summary: str) -> None:
        self.page.locator(".item", has_text=summary).last.get_by_role("button").first.click()

    def text(self, begins: str) -> Locator:
        """The box with the text that begins so."""
        texts = self.page.locator("textarea:visible")
        expect(texts.first).to_be_visible()
        self.page.wait_for_function("words => [...document.querySelectorAll('textarea')].some(({ value }) => value.startsWith(words))", arg=begins)
        (text,) = [texts.nth(n) for n in range(texts.count()) if texts.nth(n).input_value().startswith(begins)]
        return text

    def rewrite(self, begins: str, old: str, new: str) -> None:
        """Replaces words in the text that begins so."""
        text = self.text(begins)
        assert old in text.input_value()
        text.fill(text.input_value().replace(old, new))

    def save(self) -> str:
        """Saves, hands in for reading, and returns the branch of the proposal."""
        self.page.get_by_role("button", name="Lưu", exact=True).click()
        self.page.get_by_role("button", name="Gửi duyệt").click()
        self.page.wait_for_function("() => document.body.innerText.includes('Đang duyệt')")
        return str(self.host.proposals[-1]["head"])
