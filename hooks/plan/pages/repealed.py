"""The page of what was repealed: its address still answers, and says by what, since when, and what it said."""

from __future__ import annotations

from collections.abc import Iterator

from .. import published
from ..model import Plan, Repealed
from .amended import gone, line, stood_as
from .leaf import Leaf
from .page import Link, Page
from .proposals import of_repealed
from .text import INDEX


def pages(plan: Plan) -> dict[str, tuple[Repealed, ...]]:
    """Address -> what was at home there, for pages that nothing in force has."""
    kept = {INDEX[1], *(area.url for area in plan.task_areas), *(agency.url for agency in plan.agencies)}
    kept |= {plan.page_of(provision) for provision in plan.provisions}
    found: dict[str, tuple[Repealed, ...]] = {}
    for repealed in plan.repealed:
        if repealed.page not in kept:
            found[repealed.page] = (*found.get(repealed.page, ()), repealed)
    return found


def page(leaf: Leaf, rows: tuple[Repealed, ...]) -> Page:
    first = rows[0]
    here = {row.provision.id for row in rows}
    name = first.change.amendment.name
    path = stood_as(leaf.plan, first)
    return leaf.page(
        "repealed.html.j2", kind="repealed", title=f"{path}: {first.provision.short_title} (đã bị bãi bỏ)",
        description=f"{path} {leaf.plan.called} đã bị bãi bỏ bởi {name}.", crumbs=tuple(_above(leaf.plan, first)),
        name=path, provision=first.provision, line=line(leaf, first.change),
        text=leaf.href(f"{INDEX[1]}#{first.provision.fragment}"),
        place=leaf.plan.place_of("modification", first.change.id),
        files=tuple(old for old, row in published.repealed(leaf.plan).items() if row.provision.id in here and "#" not in old),
        rows=tuple((gone(leaf, row), of_repealed(leaf, row)) for row in rows if row.provision.parent not in here),
    )  # fmt: skip


def _above(plan: Plan, repealed: Repealed) -> Iterator[Link]:
    """The agency's page, where the agency still has one in force."""
    agency = next((agency for agency in plan.agencies if agency.id == repealed.provision.agency), None)
    if agency:
        yield "Cơ quan", "co-quan/"
        yield agency.name, agency.url
