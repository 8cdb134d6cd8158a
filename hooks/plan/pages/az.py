"""The A–Z index: every agency, task area, document, group, other body, term and abbreviation in the order of a dictionary.

What search offers with a script, this page offers without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import published
from ..vietnamese import capital, sort_key
from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Mục lục A–Z", "muc-luc/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A name, where it leads and what it is the name of."""

    name: str
    url: str
    kind: str


def page(leaf: Leaf) -> Page:
    return leaf.page(
        "az.html.j2",
        kind="az",
        title=INDEX[0],
        description=f"Mọi cơ quan, nhiệm vụ, văn bản, nhóm người và thuật ngữ của {leaf.plan.name}, theo vần chữ cái.",
        letters=letters(lines(leaf)),
    )


def letters(found: list[Line]) -> tuple[tuple[str, str, tuple[Line, ...]], ...]:
    """Letter, its fragment, and the lines that begin with it, in dictionary order (Đ after D, Ơ after Ô)."""
    grouped: dict[str, list[Line]] = {}
    for line in found:
        grouped.setdefault(_letter(line.name), []).append(line)
    return tuple((letter, f"van-{n}", tuple(rows)) for n, (letter, rows) in enumerate(grouped.items(), 1))


def _letter(name: str) -> str:
    """The letter a name is filed under: its first, tone marks set aside."""
    first = sort_key(name)[0][:1]
    return next((letter for letter in "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ" if sort_key(letter)[0] == first), "0–9")


def lines(leaf: Leaf) -> list[Line]:
    """Everything that has a name, once under each of its names."""
    return sorted(set(_all(leaf)), key=lambda line: (sort_key(line.name), line.kind, line.url, line.name))


def _all(leaf: Leaf) -> Iterator[Line]:
    plan = leaf.plan
    yield from _parties(leaf)
    for area in plan.task_areas:
        yield Line(name=plan.provision(area.id).short_title, url=leaf.href(area.url), kind="nhiệm vụ")
    for document in plan.documents:
        for name in dict.fromkeys((document.name, document.entry.short_title)):
            yield Line(name=name, url=leaf.href(document.url), kind="văn bản")
    for group in plan.groups:
        yield Line(name=group.name, url=leaf.href(plan.group_url(group.id)), kind="đối tượng")
    for term in plan.terms:
        yield Line(name=term.term, url=leaf.href(published.term(term.id)), kind="thuật ngữ")
    for short in plan.abbreviations:
        yield Line(name=f"{short.short} ({short.full})", url=leaf.href(plan.abbreviation_url(short.short)), kind="viết tắt")


def _parties(leaf: Leaf) -> Iterator[Line]:
    """Agencies and bodies by the names of the document and by those that came later."""
    plan = leaf.plan
    for agency in plan.agencies:
        for name in (agency.name, *agency.short_names):
            yield Line(name=name, url=leaf.href(agency.url), kind="cơ quan")
    for body in plan.bodies:
        yield Line(name=capital(body.short_title or body.name), url=leaf.href(plan.party_url(body.id)), kind="cơ quan khác")
    for party in plan.parties:
        leaf.wording.parties[party.id] = None
        for successor in party.successors:
            sure = "" if successor.is_certain else ", chưa chắc"
            if successor.name != party.name:
                kind = f"tên về sau của {party.name}{sure}"
                yield Line(name=successor.name, url=leaf.href(plan.party_url(party.id)), kind=kind)
