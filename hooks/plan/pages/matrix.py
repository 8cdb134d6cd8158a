"""Agencies by task areas as a table: a role, in a word, wherever an agency carries out something of an area; and beneath it
what the document leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .. import published
from ..gaps import Gaps, NamedBody, gaps
from ..model import Agency, Provision, TaskArea
from .leaf import Leaf, listed
from .page import Link, Page

INDEX: Link = ("Ma trận", "ma-tran/")
COLUMNS = 24
"""More areas than these nobody reads across, and the empty cells alone would outgrow everything else in the plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An agency's row: the duties over everything, and those of each area."""

    agency: Markup
    whole: tuple[Markup, ...]
    cells: tuple[tuple[Markup, ...], ...]
    """The duties of each column; empty where the table has too many."""
    parts: tuple[tuple[Markup, tuple[Markup, ...]], ...]
    """Areas it has duties in, with these."""

    @property
    def only_whole(self) -> bool:
        return bool(self.whole) and not self.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The whole table, and what its empty places say."""

    columns: tuple[tuple[str, Markup, str, str], ...]
    """Number, short title, address, class of the colour."""
    lines: tuple[Line, ...]
    empty_columns: tuple[Markup, ...]
    empty_lines: tuple[Markup, ...]

    @property
    def is_wide(self) -> bool:
        """Too many columns to be read across: every agency's areas are listed instead, and the table stays in the files."""
        return len(self.columns) > COLUMNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One kind of gap: what was asked, how many there are, and each of them."""

    id: str
    title: str
    meaning: str
    none: str
    """What is said when there is none."""
    lines: tuple[Markup, ...]


def table(leaf: Leaf) -> Table:
    plan = leaf.plan
    held: dict[tuple[str | None, str], list[Provision]] = {}
    areas: dict[str | None, list[TaskArea]] = {}
    for area in plan.task_areas:
        for duty in plan.area_responsibilities(area):
            if (duty.agency, area.id) not in held:
                areas.setdefault(duty.agency, []).append(area)
            held.setdefault((duty.agency, area.id), []).append(duty)
    rows = ((agency, [(area, held[agency.id, area.id]) for area in areas.get(agency.id, ())]) for agency in plan.agencies)
    lines = tuple(_line(leaf, agency, row) for agency, row in rows)
    return Table(
        columns=tuple(_column(leaf, area) for area in plan.task_areas), lines=lines,
        empty_columns=tuple(_area(leaf, area) for area in plan.task_areas if not plan.area_responsibilities(area)),
        empty_lines=tuple(line.agency for line in lines if not line.whole and not line.parts),
    )  # fmt: skip


def _column(leaf: Leaf, area: TaskArea) -> tuple[str, Markup, str, str]:
    heading = leaf.plan.provision(area.id)
    return heading.number, leaf.unbroken(heading.short_title), leaf.href(area.url), leaf.area_class(area.id)


def _area(leaf: Leaf, area: TaskArea) -> Markup:
    return leaf.link(area.url, leaf.plan.area_name(area.id))


def _line(leaf: Leaf, agency: Agency, held: list[tuple[TaskArea, list[Provision]]]) -> Line:
    plan = leaf.plan
    whole = tuple(_duty(leaf, p) for p in plan.whole_plan_responsibilities if p.agency == agency.id)
    duties = {area.id: tuple(_duty(leaf, p) for p in found) for area, found in held}
    cells = tuple(duties.get(area.id, ()) for area in plan.task_areas) if len(plan.task_areas) <= COLUMNS else ()
    parts = tuple((_area(leaf, area), duties[area.id]) for area, _ in held)
    return Line(agency=leaf.party(agency.id), whole=whole, cells=cells, parts=parts)


def _duty(leaf: Leaf, duty: Provision) -> Markup:
    """Role as a link to the responsibility; its name is for those who do not see where it stands."""
    plan = leaf.plan
    return Markup('<a href="{}">{}<span class="visually-hidden">: {}</span></a>').format(
        leaf.href(plan.url(duty)), leaf.role(duty.role), duty.short_title
    )


def page(leaf: Leaf) -> Page:
    plan = leaf.plan
    return leaf.page(
        "matrix.html.j2", kind="matrix", title=INDEX[0], table=table(leaf), roles=roles(leaf), gaps=report(leaf),
        forms=tuple((form.upper(), leaf.href(published.table("matrix", form))) for form in ("csv", "xlsx")),
        description=f"Cơ quan nào giữ vai trò gì trong từng nhiệm vụ của {plan.name}, trên một bảng.",
    )  # fmt: skip


def roles(leaf: Leaf) -> tuple[tuple[Markup, str], ...]:
    """The vocabulary: each role with its meaning."""
    return tuple((leaf.role(role.id), role.meaning) for role in leaf.plan.site.roles)


# -- what the document leaves open ---------------------------------------------------------------------------------


def report(leaf: Leaf) -> tuple[Gap, ...]:
    """Every kind of gap, those of which there is none included."""
    found = gaps(leaf.plan)
    lead = leaf.plan.site.roles[0].id
    return (
        Gap(
            id="viec-chua-neu-ai", title="Việc chưa nêu ai làm", none="Mọi việc đều có cơ quan được nêu.",
            meaning="Chỗ của phần nhiệm vụ mà phần phân công không nêu cơ quan nào cho riêng việc đó.",
            lines=tuple(_provision(leaf, p) for p in found.unowned),
        ),
        Gap(
            id="nhiem-vu-khong-ai-dung-dau", title=f"Nhiệm vụ không nêu ai {lead} riêng",
            none=f"Nhiệm vụ nào cũng có cơ quan {lead}.",
            meaning=f"Có thể có cơ quan làm, hoặc {lead} chung mọi nhiệm vụ, nhưng không cơ quan nào {lead} riêng nhiệm vụ này.",
            lines=tuple(_area(leaf, area) for area in found.leaderless),
        ),
        Gap(
            id="trach-nhiem-khong-gan", title="Trách nhiệm chưa gắn với nhiệm vụ nào",
            none="Trách nhiệm nào cũng gắn với phần nhiệm vụ.",
            meaning=f"Biên tập chưa thấy lời văn nối với phần nhiệm vụ. {len(found.whole)} trách nhiệm khác gắn với mọi nhiệm vụ "
            "cùng lúc, không tính ở đây.",
            lines=tuple(_duty_line(leaf, p) for p in found.untied),
        ),
        _undated(leaf, found),
        Gap(
            id="noi-khong-co-muc", title="Nơi được nêu tên mà không có mục riêng", none="Không có nơi nào như vậy.",
            meaning="Được nhắc trong lời văn, nhưng phần phân công không có mục nào cho nơi ấy.",
            lines=tuple(_body(leaf, named) for named in found.bodies),
        ),
    )  # fmt: skip


def _undated(leaf: Leaf, found: Gaps) -> Gap:
    told = Markup("{}: chỉ nói {}")
    return Gap(
        id="viec-khong-co-ngay", title="Việc không có ngày", none="Việc nào cũng có ngày.",
        meaning=f"Chỉ {len(found.dated)} việc có ngày trong lịch; {len(found.undated)} việc nói nhịp mà không nêu ngày; "
        f"{len(found.timeless)} việc không nói gì về thời gian.",
        lines=(
            *(told.format(_duty_line(leaf, p), listed(_said(t.text) for t in p.timings)) for p in found.undated),
            *(_duty_line(leaf, p) for p in found.timeless),
        ),
    )  # fmt: skip


def _said(words: str) -> Markup:
    return Markup('<q class="said">{}</q>').format(words)


def _provision(leaf: Leaf, provision: Provision) -> Markup:
    return Markup("{} {}").format(leaf.provision(provision), provision.short_title)


def _duty_line(leaf: Leaf, provision: Provision) -> Markup:
    whose = Markup(" <small>{}</small>").format(leaf.party(provision.agency)) if provision.agency else Markup("")
    return _provision(leaf, provision) + whose


def _body(leaf: Leaf, named: NamedBody) -> Markup:
    how = "" if named.does else ", chỉ được nhắc tên"
    return Markup("{} <small>ở {}{}</small>").format(leaf.party(named.body.id), listed(map(leaf.provision, named.places)), how)
