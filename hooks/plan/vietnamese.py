"""Vietnamese text as the site needs it: folding, slugs, alphabetical order, numbers and dates in words.

Pure functions over text; nothing here knows what a plan is.
"""

from __future__ import annotations

import datetime
import difflib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Dictionary order of the tone marks: none, huyền, hỏi, ngã, sắc, nặng."""
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def squeeze(text: str) -> str:
    """White space folded: runs become one space, ends are trimmed."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Lower case without tone or vowel marks; `đ` becomes `d`. `Đường thủy` -> `duong thuy`."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def slug(text: str) -> str:
    """ASCII words joined by `-`. `2/2020/NQ-HĐND` -> `2-2020-nq-hdnd`."""
    return "-".join("".join(char if char.isascii() and char.isalnum() else " " for char in fold(text)).split())


def fragment(provision_id: str) -> str:
    """The HTML id of a provision: `II.4.đ` -> `ii-4-dd`."""
    return provision_id.lower().replace(".", "-").replace("đ", "dd")


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Order of a Vietnamese dictionary: letters first (a ă â … d đ e ê …), tone marks break ties."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
        bare = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        letters.append(_ALPHABET.find(bare) + 1)
        tones.append(tone)
    return tuple(letters), tuple(tones)


def number_words(number: int) -> str:
    """`21` -> `hai mươi mốt`; from 100 on the digits stay."""
    if not 0 <= number < 100:
        return str(number)
    tens, units = divmod(number, 10)
    if tens == 0:
        return _DIGITS[units]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if units == 0:
        return head
    tail = {1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(units, _DIGITS[units])
    return f"{head} {tail}"


def short_date(date: datetime.date) -> str:
    """`02/9/2024`: the zeros of `long_date`."""
    return f"{date.day:02}/{_month(date)}/{date.year}"


def long_date(date: datetime.date) -> str:
    """`ngày 02 tháng 9 năm 2024`, with the zeros of Nghị định 30/2020/NĐ-CP, Phụ lục I (days below 10, months 1 and 2)."""
    return f"ngày {date.day:02} tháng {_month(date)} năm {date.year}"


def _month(date: datetime.date) -> str:
    return f"{date.month:02}" if date.month < 3 else str(date.month)


def capital(text: str) -> str:
    """First letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def nearest(word: str, known: Iterable[str], names: Mapping[str, str] | None = None) -> str | None:
    """The known word a typo was meant for, or `None`. Marks, capitals and what stands between letters are forgiven; so is an
    id without its beginning when no other ends so. `names` are other words for some of the known."""
    given, words = _letters(word), _Words.of(tuple(known))
    named = {_letters(name): target for name, target in (names or {}).items()}
    exact = words.by_letters.get(given) or named.get(given)
    if exact:
        return exact
    endings = [name for letters, name in words.by_letters.items() if letters.endswith(given)] if len(given) > 1 else []
    if len(endings) == 1:
        return endings[0]
    folded = {fold(name): name for name in reversed(words.like(given))}
    match = difflib.get_close_matches(fold(word), list(folded), n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def _letters(word: str) -> str:
    """`V.5b`, `v.5.b` and `V-5 B` have the same."""
    return "".join(char for char in fold(word) if char.isalnum())


@dataclass(frozen=True, slots=True)
class _Words:
    """Known words, ready to be compared with many typos."""

    known: tuple[str, ...]
    by_letters: Mapping[str, str]
    pairs: Mapping[str, tuple[int, ...]]
    """Two neighbouring letters -> the places in `known` of the words that have them."""

    @classmethod
    @lru_cache(maxsize=64)
    def of(cls, known: tuple[str, ...]) -> _Words:
        pairs: dict[str, list[int]] = {}
        for i, name in enumerate(known):
            letters = _letters(name)
            for pair in {letters[n : n + 2] for n in range(len(letters))}:
                pairs.setdefault(pair, []).append(i)
        letters_of = {_letters(name): name for name in reversed(known)}
        return cls(known, letters_of, {pair: tuple(places) for pair, places in pairs.items()})

    def like(self, given: str, most: int = 60) -> list[str]:
        """The known words that share most with `given`, in the order known: few enough to compare one by one."""
        if len(self.known) <= most:
            return list(self.known)
        shared = Counter(i for n in range(len(given)) for i in self.pairs.get(given[n : n + 2], ()))
        best = sorted(shared, key=lambda i: (abs(len(self.known[i]) - len(given)) - 2 * shared[i], i))[:most]
        return [self.known[i] for i in sorted(best)]
