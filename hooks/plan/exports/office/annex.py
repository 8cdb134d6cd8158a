"""Phụ lục nhiệm vụ: everything the plan asks of one agency, to go with a paper the agency issues."""

from __future__ import annotations

from collections.abc import Iterator

from ...duties import Basis
from ...model import Plan, Provision
from ...vietnamese import capital
from ..elements import Element
from .form import ROMAN, annex_title, closed, foot, heading, hint, line, official, words
from .paper import WIDTH, Paper, upright
from .told import Carried, Task, Told, document_in_full, head, in_full, listed, provenance

Part = tuple[str, list[Element]]


def file(paper: Paper, told: Told, name: str, site_url: str) -> bytes:
    agency = told.agency
    parts = [part for part in (_own(told), _bound(told), _partner(told), _basis(told)) if part[1]]
    blocks = [*annex_title(f"Nhiệm vụ của {agency.name}", "Kế hoạch", "KH", WIDTH), *_opening(told)]
    for number, (title, content) in zip(ROMAN, parts, strict=False):
        blocks += [heading(1, f"{number}. {title.upper()}"), *content]
    return paper.written([*closed(blocks), upright(paper)], foot(provenance(told, site_url)), head(told, name))


def _opening(told: Told) -> Iterator[Element]:
    plan = told.plan
    yield line("LoiVan", words(told.agency.name, b=True), f". {told.today}")
    yield line("LoiVan", f"Phụ lục chép các nhiệm vụ nêu tại {in_full(plan)}.")
    if not told.tasks:
        yield line("LoiVan", "Văn bản không giao việc nào cho cơ quan này.")
    yield line(
        "LoiVan", hint("Lời trong ngoặc kép là nguyên văn. Tên ngắn, vai trò, lý do là lời biên tập của trang, sửa hoặc bỏ tùy ý")
    )


def _own(told: Told) -> Part:
    """The heading of the item always: it may be all the plan says of the agency."""
    plan, item = told.plan, told.item
    content = [line("LoiVan", f"Tên mục ({plan.cite_path(item)}):", keep=True), line("NguyenVan", official(item.text))]
    if not told.own:
        content.append(line("LoiVan", "Mục này chỉ nêu tên cơ quan, không nêu việc."))
    content += (block for number, task in enumerate(told.own, 1) for block in _task(number, task))
    return "Nhiệm vụ ở mục của cơ quan", content


def _bound(told: Told) -> Part:
    content = [block for number, task in enumerate(told.bound, 1) for block in _task(number, task)]
    return "Nghĩa vụ ở phần khác của văn bản", content


def _task(number: int, task: Task) -> Iterator[Element]:
    yield heading(2, f"{number}. {task.provision.short_title}")
    *above, last = task.parts
    yield from (line("NguyenVan", official(part.text)) for part in above)
    yield line("NguyenVan", official(last.text), f" ({task.citation})")
    if task.reasons:
        yield from (_fact("Chưa chắc áp dụng", doubt) for doubt in task.doubts)
        yield _fact("Vì sao", " ".join(task.reasons))
    else:
        yield _fact("Vai trò", f"{task.role}.")
        yield _fact("Phối hợp", f"{listed(task.partners, 'văn bản không nêu')}.")
        yield from _carried(task)
    if task.documents:
        yield _fact("Văn bản được dẫn", f"{listed(task.documents)}.")
    yield _fact("Thời hạn", f"{listed(task.times, 'văn bản không nêu')}.")


def _fact(label: str, text: str) -> Element:
    return line("LoiVan", "- ", words(f"{label}: ", b=True), text)


def _carried(task: Task) -> Iterator[Element]:
    if not task.carried:
        yield _fact("Thực hiện nội dung", "chưa nối được với điều khoản nào của phần nhiệm vụ.")
    elif len(task.carried) == 1:
        yield line("LoiVan", "- ", words("Thực hiện nội dung: ", b=True), *_tie(task.carried[0]), ".")
    else:
        yield line("LoiVan", "- ", words("Thực hiện các nội dung:", b=True), keep=True)
        yield from (line("LoiVan", "+ ", *_tie(carried), ".") for carried in task.carried)


def _tie(found: Carried) -> tuple[str | tuple[Element, ...], ...]:
    return (f"{capital(found.path)}: ", official(found.there), f" ({found.reason})")


# -- the rest of the plan ------------------------------------------------------------------------------------------


def _partner(told: Told) -> Part:
    """Others' duties that name the agency as a partner; in one breath those that may mean it by a common name."""
    plan, found = told.plan, told.dossier
    content: list[Element] = []
    if found.partner_in:
        content.append(line("LoiVan", "Được nêu đích danh là bên phối hợp:", keep=True))
        content += (line("LoiVan", f"- {_whose(plan, p)}: {p.short_title} ({plan.cite_path(p)}).") for p in found.partner_in)
    for through in found.through:
        others = [f"{_whose(plan, p)}, {plan.cite_path(p)}" for p in through.duties if p not in found.partner_in]
        if others:
            doubt = "" if through.is_certain else " (chưa chắc)"
            name = f"Có thể được gọi tới, tùy việc, qua cách gọi chung “{plan.party_name(through.body)}”{doubt}"
            content.append(line("LoiVan", f"{name}, ở việc của: {'; '.join(others)}."))
    return "Việc của cơ quan khác có phần phối hợp", content


def _whose(plan: Plan, duty: Provision) -> str:
    return f"{plan.party_name(duty.agency or '')} ({duty.role})"


def _basis(told: Told) -> Part:
    return "Văn bản làm cơ sở", [_ground(told.plan, basis) for basis in told.dossier.basis]


def _ground(plan: Plan, basis: Basis) -> Element:
    where = listed(map(plan.cite_path, basis.cited_in))
    return line("LoiVan", f"- {document_in_full(plan, basis.document)[0]} (dẫn tại {where}).")
