"""Addresses that tell the editors of a mistake, filled in beforehand: a form where the code lives, a letter.

The one place that puts words into an address. Mail programs and servers cut long ones, so what is filled in is cut first;
the reader has the page before them. The form itself stands in the repository, with fields of these names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

FORM = "bao-loi.yml"
"""The form's file among the repository's issue forms."""
LONGEST = 1990
"""Characters of an address that mail programs and servers leave whole; a wording gets what the rest leaves."""
NAME_ROOM, PLACE_ROOM = 250, 400
"""Characters a field may take once it is part of an address."""


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

    def address(wording: str) -> str:
        fields = {
            "template": FORM, "title": report.title, "trang": report.page,
            "cho": _clip(report.place, PLACE_ROOM), "dang-viet": wording,
        }  # fmt: skip
        return f"{repository}/issues/new?{_filled(fields)}"

    return address(_fitting(report.wording, address))


def letter(mailbox: str, report: Report) -> str:
    """A letter with the same fields and room for what only the reader knows (RFC 6068)."""

    def address(wording: str) -> str:
        lines = [f"Trang: {report.page}", f"Chỗ: {_clip(report.place, PLACE_ROOM)}", f"Đang viết: {wording}"]
        fields = {"subject": report.title, "body": "\r\n".join([*lines, "Nên là: ", "Vì sao: ", ""])}
        return f"mailto:{mailbox}?{_filled(fields)}"

    return address(_fitting(report.wording, address))


def _fitting(wording: str, address: Callable[[str], str]) -> str:
    """All of a wording the address has room for."""
    return _clip(wording, LONGEST - len(address("…")))


def _filled(fields: dict[str, str]) -> str:
    return "&".join(f"{name}={_encoded(value)}" for name, value in fields.items() if value)


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _clip(text: str, room: int) -> str:
    """All of a text, or as many whole words as there is room for; what was cut is told."""
    words = text.split()
    if len(_encoded(" ".join(words))) <= room:
        return " ".join(words)
    kept = ""
    for word in words:
        longer = f"{kept} {word}".strip()
        if len(_encoded(f"{longer} …")) > room:
            break
        kept = longer
    return f"{kept} …".strip()
