"""Entity-level comparison of two states of the data, and the sentences it is told in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from built import SMALL
from pasts import records_of
from plan import Plan
from plan.changes import Record, compare, records
from plan.telling import Teller, grouped

BEFORE = records_of(SMALL)
AGENCY = "agencies/1-so-duong-thuy.yml"
CASES = {
    "a role": (AGENCY, "role: tham mưu", "role: thực hiện", [("Sở Đường thủy", "sửa vai trò của Điều 3.1.2", "tham mưu", "thực hiện")]),
    "a role taken away": (AGENCY, "    role: tham mưu\n", "", [("Sở Đường thủy", "bỏ vai trò của Điều 3.1.2", "tham mưu", "")]),
    "a partner": (
        AGENCY, "      - so-truong-hoc\n", "      - so-truong-hoc\n      - ubnd-xa-ven-song\n",
        [("Sở Đường thủy", "thêm phối hợp với UBND các xã ven sông ở Điều 3.1.1.1", "", "")],
    ),
    "another partner": (
        AGENCY, "      - so-truong-hoc\n", "      - ubnd-tinh\n",
        [
            ("Sở Đường thủy", "bỏ phối hợp với Sở Trường học ở Điều 3.1.1.1", "", ""),
            ("Sở Đường thủy", "thêm phối hợp với UBND tỉnh ở Điều 3.1.1.1", "", ""),
        ],
    ),
    "a link": (
        AGENCY, "      - provision: 2.1.1.2\n        reason: Có kiểm tra phao tròn\n        here: phao tròn\n        there: Một phao tròn ở mũi đò\n", "",
        [("Sở Đường thủy", "bỏ liên kết với Điều 2.1.1.2 ở Điều 3.1.1.1", "Có kiểm tra phao tròn", "")],
    ),
    "the reason of a link": (
        AGENCY, "reason: Có kiểm tra phao tròn", "reason: Cùng kiểm tra phao",
        [("Sở Đường thủy", "sửa liên kết với Điều 2.1.1.2 ở Điều 3.1.1.1: lý do", "Có kiểm tra phao tròn", "Cùng kiểm tra phao")],
    ),
    "the day of a deadline": (
        AGENCY, "        day: 30", "        day: 20",
        [("Sở Đường thủy", "sửa thời hạn “trước ngày 30 tháng 6 năm 2025” ở Điều 3.1.1.2: ngày", "30", "20")],
    ),
    "wording": (
        AGENCY, "+ Chủ trì sửa các bến đã xuống cấp", "+ Chủ trì sửa mọi bến đã xuống cấp",
        [(
            "Sở Đường thủy", "sửa nguyên văn của Điều 3.1.1.2",
            "+ Chủ trì sửa các bến đã xuống cấp, xong trước ngày 30 tháng 6 năm 2025.",
            "+ Chủ trì sửa mọi bến đã xuống cấp, xong trước ngày 30 tháng 6 năm 2025.",
        )],
    ),
    "a note": (
        "plan.yml", "        text: Ngày ký là ngày ghi ở đầu văn bản.", "        text: Ngày ký là ngày ghi ở trên.",
        [("Phần chung của văn bản", "sửa ghi chú về “ngày ký” ở Đoạn kết: lời", "Ngày ký là ngày ghi ở đầu văn bản.", "Ngày ký là ngày ghi ở trên.")],
    ),
    "a bind": (
        "plan.yml", "          - cac-co-quan", "          - ubnd-tinh",
        [
            ("Phần chung của văn bản", "bỏ nghĩa vụ cho các cơ quan nêu tại Điều 3 ở Điều 4", "Báo cáo kết quả mỗi quý một lần.", ""),
            ("Phần chung của văn bản", "thêm nghĩa vụ cho UBND tỉnh ở Điều 4", "", "Báo cáo kết quả mỗi quý một lần."),
        ],
    ),
    "a doubtful member": (
        "bodies.yml", "  doubtful:\n    - agency: ubnd-xa-ven-song\n      why: Điều 3 nêu tên nhưng không giao việc riêng.\n", "",
        [(
            "Các bên được nhắc tên", "bỏ thành viên chưa chắc “UBND các xã ven sông” của “các cơ quan nêu tại Điều 3”",
            "Điều 3 nêu tên nhưng không giao việc riêng.", "",
        )],
    ),
    "the source of a successor": (
        "bodies.yml", "        title: Bài báo", "        title: Báo An Bình",
        [("Các bên được nhắc tên", "sửa cơ quan tiếp nhận “UBND tỉnh mới” của “UBND tỉnh”: tên nguồn", "Bài báo", "Báo An Bình")],
    ),
    "a way to ask": ("thesaurus.yml", "[đò qua sông, bắc]", "[đò qua sông, bắc, phà]", [("Từ tìm kiếm", "thêm cách gõ “phà” của “bến đò ngang”", "", "")]),
    "a term": ("terms.yml", "meaning: Đò chở người từ bờ này sang bờ kia.", "meaning: Đò sang ngang.",
        [("Thuật ngữ", "sửa lời giải thích của “Đò ngang”", "Đò chở người từ bờ này sang bờ kia.", "Đò sang ngang.")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_told_where_it_belongs(name: str, small: Plan, damaged: Callable[[str, str, str], Path]) -> None:
    file, old, new, told = CASES[name]
    found = grouped(Teller(small), compare(BEFORE, records_of(damaged(file, old, new))))
    assert told == [(subject, x.words, x.change.before, x.change.after) for subject, rows in found.items() for x in rows]


@pytest.mark.parametrize("name", CASES)
def test_what_is_done_and_undone_are_mirror_images(name: str, damaged: Callable[[str, str, str], Path]) -> None:
    after = records_of(damaged(*CASES[name][:3]))
    there, back = compare(BEFORE, after), compare(after, BEFORE)
    mirrored = {"added": "removed", "removed": "added", "changed": "changed"}
    ends = lambda changes: sorted((c.action, c.kind, c.id, c.field, c.part, c.before, c.after) for c in changes)  # noqa: E731
    assert ends(there) == sorted((mirrored[c.action], c.kind, c.id, c.field, c.part, c.after, c.before) for c in back)


SAME = {
    "wrapped otherwise": (AGENCY, "    lead: Hai việc của Sở bắt đầu từ", "    lead: >-\n      Hai việc của\n      Sở bắt đầu từ"),
    "quoted otherwise": (AGENCY, "role: tham mưu", "role: 'tham mưu'"),
    "a comment": (AGENCY, "role: tham mưu", "role: tham mưu # xem Điều 3"),
    "another order of keys": (AGENCY, "    role: tham mưu\n    supports:", "    supports:"),
    "a key the model does not know": ("terms.yml", "  meaning:", "  ghi-lai: cũ\n  meaning:"),
}


@pytest.mark.parametrize("name", SAME)
def test_form_is_not_meaning(name: str, folder: Path) -> None:
    file, old, new = SAME[name]
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1
    text = text.replace(old, new)
    if name == "another order of keys":
        text = text.rstrip("\n") + "\n    role: tham mưu\n"
    (folder / file).write_text(text, "utf-8")
    assert compare(BEFORE, records_of(folder)) == ()


def test_an_entity_that_goes_is_one_change_and_so_is_each_thing_in_its_file(folder: Path, small: Plan) -> None:
    (folder / "agencies/4-ubnd-xa-ven-song.yml").unlink()
    words = [told.words for rows in grouped(Teller(small), compare(BEFORE, records_of(folder))).values() for told in rows]
    assert words == ["bỏ cơ quan “UBND các xã ven sông”", "bỏ Điều 3.4"]


UNREADABLE = ("a: [", "- một\n- hai\n", "chữ trơn", "a: &x b\n---\nc: d", "'")


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize("path", ["plan.yml", "documents.yml", "agencies/1-a.yml"])
def test_what_cannot_be_read_is_said_to_be_so(path: str, text: str) -> None:
    assert records(path, text) is None or all(isinstance(record, Record) for record in records(path, text).values())
    assert records("documents.yml", "chữ trơn") is None
    assert records("documents.yml", "") == {}
    assert records("README.md", text) == {}


def test_an_id_typed_twice_loses_nothing() -> None:
    twice = records("terms.yml", "- id: a\n  term: Một\n- id: a\n  term: Hai\n- id: a\n  term: Ba\n")
    assert list(twice or {}) == [("term", "a"), ("term", "a #2"), ("term", "a #3")]
