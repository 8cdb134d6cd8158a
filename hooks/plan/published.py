"""Where everything stands that readers and programs take from beside the pages; pages link it, exports fill it.

Addresses are site-relative and permanent, like those of pages. `addresses` lists all a plan's site answers at, without
making any of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .model import Agency, Document, Plan, Provision, Repealed, TaskArea
from .vietnamese import fragment, slug

API = "api/v1/"
PLAN_JSON = f"{API}plan.json"
PLAN_SCHEMA = f"{API}plan.schema.json"
OPENAPI = f"{API}openapi.json"
AKOMA_NTOSO = f"{API}plan.akn.xml"
JSON_LD = f"{API}plan.jsonld"
LISTS: dict[str, str] = {
    "agencies": "co-quan/",
    "task-areas": "nhiem-vu/",
    "provisions": "toan-van/",
    "documents": "van-ban/",
}
"""Kinds of entities that have a file each: the name of their list and folder, and the page that lists them."""
SBOM = "tai-ve/sbom.cdx.json"
"""What of others the site is built with and made of, for programs (CycloneDX)."""
LICENCES = "gioi-thieu/giay-phep/"
"""The same for people; a hand-written page."""
CHANGES = "thay-doi/"
"""The page of what changed in the data."""
ALL_CHANGES = f"{CHANGES}feed.xml"
"""The feed of every change; those of agencies are at `feed`."""
ALL_CALENDARS = "tat-ca"
"""The name of the calendar of all deadlines; the others bear the ids of agencies and of weekly events."""
WARNINGS = (30, 7)
"""Days before a deadline on which a calendar reminds of it."""
OFFICE: dict[str, str] = {
    "phu-luc-nhiem-vu.docx": "Phụ lục nhiệm vụ",
    "khung-ke-hoach.docx": "Khung kế hoạch triển khai",
    "khung-bao-cao-nam.docx": "Khung báo cáo năm",
    "bang-theo-doi.xlsx": "Bảng theo dõi",
}
"""Documents made for every agency: the end of their file names, and what they are called."""
FORMS = ("csv", "xlsx")
TABLES: dict[str, str] = {
    "provisions": "Điều khoản",
    "responsibilities": "Trách nhiệm",
    "obligations": "Nghĩa vụ",
    "documents": "Văn bản được viện dẫn",
    "deadlines": "Thời hạn",
    "matrix": "Ma trận",
}
"""Tables published as CSV and as XLSX: file name, and what they are called."""
SHAPES = ("agency", "task-area", "provision", "document", "repealed", *LISTS)
"""Kinds of files that have a JSON Schema of their own."""
WHOLE_TEXT = "toan-van/"
"""The page on which every provision stands, whatever its own."""
PAGES = (
    *("nhiem-vu/", "co-quan/", "toan-van/", "van-ban/", "doi-tuong/", "thoi-han/", "ma-tran/", "tra-cuu/"),
    *("thuat-ngu/", "muc-luc/", "tim-kiem/", CHANGES, "phien-ban/"),
)
"""Pages every plan has."""
_OURS = frozenset({*PAGES, API.partition("/")[0] + "/", "lich/", "tai-ve/", "source/"})
"""The outermost folders of all that is made from data."""


_TAKEN = re.compile(r"noi-dung|da-chuyen|tim-dau-trang|muc-luc-(?:trang|\d+)|tip-.+|phan-(?:thuat-ngu|viet-tat)|viet-tat-.+")
"""What pages call parts of their own: every page, and those on which bodies and terms stand."""


def is_taken(point: str) -> bool:
    """Whether no body and no term may bear this id, since the page it stands on has a part called so."""
    return _TAKEN.fullmatch(point) is not None


def is_generated(address: str) -> bool:
    """Whether an address lies where only what is made from data stands; any other is a hand-written page's."""
    return address.partition("/")[0] + "/" in _OURS


def homes(plan: Plan) -> dict[str, str]:
    """Every provision that has an id for good -> the address at which it is at home: those in force, those repealed."""
    return {**{p.id: plan.url(p) for p in plan.provisions}, **{gone.provision.id: gone.url for gone in plan.repealed}}


def addresses(plan: Plan) -> tuple[str, ...]:
    """Every address the site of a plan answers at, hand-written pages aside: pages, what can be pointed at on them, files."""
    return tuple(dict.fromkeys((*_pages(plan), *_points(plan), *_files(plan))))


def repealed(plan: Plan) -> dict[str, Repealed]:
    """Every address the site no longer answers at because of a repeal -> the provision it stood beside or was made of: its
    deadlines, the files of an agency or area it headed, calendars in which nothing is left."""
    if not plan.repealed:
        return {}
    present = {*addresses(plan)}
    order = sorted(plan.repealed, key=lambda gone: gone.change.amendment.effective)  # the last empties a calendar
    return {old: gone for gone in order for old in _with(plan, gone) if old not in present}


def _with(plan: Plan, gone: Repealed) -> Iterator[str]:
    """What stood beside a repealed provision, as when it last stood."""
    last = next(edition.plan for edition in reversed(plan.past) if gone.provision.id in edition.plan.by_id)
    for due in (due for due in last.deadlines if due.provision.id == gone.provision.id):
        yield last.deadline_url(due.deadline.id)
        yield from (calendar(agency) for party in due.agencies for agency in last.reached_by(party))
        yield calendar(ALL_CALENDARS)
    yield from (calendar(weekly.id) for provision, weekly in last.weekly if provision.id == gone.provision.id)
    for agency in (agency for agency in last.agencies if agency.provision == gone.provision.id):
        yield from beside(agency.url)
        if has_calendar(last, agency.id):
            yield calendar(agency.id)
    for area in (area for area in last.task_areas if area.id == gone.provision.id):
        yield from beside(area.url)


