"""What must hold between entries: ids, references, duties, quotations, days, colours.

Every check is a small generator of problems, named after its rule; its docstring is the rule. Nothing is read or
printed here.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from . import colours, references
from .folder import Data, Located
from .names import holds
from .published import ALL_CALENDARS, is_taken
from .source import Loc, Place, Problem
from .tree import Row
from .vietnamese import nearest, slug

_DOCUMENTS = ("documents.yml", "amendments")
"""Where documents are written that have a page of their own."""
_NOTHING: Mapping[str, str] = MappingProxyType({})

Ids = dict[str, Place]
"""Ids of a kind and where each is given."""


@dataclass(frozen=True, slots=True)
class Known:
    """Every id a reference may name, kind by kind."""

    provisions: dict[str, Row]
    agencies: Ids
    parties: Ids
    """Agencies and bodies."""
    documents: Ids
    groups: Ids
    roles: Ids
    tasks: Ids
    """Provisions of task areas and the headings above them: what a responsibility can carry out."""
    names: dict[str, str]
    """What people say instead of an id of an agency, body, document or group."""
    gone: Mapping[str, str]
    """Ids of provisions and agencies that an amendment repealed, each with the words that say so."""


def entries(data: Data, rows: list[Row], repealed: Mapping[str, str] = _NOTHING) -> list[Problem]:
    """Everything that can be said of the entries without reading the wording for names. `repealed` tells of the provisions
    that are no longer among the rows."""
    known = _known(data, rows, repealed)
    problems = [*_repeated(data), *_bodies(data, known), *_document_ids(data), *_colours(data), *_agency_names(data, known)]
    problems += [*_taken(data), *_calendar_ids(data, rows), *_successors(data, known)]
    words = {item.entry.id: item.entry.words for item in data.all("groups.yml")} if data.knows("groups.yml") else {}
    for row in rows:
        if row.doubtful:
            continue
        problems += _titles(row)
        problems += _literal(row)
        problems += _duties(row, known, data)
        problems += _days(row)
        problems += _weekdays(row)
        problems += _dangling(row, known, data)
        problems += _repeats(row, data)
        problems += _supports(row, known, data)
        problems += _groups(row, words)
    return problems


def _known(data: Data, rows: list[Row], repealed: Mapping[str, str]) -> Known:
    headings = {item.entry.id: item.entry.provisions[0].id for item in data.all("agencies")}
    gone = {**repealed, **{agency: repealed[heading] for agency, heading in headings.items() if heading in repealed}}
    site = data.one("site.yml")
    ids: dict[str, Ids] = {
        name: {item.entry.id: item.place("id") for item in data.all(name) if item.entry.id not in gone}
        for name in ("agencies", "bodies.yml", "documents.yml", "groups.yml")
    }
    return Known(
        provisions={row.entry.id: row for row in rows},
        agencies=ids["agencies"],
        parties=ids["agencies"] | ids["bodies.yml"],
        documents=ids["documents.yml"],
        groups=ids["groups.yml"],
        roles={role.id: site.place("roles", i, "id") for i, role in enumerate(site.entry.roles)} if site else {},
        tasks=_tasks(rows),
        names=dict(_names(data)),
        gone=gone,
    )


def _tasks(rows: list[Row]) -> Ids:
    by_id = {row.entry.id: row for row in rows}
    found = {row.entry.id: row.place("id") for row in rows if row.area}
    for row in rows:
        above = by_id.get(row.parent or "") if row.entry.id == row.area else None
        while above is not None:
            found[above.entry.id] = above.place("id")
            above = by_id.get(above.parent or "")
    return found


def _names(data: Data) -> Iterator[tuple[str, str]]:
    """Other words for an id, and the id."""
    for item in data.all("agencies"):
        heading = item.entry.provisions[0].text
        for name in (item.entry.name, heading[len(references.label_of(heading).text) :], *item.entry.short_names):
            yield name or "", item.entry.id
    for name in ("bodies.yml", "documents.yml", "groups.yml"):
        for item in data.all(name):
            for key in ("name", "number", "title", "short_title"):
                yield getattr(item.entry, key, None) or "", item.entry.id
            for other in (*getattr(item.entry, "also", ()), *getattr(item.entry, "aliases", ())):
                yield other, item.entry.id


def _repeated(data: Data) -> Iterator[Problem]:
    """An id, address or name belongs to one entry. Of two with one id, one was meant for another: what that is, nobody knows."""
    abbreviations = {item.entry.short: item for item in data.all("abbreviations.yml")}
    lists = (
        ("mã cơ quan", [(item, "id", (item.entry.id,)) for name in ("agencies", "bodies.yml") for item in data.all(name)]),
        ("địa chỉ", [(item, "slug", (item.entry.slug,)) for item in data.all("task-areas")]),
        ("mã văn bản", [(item, "id", (item.entry.id,)) for name in _DOCUMENTS for item in data.all(name)]),
        ("mã nhóm", [(item, "id", (item.entry.id,)) for item in data.all("groups.yml")]),
        ("mã thuật ngữ", [(item, "id", (item.entry.id,)) for item in data.all("terms.yml")]),
        ("chữ viết tắt", [(item, "short", (item.entry.short,)) for item in data.all("abbreviations.yml")]),
        ("địa chỉ của chữ viết tắt", [(item, "short", (slug(item.entry.short),)) for item in abbreviations.values()]),
        ("tên gọi", [(item, "short_names", item.entry.short_names) for item in data.all("agencies")]),
    )
    homes = {"mã cơ quan": "agencies", "mã văn bản": "documents.yml", "mã nhóm": "groups.yml"}
    first: dict[str, Place]
    for what, named in lists:
        first = {}
        for item, key, values in named:
            for i, value in enumerate(values):
                place = item.place(key, i) if key == "short_names" else item.place(key)
                if value in first:
                    data.lost.add(homes.get(what, ""))
                    yield place.problem(f"{what} '{value}' đã dùng ở {first[value].at} (gợi ý: đổi một trong hai)")
                first.setdefault(value, place)
    site = data.one("site.yml")
    roles = [role.id for role in site.entry.roles] if site else []
    for i, role in enumerate(roles):
        if site and role in roles[:i]:
            data.lost.add("site.yml")
            yield site.place("roles", i, "id").problem(f"vai trò '{role}' viết hai lần (gợi ý: bỏ một)")


def _taken(data: Data) -> Iterator[Problem]:
    """An id that is a place on a page is no name of a part of that page."""
    for item in (*data.all("bodies.yml"), *data.all("terms.yml")):
        if is_taken(item.entry.id):
            yield item.place("id").problem(f"mã '{item.entry.id}' là tên của một phần trong trang (gợi ý: chọn mã khác)")


def _calendar_ids(data: Data, rows: list[Row]) -> Iterator[Problem]:
    """Deadlines and weekly events name calendars and their events, as agencies do: an id belongs to one of them."""
    first = {item.entry.id: item.place("id") for item in data.all("agencies")}
    if ALL_CALENDARS in first:
        yield first[ALL_CALENDARS].problem(f"mã '{ALL_CALENDARS}' là tên của lịch chung (gợi ý: chọn mã khác)")
    for row in rows:
        timed = [(deadline.id, row.place("deadlines", i, "id")) for i, deadline in enumerate(row.entry.deadlines)]
        timed += [(t.weekly.id, row.place("timings", i, "weekly", "id")) for i, t in enumerate(row.entry.timings) if t.weekly]
        for name, place in timed:
            if name in first:
                yield place.problem(f"mã thời hạn '{name}' đã dùng ở {first[name].at} (gợi ý: đổi một trong hai)")
            elif name == ALL_CALENDARS:
                yield place.problem(f"mã '{name}' là tên của lịch chung (gợi ý: chọn mã khác)")
            first.setdefault(name, place)


def _bodies(data: Data, known: Known) -> Iterator[Problem]:
    """A collective says who belongs to it in exactly one way; another body has no members."""
    for item in data.all("bodies.yml"):
        body = item.entry
        ways = [key for key in ("members", "members_with_role", "everyone") if getattr(body, key)]
        if body.kind == "collective" and len(ways) != 1 and not item.unsure:
            yield item.place().problem(
                f"tập thể '{body.id}' không nói rõ gồm những ai (gợi ý: đúng một trong members, members_with_role, everyone)"
            )
        if body.kind == "other" and ways:
            yield item.place(ways[0]).problem(f"'{ways[0]}' chỉ dùng cho tập thể (gợi ý: kind: collective)")
        if body.members_with_role and data.knows("site.yml") and body.members_with_role not in known.roles:
            yield _unknown(item.place("members_with_role"), "vai trò", body.members_with_role, known.roles)
        if body.kind == "other" and body.doubtful:
            yield item.place("doubtful").problem("'doubtful' chỉ dùng cho tập thể (gợi ý: kind: collective)")
        yield from _members(item, known, data)


def _members(item: Located, known: Known, data: Data) -> Iterator[Problem]:
    """Members and doubtful members are agencies, each said once."""
    named: list[tuple[Loc, str]] = [(("members", i), member) for i, member in enumerate(item.entry.members)]
    named += [(("doubtful", i, "agency"), doubt.agency) for i, doubt in enumerate(item.entry.doubtful)]
    seen: set[str] = set()
    for loc, agency in named:
        if agency not in known.agencies and data.knows("agencies"):
            yield _unknown(item.place(*loc), "cơ quan", agency, known.agencies, known.names, known.gone)
        elif agency in seen:
            yield item.place(*loc).problem(f"'{agency}' đã có trong tập thể này (gợi ý: bỏ một)")
        seen.add(agency)


def _successors(data: Data, known: Known) -> Iterator[Problem]:
    """Who takes over a part of the work says which; the duties named are the agency's own."""
    for item in (*data.all("agencies"), *data.all("bodies.yml")):
        for i, successor in enumerate(item.entry.successors):
            if successor.duties and not successor.takes:
                told = "'duties' mà không nói phần việc nào (gợi ý: thêm 'takes: …')"
                yield item.place("successors", i, "duties").problem(told)
            own = _own(item.entry.id, known) if successor.duties else {}
            for j, duty in enumerate(successor.duties):
                if duty not in own and data.knows("agencies"):
                    yield _unknown(item.place("successors", i, "duties", j), "trách nhiệm", duty, own, gone=known.gone)


