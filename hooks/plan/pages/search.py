"""The search page: a form, a place for results, the filters, and a way on for those without script or without luck.

Filters are native check boxes; their names and values are those of the address and of the index (`plan.search`).
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..search import facet_values
from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Tìm kiếm", "tim-kiem/")
_NAMES = {
    "co-quan": "Cơ quan",
    "vai-tro": "Vai trò",
    "nhiem-vu": "Nhiệm vụ",
    "doi-tuong": "Đối tượng",
    "van-ban": "Văn bản",
    "han": "Thời hạn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One group of check boxes: values with what they are called."""

    id: str
    name: str
    values: tuple[tuple[str, Markup], ...]


def filters(leaf: Leaf) -> tuple[Filter, ...]:
    """The filters that have a value to choose."""
    values = facet_values(leaf.plan)
    found = (Filter(id=f, name=_NAMES[f], values=tuple((v, leaf.unbroken(name)) for v, name in values[f])) for f in values)
    return tuple(made for made in found if made.values)


def page(leaf: Leaf) -> Page:
    return leaf.page(
        "search.html.j2",
        kind="search",
        title=INDEX[0],
        description=f"Tìm trong nguyên văn {leaf.plan.name}, có dấu hay không dấu đều được.",
        filters=filters(leaf),
        roles=[leaf.role(role.id) for role in leaf.plan.site.roles],
        example=next((duty for duty in leaf.plan.responsibilities), None),
    )
