"""Problems told well: alike ones once, the line with a caret, nothing that acts, and one sentence what to do next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mistakes import damage, golden
from plan import Problem, examine
from plan.report import LISTED, LONG, LOUD, QUIET, ROWS, SAVED, SHOWN, WIDTH, annotated, closing, group, plain, summary, text
from plan.source import READING, SHAPE, Place, decode

REPORTS = sorted((Path(__file__).parent / "cases" / "reports").glob("*.yml"))


def flood(number: int, message: str = "m", **more: object) -> list[Problem]:
    return [Problem("f.yml", line, 1, message, **more) for line in range(1, number + 1)]


def told(problems: list[Problem], *lines: str) -> list[str]:
    return list(text(group(problems), lambda _: lines))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_whole_report(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As printed, and below the lines that mark a change."""
    damage(folder, path)
    monkeypatch.chdir(folder.parent)
    findings = group(examine(folder)[1])
    lines = text(findings, lambda name: decode(Path(name).read_bytes(), name)[0].split("\n") if Path(name).is_file() else ())
    said = [*lines, closing(findings), *annotated(findings), *summary(findings).split("\n")]
    assert golden(path, "report", said) == said


@pytest.mark.parametrize(
    ("problems", "places"),
    [
        ([], []),
        (flood(2), [1, 1]),
        (flood(3), [3]),
        ([*flood(2), Problem("a.yml", 1, 1, "m")], [3]),
        ([*flood(3), *flood(3)], [3]),
        ([*flood(3, "a"), *flood(3, "b")], [3, 3]),
        ([Problem("f", n, 1, f"{n}: m", kin="m") for n in range(1, 5)], [4]),
        ([*flood(2, stage=SHAPE), Problem("z", 1, 1, "m")], [1, 1, 1]),
    ],
    ids=["nothing", "two", "three", "three files", "told twice", "two kinds", "kin", "met at different times"],
)  # fmt: skip
def test_as_many_as_three_of_a_kind_are_one_finding(problems: list[Problem], places: list[int]) -> None:
    assert [len(finding.places) for finding in group(problems)] == places


def test_what_others_may_follow_from_comes_first() -> None:
    problems = [Problem("a", 1, 1, "ties"), Problem("b", 1, 1, "shape", SHAPE), Problem("c", 1, 1, "unread", READING)]
    assert [finding.message for finding in group(problems)] == ["unread", "shape", "ties"]


@pytest.mark.parametrize(("number", "named", "rest"), [(3, 2, ""), (LISTED + 1, LISTED, ""), (LISTED + 4, LISTED, "và 3 chỗ nữa")])
def test_every_place_is_named_up_to_a_limit(number: int, named: int, rest: str) -> None:
    head, *more = told(flood(number))
    assert head == "f.yml:1:1: m"
    listing = " ".join(line.strip() for line in more)
    assert re.findall(r"f\.yml:(\d+):1", listing) == [str(n) for n in range(2, named + 2)]
    assert listing.startswith(f"cùng lỗi ở {number - 1} chỗ nữa: ")
    assert listing.endswith(rest)
    assert all(len(line) <= 100 and line.startswith("      ") for line in more)


def test_a_flood_names_the_id_that_was_probably_meant() -> None:
    origin = Place("site.yml", 9, 9)
    assert "site.yml:9:9" in told(flood(3, origin=origin))[-1]
    assert "site.yml" not in "".join(told(flood(2, origin=origin)))


WIDE = "a" * 150
CARETS = [
    # line, column, message -> the line shown, carets
    ("  role: thục hiện", 9, "không có vai trò 'thục hiện'", "  role: thục hiện", "        ^^^^^^^^^"),
    ("  role: thục hiện", 9, "sai", "  role: thục hiện", "        ^^^^"),
    ("  alias:", 3, "khóa lạ 'alias' (gợi ý: 'aliases'?)", "  alias:", "  ^^^^^"),
    ("  name:", 8, "'name' để trống", "  name:", "       ^"),
    ("c: 'xanh'", 4, "'xanh' không hợp lệ", "c: 'xanh'", "   ^^^^^^"),
    ("c: 'a b' c", 4, "sai", "c: 'a b' c", "   ^^^^^"),
    ("text: hết năm 2026, mọi", 15, "ở đây “hết năm [2026,] mọi”", "text: hết năm 2026, mọi", "              ^^^^^"),
    ("- [a, b]", 4, "sai", "- [a, b]", "   ^"),
    ("\tname: x", 1, "Tab", "→   name: x", "^^^^"),
    ("a\tb: x", 3, "sai", "a→   b: x", "     ^"),
    ("e\u0302\u0301: x", 6, "sai", "e\u0302\u0301: x", "   ^"),
    ("漢字: x", 5, "sai", "漢字: x", "      ^"),
    ("a: \u202ex", 4, "ký tự", "a: <U+202E>x", "   ^^^^^^^^^"),
    ("a: \x1b[31m", 4, "ký tự", "a: <U+001B>[31m", "   ^^^^^^^^^^^^"),
    ("a: b", 99, "sai", "a: b", "    ^"),
]