def _own(agency: str, known: Known) -> Ids:
    """The provisions of an agency, its heading apart."""
    ours = {p: row for p, row in known.provisions.items() if row.agency == agency}
    return {p: row.place("id") for p, row in ours.items() if row.parent in ours}


def _weekdays(row: Row) -> Iterator[Problem]:
    """The day of a weekly event is the one the document prints."""
    for i, timing in enumerate(row.entry.timings):
        if timing.weekly and not holds(timing.text.casefold(), (timing.weekly.day,)):
            yield row.place("timings", i, "weekly", "day").problem(
                f"“{timing.text}” không nêu '{timing.weekly.day}' (gợi ý: ghi đúng thứ như nguyên văn)"
            )
        elif timing.weekly and not holds(timing.text.casefold(), ("tuần",)):
            yield row.place("timings", i, "weekly").problem(f"“{timing.text}” không nói tới tuần nào (gợi ý: bỏ khóa weekly)")


def _document_ids(data: Data) -> Iterator[Problem]:
    """The id of a numbered document is its number without marks."""
    for item in (item for name in _DOCUMENTS for item in data.all(name)):
        number = item.entry.number
        if number and slug(number) != item.entry.id:
            yield item.place("id").problem(f"mã '{item.entry.id}' không khớp số hiệu '{number}' (gợi ý: '{slug(number)}')")


