"""Changes of the data made ready to be told: under which heading, in which words, with what stood there before and after.

Many changes of a kind are counted before they are listed, and the search words only counted, so that a flood does not
hide the one line that matters. What an amendment does is told as what becomes of a provision. Plain values; nothing knows
of HTML or of a file format.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .changes import AMENDMENT, PROVISION, Change
from .model import Modification
from .telling import DEEDS, ENTITIES, PARTS, VERBS, Teller, cut, done, grouped, part_of, per_entry
from .vietnamese import short_date, squeeze
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
    at: int
    """Where in `words` it begins; -1 where they do not name it."""
    parts: tuple[Part, ...]
    deed: Modification | None = None
    """What an amendment does, where that is what is told."""


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
    under = grouped(teller, _worth_telling(changes))
    return tuple(_section(teller, name, tuple(told.change for told in found)) for name, found in under.items())


def _section(teller: Teller, name: str, changes: tuple[Change, ...]) -> Section:
    found = lines(teller, changes)
    only_counted = changes[0].kind == _COUNTED_ONLY
    listed = () if only_counted else found[:MANY]
    counts = counted(teller, changes) if only_counted or len(found) > FEW else ""
    return Section(name=name, first=changes[0], lines=listed, counts=counts, left_out=len(found) - len(listed))


def lines(teller: Teller, changes: Iterable[Change]) -> tuple[Line, ...]:
    """Changes in words, those of the wording first; several keys of one entry in one line."""
    together: dict[tuple[object, ...], list[Change]] = {}
    for change in sorted(_worth_telling(changes), key=lambda change: not change.is_wording):
        entry = (change.kind, change.id, change.field, change.item)
        together.setdefault(entry if change.part else (*entry, change), []).append(change)
    return tuple(_line(teller, found) for found in together.values())


def _worth_telling(changes: Iterable[Change]) -> Iterator[Change]:
    """Without the coming of an amendment where all it does is told, each time with its name."""
    found = tuple(changes)
    told = {change.owner for change in found if change.is_deed}
    return (c for c in found if c.field or c.action != "added" or c.kind != AMENDMENT or (c.kind, c.id) not in told)


def _line(teller: Teller, changes: list[Change]) -> Line:
    first, names = changes[0], [part_of(change) for change in changes]
    where, deed = teller.of(first), _deed(teller, first)
    if deed:
        return _done(teller, first, deed)
    words = _of_keys(teller.tell(first).words, names, within=first.item) if first.part else teller.tell(first).words
    parts = (
        Part(name=name if len(changes) > 1 else "", pieces=_pieces(change)) for name, change in zip(names, changes, strict=True)
    )
    return Line(
        change=first, words=words, where=where, at=words.rfind(where), parts=tuple(part for part in parts if part.pieces)
    )  # fmt: skip


def _of_keys(words: str, names: list[str], within: str) -> str:
    """All keys for the one that was told; of an entry they are said first: `sửa lời ghi chú về “…” ở Điều 1`."""
    verb, found = VERBS["changed"], ", ".join(names)
    if not within:
        return words.replace(f"({names[0]})", f"({found})", 1)
    entry = words.removeprefix(f"{verb} ").removesuffix(f": {names[0]}")
    return f"{verb} {found}{'' if found == PARTS['text'] else ' của'} {entry}"


# -- what an amendment does --------------------------------------------------------------------------------------------


def _deed(teller: Teller, change: Change) -> Modification | None:
    """What an amendment does to a provision, recorded now for the first time and still part of the plan."""
    key = (change.provision, change.owner[1] if change.owner else "")
    steps = (step for plan in teller.plans for step in plan.modifications) if change.is_deed else ()
    return next((step for step in steps if (step.provision, step.amendment.id) == key), None)


def _done(teller: Teller, change: Change, deed: Modification) -> Line:
    """The amendment knows the new words only, the plan those that stood there before too."""
    verb, where = DEEDS[deed.action], teller.of(change)
    words = f"{verb} {where}{_along(teller, deed)} theo {deed.clause} {_since(deed)}"
    pieces = _pieces(replace(change, before=squeeze(deed.before.text) if deed.before else ""))
    return Line(
        change=change, words=words, where=where, at=len(verb) + 1, parts=(Part(name="", pieces=pieces),) if pieces else (),
        deed=deed,
    )  # fmt: skip


def _along(teller: Teller, deed: Modification) -> str:
    """What went with a provision because it lay in it."""
    key = (deed.provision, deed.amendment.id)
    gone = next((plan.repealed for plan in teller.plans if deed in plan.modifications), ())
    number = sum((r.change.provision, r.change.amendment.id) == key and not r.is_named for r in gone)
    return f" cùng {number} điều khoản trong đó" if number else ""


def _since(deed: Modification) -> str:
    return f"{deed.amendment.name}, hiệu lực từ {short_date(deed.amendment.effective)}"


# -- in short ----------------------------------------------------------------------------------------------------------


def brief(teller: Teller, changes: Iterable[Change]) -> str:
    """Changes in one sentence without its full stop: the first in words and how many others, a flood in numbers; what one
    amendment does is told together."""
    found = tuple(changes)
    told = lines(teller, found)
    if len(told) > FEW:
        return counted(teller, found)
    words, number = _briefly(told)
    return words + (f"; và {len(told) - number} chỗ khác" if told[number:] else "")


def _briefly(told: tuple[Line, ...]) -> tuple[str, int]:
    """The first line, and how many it tells of."""
    first = told[0].deed
    same = [line for line in told if first and line.deed and line.deed.amendment == first.amendment]
    if first and same[1:]:
        return f"{', '.join(f'{DEEDS[x.deed.action]} {x.where}' for x in same if x.deed)} theo {_since(first)}", len(same)
    return cut(told[0].words, 40), 1


def counted(teller: Teller, changes: Iterable[Change]) -> str:
    """`thêm 84 cách gõ, bỏ 3 ghi chú`: several keys of one entry count once."""
    numbers = Counter(_kind(teller, change) for change in per_entry(_worth_telling(changes)))
    return ", ".join(f"{verb} {number} {noun}" for (verb, noun), number in numbers.items())


def came(changes: Iterable[Change]) -> str:
    """What the data held when it came: `112 điều khoản, 14 cơ quan`."""
    numbers = Counter(change.kind for change in changes)
    return ", ".join(f"{numbers[kind]} {ENTITIES[kind]}" for kind in _FIRST if numbers[kind])


def _kind(teller: Teller, change: Change) -> tuple[str, str]:
    """What was done, and to what."""
    deed = _deed(teller, change)
    return (DEEDS[deed.action], ENTITIES[PROVISION]) if deed else done(change)


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
