"""What of the data's history is shown where, and in which words."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from built import amended_data
from pasts import AGENCY, State, amended_states, edited, history_of, long, now, state_of, told
from plan import Plan, load
from plan.changes import Change
from plan.chronicle import NEWEST, Chronicle
from plan.digest import FEW, MANY, brief, came, counted, lines, sections
from plan.model import Agency, Document, Provision, TaskArea
from plan.telling import Teller
from plan.words import Piece

NOW = now()
SECOND = "amendments/2025-04.yml"


def touched(plan: Plan, *states: State) -> set[str]:
    """Addresses of the pages about one thing on which a change is told."""
    chronicle = Chronicle(plan, history_of(*states))
    subjects: list[tuple[str, Agency | TaskArea | Document | Provision | Plan]] = [("toan-van/", plan)]
    subjects += [(x.url, x) for x in (*plan.agencies, *plan.task_areas, *plan.documents)]
    subjects += [(plan.page_of(duty), duty) for duty in plan.responsibilities]
    subjects += [(gone.page, gone.provision) for gone in plan.repealed]
    return {url for url, subject in subjects if chronicle.of(subject)}


WHERE = {
    "a lead of a responsibility": (
        AGENCY, "Sở sửa xong các bến", "Sở sửa các bến", {"co-quan/so-duong-thuy/", "co-quan/so-duong-thuy/gach-1-2/", "toan-van/"}
    ),
    "a partner": (
        AGENCY, "    partners:\n      - so-truong-hoc\n", "",
        {"co-quan/so-duong-thuy/", "co-quan/so-duong-thuy/gach-1-1/", "co-quan/so-truong-hoc/", "toan-van/"},
    ),
    "the wording of a responsibility with a partner": (
        AGENCY, "kiểm tra áo phao, phao tròn trước mỗi năm học;", "kiểm tra phao;",
        {"co-quan/so-duong-thuy/", "co-quan/so-duong-thuy/gach-1-1/", "co-quan/so-truong-hoc/", "toan-van/"},
    ),
    "a link to a task": (
        AGENCY, "reason: Chính là việc sửa bến", "reason: Việc sửa bến",
        {"co-quan/so-duong-thuy/", "co-quan/so-duong-thuy/gach-1-2/", "nhiem-vu/ben-do-an-toan/", "toan-van/"},
    ),
    "a name of an agency": (AGENCY, "  - Sở ĐT\n", "  - Sở Đg\n", {"co-quan/so-duong-thuy/"}),
    "search words": ("thesaurus.yml", "đò qua sông, bắc", "đò qua sông", set()),
}  # fmt: skip


@pytest.mark.parametrize("case", WHERE)
def test_a_change_is_told_where_it_shows(small: Plan, case: str) -> None:
    file, old, new, expected = WHERE[case]
    assert touched(small, edited(NOW, file, old, new), NOW) == expected


# -- what amendments do ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[State]:
    return amended_states(tmp_path_factory.mktemp("states"))


AREA, DUTY, CLUB = "nhiem-vu/ben-do-an-toan/", "co-quan/so-duong-thuy/", "co-quan/hoi-nguoi-cheo-do/"
EFFECTIVE = (SECOND, "effective: 2025-03-01", "effective: 2025-03-02")
BY_AMENDMENTS = {
    "one inserted": (0, 1, {"toan-van/", CLUB, f"{CLUB}b1/", "co-quan/so-truong-hoc/", AREA, "van-ban/17-2024-qd-ubnd/"}),
    "one replaced, one repealed": (1, 2, {"toan-van/", AREA, DUTY, f"{DUTY}gach-2/", "van-ban/04-2025-qd-ubnd/"}),
}


@pytest.mark.parametrize("case", BY_AMENDMENTS)
def test_what_an_amendment_does_is_told_where_it_shows(amended: Plan, states: list[State], case: str) -> None:
    before, after, expected = BY_AMENDMENTS[case]
    assert touched(amended, states[before], states[after]) == expected


def test_another_day_of_effect_concerns_all_it_touches(amended: Plan, states: list[State]) -> None:
    at_once = touched(amended, states[1], states[2])
    assert touched(amended, edited(states[2], *EFFECTIVE), states[2]) == at_once


def test_what_lies_in_something_repealed_goes_with_it(tmp_path: Path) -> None:
    """The partner of a responsibility in it is told too, and how much there was."""
    data = amended_data(tmp_path / "data")
    (data / SECOND).write_bytes(edited(state_of(data), SECOND, "id: 3.1.2", "id: 3.1.1")[SECOND])
    plan, after = load(data), state_of(data)
    before = {path: content for path, content in after.items() if path != SECOND}
    assert {f"{DUTY}gach-1-1/", f"{DUTY}gach-1-2/", DUTY, "co-quan/so-truong-hoc/"} <= touched(plan, before, after)
    chronicle = Chronicle(plan, history_of(before, after))
    assert "bãi bỏ Điều 3.1.1 cùng 2 điều khoản trong đó theo khoản 2 Điều 1" in " ".join(
        line.words for line in lines(chronicle.teller, chronicle.entries[0].changes)
    )


def test_amended_provisions_have_changed(amended: Plan, states: list[State]) -> None:
    chronicle = Chronicle(amended, history_of(*states))
    assert {p.id for p in amended.provisions if chronicle.has_changed(p)} == {"2.1.4", "3.3.b1"}
    assert chronicle.has_changed(amended.repealed_provision("3.1.2").provision)


@pytest.mark.parametrize(
    ("at", "corrected", "complete", "kept", "by"),
    [
        ((0, 1, 2), False, True, False, ["17-2024-qd-ubnd", "04-2025-qd-ubnd"]),
        ((1, 2), False, True, False, ["04-2025-qd-ubnd"]),
        ((1, 2), False, False, False, ["04-2025-qd-ubnd"]),
        ((2,), False, True, True, []),
        ((2,), True, True, False, []),
    ],
    ids=["both came", "one came", "history cut short", "they came with the data", "their copy was corrected"],
)  # fmt: skip
def test_the_wording_is_not_kept_once_amended(
    amended: Plan, states: list[State], at: tuple[int, ...], corrected: bool, complete: bool, kept: bool, by: list[str]
) -> None:
    wrong = [edited(states[2], SECOND, "text: '- Dựng biển báo, lắp đèn", "text: '- Dựng biển, lắp đèn")] if corrected else []
    first = [{"plan.yml": b""}] if not complete else []
    chronicle = Chronicle(amended, history_of(*first, *wrong, *(states[n] for n in at), complete=complete))
    entries = chronicle.entries if complete else chronicle.entries[:1]
    assert chronicle.keeps_wording(entries) is kept
    assert [amendment.id for amendment in chronicle.amending(entries)] == by


def told_of(plan: Plan, *states: State) -> list[tuple[str, str, str]]:
    """Heading, sentence and both wordings, as told of the last step."""
    chronicle = Chronicle(plan, history_of(*states))
    marks = {"same": "=", "gone": "-", "new": "+"}
    return [
        (section.name, line.words, " ".join(marks[piece.kind] + piece.text for part in line.parts for piece in part.pieces))
        for section in sections(chronicle.teller, chronicle.entries[0].changes)
        for line in section.lines
    ]


def test_a_step_with_an_amendment_says_what_becomes_of_each_provision(amended: Plan, states: list[State]) -> None:
    """With the wording before, which only the plan knows."""
    first, second = "Quyết định số 17/2024/QĐ-UBND", "Quyết định số 04/2025/QĐ-UBND"
    assert told_of(amended, *states[:2]) == [
        (first, f"bổ sung Điều 3.3.b1 theo Điều 1 {first}, hiệu lực từ 01/10/2024", "+b1) Phối hợp với Sở Trường học dạy bơi cho người chèo đò;"),
    ]  # fmt: skip
    assert told_of(amended, *states) == [
        (
            second, f"thay lời Điều 2.1.4 theo khoản 1 Điều 1 {second}, hiệu lực từ 01/3/2025",
            "=- Dựng biển -báo +báo, lắp đèn =ở hai đầu -bến. +bến trong năm 2025.",
        ),
        (
            second, f"bãi bỏ Điều 3.1.2 theo khoản 2 Điều 1 {second}, hiệu lực từ 01/3/2025",
            "-- Tham mưu UBND tỉnh bố trí kinh phí thực hiện Quyết định này.",
        ),
    ]  # fmt: skip


def test_in_short_what_one_amendment_does_is_told_together(amended: Plan, states: list[State]) -> None:
    chronicle = Chronicle(amended, history_of(*states))
    done = chronicle.entries[0].changes
    words = "thay lời Điều 2.1.4, bãi bỏ Điều 3.1.2 theo Quyết định số 04/2025/QĐ-UBND, hiệu lực từ 01/3/2025"
    assert brief(chronicle.teller, done) == words
    assert brief(chronicle.teller, (*done, change())) == f"{words}; và 1 chỗ khác"
    assert counted(chronicle.teller, done) == "thay lời 1 điều khoản, bãi bỏ 1 điều khoản"


def test_an_amendment_taken_out_again_is_told_as_a_change_of_data(small: Plan, states: list[State]) -> None:
    """Of what is no longer part of the plan nobody knows what it did."""
    chronicle = Chronicle(small, history_of(states[0], states[1], states[0]))
    assert [brief(chronicle.teller, entry.changes) for entry in chronicle.entries[:2]] == [
        "bỏ thay đổi ở 3.3.b1; và 1 chỗ khác", "thêm thay đổi ở 3.3.b1",
    ]  # fmt: skip
    assert chronicle.amending(chronicle.entries) == ()
    assert counted(chronicle.teller, chronicle.entries[1].changes) == "thêm 1 thay đổi"


def test_a_step_keeps_its_address(small: Plan) -> None:
    """However many come after it."""
    one, many = (Chronicle(small, long(steps)) for steps in (2, NEWEST + 5))
    assert many.address(many.entries[-2]) == one.address(one.entries[0]) == f"thay-doi/2021/#{one.entries[0].anchor}"


# -- in words ----------------------------------------------------------------------------------------------------------


def test_whatever_links_to_its_past_has_one(small: Plan, real: Plan) -> None:
    """A provision that has changed stands in the steps of the page it is at home on, even if its agency was renamed since."""
    renamed = {path: content.replace(b"id: so-duong-thuy\n", b"id: so-cu\n") for path, content in NOW.items()}
    before = {**renamed, AGENCY: edited(renamed, AGENCY, "Sở sửa xong các bến", "Sở sửa các bến")[AGENCY]}
    chronicle = Chronicle(small, history_of(before, renamed, NOW))
    found = [p for p in small.provisions if chronicle.has_changed(p)]
    assert found
    for provision in found:
        duty = next((d for d in small.responsibilities if provision in tuple(small.within(d.id))), None)
        steps = chronicle.of(duty or small.agency(provision.agency or ""))
        assert provision.id in {change.id for entry in steps for change in entry.changes}
    assert not any(Chronicle(real).has_changed(p) for p in real.provisions)


def test_days_are_those_of_vietnam(small: Plan) -> None:
    chronicle = Chronicle(small, told())
    assert [entry.step.at.day for entry in chronicle.entries] == [3, 2, 1]
    assert [entry.day for entry in chronicle.entries] == [datetime.date(2024, 3, day) for day in (4, 3, 2)]
    assert chronicle.entries[0].at.isoformat() == "2024-03-04T03:00:00+07:00"


def test_the_wording_is_known_to_be_kept_only_with_the_whole_history(small: Plan) -> None:
    worded = edited(NOW, AGENCY, "+ Chủ trì sửa các bến", "+ Chủ trì sửa mọi bến")
    for states, complete, kept in (((NOW, edited(NOW, AGENCY, "Sở ĐT", "Sở Đ")), True, True), ((worded, NOW), True, False), ((NOW,), False, False)):
        chronicle = Chronicle(small, history_of(*states, complete=complete))
        assert chronicle.keeps_wording(chronicle.entries) is kept


def change(**values: str) -> Change:
    return Change(**{"action": "changed", "kind": "provision", "id": "3.1.2", "owner": ("agency", "so-duong-thuy"), "field": "lead", **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Một hai", "Một ba", "=Một -hai +ba"),
        ("", "2025-03-01", "+01/3/2025"),
        ("5", "20", "-5 +20"),
        ("so-duong-thuy", "so-truong-hoc, ubnd-xa", ""),
        ("https://a.example/x", "https://b.example/y?z=1", ""),
        ("", "abcdef0123456789", ""),
        ("", "chắc chắn", "+chắc chắn"),
        ("", "điều đã nêu", ""),
    ],
)
def test_before_and_after_for_people(small: Plan, before: str, after: str, shown: str) -> None:
    """Codes and addresses are left out, and what the sentence has said; days are written as ours."""
    [line] = lines(Teller(small), [change(before=before, after=after, item="điều đã nêu")])
    marks = {"same": "=", "gone": "-", "new": "+"}
    assert " ".join(marks[piece.kind] + piece.text for part in line.parts for piece in part.pieces) == shown


def test_several_keys_of_one_entry_are_one_line(small: Plan) -> None:
    parts = [change(field="timings", item="mỗi năm", part=part, after=f"chữ {part}") for part in ("meaning", "weekly.title")]
    [line] = lines(Teller(small), parts)
    assert line.words == "sửa lời giải thích, tên hoạt động của nhịp thời gian “mỗi năm” ở Điều 3.1.2"
    assert [(part.name, part.pieces) for part in line.parts] == [
        ("lời giải thích", (Piece("new", "chữ meaning"),)), ("tên hoạt động", (Piece("new", "chữ weekly.title"),)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([change(field="notes", item="phao tròn", part="text")], "sửa lời ghi chú về “phao tròn” ở Điều 3.1.2"),
        ([change(field="supports", item="2.1.4", part="reason")], "sửa lý do của liên kết với Điều 2.1.4 ở Điều 3.1.2"),
        ([change(field="notes", item="a: b", part="text")], "sửa lời ghi chú về “a: b” ở Điều 3.1.2"),
        ([change(kind="site", id="", field="notice", part="title")], "sửa thông báo (tên nguồn) của trang"),
        ([change(kind="site", id="", field="notice", part=part) for part in ("title", "url")], "sửa thông báo (tên nguồn, địa chỉ nguồn) của trang"),
    ],
    ids=["a note", "a link", "words with a colon", "a group of keys", "several keys of a group"],
)  # fmt: skip
def test_what_changed_of_an_entry_is_said_first(small: Plan, found: list[Change], words: str) -> None:
    [line] = lines(Teller(small), found)
    assert line.words == words
    assert line.at < 0 or line.words[line.at :].startswith(line.where)


def test_the_wording_comes_first(small: Plan) -> None:
    found = [change(), change(field="text", before="một", after="hai")]
    assert [line.words for line in lines(Teller(small), found)] == ["sửa nguyên văn của Điều 3.1.2", "sửa câu dẫn của Điều 3.1.2"]
    assert brief(Teller(small), found) == "sửa nguyên văn của Điều 3.1.2; và 1 chỗ khác"


def test_a_flood_is_counted(small: Plan) -> None:
    flood = [change(action="added", kind="term", id=str(n), owner=None, field="") for n in range(MANY + 6)]
    [section] = sections(Teller(small), flood)
    assert (section.counts, len(section.lines), section.left_out) == (f"thêm {MANY + 6} thuật ngữ", MANY, 6)
    assert brief(Teller(small), flood) == section.counts
    assert sections(Teller(small), flood[:FEW])[0].counts == ""


def test_search_words_are_only_counted(small: Plan) -> None:
    words = [change(action=action, kind="saying", id="a", owner=None, field="say", item=str(n)) for n, action in enumerate(("added", "added", "removed"))]
    [section] = sections(Teller(small), words)
    assert (section.counts, section.lines) == ("thêm 2 cách gõ, bỏ 1 cách gõ", ())
    assert counted(Teller(small), words) == section.counts


def test_a_comparison_of_very_long_texts_is_cut_short(small: Plan) -> None:
    [line] = lines(Teller(small), [change(before="một hai " * 50_000, after="ba bốn " * 50_000)])
    assert sum(len(piece.text) for part in line.parts for piece in part.pieces) < 2_000
    assert line.parts[0].is_long


def test_what_came_is_counted_by_kind(small: Plan) -> None:
    assert came(told().steps[-1].changes).startswith(f"{len(small.provisions)} điều khoản, {len(small.task_areas)} nhiệm vụ, {len(small.agencies)} cơ quan")
