"""Tables as files: CSV and XLSX, so written that a spreadsheet shows what is in them and runs none of it.

CSV has no types: what a cell holds a spreadsheet guesses, and a text such as `-------` it takes for a formula, `1.` for a
number; such a text goes out guarded. XLSX says what is text; nothing is added.
"""

from __future__ import annotations

import csv
import datetime
import io

from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from .packed import Head
from .spreadsheet import guarded
from .tables import Cell, Table
from .workbook import DATE, Sheet, add_style, keep_head, new_book, put, saved

_LETTERS, _BOLD = Font(name="Calibri", size=11), Font(name="Calibri", size=11, bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_BODY, _HEAD, _DAY = "Chữ", "Đầu cột", "Ngày"


def written(table: Table, modified: datetime.date, author: str) -> dict[str, bytes]:
    """The table in each form: form -> bytes."""
    return {"csv": as_csv(table), "xlsx": as_xlsx(table, modified, author)}


# -- CSV -----------------------------------------------------------------------------------------------------------


def as_csv(table: Table) -> bytes:
    """UTF-8 with a byte-order mark, by which Excel knows it; lines end as RFC 4180 says."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(guarded(column.name) for column in table.columns)
    writer.writerows(map(_plain, row) for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case datetime.date():
            return cell.isoformat()
    return str(cell)


# -- XLSX ----------------------------------------------------------------------------------------------------------


def as_xlsx(table: Table, modified: datetime.date, author: str) -> bytes:
    """One sheet: a bold head that stays in sight, a filter on it, texts that are texts."""
    book = new_book(_LETTERS, streamed=True)
    add_style(book, _BODY, _LETTERS, _TOP)
    add_style(book, _HEAD, _BOLD, _TOP)
    add_style(book, _DAY, _LETTERS, _TOP, number_format=DATE)
    sheet = book.create_sheet(table.title[:31])
    keep_head(sheet, (column.width for column in table.columns), row=1, column="B", last=len(table.rows) + 1)
    sheet.append([_cell(sheet, column.name, _HEAD) for column in table.columns])
    for row in table.rows:
        sheet.append([_cell(sheet, value, _BODY) if value or value == 0 else None for value in row])
    return saved(book, Head(title=table.title, subject=table.title, author=author, date=modified))


def _cell(sheet: Sheet, value: Cell, style: str) -> SheetCell:
    cell = WriteOnlyCell(sheet)
    cell.style = _DAY if isinstance(value, datetime.date) else style
    if isinstance(value, str):
        return put(cell, value)
    cell.value = value
    return cell
