"""Calendars (RFC 5545, RFC 7986): dated deadlines, for all and for each agency, and what is open to everybody every week.

A deadline stands on the day the document names, whole day, with the document's own word before it: whether that day
still counts is told by the word, not by moving the day. Nothing comes from a clock: the same data gives the same bytes.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Event, vText
from icalendar.enums import TRANSP

from ..duties import limit
from ..model import Agency, Due, Plan, Provision
from ..published import ALL_CALENDARS, WARNINGS, calendar, has_calendar
from ..schema import Deadline, Weekly
from ..vietnamese import capital, short_date, slug

REFRESH = datetime.timedelta(days=7)
"""How often a calendar that follows the site should look again."""
_DAYS = {"thứ hai": "MO", "thứ ba": "TU", "thứ tư": "WE", "thứ năm": "TH", "thứ sáu": "FR", "thứ bảy": "SA", "chủ nhật": "SU"}
"""In the order of `date.weekday`."""
_LEAP_DAY = (2, 29)


def files(plan: Plan, site_url: str) -> dict[str, bytes]:
    """Address -> content of every calendar. Without `site_url` no event and no calendar names an address."""
    written = _Writer(plan, site_url)
    found = {ALL_CALENDARS: (f"Thời hạn: {plan.name}", [written.due(due) for due in plan.deadlines])}
    for agency in plan.agencies:
        events = [written.due(due, agency) for due in plan.deadlines_of(agency.id)]
        found[agency.id] = (f"Thời hạn của {agency.name}: {plan.name}", events)
    for provision, weekly in plan.weekly:
        found[weekly.id] = (f"{weekly.title}: {plan.name}", [written.weekly(provision, weekly)])
    kept = {name: made for name, made in found.items() if has_calendar(plan, name)}
    return {calendar(name): written.calendar(name, title, events) for name, (title, events) in kept.items()}


class _Writer:
    """Writes the parts of a calendar for one plan."""

    def __init__(self, plan: Plan, site_url: str) -> None:
        self.plan = plan
        self.site_url = site_url
        self.stamp = datetime.datetime.combine(plan.site.notice.as_of, datetime.time(), datetime.UTC)
        notice = plan.site.notice
        self.origin = (
            f"Lịch do trang “{plan.site.name}” lập từ {plan.cite_self}, không phải lịch hay lời nhắc chính thức. "
            f"{notice.title} {notice.text} (Ghi ngày {short_date(notice.as_of)}.)"
        )

    def uid(self, name: str) -> str:
        """The same in every calendar, on every host and in every build."""
        plan = self.plan
        return f"{name}-{slug(plan.number)}-{plan.date.isoformat()}-{slug(plan.issuer)}"

    def calendar(self, name: str, title: str, events: Iterable[Event]) -> bytes:
        found = Calendar()
        found.add("version", "2.0")
        found.add("prodid", f"-//{self.plan.site.name}//{self.plan.name}//VI")
        found.add("uid", self.uid(f"lich-{name}"))
        found.add("last-modified", self.stamp)
        # as text: the library would write names and the properties it does not know without escaping them
        for key, text in (("name", title), ("x-wr-calname", title), ("description", self.origin), ("x-wr-caldesc", self.origin)):
            found.add(key, vText(text))
        found.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
        found.add("x-published-ttl", vText(f"P{REFRESH.days}D"))
        if self.site_url:
            found.add("source", self.site_url + calendar(name), {"VALUE": "URI"})
        for event in events:
            found.add_component(event)
        return bytes(found.to_ical())

    def due(self, due: Due, reader: Agency | None = None) -> Event:
        """A deadline, told to everybody or to one agency."""
        deadline, provision = due.deadline, due.provision
        doubtful = reader is not None and reader.id not in self.plan.reach(due.agencies).certain
        summary = f"{capital(limit(deadline))}: {provision.short_title}{' (chưa chắc áp dụng)' if doubtful else ''}"
        told = (
            _doers(self.plan, due), *(_meant(self.plan, due, reader) if reader else _members(self.plan, due)),
            *(f"Ghi chú (biên tập): {note}" for note in (*_notes(due), *_leap(deadline))),
        )  # fmt: skip
        event = self._event(deadline.id, provision, summary, _first(self.plan, deadline), told)
        if deadline.recurrence == "yearly":
            # the last day of February: a deadline that three years in four has no day would be silent in them
            leap = {"bymonth": 2, "bymonthday": -1} if _leap(deadline) else {}
            event.add("rrule", {"freq": "yearly", **leap})
        for days in WARNINGS:
            event.add_component(Alarm.new_display(f"Còn {days} ngày. {summary}", datetime.timedelta(days=-days)))
        return event

    def weekly(self, provision: Provision, weekly: Weekly) -> Event:
        """What is open on one day of every week; nobody is reminded of it."""
        date, weekday = self.plan.date, list(_DAYS).index(weekly.day)
        first = date + datetime.timedelta(days=(weekday - date.weekday()) % 7)
        told = [f"Theo văn bản ngày {short_date(date)}; hỏi nơi tổ chức trước khi đi."]
        event = self._event(weekly.id, provision, f"{weekly.title} (hỏi trước khi đi)", first, told)
        event.add("rrule", {"freq": "weekly", "byday": _DAYS[weekly.day]})
        if weekly.where:
            event.add("location", weekly.where)
        return event

    def _event(self, name: str, provision: Provision, summary: str, first: datetime.date, told: Iterable[str]) -> Event:
        plan = self.plan
        address = self.site_url + plan.url(provision) if self.site_url else None
        lines = (f"Nguyên văn, {plan.citation(provision)}:", provision.text, *told, self.origin, *((address,) if address else ()))
        return Event.new(
            uid=self.uid(name), stamp=self.stamp, last_modified=self.stamp, start=first, summary=summary,
            description="\n\n".join(lines), categories=[plan.name], transparency=TRANSP.TRANSPARENT,
            url=address,
        )  # fmt: skip


# -- days ----------------------------------------------------------------------------------------------------------


def _first(plan: Plan, deadline: Deadline) -> datetime.date:
    """The first day of a deadline that is not before the document."""
    if deadline.year:
        return datetime.date(deadline.year, deadline.month, deadline.day)
    this, following = (_in_year(deadline, plan.date.year + years) for years in (0, 1))
    return this if this >= plan.date else following


def _in_year(deadline: Deadline, year: int) -> datetime.date:
    """Its day in a year; the last of the month where the year lacks it."""
    return datetime.date(year, deadline.month, min(deadline.day, monthrange(year, deadline.month)[1]))


def _leap(deadline: Deadline) -> tuple[str, ...]:
    """What to say of a yearly deadline on a day that most years lack; nothing of any other."""
    if deadline.recurrence != "yearly" or (deadline.month, deadline.day) != _LEAP_DAY:
        return ()
    return ("Năm không có ngày 29/02 thì lịch ghi vào ngày 28/02; văn bản không nói trường hợp này.",)


# -- who and what --------------------------------------------------------------------------------------------------


def _notes(due: Due) -> Iterable[str]:
    """What the editors explain of the words that set the date."""
    return (n.text for n in due.provision.notes if n.kind == "giải thích" and n.quote and n.quote in due.deadline.text)


def _doers(plan: Plan, due: Due) -> str:
    names = "; ".join(map(plan.party_name, due.agencies))
    return f"Ai phải làm: {names or 'văn bản không nêu cơ quan nào'}."


def _members(plan: Plan, due: Due) -> Iterable[str]:
    """What the collectives among its parties hold, as the editors read them."""
    for body in plan.bodies:
        if body.id in due.agencies and plan.reached_by(body.id):
            reach = plan.reach((body.id,))
            halves = (("gồm", reach.certain), ("chưa chắc gồm", reach.doubtful))
            told = (f"“{body.name}” {verb} {'; '.join(map(plan.party_name, part))}." for verb, part in halves if part)
            yield f"Theo cách hiểu của biên tập: {' '.join(told)}"


def _meant(plan: Plan, due: Due, agency: Agency) -> Iterable[str]:
    """Why a deadline stands in the calendar of an agency that it does not name, and whether that is certain."""
    if agency.id in due.agencies:
        return
    bodies = [body for body in plan.bodies if body.id in due.agencies]
    certain = [body for body in bodies if agency.id in plan.members(body)]
    yield from (f"Theo cách hiểu của biên tập: “{body.name}” gồm cả {agency.name}." for body in certain)
    if not certain:
        reasons = (doubt.why for body in bodies for doubt in body.doubtful if doubt.agency == agency.id)
        yield from (f"Chưa chắc hạn này áp dụng cho {agency.name} (biên tập): {why}" for why in reasons)
