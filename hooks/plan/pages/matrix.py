"""Agencies by task areas as a table: a role, in a word, wherever an agency carries out something of an area."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..model import Agency, Provision, TaskArea
from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Ma trận", "ma-tran/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An agency's row: the duties over everything, and those of each area."""

    agency: Markup
    whole: tuple[Markup, ...]
    cells: tuple[tuple[Markup, ...], ...]

    @property
    def only_whole(self) -> bool:
        return bool(self.whole) and not any(self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The whole table, and what its empty places say."""

    columns: tuple[tuple[str, Markup, str, str], ...]
    """Number, short title, address, class of the colour."""
    lines: tuple[Line, ...]
    empty_columns: tuple[Markup, ...]
    empty_lines: tuple[Markup, ...]


def table(leaf: Leaf) -> Table:
    plan = leaf.plan
    lines = tuple(_line(leaf, agency) for agency in plan.agencies)
    return Table(
        columns=tuple(_column(leaf, area) for area in plan.task_areas), lines=lines,
        empty_columns=tuple(_area(leaf, area) for area in plan.task_areas if not plan.area_responsibilities(area)),
        empty_lines=tuple(line.agency for line in lines if not line.whole and not any(line.cells)),
    )  # fmt: skip


def _column(leaf: Leaf, area: TaskArea) -> tuple[str, Markup, str, str]:
    heading = leaf.plan.provision(area.id)
    return heading.number, leaf.unbroken(heading.short_title), leaf.href(area.url), leaf.area_class(area.id)


def _area(leaf: Leaf, area: TaskArea) -> Markup:
    heading = leaf.plan.provision(area.id)
    return leaf.link(area.url, f"{heading.number}. {heading.short_title}")


def _line(leaf: Leaf, agency: Agency) -> Line:
    plan = leaf.plan
    whole = tuple(_duty(leaf, p) for p in plan.whole_plan_responsibilities if p.agency == agency.id)
    cells = tuple(
        tuple(_duty(leaf, p) for p in plan.area_responsibilities(area) if p.agency == agency.id) for area in plan.task_areas
    )
    return Line(agency=leaf.party(agency.id), whole=whole, cells=cells)


def _duty(leaf: Leaf, duty: Provision) -> Markup:
    """Role as a link to the responsibility; its name is for those who do not see where it stands."""
    plan = leaf.plan
    return Markup('<a href="{}">{}<span class="visually-hidden">: {}</span></a>').format(
        leaf.href(plan.url(duty)), leaf.role(duty.role), duty.short_title
    )


def page(leaf: Leaf) -> Page:
    plan = leaf.plan
    return leaf.page(
        "matrix.html.j2", kind="matrix", title=INDEX[0], table=table(leaf), roles=roles(leaf),
        description=f"Cơ quan nào giữ vai trò gì trong từng nhiệm vụ của {plan.name}, trên một bảng.",
    )  # fmt: skip


def roles(leaf: Leaf) -> tuple[tuple[Markup, str], ...]:
    """The vocabulary: each role with its meaning."""
    return tuple((leaf.role(role.id), role.meaning) for role in leaf.plan.site.roles)