def _pages(plan: Plan) -> tuple[str, ...]:
    entities: tuple[TaskArea | Agency | Document, ...] = (*plan.task_areas, *plan.agencies, *plan.documents)
    duties = (plan.page_of(duty) for duty in plan.responsibilities)
    states = (edition.url for edition in plan.editions)
    gone = (repealed.page for repealed in plan.repealed)
    return (*PAGES, *(e.url for e in entities), *duties, *(plan.group_url(group.id) for group in plan.groups), *states, *gone)


def _points(plan: Plan) -> Iterator[str]:
    """Fragments that stay: a provision at home and in the whole text, a deadline, a body, an abbreviation, a term."""
    for provision_id, home in homes(plan).items():
        yield from (home, whole_text(fragment(provision_id)))
    yield from (f"{edition.url}#{fragment(known)}" for edition in plan.editions for known in homes(edition.plan))
    yield from (plan.deadline_url(due.deadline.id) for due in plan.deadlines)
    yield from (plan.party_url(body.id) for body in plan.bodies)
    yield from (plan.abbreviation_url(entry.short) for entry in plan.abbreviations)
    yield from (term(entry.id) for entry in plan.terms)


def _files(plan: Plan) -> Iterator[str]:
    yield from (*plan.source_files, PLAN_JSON, PLAN_SCHEMA, OPENAPI, AKOMA_NTOSO, JSON_LD, ALL_CHANGES, SBOM)
    yield from (whole_pdf(plan), whole_epub(plan), whole_site(plan))
    yield from (*map(list_json, LISTS), *map(schema_json, SHAPES), *(table(name, form) for name in TABLES for form in FORMS))
    yield from (fragment_json(fragment(provision_id)) for provision_id in homes(plan))
    for entities in (plan.agencies, plan.task_areas, plan.documents):
        for entity in entities:
            yield from beside(entity.url)
    calendars = (ALL_CALENDARS, *(agency.id for agency in plan.agencies), *(weekly.id for _, weekly in plan.weekly))
    yield from (calendar(name) for name in calendars if has_calendar(plan, name))


def beside(page: str) -> tuple[str, ...]:
    """The files that always stand beside the page of an entity, in the same order for each of its kind."""
    match page.split("/"):
        case ["co-quan", name, ""]:
            return (agency_json(name), *(office(name, file) for file in OFFICE), f"{page}feed.xml")
        case ["nhiem-vu", name, ""]:
            return (f"{API}task-areas/{name}.json",)
        case ["van-ban", name, ""]:
            return (f"{API}documents/{name}.json",)
    return ()


def term(term_id: str) -> str:
    """A term in the glossary."""
    return f"thuat-ngu/#{term_id}"


def whole_text(point: str) -> str:
    """A provision's place in the text in order."""
    return f"{WHOLE_TEXT}#{point}"


def has_calendar(plan: Plan, name: str) -> bool:
    """Whether anything would stand in it: a calendar without an event is none (RFC 5545, 3.6)."""
    if name == ALL_CALENDARS:
        return bool(plan.deadlines)
    return bool(plan.deadlines_of(name)) or any(weekly.id == name for _, weekly in plan.weekly)


def feed(agency: Agency) -> str:
    """What changed for an agency, to follow (Atom)."""
    return f"{agency.url}feed.xml"


def changes_in(year: int) -> str:
    """The page of what changed in a year."""
    return f"{CHANGES}{year}/"


def calendar(name: str) -> str:
    """The calendar of an agency, of a weekly event, or of all deadlines."""
    return f"lich/{name}.ics"


def office(agency_id: str, file: str) -> str:
    """One of `OFFICE` for an agency; the name tells whose it is when it lies in a folder of downloads."""
    return f"tai-ve/{agency_id}-{file}"


def whole_pdf(plan: Plan) -> str:
    """The whole text to print; like all of its kind named so that a folder of downloads tells what it is."""
    return f"tai-ve/{slug(plan.name)}.pdf"


def whole_epub(plan: Plan) -> str:
    """The whole text for reading devices."""
    return f"tai-ve/{slug(plan.name)}.epub"


def whole_site(plan: Plan) -> str:
    """Every page and file of the site in one, to be read without a network."""
    return f"tai-ve/{slug(plan.name)}-trang.zip"


def table(name: str, form: str) -> str:
    """One of `TABLES`; `form` is `csv` or `xlsx`."""
    return f"{API}{name}.{form}"


def list_json(kind: str) -> str:
    """All entities of one of `LISTS`."""
    return f"{API}{kind}.json"


def schema_json(kind: str) -> str:
    """The JSON Schema of the file of one entity of `LISTS`, or of the list itself: `agency`, `agencies`."""
    return f"{API}schemas/{kind}.schema.json"


def agency_json(agency_id: str) -> str:
    return f"{API}agencies/{agency_id}.json"


def area_json(area: TaskArea) -> str:
    return f"{API}task-areas/{area.slug}.json"


def provision_json(provision: Provision) -> str:
    return fragment_json(provision.fragment)


def fragment_json(point: str) -> str:
    """The file of the provision that has a fragment, or had it."""
    return f"{API}provisions/{point}.json"


def document_json(document: Document) -> str:
    return f"{API}documents/{document.id}.json"
