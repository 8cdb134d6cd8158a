"""The plan as plain tables, one for each name of `published.TABLES`: columns with a Vietnamese head, rows of plain values.

A wording stands in two columns, its label and the rest: `label + " " + rest` is the text as printed. Several values of a
cell are set apart by `; `. What the editors wrote is in columns that say so. How tables become files is `sheets`' affair.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .. import duties, published
from ..model import Due, Plan, Provision
from ..vietnamese import capital

Cell = str | int | datetime.date | None
_RECURRENCE = {"yearly": "hằng năm", "once": "một lần"}
_KINDS = {
    "header": "phần đầu", "rule": "đường kẻ", "title": "tên văn bản", "basis": "căn cứ", "preamble": "đoạn mở đầu",
    "section": "mục", "article": "điều", "item": "khoản", "point": "điểm", "bullet": "gạch đầu dòng", "subbullet": "dấu cộng",
    "paragraph": "đoạn", "closing": "đoạn kết", "recipients": "nơi nhận", "recipient": "nơi nhận", "signature": "phần ký",
}  # fmt: skip
_ED = " (biên tập)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    name: str
    width: int
    """In characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(plan: Plan, site_url: str) -> tuple[Table, ...]:
    """Every table, in the order of `published.TABLES`. Addresses are absolute when the site has one, else site-relative."""
    made: dict[str, Callable[[Plan, str], tuple[dict[str, int], Iterable[tuple[Cell, ...]]]]] = {
        "provisions": _provisions, "responsibilities": _responsibilities, "obligations": _obligations,
        "documents": _documents, "deadlines": _deadlines, "matrix": _matrix,
    }  # fmt: skip
    found = []
    for name, title in published.TABLES.items():
        heads, rows = made[name](plan, site_url)
        columns = tuple(Column(name=head, width=width) for head, width in heads.items())
        found.append(Table(name=name, title=title, columns=columns, rows=tuple(rows)))
    return tuple(found)


_WORDING = {"Nhãn": 7, "Nội dung": 80}
_PLACE = {"Trích dẫn": 45, "Địa chỉ": 35}


def _wording(p: Provision) -> tuple[str, str]:
    return p.label.strip(), p.wording


def _place(plan: Plan, p: Provision, site_url: str) -> tuple[str, str]:
    return plan.citation(p), site_url + plan.url(p)


def _about(plan: Plan, p: Provision) -> tuple[str, str]:
    """Documents and groups."""
    return _list(plan.document(d).name for d in plan.documents_of(p)), _list(plan.group(g).name for g in p.groups)


def _provisions(plan: Plan, site_url: str) -> tuple[dict[str, int], Iterable[tuple[Cell, ...]]]:
    heads = {
        "Mã": 15, **_WORDING, "Loại": 15, "Thuộc": 13, "Tên ngắn" + _ED: 30, "Câu dẫn" + _ED: 45, "Văn bản": 30,
        "Đối tượng" + _ED: 25, "Thời hạn": 30, **_PLACE,
    }  # fmt: skip
    rows = (
        (
            p.id, *_wording(p), _KINDS[p.kind], p.parent, "" if p.kind == "rule" else p.short_title, p.lead,
            *_about(plan, p), _list(duties.when(p)), *_place(plan, p, site_url),
        )
        for p in plan.provisions
    )  # fmt: skip
    return heads, rows


def _responsibilities(plan: Plan, site_url: str) -> tuple[dict[str, int], Iterable[tuple[Cell, ...]]]:
    heads = {
        "Mã": 11, "Cơ quan": 30, "Vai trò": 12, **_WORDING, "Tên ngắn" + _ED: 30, "Phối hợp": 35,
        "Thực hiện điều khoản" + _ED: 22, "Nhiệm vụ" + _ED: 35, "Văn bản": 30, "Đối tượng" + _ED: 25, "Thời hạn": 25,
        "Nơi tiếp nhận nay" + _ED: 40, "Mã cơ quan": 25, **_PLACE,
    }  # fmt: skip
    rows = (
        (
            p.id, plan.party_name(p.agency or ""), p.role, *_wording(p), p.short_title, _names(plan, p.partners),
            _list(s.provision for s in p.supports), _areas(plan, duties.duty(plan, p)),
            *_about(plan, p), _list(duties.when(p)), _list(_successors(plan, p)), p.agency, *_place(plan, p, site_url),
        )
        for p in plan.responsibilities
    )  # fmt: skip
    return heads, rows


