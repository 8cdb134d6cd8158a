"""The plan's entities as records of the open data: one function for each kind, the only place that fills `shapes`."""

from __future__ import annotations

from .. import duties, gaps, published
from ..model import Agency, Amendment, Document, Due, Edition, Modification, Plan, Provision, Repealed, TaskArea
from ..moves import Move
from ..schema import AbbreviationEntry, BodyEntry, GroupEntry, Note, RoleEntry, Source, Successor, TermEntry, Timing
from . import shapes


def head(plan: Plan) -> shapes.Head:
    return shapes.Head(
        number=plan.number, type=plan.type, title=plan.title, issuer=plan.issuer, place=plan.place,
        date=plan.date.isoformat(), signer=plan.signer, name=plan.name, purpose=plan.purpose, citation=plan.cite_self,
        source=shapes.SourceFile(file=plan.source_file, sha256=plan.source_sha256),
    )  # fmt: skip


def provision(plan: Plan, p: Provision) -> shapes.Provision:
    titled = p.kind != "rule"
    return shapes.Provision(
        id=p.id, parent=p.parent, kind=p.kind, label=p.label.strip(), heading=p.wording if p.is_heading else None,
        text=p.text, url=plan.url(p), documents=list(plan.documents_of(p)), groups=list(p.groups),
        short_title=p.short_title if titled else None, lead=p.lead if titled else None, citation=plan.citation(p),
        binds=[shapes.Bind(who=list(bind.who), why=bind.why) for bind in p.binds],
        timings=[_timing(timing) for timing in p.timings], notes=[_note(note) for note in p.notes],
        short_citation=plan.short_citation(p), area=p.area, agency=p.agency, data_url=published.provision_json(p),
        amended_by=[change.amendment.id for change in plan.changes_of(p.id)], earlier=_earlier(plan, p.id),
    )  # fmt: skip


def task_area(plan: Plan, area: TaskArea) -> shapes.TaskArea:
    heading = plan.provision(area.id)
    return shapes.TaskArea(
        id=area.id, title=heading.wording, slug=area.slug, url=area.url, provisions=list(area.provisions),
        responsibilities=[p.id for p in plan.area_responsibilities(area)],
        documents=[d.id for d in plan.documents_within(area.provisions)],
        groups=[g.id for g in plan.groups_within(area.provisions)],
        short_title=heading.short_title, lead=heading.lead, data_url=published.area_json(area),
    )  # fmt: skip


def agency(plan: Plan, a: Agency) -> shapes.Agency:
    heading, obligations = plan.provision(a.provision), plan.obligations_of(a.id)
    sure = {o.provision.id for o in obligations if not o.doubt}
    return shapes.Agency(
        id=a.id, provision=a.provision, number=a.number, name=a.name, short_names=list(a.short_names), url=a.url,
        responsibilities=[p.id for p in plan.responsibilities_of(a.id)],
        obligations=list(dict.fromkeys(o.provision.id for o in obligations if not o.doubt)),
        named_in=[p.id for p in plan.named_in(a.id)], successors=[_successor(s) for s in a.successors],
        short_title=heading.short_title, lead=heading.lead,
        doubtful_obligations=list(dict.fromkeys(o.provision.id for o in obligations if o.provision.id not in sure)),
        data_url=published.agency_json(a.id),
    )  # fmt: skip


def responsibility(plan: Plan, p: Provision) -> shapes.Responsibility:
    return shapes.Responsibility(
        id=p.id, agency=p.agency or "", role=p.role or "", partners=list(p.partners),
        supports=[link.provision for link in p.supports], documents=list(plan.documents_of(p)), groups=list(p.groups),
        deadlines=[d.id for d in p.deadlines], url=plan.url(p), citation=plan.citation(p),
        short_title=p.short_title, lead=p.lead, support_reasons=[shapes.Support(**s.model_dump()) for s in p.supports],
        text=p.text, short_citation=plan.short_citation(p),
    )  # fmt: skip


def document(plan: Plan, d: Document) -> shapes.Document:
    entry = d.entry
    return shapes.Document(
        id=d.id, number=entry.number, type=entry.type, issuer=entry.issuer, title=entry.title, url=d.url,
        date=entry.date.isoformat() if entry.date else None, cited_in=[p.id for p in plan.cited_in(d.id)],
        short_title=entry.short_title, lead=entry.lead, name=d.name, is_self=d.is_self, aliases=list(entry.aliases),
        notes=[_note(note) for note in entry.notes], data_url=published.document_json(d),
    )  # fmt: skip


def amendment(plan: Plan, a: Amendment) -> shapes.Amendment:
    entry = a.entry
    return shapes.Amendment(
        id=a.id, number=entry.number, type=entry.type, issuer=entry.issuer, date=entry.date.isoformat(),
        effective=entry.effective.isoformat(), title=entry.title, name=a.name, url=a.url, lead=entry.lead,
        source=shapes.SourceFile(file=entry.source.file, sha256=entry.source.sha256),
        changes=[_change(change) for change in plan.changes_by(a.id)],
    )  # fmt: skip


def _change(change: Modification) -> shapes.Change:
    return shapes.Change(
        provision=change.provision, action=change.action, clause=change.clause, to=change.to,
        before=change.before.text if change.before else None, after=change.after.text if change.after else None,
    )  # fmt: skip


