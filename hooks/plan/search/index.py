"""Entries to the files the browser loads: small scripts, so that they load from a web server and from a folder alike.

    core.js      what every search needs: ids, filters, abbreviations, sayings; of a large plan the vocabulary too
    texts-N.js   titles and wordings of a stretch of entries, to show them
    terms-N.js   of a large plan: where each syllable of a stretch of the vocabulary stands

All words of all entries form one sequence; a syllable's places in it are ascending positions. An entry is a row of
segments (a title, a wording, a name …) with `GAP` empty positions after each, so that neighbours never reach across.
A small plan's texts are all fetched and laid out in the browser, which costs fewer bytes than their positions would; of
a large one only the terms of a query and the texts of its results are. `client/store.js` lays out texts as `lay` does.
Numbers are written as differences in base-64 digits of five bits, least first, the sixth bit telling that more follow.
Deterministic: the same plan gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import Plan
from ..vietnamese import fragment
from .entries import FACETS, FIELDS, Entry, facet_values
from .syllables import fold_text, syllable, words

GAP = 8
"""Empty positions between segments; more than the widest distance that still counts as near."""
SMALL = 160_000
"""Characters of texts up to which a plan is laid out in the browser."""
WHOLE, PART = 40_000, 8_000
"""Characters after which the next file begins: of a small plan, all of which is fetched; of a large one, of which a part is."""
KINDS = ("provision", "agency", "area", "document", "group", "body", "term")
UNKNOWN = "chưa xác định"
"""What editors write for an abbreviation nobody could explain."""
HERE = "ở đây"
"""What the name of the plan's own place asks."""
_DATE = re.compile(r"\d+(?:/\d+)+")
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def numbers(values: Iterable[int]) -> str:
    """Non-negative integers as text: `[0, 31, 32]` -> `Af` + `gB`."""
    digits: list[str] = []
    for value in values:
        left = value
        while left >= 32:
            digits.append(_DIGITS[32 | (left & 31)])
            left >>= 5
        digits.append(_DIGITS[left])
    return "".join(digits)


@dataclass(frozen=True, slots=True)
class Laid:
    """All words in their places: segments per entry as (field, length), each key's positions and how it is first printed."""

    segments: tuple[tuple[tuple[int, int], ...], ...]
    positions: dict[str, list[int]]
    printed: dict[str, str]


def lay(found: Iterable[Entry]) -> Laid:
    """Every word of every entry, laid end to end."""
    at = 0
    segments: list[tuple[tuple[int, int], ...]] = []
    positions: dict[str, list[int]] = {}
    printed: dict[str, str] = {}
    for entry in found:
        row = []
        for number, text in _segments(entry):
            spoken = [text] if _DATE.fullmatch(text) else list(words(text))
            if not spoken:
                continue
            for word in spoken:
                key = syllable(word).key
                positions.setdefault(key, []).append(at)
                printed.setdefault(key, word)
                at += 1
            at += GAP
            row.append((number, len(spoken)))
        segments.append(tuple(row))
    return Laid(tuple(segments), positions, printed)


def _segments(entry: Entry) -> Iterable[tuple[int, str]]:
    yield FIELDS.index("title"), entry.title
    yield FIELDS.index("text"), entry.text
    for name in (*entry.names, *entry.dates):
        yield FIELDS.index("names"), name
    for above in entry.context:
        yield FIELDS.index("context"), above


