"""Bảng theo dõi: a workbook with a row for every duty of an agency, and columns for who does it, how far it is."""

from __future__ import annotations

import datetime
import io
import textwrap
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from ...model import Plan, Provision
from ...references import NUMBERED_KINDS
from ...vietnamese import short_date
from ..packed import CORE, packed, properties, unpacked
from ..spreadsheet import escaped, is_taken_for_more
from .paper import FONT
from .told import Task, Told, head, listed, provenance

STATES = ("Chưa làm", "Đang làm", "Đã xong", "Vướng mắc")
_COLUMNS = (
    ("Mã", 7), ("Viện dẫn", 13), ("Nguyên văn", 38), ("Vai trò (biên tập)", 9), ("Phối hợp", 13),
    ("Nội dung thực hiện (biên tập)", 13), ("Văn bản được dẫn", 12), ("Thời hạn", 10), ("Người phụ trách", 11),
    ("Trạng thái", 10), ("Ngày hoàn thành", 12), ("Kết quả", 16), ("Ghi chú", 12),
)  # fmt: skip
"""Head and width in characters."""
_STATE, _DONE = "J", "K"
_HEAD = 4
"""The row of the heads; what the workbook is stands above it."""
_WIDE = 80
"""Width of the sheet that tells about the workbook."""
_SPARE = 40
"""Rows below the last duty where the choice and the date are offered too."""
_LAST_DAY = datetime.date(2099, 12, 31)
_SIZE, _LINE, _LETTERS = 12, 15.75, 1.15
"""Points of the letters and of a line; letters in the width of a digit, of which the end of a line leaves one empty."""
_TALLEST = 409
"""Points that a row may have."""


class _Fitted(RowDimension):
    """A height reckoned here that a program may reckon anew when more is written into the row."""

    customHeight = False  # noqa: N815


def file(told: Told, name: str, site_url: str) -> bytes:
    book = _book()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Theo dõi"
    _fill(sheet, told, name)
    _check(sheet, told.plan, _HEAD + len(told.tasks) + _SPARE)
    _set_page(sheet, told.agency.name)
    _about(book.create_sheet("Về bảng này"), told, site_url)
    buffer = io.BytesIO()
    book.save(buffer)
    return packed({**unpacked(buffer.getvalue()), CORE: properties(**head(told, name))})


def _book() -> Workbook:
    """Columns are measured in digits of the first font: it must be the one the sheet is written in."""
    book = Workbook()
    book._fonts.clear()
    book._named_styles["Normal"].font = Font(name=FONT, size=_SIZE)
    return book


def cells_of(plan: Plan, task: Task) -> tuple[str, ...]:
    """The columns that the plan fills; the rest is the agency's."""
    return (
        _mark(plan, task.provision), task.citation, "\n".join(part.text for part in task.parts),
        task.role if task.is_certain else f"{task.role} (chưa chắc)",
        listed(task.partners), listed((*task.areas, *(carried.path for carried in task.carried))), listed(task.documents),
        listed(task.times, "văn bản không nêu"), "", "", "", "", "",
    )  # fmt: skip


def _mark(plan: Plan, provision: Provision) -> str:
    """Its id; words for what is known by its place alone."""
    return provision.id if provision.kind in (*NUMBERED_KINDS, "paragraph") else plan.short_path(provision)


def _fill(sheet: Worksheet, told: Told, name: str) -> None:
    letters = Font(name=FONT, size=_SIZE)
    _put(sheet.cell(1, 1), f"{name} – {told.agency.name}").font = Font(name=FONT, size=14, bold=True)
    nothing = "" if told.tasks else " Văn bản không giao việc nào cho cơ quan này."
    _put(sheet.cell(2, 1), f"Theo {told.plan.cite_self}.{nothing}").font = letters
    _put(sheet.cell(3, 1), told.today).font = letters
    line = Side(style="thin", color="7F7F7F")
    frame = Border(line, line, line, line)
    head = _style(
        sheet.cell(_HEAD, 1), font=Font(name=FONT, size=_SIZE, bold=True), border=frame,
        fill=PatternFill("solid", fgColor="E7E6E6"), alignment=Alignment("center", "center", wrap_text=True),
    )  # fmt: skip
    body = _style(sheet.cell(_HEAD + 1, 1), font=letters, border=frame, alignment=Alignment("left", "top", wrap_text=True))
    _write(sheet, _HEAD, [name for name, _ in _COLUMNS], head)
    for at, task in enumerate(told.tasks, _HEAD + 1):
        _write(sheet, at, cells_of(told.plan, task), body)
    for at, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for at in range(_HEAD + 1, _HEAD + len(told.tasks) + _SPARE + 1):
        sheet[f"{_DONE}{at}"].number_format = "dd/mm/yyyy"


