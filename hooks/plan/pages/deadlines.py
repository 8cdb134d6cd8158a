"""Deadlines with a date, as leaves of a calendar and as calendars to take along; what is open to everybody every week;
everything that has a rhythm but no date."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .. import published
from ..duties import before, day, due_words
from ..model import Due, Provision
from ..schema import Weekly
from ..vietnamese import capital, slug
from .entries import Row, row
from .leaf import Leaf, Line, listed
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
    rule: Markup
    """`Trước ngày 25/12, hằng năm`."""
    who: Markup
    path: Markup


REMINDERS = " và ".join(f"{days} ngày" for days in published.WARNINGS)
"""How long before a deadline its calendar reminds of it: `30 ngày và 7 ngày`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLinks:
    """A calendar to take along: as a file, or followed by the reader's own calendar, which then asks for it again."""

    of: str
    """What it is a calendar of, for whoever hears the link alone: `của Sở A`."""
    file: str
    saved: str
    """The file's name in a folder of downloads."""
    followed: str
    """Its `webcal:` address; empty where the site does not know its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCalendar:
    """An agency and the calendar of its deadlines, if it has any."""

    name: Markup
    links: CalendarLinks | None
    certain: bool
    """At least one deadline surely means it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is open to everybody on a day of every week."""

    title: str
    said: str
    meaning: str
    where: str | None
    path: Markup
    links: CalendarLinks | None
    line: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Words of time without a date."""

    said: str
    meaning: str
    path: Markup
    title: str
    who: Markup
    line: Line | None


def leaflet(leaf: Leaf, due: Due) -> Leaflet:
    deadline, provision = due.deadline, due.provision
    number, month = day(deadline).split("/")[:2]
    return Leaflet(
        id=deadline.id, before=before(deadline), day=number, month=month, year=deadline.year,
        title=provision.short_title, lead=provision.lead, said=deadline.text, rule=leaf.unbroken(capital(due_words(deadline))),
        who=listed(map(leaf.party, due.agencies), "; "), path=leaf.provision(provision),
    )  # fmt: skip


def leaflets(leaf: Leaf) -> tuple[Leaflet, ...]:
    return tuple(leaflet(leaf, due) for due in leaf.plan.deadlines)


def figure(leaf: Leaf) -> tuple[str, str] | None:
    """The first deadline as a figure: the word before it and the date."""
    due = next(iter(leaf.plan.deadlines), None)
    return (before(due.deadline), day(due.deadline)) if due else None


def calendar(leaf: Leaf, name: str) -> CalendarLinks | None:
    """The calendar of all deadlines, of an agency or of a weekly event, by its name; nothing where no date would be in it."""
    plan = leaf.plan
    if not published.has_calendar(plan, name):
        return None
    titles = {published.ALL_CALENDARS: "mọi thời hạn", **{event.id: event.title for _, event in plan.weekly}}
    of = titles.get(name) or f"của {plan.agency(name).name}"
    address, host = published.calendar(name), leaf.options.site_url.partition("://")[2]
    followed = f"webcal://{host}{address}" if host else ""
    saved = f"{slug(plan.number)}-{name}.ics"
    return CalendarLinks(of=of, file=leaf.href(address), saved=saved, followed=followed)


def page(leaf: Leaf) -> Page:
    plan = leaf.plan
    dated = tuple((leaflet(leaf, due), _wording(leaf, due.provision), _reached(leaf, due)) for due in plan.deadlines)
    return leaf.page(
        "deadlines.html.j2", kind="deadlines", title=INDEX[0], dated=dated, reminders=REMINDERS,
        description=f"Thời hạn có ngày và những việc định kỳ không nêu ngày trong {plan.name}.",
        everything=calendar(leaf, published.ALL_CALENDARS), calendars=tuple(_agency_calendar(leaf, a.id) for a in plan.agencies),
        openings=tuple(_opening(leaf, *found) for found in plan.weekly),
        rhythms=tuple(_rhythm(leaf, p, i) for p in plan.provisions for i in range(len(p.timings))),
    )  # fmt: skip


def _agency_calendar(leaf: Leaf, agency_id: str) -> AgencyCalendar:
    plan = leaf.plan
    certain = any(agency_id in plan.reach(due.agencies).certain for due in plan.deadlines_of(agency_id))
    return AgencyCalendar(name=leaf.party(agency_id), links=calendar(leaf, agency_id), certain=certain)


def _opening(leaf: Leaf, provision: Provision, weekly: Weekly) -> Opening:
    number, timing = next((i, timing) for i, timing in enumerate(provision.timings) if timing.weekly is weekly)
    return Opening(
        title=weekly.title, said=timing.text, meaning=timing.meaning, where=weekly.where, path=leaf.provision(provision),
        links=calendar(leaf, weekly.id), line=leaf.line("provision", provision.id, "timings", number),
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
            reach = plan.reach((party,))
            found.append((leaf.party(party), tuple(map(leaf.party, reach.certain)), tuple(map(leaf.party, reach.doubtful))))
    return tuple(found)


def _rhythm(leaf: Leaf, provision: Provision, number: int) -> Rhythm:
    timing = provision.timings[number]
    parties = (provision.agency,) if provision.agency else leaf.plan.bound_by(provision)
    return Rhythm(
        said=timing.text,
        meaning=timing.meaning,
        path=leaf.provision(provision),
        title=provision.short_title,
        who=listed(map(leaf.party, parties), "; "),
        line=leaf.line("provision", provision.id, "timings", number),
    )