def _agency_names(data: Data, known: Known) -> Iterator[Problem]:
    """The name of an agency stands in the heading that gives it its item."""
    for item in data.all("agencies"):
        row = known.provisions.get(item.entry.provisions[0].id)
        heading = row.entry.text if row else item.entry.provisions[0].text
        if item.entry.name and item.entry.name not in heading:
            yield item.place("name").problem(
                f"tên '{item.entry.name}' không có trong tiêu đề '{heading}' (gợi ý: chép đúng tiêu đề)"
            )


def _titles(row: Row) -> Iterator[Problem]:
    """Every provision with words has a short title and a lead."""
    if row.kind == "rule":
        return
    for key in ("short_title", "lead"):
        if getattr(row.entry, key) is None and (*row.loc, key) not in row.file.keys and key not in row.unsure:
            yield row.place("id").problem(
                f"điều khoản '{row.entry.id}' thiếu khóa '{key}' (gợi ý: thêm '{key}: …')", kin=f"thiếu {key}"
            )


def _literal(row: Row) -> Iterator[Problem]:
    """What is quoted stands in the wording, letter for letter."""
    quoted: list[tuple[Loc, str]] = [(("notes", i, "quote"), note.quote) for i, note in enumerate(row.entry.notes) if note.quote]
    quoted += [(("timings", i, "text"), timing.text) for i, timing in enumerate(row.entry.timings)]
    quoted += [
        (("timings", i, "weekly", "where"), timing.weekly.where)
        for i, timing in enumerate(row.entry.timings)
        if timing.weekly and timing.weekly.where
    ]
    quoted += [(("deadlines", i, "text"), deadline.text) for i, deadline in enumerate(row.entry.deadlines)]
    quoted += [(("supports", i, "here"), link.here) for i, link in enumerate(getattr(row.entry, "supports", ()))]
    for loc, words in quoted:
        if not row.says(words):
            bare = words.strip("“”\"'‘’ ")
            hint = "bỏ dấu ngoặc kép thừa ở hai đầu" if bare not in ("", words) and row.says(bare) else "chép đúng từng chữ"
            yield row.place(*loc).problem(
                f"“{words}” không có trong nguyên văn của {row.entry.id} (gợi ý: {hint})", kin=f"“{words}” không có"
            )


