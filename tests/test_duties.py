"""The register, the dossiers and their words: each obligation once, nothing lost, doubts kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plan import Plan
from plan.duties import COMMON, counts, dossier, due_words, duty, register, succession, successors_for, when
from plan.schema import Deadline, Successor


@pytest.fixture(params=["real", "small", "amended"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


def test_the_register_holds_every_responsibility_and_everything_that_binds(plan: Plan) -> None:
    rows = register(plan)
    assert [row.provision.id for row in rows] == [p.id for p in plan.provisions if p.role or p.binds]
    assert all((row.role == COMMON) == row.is_common for row in rows)
    assert all(row.parties for row in rows)


def test_the_real_plan_has_25_obligations(real: Plan) -> None:
    rows = register(real)
    assert [row.provision.id for row in rows if row.is_common] == ["I.2.a", "III.1", "III.2", "closing"]
    assert len(rows) == 25


def test_dossiers_and_register_agree(plan: Plan) -> None:
    """An obligation stands in the dossier of exactly the agencies the register says, with the same doubt."""
    for row in register(plan):
        sure = {*row.agencies}
        for agency in plan.agencies:
            found = dossier(plan, agency.id)
            bound = {b.provision.id: b.is_certain for b in found.bound} | {p.id: True for p in found.duties}
            assert bound.get(row.provision.id) == (True if agency.id in sure else False if agency.id in row.doubtful else None)


COUNTS = {
    "so-lao-dong-thuong-binh-xa-hoi": "3 việc chủ trì · 4 nghĩa vụ chung · 1 thời hạn mỗi năm",
    "so-y-te": "2 việc chủ trì · 3 nghĩa vụ chung · 1 thời hạn mỗi năm",
    "so-xay-dung": "1 việc thực hiện · 2 nghĩa vụ chung · 1 nghĩa vụ chung chưa chắc · 1 thời hạn mỗi năm",
    "bao-hiem-xa-hoi": "2 việc thực hiện · 1 nghĩa vụ chung · 2 nghĩa vụ chung chưa chắc · 1 thời hạn chưa chắc",
    "mat-tran-to-quoc": "1 việc giám sát · 1 nghĩa vụ chung chưa chắc",
    "ubnd-huyen-thi-xa-thanh-pho": "2 việc thực hiện · 2 nghĩa vụ chung · 1 nghĩa vụ chung chưa chắc · 1 thời hạn mỗi năm",
}


@pytest.mark.parametrize(("agency", "told"), COUNTS.items())
def test_counts(real: Plan, agency: str, told: str) -> None:
    assert " · ".join(map(str, counts(real, dossier(real, agency)))) == told


def test_the_basis_is_the_grounds_as_printed_then_what_else_is_cited(plan: Plan) -> None:
    """Each document once, never the plan itself."""
    grounds = [plan.documents_of(p)[0] for p in plan.provisions if p.kind == "basis"]
    for agency in plan.agencies:
        found = dossier(plan, agency.id).basis
        assert [basis.document for basis in found if basis.is_ground] == grounds
        assert [basis.is_ground for basis in found] == sorted((basis.is_ground for basis in found), reverse=True)
        named = [basis.document for basis in found]
        assert len({*named}) == len(named)
        assert not any(plan.document(document).is_self for document in named)
        assert all(basis.cited_in for basis in found)


def test_a_responsibility_may_bind_others_too(small: Plan) -> None:
    first, other = small.responsibilities[0], small.agencies[-1].id
    binds = next(p.binds for p in small.provisions if p.binds)
    bound = replace(first, binds=(binds[0].model_copy(update={"who": (other,)}),))
    plan = replace(small, provisions=tuple(bound if p.id == first.id else p for p in small.provisions))
    row = duty(plan, bound)
    assert row.parties == (first.agency, other)
    assert row.role == first.role
    assert first.id in [b.provision.id for b in dossier(plan, other).bound]


def deadline(**values: Any) -> Deadline:
    return Deadline(**{"id": "han", "text": "trước ngày 25/12", "recurrence": "yearly", "month": 12, "day": 25, **values})


DUE = [
    (deadline(), "trước ngày 25/12, hằng năm"),
    (deadline(text="chậm nhất ngày 05/02", month=2, day=5), "chậm nhất ngày 05/02, hằng năm"),
    (deadline(text="ngày 30/6/2025", recurrence="once", month=6, day=30, year=2025), "ngày 30/6/2025"),
    (deadline(text="29/2", month=2, day=29), "ngày 29/02, hằng năm"),
]


@pytest.mark.parametrize(("found", "words"), DUE)
def test_a_deadline_in_words(found: Deadline, words: str) -> None:
    assert due_words(found) == words


def test_when_tells_dates_first_and_never_makes_one_up(real: Plan) -> None:
    assert when(real.provision("III.1")) == ("trước ngày 25/12, hằng năm",)
    assert when(real.provision("III.2")) == ("“định kỳ” (không nêu ngày)",)
    assert when(real.provision("V.5.a")) == ()


def successor(**values: Any) -> Successor:
    return Successor.model_validate({"name": "Sở B", "source": {"title": "Nguồn"}, **values})


SUCCESSION = [
    (successor(), "Sở B"),
    (successor(since="2025-02-19"), "Từ ngày 19/02/2025: Sở B"),
    (successor(takes="đê điều"), "Phần đê điều: Sở B"),
    (successor(since="2025-07-01", takes="đê điều"), "Từ ngày 01/7/2025: phần đê điều: Sở B"),
    (successor(name="Sở A"), "Giữ tên Sở A"),
    (successor(name="Sở A", since="2025-07-01"), "Từ ngày 01/7/2025: giữ tên Sở A"),
]


@pytest.mark.parametrize(("found", "words"), SUCCESSION)
def test_succession_in_words(found: Successor, words: str) -> None:
    assert succession(found, "Sở A") == words


def test_who_has_a_duty_now(real: Plan) -> None:
    """A part of the work goes along with its duties only."""
    names = {p: [s.name for s in successors_for(real, real.provision(p))] for p in ("V.1.a", "V.1.b", "V.7.p1", "II.1.a")}
    assert names == {
        "V.1.a": ["Sở Nội vụ"],
        "V.1.b": ["Sở Nội vụ", "Sở Nông nghiệp và Môi trường", "Sở Y tế"],
        "V.7.p1": ["Sở Nông nghiệp và Môi trường"],
        "II.1.a": [],
    }


def test_every_successor_is_sourced_and_what_nobody_knows_stays_open(real: Plan) -> None:
    told = {agency.id: agency.successors for agency in real.agencies}
    assert [agency for agency, found in told.items() if not found] == ["ngan-hang-chinh-sach-xa-hoi", "mat-tran-to-quoc"]
    assert all(s.source.title for found in told.values() for s in found)
    assert all(s.note for found in told.values() for s in found if s.certain == "chưa chắc")
