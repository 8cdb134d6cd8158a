"""Addresses that tell the editors of a mistake, filled in beforehand: a form where the code lives, a letter.

The one place that puts words into an address. Mail programs and servers cut long ones, so what is filled in is cut first;
the reader has the page before them. The form itself stands in the repository, with fields of these names.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

FORM = "bao-loi.yml"
"""The form's file among the repository's issue forms."""
WORDS = 12
"""Of a wording, enough to find it on its page."""
NAME_ROOM, PLACE_ROOM, WORDING_ROOM = 250, 400, 500
"""Characters a field may take once it is part of an address; with the rest they make less than 2,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is known of a mistake before the reader says anything."""

    page: str = ""
    name: str = ""
    """What it is about, in few words."""
    place: str = ""
    """The citation, or whatever else names the place for certain."""
    wording: str = ""

    @property
    def title(self) -> str:
        return f"Báo lỗi: {_clip(self.name, NAME_ROOM)}" if self.name else "Báo lỗi"


def form(repository: str, report: Report) -> str:
    """The code host's form; it fills each field whose id the address names."""
    fields = {
        "template": FORM, "title": report.title, "trang": report.page,
        "cho": _clip(report.place, PLACE_ROOM), "dang-viet": _clip(report.wording, WORDING_ROOM, WORDS),
    }  # fmt: skip
    return f"{repository}/issues/new?{_filled(fields)}"


def letter(mailbox: str, report: Report) -> str:
    """A letter with the same fields and room for what only the reader knows (RFC 6068)."""
    lines = [f"Trang: {report.page}", f"Chỗ: {_clip(report.place, PLACE_ROOM)}"]
    lines += [f"Đang viết: {_clip(report.wording, WORDING_ROOM, WORDS)}", "Nên là: ", "Vì sao: ", ""]
    fields = {"subject": report.title, "body": "\r\n".join(lines)}
    return f"mailto:{mailbox}?{_filled(fields)}"


def _filled(fields: dict[str, str]) -> str:
    return "&".join(f"{name}={_encoded(value)}" for name, value in fields.items() if value)


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _clip(text: str, room: int, words: int = 1000) -> str:
    """As many whole words as there is room for; what was cut is told."""
    kept = ""
    for count, word in enumerate(text.split()):
        longer = f"{kept} {word}".strip()
        if count == words or len(_encoded(longer)) > room:
            return f"{kept} …".strip()
        kept = longer
    return kept
