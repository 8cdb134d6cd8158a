"""The tracking workbook of every agency: a row for every duty, ready to use and to print, and nothing in it runs."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from office_files import AGENCIES, TRACKER, duties, files, parts, plan_of, sheet

from built import SITE_URL
from plan import Plan
from plan.duties import COMMON, dossier, due_words
from plan.exports import office
from plan.exports.office.told import tell
from plan.exports.office.tracker import STATES, cells_of
from plan.exports.spreadsheet import escaped, is_taken_for_more
from plan.published import office as address


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_workbook_has_a_row_for_every_duty(name: str, agency: str) -> None:
    plan, table = plan_of(name), sheet(name, agency)
    found = {row[1]: row for row in table.iter_rows(min_row=5, max_col=13, values_only=True) if row[1]}
    assert list(found) == [plan.citation(p) for p in duties(plan, agency)]
    certain = {b.provision.id: b.is_certain for b in dossier(plan, agency).bound}
    for p in duties(plan, agency):
        row = found[plan.citation(p)]
        assert row[0] == p.id or p.kind == "closing"
        assert str(row[2]).endswith("\n".join(part.text for part in plan.within(p.id)))
        assert row[3] == (p.role or COMMON) + ("" if certain.get(p.id, True) else " (chưa chắc)")
        assert (row[4] or "") == "; ".join(map(plan.party_name, p.partners))
        assert [d for d in plan.documents_of(p) if plan.document(d).name not in str(row[6]) and not plan.document(d).is_self] == []
        assert row[8:] == (None,) * 5
        for area in plan.task_areas:
            if p in plan.area_responsibilities(area):
                assert plan.provision(area.id).short_title in str(row[5])
    assert [str(row[7]) for row in found.values() if "25/12" in str(row[7])] == [
        due_words(due.deadline) + ("" if agency in plan.reach(due.agencies).certain else " (chưa chắc áp dụng)")
        for due in dossier(plan, agency).dues
        if due.deadline.month == 12
    ]


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_workbook_is_ready_to_use_and_to_print(name: str, agency: str) -> None:
    table, count = sheet(name, agency), len(duties(plan_of(name), agency))
    assert [cell.value for cell in table[4]][8:] == ["Người phụ trách", "Trạng thái", "Ngày hoàn thành", "Kết quả", "Ghi chú"]
    assert (table.freeze_panes, table.auto_filter.ref) == ("C5", f"A4:M{4 + max(count, 1)}")
    choice, date = table.data_validations.dataValidation
    assert (choice.type, choice.formula1, bool(choice.showErrorMessage)) == ("list", f'"{",".join(STATES)}"', True)
    assert (date.type, date.operator, bool(date.showErrorMessage)) == ("date", "between", True)
    for at in range(5, 5 + count):
        assert f"J{at}" in choice.sqref
        assert f"K{at}" in date.sqref
        assert table[f"K{at}"].number_format == "dd/mm/yyyy"
        assert all(cell.alignment.wrap_text and cell.font.name == "Times New Roman" for cell in table[at])
        assert 15 < table.row_dimensions[at].height <= 409
    setup = table.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert table.sheet_properties.pageSetUpPr.fitToPage
    assert table.print_title_rows == "$1:$4"
    name_of_agency = plan_of(name).agency(agency).name
    assert name_of_agency in str(table["A1"].value)
    assert table.oddFooter.left.text.replace("&&", "&") == name_of_agency
    assert all(8 <= table.column_dimensions[letter].width + 1 <= 60 for letter in "ABCDEFGHIJKLM")


def test_a_row_grows_with_what_is_written_into_it() -> None:
    """Its height is a first reckoning, not one set by hand, which no program would change."""
    rows = re.findall(rb"<row [^>]*>", parts(files("real")[address("so-y-te", TRACKER)])["xl/worksheets/sheet1.xml"])
    assert sum(b" ht=" in row for row in rows) > 3
    assert not any(b"customHeight" in row for row in rows)


def test_any_words_are_only_words_in_the_workbook(hostile: Plan) -> None:
    """Guarded and escaped as in every other table of the site."""
    made, guards = office.files(hostile, SITE_URL), set()
    for agency in hostile.agencies:
        found = openpyxl.load_workbook(io.BytesIO(made[address(agency.id, TRACKER)])).worksheets[0]
        rows = [cells_of(hostile, task) for task in tell(hostile, agency).tasks]
        for texts, cells in zip(rows, found.iter_rows(min_row=5), strict=False):
            assert [cell.value or "" for cell in cells] == [escaped(text) for text in texts]
            assert [bool(cell.quotePrefix) for cell in cells] == [is_taken_for_more(text) for text in texts]
            guards |= {(bool(cell.quotePrefix), escaped(text) != text) for cell, text in zip(cells, texts, strict=True)}
    assert {(False, False), (True, False), (True, True)} <= guards


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_no_cell_is_a_formula(name: str, agency: str) -> None:
    for part, content in parts(files(name)[address(agency, TRACKER)]).items():
        if part.startswith("xl/worksheets/"):
            assert b"<f>" not in content and b"<f " not in content
            assert set(re.findall(rb'<c [^>]*t="(\w+)"', content)) <= {b"s", b"inlineStr", b"n"}
