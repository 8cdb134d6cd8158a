"""`api/v1/plan.json`: the plan for programs, and the JSON Schema of its shape.

The shape below is public and stable: keys are added, never renamed or removed. `url` is relative to the site's root,
`date` is ISO 8601, `text` is the official wording with its label, white space folded.
"""

from __future__ import annotations

import json

from pydantic import BaseModel, ConfigDict, Field

from ..model import Agency, Document, Due, Plan, Provision, TaskArea
from ..schema import BodyEntry, GroupEntry, RoleEntry

SCHEMA_VERSION = "1.0"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="allow")


class SourceShape(_Shape):
    file: str
    sha256: str


class HeadShape(_Shape):
    number: str
    type: str
    title: str
    issuer: str
    place: str
    date: str = Field(description="ISO 8601")
    signer: str
    name: str
    purpose: str = Field(description="Editorial")
    citation: str
    source: SourceShape


class NoteShape(_Shape):
    kind: str
    text: str = Field(description="Editorial")
    quote: str | None
    source: dict[str, str | None] | None


class TimingShape(_Shape):
    text: str
    meaning: str = Field(description="Editorial")


class BindShape(_Shape):
    who: list[str] = Field(description="Agency or body ids")
    why: str = Field(description="Editorial")


class ProvisionShape(_Shape):
    id: str
    parent: str | None
    kind: str
    label: str
    heading: str | None = Field(description="A heading's wording without its label; null for anything else")
    text: str = Field(description="Official wording with its label, white space folded")
    url: str
    documents: list[str]
    groups: list[str]
    short_title: str | None = Field(description="Editorial; null for a ruled line")
    lead: str | None = Field(description="Editorial; null for a ruled line")
    citation: str
    binds: list[BindShape]
    timings: list[TimingShape]
    notes: list[NoteShape]


class TaskAreaShape(_Shape):
    id: str
    title: str
    slug: str
    url: str
    provisions: list[str]
    responsibilities: list[str]
    documents: list[str]
    groups: list[str]
    short_title: str = Field(description="Editorial")
    lead: str = Field(description="Editorial")


class SuccessorShape(_Shape):
    name: str
    since: str | None
    certain: str
    note: str | None
    source: dict[str, str | None] | None


class AgencyShape(_Shape):
    id: str
    provision: str
    number: str
    name: str
    short_names: list[str]
    url: str
    responsibilities: list[str]
    obligations: list[str] = Field(description="Provisions that bind it from outside its own item")
    named_in: list[str]
    successors: list[SuccessorShape]
    short_title: str = Field(description="Editorial")
    lead: str = Field(description="Editorial")
    doubtful_obligations: list[str] = Field(description="Provisions that perhaps bind it; the text does not say")


class SupportShape(_Shape):
    provision: str
    reason: str = Field(description="Editorial")
    here: str
    there: str


class ResponsibilityShape(_Shape):
    id: str
    agency: str
    role: str
    partners: list[str] = Field(description="Agency or body ids")
    supports: list[str]
    documents: list[str]
    groups: list[str]
    deadlines: list[str]
    url: str
    citation: str
    short_title: str = Field(description="Editorial")
    lead: str = Field(description="Editorial")
    support_reasons: list[SupportShape]


class DocumentShape(_Shape):
    id: str
    number: str | None
    type: str
    issuer: str | None
    date: str | None
    title: str | None
    url: str
    cited_in: list[str]
    short_title: str = Field(description="Editorial")
    lead: str = Field(description="Editorial")


class DeadlineShape(_Shape):
    id: str
    provision: str
    text: str
    recurrence: str
    month: int
    day: int
    year: int | None
    agencies: list[str] = Field(description="Agency or body ids")


class GroupShape(_Shape):
    id: str
    name: str
    url: str
    provisions: list[str]
    lead: str = Field(description="Editorial")


class BodyShape(_Shape):
    id: str
    kind: str
    name: str
    url: str
    members: list[str]
    doubtful: list[str]


class RoleShape(_Shape):
    id: str
    meaning: str = Field(description="Editorial")


class PlanShape(_Shape):
    schema_version: str
    plan: HeadShape
    provisions: list[ProvisionShape]
    task_areas: list[TaskAreaShape]
    agencies: list[AgencyShape]
    responsibilities: list[ResponsibilityShape]
    documents: list[DocumentShape]
    deadlines: list[DeadlineShape]
    groups: list[GroupShape]
    bodies: list[BodyShape]
    roles: list[RoleShape]


def document(plan: Plan) -> bytes:
    """The whole plan as UTF-8 JSON."""
    shape = PlanShape(
        schema_version=SCHEMA_VERSION,
        plan=_head(plan),
        provisions=[_provision(plan, p) for p in plan.provisions],
        task_areas=[_area(plan, area) for area in plan.task_areas],
        agencies=[_agency(plan, agency) for agency in plan.agencies],
        responsibilities=[_responsibility(plan, p) for p in plan.responsibilities],
        documents=[_document(plan, d) for d in plan.documents],
        deadlines=[_deadline(due) for due in plan.deadlines],
        groups=[_group(plan, group) for group in plan.groups],
        bodies=[_body(plan, body) for body in plan.bodies],
        roles=[_role(role) for role in plan.site.roles],
    )
    return _encode(shape.model_dump(mode="json"))


