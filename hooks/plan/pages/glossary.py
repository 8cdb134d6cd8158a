"""Abbreviations and terms in dictionary order, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..schema import AbbreviationEntry, TermEntry
from ..vietnamese import slug, sort_key
from .leaf import Leaf, Line
from .page import Link, Page

INDEX: Link = ("Thuật ngữ", "thuat-ngu/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """An entry of the glossary."""

    id: str
    word: str
    meaning: str
    note: str
    source: object
    places: tuple[Markup, ...]
    line: Line | None
    """Where its meaning was typed."""
    note_line: Line | None = None


def page(leaf: Leaf) -> Page:
    plan = leaf.plan
    abbreviations = sorted((_abbreviation(leaf, a) for a in plan.abbreviations), key=lambda w: sort_key(w.word))
    terms = sorted((_term(leaf, t) for t in plan.terms), key=lambda w: sort_key(w.word))
    return leaf.page(
        "glossary.html.j2", kind="glossary", title=INDEX[0], letters=_letters(abbreviations), terms=_letters(terms),
        description=f"Chữ viết tắt và thuật ngữ dùng trong {plan.name}, giải thích bằng lời thường.",
    )  # fmt: skip


def _letters(words: list[Word]) -> tuple[tuple[str, tuple[Word, ...]], ...]:
    """Words under the letter they begin with, in the order they come."""
    found: dict[str, list[Word]] = {}
    for word in words:
        found.setdefault(word.word[:1].upper(), []).append(word)
    return tuple((letter, tuple(rows)) for letter, rows in found.items())


def _abbreviation(leaf: Leaf, entry: AbbreviationEntry) -> Word:
    places = tuple(leaf.provision(p) for p in leaf.plan.uses_of(entry.short))
    return Word(
        id=f"viet-tat-{slug(entry.short)}",
        word=entry.short,
        meaning=entry.full,
        note=entry.note or "",
        source=None,
        places=places,
        line=leaf.line("abbreviation", entry.short, "full"),
        note_line=leaf.line("abbreviation", entry.short, "note"),
    )


def _term(leaf: Leaf, entry: TermEntry) -> Word:
    places = tuple(leaf.provision(p) for p in leaf.plan.uses_of_term(entry))
    return Word(
        id=entry.id, word=entry.term, meaning=entry.meaning, note="", source=entry.source, places=places,
        line=leaf.line("term", entry.id, "meaning"),
    )  # fmt: skip
