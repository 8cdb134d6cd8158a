"""One JSON file for every agency, task area, provision and cited document, and one list of each kind.

The file of an entity is a cut of `plan.json`: the same keys hold the same records, only fewer, so that what reads the
whole reads the part. Beside them stand what only the part can say: its own place, and how things reach its subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from .. import duties, published
from ..model import Agency, Document, Due, Plan, Provision, Repealed, TaskArea
from . import records, shapes
from .file_shapes import (
    FILES,
    AgencyFile,
    Basis,
    Carried,
    DocumentFile,
    File,
    Links,
    Mention,
    Obligation,
    OfficeFile,
    ProvisionFile,
    Reason,
    RepealedFile,
    TaskAreaFile,
    Through,
)

Draft = tuple[str, Callable[[], File]]
"""Address of a file, and what makes it."""


def files(plan: Plan) -> Iterator[tuple[str, File]]:
    """Address and content of every file."""
    return ((address, write()) for address, write in drafts(plan))


def drafts(plan: Plan) -> Iterator[Draft]:
    """Every file, yet to be made."""
    yield from ((published.list_json(kind), partial(_list, plan, kind)) for kind in published.LISTS)
    yield from ((published.agency_json(a.id), partial(agency_file, plan, a)) for a in plan.agencies)
    yield from ((published.area_json(a), partial(area_file, plan, a)) for a in plan.task_areas)
    around = (None, *plan.provisions, None)
    for before, p, after in zip(around, plan.provisions, around[2:], strict=False):
        yield published.provision_json(p), partial(provision_file, plan, p, before, after)
    yield from ((published.provision_json(gone.provision), partial(repealed_file, plan, gone)) for gone in plan.repealed)
    yield from ((published.document_json(d), partial(document_file, plan, d)) for d in plan.documents)


def schemas() -> dict[str, bytes]:
    """The JSON Schema of every kind of file."""
    return {published.schema_json(kind): shapes.schema_of(shape) for kind, shape in FILES.items()}


def _links(kind: str, address: str, page: str) -> Links:
    return Links(self=address, page=page, plan=published.PLAN_JSON, described_by=published.schema_json(kind))


def _list(plan: Plan, kind: str) -> File:
    rows: dict[str, Callable[[], Sequence[shapes.Record]]] = {
        "agencies": lambda: [records.agency(plan, a) for a in plan.agencies],
        "task-areas": lambda: [records.task_area(plan, a) for a in plan.task_areas],
        "provisions": lambda: [records.provision(plan, p) for p in plan.provisions],
        "documents": lambda: [records.document(plan, d) for d in plan.documents],
    }
    links = _links(kind, published.list_json(kind), published.LISTS[kind])
    about = {"schema_version": shapes.SCHEMA_VERSION, "links": links}
    return FILES[kind].model_validate({**about, kind.replace("-", "_"): rows[kind]()})


def agency_file(plan: Plan, agency: Agency) -> AgencyFile:
    found = duties.dossier(plan, agency.id)
    through = {o.through for bound in found.bound for o in bound.obligations} | {t.body for t in found.through}
    return AgencyFile(
        schema_version=shapes.SCHEMA_VERSION, links=_links("agency", published.agency_json(agency.id), agency.url),
        agency=records.agency(plan, agency), responsibilities=[records.responsibility(plan, p) for p in found.duties],
        obligations=[_obligation(plan, bound) for bound in found.bound], deadlines=_deadlines(plan, found.dues),
        partner_in=[p.id for p in found.partner_in], partner_through=[_through(row) for row in found.through],
        named_in=[p.id for p in found.named_in],
        basis=[Basis(document=row.document, cited_in=[p.id for p in row.cited_in]) for row in found.basis],
        calendar=published.calendar(agency.id) if published.has_calendar(plan, agency.id) else None,
        office=[OfficeFile(name=name, url=published.office(agency.id, file)) for file, name in published.OFFICE.items()],
        provisions=_provisions(plan, _named(plan, agency, found)),
        documents=_documents(plan, {row.document for row in found.basis}),
        bodies=[records.body(plan, body) for body in plan.bodies if body.id in through],
    )  # fmt: skip


def _named(plan: Plan, agency: Agency, found: duties.Dossier) -> Iterator[Provision]:
    """Every provision that the file of an agency speaks of."""
    own = {*agency.provisions, *(p.id for duty in found.duties for p in plan.within(duty.id))}
    yield from map(plan.provision, own)
    yield from (bound.provision for bound in found.bound)
    yield from (*found.partner_in, *found.named_in)
    yield from (p for row in found.through for p in row.duties)
    yield from (p for row in found.basis for p in row.cited_in)
    yield from (plan.provision(support.provision) for p in found.duties for support in p.supports)


def _obligation(plan: Plan, bound: duties.Bound) -> Obligation:
    p = bound.provision
    reasons = [Reason(why=o.why, through=o.through, doubt=o.doubt) for o in bound.obligations]
    return Obligation(
        provision=p.id, text=p.text, url=plan.url(p), citation=plan.citation(p), certain=bound.is_certain, reasons=reasons
    )


def _through(row: duties.Through) -> Through:
    return Through(body=row.body, certain=row.is_certain, responsibilities=[p.id for p in row.duties])


def area_file(plan: Plan, area: TaskArea) -> TaskAreaFile:
    carrying = plan.area_responsibilities(area)
    return TaskAreaFile(
        schema_version=shapes.SCHEMA_VERSION, links=_links("task-area", published.area_json(area), area.url),
        task_area=records.task_area(plan, area), provisions=_provisions(plan, map(plan.provision, area.provisions)),
        responsibilities=[records.responsibility(plan, p) for p in carrying],
        agencies=[records.agency(plan, plan.agency(a)) for a in _agencies(plan, carrying)],
        documents=_documents(plan, {d.id for d in plan.documents_within(area.provisions)}),
        groups=[records.group(plan, g) for g in plan.groups_within(area.provisions)],
        unowned=[i for i in area.provisions if plan.is_unowned(plan.provision(i))],
    )  # fmt: skip


def provision_file(plan: Plan, p: Provision, before: Provision | None, after: Provision | None) -> ProvisionFile:
    """The file of a provision that stands between two others."""
    return ProvisionFile(
        schema_version=shapes.SCHEMA_VERSION, links=_links("provision", published.provision_json(p), plan.url(p)),
        provision=records.provision(plan, p), ancestors=[records.provision(plan, a) for a in plan.ancestors(p)],
        children=[records.provision(plan, child) for child in plan.children(p.id)],
        mentions=[
            Mention(start=m.start, end=m.end, text=p.text[m.start : m.end], kind=m.kind, target=m.target)
            for m in plan.mentions(p)
        ],
        carried_by=list(_carried(plan, p)), responsibility=records.responsibility(plan, p) if p.is_duty else None,
        duty=records.duty(duties.duty(plan, p)) if p.is_duty or p.binds else None,
        deadlines=_deadlines(plan, (due for due in plan.deadlines if due.provision is p)),
        documents=_documents(plan, set(plan.documents_of(p))), previous=before.id if before else None,
        next=after.id if after else None,
    )  # fmt: skip


def _carried(plan: Plan, provision: Provision) -> Iterator[Carried]:
    for row in plan.carried_within(provision.id):
        duty, link = row.responsibility, row.support
        yield Carried(
            responsibility=duty.id, agency=duty.agency or "", role=duty.role or "", reason=link.reason, here=link.here,
            there=link.there,
        )  # fmt: skip


def repealed_file(plan: Plan, gone: Repealed) -> RepealedFile:
    """A file whose address was published stays, and says what became of its subject."""
    address = published.provision_json(gone.provision)
    links = _links("repealed", address, gone.url)
    return RepealedFile(schema_version=shapes.SCHEMA_VERSION, links=links, repealed=records.repealed(plan, gone))


def document_file(plan: Plan, document: Document) -> DocumentFile:
    cited = plan.cited_in(document.id)
    carrying = [p for p in cited if p.is_duty]
    return DocumentFile(
        schema_version=shapes.SCHEMA_VERSION, links=_links("document", published.document_json(document), document.url),
        document=records.document(plan, document), provisions=_provisions(plan, cited),
        responsibilities=[records.responsibility(plan, p) for p in carrying],
        agencies=_agencies(plan, carrying),
    )  # fmt: skip


def _provisions(plan: Plan, named: Iterable[Provision]) -> list[shapes.Provision]:
    """In document order, each once."""
    return [records.provision(plan, p) for p in plan.in_order(p.id for p in named)]


def _documents(plan: Plan, wanted: set[str]) -> list[shapes.Document]:
    return [records.document(plan, plan.document(d)) for d in sorted(wanted, key=plan.document_place)]


def _agencies(plan: Plan, duties: Iterable[Provision]) -> list[str]:
    """Whose the duties are, in the plan's order."""
    return sorted({p.agency for p in duties if p.agency}, key=plan.party_place)


def _deadlines(plan: Plan, dues: Iterable[Due]) -> list[shapes.Deadline]:
    return [records.deadline(plan, due) for due in dues]
