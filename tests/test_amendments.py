"""Later official documents: what stands after each, what stood before, and every mistake told at its line."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from built import amended_data
from plan import DataError, Plan, examine, load
from plan.exports import plan_json
from plan.model import Provision, Repealed
from plan.pages import Site

FIRST, SECOND = "amendments/2024-17.yml", "amendments/2025-04.yml"
SOURCES = {FIRST: "source/quyet-dinh-17-2024.txt", SECOND: "source/quyet-dinh-04-2025.txt"}
SIGNED, INSERTED, REPEALED = dt.date(2024, 2, 3), dt.date(2024, 10, 1), dt.date(2025, 3, 1)
NEW = "- Dựng biển báo, lắp đèn ở hai đầu bến trong năm 2025."
OLD = "- Dựng biển báo ở hai đầu bến."
REPEAL = "  - action: repealed\n    id: 3.1.2\n    clause: khoản 2 Điều 1\n"

Edit = tuple[str, str, str]


def edited(folder: Path, *edits: Edit) -> Path:
    """Words that stand once in a file replaced; a source that was touched is sealed again."""
    for file, old, new in edits:
        path = folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        path.write_text(text.replace(old, new), "utf-8")
    for entry, source in SOURCES.items():
        if any(file == source for file, _, _ in edits):
            path = folder / entry
            digest = hashlib.sha256((folder / source).read_bytes()).hexdigest()
            path.write_text(re.sub(r"sha256: \w+", f"sha256: {digest}", path.read_text("utf-8")), "utf-8")
    return folder


def names(found: tuple[Provision | Repealed, ...]) -> list[str]:
    return [f"-{x.provision.id}" if isinstance(x, Repealed) else x.id for x in found]


# -- what stands -------------------------------------------------------------------------------------------------------


def test_a_point_is_inserted_between_b_and_c(amended: Plan) -> None:
    assert names(amended.under("3.3")) == ["3.3.a", "3.3.b", "3.3.b1", "3.3.c"]
    point = amended.provision("3.3.b1")
    assert (point.kind, point.label, point.number, point.fragment, point.agency, point.role) == (
        "point", "b1) ", "b1", "3-3-b1", "hoi-nguoi-cheo-do", "thực hiện",
    )  # fmt: skip
    assert amended.citation(point).startswith("điểm b1 khoản 3 Điều 3 Quyết định số 05/2024/QĐ-UBND")
    assert amended.url(point) == "co-quan/hoi-nguoi-cheo-do/b1/#3-3-b1"
    assert [row.responsibility.id for row in amended.carried_by("2.1.2")] == ["3.2.p1", "3.3.b1"]
    assert point in amended.responsibilities_of("hoi-nguoi-cheo-do")


def test_a_wording_is_replaced_and_the_earlier_one_kept(amended: Plan) -> None:
    assert amended.provision("2.1.4").text == NEW
    assert [(e.text, e.since, e.until, e.change.clause) for e in amended.wordings_of("2.1.4")] == [
        (OLD, SIGNED, REPEALED, "khoản 1 Điều 1")
    ]
    assert amended.wordings_of("3.3.b1") == amended.wordings_of("3.3.b") == ()


def test_what_is_repealed_binds_nobody_and_stays_known(amended: Plan) -> None:
    assert "3.1.2" not in amended.by_id
    assert "3.1.2" not in {p.id for p in amended.responsibilities}
    assert [p.id for p in amended.whole_plan_responsibilities] == ["3.3.c"]
    (gone,) = amended.repealed
    assert (gone.provision.id, gone.change.clause, gone.change.to) == ("3.1.2", "khoản 2 Điều 1", None)
    assert gone.url == "co-quan/so-duong-thuy/gach-2/#3-1-2"
    assert names(amended.under("3.1")) == ["3.1.1", "-3.1.2"]
    order = names(amended.standing)
    assert order[order.index("-3.1.2") - 1 : order.index("-3.1.2") + 2] == ["3.1.1.2", "-3.1.2", "3.2"]
    assert [(e.since, e.until) for e in amended.wordings_of("3.1.2")] == [(SIGNED, REPEALED)]


@pytest.mark.parametrize(("at", "date", "brought"), [(0, SIGNED, []), (1, INSERTED, ["17-2024-qd-ubnd"]), (2, REPEALED, ["04-2025-qd-ubnd"])])
def test_every_state_is_the_plan_as_it_was_before_the_next(at: int, date: dt.date, brought: list[str], amended: Plan, tmp_path: Path) -> None:
    """A state equals what the data said with only so many amendments in it."""
    edition = amended.editions[at]
    assert (edition.date, [a.id for a in edition.amendments]) == (date, brought)
    assert edition.url == f"phien-ban/{date.isoformat()}/toan-van/"
    then = load(amended_data(tmp_path / "data", at))
    assert [(p.id, p.parent, p.kind, p.label, p.text, p.is_heading) for p in then.provisions] == [
        (p.id, p.parent, p.kind, p.label, p.text, p.is_heading) for p in edition.plan.provisions
    ]
    assert [then.url(p) for p in then.provisions] == [edition.plan.url(p) for p in edition.plan.provisions]
    assert names(then.standing) == names(edition.plan.standing)
    assert len(amended.editions) == 3


def test_a_plan_nobody_amended_has_one_state(small: Plan) -> None:
    (only,) = small.editions
    assert (only.date, only.plan, only.amendments) == (small.date, small, ())
    assert small.under("3.1") == small.children("3.1")


def test_an_empty_folder_is_no_amendment(folder: Path) -> None:
    (folder / "amendments").mkdir()
    assert load(folder).amendments == ()


def test_amending_documents_are_documents(amended: Plan) -> None:
    assert [d.id for d in amended.documents if d.is_amendment] == ["17-2024-qd-ubnd", "04-2025-qd-ubnd"]
    assert amended.source_files == ("source/quyet-dinh-05-2024.txt", *SOURCES.values())


TABLES: dict[str, tuple[list[Edit], Callable[[Plan], object], object]] = {
    "a subtree goes with its head": (
        [
            (SECOND, "id: 3.1.2", "id: '3.1.1'"),
        ],
        lambda plan: ([r.provision.id for r in plan.repealed], names(plan.under("3.1"))),
        (["3.1.1", "3.1.1.1", "3.1.1.2"], ["-3.1.1", "3.1.2"]),
    ),
    "first under its parent without 'after'": (
        [
            (FIRST, "id: 3.3.b1\n    after: 3.3.b\n", "id: 3.3.a1\n"),
            (FIRST, "text: b1)", "text: a1)"),
            (SOURCES[FIRST], "“b1)", "“a1)"),
        ],
        lambda plan: names(plan.under("3.3")),
        ["3.3.a1", "3.3.a", "3.3.b", "3.3.c"],
    ),
    "after something with parts of its own": (
        [
            (FIRST, "id: 3.3.b1\n    after: 3.3.b\n", "id: 3.1.1a\n    after: 3.1.1\n"),
            (FIRST, "text: b1)", "text: '-"),
            (FIRST, "người chèo đò;\n    short", "người chèo đò;'\n    short"),
            (SOURCES[FIRST], "“b1)", "“-"),
        ],
        lambda plan: (names(plan.under("3.1")), plan.cite_path(plan.provision("3.1.1a")), plan.url(plan.provision("3.1.1a"))),
        (
            ["3.1.1", "3.1.1a", "-3.1.2"],
            "gạch đầu dòng thứ 1a khoản 1 Điều 3",
            "co-quan/so-duong-thuy/gach-1a/#3-1-1a",
        ),
    ),
    "a repealed provision names what took over": (
        [(SECOND, "    clause: khoản 2 Điều 1\n", "    clause: khoản 2 Điều 1\n    to: 3.3.b1\n")],
        lambda plan: plan.repealed_provision("3.1.2").change.to,
        "3.3.b1",
    ),
    "what was inserted is replaced later": (
        [
            (SECOND, "id: 2.1.4", "id: 3.3.b1"),
            (SECOND, f"text: '{NEW}'", "text: b1) Cùng Sở Trường học dạy bơi cho mọi người chèo đò;"),
            (SOURCES[SECOND], "“- Dựng biển báo, lắp đèn\nở hai đầu bến trong năm 2025.”", "“b1) Cùng Sở Trường học dạy bơi cho mọi người chèo đò;”"),
        ],
        lambda plan: [(c.action, c.amendment.id) for c in plan.changes_of("3.3.b1")] + [(e.since, e.until) for e in plan.wordings_of("3.3.b1")],
        [("inserted", "17-2024-qd-ubnd"), ("replaced", "04-2025-qd-ubnd"), (INSERTED, REPEALED)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_what_stands_after(name: str, amended_folder: Path) -> None:
    edits, question, answer = TABLES[name]
    plan, _ = examine(edited(amended_folder, *edits))  # links that an editor would mend are another test's affair
    assert plan is not None
    assert question(plan) == answer


def test_a_repealed_agency_keeps_its_address(amended_folder: Path) -> None:
    """Its item is gone, so it binds nobody and is in no list; the page of its name says so."""
    bodies = amended_folder / "bodies.yml"
    bodies.write_text(re.sub(r"  doubtful:\n.*\n.*\n", "", bodies.read_text("utf-8")), "utf-8")
    plan = load(edited(amended_folder, (SECOND, "id: 3.1.2", "id: '3.4'")))
    assert "ubnd-xa-ven-song" not in {agency.id for agency in plan.agencies}
    page = next(page for page in Site(plan).pages() if page.url == "co-quan/ubnd-xa-ven-song/")
    assert 'id="3-4"' in page.body
    assert "bị bãi bỏ bởi" in page.body
    assert len({page.url for page in Site(plan).pages()}) == len(Site(plan).pages())


def test_a_document_that_only_an_earlier_wording_cites_stays(amended_folder: Path) -> None:
    edits = [(SECOND, "id: 2.1.4", "id: 2.1.3"), (SECOND, f"text: '{NEW}'", "text: '- Sửa các bến đã xuống cấp.'")]
    edits += [(SOURCES[SECOND], "“- Dựng biển báo, lắp đèn\nở hai đầu bến trong năm 2025.”", "“- Sửa các bến đã xuống cấp.”")]
    plan = load(edited(amended_folder, *edits))
    assert [p.id for p in plan.cited_in("12-2023-nq-hdnd")] == ["basis.2"]


def test_what_readers_type_may_mean_an_earlier_wording(amended_folder: Path) -> None:
    """A repeal must not make a mistake of every line of the thesaurus that led to what was repealed."""
    path = amended_folder / "thesaurus.yml"
    path.write_text(f"{path.read_text('utf-8')}\n- say: [xin tiền]\n  mean: [bố trí kinh phí]\n", "utf-8")
    assert load(amended_folder).is_repealed("3.1.2")


def test_what_a_quotation_repeats_unchanged_need_not_be_typed(amended_folder: Path) -> None:
    """A document that prints a whole item again, one line of it new, amends that line."""
    block = "“- Dựng biển báo, lắp đèn\nở hai đầu bến trong năm 2025.”"
    whole = "“1. Bến đò an toàn\n- Mở lớp dạy bơi miễn phí cho học sinh ở các xã ven sông.\n- Dựng biển báo, lắp đèn\nở hai đầu bến trong năm 2025.”"
    assert load(edited(amended_folder, (SOURCES[SECOND], block, whole))).provision("2.1.4").text == NEW


def test_a_quotation_may_say_the_same_twice(amended_folder: Path) -> None:
    """Two provisions of one new wording: neither place of it is left over."""
    block = "“- Dựng biển báo, lắp đèn\nở hai đầu bến trong năm 2025.”"
    edits = [(SOURCES[SECOND], block, f"“{block[1:-1]}\n{block[1:]}")]
    edits += [(SECOND, "  - action: repealed\n", f"  - action: replaced\n    id: 2.1.2\n    clause: khoản 1 Điều 1\n    text: '{NEW}'\n\n  - action: repealed\n")]
    assert not [p for p in examine(edited(amended_folder, *edits))[1] if "bản gốc" in p.message]


def test_the_open_data_tells_all(amended: Plan) -> None:
    record = plan_json.record(amended)
    assert [(a.id, a.effective, [(c.action, c.provision, c.before, c.after) for c in a.changes]) for a in record.amendments] == [
        ("17-2024-qd-ubnd", "2024-10-01", [("inserted", "3.3.b1", None, amended.provision("3.3.b1").text)]),
        (
            "04-2025-qd-ubnd", "2025-03-01",
            [("replaced", "2.1.4", OLD, NEW), ("repealed", "3.1.2", "- Tham mưu UBND tỉnh bố trí kinh phí thực hiện Quyết định này.", None)],
        ),
    ]  # fmt: skip
    assert {p.id: p.amended_by for p in record.provisions if p.amended_by} == {"2.1.4": ["04-2025-qd-ubnd"], "3.3.b1": ["17-2024-qd-ubnd"]}
    assert [(r.id, r.since, r.amendment) for r in record.repealed] == [("3.1.2", "2025-03-01", "04-2025-qd-ubnd")]
    assert [(e.date, e.in_force) for e in record.editions] == [("2024-02-03", False), ("2024-10-01", False), ("2025-03-01", True)]


# -- mistakes ----------------------------------------------------------------------------------------------------------

PLACE = "data/amendments/2025-04.yml"
BY = "đã bị bãi bỏ bởi khoản 2 Điều 1 Quyết định số 04/2025/QĐ-UBND"
TEXT = f"    text: '{NEW}'\n"
NONE = "gợi ý: ghi điều khoản còn hiệu lực thay nó, không có thì bỏ khóa này"

MISTAKES: dict[str, tuple[list[Edit], list[str]]] = {
    "nothing of that id to replace": (
        [(SECOND, "id: 2.1.4", "id: 2.1.5")],
        [f"{PLACE}:15:9: không có điều khoản '2.1.5' (gợi ý: '2.1.4'?)"],
    ),
    "nothing of that id to repeal": (
        [(SECOND, "id: 3.1.2", "id: 3.1.22")],
        [f"{PLACE}:20:9: không có điều khoản '3.1.22' (gợi ý: '3.1.2'?)"],
    ),
    "inserted though it exists": (
        [(FIRST, "id: 3.3.b1", "id: 3.3.b")],
        ["data/amendments/2024-17.yml:15:9: mã '3.3.b' đã có (gợi ý: action: replaced?)"],
    ),
    "after nothing known": (
        [(FIRST, "after: 3.3.b", "after: 3.3.bb")],
        ["data/amendments/2024-17.yml:16:12: không có điều khoản '3.3.bb' (gợi ý: '3.3.b'?)"],
    ),
    "after something elsewhere": (
        [(FIRST, "after: 3.3.b", "after: 3.1.1")],
        ["data/amendments/2024-17.yml:16:12: '3.1.1' không cùng cấp với '3.3.b1' (gợi ý: chọn điều khoản cùng cấp đứng ngay trước)"],
    ),
    "parent unknown": (
        [(FIRST, "id: 3.3.b1", "id: 3.9.b1")],
        ["data/amendments/2024-17.yml:15:9: mã '3.9.b1' không có điều khoản cha '3.9' (gợi ý: sửa mã hoặc bổ sung '3.9' trước)"],
    ),
    "label of another id": (
        [(FIRST, "id: 3.3.b1", "id: 3.3.b2")],
        ["data/amendments/2024-17.yml:15:9: mã '3.3.b2' không khớp nhãn 'b1)' ở 'text' (gợi ý: '3.3.b1')"],
    ),
    "a label of another kind": (
        [(SECOND, "id: 2.1.4", "id: '3.4'")],
        [f"{PLACE}:15:9: mã '3.4' không khớp một gạch đầu dòng ở 'text' (gợi ý: chép cả nhãn)"],
    ),
    "the same words": (
        [(SECOND, TEXT, f"    text: '{OLD}'\n"), (SOURCES[SECOND], "báo, lắp đèn\nở hai đầu bến trong năm 2025.", "báo ở hai đầu bến.")],
        [f"{PLACE}:17:11: lời mới của '2.1.4' giống hệt lời cũ (gợi ý: chép lời mới)"],
    ),
    "twice in one document": (
        [(SECOND, REPEAL, REPEAL + REPEAL)],
        [f"{PLACE}:23:9: '3.1.2' đã thay đổi cùng ngày ở {PLACE}:20 (gợi ý: gộp lại, hoặc xem lại ngày hiệu lực)"],
    ),
    "by two documents on one day": (
        [(FIRST, "effective: 2024-10-01", "effective: 2025-03-01"), (SECOND, "id: 3.1.2", "id: '3.3'")],
        [
            f"{PLACE}:20:9: trong '3.3' có chỗ vừa thay đổi cùng ngày ở data/amendments/2024-17.yml:15 (gợi ý: xem lại ngày hiệu lực)",
        ],
    ),
    "in force before it was signed": (
        [(SECOND, "effective: 2025-03-01", "effective: 2025-02-01")],
        [f"{PLACE}:7:12: hiệu lực từ 01/02/2025, trước ngày ban hành 14/02/2025 (gợi ý: sửa một ngày)"],
    ),
    "older than the plan": (
        [
            (FIRST, "date: 2024-09-10", "date: 2024-01-10"),
            (SOURCES[FIRST], "ngày 10\ntháng 9 năm 2024", "ngày 10\ntháng 01 năm 2024"),
        ],
        ["data/amendments/2024-17.yml:6:7: văn bản được sửa đổi ban hành 03/02/2024, ngày ở đây phải sau ngày ấy (gợi ý: xem lại ngày)"],
    ),
    "no new wording": (
        [(SECOND, TEXT, "")],
        [f"{PLACE}:14:5: thiếu khóa 'text' (gợi ý: chép lời mới, cả nhãn)"],
    ),
    "a wording for what is repealed": (
        [(SECOND, REPEAL, f"{REPEAL}    text: x\n")],
        [f"{PLACE}:22:11: 'text' không dùng với action: repealed (gợi ý: bãi bỏ thì không có lời mới, bỏ khóa này)"],
    ),
    "our words beside a replaced wording": (
        [(SECOND, TEXT, f"{TEXT}    lead: x\n    after: 2.1.3\n    to: '4'\n")],
        [
            f"{PLACE}:18:11: 'lead' không dùng với action: replaced (gợi ý: viết ở mục '2.1.4' trong tệp của nó)",
            f"{PLACE}:19:12: 'after' không dùng với action: replaced (gợi ý: chỉ điều khoản bổ sung mới cần khóa này)",
            f"{PLACE}:20:9: 'to' không dùng với action: replaced (gợi ý: chỉ điều khoản bị bãi bỏ mới cần khóa này)",
        ],
    ),
    "an inserted provision without our words": (
        [(FIRST, "    lead: Hội cùng Sở Trường học dạy bơi cho người chèo đò.\n", "")],
        ["data/amendments/2024-17.yml:15:9: điều khoản '3.3.b1' thiếu khóa 'lead' (gợi ý: thêm 'lead: …')"],
    ),
    "a role where no agency is": (
        [
            (FIRST, "id: 3.3.b1\n    after: 3.3.b\n", "id: 2.1.4a\n    after: 2.1.4\n"),
            (FIRST, "text: b1) Phối hợp với Sở Trường học dạy", "text: '- Dạy"),
            (FIRST, "người chèo đò;\n    short", "người chèo đò;'\n    short"),
            (FIRST, "    partners:\n      - so-truong-hoc\n    supports:\n      - provision: 2.1.2\n        reason: Cùng là việc dạy bơi\n        here: dạy bơi\n        there: dạy bơi\n", ""),
            (SOURCES[FIRST], "“b1) Phối hợp với Sở\nTrường học dạy", "“- Dạy"),
        ],
        ["data/amendments/2024-17.yml:21:11: 'role' chỉ dùng cho điều khoản trong mục của một cơ quan (gợi ý: bỏ khóa role)"],
    ),
    "carries out what is repealed": (
        [(SECOND, "id: 3.1.2", "id: 2.1.2")],
        [
            f"data/agencies/2-so-truong-hoc.yml:18:20: điều khoản '2.1.2' {BY} (gợi ý: bỏ chỗ nhắc tới nó)",
            f"data/amendments/2024-17.yml:25:20: điều khoản '2.1.2' {BY} (gợi ý: bỏ chỗ nhắc tới nó)",
        ],
    ),
    "carries out what something took over from": (
        [(SECOND, REPEAL, REPEAL.replace("3.1.2", "2.1.3") + "    to: 2.1.4\n")],
        [f"data/agencies/1-so-duong-thuy.yml:44:20: điều khoản '2.1.3' {BY} (gợi ý: '2.1.4')"],
    ),
    "a successor has what is repealed": (
        [(SECOND, "id: 3.1.2", "id: 3.3.a")],
        [f"data/agencies/3-hoi-nguoi-cheo-do.yml:15:9: trách nhiệm '3.3.a' {BY} (gợi ý: bỏ chỗ nhắc tới nó)"],
    ),
    "a partner has no item any more": (
        [(SECOND, "id: 3.1.2", "id: '3.2'")],
        [
            f"data/agencies/1-so-duong-thuy.yml:23:9: cơ quan 'so-truong-hoc' {BY} (gợi ý: bỏ chỗ nhắc tới nó)",
            f"data/amendments/2024-17.yml:23:9: cơ quan 'so-truong-hoc' {BY} (gợi ý: bỏ chỗ nhắc tới nó)",
        ],
    ),
    "into what is repealed": (
        [
            (SECOND, "  - action: replaced\n    id: 2.1.4\n    clause: khoản 1 Điều 1\n" + TEXT, ""),
            (SECOND, REPEAL, REPEAL.replace("3.1.2", "'4'") + "  - action: inserted\n    id: 4.1\n    clause: khoản 1 Điều 1\n" + TEXT),
        ],
        [f"{PLACE}:19:9: điều khoản cha '4' {BY} (gợi ý: xem lại mã)"],
    ),
    "repealed again": (
        [
            (FIRST, "  - action: inserted\n", "  - action: repealed\n    id: 3.1.2\n    clause: Điều 2\n  - action: inserted\n"),
        ],
        [f"{PLACE}:20:9: '3.1.2' đã bị bãi bỏ bởi Điều 2 Quyết định số 17/2024/QĐ-UBND (gợi ý: xem lại mã)"],
    ),
    "took over by nothing known": (
        [(SECOND, REPEAL, f"{REPEAL}    to: 3.3.d\n")],
        [f"{PLACE}:22:9: không có điều khoản '3.3.d' (gợi ý: '3.3.c'?)"],
    ),
    "took over by itself": (
        [(SECOND, REPEAL, f"{REPEAL}    to: 3.1.2\n")],
        [f"{PLACE}:22:9: 'to' nêu chính '3.1.2' là điều khoản bị bãi bỏ ({NONE})"],
    ),
    "took over by itself, and named elsewhere": (
        [(SECOND, REPEAL, REPEAL.replace("3.1.2", "2.1.3") + "    to: 2.1.3\n")],
        [
            f"data/agencies/1-so-duong-thuy.yml:44:20: điều khoản '2.1.3' {BY} (gợi ý: bỏ chỗ nhắc tới nó)",
            f"{PLACE}:22:9: 'to' nêu chính '2.1.3' là điều khoản bị bãi bỏ ({NONE})",
        ],
    ),
    "took over by a part of itself": (
        [(SECOND, REPEAL, REPEAL.replace("3.1.2", "'3.1.1'") + "    to: 3.1.1.1\n")],
        [f"{PLACE}:22:9: '3.1.1.1' nằm trong '3.1.1' nên cũng bị bãi bỏ ({NONE})"],
    ),
    "took over by what a later document repeals": (
        [
            (FIRST, "  - action: inserted\n", "  - action: repealed\n    id: 3.1.1.2\n    clause: Điều 2\n    to: 3.1.2\n  - action: inserted\n"),
            (SECOND, REPEAL, f"{REPEAL}    to: 2.1.4\n"),
        ],
        [f"data/amendments/2024-17.yml:17:9: '3.1.2' {BY} (gợi ý: '2.1.4')"],
    ),
    "took over by each other": (
        [(SECOND, REPEAL, f"{REPEAL}    to: 3.1.1.2\n" + REPEAL.replace("3.1.2", "3.1.1.2").replace("khoản 2 Điều 1", "Điều 2") + "    to: 3.1.2\n")],
        [
            f"{PLACE}:22:9: '3.1.1.2' {BY.replace('khoản 2 Điều 1', 'Điều 2')} ({NONE})",
            f"{PLACE}:26:9: '3.1.2' {BY} ({NONE})",
        ],
    ),
    "one number twice": (
        [
            (SECOND, "id: 04-2025-qd-ubnd", "id: 17-2024-qd-ubnd"),
            (SECOND, "number: 04/2025/QĐ-UBND", "number: 17/2024/QĐ-UBND"),
        ],
        [f"{PLACE}:2:5: mã văn bản '17-2024-qd-ubnd' đã dùng ở data/amendments/2024-17.yml:2 (gợi ý: đổi một trong hai)"],
    ),
    "its id is not its number": (
        [(SECOND, "id: 04-2025-qd-ubnd", "id: qd-04")],
        [f"{PLACE}:2:5: mã 'qd-04' không khớp số hiệu '04/2025/QĐ-UBND' (gợi ý: '04-2025-qd-ubnd')"],
    ),
    "the plan itself": (
        [
            (SECOND, "id: 04-2025-qd-ubnd", "id: 05-2024-qd-ubnd"),
            (SECOND, "number: 04/2025/QĐ-UBND", "number: 05/2024/QĐ-UBND"),
        ],
        [f"{PLACE}:2:5: văn bản này là chính quyết định đang trình bày, không tự sửa đổi mình (gợi ý: sửa số hiệu)"],
    ),
    "a word that its source does not have": (
        [(SECOND, "báo, lắp đèn", "báo, treo đèn")],
        [
            (f"{PLACE}:17:29: 2.1.4: lời mới không khớp bản gốc (khác chữ): ở đây “biển báo, [treo] đèn ở”, "
             "bản gốc (source/quyet-dinh-04-2025.txt, dòng 18) “biển báo, [lắp] đèn ở” (gợi ý: chép lại đúng bản gốc)"),
        ],
    ),
    "the last word wrong": (
        [(SECOND, "năm 2025.'", "năm 2026.'")],
        [
            (f"{PLACE}:17:61: 2.1.4: lời mới không khớp bản gốc (khác chữ): ở đây “trong năm [2026.]”, "
             "bản gốc (source/quyet-dinh-04-2025.txt, dòng 19) “trong năm [2025.]” (gợi ý: chép lại đúng bản gốc)"),
        ],
    ),
    "the last words wrong, more of them here": (
        [(SECOND, "năm 2025.'", "năm 2026, muộn nhất tháng 6 năm sau.'")],
        [
            (f"{PLACE}:17:61: 2.1.4: lời mới không khớp bản gốc (khác chữ): ở đây “trong năm [2026, muộn nhất tháng 6 năm sau.]”, "
             "bản gốc (source/quyet-dinh-04-2025.txt, dòng 19) “trong năm [2025.]” (gợi ý: chép lại đúng bản gốc)"),
        ],
    ),
    "the last words wrong, more of them in the source": (
        [(SECOND, "năm 2025.'", "năm 2026.'"), (SOURCES[SECOND], "năm 2025.”", "năm 2025, trừ các bến mới mở.”")],
        [
            (f"{PLACE}:17:61: 2.1.4: lời mới không khớp bản gốc (khác chữ): ở đây “trong năm [2026.]”, "
             "bản gốc (source/quyet-dinh-04-2025.txt, dòng 19) “trong năm [2025, trừ các bến mới mở.]” (gợi ý: chép lại đúng bản gốc)"),
        ],
    ),
    "the last word wrong, another provision behind": (
        [(SECOND, "năm 2025.'", "năm 2026.'"), (SOURCES[SECOND], "năm 2025.”", "năm 2025.\n- Đặt phao tròn ở bến.”")],
        [
            (f"{PLACE}:17:61: 2.1.4: lời mới không khớp bản gốc (khác chữ): ở đây “trong năm [2026.]”, "
             "bản gốc (source/quyet-dinh-04-2025.txt, dòng 19) “trong năm [2025.] - Đặt” (gợi ý: chép lại đúng bản gốc)"),
        ],
    ),
    "the last word wrong, not quoted": (
        [(SECOND, "năm 2025.'", "năm 2026.'"), (SOURCES[SECOND], "“- Dựng biển báo, lắp đèn\nở hai đầu bến trong năm 2025.”.", "- Dựng biển báo, lắp đèn\nở hai đầu bến trong năm 2025.")],
        [
            (f"{PLACE}:17:61: 2.1.4: lời mới không khớp bản gốc (khác chữ): ở đây “trong năm [2026.]”, "
             "bản gốc (source/quyet-dinh-04-2025.txt, dòng 19) “trong năm [2025.] 2. Bãi” (gợi ý: chép lại đúng bản gốc)"),
        ],
    ),
    "words put before": (
        [(SECOND, "text: '- Dựng", "text: '- Chủ trì dựng mới, - Dựng")],
        [
            (f"{PLACE}:17:11: 2.1.4: lời mới không khớp bản gốc (thêm chữ): ở đây “[- Chủ trì dựng mới,] - Dựng”, "
             "bản gốc (source/quyet-dinh-04-2025.txt, dòng 18) “[] - Dựng” (gợi ý: chép lại đúng bản gốc)"),
        ],
    ),
    "words left out at the end": (
        [(FIRST, "bơi cho người chèo đò;\n    short", "bơi\n    short")],
        [
            ("data/amendments/2024-17.yml:18:46: 3.3.b1: lời mới không khớp bản gốc (thiếu chữ): ở đây “dạy bơi []”, "
             "bản gốc (source/quyet-dinh-17-2024.txt, dòng 19) “dạy bơi [cho người chèo đò;]” (gợi ý: chép lại đúng bản gốc)"),
        ],
    ),
    "words of the quotation that nobody typed": (
        [(SOURCES[SECOND], "năm 2025.”", "năm 2025.\n- Đặt phao tròn ở bến.”")],
        [
            (f"{PLACE}:17:11: bản gốc (source/quyet-dinh-04-2025.txt, dòng 20) còn viết “năm 2025. [- Đặt phao tròn ở bến.]” "
             "trong cùng đoạn trích (gợi ý: chép đủ, điều khoản con thành mục riêng)"),
        ],
    ),
    "nothing like it in its source": (
        [(SECOND, TEXT, "    text: '- Mua thêm đò mới.'\n")],
        [f"{PLACE}:17:11: 2.1.4: lời mới không có trong bản gốc (source/quyet-dinh-04-2025.txt) (gợi ý: chép đúng đoạn văn bản sửa đổi nêu)"],
    ),
    "a source that changed": (
        [(SECOND, "sha256: 7822", "sha256: 8822")],
        [
            (f"{PLACE}:12:11: tệp bản gốc 'source/quyet-dinh-04-2025.txt' có sha256 "
             "78224e1cddd60d5d9949027f923721c65a8adab831a2a6a835f9b9ae0f4541c7, không phải mã ghi ở đây "
             "(gợi ý: khôi phục bản gốc; chỉ đổi mã khi có bản gốc mới)"),
        ],
    ),
    "a source outside": (
        [(SECOND, "source/quyet-dinh-04-2025.txt", "../quyet-dinh.txt")],
        [f"{PLACE}:11:9: '../quyet-dinh.txt' nằm ngoài thư mục dữ liệu (gợi ý: đặt bản gốc trong source/)"],
    ),
    "no such source": (
        [(SECOND, "source/quyet-dinh-04-2025.txt", "source/quyet-dinh.txt")],
        [f"{PLACE}:11:9: không có tệp bản gốc 'source/quyet-dinh.txt' (gợi ý: đặt bản gốc trong source/)"],
    ),
    "date and title not as printed": (
        [(SECOND, "date: 2025-02-14", "date: 2025-02-15"), (SECOND, "title: sửa đổi, bãi bỏ", "title: sửa, bãi bỏ")],
        [
            f"{PLACE}:6:7: ngày 2025-02-15 không có trong bản gốc (source/quyet-dinh-04-2025.txt) (gợi ý: sửa như in)",
            f"{PLACE}:8:8: 'sửa, bãi bỏ một số điểm về an toàn bến đò ngang' không có trong bản gốc (source/quyet-dinh-04-2025.txt) (gợi ý: chép đúng như in)",
        ],
    ),
    "a quotation that the wording in force no longer has": (
        [("task-areas/1-ben-do-an-toan.yml", "nào dựng.\n", "nào dựng.\n    notes:\n      - quote: ở hai đầu bến.\n        text: Hai đầu.\n")],
        ["data/task-areas/1-ben-do-an-toan.yml:44:16: “ở hai đầu bến.” không có trong nguyên văn của 2.1.4 (gợi ý: chép đúng từng chữ)"],
    ),
    "a document that only the new wording cites": (
        [
            (SECOND, "trong năm 2025.'", "theo Nghị quyết số 9/NQ-CP.'"),
            (SOURCES[SECOND], "trong năm 2025.”", "theo Nghị quyết số 9/NQ-CP.”"),
        ],
        [f"{PLACE}:17:70: 2.1.4 viện dẫn '9/NQ-CP' mà documents.yml không có (gợi ý: thêm văn bản)"],
    ),
    "an action that is none": (
        [(SECOND, "action: repealed", "action: repeal")],
        [f"{PLACE}:19:13: 'action': 'repeal' không hợp lệ; chỉ nhận: replaced, inserted, repealed (gợi ý: 'repealed'?)"],
    ),
    "nobody knows where it says so": (
        [(SECOND, "    clause: khoản 2 Điều 1\n", "")],
        [f"{PLACE}:19:5: thiếu khóa 'clause' (gợi ý: thêm 'clause: …')"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_gives_exactly_its_report(name: str, amended_folder: Path) -> None:
    edits, report = MISTAKES[name]
    edited(amended_folder, *edits)
    assert [str(problem) for problem in examine(amended_folder)[1]] == report
    with pytest.raises(DataError):
        load(amended_folder)


def test_a_link_as_source_is_refused(amended_folder: Path, tmp_path: Path) -> None:
    source = amended_folder / SOURCES[SECOND]
    (tmp_path / "outside.txt").write_bytes(source.read_bytes())
    source.unlink()
    source.symlink_to(tmp_path / "outside.txt")
    assert [str(problem) for problem in examine(amended_folder)[1]] == [
        f"{PLACE}:11:9: không có tệp bản gốc '{SOURCES[SECOND]}' (gợi ý: đặt bản gốc trong source/)"
    ]


DAMAGE = {
    "removed": lambda line: None,
    "emptied": lambda line: line.split(":")[0] + ":",
    "a list": lambda line: line.split(":")[0] + ": [a]",
    "another id": lambda line: re.sub(r"(id|after|to): .*", r"\1: '2.1'", line),
}


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("file", [FIRST, SECOND])
def test_every_line_damaged_in_turn_is_a_plan_or_a_report(file: str, kind: str, amended_folder: Path) -> None:
    path = amended_folder / file
    lines = path.read_text("utf-8").split("\n")
    for i, line in enumerate(lines):
        if line.strip():
            new = DAMAGE[kind](line)
            path.write_text("\n".join([*lines[:i], *([] if new is None else [new]), *lines[i + 1 :]]), "utf-8")
            plan, problems = examine(amended_folder)
            assert plan is not None or problems, f"line {i + 1}: nothing known, nothing told"
