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
_TARGET = r"[A-Za-z0-9/_.#?=&%+-]*"
_ESCAPED = re.compile(r"\\(?=[/:@#&.<$!\[\]])")
_DEAD = (
    (re.compile(r"!+(?=\[)"), ""),  # an image becomes the link it is made of
    (re.compile(r"\](?=[(:])"), f"]{BREAK}"),  # a link, or the definition of one
    (re.compile(r"(?<=[a-z0-9+.-]):(?=//)", re.IGNORECASE), f":{BREAK}"),
    (re.compile(r"www\.", re.IGNORECASE), f"www{BREAK}."),
    (re.compile(r"([@$])"), rf"\1{BREAK}"),
    (re.compile(r"#(?=\d)"), f"#{BREAK}"),
    (re.compile(r"\b(GH)-(?=\d)", re.IGNORECASE), rf"\1{BREAK}-"),
    (re.compile(r"^([ \t>*+\d.)-]*)(```+(?=[^\n`]*$)|~~~+).*$", re.MULTILINE), r"\1\2"),  # a fence that draws instead of showing
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Addresses, each ending in `/`, that a link may point into. A relative link is one into `site`."""

    site: str
    others: tuple[str, ...] = ()


def sanitised(text: str, places: Places, limit: int = LIMIT) -> tuple[str, bool]:
    """The text made harmless, and whether it had to be cut. Never longer than `limit` characters."""
    rough = _ESCAPED.sub("", _visible(text[: limit * 2]))
    whole, kept = _dead_but_links(rough, places), len(text) <= limit * 2
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
    roots = "|".join(re.escape(root) for root in (places.site, *places.others) if root)
    link = re.compile(rf"\]\(((?:{roots}){_TARGET}|[A-Za-z0-9_]{_TARGET}|)\)" if roots else r"(?!)")
    out, end = [], 0
    for found in link.finditer(text):
        target = _resolved(found[1], places)
        if target:
            out += [_dead(text[end : found.start()]), f"]({target})"]
            end = found.end()
    return "".join([*out, _dead(text[end:])])


def _resolved(target: str, places: Places) -> str:
    """The full address of a link, or nothing when it may lead out of its place."""
    inside = next((target.removeprefix(root) for root in (places.site, *places.others) if root and target.startswith(root)), None)
    if ".." in target or "%2" in target.lower() or "%5" in target or "//" in (target if inside is None else inside):
        return ""
    if inside is not None:
        return target
    return places.site and places.site + target


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
