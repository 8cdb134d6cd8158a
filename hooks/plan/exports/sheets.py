"""Tables as files: CSV and XLSX, so written that a spreadsheet shows what is in them and runs none of it.

CSV has no types: what a cell holds a spreadsheet guesses, and a text such as `-------` it takes for a formula, `1.` for a
number. Such a text goes out with an apostrophe before it, and so does one that begins with an apostrophe of its own:
whoever reads takes one apostrophe off the front of a cell and has the text. XLSX says what is text; nothing is added.
"""

from __future__ import annotations

import csv
import datetime
import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from .packed import CORE, packed, properties, unpacked
from .tables import Cell, Table

GUARD = "'"
_SIGNS = "=+-@＝＋－＠\t\r'"
"""A text that begins so is run, or refused, by one spreadsheet or another; a sign alone is not."""
_NUMERIC = re.compile(r"[\d\s.,:/%()-]*\d[\d\s.,:/%()-]*(?:[eE][+-]?\d+)?")
"""What a spreadsheet takes for a number, a date or an hour."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` as the character of that code."""
_TOP = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(bold=True)
_DATE = "dd/mm/yyyy"


def written(table: Table, modified: datetime.date, author: str) -> dict[str, bytes]:
    """The table in each form: form -> bytes."""
    return {"csv": as_csv(table), "xlsx": as_xlsx(table, modified, author)}


def is_taken_for_more(text: str) -> bool:
    """Whether a spreadsheet that guesses would see more than text in it."""
    return (len(text) > 1 and text[0] in _SIGNS) or text == GUARD or bool(_NUMERIC.fullmatch(text))


# -- CSV -----------------------------------------------------------------------------------------------------------


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte-order mark, by which Excel knows it; lines end as RFC 4180 says."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_guarded(column.name) for column in table.columns)
    writer.writerows(map(_plain, row) for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return _guarded(cell)
        case datetime.date():
            return cell.isoformat()
    return str(cell)


def _guarded(text: str) -> str:
    return GUARD + text if is_taken_for_more(text) else text


# -- XLSX ----------------------------------------------------------------------------------------------------------


def as_xlsx(table: Table, modified: datetime.date, author: str) -> bytes:
    """One sheet: a bold head that stays in sight, a filter on it, texts that are texts."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title[:31])
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.append([_cell(sheet, column.name, _BOLD) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, value) if value or value == 0 else None for value in row])
    out = io.BytesIO()
    book.save(out)
    told = properties(title=table.title, subject=table.title, author=author, date=modified)
    return packed({**unpacked(out.getvalue()), CORE: told})


def _cell(sheet: WriteOnlyWorksheet, value: Cell, font: Font | None = None) -> WriteOnlyCell:
    text = _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else None
    cell = WriteOnlyCell(sheet, value if text is None else text)
    cell.alignment = _TOP
    if font:
        cell.font = font
    if text is not None:
        cell.data_type = "s"
        cell.quotePrefix = is_taken_for_more(text)
    if isinstance(value, datetime.date):
        cell.number_format = _DATE
    return cell
