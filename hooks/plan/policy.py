"""What a page may load, run and keep: its Content-Security-Policy, directive by directive, and what it leaves with a reader.

The one place for both. Every page carries `POLICY` itself, so it holds wherever the files are served from, and from a folder;
a server may send `HEADER` besides, which can also say who may frame a page. The forms have a policy of their own (`form.page`):
`HEADER` is not for them.
"""

from __future__ import annotations

from dataclasses import dataclass

SCRIPT_ADDRESSES = ("search", "index")
"""Who may name a script to load (Trusted Types): `site.js`, and the reader of the index. Each looks at the name first."""

DIRECTIVES: tuple[tuple[str, str, str], ...] = (
    ("default-src", "'none'", "what is not named below is not loaded: no frame, plugin, worker, sound"),
    ("script-src", "'self'", "our own files; no inline script anywhere, so no hash to keep"),
    ("style-src", "'self'", "our own files; no style attribute and no style element"),
    ("img-src", "'self'", "the icon; pictures in pages are inline SVG"),
    ("font-src", "'self'", "our own fonts"),
    ("connect-src", "'self'", "no script of ours fetches; who tries a page reads robots.txt as the page does"),
    ("form-action", "'self'", "the search box leads to our own page"),
    ("base-uri", "'none'", "no injected <base> can turn relative addresses elsewhere"),
    ("object-src", "'none'", "said for those who look for it; default-src says it already"),
    ("require-trusted-types-for", "'script'", "no text becomes markup or script by a sink such as innerHTML"),
    ("trusted-types", " ".join(SCRIPT_ADDRESSES), "the search is loaded by script elements, whose addresses these look at"),
)
"""Name, value, and why."""


def policy(*, preview: bool = False) -> str:
    """The policy of a page. The generator's live preview puts a script of its own into it, which changes with each build."""
    allowed = {"script-src": "'self' 'unsafe-inline'"} if preview else {}
    rules = {name: value for name, value, _ in DIRECTIVES} | allowed
    return "; ".join(f"{name} {value}" for name, value in rules.items())


POLICY = policy()
HEADER = f"{POLICY}; frame-ancestors 'none'"
"""The same for a server to send; nobody may put a page into a frame, which a page cannot say of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Something a page leaves in a reader's browser."""

    where: str
    key: str
    """A name, or the beginning of names when it ends with `*`."""
    why: str
    until: str


READING: tuple[Kept, ...] = ()
"""What reading, searching and narrowing leave behind: nothing."""
FORMS: tuple[Kept, ...] = (
    Kept(
        where="localStorage",
        key="sveltia-cms.*",
        why="tiếng hiển thị và lựa chọn của bạn trong biểu mẫu; lần đăng nhập",
        until="bạn đăng xuất hoặc xóa dữ liệu của trang",
    ),
    Kept(
        where="indexedDB",
        key="github:*",
        why="bản sao các tệp dữ liệu và bản nháp chưa gửi",
        until="bạn xóa dữ liệu của trang",
    ),
)
"""What the forms leave, once their reader opens them."""
