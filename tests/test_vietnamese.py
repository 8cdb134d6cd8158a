"""Folding, slugs, dictionary order, numbers and dates in words."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest

from plan.vietnamese import capital, fold, fragment, long_date, nearest, number_words, short_date, slug, sort_key, squeeze


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a  b", "a b"), (" a\n\n b\t", "a b"), ("", ""), ("a\u00a0b", "a b"), ("giữ nguyên", "giữ nguyên")],
)
def test_squeeze_folds_white_space_only(text: str, expected: str) -> None:
    assert expected == squeeze(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Đường thủy", "so duong thuy"),
        ("ĐƯỜNG", "duong"),
        ("ưu đãi người có công", "uu dai nguoi co cong"),
        ("hòa hoà", "hoa hoa"),
        ("QĐ-TTg", "qd-ttg"),
        ("", ""),
    ],
)
def test_fold_takes_marks_and_capitals_away(text: str, expected: str) -> None:
    assert expected == fold(text) == fold(unicodedata.normalize("NFD", text))


def test_fold_keeps_every_letter() -> None:
    """A search index relies on one plain letter for each letter of the alphabet."""
    letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    assert (
        fold(letters) == "a" * 18 + "bcdd" + "e" * 12 + "gh" + "i" * 6 + "klmn" + "o" * 18 + "pqrst" + "u" * 12 + "vx" + "y" * 6
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23/2020/NQ-HĐND", "23-2020-nq-hdnd"),
        ("92-KL/TW", "92-kl-tw"),
        ("Sở Đường thủy", "so-duong-thuy"),
        ("  Ưu đãi,  người có công! ", "uu-dai-nguoi-co-cong"),
        ("KH&ĐT", "kh-dt"),
        ("…", ""),
    ],
)
def test_slug_is_ascii_words_joined_by_hyphens(text: str, expected: str) -> None:
    assert expected == slug(text)


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        ("II.4.đ", "ii-4-dd"),
        ("II.4.d", "ii-4-d"),
        ("V.5.a", "v-5-a"),
        ("basis.1", "basis-1"),
        ("V.9.p1", "v-9-p1"),
        ("header.place-date", "header-place-date"),
        ("2.1.1", "2-1-1"),
    ],
)
def test_fragment_of_an_id(provision: str, expected: str) -> None:
    assert expected == fragment(provision)


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "g", "o", "ô", "ơ", "u", "ư", "y"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["ban", "bản", "bàn tay", "bán ve"],
        ["dài", "đà"],
        ["Hà", "hải", "Hậu"],
        ["tre", "trẻ em", "trên"],
        [*["9", "12"][::-1], "a"],
    ],
)
def test_dictionary_order(ordered: list[str]) -> None:
    shuffled = ordered[1::2] + ordered[::2]
    assert sorted(shuffled, key=sort_key) == ordered


def test_order_is_the_same_for_decomposed_letters() -> None:
    assert sort_key("Đường") == sort_key(unicodedata.normalize("NFD", "đường"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (1, "một"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi bốn"), (25, "hai mươi lăm"), (55, "năm mươi lăm"),
        (99, "chín mươi chín"),
        (100, "100"), (-1, "-1"),
    ],
)  # fmt: skip
def test_numbers_in_words(number: int, words: str) -> None:
    assert words == number_words(number)


@pytest.mark.parametrize(
    ("date", "short", "long"),
    [
        ((2022, 4, 27), "27/4/2022", "ngày 27 tháng 4 năm 2022"),
        ((2024, 2, 3), "03/02/2024", "ngày 03 tháng 02 năm 2024"),
        ((2024, 1, 10), "10/01/2024", "ngày 10 tháng 01 năm 2024"),
        ((2024, 3, 1), "01/3/2024", "ngày 01 tháng 3 năm 2024"),
        ((2024, 12, 31), "31/12/2024", "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_dates_as_people_and_as_papers_write_them(date: tuple[int, int, int], short: str, long: str) -> None:
    assert (short, long) == (short_date(dt.date(*date)), long_date(dt.date(*date)))


@pytest.mark.parametrize(("text", "expected"), [("điểm a", "Điểm a"), ("UBND", "UBND"), ("", ""), ("a B c", "A B c")])
def test_capital_touches_only_the_first_letter(text: str, expected: str) -> None:
    assert expected == capital(text)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("chu tri", ["phối hợp", "chủ trì"], "chủ trì"),
        ("shorttitle", ["short_title", "lead"], "short_title"),
        ("hoc-sin", ["hoc-sinh", "hanh-khach"], "hoc-sinh"),
        ("xyz", ["short_title", "lead"], None),
        ("a", [], None),
    ],
)
def test_nearest_known_word(word: str, known: list[str], expected: str | None) -> None:
    assert expected == nearest(word, known)


IDS = ["V.5", "V.5.a", "V.5.b", "V.15.b", "II.3.c.2"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("V.5b", "V.5.b"), ("v.5.B", "V.5.b"), ("V5b", "V.5.b"), ("V. 5. b", "V.5.b"), ("5.a", "V.5.a"), ("3c2", "II.3.c.2"),
        ("5.b", "V.5.b"), ("V.5.bb", "V.5.b"), ("II.3.c.3", "II.3.c.2"), ("xyz", None), ("…", None),
    ],
)  # fmt: skip
def test_an_id_typed_otherwise_is_known_again(word: str, expected: str | None) -> None:
    assert expected == nearest(word, IDS)


@pytest.mark.parametrize(("word", "expected"), [("Sở Y tế", "so-y-te"), ("so-y-te tinh", "so-y-te"), ("Sở YT", "so-y-te"), ("xyz", None)])
def test_a_name_leads_to_its_id(word: str, expected: str | None) -> None:
    assert expected == nearest(word, ["so-y-te", "ban-dan-toc"], {"Sở YT": "so-y-te"})


def test_among_very_many_words_the_nearest_is_the_same() -> None:
    many = [f"co-quan-{n}" for n in range(3_000)]
    assert nearest("co-quan-1234x", many) == "co-quan-1234"
    assert nearest("co-qaun-1234", many) == "co-quan-1234"


def test_of_two_words_that_fold_alike_the_first_is_nearest() -> None:
    assert nearest("II.4.D", ["II.4.d", "II.4.đ"]) == "II.4.d"
