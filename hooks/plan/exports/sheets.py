"""Tables as files: CSV and XLSX, so written that a spreadsheet shows what is in them and runs none of it.

CSV has no types: what a cell holds a spreadsheet guesses, and a text such as `-------` it takes for a formula, `1.` for a
number; such a text goes out guarded. XLSX says what is text; nothing is added.
"""

from __future__ import annotations

import csv
import datetime
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from .packed import CORE, packed, properties, unpacked
from .spreadsheet import escaped, guarded, is_taken_for_more
from .tables import Cell, Table

_TOP = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(bold=True)
_DATE = "dd/mm/yyyy"


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
    text = escaped(value) if isinstance(value, str) else None
    cell = WriteOnlyCell(sheet, value if text is None else text)
    cell.alignment = _TOP
    if font:
        cell.font = font
    if text is not None:
        cell.data_type = "s"
        cell.quotePrefix = is_taken_for_more(value)
    if isinstance(value, datetime.date):
        cell.number_format = _DATE
    return cell
