"""A data file is read as its editor meant it: nothing guessed, nothing lost, every fault told at its place."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from plan.source import MAX_BYTES, MAX_DEPTH, DataError, Problem, decode, parse, read


def reports(text: str) -> list[str]:
    return [str(problem) for problem in parse(text, "a.yml")[1]]


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "on",
        "off",
        "true",
        "null",
        "~",
        "1.10",
        "012",
        "0x1f",
        "1e3",
        "12:30",
        "2022-04-27",
        ".inf",
        "1_000",
        "=",
        "II.1",
    ],
)
def test_a_plain_value_stays_the_text_that_was_typed(written: str) -> None:
    file, problems = parse(f"key: {written}\n", "a.yml")
    assert ({"key": written}, []) == (file.value, problems)


@pytest.mark.parametrize("written", ["no", "1.10", "012", "12:30"])
def test_a_key_stays_the_text_that_was_typed(written: str) -> None:
    assert {written: "x"} == parse(f"{written}: x\n", "a.yml")[0].value


@pytest.mark.parametrize(
    "written", ["<script>alert(1)</script>", "a {{ b }} c", "*dấu sao*"[1:], "x [y](javascript:z)", "C# và F#"]
)
def test_marks_of_other_languages_are_plain_text(written: str) -> None:
    file, problems = parse(f"key: {written}\n", "a.yml")
    assert ({"key": written}, []) == (file.value, problems)


PLAIN = "khóa:\n  - Sở Đường thủy\n  - hằng năm\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", PLAIN).encode(),
        b"\xef\xbb\xbf" + unicodedata.normalize("NFD", PLAIN).replace("\n", "\r\n").encode(),
    ],
    ids=["plain", "bom", "crlf", "cr", "nfd", "bom+crlf+nfd"],
)
def test_byte_order_mark_line_ends_and_decomposed_letters_do_not_matter(data: bytes) -> None:
    text, problems = decode(data, "a.yml")
    assert (text, problems) == (PLAIN, [])
    assert parse(text, "a.yml")[0].value == {"khóa": ["Sở Đường thủy", "hằng năm"]}


NOT_UTF8 = "tệp không phải UTF-8 (gợi ý: mở bằng trình soạn thảo và lưu lại với mã UTF-8)"


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff\xfea\x00", 1, 1),
        (b"a: 1\nb: \xe9\n", 2, 4),
        (b"a: 1\n\nb: x\xc3", 3, 5),
    ],
    ids=["utf-16", "latin-1", "cut off"],
)
def test_a_file_that_is_not_utf8_is_refused_where_it_stops_being_so(data: bytes, line: int, column: int) -> None:
    assert ("", [Problem("a.yml", line, column, NOT_UTF8)]) == decode(data, "a.yml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a key given twice: the first is kept, the second told
        ("a: 1\nb: 2\na: 3\n", ["a.yml:3:1: khóa 'a' viết hai lần, lần đầu ở dòng 1 (gợi ý: bỏ một)"]),
        ("x:\n  - a: 1\n    a: 2\n", ["a.yml:3:5: khóa 'a' viết hai lần, lần đầu ở dòng 2 (gợi ý: bỏ một)"]),
        ("a: 1\na: 2\na: 3\n", [
            "a.yml:2:1: khóa 'a' viết hai lần, lần đầu ở dòng 1 (gợi ý: bỏ một)",
            "a.yml:3:1: khóa 'a' viết hai lần, lần đầu ở dòng 1 (gợi ý: bỏ một)",
        ]),
        # what YAML can do beyond plain data
        ("a: &x 1\nb: 2\n", ["a.yml:1:4: dấu '&' (neo YAML) không được dùng (gợi ý: viết đầy đủ, hoặc đặt trong dấu nháy)"]),
        ("&x a: 1\nb: 2\n", ["a.yml:1:1: dấu '&' (neo YAML) không được dùng (gợi ý: viết đầy đủ, hoặc đặt trong dấu nháy)"]),
        ("a: 1\nb: *x\n", ["a.yml:2:4: dấu '*' (bí danh YAML) không được dùng (gợi ý: viết đầy đủ, hoặc đặt trong dấu nháy)"]),
        (
            "a: !!int 1\n",
            [
                "a.yml:1:4: thẻ YAML 'tag:yaml.org,2002:int' không được dùng (gợi ý: bỏ dấu '!', hoặc đặt trong dấu nháy)"
            ],
        ),
        ("a: !x 1\n", ["a.yml:1:4: thẻ YAML '!x' không được dùng (gợi ý: bỏ dấu '!', hoặc đặt trong dấu nháy)"]),
        ("a:\n  <<: {b: 1}\n", ["a.yml:2:3: khóa gộp '<<' không được dùng (gợi ý: viết đầy đủ)"]),
        ("? [a]\n: 1\n", ["a.yml:1:3: tên khóa phải là một từ (gợi ý: đặt giá trị trong dấu nháy '…')"]),
        ("a: 1\n---\nb: 2\n", ["a.yml:2:1: tệp có nhiều hơn một phần '---' (gợi ý: tách thành từng tệp)"]),
        # white space nobody sees
        ("a:\n\t- b\n", ["a.yml:2:1: dòng thụt vào bằng phím Tab (gợi ý: thay bằng dấu cách)"]),
        ("a:\n  \tb: 1\n", ["a.yml:2:3: dòng thụt vào bằng phím Tab (gợi ý: thay bằng dấu cách)"]),
        ("a:\n\u00a0 b: 1\n", ["a.yml:2:1: dòng thụt vào bằng dấu cách cứng (gợi ý: thay bằng dấu cách thường)"]),
        # characters nobody sees
        ("a: x\x07y\n", ["a.yml:1:5: ký tự điều khiển không nhìn thấy (U+0007) (gợi ý: xóa và gõ lại chỗ này)"]),
        ("a: 1\nb: x\u202ey\n", ["a.yml:2:5: ký tự điều khiển không nhìn thấy (U+202E) (gợi ý: xóa và gõ lại chỗ này)"]),
        ("a: \u200bx\n", ["a.yml:1:4: ký tự điều khiển không nhìn thấy (U+200B) (gợi ý: xóa và gõ lại chỗ này)"]),
        ("a: x\u2066\n", ["a.yml:1:5: ký tự điều khiển không nhìn thấy (U+2066) (gợi ý: xóa và gõ lại chỗ này)"]),
        ("a: x\ufeff\n", ["a.yml:1:5: ký tự điều khiển không nhìn thấy (U+FEFF) (gợi ý: xóa và gõ lại chỗ này)"]),
        ("a: \"x\\u202ey\"\n", ["a.yml:1:4: ký tự điều khiển không nhìn thấy (U+202E) (gợi ý: xóa và gõ lại chỗ này)"]),
        ("a: \"x\\0y\"\n", ["a.yml:1:4: ký tự điều khiển không nhìn thấy (U+0000) (gợi ý: xóa và gõ lại chỗ này)"]),
        # a comment behind a value, which takes words away unseen
        (
            "a: căn nhà #3\nb: 1\n",
            [
                "a.yml:1:12: chữ sau dấu '#' bị coi là chú thích nên mất (gợi ý: đặt cả giá trị trong dấu nháy '…')"
            ],
        ),
        (
            "a: #8f2f2b\nb: 1\n",
            [
                "a.yml:1:4: chữ sau dấu '#' bị coi là chú thích nên mất (gợi ý: đặt cả giá trị trong dấu nháy '…')"
            ],
        ),
        # syntax
        (
            "a: b: c\n",
            [
                ("a.yml:1:5: sai cú pháp YAML: có dấu hai chấm ở chỗ không ngờ"
                " (gợi ý: đặt cả đoạn chữ trong dấu nháy '…' hoặc viết sau '>-')")
            ],
        ),
        ("a: 1\nb 2\nc: 3\n", ["a.yml:2:1: sai cú pháp YAML: thiếu dấu hai chấm ':' sau tên khóa (gợi ý: viết 'khóa: giá trị')"]),
        ("a: 'x\nb: 1\n", ["a.yml:1:4: sai cú pháp YAML: dấu nháy mở ra mà không đóng lại (gợi ý: thêm dấu nháy ở cuối)"]),
        ("a: \"x\nb: 1\n", ["a.yml:1:4: sai cú pháp YAML: dấu nháy mở ra mà không đóng lại (gợi ý: thêm dấu nháy ở cuối)"]),
        (
            "a: [1\nb: 2\n",
            ["a.yml:1:4: sai cú pháp YAML: ngoặc mở ra ở đây mà không đóng, hoặc thiếu dấu phẩy bên trong (gợi ý: thêm ngoặc đóng)"],
        ),
        (
            "a: @x\n",
            [
                "a.yml:1:4: sai cú pháp YAML: dấu '@' không được đứng đầu giá trị (gợi ý: đặt cả giá trị trong dấu nháy '…')"
            ],
        ),
        ("a: \"\\q\"\n", ["a.yml:1:5: sai cú pháp YAML: dấu '\\' lạ trong nháy kép (gợi ý: dùng nháy đơn '…')"]),
        (
            "a: - b\n",
            ["a.yml:1:4: sai cú pháp YAML: dấu '-' ở chỗ không ngờ (gợi ý: đặt giá trị trong dấu nháy '…', hoặc xuống dòng nếu là danh sách)"],
        ),
    ],
)  # fmt: skip
def test_every_fault_is_told_at_its_place(text: str, expected: list[str]) -> None:
    assert expected == reports(text)


ENTRY = "provisions:\n  - id: '1'\n    text: Đò ngang.\n    groups: [a]\n"
NOTE = f"{ENTRY}    notes:\n      - quote: 'Đò'\n"


def askew(key: str, column: int, beside: str) -> str:
    return f"khóa '{key}' thụt sai (gợi ý: cho thẳng cột với khóa '{beside}', cột {column})"


HASH = "chữ sau dấu '#' bị coi là chú thích nên mất (gợi ý: đặt màu, hay giá trị nào có dấu '#', trong dấu nháy '#…')"
SLIPS = [
    # a key out of line: meant for the nearest keys, unless these hold it or it stands with others elsewhere
    (f"{ENTRY}  notes:\n      - quote: x\n", "5:3", askew("notes", 5, "groups")),
    (f"{ENTRY}   notes:\n      - quote: x\n", "5:4", askew("notes", 5, "groups")),
    (f"{ENTRY}      notes:\n      - quote: x\n", "5:7", askew("notes", 5, "groups")),
    (f"{NOTE}      text: y\n", "7:7", askew("text", 9, "quote")),
    (f"{NOTE}       text: y\n", "7:8", askew("text", 9, "quote")),
    (f"{NOTE}          text: y\n", "7:11", askew("text", 9, "quote")),
    (f"{NOTE}        text: y\n       groups: [a]\n  - id: '2'\n    groups: [a]\n", "8:8", askew("groups", 9, "text")),
    (f"{NOTE}        text: y\n      role: z\n  - id: '2'\n    role: z\n", "8:7", askew("role", 5, "notes")),
    ("- id: a\n  name: b\n short: c\n", "3:2", askew("short", 3, "name")),
    ("- id: a\n  name: b\nshort: c\n", "3:1", askew("short", 3, "name")),
    # a dash glued to what follows
    (f"{ENTRY}    notes:\n      -quote: x\n        text: y\n", "6:7", "thiếu dấu cách sau '-' (gợi ý: viết '- quote:')"),
    (f"{NOTE}      -quote: x\n        text: y\n", "7:7", "thiếu dấu cách sau '-' (gợi ý: viết '- quote:')"),
    ("-id: a\n name: b\n", "1:1", "thiếu dấu cách sau '-' (gợi ý: viết '- id:')"),
    ("groups:\n  - a\n  -b\nid: c\n", "3:3", "thiếu dấu cách sau '-' (gợi ý: viết '- b')"),
    # a colour that takes the closing bracket away
    *(
        (f"c: {written}\nid: x\n", place, HASH)
        for written, place in [("{a: #8f2f2b, b: x}", "1:8"), ("{a: '#8f2f2b', b: #aabbcc}", "1:22"), ("[#8f2f2b]", "1:5")]
    ),
    # a mark of YAML before a value
    *(
        (f"text: {mark}{rest}\nid: x\n", "1:7", f"dấu '{mark}' không được đứng đầu giá trị (gợi ý: đặt cả giá trị trong dấu nháy '…')")
        for mark, rest in [("*", " chữ"), ("*", "chữ"), ("*", "a b"), ("&", " chữ"), ("%", " a"), ("@", "a"), ("`", "a`"), ("!", "chữ")]
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "told"), SLIPS)
def test_a_slip_is_told_with_its_cure(text: str, place: str, told: str) -> None:
    keys = frozenset({"id", "name", "short", "text", "groups", "notes", "quote", "role", "provisions"})
    assert [str(problem) for problem in parse(text, "a.yml", keys)[1]] == [f"a.yml:{place}: sai cú pháp YAML: {told}"]


def test_a_dash_glued_to_the_only_key_is_told_though_yaml_reads_it() -> None:
    told = parse("notes:\n  -quote: x\n", "a.yml", frozenset({"quote"}))[1]
    assert [str(problem) for problem in told] == ["a.yml:2:3: thiếu dấu cách sau '-' (gợi ý: viết '- quote:')"]


@pytest.mark.parametrize(
    "text",
    ["# ghi chú\na: 1\n", "a: 1\n  # ghi chú\nb: 2\n", "a: 'x #1'\n", "a: >-\n  nhà #3\n  # dòng\n", "a: C#\n", "- '#8f2f2b'\n"],
)
def test_a_comment_of_its_own_line_and_a_quoted_mark_are_fine(text: str) -> None:
    assert reports(text) == []


def test_a_tab_inside_a_value_is_white_space_like_any_other() -> None:
    assert reports("a: x\ty\n") == []


def test_the_first_of_two_keys_is_kept() -> None:
    assert parse("a: 1\na: 2\nb: 3\n", "a.yml")[0].value == {"a": "1", "b": "3"}


@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có chú thích\n", "---\n"])
def test_a_file_without_data_has_no_value(text: str) -> None:
    file, problems = parse(text, "a.yml")
    assert (file.value in (None, ""), problems) == (True, [])


MUCH = 900_000


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: " + "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2) + "\nb: 1\n", "1:16"),
        ("- id: a\n  term: " + "[" * MUCH, "2:20"),
        ("[\n" * (MUCH // 2), "14:1"),
        ("{a: " * (MUCH // 4), "1:53"),
        ("- " * (MUCH // 2), "1:27"),
        ("? " + "[" * MUCH, "1:15"),
    ],
    ids=["one too many", "brackets", "a bracket a line", "braces", "dashes", "a key"],
)
def test_the_reading_ends_where_data_is_nested_too_deep(text: str, place: str) -> None:
    """To the end, each of the long ones would take half an hour."""
    file, problems = parse(text, "a.yml")
    told = f"a.yml:{place}: dữ liệu lồng quá {MAX_DEPTH} tầng (gợi ý: kiểm tra thụt dòng và dấu ngoặc)"
    assert (file.value, [str(problem) for problem in problems]) == (None, [told])


def test_many_values_in_one_line_are_read() -> None:
    assert parse(f"[{'a,' * (MUCH // 2)}a]", "a.yml")[0].value == ["a"] * (MUCH // 2 + 1)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"#" * (MAX_BYTES + 1))
    assert [f"a.yml:1:1: tệp quá lớn: {MAX_BYTES + 1} byte (gợi ý: tối đa {MAX_BYTES})"] == [
        str(problem) for problem in read(tmp_path / "a.yml", "a.yml")[1]
    ]


NESTED = "a: 1\nb:\n  - c: x\n    d: y\n  - e\n"


@pytest.mark.parametrize(
    ("loc", "key", "expected"),
    [
        (("a",), False, (1, 4)),
        (("a",), True, (1, 1)),
        (("b", 0, "d"), False, (4, 8)),
        (("b", 0, "d"), True, (4, 5)),
        (("b", 1), False, (5, 5)),
        (("b", 0, "missing"), False, (3, 5)),
        (("missing",), False, (1, 1)),
    ],
)
def test_every_value_and_key_remembers_its_place(loc: tuple[str | int, ...], key: bool, expected: tuple[int, int]) -> None:
    place = parse(NESTED, "a.yml")[0].place(loc, key=key)
    assert expected == (place.line, place.column)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("k: một hai ba\n", 0, (1, 4)),
        ("k: một hai ba\n", 2, (1, 12)),
        ("k: một hai\n  ba bốn\n", 3, (2, 6)),
        ("k: >-\n  một hai\n  ba\n", 0, (2, 3)),
        ("k: >-\n  một hai\n  ba\n", 2, (3, 3)),
        ("k: |\n  một\n\n  hai\n", 1, (4, 3)),
        ("k: 'một hai'\n", 1, (1, 9)),
        ('k: "một\n  hai"\n', 1, (2, 3)),
    ],
    ids=["plain", "last of line", "plain over lines", "folded", "folded second line", "literal", "quoted", "quoted over lines"],
)
def test_a_word_is_found_in_whatever_style_it_was_written(text: str, number: int, expected: tuple[int, int]) -> None:
    place = parse(text, "a.yml")[0].word_place(("k",), number)
    assert expected == (place.line, place.column)


def test_an_error_holds_every_problem_once_sorted_by_place() -> None:
    first, second, third = Problem("a.yml", 2, 1, "x"), Problem("a.yml", 10, 1, "x"), Problem("b.yml", 1, 1, "x")
    error = DataError([third, second, first, second])
    assert [first, second, third] == error.problems
    assert str(error) == "a.yml:2:1: x\na.yml:10:1: x\nb.yml:1:1: x"


def test_a_swallowed_key_is_told() -> None:
    """A key indented into the text above it would be words of that text."""
    text = "- lead: >-\n    Một câu.\n    groups:\n      - tre-em\n  id: x\n"
    _, problems = parse(text, "a.yml", frozenset({"groups", "id"}))
    assert [str(problem) for problem in problems] == [
        "a.yml:3:5: 'groups:' nằm lẫn trong đoạn chữ ở trên (gợi ý: bớt thụt dòng cho thẳng với các khóa khác)"
    ]
