"""What became of the bodies a page names: ours, sourced, kept apart from the wording, and honest where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ..duties import succession, successors_for
from ..model import Provision
from ..schema import Source, Successor
from .leaf import Leaf, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """One successor in words."""

    words: Markup
    is_certain: bool
    note: str | None
    source: Source
    line: Line | None
    """Where it was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A body and what became of it; no fates: not determined."""

    name: Markup
    fates: tuple[Fate, ...]


def fates(leaf: Leaf, party_id: str) -> tuple[Fate, ...]:
    """Everything known of a body since."""
    return _told(leaf, leaf.plan.successors_of(party_id), party_id)


def fates_of_duty(leaf: Leaf, duty: Provision) -> tuple[Fate, ...]:
    """Who has a responsibility now."""
    return _told(leaf, successors_for(leaf.plan, duty), duty.agency or "")


def named(leaf: Leaf, parties: Iterable[str]) -> tuple[Named, ...]:
    """The bodies of a page in the plan's order. An agency of which nothing is known is told; of another body without an
    item nothing is said, since most of them simply remain."""
    plan = leaf.plan
    told = [p for p in set(parties) if plan.successors_of(p) or not plan.is_body(p)]
    order = sorted(told, key=plan.party_place)
    return tuple(Named(name=leaf.party(party), fates=fates(leaf, party)) for party in order)


def _told(leaf: Leaf, successors: Iterable[Successor], party_id: str) -> tuple[Fate, ...]:
    plan = leaf.plan
    old = plan.party_name(party_id) if party_id else ""
    kind, known = "body" if plan.is_body(party_id) else "agency", plan.successors_of(party_id) if party_id else ()
    return tuple(
        Fate(
            words=leaf.unbroken(succession(s, old)), is_certain=s.is_certain, note=s.note, source=s.source,
            line=leaf.line(kind, party_id, "successors", known.index(s)),
        )
        for s in successors
    )  # fmt: skip
