"""What must hold of any text, tried on generated ones: folding, slugs, citations, places in YAML, the one form of a data file."""

from __future__ import annotations

import csv
import datetime
import functools
import io
import re
import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from built import ROOT, SMALL
from plan import canonical, references
from plan.exports.sheets import as_csv
from plan.exports.spreadsheet import guarded
from plan.exports.tables import Column, Table
from plan.schema import FILES, FOLDERS
from plan.search.syllables import syllable
from plan.source import HIDDEN, parse
from plan.vietnamese import fold, fragment, long_date, nearest, short_date, slug, sort_key, squeeze

settings.register_profile("same", derandomize=True, database=None, deadline=None, max_examples=200)
settings.load_profile("same")

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"
TONES = "\u0300\u0301\u0303\u0309\u0323"
SYLLABLE = st.text(st.sampled_from(LETTERS + TONES + "0123456789"), max_size=8).map(lambda text: unicodedata.normalize("NFC", text))
ANY = st.one_of(st.text(), SYLLABLE, st.lists(SYLLABLE, max_size=5).map(" ".join))


# -- folding and slugs ------------------------------------------------------------------------------------------------


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_composed_or_not_is_one_word(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(decomposed)
    assert slug(composed) == slug(decomposed)


@given(st.text(st.sampled_from(LETTERS + " 0123456789,.")))
def test_folding_keeps_the_length_of_vietnamese(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text).isascii()


@given(ANY)
def test_slugs_are_ascii_and_settled(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


PART = st.from_regex(r"[IVX]{1,4}|[1-9][0-9]{0,2}[a-zđ]?|[a-zđ][1-9]?|p[1-9]", fullmatch=True)
ID = st.lists(PART, min_size=1, max_size=6).map(".".join)


@given(st.sets(ID, min_size=2, max_size=12))
def test_ids_that_differ_have_fragments_that_differ(ids: set[str]) -> None:
    """But for capitals: `i` and `I` never stand at one level of one plan, which `checks` holds."""
    assert len({fragment(one) for one in ids}) == len({one.lower() for one in ids})


@given(st.lists(ANY, max_size=6))
def test_the_order_of_a_dictionary_is_an_order(texts: list[str]) -> None:
    once = sorted(texts, key=sort_key)
    assert sorted(once, key=sort_key) == once
    assert sorted(map(functools.partial(unicodedata.normalize, "NFD"), texts), key=sort_key) == [unicodedata.normalize("NFD", text) for text in once] or len(
        {sort_key(text) for text in texts}
    ) < len(texts)


@given(ANY, st.lists(st.text(min_size=1), max_size=5))
def test_the_nearest_is_one_of_the_known(word: str, known: list[str]) -> None:
    assert nearest(word, known) in (None, *known)


@given(st.text(st.sampled_from(LETTERS + TONES), min_size=1, max_size=9))
def test_a_syllable_is_the_same_however_it_is_composed(word: str) -> None:
    assert syllable(unicodedata.normalize("NFC", word.lower())) == syllable(unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower())))


# -- the grammar of citations -----------------------------------------------------------------------------------------

KIND = st.from_regex(r"(QĐ|NQ|KH|NĐ|TT|CT)(-[A-ZĐ]{2,6}|-TTg|-UBND|-HĐND)", fullmatch=True)
SYMBOL = st.builds(lambda number, year, kind: f"{number}{f'/{year}' if year else ''}/{kind}", st.integers(1, 9999), st.none() | st.integers(1945, 2999), KIND)
AROUND = st.text(st.sampled_from("abcđê ,.;:()“”\n"), max_size=12)


@given(AROUND, SYMBOL, AROUND)
def test_a_symbol_is_found_where_it_stands(before: str, symbol: str, after: str) -> None:
    text = f"{before} {symbol} {after}"
    assert (len(before) + 1, len(before) + 1 + len(symbol), symbol) in list(references.symbols(text))


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_date_printed_is_the_date_read(date: datetime.date) -> None:
    for printed in (long_date(date), short_date(date), long_date(date).upper()):
        assert list(references.dates(f"Vào {printed}.")) == [date]
    assert references.place_and_date(f"Huế, {long_date(date)}") == ("Huế", date)
    assert (date.day, date.month, date.year) in list(references.days(f"trước {short_date(date)}"))


