"""The list of agencies with the collectives and the other bodies named; the page of one agency is `dossier`'s affair."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..model import Agency
from .dossier import INDEX
from .fates import Fate, fates
from .leaf import Leaf, Line
from .page import Page

_MEMBERS = ("members", "members_with_role", "everyone")
"""The keys that say who belongs to a collective."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLine:
    """An agency in a list, with its duties counted by role."""

    number: str
    name: Markup
    url: str
    lead: str
    roles: tuple[tuple[Markup, int], ...]
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """A collective or another body, which has no item of its own."""

    id: str
    name: str
    lead: str
    is_collective: bool
    members: tuple[Markup, ...]
    members_line: Line | None
    """Where it was typed which they are."""
    doubtful: tuple[tuple[Markup, str], ...]
    bound: tuple[Markup, ...]
    partner: tuple[Markup, ...]
    fates: tuple[Fate, ...]


def lines(leaf: Leaf) -> tuple[AgencyLine, ...]:
    return tuple(_line(leaf, agency) for agency in leaf.plan.agencies)


def _line(leaf: Leaf, agency: Agency) -> AgencyLine:
    duties = leaf.plan.responsibilities_of(agency.id)
    leaf.wording.parties[agency.id] = None
    counted = ((role.id, sum(1 for duty in duties if duty.role == role.id)) for role in leaf.plan.site.roles)
    return AgencyLine(
        number=agency.number, name=leaf.unbroken(agency.name), url=leaf.href(agency.url),
        lead=leaf.plan.provision(agency.provision).lead,
        roles=tuple((leaf.role(role), count) for role, count in counted if count), fates=fates(leaf, agency.id),
    )  # fmt: skip


def index(leaf: Leaf) -> Page:
    plan = leaf.plan
    section = plan.agency_section
    bodies = tuple(_body(leaf, body_id) for body_id in (b.id for b in plan.bodies))
    return leaf.page(
        "agencies.html.j2", kind="agencies", title=INDEX[0],
        description=f"{len(plan.agencies)} cơ quan được {plan.name} giao việc, mỗi cơ quan một trang.",
        section=leaf.wording.element(section, "p", anchor=False) if section else None, lead=section.lead if section else "",
        place=plan.place_of("provision", section.id) if section else None, agencies=lines(leaf),
        collectives=tuple(b for b in bodies if b.is_collective), others=tuple(b for b in bodies if not b.is_collective),
    )  # fmt: skip


def _body(leaf: Leaf, body_id: str) -> BodyLine:
    plan, body = leaf.plan, leaf.plan.body(body_id)
    way = next((key for key in _MEMBERS if plan.is_written("body", body_id, key)), "")
    return BodyLine(
        id=body.id, name=body.name, lead=body.lead, is_collective=body.kind == "collective",
        members=tuple(map(leaf.party, plan.members(body))), members_line=leaf.line("body", body_id, way) if way else None,
        doubtful=tuple((leaf.party(doubt.agency), doubt.why) for doubt in body.doubtful),
        bound=tuple(map(leaf.provision, plan.binding(body.id))),
        partner=tuple(leaf.provision(p) for p in plan.partner_in(body.id)), fates=fates(leaf, body.id),
    )  # fmt: skip


def choice(leaf: Leaf) -> Markup:
    """Choose an agency: a list of links, so that it works everywhere."""
    return leaf.render("agency-choice.html.j2", agencies=lines(leaf))
