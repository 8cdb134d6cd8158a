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
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"""<([a-zA-Z][\w:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_UNSEEN = re.compile(r"[\x00-\x20]+")
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background"})
_DATA = "application/ld+json"
"""The one kind of script that is data and does not run."""
_FRAMES = frozenset({"iframe", "object", "embed", "applet", "base", "style", "frame", "frameset", "portal"})


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
    ids: list[str] = []
    links: list[str] = []
    active: list[str] = []
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    head = text.find("<body")
    for match in _TAG.finditer(text):
        own_ids, own_links, sent, runs = _tag(match[1].lower(), match[2])
        ids += own_ids
        links += own_links
        if sent and match.start() < head:
            links.append(sent)
        elif runs:
            active.append(match[0])
    return _Page(Counter(ids), tuple(dict.fromkeys(links)), tuple(dict.fromkeys(active)))


@lru_cache(maxsize=1 << 16)  # pages of one site are made of the same tags
def _tag(tag: str, inside: str) -> tuple[tuple[str, ...], tuple[str, ...], str, bool]:
    """Ids, links, where it would send its reader, and whether it runs."""
    attributes = [_attribute(found) for found in _ATTRIBUTE.finditer(inside)]
    ids = tuple(value for name, value in attributes if name == "id")
    links = tuple(value for name, value in attributes if name in ("href", "src", "action"))
    # of one named twice, browsers take the first
    return ids, links, _sent_to(dict(attributes)), _runs(tag, dict(reversed(attributes)))


def _attribute(found: re.Match[str]) -> tuple[str, str]:
    return found[1].lower(), html.unescape(found[2] or found[3] or found[4] or "")


def _sent_to(attributes: dict[str, str]) -> str:
    """Where the head of a page sends its reader at once, when that is a place of this site."""
    told = attributes.get("content", "") if attributes.get("http-equiv") == "refresh" else ""
    found = re.fullmatch(r"0; url=((?!/)[\w./#-]+)", told, re.ASCII)
    return found[1] if found and not attributes.keys() - {"http-equiv", "content"} else ""


def _runs(tag: str, attributes: dict[str, str]) -> bool:
    """Whether a tag runs without being asked, or fetches from elsewhere: a frame, an inline script or style, a handler,
    an address that is a script, a picture or form of another site."""
    runs = tag == "script" and "src" not in attributes and attributes.get("type") != _DATA
    if tag in _FRAMES or runs or "refresh" in attributes.get("http-equiv", "").lower():
        return True
    if any(name.startswith("on") or name in ("style", "srcdoc") for name in attributes):
        return True
    addresses = [_UNSEEN.sub("", value).lower() for name, value in attributes.items() if name in _ADDRESSES]
    if any(address.startswith(("javascript:", "vbscript:", "data:")) for address in addresses):
        return True
    free = tag == "a" or (tag == "link" and attributes.get("rel") == "canonical")
    return not free and any(address.startswith(("http:", "https:", "//")) for address in addresses)


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
