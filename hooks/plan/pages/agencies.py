"""Agencies: their list with the collectives, and one page each with everything the document asks of them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..model import Agency, Obligation, Provision
from .deadlines import Leaflet, leaflet
from .entries import Row, facts_of, row, tree
from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Cơ quan", "co-quan/")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """An agency in a list, with its duties counted by role."""

    number: str
    name: Markup
    url: str
    lead: str
    roles: tuple[tuple[Markup, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """A collective or another body, which has no item of its own."""

    id: str
    name: str
    lead: str
    is_collective: bool
    members: tuple[Markup, ...]
    doubtful: tuple[tuple[Markup, str], ...]
    bound: tuple[Markup, ...]
    partner: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A provision outside the agency's own item that binds it, with every reason why."""

    row: Row
    reasons: tuple[tuple[str, Markup | None, str | None], ...]
    """Why, the collective it is reached by, and why that is not certain."""
    leaflets: tuple[Leaflet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A place that names the agency."""

    path: Markup
    title: str
    excerpt: Markup


def lines(leaf: Leaf) -> tuple[AgencyLine, ...]:
    return tuple(_line(leaf, agency) for agency in leaf.plan.agencies)


def _line(leaf: Leaf, agency: Agency) -> AgencyLine:
    duties = leaf.plan.responsibilities_of(agency.id)
    counted = ((role.id, sum(1 for duty in duties if duty.role == role.id)) for role in leaf.plan.site.roles)
    return AgencyLine(
        number=agency.number, name=leaf.unbroken(agency.name), url=leaf.href(agency.url),
        lead=leaf.plan.provision(agency.provision).lead,
        roles=tuple((leaf.role(role), count) for role, count in counted if count),
    )  # fmt: skip


def index(leaf: Leaf) -> Page:
    plan = leaf.plan
    section = plan.agency_section
    bodies = tuple(_body(leaf, body_id) for body_id in (b.id for b in plan.bodies))
    return leaf.page(
        "agencies.html.j2", kind="agencies", title=INDEX[0],
        description=f"{len(plan.agencies)} cơ quan được {plan.name} giao việc, mỗi cơ quan một trang.",
        section=leaf.wording.element(section, "p", anchor=False) if section else None, lead=section.lead if section else "",
        place=section.place if section else None, agencies=lines(leaf),
        collectives=tuple(b for b in bodies if b.is_collective), others=tuple(b for b in bodies if not b.is_collective),
    )  # fmt: skip


def _body(leaf: Leaf, body_id: str) -> BodyLine:
    plan, body = leaf.plan, leaf.plan.body(body_id)
    return BodyLine(
        id=body.id, name=body.name, lead=body.lead, is_collective=body.kind == "collective",
        members=tuple(map(leaf.party, plan.members(body))),
        doubtful=tuple((leaf.party(doubt.agency), doubt.why) for doubt in body.doubtful),
        bound=tuple(leaf.provision(p) for p in plan.provisions if body.id in plan.bound_by(p)),
        partner=tuple(leaf.provision(p) for p in plan.partner_in(body.id)),
    )  # fmt: skip


def page(leaf: Leaf, agency: Agency, previous: Link | None, following: Link | None) -> Page:
    plan, heading = leaf.plan, leaf.plan.provision(agency.provision)
    duties = tuple(tree(leaf, child, 3) for child in plan.children(heading.id))
    told: dict[str, list[Obligation]] = {}
    for obligation in plan.obligations_of(agency.id):
        told.setdefault(obligation.provision.id, []).append(obligation)
    obligations = tuple(_duty(leaf, agency, rows) for rows in told.values())
    return leaf.page(
        "agency.html.j2", kind="agency", title=heading.short_title, description=heading.lead, place=heading.place,
        crumbs=(INDEX,), previous=previous, following=following,
        agency=agency, heading=row(leaf, heading, tag="h1" if heading.is_heading else "p", facts=()), lead=heading.lead,
        icon=leaf.icon(agency.icon), duties=duties, count=len(plan.responsibilities_of(agency.id)), obligations=obligations,
        certain=sum(1 for rows in told.values() if any(not o.doubt for o in rows)),
        dues=len(plan.deadlines_of(agency.id)), partner=_partner(leaf, agency.id), through=_through(leaf, agency.id),
        named=tuple(
            _named(leaf, p, agency.id) for p in plan.named_in(agency.id) if p.id not in told and agency.id not in p.partners
        ),
    )  # fmt: skip


def _duty(leaf: Leaf, agency: Agency, obligations: list[Obligation]) -> Duty:
    provision = obligations[0].provision
    facts = tuple(fact for fact in facts_of(leaf, provision) if fact.kind != "bound")
    return Duty(
        row=row(leaf, provision, level=3, facts=facts),
        reasons=tuple((o.why, leaf.party(o.through) if o.through else None, o.doubt) for o in obligations),
        leaflets=tuple(leaflet(leaf, due) for due in leaf.plan.deadlines_of(agency.id) if due.provision.id == provision.id),
    )  # fmt: skip


def _partner(leaf: Leaf, agency_id: str) -> tuple[Markup, ...]:
    return tuple(duty_words(leaf, p) for p in leaf.plan.partner_in(agency_id))


def _through(leaf: Leaf, agency_id: str) -> tuple[tuple[Markup, bool, tuple[Markup, ...]], ...]:
    """Collectives that are partners: their name, whether the agency is certainly one of them, the responsibilities."""
    plan = leaf.plan
    found = []
    for body in plan.bodies:
        duties = tuple(p for p in plan.partner_in(body.id) if p.agency != agency_id)
        if duties and agency_id in plan.reached_by(body.id):
            found.append((leaf.party(body.id), agency_id in plan.members(body), tuple(duty_words(leaf, p) for p in duties)))
    return tuple(found)


def duty_words(leaf: Leaf, duty: Provision) -> Markup:
    """A responsibility of another agency in one line."""
    return Markup("{} {}: {} {}").format(
        leaf.role(duty.role), leaf.party(duty.agency or ""), leaf.provision(duty, duty.short_title), leaf.path(duty)
    )


def _named(leaf: Leaf, provision: Provision, agency_id: str) -> Named:
    return Named(path=leaf.provision(provision), title=provision.short_title, excerpt=leaf.wording.excerpt(provision, agency_id))


def choice(leaf: Leaf) -> Markup:
    """Choose an agency: a list of links, so that it works everywhere."""
    return leaf.render("agency-choice.html.j2", agencies=lines(leaf))
