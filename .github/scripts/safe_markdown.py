"""Markdown of unknown origin, made fit to be shown under our name.

What stays: words, headings, lists, tables, code, a few plain tags, links into the places given. What goes dead but stays
readable: every other tag, image, link, address, name call and number reference. A character that breaks a token without
being seen (U+200B) does it, so nobody is called and nothing is loaded, however the text is nested or escaped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

BREAK = "\u200b"
LIMIT = 60_000
TAGS = ("details", "summary", "ins", "del", "sub", "sup", "b", "strong", "i", "em", "code", "kbd", "br")

_TAG = re.compile(rf"</?(?:{'|'.join(TAGS)}) ?/?>|<details open>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#39);")
_LINK = re.compile(r"\]\((https?://[A-Za-z0-9/_.:#?=&%+-]+)\)")
_DEAD = (
    (re.compile(r"!+(?=\[)"), ""),  # an image becomes the link it is made of
    (re.compile(r"\](?=[(:])"), f"]{BREAK}"),  # a link, or the definition of one
    (re.compile(r"(?<=[a-z0-9+.-])(\\?:)(?=\\?/\\?/)", re.IGNORECASE), rf"\1{BREAK}"),  # an escape is no escape in what is shown
    (re.compile(r"(www)(?=\\?\.)", re.IGNORECASE), rf"\1{BREAK}"),
    (re.compile(r"([@$])"), rf"\1{BREAK}"),
    (re.compile(r"#(?=\d)"), f"#{BREAK}"),
    (re.compile(r"(GH)(?=\\?-\d)", re.IGNORECASE), rf"\1{BREAK}"),
    (re.compile(r"^([ \t>*+\d.)-]*)(```+(?=[^\n`]*$)|~~~+).*$", re.MULTILINE), r"\1\2"),  # a fence that draws instead of showing
)


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses, each ending in `/`, that a link may point into."""

    roots: tuple[str, ...]


def sanitised(text: str, places: Places, limit: int = LIMIT) -> tuple[str, bool]:
    """The text made harmless, and whether it had to be cut. Never longer than `limit` characters."""
    whole, kept = _dead_but_links(_visible(text[: limit * 2]), places), len(text) <= limit * 2
    if kept and len(whole) <= limit:
        return whole.strip(), False
    cut = whole[:limit]
    line = cut.rfind("\n")
    return (cut[:line] if line > limit // 2 else cut).strip(), True


def _visible(text: str) -> str:
    """Composed letters, one kind of line end, nothing that hides or reorders."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in lines if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cn", "Co", "Cs"))


def _dead_but_links(text: str, places: Places) -> str:
    out, end = [], 0
    for found in _LINK.finditer(text):
        if _inside(found[1], places):
            out += [_dead(text[end : found.start()]), found[0]]
            end = found.end()
    return "".join([*out, _dead(text[end:])])


def _inside(target: str, places: Places) -> bool:
    """The address leads into one of the places and cannot climb out of it."""
    rest = next((target.removeprefix(root) for root in places.roots if target.startswith(root)), "..")
    return ".." not in rest and "//" not in rest and not re.search("%[25]", rest)


def _dead(text: str) -> str:
    kept = [found.span() for pattern in (_TAG, _ENTITY) for found in pattern.finditer(text)]
    starts, out, end = dict(kept), [], 0
    for start in sorted(starts):
        if start >= end:
            out += [_killed(text[end:start]), text[start : starts[start]]]
            end = starts[start]
    return "".join([*out, _killed(text[end:])])


def _killed(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    for pattern, instead in _DEAD:
        plain = pattern.sub(instead, plain)
    return plain
