"""Khung báo cáo năm: the yearly report of an agency, with a row for every duty; the results are to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...vietnamese import capital
from ..elements import Element
from .form import (
    DOTS,
    EMPTY,
    Cell,
    annex_title,
    blank,
    closed,
    foot,
    heading,
    hint,
    letterhead,
    line,
    official,
    signature,
    table,
    title,
)
from .listing import rows, wording
from .paper import WIDE, WIDTH, Paper, across, upright
from .told import Task, Told, head, in_full, provenance, subject

_SYMBOL = "BC"
_COLUMNS = (("STT", 12), ("Nhiệm vụ", 100), ("Kết quả", 52), ("Khó khăn, vướng mắc", 48), ("Đề xuất", 40))
"""Head and width in millimetres."""
_YEAR = f"năm {DOTS}"


def file(paper: Paper, told: Told, name: str, site_url: str) -> bytes:
    turn = line("Ke")
    turn[0].append(upright(paper))
    blocks = [
        *letterhead(_SYMBOL),
        *title("BÁO CÁO", _about(told), WIDTH),
        line("KinhGui", "Kính gửi: ", blank("nơi nhận báo cáo")),
        line("LoiVan", hint(f"Khung cho {told.agency.name}. {told.today}")),
        *_when(told),
        line("LoiVan", f"Thực hiện {in_full(told.plan)}, ", blank("tên cơ quan"), f" báo cáo kết quả {_YEAR} như sau:"),
        *_content(),
        *signature((("Như trên;",), (blank("nơi nhận khác"), ";"), ("Lưu: VT, ", blank("đơn vị soạn"), "."))),
        turn,
        *_annex(told),
        across(paper),
    ]
    return paper.written(blocks, foot(provenance(told, site_url)), head(told, name))


def _about(told: Told) -> tuple[str, ...]:
    first, second = subject(told.plan)
    return f"Kết quả thực hiện {first}", f"{second}, {_YEAR}"


def _when(told: Told) -> Iterator[Element]:
    """Until when and to whom, as far as the plan says it, in its own words."""
    said = [task for task in told.tasks if task.reports and task.times]
    if not said:
        yield line("LoiVan", hint("Văn bản không nêu hạn báo cáo nào cho cơ quan này. Bỏ dòng này khi gửi"))
        return
    yield line("LoiVan", hint("Hạn và nơi gửi theo văn bản; bỏ từ dòng này tới hết lời trích khi gửi"))
    for task in said:
        yield line("LoiVan", hint(f"{capital(task.path)}: {'; '.join(task.times)}.{''.join(_doubt(task))}"))
        yield from (line("NguyenVan", official(part.text)) for part in task.parts)


def _doubt(task: Task) -> Iterator[str]:
    yield from (f" Vì sao chưa chắc: {doubt}" for doubt in task.doubts)


def _content() -> list[Element]:
    blocks = [
        heading(1, "I. TÌNH HÌNH TRIỂN KHAI"),
        line("LoiVan", blank("Văn bản đã ban hành, việc đã tổ chức, đã kiểm tra trong năm")),
        heading(1, "II. KẾT QUẢ THỰC HIỆN"),
        line("LoiVan", blank("Kết quả chính trong năm"), ". Kết quả từng nhiệm vụ nêu tại Phụ lục kèm theo."),
        heading(1, "III. KHÓ KHĂN, VƯỚNG MẮC"),
        line("LoiVan", blank("Khó khăn, vướng mắc và nguyên nhân")),
        heading(1, "IV. ĐỀ XUẤT, KIẾN NGHỊ"),
        line("LoiVan", blank("Đề xuất, kiến nghị và nơi giải quyết")),
        heading(1, "V. NHIỆM VỤ NĂM TIẾP THEO"),
        line("LoiVan", blank("Nhiệm vụ trọng tâm năm tiếp theo")),
    ]
    return closed(blocks)


def _annex(told: Told) -> Iterator[Element]:
    yield from annex_title(f"Kết quả thực hiện từng nhiệm vụ {_YEAR}", "Báo cáo", _SYMBOL, WIDE)
    if not told.tasks:
        yield line("LoiVan", "Văn bản không giao việc nào cho cơ quan này.")
        yield line("LoiVan", blank("Việc cơ quan tự làm, nếu có"))
        return
    yield table(f"Kết quả của {told.agency.name}", _COLUMNS, rows(told, _row))
    yield line("Ke")


def _row(number: int, task: Task) -> Sequence[Cell]:
    results = ([line("OBang", blank(name, EMPTY))] for name, _ in _COLUMNS[2:])
    return [line("OBangGiua", str(number))], wording(task), *results