def schema() -> bytes:
    """The JSON Schema (2020-12) of `document`."""
    return _encode({"$schema": "https://json-schema.org/draft/2020-12/schema", **PlanShape.model_json_schema()})


def _encode(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _head(plan: Plan) -> HeadShape:
    return HeadShape(
        number=plan.number, type=plan.type, title=plan.title, issuer=plan.issuer, place=plan.place,
        date=plan.date.isoformat(), signer=plan.signer, name=plan.name, purpose=plan.purpose, citation=plan.cite_self,
        source=SourceShape(file=plan.source_file, sha256=plan.source_sha256),
    )  # fmt: skip


def _provision(plan: Plan, p: Provision) -> ProvisionShape:
    titled = p.kind != "rule"
    return ProvisionShape(
        id=p.id, parent=p.parent, kind=p.kind, label=p.label.strip(), heading=p.wording if p.is_heading else None,
        text=p.text, url=plan.url(p), documents=list(plan.documents_of(p)), groups=list(p.groups),
        short_title=p.short_title if titled else None, lead=p.lead if titled else None, citation=plan.citation(p),
        binds=[BindShape(who=list(bind.who), why=bind.why) for bind in p.binds],
        timings=[TimingShape(text=timing.text, meaning=timing.meaning) for timing in p.timings],
        notes=[NoteShape(**note.model_dump()) for note in p.notes],
    )  # fmt: skip


def _area(plan: Plan, area: TaskArea) -> TaskAreaShape:
    heading = plan.provision(area.id)
    return TaskAreaShape(
        id=area.id, title=heading.wording, slug=area.slug, url=area.url, provisions=list(area.provisions),
        responsibilities=[p.id for p in plan.area_responsibilities(area)],
        documents=[d.id for d in plan.documents_within(area.provisions)],
        groups=[g.id for g in plan.groups_within(area.provisions)],
        short_title=heading.short_title, lead=heading.lead,
    )  # fmt: skip


def _agency(plan: Plan, agency: Agency) -> AgencyShape:
    heading, obligations = plan.provision(agency.provision), plan.obligations_of(agency.id)
    sure = {o.provision.id for o in obligations if not o.doubt}
    return AgencyShape(
        id=agency.id, provision=agency.provision, number=agency.number, name=agency.name,
        short_names=list(agency.short_names), url=agency.url,
        responsibilities=[p.id for p in plan.responsibilities_of(agency.id)],
        obligations=list(dict.fromkeys(o.provision.id for o in obligations if not o.doubt)),
        named_in=[p.id for p in plan.named_in(agency.id)],
        successors=[SuccessorShape(**s.model_dump(mode="json")) for s in agency.successors],
        short_title=heading.short_title, lead=heading.lead,
        doubtful_obligations=list(dict.fromkeys(o.provision.id for o in obligations if o.provision.id not in sure)),
    )  # fmt: skip


def _responsibility(plan: Plan, p: Provision) -> ResponsibilityShape:
    return ResponsibilityShape(
        id=p.id, agency=p.agency or "", role=p.role or "", partners=list(p.partners),
        supports=[link.provision for link in p.supports], documents=list(plan.documents_of(p)), groups=list(p.groups),
        deadlines=[d.id for d in p.deadlines], url=plan.url(p), citation=plan.citation(p),
        short_title=p.short_title, lead=p.lead,
        support_reasons=[SupportShape(**link.model_dump()) for link in p.supports],
    )  # fmt: skip


def _document(plan: Plan, d: Document) -> DocumentShape:
    entry = d.entry
    return DocumentShape(
        id=d.id, number=entry.number, type=entry.type, issuer=entry.issuer, title=entry.title, url=d.url,
        date=entry.date.isoformat() if entry.date else None, cited_in=[p.id for p in plan.cited_in(d.id)],
        short_title=entry.short_title, lead=entry.lead,
    )  # fmt: skip


def _deadline(due: Due) -> DeadlineShape:
    d = due.deadline
    return DeadlineShape(
        id=d.id, provision=due.provision.id, text=d.text, recurrence=d.recurrence, month=d.month, day=d.day, year=d.year,
        agencies=list(due.agencies),
    )  # fmt: skip


def _group(plan: Plan, group: GroupEntry) -> GroupShape:
    found = [p.id for p in plan.provisions_for(group.id)]
    return GroupShape(id=group.id, name=group.name, url=plan.group_url(group.id), provisions=found, lead=group.lead)


def _body(plan: Plan, body: BodyEntry) -> BodyShape:
    return BodyShape(
        id=body.id, kind=body.kind, name=body.name, url=plan.party_url(body.id),
        members=list(plan.members(body)) if body.kind == "collective" else [], doubtful=[d.agency for d in body.doubtful],
    )  # fmt: skip


def _role(role: RoleEntry) -> RoleShape:
    return RoleShape(id=role.id, meaning=role.meaning)
