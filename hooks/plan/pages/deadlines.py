"""Deadlines with a date, as leaves of a calendar, and everything that has a rhythm but no date."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..duties import before, day
from ..model import Due, Provision
from .entries import Row, row
from .leaf import Leaf, listed
from .page import Link, Page

INDEX: Link = ("Thời hạn", "thoi-han/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """A dated deadline, ready for its calendar leaf."""

    id: str
    before: str
    day: str
    month: str
    year: int | None
    title: str
    lead: str
    said: str
    yearly: bool
    who: Markup
    path: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Words of time without a date."""

    said: str
    meaning: str
    path: Markup
    title: str
    who: Markup


def leaflet(leaf: Leaf, due: Due) -> Leaflet:
    deadline, provision = due.deadline, due.provision
    number, month = day(deadline).split("/")[:2]
    return Leaflet(
        id=deadline.id, before=before(deadline), day=number, month=month, year=deadline.year,
        title=provision.short_title, lead=provision.lead, said=deadline.text, yearly=deadline.recurrence == "yearly",
        who=listed(map(leaf.party, due.agencies), "; "), path=leaf.provision(provision),
    )  # fmt: skip


def leaflets(leaf: Leaf) -> tuple[Leaflet, ...]:
    return tuple(leaflet(leaf, due) for due in leaf.plan.deadlines)


def figure(leaf: Leaf) -> tuple[str, str] | None:
    """The first deadline as a figure: the word before it and the date."""
    due = next(iter(leaf.plan.deadlines), None)
    return (before(due.deadline), day(due.deadline)) if due else None


def page(leaf: Leaf) -> Page:
    plan = leaf.plan
    dated = tuple((leaflet(leaf, due), _wording(leaf, due.provision), _reached(leaf, due)) for due in plan.deadlines)
    return leaf.page(
        "deadlines.html.j2", kind="deadlines", title=INDEX[0], dated=dated,
        description=f"Thời hạn có ngày và những việc định kỳ không nêu ngày trong {plan.name}.",
        rhythms=tuple(_rhythm(leaf, p, t.text, t.meaning) for p in plan.provisions for t in p.timings),
    )  # fmt: skip


def _wording(leaf: Leaf, provision: Provision) -> Row:
    return row(leaf, provision, facts=())


def _reached(leaf: Leaf, due: Due) -> tuple[tuple[Markup, tuple[Markup, ...], tuple[Markup, ...]], ...]:
    """Every party of a deadline that is a collective: its name, its certain and its doubtful agencies."""
    plan = leaf.plan
    found = []
    for party in due.agencies:
        body = next((b for b in plan.bodies if b.id == party), None)
        if body and plan.reached_by(party):
            certain = plan.members(body)
            doubtful = tuple(a for a in plan.reached_by(party) if a not in certain)
            found.append((leaf.party(party), tuple(map(leaf.party, certain)), tuple(map(leaf.party, doubtful))))
    return tuple(found)


def _rhythm(leaf: Leaf, provision: Provision, said: str, meaning: str) -> Rhythm:
    parties = (provision.agency,) if provision.agency else leaf.plan.bound_by(provision)
    return Rhythm(
        said=said,
        meaning=meaning,
        path=leaf.provision(provision),
        title=provision.short_title,
        who=listed(map(leaf.party, parties), "; "),
    )