@pytest.mark.parametrize(("line", "column", "message", "shown", "carets"), CARETS)
def test_the_line_and_what_is_wrong_in_it(line: str, column: int, message: str, shown: str, carets: str) -> None:
    _, above, below = told([Problem("f", 1, column, message)], line)
    assert above.startswith("     1 | ")
    assert below.startswith("       | ")
    assert (above[9:], below[9:]) == (shown, carets)


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [(f"{WIDE} sai", 152, "sai"), (f"sai {WIDE}", 1, "sai"), (f"{WIDE} sai {WIDE}", 152, "sai"), (WIDE, 1, WIDE), (f"{WIDE}{WIDE}", 120, "sai")],
)
def test_a_long_line_is_cut_around_what_is_wrong(line: str, column: int, words: str) -> None:
    _, above, below = told([Problem("f", 1, column, f"'{words}'")], line)
    first, carets = below.index("^"), below.count("^")
    assert len(above) <= 9 + WIDTH + len("……")
    assert "…" in above
    assert above[first] == line[column - 1]
    assert above[first : first + carets] == (words[:carets] if words in line else WIDE[:carets])
    assert first + carets <= len(above)


def test_marks_without_width_cost_no_more_than_letters() -> None:
    _, above, below = told([Problem("f", 1, 1, "'a'")], "a" + "\u0301" * 400_000 + WIDE)
    assert (above[9], below[9:]) == ("a", "^")


def test_a_whole_file_shows_no_line() -> None:
    assert told([Problem("f", 1, 1, "tệp lạ, không được đọc")], "x") == ["f:1:1: tệp lạ, không được đọc"]


@pytest.mark.parametrize(("lines", "line"), [((), 1), (("",), 1), (("a", "  "), 2), (("a",), 7)])
def test_no_line_where_there_is_none(lines: tuple[str, ...], line: int) -> None:
    assert told([Problem("f", line, 1, "m")], *lines) == [f"f:{line}:1: m"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\nb", "a<U+000A>b"),
        ("a\x1b[2Jb\r", "a<U+001B>[2Jb<U+000D>"),
        ("::error::x", "\\::error::x"),
        ("  ::stop-commands::x", "\\  ::stop-commands::x"),
        ("x ##[add-mask]y", "x #\\#[add-mask]y"),
        ("x::y", "x::y"),
        ("Đường ‘x’ – 100 %", "Đường ‘x’ – 100 %"),
    ],
)
def test_nothing_printed_acts(given: str, shown: str) -> None:
    assert plain(given) == shown


@pytest.mark.parametrize(
    ("path", "message", "command"),
    [
        ("f.yml", "a: b, c", "::error file=f.yml,line=1,col=2,title=Lỗi 1::a: b, c"),
        ("a,b:c%.yml", "50%", "::error file=a%2Cb%3Ac%25.yml,line=1,col=2,title=Lỗi 1::50%25"),
        ("a\nb.yml", "x\r\n::error::y", "::error file=a<U+000A>b.yml,line=1,col=2,title=Lỗi 1::x<U+000D><U+000A>::error::y"),
    ],
)
def test_an_annotation_is_one_command(path: str, message: str, command: str) -> None:
    assert list(annotated(group([Problem(path, 1, 2, message)]))) == [command]


def test_a_flood_does_not_use_up_what_a_host_shows() -> None:
    problems = [*flood(40), *(Problem("g.yml", n, 1, f"n{n}") for n in range(1, LOUD + 3))]
    lines = list(annotated(group(problems), lambda path: f"data/{path}"))
    assert [line.split(" ")[0] for line in lines] == ["::error"] * LOUD + ["::notice"] * (3 + LISTED)
    assert lines[0] == "::error file=data/f.yml,line=1,col=1,title=Lỗi 1::m (cùng lỗi ở 39 chỗ nữa)"
    assert lines[-1] == f"::notice file=data/f.yml,line={LISTED + 1},col=1,title=Lỗi 1%2C cũng ở đây::m"


def many(number: int) -> list[Problem]:
    return [Problem("f.yml", n, 1, f"m{n}") for n in range(1, number + 1)]


@pytest.mark.parametrize(("number", "last"), [(SHOWN, f"f.yml:{SHOWN}:1: m{SHOWN}"), (SHOWN + 9, "… còn 9 lỗi nữa, sửa xong các lỗi trên sẽ thấy")])
def test_no_more_is_told_than_can_be_mended(number: int, last: str) -> None:
    lines = told(many(number))
    assert (lines[SHOWN - 1], lines[-1]) == (f"f.yml:{SHOWN}:1: m{SHOWN}", last)
    assert closing(group(many(number))).startswith(f"Có {number} lỗi, ")


def test_no_more_is_marked_than_is_looked_at() -> None:
    kinds = [line.split(" ")[0] for line in annotated(group(many(SHOWN)))]
    assert kinds == ["::error"] * LOUD + ["::notice"] * QUIET


