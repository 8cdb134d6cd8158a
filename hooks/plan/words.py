"""What changed between two wordings, word by word; knows nothing of plans, and says it in no particular format."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words with one fate, joined by single spaces."""

    kind: Literal["same", "gone", "new"]
    text: str


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order, what went before what came. Without the new ones they are `before`, without
    the gone ones `after`, white space folded."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(old[i1:i2])))
            continue
        if i1 < i2:
            pieces.append(Piece("gone", " ".join(old[i1:i2])))
        if j1 < j2:
            pieces.append(Piece("new", " ".join(new[j1:j2])))
    return tuple(pieces)


def shortened(pieces: tuple[Piece, ...], around: int = 6) -> tuple[Piece, ...]:
    """The same with long unchanged stretches cut to `around` words beside a change; `…` stands for what was left out."""
    found = []
    for i, piece in enumerate(pieces):
        words = piece.text.split()
        if piece.kind != "same" or len(words) <= 2 * around + 1:
            found.append(piece)
            continue
        head = words[:around] if i else []
        tail = words[-around:] if i < len(pieces) - 1 else []
        found.append(Piece("same", " ".join([*head, "…", *tail])))
    return tuple(found)
