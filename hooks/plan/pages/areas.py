"""Task areas: their list, and one page each with every provision and who carries it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ..model import Provision, TaskArea
from .entries import row, trees
from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Nhiệm vụ", "nhiem-vu/")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """An area in a list."""

    number: str
    title: Markup
    short_title: str
    url: str
    icon: Markup
    colour: str
    counts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """A responsibility that carries out something of an area, and what of it."""

    role: Markup
    agency: Markup
    what: Markup
    for_: tuple[Markup, ...] = ()


def lines(leaf: Leaf) -> tuple[AreaLine, ...]:
    return tuple(_line(leaf, area) for area in leaf.plan.task_areas)


def _line(leaf: Leaf, area: TaskArea) -> AreaLine:
    heading = leaf.plan.provision(area.id)
    return AreaLine(
        number=heading.number, title=leaf.unbroken(heading.wording), short_title=heading.short_title,
        url=leaf.href(area.url), icon=leaf.icon(area.icon),
        colour=leaf.area_class(area.id), counts=_counts(leaf, area),
    )  # fmt: skip


def _counts(leaf: Leaf, area: TaskArea) -> str:
    """`5 việc, 6 cơ quan`; an area without parts is one thing to do."""
    parts = sum(1 for i in area.provisions if not leaf.plan.children(i))
    agencies = len({p.agency for p in leaf.plan.area_responsibilities(area)})
    doers = f"{agencies} cơ quan có phần việc" if agencies else "không cơ quan nào được nêu riêng"
    return f"{parts} việc, {doers}"


def index(leaf: Leaf) -> Page:
    plan = leaf.plan
    section = plan.task_section
    return leaf.page(
        "areas.html.j2", kind="areas", title=INDEX[0], areas=lines(leaf),
        description=f"{len(plan.task_areas)} nhiệm vụ của {plan.name}: {plan.site.name}.",
        section=leaf.wording.element(section, "p", anchor=False) if section else None,
        lead=section.lead if section else "", place=plan.place_of("provision", section.id) if section else None,
        everything=tuple(_doer(leaf, p) for p in plan.whole_plan_responsibilities),
    )  # fmt: skip


def page(leaf: Leaf, area: TaskArea, previous: Link | None, following: Link | None) -> Page:
    plan, heading = leaf.plan, leaf.plan.provision(area.id)
    official = heading.is_heading
    parts = trees(leaf, heading.id, 2)
    alone = None if official else row(leaf, heading)
    return leaf.page(
        "area.html.j2", kind="area", title=heading.short_title, description=heading.lead or plan.purpose,
        place=plan.place_of("area", area.id), crumbs=(INDEX,), previous=previous, following=following,
        heading=row(leaf, heading, tag="h1") if official else None, alone=alone,
        short_title=heading.short_title, lead=heading.lead, icon=leaf.icon(area.icon),
        colour=leaf.area_class(area.id), rows=parts, number=heading.number,
        doers=tuple(_doer(leaf, p, area) for p in plan.area_responsibilities(area)),
        everything=tuple(_doer(leaf, p) for p in plan.whole_plan_responsibilities),
        documents=tuple(leaf.document(d.id) for d in plan.documents_within(area.provisions)),
        groups=tuple(leaf.group(g.id) for g in plan.groups_within(area.provisions)),
        unowned=sum(1 for i in area.provisions if plan.is_unowned(plan.provision(i))),
    )  # fmt: skip


def _doer(leaf: Leaf, duty: Provision, area: TaskArea | None = None) -> Doer:
    inside = set(area.provisions) if area else set()
    return Doer(
        role=leaf.role(duty.role), agency=leaf.party(duty.agency or ""), what=leaf.provision(duty, duty.short_title),
        for_=tuple(_places(leaf, (s.provision for s in duty.supports if s.provision in inside))),
    )  # fmt: skip


def _places(leaf: Leaf, provision_ids: Iterable[str]) -> Iterable[Markup]:
    for provision_id in dict.fromkeys(provision_ids):
        yield leaf.provision(leaf.plan.provision(provision_id))
