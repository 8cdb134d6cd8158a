"""The grammar of numbers, labels, dates and citations in Vietnamese official papers."""

from __future__ import annotations

import datetime as dt

import pytest

from plan.references import (
    UNBROKEN,
    Label,
    cite_step,
    dates,
    label_of,
    own_number,
    place_and_date,
    root_kind,
    same_symbol,
    symbols,
)


@pytest.mark.parametrize(
    "symbol",
    [
        # state
        "71/KH-UBND", "1983/QĐ-TTg", "125/NQ-CP", "0129/KH-UBND", "05/QĐ-BLĐTBXH", "1983/QĐ-TTG", "391/QĐ-BTC", "123a/QĐ-UBND",
        # normative
        "23/2020/NQ-HĐND", "30/2020/NĐ-CP", "05/2024/QĐ-UBND",
        # statute
        "202/2025/QH15", "02/2020/UBTVQH14", "26/2005/PL-UBTVQH11",
        # Party
        "92-KL/TW", "126-CTr/TU", "328-KH/TU", "36-HD/VPTW", "14-CT/TW",
        # letter
        "555/LĐTBXH-BTXH", "12/UBND-VX", "23/KL-LNTPTW", "007/CĐ-UBND",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "Nghị quyết số {} ngày", "({})", "số {}, số", "“{}”;", "theo {}."])
def test_a_symbol_is_found_whole(symbol: str, around: str) -> None:
    text = around.format(symbol)
    assert [(text.index(symbol), text.index(symbol) + len(symbol), symbol)] == list(symbols(text))


@pytest.mark.parametrize(
    "text",
    [
        "ngày 19/7/2017", "trước ngày 25/12", "giai đoạn 2012 - 2020", "2021-2025", "24/7", "1/2 số hộ", "kinh tế - xã hội",
        "LĐ-TB&XH", "TT: TU, HĐND", "khóa XI", "5 khóa", "số 71", "KH-UBND", "https://vi.du/12/QD-X", "",
        "100/100 hộ", "tuổi 15-NQ",
    ],
)  # fmt: skip
def test_what_is_no_symbol(text: str) -> None:
    assert list(symbols(text)) == []


def test_a_symbol_broken_by_a_space_is_mended_and_its_place_kept() -> None:
    assert list(symbols("số: 30/2020/NĐ- CP ngày")) == [(4, 18, "30/2020/NĐ-CP")]


def test_several_symbols_in_one_sentence() -> None:
    text = "Quyết định số 1983/QĐ-TTg, Kết luận số 92-KL/TW và Nghị quyết số 15-NQ/TW"
    assert [symbol for _, _, symbol in symbols(text)] == ["1983/QĐ-TTg", "92-KL/TW", "15-NQ/TW"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1983/QĐ-TTG", "1983/QĐ-TTg", True),
        ("92-KL/TW", "92-KL/TW", True),
        ("92-KL/TW", "29-KL/TW", False),
        ("1/QĐ-TTg", "1/QD-TTg", False),
    ],
)
def test_symbols_compare_without_capitals(one: str, other: str, same: bool) -> None:
    assert same is same_symbol(one, other)


@pytest.mark.parametrize(
    ("wording", "kind", "text", "number"),
    [
        ("Điều 12. Hiệu lực", "article", "Điều 12. ", "12"),
        ("II. NHIỆM VỤ", "section", "II. ", "II"),
        ("XIV. KHÁC", "section", "XIV. ", "XIV"),
        ("C. PHẦN BA", "section", "C. ", "C"),
        ("1. Mục đích", "item", "1. ", "1"),
        ("14. Cơ quan", "item", "14. ", "14"),
        ("1.2. Việc", "item", "1.2. ", "2"),
        ("a) Việc", "point", "a) ", "a"),
        ("đ) Việc", "point", "đ) ", "đ"),
        ("- Việc", "bullet", "- ", ""),
        ("+ Việc", "subbullet", "+ ", ""),
        ("Việc không nhãn", "paragraph", "", ""),
        # what only looks like a label
        ("1.000 hộ", "paragraph", "", ""),
        ("2025 là năm", "paragraph", "", ""),
        ("Điều kiện là", "paragraph", "", ""),
        ("A) Việc", "paragraph", "", ""),
        ("ă) Việc", "paragraph", "", ""),
        ("-Việc", "paragraph", "", ""),
        ("(a) Việc", "paragraph", "", ""),
        ("", "paragraph", "", ""),
    ],
)
def test_the_label_a_wording_begins_with(wording: str, kind: str, text: str, number: str) -> None:
    assert Label(kind, text, number) == label_of(wording)