@pytest.mark.parametrize("message", ["m" * 90_000, f"khóa lạ '{'m' * 90_000}' (gợi ý: bỏ)", f"khóa lạ (gợi ý: bỏ {'m' * 90_000})"])
def test_a_message_of_endless_words_is_cut(message: str) -> None:
    findings = group([Problem("f.yml", 1, 1, message)])
    assert max(map(len, [*told([Problem("f.yml", 1, 1, message)]), *annotated(findings)])) < 2 * LONG
    assert len(summary(findings)) < 2 * LONG
    assert ("(gợi ý: " in told([Problem("f.yml", 1, 1, message)])[0]) == ("(gợi ý: " in message)


CLOSINGS = [
    (flood(1), "Có 1 lỗi, chưa dựng trang nào: sửa chỗ này rồi chạy lại 'make check'."),
    (flood(5), "Có 1 lỗi ở 5 chỗ, chưa dựng trang nào: sửa cả 5 chỗ như nhau rồi chạy lại 'make check'."),
    (
        flood(2),
        "Có 2 lỗi, chưa dựng trang nào: sửa lần lượt từ trên xuống, lỗi dưới có thể tự hết khi lỗi trên đã sửa, rồi chạy lại 'make check'.",
    ),
    (
        [Problem("a.yml", 4, 1, "tab", READING), *flood(1)],
        ("Có 2 lỗi, chưa dựng trang nào: sửa lỗi ở a.yml dòng 4 trước, vì chưa đọc được thì chưa biết còn lỗi nào khác, "
        "rồi chạy lại 'make check'."),
    ),
    (
        [Problem(path, 1, 1, "thiếu tệp này", READING) for path in ("a.yml", "b.yml")],
        ("Có 2 lỗi, chưa dựng trang nào: sửa lỗi ở a.yml và 1 tệp nữa trước, vì chưa đọc được thì chưa biết còn lỗi nào khác, "
        "rồi chạy lại 'make check'."),
    ),
    (
        [Problem("a", n, 1, f"{n}: nguyên văn không khớp bản gốc") for n in (1, 2)],
        "Có 2 lỗi, chưa dựng trang nào: chép những chữ trong ngoặc vuông lại cho đúng bản gốc rồi chạy lại 'make check'.",
    ),
    (
        [Problem("a", 1, 1, "chưa theo khuôn (gợi ý: chạy 'make format')")],
        "Có 1 lỗi, chưa dựng trang nào: chạy 'make format' để máy xếp lại rồi chạy lại 'make check'.",
    ),
]


@pytest.mark.parametrize(("problems", "sentence"), CLOSINGS)
def test_the_report_ends_with_what_to_do_next(problems: list[Problem], sentence: str) -> None:
    assert closing(group(problems)) == sentence


def test_where_changes_are_checked_by_themselves_nobody_is_sent_to_a_shell() -> None:
    assert closing(group(flood(1)), SAVED) == "Có 1 lỗi, chưa dựng trang nào: sửa chỗ này rồi lưu lại, máy sẽ tự kiểm tra lần nữa."


def rows(page: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in page.split("\n") if line.startswith("| ")][1:]


@pytest.mark.parametrize(
    ("message", "row"),
    [
        ("khóa lạ 'nam' (gợi ý: 'name'?)", ["khóa lạ `nam`", "Có phải `name`?"]),
        ("mã 'x' sai (gợi ý: 'y')", ["mã `x` sai", "Viết `y`"]),
        ("sai (gợi ý: sửa (cả hai))", ["sai", "Sửa (cả hai)"]),
        ("“a [b] c” không có", ["“a &#91;b&#93; c” không có"]),
        ("<img src=x> [x](http://a.vn) *b* `c`", ["&#60;img src&#61;x&#62; &#91;x&#93;(http&#58;//a&#46;vn) &#42;b&#42; &#96;c&#96;"]),
        ("@ai #12 www.a.vn a|b", ["&#64;&#8288;ai &#35;&#8288;12 www&#46;a&#46;vn a&#124;b"]),
        ("mã '@ai'", ["mã `@ai`"]),
        ("mã 'a|`b\\'", ["mã a&#124;&#96;b&#92;"]),
        ("mã ' a'", ["mã  a"]),
    ],
)
def test_a_summary_says_what_and_how_and_nothing_in_it_lives(message: str, row: list[str]) -> None:
    assert [["`f.yml` dòng 1", *row]] == [[cell for cell in cells if cell != "|"] for cells in rows(summary(group([Problem("f.yml", 1, 1, message)])))]


def test_a_long_summary_is_cut() -> None:
    page = summary(group([Problem("f", n, 1, f"m{n}") for n in range(1, ROWS + 8)]))
    assert len(rows(page)) == ROWS
    assert "Còn 7 lỗi nữa" in page


def test_a_summary_of_nothing_is_what_went_well() -> None:
    assert summary((), "Kế hoạch <1>: không có lỗi.") == "Kế hoạch &#60;1&#62;: không có lỗi.\n"
