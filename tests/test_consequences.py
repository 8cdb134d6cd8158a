"""What a change means for the agencies, seen through the whole plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plan import Plan, load
from plan.consequences import effects

AGENCY = "agencies/1-so-duong-thuy.yml"
CASES = {
    "nothing": ("terms.yml", "sang bờ kia", "qua bờ kia", {}),
    "the way a member belongs": (
        "bodies.yml", "  doubtful:\n    - agency: ubnd-xa-ven-song\n      why: Điều 3 nêu tên nhưng không giao việc riêng.\n", "",
        {"ubnd-xa-ven-song": ("nghĩa vụ từ Điều 4: (chưa chắc) thành chắc chắn",)},
    ),
    "who is bound": (
        "plan.yml", "          - cac-co-quan\n", "          - so-truong-hoc\n",
        {
            "hoi-nguoi-cheo-do": ("không còn nghĩa vụ từ Điều 4",),
            "ubnd-xa-ven-song": ("không còn nghĩa vụ từ Điều 4 (chưa chắc)",),
        },
    ),
    "a role": (AGENCY, "    role: tham mưu", "    role: thực hiện", {"so-duong-thuy": ("vai trò ở Điều 3.1.2: tham mưu thành thực hiện",)}),
    "a deadline taken away": (
        AGENCY,
        "    deadlines:\n      - id: sua-ben\n        text: trước ngày 30 tháng 6 năm 2025\n        recurrence: once\n        year: 2025\n        month: 6\n        day: 30\n",
        "", {"so-duong-thuy": ("không còn thời hạn trước ngày 30/6/2025",)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_agencies_concerned(name: str, small: Plan, damaged: Callable[[str, str, str], Path]) -> None:
    file, old, new, told = CASES[name]
    assert told == {effect.agency: effect.lines for effect in effects(small, load(damaged(file, old, new)))}


def test_a_plan_compared_with_itself_has_no_effect(real: Plan) -> None:
    assert effects(real, real) == ()


def test_an_agency_that_comes_brings_everything_it_has(small: Plan, bare: Plan) -> None:
    come, gone = effects(bare, small), effects(small, bare)
    assert [agency.id for agency in small.agencies] == [effect.agency for effect in come]
    assert {effect.url for effect in gone} == {""}
    assert sum(len(e.lines) for e in come) == sum(len(e.lines) for e in gone) > 5
