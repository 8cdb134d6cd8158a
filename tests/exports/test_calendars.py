"""Calendars read back: by a plain reading of every line as RFC 5545 wants it, and by the library that programs use."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

from built import SITE_URL, BuiltSite
from plan import Plan
from plan.exports.calendars import files
from plan.published import ALL_CALENDARS, calendar
from plan.schema import BodyEntry, Deadline, Timing, Weekly
from plan.vietnamese import slug

ALL = calendar(ALL_CALENDARS)
DAY = {"thứ hai": 0, "thứ ba": 1, "thứ tư": 2, "thứ năm": 3, "thứ sáu": 4, "thứ bảy": 5, "chủ nhật": 6}


@pytest.fixture(params=["real", "small", "amended"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


def opened(content: bytes) -> tuple[Calendar, list[Event]]:
    """A calendar and its events, as a program reads them; it found nothing to complain of."""
    found = Calendar.from_ical(content)
    events = list(found.walk("VEVENT"))
    assert events
    assert [part.errors for part in found.walk() if part.errors] == []
    return found, events


def event(content: bytes) -> Event:
    [found] = opened(content)[1]
    return found


def days(found: Event, count: int) -> list[str]:
    """The first occurrences, as another library counts them."""
    start = found["DTSTART"].dt
    if "RRULE" not in found:
        return [start.isoformat()]
    rule = rrulestr(found["RRULE"].to_ical().decode(), dtstart=datetime.datetime.combine(start, datetime.time()))
    return [day.date().isoformat() for day in itertools.islice(rule, count)]


def with_deadline(plan: Plan, **values: object) -> Plan:
    """The plan with one deadline only, of its last responsibility."""
    due = Deadline.model_validate(
        {"id": "han", "text": "trước ngày 05/02", "recurrence": "yearly", "month": 2, "day": 5, **values}
    )
    last = plan.responsibilities[-1].id
    return replace(plan, provisions=tuple(replace(p, deadlines=(due,) if p.id == last else ()) for p in plan.provisions))


def with_weekly(plan: Plan, *weekly: Weekly) -> Plan:
    """The plan with these weekly events only, and no deadline."""
    timings = tuple(Timing(text=w.day, meaning="Mỗi tuần.", weekly=w) for w in weekly)
    last = plan.responsibilities[-1].id
    provisions = (replace(p, deadlines=(), timings=timings if p.id == last else ()) for p in plan.provisions)
    return replace(plan, provisions=tuple(provisions))


# -- which calendars there are -------------------------------------------------------------------------------------


def test_a_calendar_for_whom_a_deadline_reaches(plan: Plan) -> None:
    """One of all deadlines, one for each agency that a deadline reaches, one for each weekly event; none is empty."""
    reached = [agency.id for agency in plan.agencies if plan.deadlines_of(agency.id)]
    assert 0 < len(reached) < len(plan.agencies)
    weekly = [w.id for _, w in plan.weekly]
    assert list(files(plan, "")) == [calendar(name) for name in (ALL_CALENDARS, *reached, *weekly)]


def test_the_real_plan_has_a_weekly_event(real: Plan) -> None:
    assert [weekly.day for _, weekly in real.weekly] == ["thứ năm"]


def test_nothing_dated_no_calendar(small: Plan) -> None:
    assert files(with_weekly(small), SITE_URL) == {}
    assert files(replace(small, agencies=(), provisions=()), SITE_URL) == {}


def test_the_site_publishes_them(small_site: BuiltSite, small: Plan) -> None:
    published = {path.relative_to(small_site.folder).as_posix(): path.read_bytes() for path in small_site.folder.glob("lich/*")}
    assert published == files(small, "")


# -- every line ----------------------------------------------------------------------------------------------------

LINE = re.compile(r"[A-Z][A-Z-]*(?:;[A-Z-]+=[^:;\"]+)*:.*")
ONCE = {
    "VCALENDAR": {"VERSION", "PRODID", "UID", "LAST-MODIFIED", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "TRANSP", "LAST-MODIFIED"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}


def parts(content: bytes) -> Iterator[tuple[str, list[str]]]:
    """Every component with its own lines, unfolded; read without the library."""
    open_: list[tuple[str, list[str]]] = []
    for line in re.sub(rb"\r\n ", b"", content).decode().removesuffix("\r\n").split("\r\n"):
        assert LINE.fullmatch(line), line
        if line.startswith("BEGIN:"):
            open_.append((line.removeprefix("BEGIN:"), []))
        elif line.startswith("END:"):
            assert open_[-1][0] == line.removeprefix("END:")
            yield open_.pop()
        else:
            open_[-1][1].append(line)
    assert not open_


def test_lines_end_fold_and_stay_whole(plan: Plan) -> None:
    """CRLF after every line, at most 75 octets, and no character cut in two by a fold."""
    for name, content in files(plan, SITE_URL).items():
        assert content.endswith(b"END:VCALENDAR\r\n")
        lines = content.removesuffix(b"\r\n").split(b"\r\n")
        assert any(line.startswith(b" ") for line in lines)
        for line in lines:
            assert len(line) <= 75, (name, line)
            assert not re.search(r"[\x00-\x1f\x7f]", line.decode("utf-8")), (name, line)


def test_every_part_has_what_it_must(plan: Plan) -> None:
    for content in files(plan, SITE_URL).values():
        found = list(parts(content))
        assert {kind for kind, _ in found} <= set(ONCE), "an all-day event needs no time zone"
        for kind, lines in found:
            names = [re.split("[;:]", line, maxsplit=1)[0] for line in lines]
            assert len(set(names)) == len(names), names
            assert ONCE[kind] <= set(names)
            assert "METHOD" not in names, "a method would ask for an organizer"
        calendar_lines = next(lines for kind, lines in found if kind == "VCALENDAR")
        assert {"VERSION:2.0", "REFRESH-INTERVAL;VALUE=DURATION:P7D", "X-PUBLISHED-TTL:P7D"} <= set(calendar_lines)


# -- what an event says --------------------------------------------------------------------------------------------


def test_the_day_and_the_words_of_the_documents(real: Plan, small: Plan) -> None:
    """On the day named, with the word that makes it a limit; a deadline that comes once does not come again."""
    yearly, once = event(files(real, "")[ALL]), event(files(small, "")[ALL])
    assert str(yearly["SUMMARY"]).startswith("Trước ngày 25/12: ")
    assert days(yearly, 3) == ["2022-12-25", "2023-12-25", "2024-12-25"]
    assert str(once["SUMMARY"]).startswith("Trước ngày 30/6/2025: ")
    assert days(once, 3) == ["2025-06-30"]


@pytest.mark.parametrize(
    ("values", "summary", "first"),
    [
        ({"text": "trước ngày 05/02", "month": 2, "day": 5}, "Trước ngày 05/02: ", ["2024-02-05", "2025-02-05"]),
        ({"text": "chậm nhất là ngày 03/02", "month": 2, "day": 3}, "Chậm nhất ngày 03/02: ", ["2024-02-03", "2025-02-03"]),
        ({"text": "ngày 02/02", "month": 2, "day": 2}, "Ngày 02/02: ", ["2025-02-02", "2026-02-02"]),
        ({"text": "ngày 31 tháng 12", "month": 12, "day": 31}, "Ngày 31/12: ", ["2024-12-31", "2025-12-31"]),
        (
            {"text": "chậm nhất ngày 29/02", "month": 2, "day": 29},
            "Chậm nhất ngày 29/02: ",
            ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"],
        ),
        (
            {"text": "ngày 29/02/2028", "month": 2, "day": 29, "year": 2028, "recurrence": "once"},
            "Ngày 29/02/2028: ",
            ["2028-02-29"],
        ),
    ],
)
def test_first_and_following_days(small: Plan, values: dict[str, object], summary: str, first: list[str]) -> None:
    """The document is of 03/02/2024: the first day is that one or the next after it."""
    assert small.date == datetime.date(2024, 2, 3)
    found = event(files(with_deadline(small, **values), "")[ALL])
    assert str(found["SUMMARY"]).startswith(summary)
    assert days(found, len(first)) == first
    assert ("28/02" in str(found["DESCRIPTION"])) == (len(first) > 2)


def test_a_leap_day_starts_in_a_common_year_too(small: Plan) -> None:
    later = replace(with_deadline(small, month=2, day=29, text="29/02"), date=datetime.date(2024, 3, 1))
    assert days(event(files(later, "")[ALL]), 2) == ["2025-02-28", "2026-02-28"]


def test_wording_citation_and_who(plan: Plan) -> None:
    """Every deadline with the provision word for word, its citation, whom it names, and that nobody official wrote it."""
    for name, content in files(plan, SITE_URL).items():
        dues = plan.deadlines if name == ALL else plan.deadlines_of(name.removeprefix("lich/").removesuffix(".ics"))
        events = opened(content)[1]
        assert len(events) == max(len(dues), 1)
        for due, found in zip(dues, events, strict=False):
            told = str(found["DESCRIPTION"])
            assert due.provision.text in told.split("\n\n")
            assert plan.citation(due.provision) in told
            assert all(plan.party_name(party) in told for party in due.agencies)
            assert "không phải lịch hay lời nhắc chính thức" in told
            assert plan.site.notice.text in told
            assert str(found["TRANSP"]) == "TRANSPARENT"
            assert str(found["URL"]) == SITE_URL + plan.url(due.provision)
            assert found["DTSTART"].to_ical().decode().isdigit()


def test_a_doubt_is_told_to_whom_it_concerns(real: Plan) -> None:
    """A doubtful member reads why it is doubtful, a certain one through what it is meant, one that is named neither."""
    seen = set()
    for agency in real.agencies:
        for due in real.deadlines_of(agency.id):
            told = str(event(files(real, "")[calendar(agency.id)])["DESCRIPTION"])
            certain, named = agency.id in real.reach(due.agencies).certain, agency.id in due.agencies
            reasons = [d.why for b in real.bodies if b.id in due.agencies for d in b.doubtful if d.agency == agency.id]
            assert bool(reasons) == (not certain)
            assert all(f"Chưa chắc hạn này áp dụng cho {agency.name} (biên tập): {why}" in told for why in reasons)
            assert ("Chưa chắc" in told) == (not certain)
            assert (f"gồm cả {agency.name}." in told) == (certain and not named)
            seen.add((certain, named))
    assert seen == {(True, True), (True, False), (False, False)}


def test_all_deadlines_tell_what_a_collective_holds(small: Plan) -> None:
    body = next(b for b in small.bodies if b.doubtful)
    told = str(event(files(with_deadline(small, who=(body.id,)), "")[ALL])["DESCRIPTION"])
    doubtful = {d.agency for d in body.doubtful}
    certain = "; ".join(a.name for a in small.agencies if a.id not in doubtful)
    assert f"“{body.name}” gồm {certain}. “{body.name}” chưa chắc gồm " in told


def test_a_collective_of_nobody_is_only_named(small: Plan) -> None:
    nobody = BodyEntry.model_validate({"id": "cac-noi", "kind": "other", "name": "các nơi", "lead": "Không rõ."})
    plan = with_deadline(replace(small, bodies=(*small.bodies, nobody)), who=("cac-noi",))
    assert list(files(plan, "")) == [ALL]
    assert "Ai phải làm: các nơi." in str(event(files(plan, "")[ALL])["DESCRIPTION"])


def test_two_reminders_of_a_deadline(plan: Plan) -> None:
    for name, content in files(plan, "").items():
        for found in opened(content)[1]:
            alarms = [(a["ACTION"], a["TRIGGER"].to_ical().decode(), str(a["DESCRIPTION"])) for a in found.walk("VALARM")]
            summary = str(found["SUMMARY"])
            wanted = [("DISPLAY", f"-P{days}D", f"Còn {days} ngày. {summary}") for days in (30, 7)]
            assert alarms == ([] if name in {calendar(w.id) for _, w in plan.weekly} else wanted)


# -- weekly events -------------------------------------------------------------------------------------------------


def test_the_weekly_event_of_the_document(real: Plan) -> None:
    [(provision, weekly)] = real.weekly
    found = event(files(real, SITE_URL)[calendar(weekly.id)])
    assert str(found["LOCATION"]) == weekly.where
    assert str(found["SUMMARY"]).startswith(weekly.title)
    assert days(found, 3) == ["2022-04-28", "2022-05-05", "2022-05-12"]
    told = str(found["DESCRIPTION"])
    assert provision.text in told.split("\n\n")
    assert real.citation(provision) in told
    assert "Theo văn bản ngày 27/4/2022; hỏi nơi tổ chức trước khi đi." in told
    assert str(found["URL"]) == SITE_URL + real.url(provision)


@pytest.mark.parametrize("day", DAY)
def test_any_day_of_the_week(small: Plan, day: str) -> None:
    """The first such day that is not before the document, then every seven days."""
    weekly = Weekly.model_validate({"id": "phien", "day": day, "title": "Phiên"})
    found = event(files(with_weekly(small, weekly), "")[calendar("phien")])
    first = found["DTSTART"].dt
    assert small.date <= first < small.date + datetime.timedelta(days=7)
    assert first.weekday() == DAY[day]
    assert days(found, 3) == [(first + datetime.timedelta(days=7 * n)).isoformat() for n in range(3)]
    assert "LOCATION" not in found


# -- identity, time, addresses -------------------------------------------------------------------------------------


def test_one_event_one_uid(plan: Plan) -> None:
    """A deadline has the same UID in every calendar and on every host, other deadlines and calendars have others."""
    seen: dict[str, set[str]] = {}
    for site_url in ("", SITE_URL):
        for name, content in files(plan, site_url).items():
            found, events = opened(content)
            seen.setdefault(str(found["UID"]), set()).add(name)
            for row in events:
                seen.setdefault(str(row["UID"]), set()).add(str(row["SUMMARY"]).removesuffix(" (chưa chắc áp dụng)"))
    names = list(files(plan, ""))
    assert len(seen) == len(names) + len(plan.deadlines) + len(plan.weekly)
    assert all(len(meant) == 1 for meant in seen.values())
    assert all(uid.isascii() and slug(plan.number) in uid and plan.date.isoformat() in uid for uid in seen)


def test_time_comes_from_the_data(plan: Plan) -> None:
    stamp = plan.site.notice.as_of.strftime("%Y%m%dT000000Z")
    for content in files(plan, "").values():
        stamps = re.findall(rb"(?:DTSTAMP|LAST-MODIFIED):(\S+)\r\n", content)
        assert len(stamps) >= 3
        assert set(stamps) == {stamp.encode()}


def test_an_address_only_where_the_site_has_one(plan: Plan) -> None:
    for name, content in files(plan, "").items():
        assert b"://" not in content, name
        assert not re.search(rb"^(?:URL|SOURCE)\b", content, re.MULTILINE), name
    for name, content in files(plan, SITE_URL).items():
        assert str(opened(content)[0]["SOURCE"]) == SITE_URL + name


def test_each_calendar_says_whose_it_is(plan: Plan) -> None:
    names = [next(line for kind, lines in parts(c) if kind == "VCALENDAR" for line in lines if line.startswith("NAME:"))
             for c in files(plan, "").values()]  # fmt: skip
    assert len(set(names)) == len(names)
    assert all(plan.name in name for name in names)
    for content in files(plan, "").values():
        assert str(opened(content)[0]["PRODID"]) == f"-//{plan.site.name}//{plan.name}//VI"


# -- hostile words -------------------------------------------------------------------------------------------------

WORDS = [
    'một; hai, ba \\ bốn \\n năm: “sáu” "bảy"',
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "xuống dòng\nATTACH:file:///etc/passwd",
    "ữ" * 200,
    "😀" * 40 + " \u0301dấu rời",
]


@pytest.mark.parametrize("words", [*WORDS, "HOSTILE"])
def test_any_words_are_only_words(small: Plan, words: str, hostile_words: list[str]) -> None:
    """Whatever stands in a title, a wording, a name or a place comes out as it was, and makes no line of its own."""
    words = " ".join(hostile_words) if words == "HOSTILE" else words
    whole = words.replace("\r\n", "\n")
    body = small.bodies[0].model_copy(update={"name": words})
    plan = with_deadline(replace(small, bodies=(body, *small.bodies[1:])), who=(body.id,))
    weekly = Weekly.model_construct(id="phien", day="thứ ba", title=words, where=words)
    timing = Timing.model_construct(text="thứ ba", meaning="", weekly=weekly)
    site = plan.site.model_copy(update={"name": words})
    hostile = (replace(p, text=words, short_title=words, timings=(timing,) if p.deadlines else ()) for p in plan.provisions)
    plan = replace(plan, provisions=tuple(hostile), site=site)
    for name, content in files(plan, SITE_URL).items():
        found, [row] = opened(content)
        assert {kind for kind, _ in parts(content)} <= set(ONCE)
        told = str(row["DESCRIPTION"])
        assert f"\n\n{whole}\n\n" in told, name
        assert whole in str(row["SUMMARY"])
        assert whole in str(found["DESCRIPTION"])
        assert all(len(line) <= 75 and line.decode() is not None for line in content.split(b"\r\n"))
        if name == calendar("phien"):
            assert str(row["LOCATION"]) == whole
        else:
            assert f"Ai phải làm: {whole}." in told