def repealed(plan: Plan, gone: Repealed) -> shapes.Repealed:
    p, change = gone.provision, gone.change
    return shapes.Repealed(
        id=p.id, parent=p.parent, kind=p.kind, label=p.label.strip(), text=p.text, url=gone.url,
        short_title=None if p.kind == "rule" else p.short_title, amendment=change.amendment.id,
        since=change.amendment.effective.isoformat(), to=change.to, earlier=_earlier(plan, p.id),
        data_url=published.provision_json(p),
    )  # fmt: skip


def edition(plan: Plan, e: Edition) -> shapes.Edition:
    brought = [a.id for a in e.amendments]
    return shapes.Edition(date=e.date.isoformat(), url=e.url, amendments=brought, in_force=e.plan is plan)


def _earlier(plan: Plan, provision_id: str) -> list[shapes.Earlier]:
    return [
        shapes.Earlier(
            text=e.text, since=e.since.isoformat(), until=e.until.isoformat(), amendment=e.change.amendment.id,
        )
        for e in plan.wordings_of(provision_id)
    ]  # fmt: skip


def deadline(plan: Plan, due: Due) -> shapes.Deadline:
    d = due.deadline
    reach = plan.reach(due.agencies)
    return shapes.Deadline(
        id=d.id, provision=due.provision.id, text=d.text, recurrence=d.recurrence, month=d.month, day=d.day, year=d.year,
        agencies=list(due.agencies), before=duties.before(d),
        certain=list(reach.certain), doubtful=list(reach.doubtful),
    )  # fmt: skip


def group(plan: Plan, g: GroupEntry) -> shapes.Group:
    found = [p.id for p in plan.provisions_for(g.id)]
    return shapes.Group(id=g.id, name=g.name, url=plan.group_url(g.id), provisions=found, lead=g.lead)


def body(plan: Plan, b: BodyEntry) -> shapes.Body:
    return shapes.Body(
        id=b.id, kind=b.kind, name=b.name, url=plan.party_url(b.id),
        members=list(plan.members(b)) if b.kind == "collective" else [], doubtful=[d.agency for d in b.doubtful],
        also=list(b.also), lead=b.lead, doubts=[shapes.Doubt(agency=d.agency, why=d.why) for d in b.doubtful],
        successors=[_successor(s) for s in b.successors],
    )  # fmt: skip


def role(r: RoleEntry) -> shapes.Role:
    return shapes.Role(id=r.id, meaning=r.meaning)


def abbreviation(plan: Plan, a: AbbreviationEntry) -> shapes.Abbreviation:
    return shapes.Abbreviation(short=a.short, full=a.full, note=a.note, used_in=[p.id for p in plan.uses_of(a.short)])


def term(plan: Plan, t: TermEntry) -> shapes.Term:
    return shapes.Term(
        id=t.id, term=t.term, words=list(t.words), meaning=t.meaning, source=_source(t.source),
        used_in=[p.id for p in plan.uses_of_term(t)],
    )  # fmt: skip


def duty(d: duties.Duty) -> shapes.Duty:
    return shapes.Duty(
        provision=d.provision.id, role=d.role, parties=list(d.parties), agencies=list(d.agencies), doubtful=list(d.doubtful),
        areas=list(d.areas), whole=d.whole, common=d.is_common, why=[bind.why for bind in d.reasons],
    )  # fmt: skip


def redirect(move: Move) -> shapes.Redirect:
    entry = move.entry
    since = entry.since.isoformat() if entry.since else None
    return shapes.Redirect(old=move.old, url=move.new, by=entry.old, why=entry.why, since=since)


def open_questions(plan: Plan) -> shapes.Gaps:
    found = gaps.gaps(plan)
    bodies = [
        shapes.NamedBody(body=named.body.id, provisions=[p.id for p in named.places], does=named.does) for named in found.bodies
    ]
    return shapes.Gaps(
        unowned=[p.id for p in found.unowned], leaderless=[a.id for a in found.leaderless],
        untied=[p.id for p in found.untied], whole=[p.id for p in found.whole], undated=[p.id for p in found.undated],
        timeless=[p.id for p in found.timeless], dated=[p.id for p in found.dated], bodies=bodies,
    )  # fmt: skip


def _successor(s: Successor) -> shapes.Successor:
    return shapes.Successor(
        name=s.name, also=list(s.also), since=s.since.isoformat() if s.since else None, takes=s.takes, duties=list(s.duties),
        certain=s.certain, note=s.note, source=shapes.Source(title=s.source.title, url=s.source.url),
    )  # fmt: skip


def _source(source: Source | None) -> shapes.Source | None:
    return shapes.Source(title=source.title, url=source.url) if source else None


def _note(note: Note) -> shapes.Note:
    return shapes.Note(kind=note.kind, text=note.text, quote=note.quote, source=_source(note.source))


def _timing(timing: Timing) -> shapes.Timing:
    weekly = timing.weekly
    return shapes.Timing(
        text=timing.text, meaning=timing.meaning,
        weekly=shapes.Weekly(**weekly.model_dump(), calendar=published.calendar(weekly.id)) if weekly else None,
    )  # fmt: skip
