"""One page per responsibility: the wording large, whom it concerns, and which tasks it carries out and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..model import Plan, Provision, Repealed
from .amended import Gone, gone
from .dossier import INDEX
from .entries import Row, facts_of, row
from .fates import fates_of_duty
from .leaf import Leaf, Line
from .page import Link, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A task provision carried out, with the words on both sides that tie it."""

    path: Markup
    title: str
    reason: str
    here: str
    there: str
    area: Markup
    colour: str
    line: Line | None


def page(leaf: Leaf, duty: Provision, previous: Link | None, following: Link | None) -> Page:
    plan = leaf.plan
    agency = plan.agency(duty.agency or "")
    facts = tuple(fact for fact in facts_of(leaf, duty) if fact.kind != "tasks")
    below = tuple(_below(leaf, duty.id))
    return leaf.page(
        "responsibility.html.j2", kind="responsibility", place=plan.place_of("provision", duty.id),
        previous=previous, following=following,
        title=f"{duty.short_title} – {agency.name} ({duty.role})", description=f"{agency.name}, {duty.role}: {duty.lead}",
        crumbs=(INDEX, (agency.name, agency.url)),
        duty=duty, agency=agency, fates=fates_of_duty(leaf, duty), row=row(leaf, duty, facts=facts), below=below,
        ties=tuple(_tie(leaf, duty, i) for i in range(len(duty.supports))),
        role=leaf.role(duty.role), meaning=next(role.meaning for role in plan.site.roles if role.id == duty.role),
        siblings=tuple(
            (leaf.role(p.role), leaf.provision(p, p.short_title), leaf.path(p))
            for p in plan.responsibilities_of(agency.id)
            if p.id != duty.id
        ),
    )  # fmt: skip


def _below(leaf: Leaf, provision_id: str) -> Iterator[Row | Gone]:
    """What spells the duty out, one row after another."""
    for p in leaf.plan.under(provision_id):
        if isinstance(p, Repealed):
            yield gone(leaf, p)
        else:
            yield row(leaf, p)
            yield from _below(leaf, p.id)


def title(plan: Plan, duty: Provision) -> str:
    """How neighbours call it."""
    return f"{plan.agency(duty.agency or '').name}: {duty.short_title}"


def _tie(leaf: Leaf, duty: Provision, number: int) -> Tie:
    plan, support = leaf.plan, duty.supports[number]
    target = plan.provision(support.provision)
    area = leaf.link(plan.area(target.area).url, plan.provision(target.area).short_title) if target.area else Markup("")
    return Tie(
        path=leaf.provision(target), title=target.short_title, reason=support.reason, here=support.here, there=support.there,
        area=area if target.id != target.area else Markup(""), colour=leaf.area_class(target.area),
        line=leaf.line("provision", duty.id, "supports", number),
    )  # fmt: skip
