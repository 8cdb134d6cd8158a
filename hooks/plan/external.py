"""Addresses outside the site that the data and the pages name, each with the line it stands at, and what became of them.

Knows how such an address looks in a text and how a report on them reads. Whether one answers is asked elsewhere.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{}|\[\]]+")
_CLOSING = ".,;:!?)…”’*_"
_INVENTED = re.compile(r"(?:.*\.)?(?:example(?:\.\w+)?|test|invalid|localhost|\d+\.\d+\.\d+\.\d+)")
"""Names set aside for examples, and numbers: nobody's source stands there."""


class Answer(enum.Enum):
    """What asking for an address came to."""

    OPEN = "mở được"
    GONE = "không còn"
    SILENT = "không trả lời"
    CLOSED = "không cho máy xem"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where an address is written."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """`detail` is what the other side said, in a few words."""

    answer: Answer
    detail: str


def addresses(texts: Mapping[str, str]) -> dict[str, tuple[Place, ...]]:
    """Every outside address of the texts (path -> text), sorted, with all its places in order."""
    found: dict[str, set[Place]] = {}
    for path, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            for match in _ADDRESS.finditer(line):
                url = _trimmed(match[0])
                if _outside(url):
                    found.setdefault(url, set()).add(Place(path=path, line=number))
    return {url: tuple(sorted(found[url])) for url in sorted(found)}


def _trimmed(url: str) -> str:
    """An address in running text, without the stop or bracket that ends the sentence around it."""
    while url[-1] in _CLOSING and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url


def _outside(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return "." in host and not _INVENTED.fullmatch(host)


def report(places: Mapping[str, tuple[Place, ...]], results: Mapping[str, Result]) -> str:
    """Markdown for whoever mends the sources; empty when each one answers, or only keeps machines out."""
    broken = [url for url in places if results[url].answer in (Answer.GONE, Answer.SILENT)]
    if not broken:
        return ""
    closed = [url for url in places if results[url].answer is Answer.CLOSED]
    lines = [
        f"Máy đã mở {len(places)} địa chỉ nguồn ngoài trang; {len(broken)} địa chỉ không mở được.",
        "",
        "Trước khi sửa, hãy tự mở thử: có nơi không trả lời máy ở nước ngoài.",
        "Trang đã dời thì thay địa chỉ; trang đã mất thì tìm nguồn khác nói cùng điều ấy.",
        "",
        *_listed("Không mở được", broken, places, results),
        *_listed("Không cho máy xem, nên chưa biết", closed, places, results),
    ]
    return "\n".join(lines)


def _listed(
    heading: str, urls: list[str], places: Mapping[str, tuple[Place, ...]], results: Mapping[str, Result]
) -> list[str]:
    if not urls:
        return []
    lines = [f"## {heading}", ""]
    for url in urls:
        lines += [f"- `{url}`: {results[url].answer.value} ({results[url].detail})"]
        lines += [f"  - `{place}`" for place in places[url]]
    return [*lines, ""]
