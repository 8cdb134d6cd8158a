"""Markdown of unknown origin, made fit to be shown under our name.

What stays: words, headings, lists, tables, code, a few plain tags, links into the places given. What goes dead but stays
readable: every other tag, image, link, address, name call and number reference. A character that breaks a token without
being seen (U+200B) does it, so nobody is called and nothing is loaded, however the text is nested or escaped. What stands
in a plain closed fence stays to the letter: the service only shows it, and people copy from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

BREAK = "\u200b"
LIMIT = 60_000
TAGS = ("details", "summary", "ins", "del", "sub", "sup", "b", "strong", "i", "em", "code", "kbd", "br")

_TAG = re.compile(rf"</?(?:{'|'.join(TAGS)}) ?/?>|<details open>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp|#39);")
_LINK = re.compile(r"\]\((https?://[A-Za-z0-9/_.:#?=&%+-]+)\)")
_DEAD = (
    (re.compile(r"(?<!!)!+(?=\[)"), ""),  # an image becomes the link it is made of
    (re.compile(r"\](?=[(:])"), f"]{BREAK}"),  # a link, or the definition of one
    (re.compile(r"(?<=[a-z0-9+.-])(\\?:)(?=\\?/\\?/)", re.IGNORECASE), rf"\1{BREAK}"),  # an escape is no escape in what is shown
    (re.compile(r"(www)(?=\\?\.)", re.IGNORECASE), rf"\1{BREAK}"),
    (re.compile(r"([@$])"), rf"\1{BREAK}"),
    (re.compile(r"#(?=\d)"), f"#{BREAK}"),
    (re.compile(r"(GH)(?=\\?-\d)", re.IGNORECASE), rf"\1{BREAK}"),
    (re.compile(r"^([ \t>*+\d.)-]*)(```+(?=[^\n`]*$)|~~~+).*$", re.MULTILINE), r"\1\2"),  # a fence that draws instead of showing
)
_FENCE = re.compile(r"(`{3,})(?:text)?")
_MARKS = 30
"""Marks on one letter; more, which no writing has, would be put in order in quadratic time."""


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses, each ending in `/`, that a link may point into."""

    roots: tuple[str, ...]


def sanitised(text: str, places: Places, limit: int = LIMIT) -> tuple[str, bool]:
    """The text made harmless, and whether it had to be cut. Never longer than `limit` characters."""
    parts, kept = _parts(_visible(text[: limit * 2])), len(text) <= limit * 2
    whole = "\n".join(part if fenced else _dead_but_links(part, places) for fenced, part in parts)
    if kept and len(whole) <= limit:
        return whole.strip(), False
    cut = whole[:limit]
    line = cut.rfind("\n")
    return (cut[:line] if line > limit // 2 else cut).strip(), True


def _visible(text: str) -> str:
    """Composed letters, one kind of line end, nothing that hides or reorders."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = (char for char in lines if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cn", "Co", "Cs"))
    return unicodedata.normalize("NFC", _few_marks(shown))


def _few_marks(text: Iterable[str]) -> str:
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MARKS:
            kept.append(char)
    return "".join(kept)


def _parts(text: str) -> list[tuple[bool, str]]:
    """The lines in runs, and of each run whether it is a fence that the service surely reads as one: it begins at the margin
    after an empty line, where nothing else is open, and is closed. Where anything else looks like a fence, none is sure."""
    parts: list[tuple[bool, str]] = []
    words: list[str] = []
    fence: list[str] = []
    for line in text.split("\n"):
        opening = None if fence or (words and words[-1]) or (parts and not words) else _FENCE.fullmatch(line)
        if opening:
            fence = [opening[1]]
        elif not fence and ("```" in line or "~~~" in line):
            return [(False, text)]
        elif not fence:
            words.append(line)
        elif fence[0] not in line:
            fence.append(line)
        elif line != fence[0]:
            return [(False, text)]
        else:
            parts += [*([(False, "\n".join(words))] if words else []), (True, "\n".join([*fence, line]))]
            words, fence = [], []
    return [(False, text)] if fence else [*parts, *([(False, "\n".join(words))] if words else [])]


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