def _duties(row: Row, known: Known, data: Data) -> Iterator[Problem]:
    """A leaf of an agency's item is a responsibility and has a role of the vocabulary; a heading has none."""
    entry, leaf = row.entry, not row.is_heading
    if row.agency is None:
        yield from _duties_of_nobody(row)
        return
    heading = row.file.typed("provisions", 0)
    first = isinstance(heading, dict) and heading.get("id") == entry.id
    if entry.role is None:
        if "role" in row.unsure:
            return
        if leaf and not first and not _under_duty(row, known):
            told = f"trách nhiệm '{entry.id}' thiếu khóa 'role' (gợi ý: {', '.join(known.roles)})"
            yield row.place("id").problem(told, kin="thiếu role")
        for key in ("partners", "supports"):
            if getattr(entry, key):
                yield row.place(key).problem(f"'{key}' chỉ dùng cho trách nhiệm có 'role' (gợi ý: thêm role)")
    elif first:
        yield row.place("role").problem("tiêu đề nêu tên cơ quan không có vai trò (gợi ý: bỏ khóa role)")
    elif data.knows("site.yml") and entry.role not in known.roles:
        yield _unknown(row.place("role"), "vai trò", entry.role, known.roles)


def _duties_of_nobody(row: Row) -> Iterator[Problem]:
    """Only an amendment can try: elsewhere the keys are unknown."""
    for key in ("role", "partners", "supports"):
        if getattr(row.entry, key, None):
            yield row.place(key).problem(f"'{key}' chỉ dùng cho điều khoản trong mục của một cơ quan (gợi ý: bỏ khóa {key})")


