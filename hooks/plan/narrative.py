"""What a hand-written file of the site must be before anything is built from it.

Its head is read as strictly as the data; what could run, forge official wording or go unnoticed is refused, each at
its line. What Markdown makes of the rest is looked at once more in the built page (`sitecheck`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from .source import CONFLICT, CONFLICT_TOLD, Problem, SourceFile, decode, first_hidden, hidden_told, parse

KINDS = (".md", ".css", ".js", ".woff2", ".txt", ".json", ".png")
"""What a site is made of."""
KEYS = ("title", "description", "render_macros")
"""What the head of a page may say; the first two it must."""
_FENCE = "---\n"


def examine(content: bytes, shown: str) -> Iterator[Problem]:
    """Everything wrong with one file of the site's own folder."""
    kind = PurePosixPath(shown).suffix
    if kind not in KINDS:
        yield Problem(shown, 1, 1, f"loại tệp '{kind}' không được đăng (gợi ý: viết trang bằng Markdown, tên kết thúc bằng .md)")
    elif kind == ".md":
        text, problems = decode(content, shown)
        yield from problems or _page(text, shown)


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
    for number, line in enumerate(body.split("\n"), head.count("\n") + 4):
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
