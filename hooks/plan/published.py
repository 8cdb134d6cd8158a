"""Where everything stands that readers and programs take from beside the pages; pages link it, exports fill it.

Addresses are site-relative and permanent, like those of pages.
"""

from __future__ import annotations

from .model import Agency, Document, Plan, Provision, TaskArea

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
TABLES: dict[str, str] = {
    "provisions": "Điều khoản",
    "responsibilities": "Trách nhiệm",
    "obligations": "Nghĩa vụ",
    "documents": "Văn bản được viện dẫn",
    "deadlines": "Thời hạn",
    "matrix": "Ma trận",
}
"""Tables published as CSV and as XLSX: file name, and what they are called."""


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
    return f"{API}provisions/{provision.fragment}.json"


def document_json(document: Document) -> str:
    return f"{API}documents/{document.id}.json"
