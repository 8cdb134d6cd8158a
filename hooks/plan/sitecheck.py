"""What must hold in a built site: every link inside it leads somewhere, every fragment exists, ids are unique.

Reads a folder of HTML, knows nothing of plans. Links to elsewhere are not followed.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_ATTRIBUTE = re.compile(r'\s(id|href|src|action)="([^"]*)"')
_SPACE = re.compile(r"[\x00-\x20]+")
_ACTIVE = re.compile(
    r"^<(?:iframe|object|embed|applet|base|style|frame|portal)\b"
    r"|^<script(?![^>]*\ssrc=)|^<meta [^>]*http-equiv ?= ?.?refresh"
    r"|[ /\"']on\w+ ?=|[ /\"']style ?="
    r"|= ?[\"']? ?(?:j ?a ?v ?a ?s ?c ?r ?i ?p ?t|vbscript|data) ?:"
    r"|^<(?!a\b|link\b[^>]*rel=.?canonical|meta\b)"
    r"[^>]*[ /\"'](?:src|href|action|srcset|poster|data) ?= ?[\"']? ?(?:https?:)?//",
    re.IGNORECASE,
)
"""What runs without being asked, or fetches from elsewhere: frames, inline scripts and styles, handlers, script addresses."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Page:
    ids: Counter[str]
    links: tuple[str, ...]
    active: tuple[str, ...]
    """Tags that would run or load something of their own."""


def faults(site: Path) -> list[str]:
    """One sentence for each broken link, missing fragment and repeated id, sorted by page."""
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return [
        fault
        for name, page in pages.items()
        for fault in (*_repeated(name, page), *_running(name, page), *_broken(name, page, pages, files))
    ]


def _read(path: Path) -> _Page:
    ids, links, active = [], [], []
    for tag in _TAG.findall(_COMMENT.sub("", path.read_text(encoding="utf-8"))):
        for name, value in _ATTRIBUTE.findall(tag):
            (ids if name == "id" else links).append(html.unescape(value))
        if _ACTIVE.search(_SPACE.sub(" ", html.unescape(tag))):
            active.append(tag)
    return _Page(Counter(ids), tuple(dict.fromkeys(links)), tuple(dict.fromkeys(active)))


def _repeated(name: str, page: _Page) -> Iterator[str]:
    for identity in sorted(identity for identity, times in page.ids.items() if times > 1):
        yield f"{name}: mã '{identity}' dùng hai lần trên một trang"


def _running(name: str, page: _Page) -> Iterator[str]:
    for tag in page.active:
        yield f"{name}: thẻ này chạy được hoặc tải từ nơi khác, không được dùng: {tag[:120]} (gợi ý: bỏ HTML, viết Markdown)"


def _broken(name: str, page: _Page, pages: dict[str, _Page], files: set[str]) -> Iterator[str]:
    for link in page.links:
        try:
            parts = urlsplit(link)
        except ValueError:
            yield f"{name}: địa chỉ sai dạng '{link}'"
            continue
        if parts.scheme or parts.netloc or name == "404.html":
            continue
        if parts.path.startswith("/"):
            yield f"{name}: liên kết tuyệt đối '{link}' chỉ chạy ở gốc tên miền (gợi ý: viết tương đối)"
            continue
        target = _target(name, unquote(parts.path))
        if target not in files:
            yield f"{name}: liên kết hỏng '{link}': không có trang '{target}'"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            yield f"{name}: liên kết hỏng '{link}': trang '{target}' không có mã '{unquote(parts.fragment)}'"


def _target(name: str, path: str) -> str:
    """The file a relative address means, folders meaning their index page."""
    if not path:
        return name
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if path.endswith("/") or posixpath.basename(path) in (".", "..") or target == ".":
        target = posixpath.join(target, "index.html")
    return target.removeprefix("./")
