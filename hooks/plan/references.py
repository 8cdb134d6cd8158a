"""The forms Vietnamese official papers use to number, date and cite, as grammar.

Source of the rules: Nghị định 30/2020/NĐ-CP, Phụ lục I (form) and III (abbreviations); Hướng dẫn 36-HD/VPTW for
documents of the Party. Works on text alone: what a symbol refers to is the model's affair.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

SYMBOL = re.compile(
    r"(?<![\w/-])(?:"
    r"\d+[a-z]?(?:/\d{4})?/[A-ZĐ][A-ZĐa-z]*\d*(?:\s?-\s?[A-ZĐ&][A-ZĐa-z&]*\d*)*"
    r"|\d+-[A-ZĐ][A-ZĐa-zđ]*/[A-ZĐ][A-ZĐa-z]*(?:-[A-ZĐ][A-ZĐa-z]*)*"
    r")(?![\w/])"
)
"""State (`1/QĐ-TTg`), normative (`2/2020/NQ-HĐND`), statute (`202/2025/QH15`) and Party (`3-KL/TW`) symbols."""

Root = Literal["header", "title", "basis", "preamble", "closing", "recipients", "signature"]
Kind = Literal[
    "header", "rule", "title", "basis", "preamble", "section", "article", "item", "point", "bullet", "subbullet", "paragraph",
    "closing", "recipients", "recipient", "signature",
]  # fmt: skip
"""What a provision is: in the body a numbered part or a paragraph, around it one of the parts a document has."""

_LABELS: tuple[tuple[Kind, re.Pattern[str], str], ...] = (
    ("article", re.compile(r"Điều (\d+[a-zđ]?)\.\s+"), "Điều {}"),
    ("section", re.compile(r"([IVXLC]+[a-zđ]?)\.\s+"), "Mục {}"),
    ("item", re.compile(r"(?:\d+\.)*(\d+[a-zđ]?)\.\s+"), "khoản {}"),
    ("point", re.compile(r"([a-zđ]\d*)\)\s+"), "điểm {}"),
    ("bullet", re.compile(r"-\s+()"), "gạch đầu dòng thứ {}"),
    ("subbullet", re.compile(r"\+\s+()"), "dấu cộng thứ {}"),
)
"""Kind, printed label, and the words that cite it. A provision inserted later is numbered `Điều 2a.`, `2a.`, `b1)`."""

_PLACES = {
    "basis": "căn cứ thứ {}",
    "preamble": "đoạn mở đầu",
    "closing": "đoạn kết",
    "recipients": "phần Nơi nhận",
    "recipient": "dòng thứ {} phần Nơi nhận",
    "header": "phần đầu văn bản",
    "rule": "phần đầu văn bản",
    "title": "tên văn bản",
    "signature": "phần ký",
    "paragraph": "đoạn {}",
}
ROOTS: tuple[Root, ...] = get_args(Root)
"""First words of the ids outside the numbered body."""
NUMBERED_KINDS = tuple(kind for kind, _, _ in _LABELS)


@dataclass(frozen=True, slots=True)
class Label:
    """The printed label of a provision: `text` as printed with its white space, `number` its own part of the id."""

    kind: Kind
    text: str
    number: str


def label_of(wording: str) -> Label:
    """Read the label a wording begins with; an unlabelled one is a `paragraph` with an empty label."""
    for kind, pattern, _ in _LABELS:
        match = pattern.match(wording)
        if match:
            return Label(kind, match[0], match[1])
    return Label("paragraph", "", "")


def number_fits(kind: str, number: str, label: Label) -> bool:
    """Whether the last part of an id says where a wording with this label stands. Bullets and unlabelled paragraphs are
    counted (`2`, `p1`); one inserted later takes the number before it and a letter (`2a`, `p1a`)."""
    if kind == "paragraph":
        return re.fullmatch(r"p\d+[a-z]?", number) is not None
    if kind in ("bullet", "subbullet", "basis", "recipient"):
        return re.fullmatch(r"\d+[a-z]?", number) is not None
    return kind not in NUMBERED_KINDS or number == label.number


def root_kind(provision_id: str, wording: str) -> Kind | None:
    """The kind of a provision outside the numbered body, by its id; `None` inside it."""
    first, _, rest = provision_id.partition(".")
    root = next((root for root in ROOTS if root == first), None)
    if root is None:
        return None
    if wording and set(wording) <= set("-_*"):
        return "rule"
    return "recipient" if root == "recipients" and rest else root


def cite_step(kind: str, number: str) -> str:
    """One step of a citation in words: `("point", "a")` -> `điểm a`."""
    words = next((text for name, _, text in _LABELS if name == kind), None) or _PLACES[kind]
    return words.format(number.removeprefix("p") if kind == "paragraph" else number)


def document_name(document_type: str, number: str) -> str:
    """How a document with a number is called: `Quyết định số 1/QĐ-UBND`."""
    return f"{document_type} số {number}"


def symbols(text: str) -> Iterator[tuple[int, int, str]]:
    """Every document symbol in `text` as (start, end, symbol with inner spaces removed)."""
    for match in SYMBOL.finditer(text):
        yield match.start(), match.end(), re.sub(r"\s", "", match[0])


def same_symbol(one: str, other: str) -> bool:
    """Symbols compare without regard to case: a title in capitals prints `1/QĐ-TTG`."""
    return one.casefold() == other.casefold()


_LONG_DATE = r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"
_SHORT_DATE = r"(\d{1,2})/(\d{1,2})/(\d{4})"


def dates(text: str) -> Iterator[datetime.date]:
    """Every whole date written in `text`, in words or with slashes; impossible ones are passed over."""
    for match in re.finditer(f"{_LONG_DATE}|{_SHORT_DATE}", text, re.IGNORECASE):
        day, month, year = (int(part) for part in match.groups() if part)
        try:
            yield datetime.date(year, month, day)
        except ValueError:
            continue


def days(text: str) -> Iterator[tuple[int, int, int | None]]:
    """Every day of a year in `text`, with its year where one is written: `25/12`, `30 tháng 6 năm 2025`."""
    for match in re.finditer(r"(?<![\w/])(\d{1,2})(?:/| tháng )(\d{1,2})(?:(?:/| năm )(\d{4}))?(?![\w/])", text):
        yield int(match[1]), int(match[2]), int(match[3]) if match[3] else None


def before(text: str) -> str:
    """The words that make a day a limit: `trước ngày 25/12` -> `trước`, `chậm nhất là ngày 30/6` -> `chậm nhất`."""
    match = re.search(r"\b(trước|chậm nhất)(?:\s+(?:là|đến|vào))?(?:\s+ngày)?\s+\d", text, re.IGNORECASE)
    return match[1].lower() if match else ""


def place_and_date(text: str) -> tuple[str, datetime.date] | None:
    """`Huế, ngày 02 tháng 9 năm 2024` -> place and date (Phụ lục I, 4.b)."""
    match = re.fullmatch(rf"(.+?),\s+{_LONG_DATE}", text, re.IGNORECASE)
    found = next(dates(text), None)
    return (match[1], found) if match and found else None


def own_number(text: str) -> str | None:
    """`Số: 1/KH-UBND` -> `1/KH-UBND` (Phụ lục I, 3)."""
    match = re.fullmatch(r"Số:?\s*(\d\S*)", text)
    return match[1] if match else None


UNBROKEN = re.compile(
    rf"(?:số\s+)?(?:{SYMBOL.pattern})"
    r"|(?:ngày\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?(?!\d)"
    r"|\d{4}\s?-\s?\d{4}"
    r"|(?:ngày|tháng|năm|khóa|đoạn|Điều|khoản|điểm)\s+(?:\d+[a-zđ]?|[a-zđ]\d+|[IVX]+)\b(?!/|\s?-\s?\d)"
    r"|\b\w+\s-(?=\s\w)",
    re.IGNORECASE,
)
"""What a line must not break inside: symbols, dates, a counted word, a span of years, the word before a spaced hyphen."""
