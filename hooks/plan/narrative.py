"""What a hand-written file of the site must be before anything is built from it.

Its head is read as strictly as the data; what could run, forge official wording or go unnoticed is refused, each at
its line. What Markdown makes of the rest may hold only the tags Markdown has words for, written so that every browser reads
them alike: nothing an author writes can hide from us and show there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from .source import CONFLICT, CONFLICT_TOLD, Problem, SourceFile, decode, first_hidden, hidden_told, parse

KINDS = (".md", ".css", ".js", ".woff2", ".txt", ".json", ".png")
"""What a site is made of."""
KEYS = ("title", "description", "render_macros")
"""What the head of a page may say; the first two it must."""
MAX_BYTES = 500_000
"""A page of a hundred thousand words is no page."""
_FENCE = "---\n"
_TAGS = frozenset({
    "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li",
    "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
_EMPTY = frozenset(("br", "hr", "img"))
_NAMES = "alt|class|colspan|href|id|lang|rowspan|src|start|title"
_TAG = re.compile(rf"""<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?:\ (?:{_NAMES})="[^"<>\ue000]*")*(?:\ ?/)?>""")
"""A tag as Markdown writes it; a value of the plan has no place inside one."""


def examine(content: bytes, shown: str) -> Iterator[Problem]:
    """Everything wrong with one file of the site's own folder."""
    kind = PurePosixPath(shown).suffix
    if kind not in KINDS:
        yield Problem(shown, 1, 1, f"loại tệp '{kind}' không được đăng (gợi ý: viết trang bằng Markdown, tên kết thúc bằng .md)")
    elif kind == ".md" and len(content) > MAX_BYTES:
        yield Problem(shown, 1, 1, f"trang lớn hơn {MAX_BYTES // 1000} kB (gợi ý: chia làm nhiều trang)")
    elif kind == ".md":
        text, problems = decode(content, shown)
        yield from problems or _page(text, shown)


def foreign(html: str) -> Iterator[str]:
    """Tags in what Markdown made of a page, before the plan's values take their places, that are none of Markdown's.

    Each once; an end without a beginning only where no beginning was refused.
    """
    opened: list[str] = []
    told: dict[str, None] = {}
    at = html.find("<")
    while at >= 0:
        tag = _TAG.match(html, at)
        known = tag is not None and tag["name"] in _TAGS
        if known and tag and tag["end"]:
            known = bool(opened) and opened.pop() == tag["name"]
        elif known and tag and tag["name"] not in _EMPTY:
            opened.append(tag["name"])
        if not known and not (told and html.startswith("</", at)):
            told[html[at : html.find(">", at) + 1 or None][:120]] = None
        at = html.find("<", tag.end() if tag else at + 1)
    yield from told


def first_line(text: str) -> int:
    """Where a page's body begins, counted from 1."""
    parts = parted(text)
    return parts[0].count("\n") + 4 if parts else 1  # beside the head the two lines of '---', and one to count from


def parted(text: str) -> tuple[str, str] | None:
    """Head and body of a page; `None` where it has no head."""
    head, found, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    return (head, body) if found and text.startswith(_FENCE) else None


def _page(text: str, shown: str) -> Iterator[Problem]:
    parts = parted(text)
    if parts is None:
        yield Problem(shown, 1, 1, "thiếu phần đầu trang (gợi ý: bắt đầu bằng '---', rồi title và description, rồi '---')")
        return
    head, body = parts
    file, problems = parse(f"\n{head}", shown)
    yield from problems or _head(file)
    macros = isinstance(file.value, dict) and "render_macros" in file.value
    for number, line in enumerate(body.split("\n"), first_line(text)):
        hidden = first_hidden(line)
        if hidden is not None:
            yield Problem(shown, number, hidden + 1, hidden_told(line[hidden]))
        message = _line(line, macros)
        if message:
            yield Problem(shown, number, 1, message)


def _head(file: SourceFile) -> Iterator[Problem]:
    """A title, a description, and whether the page uses macros."""
    keys = file.value if isinstance(file.value, dict) else {}
    for key in keys:
        if key not in KEYS:
            yield file.place((key,), key=True).problem(f"khóa lạ '{key}' ở đầu trang (gợi ý: chỉ dùng {', '.join(KEYS)})")
    for key in KEYS[:2]:
        if not isinstance(keys.get(key), str) or not keys[key].strip():
            yield Problem(file.path, 1, 1, f"đầu trang thiếu '{key}' (gợi ý: thêm '{key}: …' giữa hai dòng '---')")
    if keys.get("render_macros") not in (None, "true", "false"):
        yield file.place(("render_macros",)).problem("'render_macros' chỉ nhận true hoặc false")


def _line(line: str, macros: bool) -> str:
    """What is wrong with a line of Markdown, or nothing."""
    if not macros and ("{{" in line or "{%" in line):
        return "có '{{' hoặc '{%' mà đầu trang không ghi render_macros (gợi ý: true để dùng, false để hiện nguyên)"
    if line.startswith(CONFLICT):
        return CONFLICT_TOLD
    return "'data-provision' chỉ dành cho nguyên văn (gợi ý: dùng quote(…))" if "data-provision" in line else ""
