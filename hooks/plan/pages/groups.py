"""Groups of people the wording names: their list, and one page each with every provision for them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..model import Provision
from ..schema import GroupEntry
from .entries import Row, row
from .leaf import Leaf
from .page import Link, Page
from .proposals import of_group

INDEX: Link = ("Đối tượng", "doi-tuong/")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group in a list."""

    name: str
    url: str
    icon: Markup
    lead: str
    count: int


def lines(leaf: Leaf) -> tuple[GroupLine, ...]:
    plan = leaf.plan
    return tuple(
        GroupLine(
            name=g.name,
            url=leaf.href(plan.group_url(g.id)),
            icon=leaf.icon(g.icon),
            lead=g.lead,
            count=len(plan.provisions_for(g.id)),
        )
        for g in plan.groups
    )


def index(leaf: Leaf) -> Page:
    return leaf.page(
        "groups.html.j2", kind="groups", title=INDEX[0], groups=lines(leaf),
        description=f"Những nhóm người mà {leaf.plan.name} nhắc tới, mỗi nhóm một trang.",
    )  # fmt: skip


def page(leaf: Leaf, group: GroupEntry, previous: Link | None, following: Link | None) -> Page:
    plan, found = leaf.plan, leaf.plan.provisions_for(group.id)
    tasks = tuple(_row(leaf, p) for p in found if p.area)
    duties = tuple(_row(leaf, p) for p in found if p.agency)
    others = tuple(_row(leaf, p) for p in found if not p.area and not p.agency)
    parts = (("Việc được nêu ở phần nhiệm vụ", tasks), ("Việc giao cho cơ quan", duties), ("Chỗ khác trong văn bản", others))
    return leaf.page(
        "group.html.j2", kind="group", title=group.name, description=group.lead, crumbs=(INDEX,),
        previous=previous, following=following, place=plan.place_of("group", group.id), group=group,
        proposal=of_group(leaf, group), icon=leaf.icon(group.icon),
        sections=tuple((name, rows) for name, rows in parts if rows), count=len(found),
    )  # fmt: skip


def _row(leaf: Leaf, provision: Provision) -> Row:
    return row(leaf, provision, level=3)


def links(leaf: Leaf) -> Markup:
    """All groups as a row of links."""
    return leaf.render("group-choice.html.j2", groups=lines(leaf))