def _under_duty(row: Row, known: Known) -> bool:
    """A bullet that spells out a duty belongs to it."""
    above = known.provisions.get(row.parent or "")
    return above is not None and above.agency is not None and (above.entry.role is not None or _under_duty(above, known))


def _dangling(row: Row, known: Known, data: Data) -> Iterator[Problem]:
    """Every id named exists; of a file that could not be read nobody can tell."""
    entry = row.entry
    named: list[tuple[Loc, str, str, Ids]] = []
    named += [(("groups", i), "nhóm", group, known.groups) for i, group in enumerate(entry.groups)]
    named += [(("documents", i), "văn bản", document, known.documents) for i, document in enumerate(entry.documents)]
    named += [(("partners", i), "cơ quan", party, known.parties) for i, party in enumerate(getattr(entry, "partners", ()))]
    for i, bind in enumerate(entry.binds):
        named += [(("binds", i, "who", j), "cơ quan", party, known.parties) for j, party in enumerate(bind.who)]
    for i, deadline in enumerate(entry.deadlines):
        named += [(("deadlines", i, "who", j), "cơ quan", party, known.parties) for j, party in enumerate(deadline.who)]
    homes = {"nhóm": ("groups.yml",), "văn bản": ("documents.yml",), "cơ quan": ("agencies", "bodies.yml")}
    for loc, what, target, ids in named:
        if target not in ids and data.knows(*homes[what]):
            yield _unknown(row.place(*loc), what, target, ids, known.names, known.gone if what == "cơ quan" else _NOTHING)


def _repeats(row: Row, data: Data) -> Iterator[Problem]:
    """A list names an id once, and an agency is no partner of its own."""
    for key in ("groups", "documents", "partners"):
        values = getattr(row.entry, key, ())
        for i, value in enumerate(values):
            if value in values[:i]:
                yield row.place(key, i).problem(f"'{value}' viết hai lần (gợi ý: bỏ một)")
    if row.agency in getattr(row.entry, "partners", ()) and data.knows("agencies"):
        yield row.place("partners").problem(f"cơ quan '{row.agency}' không tự phối hợp với mình (gợi ý: bỏ khỏi partners)")


def _supports(row: Row, known: Known, data: Data) -> Iterator[Problem]:
    """A responsibility carries out a provision of a task area, or one that holds areas; both quotations are literal."""
    seen: set[str] = set()
    for i, link in enumerate(getattr(row.entry, "supports", ())):
        place = row.place("supports", i, "provision")
        if link.provision not in known.provisions:
            if data.knows("task-areas", "plan.yml", "amendments"):
                yield _unknown(place, "điều khoản", link.provision, known.tasks, gone=known.gone)
        elif link.provision not in known.tasks and data.knows("task-areas"):
            yield place.problem(f"'{link.provision}' không thuộc phần nhiệm vụ (gợi ý: chọn điều khoản trong task-areas/)")
        elif link.provision in known.tasks and known.provisions[link.provision].doubtful:
            continue
        elif link.provision in known.tasks and not known.provisions[link.provision].says(link.there):
            yield row.place("supports", i, "there").problem(
                f"“{link.there}” không có trong nguyên văn của {link.provision} (gợi ý: chép đúng từng chữ)"
            )
        if link.provision in seen:
            yield place.problem(f"'{link.provision}' liên kết hai lần (gợi ý: gộp lại)")
        seen.add(link.provision)