LABELS = {
    "article": ("Điều {}. ", r"[1-9][0-9]?[a-zđ]?"), "section": ("{}. ", r"[IVX]{1,4}"), "item": ("{}. ", r"[1-9][0-9]?[a-zđ]?"),
    "point": ("{}) ", r"[a-zđ][1-9]?"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LABELS)
@given(data=st.data(), words=st.text(st.sampled_from(LETTERS + " "), min_size=1))
def test_a_label_printed_is_the_label_read(kind: str, data: st.DataObject, words: str) -> None:
    form, pattern = LABELS[kind]
    number = data.draw(st.from_regex(pattern, fullmatch=True))
    label = references.label_of(form.format(number) + words.strip() + "x")
    assert (label.kind, label.number, label.text.strip()) == (kind, number, form.format(number).strip())
    assert references.number_fits(kind, number, label)
    assert number in references.cite_step(kind, number)


@given(ANY)
def test_the_grammar_takes_any_text(text: str) -> None:
    """Pieces it finds stand in the text, in order; nothing is raised."""
    ends = [0]
    for start, end, symbol in references.symbols(text):
        assert ends[-1] <= start < end
        assert re.sub(r"\s", "", text[start:end]) == symbol
        ends.append(end)
    assert text.startswith(references.label_of(text).text)
    for read in (references.dates, references.days):
        list(read(text))
    for read in (references.before, references.place_and_date, references.own_number):
        read(text)
    for found in references.UNBROKEN.finditer(text):
        assert found[0]


# -- places in YAML, and the one form ---------------------------------------------------------------------------------

SEEN = st.characters(exclude_categories=sorted(HIDDEN), exclude_characters="\ufeff")
VISIBLE = st.text(SEEN, min_size=1).map(lambda text: unicodedata.normalize("NFC", text)).filter(
    lambda text: not any(unicodedata.category(char) in HIDDEN for char in text) and not text.startswith(("<<<<<<<", ">>>>>>>"))
)
KEY = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
VALUE = st.recursive(VISIBLE, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEY, inner, min_size=1, max_size=3), max_leaves=8)


@given(st.dictionaries(KEY, VALUE, min_size=1, max_size=4), st.sampled_from(["'", '"']), st.booleans())
def test_every_value_stands_where_it_is_said_to(value: dict[str, object], style: str, flow: bool) -> None:
    """At its place the text begins with its quote, and the key with its own; what was written is what is read."""
    text = yaml.safe_dump(value, default_style=style, allow_unicode=True, width=10**6, default_flow_style=flow)
    file, problems = parse(text, "a.yml")
    assert problems == []
    assert file.value == value
    for loc, place in file.values.items():
        if isinstance(_at(value, loc), str):
            assert file.lines[place.line - 1][place.column - 1] in "'\"?"
    for loc, place in file.keys.items():
        assert file.lines[place.line - 1][place.column - 1 :].startswith((f"'{loc[-1]}'", f'"{loc[-1]}"', f"{loc[-1]}"))


def _at(value: object, loc: tuple[str | int, ...]) -> object:
    for step in loc:
        value = value[step]  # type: ignore[index]
    return value


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_is_read_or_told(text: str) -> None:
    file, problems = parse(unicodedata.normalize("NFC", text), "a.yml")
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)
    assert problems or file.value is None or isinstance(file.value, (str, list, dict))


DATA = [(path, path.parent.name if path.parent.name in FOLDERS else path.name) for folder in (SMALL, ROOT / "data") for path in sorted(folder.rglob("*.yml"))]


def _squeezed(value: object) -> object:
    """White space is folded when a text is read."""
    match value:
        case str():
            return squeeze(value)
        case list():
            return [_squeezed(one) for one in value]
        case dict():
            return {key: _squeezed(one) for key, one in value.items()}
    return value


@pytest.mark.parametrize("name", sorted({name for _, name in DATA}))
@settings(max_examples=8)
@given(data=st.data())
def test_the_form_of_a_form_is_itself(name: str, data: st.DataObject) -> None:
    """A data file with its lines shuffled about: mended, it means the same, and mending again changes nothing."""
    path = data.draw(st.sampled_from([path for path, found in DATA if found == name]))
    lines = path.read_text("utf-8").split("\n")
    for at in data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=4)):
        lines[at] = data.draw(st.sampled_from([lines[at] + " ", lines[at] + "\n", lines[at] + "\n# chú thích", lines[at] + "  # chú thích", lines[at]]))
    content = "\n".join(lines).encode()
    mended = canonical.mend(content, name, "../../.vscode/schemas/")
    if mended is None:
        return
    assert _squeezed(parse(mended.decode(), "a")[0].value) == _squeezed(parse(content.decode(), "a")[0].value)
    assert canonical.mend(mended, name, "../../.vscode/schemas/") in (mended, None)
    assert name in FILES or name in FOLDERS


# -- files to take away -----------------------------------------------------------------------------------------------


@given(st.lists(st.text(SEEN | st.sampled_from("=+-@'\",;"), min_size=1).map(squeeze).filter(bool), min_size=1, max_size=6))
def test_a_table_reads_back(texts: list[str]) -> None:
    """An apostrophe taken off a guarded cell, the text is the one that was put in."""
    table = Table(name="t", title="Bảng", columns=(Column(name="Đầu", width=9),), rows=tuple((text,) for text in texts))
    _, *rows = csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline=""))
    assert [cell for (cell,) in rows] == [guarded(text) for text in texts]
    assert [cell.removeprefix("'") if cell != text else cell for (cell,), text in zip(rows, texts, strict=True)] == texts
