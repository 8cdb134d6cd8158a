"""Tables as CSV and XLSX: what a spreadsheet opens is what the plan says, and nothing in it runs."""

from __future__ import annotations

import csv
import datetime
import io
import re
from zipfile import ZipFile

import openpyxl
import pytest

from plan import Plan
from plan.duties import register
from plan.exports.sheets import as_csv, as_xlsx
from plan.exports.spreadsheet import escaped, is_taken_for_more
from plan.exports.tables import Column, Table, tables
from plan.published import TABLES
from spreadsheets import cases

DAY = datetime.date(2024, 2, 3)
MIDNIGHT = datetime.datetime.combine(DAY, datetime.time())


@pytest.fixture(scope="module", params=["real", "small", "amended", "hostile", "bare"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def made(plan: Plan) -> tuple[Table, ...]:
    return tables(plan, "https://site.invalid/")


def table_of(*texts: str | int | datetime.date | None) -> Table:
    return Table(name="t", title="Bảng", columns=(Column(name="Đầu", width=9),), rows=tuple((text,) for text in texts))


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(("text", "guard", "escape"), cases())
def test_what_a_spreadsheet_would_take_for_more_than_text(text: str, guard: str, escape: str) -> None:
    assert is_taken_for_more(text) is (guard != text)
    assert cells(as_csv(table_of(text)))[1:] == [[guard]]
    [_, [cell]] = openpyxl.load_workbook(io.BytesIO(as_xlsx(table_of(text), DAY, "a"))).active.iter_rows()
    assert (cell.data_type, cell.value, bool(cell.quotePrefix)) == ("s", escape, guard != text)


def test_nothing_is_nothing_more() -> None:
    assert not is_taken_for_more("")
    assert cells(as_csv(table_of("", None)))[1:] == [[""], [""]]


def test_numbers_and_dates_are_what_they_are() -> None:
    """What is no text is not guarded: it may be sorted and added up."""
    assert cells(as_csv(table_of(25, datetime.date(2024, 2, 3), None)))[1:] == [["25"], ["2024-02-03"], [""]]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(table_of(25, datetime.date(2024, 2, 3), None, 0), DAY, "a"))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [25, MIDNIGHT, None, 0]


def test_csv_is_as_excel_and_rfc_4180_want_it(made: tuple[Table, ...]) -> None:
    for table in made:
        content = as_csv(table)
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert {len(row) for row in cells(content)} == {len(table.columns)}


def test_no_cell_of_a_csv_is_run(made: tuple[Table, ...]) -> None:
    found = [cell for table in made for row in cells(as_csv(table)) for cell in row]
    assert found
    assert not [cell for cell in found if len(cell) > 1 and cell[0] in "=+-@\t\r＝＋－＠"]


def test_texts_of_an_xlsx_are_texts_and_none_is_a_formula(made: tuple[Table, ...]) -> None:
    texts = 0
    for table in made:
        content = as_xlsx(table, DAY, "a")
        with ZipFile(io.BytesIO(content)) as package:
            assert not re.search(r"<f[ >]", package.read("xl/worksheets/sheet1.xml").decode())
        for row, values in zip(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=2), table.rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                if isinstance(value, str) and value:
                    texts += 1
                    assert (cell.data_type, cell.value) == ("s", escaped(value)), (table.name, cell.coordinate)
                    assert bool(cell.quotePrefix) is is_taken_for_more(value)
    assert texts


def test_how_a_sheet_is_laid_out(made: tuple[Table, ...]) -> None:
    for table in made:
        book = openpyxl.load_workbook(io.BytesIO(as_xlsx(table, DAY, "a")))
        sheet = book.active
        head = next(sheet.iter_rows(max_row=1))
        assert [cell.value for cell in head] == [escaped(column.name) for column in table.columns]
        assert all(cell.font.b for cell in head)
        assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Calibri"}
        assert sheet.title == TABLES[table.name]
        assert (book.properties.title, book.properties.creator, book.properties.created) == (table.title, "a", MIDNIGHT)
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)
        assert [sheet.column_dimensions[cell.column_letter].width for cell in head] == [column.width for column in table.columns]


def test_every_table_has_a_row_for_every_row_of_the_plan(plan: Plan, made: tuple[Table, ...]) -> None:
    assert [table.name for table in made] == list(TABLES)
    found = {table.name: [row[0] for row in table.rows] for table in made}
    assert found == {
        "provisions": [p.id for p in plan.provisions], "responsibilities": [p.id for p in plan.responsibilities],
        "obligations": [d.provision.id for d in register(plan)], "documents": [d.id for d in plan.documents],
        "deadlines": [due.deadline.id for due in plan.deadlines], "matrix": [a.name for a in plan.agencies],
    }  # fmt: skip


def test_label_and_wording_make_the_text(plan: Plan, made: tuple[Table, ...]) -> None:
    for table in made[:3]:
        heads = [column.name for column in table.columns]
        for row in table.rows:
            told = dict(zip(heads, row, strict=True))
            assert f"{told['Nhãn']} {told['Nội dung']}".strip() == plan.provision(told["Mã"]).text


def test_the_matrix_holds_the_roles(real: Plan) -> None:
    table = next(table for table in tables(real, "") if table.name == "matrix")
    heads = [column.name for column in table.columns]
    for agency, row in zip(real.agencies, table.rows, strict=True):
        told = dict(zip(heads, row, strict=True))
        for area in real.task_areas:
            roles = dict.fromkeys(p.role for p in real.area_responsibilities(area) if p.agency == agency.id)
            assert told[real.area_name(area.id)] == "; ".join(roles)


def test_addresses_leave_the_site_only_when_it_has_one(small: Plan) -> None:
    for site_url in ("", "https://site.invalid/"):
        rows = tables(small, site_url)[0].rows
        assert [row[-1] for row in rows] == [site_url + small.url(p) for p in small.provisions]


def test_editors_words_stand_in_columns_that_say_so(real: Plan) -> None:
    official = {p.wording for p in real.provisions} | {a.name for a in real.agencies}
    ours = {words for p in real.provisions for words in (p.short_title, p.lead) if words} - official
    found = {
        column.name
        for table in tables(real, "")
        for place, column in enumerate(table.columns)
        if any(row[place] in ours for row in table.rows)
    }
    assert {"Tên ngắn (biên tập)", "Câu dẫn (biên tập)"} <= found
    assert [name for name in found if not name.endswith("(biên tập)")] == []
