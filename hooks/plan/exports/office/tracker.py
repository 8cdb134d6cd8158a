"""Bảng theo dõi: a workbook with a row for every duty of an agency, and columns for who does it, how far it is."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Sequence
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ...model import Plan, Provision
from ...references import NUMBERED_KINDS
from ...vietnamese import short_date
from ..workbook import DATE, add_style, cell_at, keep_head, new_book, put, saved
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
_FONT, _TOP = Font(name=FONT, size=_SIZE), Alignment("left", "top", wrap_text=True)
_TITLE, _HEADS, _BODY, _SAID = "Tên bảng", "Đầu cột", "Ô của bảng", "Lời về bảng"
"""Styles."""


class _Fitted(RowDimension):
    """A height reckoned here that a program may reckon anew when more is written into the row."""

    customHeight = False  # noqa: N815


def file(told: Told, name: str, site_url: str) -> bytes:
    book = new_book(_FONT)
    _add_styles(book)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Theo dõi"
    _fill(sheet, told, name)
    _check(sheet, told.plan, _HEAD + len(told.tasks) + _SPARE)
    _set_page(sheet, told.agency.name, len(told.tasks))
    _about(book.create_sheet("Về bảng này"), told, site_url)
    return saved(book, head(told, name))


def _add_styles(book: Workbook) -> None:
    line = Side(style="thin", color="7F7F7F")
    frame = Border(line, line, line, line)
    add_style(book, _TITLE, Font(name=FONT, size=14, bold=True), Alignment())
    add_style(
        book, _HEADS, Font(name=FONT, size=_SIZE, bold=True), Alignment("center", "center", wrap_text=True),
        border=frame, fill=PatternFill("solid", fgColor="E7E6E6"),
    )  # fmt: skip
    add_style(book, _BODY, _FONT, _TOP, border=frame)
    add_style(book, _SAID, _FONT, _TOP)


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
    title = cell_at(sheet, 1, 1)
    title.style = _TITLE
    put(title, f"{name} – {told.agency.name}")
    nothing = "" if told.tasks else " Văn bản không giao việc nào cho cơ quan này."
    put(cell_at(sheet, 2, 1), f"Theo {told.plan.cite_self}.{nothing}")
    put(cell_at(sheet, 3, 1), told.today)
    _write(sheet, _HEAD, [name for name, _ in _COLUMNS], _HEADS)
    for at, task in enumerate(told.tasks, _HEAD + 1):
        _write(sheet, at, cells_of(told.plan, task), _BODY)
    for at in range(_HEAD + 1, _HEAD + len(told.tasks) + _SPARE + 1):
        sheet[f"{_DONE}{at}"].number_format = DATE


def _write(sheet: Worksheet, row: int, texts: Sequence[str], style: str) -> None:
    for at, text in enumerate(texts, 1):
        cell = cell_at(sheet, row, at)
        cell.style = style
        if text:
            put(cell, text)
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


def _set_page(sheet: Worksheet, name: str, count: int) -> None:
    """A4 across, as wide as the page, the heads and the agency's name on every page."""
    keep_head(sheet, (width for _, width in _COLUMNS), row=_HEAD, column="C", last=_HEAD + max(count, 1))
    _fit(sheet, "landscape")
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.6, 0.7, 0.35
    foot = sheet.oddFooter
    assert foot is not None
    foot.left.text, foot.right.text = name.replace("&", "&&"), "Trang &P/&N"


def _fit(sheet: Worksheet, orientation: Literal["portrait", "landscape"]) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
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
        cell = cell_at(sheet, at, 1)
        cell.style = _SAID
        put(cell, text)
        _set_height(sheet, at, _lines(text, _WIDE))