def _obligations(plan: Plan, site_url: str) -> tuple[dict[str, int], Iterable[tuple[Cell, ...]]]:
    heads = {
        "Mã": 11, "Tên ngắn" + _ED: 30, "Vai trò": 15, **_WORDING, "Bên được nêu": 35, "Cơ quan chắc chắn" + _ED: 40,
        "Cơ quan chưa chắc" + _ED: 30, "Nhiệm vụ" + _ED: 35, "Phối hợp": 35, "Văn bản": 30, "Đối tượng" + _ED: 25, "Thời hạn": 25,
        "Vì sao" + _ED: 45, **_PLACE,
    }  # fmt: skip
    rows = (
        (
            d.provision.id, d.provision.short_title, d.role, *_wording(d.provision), _names(plan, d.parties),
            _names(plan, d.agencies), _names(plan, d.doubtful), _areas(plan, d), _names(plan, d.provision.partners),
            *_about(plan, d.provision), _list(duties.when(d.provision)),
            _list(bind.why for bind in d.reasons), *_place(plan, d.provision, site_url),
        )
        for d in duties.register(plan)
    )  # fmt: skip
    return heads, rows


def _documents(plan: Plan, site_url: str) -> tuple[dict[str, int], Iterable[tuple[Cell, ...]]]:
    heads = {
        "Mã": 22, "Loại": 13, "Số, ký hiệu": 20, "Cơ quan ban hành": 28, "Ngày ban hành": 14, "Trích yếu": 60,
        "Tên ngắn" + _ED: 35, "Nêu tại": 30, "Địa chỉ": 35,
    }  # fmt: skip
    rows = (
        (
            d.id, d.entry.type, d.entry.number, d.entry.issuer, d.entry.date, d.entry.title, d.entry.short_title,
            _list(p.id for p in plan.cited_in(d.id)), site_url + d.url,
        )
        for d in plan.documents
    )  # fmt: skip
    return heads, rows


def _deadlines(plan: Plan, site_url: str) -> tuple[dict[str, int], Iterable[tuple[Cell, ...]]]:
    heads = {
        "Mã": 22, "Điều khoản": 12, "Chữ của văn bản": 30, "Trước hay chậm nhất": 12, "Ngày": 7, "Tháng": 7, "Năm": 7,
        "Lặp lại": 11, "Việc" + _ED: 35, "Bên được nêu": 35, "Cơ quan chắc chắn" + _ED: 40,
        "Cơ quan chưa chắc" + _ED: 30, **_PLACE,
    }  # fmt: skip
    return heads, (_deadline(plan, due, site_url) for due in plan.deadlines)


def _deadline(plan: Plan, due: Due, site_url: str) -> tuple[Cell, ...]:
    d, p = due.deadline, due.provision
    reach = plan.reach(due.agencies)
    return (
        d.id, p.id, d.text, duties.before(d), d.day, d.month, d.year, _RECURRENCE[d.recurrence], p.short_title,
        _names(plan, due.agencies), _names(plan, reach.certain), _names(plan, reach.doubtful),
        *_place(plan, p, site_url),
    )  # fmt: skip


def _matrix(plan: Plan, site_url: str) -> tuple[dict[str, int], Iterable[tuple[Cell, ...]]]:
    """Agencies by task areas: the roles each has there, once however many its responsibilities."""
    areas = [(plan.area_name(area.id), plan.area_responsibilities(area)) for area in plan.task_areas]
    columns = [(capital(duties.WHOLE), plan.whole_plan_responsibilities), *areas]
    heads = {"Cơ quan": 40, **dict.fromkeys((name for name, _ in columns), 18), "Mã": 30, "Địa chỉ": 35}
    rows = (
        (
            a.name,
            *(_list(dict.fromkeys(p.role or "" for p in carrying if p.agency == a.id)) for _, carrying in columns),
            a.id, site_url + a.url,
        )
        for a in plan.agencies
    )  # fmt: skip
    return heads, rows


def _areas(plan: Plan, duty: duties.Duty) -> str:
    whole = (duties.WHOLE,) if duty.whole else ()
    return capital(_list((*whole, *map(plan.area_name, duty.areas))))


def _successors(plan: Plan, p: Provision) -> Iterable[str]:
    old = plan.party_name(p.agency or "")
    for successor in duties.successors_for(plan, p):
        yield duties.fate(successor, old)


def _names(plan: Plan, parties: Iterable[str]) -> str:
    return _list(plan.party_name(party) for party in parties)


def _list(items: Iterable[str]) -> str:
    return "; ".join(items)