def _put(cell: Cell, text: str) -> Cell:
    """A text is a text: what begins like a formula is none, not even after somebody edits the cell."""
    cell.value, cell.data_type = escaped(text), "s"
    cell.quotePrefix = is_taken_for_more(text)
    return cell


def _style(cell: Cell, **form: object) -> StyleArray:
    """The style of a cell after it is given a form, to share with others."""
    for name, value in form.items():
        setattr(cell, name, value)
    return cell._style


def _write(sheet: Worksheet, row: int, texts: Sequence[str], style: StyleArray) -> None:
    for at, text in enumerate(texts, 1):
        cell = sheet.cell(row, at)
        cell._style = StyleArray(style)
        if text:
            _put(cell, text)
    _set_height(sheet, row, max(_lines(text, width) for text, (_, width) in zip(texts, _COLUMNS, strict=True)))


def _set_height(sheet: Worksheet, row: int, lines: int) -> None:
    sheet.row_dimensions[row] = _Fitted(sheet, index=row, ht=min(lines * _LINE + 4, _TALLEST))


def _lines(text: str, width: int) -> int:
    return sum(max(1, len(textwrap.wrap(part, int(width * _LETTERS) - 1))) for part in text.split("\n"))


def _check(sheet: Worksheet, plan: Plan, last: int) -> None:
    choice = DataValidation(
        type="list", formula1=f'"{",".join(STATES)}"', allow_blank=True, showErrorMessage=True,
        errorTitle="Trạng thái", error=f"Chọn một trong: {', '.join(STATES)}.",
    )  # fmt: skip
    first = to_excel(plan.date)
    date = DataValidation(
        type="date", operator="between", formula1=f"{first:.0f}", formula2=f"{to_excel(_LAST_DAY):.0f}", allow_blank=True,
        showErrorMessage=True, errorTitle="Ngày hoàn thành",
        error=f"Gõ ngày/tháng/năm, từ {short_date(plan.date)}, ví dụ {short_date(plan.date)}.",
    )  # fmt: skip
    for column, check in ((_STATE, choice), (_DONE, date)):
        check.add(f"{column}{_HEAD + 1}:{column}{last}")
        sheet.add_data_validation(check)


def _set_page(sheet: Worksheet, name: str) -> None:
    """A4 across, as wide as the page, the heads and the agency's name on every page."""
    last = max(sheet.max_row - _SPARE, _HEAD + 1)
    sheet.freeze_panes = f"C{_HEAD + 1}"
    sheet.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(_COLUMNS))}{last}"
    sheet.print_title_rows = f"1:{_HEAD}"
    _fit(sheet, "landscape")
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.6, 0.7, 0.35
    sheet.oddFooter.left.text = name.replace("&", "&&")
    sheet.oddFooter.right.text = "Trang &P/&N"


def _fit(sheet: Worksheet, orientation: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _about(sheet: Worksheet, told: Told, site_url: str) -> None:
    """Whose words stand where; on a sheet of its own, so that it is never in the way."""
    _fit(sheet, "portrait")
    sheet.column_dimensions["A"].width = _WIDE
    texts = (
        f"{told.agency.name}. {told.today}",
        f"Tên mục: “{told.item.text}” ({told.plan.cite_path(told.item)})",
        provenance(told, site_url, official="Lời ở cột “Nguyên văn”"),
        *(f"{_mark(told.plan, task.provision)}. {reason}" for task in told.bound for reason in task.reasons),
        *(f"{_mark(told.plan, task.provision)}. Chưa chắc áp dụng: {doubt}" for task in told.bound for doubt in task.doubts),
    )
    for at, text in enumerate(texts, 1):
        cell = _put(sheet.cell(at, 1), text)
        cell.font, cell.alignment = Font(name=FONT, size=_SIZE), Alignment("left", "top", wrap_text=True)
        _set_height(sheet, at, _lines(text, _WIDE))