def index_files(plan: Plan, found: Sequence[Entry], small: int = SMALL) -> dict[str, bytes]:
    """File name -> content of the whole index. `small` is the size up to which it is laid out in the browser."""
    rows = [_shown(entry) for entry in found]
    is_small = sum(map(_size, rows)) <= small
    parts = {"texts": _cut(rows, WHOLE if is_small else PART)}
    vocabulary: dict[str, object] = {}
    if not is_small:
        vocabulary, parts["terms"] = _terms(lay(found))
    version = hashlib.sha256(_told(parts).encode()).hexdigest()[:12]
    values = {facet: [value for value, _ in named] for facet, named in facet_values(plan).items()}
    core = {
        "version": version,
        "gap": GAP,
        "fields": len(FIELDS),
        "ids": "|".join(entry.id for entry in found),
        "kinds": [KINDS, numbers(KINDS.index(entry.kind) for entry in found)],
        "roles": numbers(_role(plan, entry) for entry in found),
        "facets": {facet: [values[facet], numbers(_chosen(values[facet], facet, found))] for facet in FACETS},
        **{kind: [len(part) for part in cut] for kind, cut in parts.items()},
        **vocabulary,
        "short": _columns((entry.short, entry.full) for entry in plan.abbreviations if entry.full != UNKNOWN),
        "say": _columns(("|".join(map(fold_text, entry.say)), "|".join(entry.mean)) for entry in plan.thesaurus if entry.mean),
        "asks": _asks(plan),
    }
    return {
        "core.js": f"planSearch.core({_told(core)});\n".encode(),
        **{
            f"{kind}-{n}.js": f"planSearch.{kind}({n},{_told(version)},{_told(part)});\n".encode()
            for kind, cut in parts.items()
            for n, part in enumerate(cut)
        },
    }


def _terms(laid: Laid) -> tuple[dict[str, object], list[list[object]]]:
    """What the core tells of the vocabulary, and the positions of its forms, cut into parts."""
    order = sorted(laid.positions, key=lambda key: (syllable(key).fold, key))
    told: dict[str, object] = {
        "segments": numbers(n for row in laid.segments for n in (len(row), *(length * len(FIELDS) + f for f, length in row))),
        "words": "|".join(laid.printed[key] for key in order),
    }
    return told, _cut([numbers(_differences(laid.positions[key])) for key in order], PART)


def _columns(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Pairs as two texts, a line each: what is alike stands together and compresses better."""
    rows = tuple(pairs)
    return ["\n".join(row[side] for row in rows) for side in (0, 1)]


def _asks(plan: Plan) -> dict[str, str]:
    """Words that only ask, and what they ask. The name of the plan's own place asks `HERE`, alone or as the issuer writes it."""
    region = plan.issuer[plan.issuer.find(" ") + 1 :] if plan.issuer.endswith(f" {plan.place}") else plan.place
    here = {fold_text(name): HERE for name in (plan.place, region)}
    return here | {fold_text(said): entry.asks for entry in plan.thesaurus if entry.asks for said in entry.say}


def _differences(ascending: Sequence[int]) -> Iterable[int]:
    return (value - before for before, value in zip((0, *ascending), ascending, strict=False))


def _cut(rows: Sequence[object], size: int) -> list[list[object]]:
    """Rows in files of about `size` characters, in order; at least one file."""
    found: list[list[object]] = [[]]
    length = 0
    for row in rows:
        if length > size:
            found.append([])
            length = 0
        found[-1].append(row)
        length += _size(row)
    return found


def _size(row: object) -> int:
    return len(_told(row))


def _shown(entry: Entry) -> list[object]:
    """What a result shows (title, address, place, path, wording) and, to find it by, its names and context. What follows
    from the id is left out: the fragment of its address, and a path that is the id."""
    url = entry.url.removesuffix(f"#{fragment(entry.id)}") + ("#" if entry.url.endswith(f"#{fragment(entry.id)}") else "")
    path = 1 if entry.path == entry.id else entry.path
    return [entry.title, url, entry.place, path, entry.text, [*entry.names, *entry.dates], entry.context]


def _role(plan: Plan, entry: Entry) -> int:
    """Position of a role in the vocabulary, from 1; 0 for none."""
    return next((i for i, role in enumerate(plan.site.roles, 1) if role.id == entry.role), 0)


def _chosen(values: Sequence[str], facet: str, found: Iterable[Entry]) -> Iterable[int]:
    """Entry by entry: how many of a facet's values it has, and their positions."""
    at = {value: i for i, value in enumerate(values)}
    for entry in found:
        chosen = entry.facets.get(facet, ())
        yield len(chosen)
        yield from (at[value] for value in chosen)


def _told(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
