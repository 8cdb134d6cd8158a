"""Changes of the data made ready to be told: under which heading, in which words, with what stood there before and after.

Many changes of a kind are counted before they are listed, and the search words only counted, so that a flood does not
hide the one line that matters. Plain values; nothing knows of HTML or of a file format.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .changes import PROVISION, Change
from .telling import ENTITIES, NOUNS, VERBS, Teller, cut, grouped, part_of
from .vietnamese import short_date
from .words import Piece, compare, shortened

FEW = 8
"""More changes under one heading are counted first."""
MANY = 24
"""More are not listed any further."""
_LONG = 60
"""Words of a comparison beyond which it is folded away."""
_LONGEST = 120
"""Words of one stretch beyond which the rest is left out."""
_COMPARABLE = 3_000
"""Words of both texts beyond which they are not compared word by word."""
_COUNTED_ONLY = "saying"
_ITEMS = {"partners": "bên phối hợp", "supports": "liên kết", "groups": "nhóm", "binds": "nghĩa vụ"}
_FIRST = (PROVISION, "area", "agency", "document", "group", "body", "term", "abbreviation")
"""Kinds of entities told when the data came, in this order."""
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(r"\w+://\S*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The words that stood at one key before and after, as far as they say something to people."""

    name: str
    """What the key is called; empty when the line tells of nothing else."""
    pieces: tuple[Piece, ...]

    @property
    def is_long(self) -> bool:
        return sum(len(piece.text.split()) for piece in self.pieces) > _LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What changed about one thing, in words."""

    change: Change
    """The first, where it was several keys of one entry."""
    words: str
    where: str
    """The part of `words` that names the entity."""
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What changed under one heading."""

    name: str
    first: Change
    lines: tuple[Line, ...]
    counts: str
    """The changes by kind, where they are many."""
    left_out: int
    """How many are counted and not listed."""


def sections(teller: Teller, changes: Iterable[Change]) -> tuple[Section, ...]:
    """Changes under their headings, those of the wording first under each."""
    under = grouped(teller, changes)
    return tuple(_section(teller, name, tuple(told.change for told in found)) for name, found in under.items())


def _section(teller: Teller, name: str, changes: tuple[Change, ...]) -> Section:
    found = lines(teller, changes)
    only_counted = changes[0].kind == _COUNTED_ONLY
    listed = () if only_counted else found[:MANY]
    counts = counted(changes) if only_counted or len(found) > FEW else ""
    return Section(name=name, first=changes[0], lines=listed, counts=counts, left_out=len(found) - len(listed))


def lines(teller: Teller, changes: Iterable[Change]) -> tuple[Line, ...]:
    """Changes in words, those of the wording first; several keys of one entry in one line."""
    together: dict[tuple[object, ...], list[Change]] = {}
    for change in sorted(changes, key=lambda change: not change.is_wording):
        entry = (change.kind, change.id, change.field, change.item)
        together.setdefault(entry if change.part else (*entry, change), []).append(change)
    return tuple(_line(teller, found) for found in together.values())


def _line(teller: Teller, changes: list[Change]) -> Line:
    first, names = changes[0], [part_of(change) for change in changes]
    words = teller.tell(first).words
    if len(changes) > 1:
        words = f"{words.removesuffix(f': {names[0]}')}: {', '.join(names)}"
    parts = (
        Part(name=name if len(changes) > 1 else "", pieces=_pieces(change)) for name, change in zip(names, changes, strict=True)
    )
    return Line(change=first, words=words, where=teller.of(first), parts=tuple(part for part in parts if part.pieces))


def brief(teller: Teller, changes: Iterable[Change]) -> str:
    """Changes in one sentence without its full stop: the first in words and how many others, a flood in numbers."""
    found = tuple(changes)
    told = lines(teller, found)
    if len(told) > FEW:
        return counted(found)
    return cut(told[0].words, 40) + (f"; và {len(told) - 1} chỗ khác" if told[1:] else "")


def counted(changes: Iterable[Change]) -> str:
    """`thêm 84 cách gõ, bỏ 3 ghi chú`: several keys of one entry count once."""
    seen = {(c.kind, c.id, c.field, c.item): c for c in changes}
    numbers = Counter((VERBS["changed" if c.part else c.action], _noun(c)) for c in seen.values())
    return ", ".join(f"{verb} {number} {noun}" for (verb, noun), number in numbers.items())


def came(changes: Iterable[Change]) -> str:
    """What the data held when it came: `112 điều khoản, 14 cơ quan`."""
    numbers = Counter(change.kind for change in changes)
    return ", ".join(f"{numbers[kind]} {ENTITIES[kind]}" for kind in _FIRST if numbers[kind])


def _noun(change: Change) -> str:
    if not change.field:
        return ENTITIES.get(change.kind, "mục")
    return _ITEMS.get(change.field) or NOUNS.get(change.field, f"'{change.field}'")


# -- before and after ------------------------------------------------------------------------------------------------


def _pieces(change: Change) -> tuple[Piece, ...]:
    before, after = (_readable(text, change.item) for text in (change.before, change.after))
    if not before and not after:
        return ()
    if len(before.split()) + len(after.split()) > _COMPARABLE:
        found: tuple[Piece, ...] = (Piece("gone", before), Piece("new", after))
    else:
        found = shortened(compare(before, after))
    return tuple(Piece(piece.kind, cut(piece.text, _LONGEST)) for piece in found if piece.text)


def _readable(text: str, item: str) -> str:
    """Words for people: codes, addresses and what the sentence says already are left out, days are written as ours."""
    if text == item or _ADDRESS.fullmatch(text):
        return ""
    try:
        return short_date(datetime.date.fromisoformat(text))
    except ValueError:
        is_code = not text.isdigit() and all(map(_CODE.fullmatch, text.split(", ")))
        return "" if is_code else text
