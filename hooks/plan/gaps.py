"""What the document leaves open, computed and never judged: who is missing, what is tied to nothing, what has no date.

A gap is a fact about the wording and the editors' links, not a fault of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from .duties import register
from .model import Plan, Provision, TaskArea
from .schema import BodyEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBody:
    """A body without an item of its own, and where the wording names it."""

    body: BodyEntry
    places: tuple[Provision, ...]
    does: bool
    """It is named for something to do: as a partner, or where no document of its own is cited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The whole report."""

    unowned: tuple[Provision, ...]
    """Provisions of task areas that no agency is named for."""
    leaderless: tuple[TaskArea, ...]
    """Task areas where no agency has the first role of the vocabulary."""
    untied: tuple[Provision, ...]
    """Responsibilities that carry out nothing of the task areas."""
    whole: tuple[Provision, ...]
    """Responsibilities tied to all areas at once, to none in particular."""
    undated: tuple[Provision, ...]
    """Obligations whose wording has words of time, but no date."""
    timeless: tuple[Provision, ...]
    """Obligations whose wording has no word of time at all."""
    dated: tuple[Provision, ...]
    """Obligations with a date, to compare with."""
    bodies: tuple[NamedBody, ...]
    """Bodies named in the wording that have no item, those with something to do first."""


def gaps(plan: Plan) -> Gaps:
    duties = [duty.provision for duty in register(plan)]
    lead = plan.site.roles[0].id
    whole = plan.whole_plan_responsibilities
    return Gaps(
        unowned=tuple(p for p in plan.provisions if plan.is_unowned(p)),
        leaderless=tuple(a for a in plan.task_areas if not any(p.role == lead for p in plan.area_responsibilities(a))),
        untied=tuple(p for p in plan.responsibilities if not p.supports),
        whole=tuple(p for p in plan.responsibilities if p in whole),
        undated=tuple(p for p in duties if p.timings and not p.deadlines),
        timeless=tuple(p for p in duties if not p.timings and not p.deadlines),
        dated=tuple(p for p in duties if p.deadlines),
        bodies=tuple(sorted(_bodies(plan), key=lambda found: not found.does)),
    )


def _bodies(plan: Plan) -> list[NamedBody]:
    found = []
    for body in plan.bodies:
        if body.kind == "other":
            places = tuple(p for p in plan.provisions if any(m.target == body.id for m in plan.mentions(p)))
            does = any(body.id in p.partners or (p.area and not _issued_in(plan, p, body)) for p in places)
            found += [NamedBody(body=body, places=places, does=does)] if places else []
    return found


def _issued_in(plan: Plan, provision: Provision, body: BodyEntry) -> bool:
    """Whether a provision cites a document that the body issued: it is named there as its issuer."""
    issuers = (plan.document(d).entry.issuer or "" for d in plan.documents_of(provision))
    return any(name in issuer for issuer in issuers for name in (body.name, *body.also))
