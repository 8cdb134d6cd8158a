"""Khung kế hoạch triển khai: the plan an agency makes to carry out its part, filled in with what the plan already says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Provision
from ...vietnamese import capital
from ..elements import Element
from .form import EMPTY, Cell, blank, closed, foot, heading, hint, letterhead, line, official, signature, table, title
from .listing import rows, wording
from .paper import WIDTH, Paper, upright
from .told import Task, Told, document_in_full, head, in_full, listed, provenance, said_under, subject

_SYMBOL = "KH"
_COLUMNS = (("STT", 12), ("Nhiệm vụ", 87), ("Đơn vị thực hiện", 23), ("Thời gian", 23), ("Sản phẩm", 20))
"""Head and width in millimetres."""


def file(paper: Paper, told: Told, name: str, site_url: str) -> bytes:
    blocks = [
        *letterhead(_SYMBOL),
        *title("KẾ HOẠCH", _about(told), WIDTH),
        line("LoiVan", hint(f"Khung cho {told.agency.name}. {told.today} Dùng khi cơ quan ban hành kế hoạch riêng")),
        *_grounds(told),
        line("LoiVan", blank("Tên cơ quan"), f" ban hành Kế hoạch triển khai thực hiện {told.plan.called}, cụ thể như sau:"),
        *_aims(told),
        *_tasks(told),
        *_money(told),
        *_reporting(told),
        *_organising(),
    ]
    end = line("LoiVan", f"Trên đây là Kế hoạch triển khai thực hiện {told.plan.called} của ", blank("tên cơ quan"))
    blocks = closed([*blocks, end])
    who = [(blank(f"nơi nhận để {what}"), ";") for what in ("thực hiện", "báo cáo")]
    blocks += [*signature((*who, ("Lưu: VT, ", blank("đơn vị soạn"), "."))), line("Ke"), upright(paper)]
    return paper.written(blocks, foot(provenance(told, site_url)), head(told, name))


def _about(told: Told) -> tuple[str, ...]:
    first, second = subject(told.plan)
    return f"Triển khai thực hiện {first}", second


def _grounds(told: Told) -> Iterator[Element]:
    """What the agency acts upon, then what its duties rest on, then the plan itself; the last ends with a full stop."""
    yield line("CanCu", "Căn cứ ", blank("văn bản quy định chức năng, nhiệm vụ, quyền hạn của cơ quan"), ";")
    for basis in told.dossier.basis:
        text, unknown = document_in_full(told.plan, basis.document)
        gaps = (piece for what in unknown for piece in (" ", blank(what)))
        keep = () if basis.is_ground else (" ", hint("Giữ hoặc bỏ"))
        yield line("CanCu", f"Căn cứ {text}", *gaps, *keep, ";")
    yield line("CanCu", f"Căn cứ {in_full(told.plan)}.")
    yield line("LoiVan", hint("Rà lại hiệu lực của từng căn cứ; bỏ căn cứ không dùng"))


def _aims(told: Told) -> Iterator[Element]:
    yield heading(1, "I. MỤC ĐÍCH, YÊU CẦU")
    yield heading(2, "1. Mục đích")
    timely = ", đúng thời hạn" if any(task.times for task in told.tasks) else ""
    yield line("LoiVan", f"Thực hiện đầy đủ{timely} các nhiệm vụ nêu tại {told.plan.called} thuộc phần việc của cơ quan.")
    yield from _quotes(told, said_under(told.plan, "mục đích", "mục tiêu"))
    yield line("LoiVan", blank("Mục đích riêng của cơ quan"))
    yield heading(2, "2. Yêu cầu")
    yield from _quotes(told, said_under(told.plan, "yêu cầu"))
    yield line("LoiVan", blank("Yêu cầu riêng của cơ quan"))


def _quotes(told: Told, provisions: Sequence[Provision]) -> Iterator[Element]:
    if provisions:
        yield line("LoiVan", f"{told.plan.called} nêu:", keep=True)
    for p in provisions:
        yield line("NguyenVan", official(p.text), f" ({told.plan.cite_path(p)})")


# -- the tasks -----------------------------------------------------------------------------------------------------


def _tasks(told: Told) -> Iterator[Element]:
    yield heading(1, "II. NHIỆM VỤ")
    if not told.own:
        where = capital(told.plan.cite_path(told.item))
        yield line("LoiVan", f"{where} nêu tên cơ quan, không nêu việc: ", official(told.item.text))
    if not told.tasks:
        yield line("LoiVan", blank("Nhiệm vụ do cơ quan tự đặt ra"))
        return
    yield table(f"Nhiệm vụ của {told.agency.name}", _COLUMNS, rows(told, _row))
    yield line("Ke")


def _row(number: int, task: Task) -> Sequence[Cell]:
    who, when, what = ([line("OBang", blank(name, EMPTY))] for name, _ in _COLUMNS[2:])
    about = wording(task)
    if task.partners:
        about.append(line("OBang", f"Phối hợp: {listed(task.partners)}."))
    if task.carried:
        about.append(line("OBang", f"Thực hiện nội dung: {listed(carried.path for carried in task.carried)}."))
    if task.doubts:
        about.append(line("OBang", hint(f"Giữ hoặc bỏ: {' '.join(task.doubts)}")))
    return [line("OBangGiua", str(number))], about, who, [line("OBang", said) for said in task.times] or when, what


# -- what follows --------------------------------------------------------------------------------------------------


def _money(told: Told) -> Iterator[Element]:
    yield heading(1, "III. KINH PHÍ")
    yield from _quotes(told, said_under(told.plan, "kinh phí"))
    yield line("LoiVan", blank("Nguồn, dự toán và cách bố trí kinh phí của cơ quan"))


def _reporting(told: Told) -> Iterator[Element]:
    """Every place that speaks of reporting, with its day as the plan gives it; none is made up."""
    yield heading(1, "IV. CHẾ ĐỘ BÁO CÁO")
    found = [(number, task) for number, task in enumerate(told.tasks, 1) if task.reports]
    if not any(task.times for _, task in found):
        yield line("LoiVan", f"{told.plan.called} không nêu thời hạn báo cáo nào cho cơ quan này.")
    for number, task in found:
        if task.times:
            yield line("LoiVan", f"- {capital(task.path)} (số {number} ở Mục II): {'; '.join(task.times)}.", *_as_printed(task))
    yield line("LoiVan", blank("Đơn vị làm đầu mối, nơi gửi và cách gửi báo cáo"))


def _as_printed(task: Task) -> Iterator[Element | str]:
    for deadline in (deadline for part in task.parts for deadline in part.deadlines):
        yield " Nguyên văn: "
        yield from official(deadline.text)
        yield "."


def _organising() -> Iterator[Element]:
    yield heading(1, "V. TỔ CHỨC THỰC HIỆN")
    yield line("LoiVan", "1. ", blank("Đơn vị đầu mối"), ": theo dõi, đôn đốc, tổng hợp, báo cáo lãnh đạo.")
    yield line("LoiVan", "2. ", blank("Các đơn vị thuộc cơ quan"), ": thực hiện nhiệm vụ nêu ở Mục II.")
    yield line("LoiVan", "3. ", blank("Phối hợp, kiểm tra, điều chỉnh kế hoạch"))