def _groups(row: Row, words: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """A provision belongs to a group when one of the group's words stands in it."""
    for i, group in enumerate(row.entry.groups):
        if group in words and not row.official and not holds(row.entry.text, words[group]):
            yield row.place("groups", i).problem(
                f"nguyên văn của {row.entry.id} không nhắc tới nhóm '{group}' (gợi ý: bỏ, hoặc thêm chữ vào 'words' của nhóm)",
                kin=f"không nhắc tới nhóm '{group}'",
            )


def _days(row: Row) -> Iterator[Problem]:
    """A deadline falls on a day that exists; only a single one has a year."""
    for i, deadline in enumerate(row.entry.deadlines):
        if not deadline.who and not row.agency and not row.entry.binds:
            yield row.place("deadlines", i).problem("thời hạn không nói ai phải làm (gợi ý: thêm 'who', hoặc khóa 'binds')")
        year = deadline.year or 2024
        if deadline.day > calendar.monthrange(year, deadline.month)[1]:
            yield row.place("deadlines", i, "day").problem(
                f"ngày {deadline.day}/{deadline.month} không có thật (gợi ý: sửa ngày hoặc tháng)"
            )
            continue
        for day, month, year_printed in references.days(deadline.text):
            typed = (deadline.day, deadline.month, deadline.year)
            is_untold = deadline.recurrence == "once" and deadline.year is None  # that the year is missing is told below
            printed = (day, month, None if is_untold else year_printed)
            if any(one is not None and one != other for one, other in zip(printed, typed, strict=True)):
                shown = ["/".join(str(part) for part in parts if part) for parts in (typed, printed)]
                yield row.place("deadlines", i, "day").problem(
                    f"thời hạn ghi {shown[0]} mà nguyên văn nêu {shown[1]} (gợi ý: sửa theo nguyên văn)"
                )
        if (deadline.recurrence == "once") != (deadline.year is not None):
            hint = "thêm 'year'" if deadline.recurrence == "once" else "bỏ 'year'"
            yield row.place("deadlines", i, "recurrence").problem(f"'year' chỉ đi với thời hạn một lần (gợi ý: {hint})")


def _colours(data: Data) -> Iterator[Problem]:
    """Coloured words and shapes are readable on every surface of both schemes, white words on the brand colour."""
    found: list[tuple[Located, tuple[str | int, ...], Any]] = []
    found += [(item, ("colour",), item.entry.colour) for item in data.all("task-areas") if item.entry.colour]
    site = data.one("site.yml")
    if site:
        found += [(site, ("roles", i, "colour"), role.colour) for i, role in enumerate(site.entry.roles)]
        for name, colour in (("light", site.entry.brand.light), ("dark", site.entry.brand.dark)):
            ratio = colours.contrast(colour, "#ffffff")
            if ratio < colours.TEXT:
                yield site.place("brand", name).problem(
                    f"chữ trắng trên {colour} chỉ tương phản {ratio:.1f}, cần {colours.TEXT} (gợi ý: chọn màu đậm hơn)"
                )
    for item, loc, pair in found:
        for name, colour in (("light", pair.light), ("dark", pair.dark)):
            ratio = colours.worst_on_surfaces(colour, dark=name == "dark")
            if ratio < colours.TEXT:
                which, hint = ("sáng", "đậm") if name == "light" else ("tối", "nhạt")
                yield item.place(*loc, name).problem(
                    f"{colour} trên nền {which} chỉ tương phản {ratio:.1f}, cần {colours.TEXT} (gợi ý: chọn màu {hint} hơn)"
                )


# -- words ---------------------------------------------------------------------------------------------------------


def _unknown(
    place: Place, what: str, given: str, known: Ids, names: Mapping[str, str] | None = None, gone: Mapping[str, str] = _NOTHING
) -> Problem:
    """Nothing bears the id `given`; the nearest that exists is named, and where it is given."""
    if given in gone:
        return place.problem(f"{what} '{given}' {gone[given]}")
    near = nearest(given, known, {name: target for name, target in (names or {}).items() if target in known})
    if near:
        return place.problem(f"không có {what} '{given}' (gợi ý: '{near}'?)", origin=known[near])
    hint = ", ".join(known) if what == "vai trò" else "kiểm tra lại mã"
    return place.problem(f"không có {what} '{given}' (gợi ý: {hint})")
