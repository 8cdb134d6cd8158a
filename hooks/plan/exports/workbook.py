"""Workbooks: letters, styles, cells that are texts, a head that stays in sight, and a file with no trace of the clock.

What the library keeps to itself is reached for here and nowhere else.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from .packed import CORE, Head, packed, properties, unpacked
from .spreadsheet import escaped, is_taken_for_more

Sheet = Worksheet | WriteOnlyWorksheet
DATE = "dd/mm/yyyy"


def new_book(font: Font, *, streamed: bool = False) -> Workbook:
    """Columns are measured in digits of the first font: it must be the one the sheets are written in."""
    book = Workbook(write_only=streamed)
    book._fonts = IndexedList()  # type: ignore[attr-defined]  # the library keeps it to itself
    book._named_styles["Normal"].font = font  # type: ignore[attr-defined]  # likewise
    return book


def add_style(
    book: Workbook, name: str, font: Font, alignment: Alignment, *,
    border: Border | None = None, fill: PatternFill | None = None, number_format: str = "General",
) -> None:  # fmt: skip
    """A style that cells share by its name: `cell.style = name`, before anything else is said of the cell."""
    style = NamedStyle(name, font=font, alignment=alignment, border=border, fill=fill, number_format=number_format)
    book.add_named_style(style)


def put(cell: Cell, text: str) -> Cell:
    """A text is a text: what looks like more is none, not even after somebody edits the cell."""
    cell.value, cell.data_type = escaped(text), "s"
    if is_taken_for_more(text):
        cell.quotePrefix = True
    return cell


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    found = sheet.cell(row, column)
    assert isinstance(found, Cell), "no sheet of ours has merged cells"
    return found


def keep_head(sheet: Sheet, widths: Iterable[float], *, row: int, column: str, last: int) -> None:
    """The head in `row` stays in sight and on every page, as do the columns before `column`; it filters down to `last`."""
    letter = "A"
    for number, width in enumerate(widths, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = width  # type: ignore[union-attr]  # a streamed sheet has them, its stub lacks them
    sheet.freeze_panes = f"{column}{row + 1}"
    sheet.auto_filter.ref = f"A{row}:{letter}{last}"  # type: ignore[union-attr]  # likewise
    sheet.print_title_rows = f"1:{row}"


def saved(book: Workbook, head: Head) -> bytes:
    """The file, with its head."""
    buffer = io.BytesIO()
    book.save(buffer)
    return packed({**unpacked(buffer.getvalue()), CORE: properties(head)})