@pytest.mark.parametrize(
    ("provision", "wording", "kind"),
    [
        ("header.number", "Số: 1/KH-X", "header"),
        ("header.rule1", "-------", "rule"),
        ("title.type", "KẾ HOẠCH", "title"),
        ("basis.1", "Căn cứ …", "basis"),
        ("preamble", "UBND …", "preamble"),
        ("closing", "Trên đây …", "closing"),
        ("recipients", "Nơi nhận:", "recipients"),
        ("recipients.1", "- Như trên;", "recipient"),
        ("signature.name", "A", "signature"),
        ("II.3", "3. Việc", None),
        ("headers.1", "x", None),
    ],
)
def test_what_stands_outside_the_numbered_body(provision: str, wording: str, kind: str | None) -> None:
    assert kind == root_kind(provision, wording)


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("article", "2", "Điều 2"), ("section", "V", "Mục V"), ("item", "5", "khoản 5"), ("point", "đ", "điểm đ"),
        ("bullet", "2", "gạch đầu dòng thứ 2"), ("subbullet", "1", "dấu cộng thứ 1"), ("paragraph", "1", "đoạn 1"),
        ("basis", "2", "căn cứ thứ 2"), ("preamble", "preamble", "đoạn mở đầu"), ("closing", "closing", "đoạn kết"),
        ("recipients", "recipients", "phần Nơi nhận"), ("recipient", "8", "dòng thứ 8 phần Nơi nhận"),
        ("header", "number", "phần đầu văn bản"), ("title", "subject", "tên văn bản"), ("signature", "name", "phần ký"),
    ],
)  # fmt: skip
def test_one_step_of_a_citation(kind: str, number: str, words: str) -> None:
    assert words == cite_step(kind, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 24 tháng 11 năm 2021", [(2021, 11, 24)]),
        ("NGÀY 05 THÁNG 11 NĂM 2020", [(2020, 11, 5)]),
        ("ngày 19/7/2017", [(2017, 7, 19)]),
        ("ngày 1/6/2012 và ngày 02 tháng 9 năm 1945", [(2012, 6, 1), (1945, 9, 2)]),
        # neither whole nor possible
        ("trước ngày 25/12", []),
        ("ngày 31 tháng 02 năm 2024", []),
        ("ngày 30/2/2023", []),
        ("ngày 29/2/2024", [(2024, 2, 29)]),
        ("tháng 4 năm 2022", []),
        ("giai đoạn 2012 - 2020", []),
    ],
)
def test_whole_dates(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert [dt.date(*parts) for parts in expected] == list(dates(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Bình, ngày 03 tháng 02 năm 2024", ("An Bình", dt.date(2024, 2, 3))),
        ("Xã A, huyện B, ngày 1 tháng 3 năm 2024", ("Xã A, huyện B", dt.date(2024, 3, 1))),
        ("An Bình, ngày 31 tháng 02 năm 2024", None),
        ("An Bình ngày 03 tháng 02 năm 2024", None),
        ("An Bình, 3/2/2024", None),
        ("An Bình, ngày 03 tháng 02 năm 2024.", None),
    ],
)
def test_the_line_of_place_and_date(text: str, expected: tuple[str, dt.date] | None) -> None:
    assert expected == place_and_date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số: 71/KH-UBND", "71/KH-UBND"),
        ("Số 2696/QĐ-UBND", "2696/QĐ-UBND"),
        ("Số:05/2024/QĐ-UBND", "05/2024/QĐ-UBND"),
        ("Số: 71 /KH-UBND", None),
        ("Kế hoạch số 71/KH-UBND", None),
        ("Số:", None),
    ],
)
def test_the_line_of_the_own_number(text: str, expected: str | None) -> None:
    assert expected == own_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định số 1983/QĐ-TTg của", ["số 1983/QĐ-TTg"]),
        ("ngày 24 tháng 11 năm 2021", ["ngày 24", "tháng 11", "năm 2021"]),
        ("trước ngày 25/12", ["ngày 25/12"]),
        ("giai đoạn 2012 - 2020", ["2012 - 2020"]),
        ("khóa XI", ["khóa XI"]),
        ("kinh tế - xã hội", ["tế -"]),
        ("không có gì", []),
    ],
)
def test_what_a_line_must_not_break_inside(text: str, expected: list[str]) -> None:
    assert expected == [match[0] for match in UNBROKEN.finditer(text)]
