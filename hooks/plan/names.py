"""Finding in a wording the entities it names: documents by their symbol, everything else by name.

Whole words only, left to right, the longest name first, never overlapping. Names are looked up by their first word,
so the time grows with the text and hardly with the number of names. Knows nothing of plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from . import references


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name an entity. A `document`'s name may be printed in capitals; an `abbreviation` counts once a text."""

    text: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a wording, `text[start:end]`, that name an entity. Kinds: document, agency, body, abbreviation."""

    start: int
    end: int
    kind: str
    target: str


_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Names:
    """An index of names. `symbols` maps a document's symbol, case folded, to its type and id."""

    by_word: dict[str, list[tuple[re.Pattern[str], Name]]]
    symbols: Mapping[str, tuple[str, str]]
    found: dict[str, tuple[Mention, ...]] = field(default_factory=dict)
    """Text -> its mentions: checks and pages ask for the same wordings again and again."""

    @classmethod
    def of(cls, names: Iterable[Name], symbols: Mapping[str, tuple[str, str]] | None = None) -> Names:
        index: dict[str, list[tuple[re.Pattern[str], Name]]] = {}
        for name in sorted(names, key=lambda name: (-len(name.text), name.text, name.kind, name.target)):
            word = _WORD.search(name.text)
            if word and word.start() == 0:
                index.setdefault(word[0].casefold(), []).append((re.compile(pattern(name.text, name.kind)), name))
        return cls(index, symbols or {})

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every mention in `text`, in order."""
        if text not in self.found:
            cited = tuple(self._cited(text))
            self.found[text] = tuple(sorted((*cited, *self._named(text, cited)), key=lambda mention: mention.start))
        return self.found[text]

    def _cited(self, text: str) -> Iterable[Mention]:
        """Documents cited by symbol, with their type and `số` where these stand before it."""
        for start, end, symbol in references.symbols(text) if self.symbols else ():
            kind, target = self.symbols.get(symbol.casefold(), ("", ""))
            if target:
                lead = re.search(rf"(?:{re.escape(kind)}\s+)?(?:số:?\s+)?$", text[:start], re.IGNORECASE)
                yield Mention(lead.start() if lead else start, end, "document", target)

    def _named(self, text: str, cited: tuple[Mention, ...]) -> Iterable[Mention]:
        done = 0
        used: set[str] = set()
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            for shape, name in self.by_word.get(word[0].casefold(), ()):
                match = shape.match(text, word.start())
                if match is None or any(match.start() < other.end and other.start < match.end() for other in cited):
                    continue
                done = match.end()
                if name.kind != "abbreviation" or name.target not in used:
                    used.add(name.target)
                    yield Mention(match.start(), match.end(), name.kind, name.target)
                break


def pattern(name: str, kind: str) -> str:
    """A name as whole words. Its first letter may be a capital; a `document` or `term` may be in any case."""
    words = r"\s+".join(map(re.escape, name.split()))
    if kind == "abbreviation":
        edge = r"[\w/&-]" if name[-1:].isalnum() else r"[^\s]"
        return rf"(?<![\w/&-]){words}(?!{edge})"
    if kind in ("document", "term"):
        return rf"(?<!\w)(?i:{words})(?!\w)"
    first = re.escape(name[0])
    either = f"(?:{first}|{re.escape(name[0].upper())})" if name[0].islower() else first
    return rf"(?<!\w){either}{words[len(first) :]}(?!\w)"


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether any of `words` stands in `text` as whole words, in any case."""
    return any(re.search(pattern(word, "term"), text) for word in words)
