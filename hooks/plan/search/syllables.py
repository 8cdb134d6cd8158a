"""What a reader types and what the document prints, made comparable: syllables with and without their marks.

`client/syllables.js` does the same in the browser; one table of cases (`tests/cases/syllables.tsv`) is run in both.
Written Vietnamese is a sequence of syllables, so a word of the index is a syllable and a phrase is neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
"""Huyền, sắc, ngã, hỏi, nặng; every other mark (â ă ê ô ơ ư) makes another vowel."""
_EITHER = re.compile(r"(h|k|l|m|s|t|v|qu)y")
"""Where `y` and `i` are two spellings of one sound: kỹ/kĩ, liệt sỹ/liệt sĩ, quý/quí."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """A word as it is compared."""

    key: str
    """Lower case, `i` for an optional `y`, the tone mark at its end: old and new placement are one (hoà, hòa)."""
    fold: str
    """The key without any mark; `đ` is `d`."""


@lru_cache(maxsize=1 << 16)
def syllable(word: str) -> Syllable:
    """`Thuỷ` -> key `thuy` + hỏi, fold `thuy`."""
    apart = unicodedata.normalize("NFD", word.lower())
    tone = "".join(char for char in apart if char in _TONES)[:1]
    letters = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    match = _EITHER.fullmatch(letters)
    letters = f"{match[1]}i" if match else letters
    plain = unicodedata.normalize("NFD", letters.replace("đ", "d"))
    return Syllable(letters + tone, "".join(char for char in plain if not unicodedata.category(char).startswith("M")))


def words(text: str) -> Iterator[str]:
    """Runs of letters, digits and marks, in lower case and composed (NFC); everything else parts them."""
    start = -1
    text = unicodedata.normalize("NFC", text).lower()
    for at, char in enumerate(text):
        if _in_word(char):
            start = at if start < 0 else start
        elif start >= 0:
            yield text[start:at]
            start = -1
    if start >= 0:
        yield text[start:]


def fold_text(text: str) -> str:
    """The folds of a text's words, one space between them: `Đi làm!` -> `di lam`."""
    return " ".join(syllable(word).fold for word in words(text))


@lru_cache(maxsize=1 << 12)
def _in_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"
