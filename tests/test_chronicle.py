"""What of the data's history is shown where, and in which words."""

from __future__ import annotations

import datetime

import pytest

from pasts import AGENCY, edited, history_of, now, told
from plan import Plan
from plan.changes import Change
from plan.chronicle import Chronicle
from plan.digest import FEW, MANY, brief, came, counted, lines, sections
from plan.model import Agency, Document, Provision, TaskArea
from plan.telling import Teller
from plan.words import Piece

NOW = now()


def touched(plan: Plan, file: str, old: str, new: str) -> set[str]:
    """Addresses of the pages about one thing on which a change is told."""
    chronicle = Chronicle(plan, history_of(edited(NOW, file, old, new), NOW))
    subjects: list[tuple[str, Agency | TaskArea | Document | Provision | Plan]] = [("toan-van/", plan)]
    subjects += [(x.url, x) for x in (*plan.agencies, *plan.task_areas, *plan.documents)]
    subjects += [(plan.page_of(duty), duty) for duty in plan.responsibilities]
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
    assert touched(small, file, old, new) == expected


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
    assert line.words == "sửa nhịp thời gian “mỗi năm” ở Điều 3.1.2: lời giải thích, tên hoạt động"
    assert [(part.name, part.pieces) for part in line.parts] == [
        ("lời giải thích", (Piece("new", "chữ meaning"),)), ("tên hoạt động", (Piece("new", "chữ weekly.title"),)),
    ]  # fmt: skip


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
    assert counted(words) == section.counts


def test_a_comparison_of_very_long_texts_is_cut_short(small: Plan) -> None:
    [line] = lines(Teller(small), [change(before="một hai " * 50_000, after="ba bốn " * 50_000)])
    assert sum(len(piece.text) for part in line.parts for piece in part.pieces) < 2_000
    assert line.parts[0].is_long


def test_what_came_is_counted_by_kind(small: Plan) -> None:
    assert came(told().steps[-1].changes).startswith(f"{len(small.provisions)} điều khoản, {len(small.task_areas)} nhiệm vụ, {len(small.agencies)} cơ quan")
