"""What the documents of one agency say of each of its duties, as plain words: made once, written four times.

Everything here is ours but the wordings, which stay whole in `Task.parts`; how a word looks is said elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...duties import COMMON, WHOLE, Bound, Dossier, called, dossier, due_words, duty, fate, rhythms
from ...model import Agency, Due, Plan, Provision
from ...names import holds
from ...vietnamese import long_date, short_date
from ..packed import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A provision of the tasks that a duty carries out: where it stands, its words that tell, the editors' reason."""

    path: str
    there: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One duty of an agency, its own or from another part."""

    provision: Provision
    parts: tuple[Provision, ...]
    """What leads in to it, itself, and everything beneath it, in document order."""
    path: str
    citation: str
    role: str
    partners: tuple[str, ...]
    areas: tuple[str, ...]
    """Numbers and short titles, ours."""
    carried: tuple[Carried, ...]
    documents: tuple[str, ...]
    times: tuple[str, ...]
    reasons: tuple[str, ...]
    """Why it binds the agency, where it stands outside its item."""
    doubts: tuple[str, ...]
    """Why that is not certain."""
    is_certain: bool
    reports: bool
    """Its wording speaks of reporting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything the four documents of an agency say."""

    plan: Plan
    agency: Agency
    dossier: Dossier
    own: tuple[Task, ...]
    bound: tuple[Task, ...]
    today: str
    """What became of the agency."""

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*self.own, *self.bound)

    @property
    def item(self) -> Provision:
        """The heading of the agency's item."""
        return self.plan.provision(self.agency.provision)


def tell(plan: Plan, agency: Agency) -> Told:
    found = dossier(plan, agency.id)
    return Told(
        plan=plan, agency=agency, dossier=found, today=today(agency),
        own=tuple(_task(plan, found, p) for p in found.duties),
        bound=tuple(_bound(plan, found, bound) for bound in found.bound),
    )  # fmt: skip


def today(agency: Agency) -> str:
    """`Tên in trong văn bản. Sau sắp xếp: Từ ngày 01/3/2025: Sở A; Sở B (chưa chắc).`: what became of an agency."""
    fates = "; ".join(fate(s, agency.name) for s in agency.successors)
    return f"Tên in trong văn bản. Sau sắp xếp: {fates or 'chưa xác định'}."


def _task(plan: Plan, found: Dossier, provision: Provision) -> Task:
    parts = _parts(plan, found, provision)
    return Task(
        provision=provision, parts=parts, path=plan.cite_path(provision), citation=plan.citation(provision),
        role=provision.role or COMMON, partners=tuple(map(plan.party_name, provision.partners)),
        areas=_areas(plan, provision),
        carried=tuple(
            Carried(path=plan.cite_path(plan.provision(s.provision)), there=s.there, reason=s.reason) for s in provision.supports
        ),
        documents=_documents(plan, parts), times=_times(plan, found, parts), reasons=(), doubts=(), is_certain=True,
        reports=any(holds(part.text, ("báo cáo",)) for part in parts),
    )  # fmt: skip


def _areas(plan: Plan, provision: Provision) -> tuple[str, ...]:
    """The area it lies in, or those it carries out something of."""
    known = duty(plan, provision)
    areas = (provision.area,) if provision.area else known.areas
    return (*((WHOLE,) if known.whole else ()), *map(plan.area_name, areas))


def _bound(plan: Plan, found: Dossier, bound: Bound) -> Task:
    reasons = tuple(f"{o.why} {called(o)}{f' “{plan.party_name(o.through)}”' if o.through else ''}." for o in bound.obligations)
    return replace(
        _task(plan, found, bound.provision), role=COMMON, is_certain=bound.is_certain, reasons=reasons,
        doubts=tuple(dict.fromkeys(o.doubt for o in bound.obligations if o.doubt)),
    )  # fmt: skip


def _parts(plan: Plan, found: Dossier, provision: Provision) -> tuple[Provision, ...]:
    """Inside the item everything between its heading and the duty leads in; elsewhere only what ends in a colon."""
    above = (p for p in plan.ancestors(provision) if p.id != plan.agency(found.agency).provision)
    leads = (p for p in above if p.agency == found.agency or p.text.endswith(":"))
    return (*leads, *plan.within(provision.id))


def _documents(plan: Plan, parts: Iterable[Provision]) -> tuple[str, ...]:
    cited = dict.fromkeys(document for part in parts for document in plan.documents_of(part))
    return tuple(plan.document(i).name for i in cited if not plan.document(i).is_self)


def _times(plan: Plan, found: Dossier, parts: Iterable[Provision]) -> tuple[str, ...]:
    """Only deadlines that bind the agency, then the words of rhythm."""
    said: list[str] = []
    for part in parts:
        dues = (due for due in found.dues if due.provision.id == part.id)
        said += [f"{due_words(due.deadline)}{_doubt(plan, found, due)}" for due in dues]
        said += rhythms(part)
    return tuple(said)


def _doubt(plan: Plan, found: Dossier, due: Due) -> str:
    return "" if found.agency in plan.reach(due.agencies).certain else " (chưa chắc áp dụng)"


# -- the plan in the form of official papers -----------------------------------------------------------------------


def subject(plan: Plan) -> tuple[str, str]:
    """`cite_self` in the two lines of a title."""
    return plan.called, f"ngày {short_date(plan.date)} của {plan.issuer}"


def in_full(plan: Plan) -> str:
    """How a first mention cites (Phụ lục I, II.6.b): type, number, date, issuer, subject."""
    return f"{plan.called} {long_date(plan.date)} của {plan.issuer} {plan.title}"


def document_in_full(plan: Plan, document_id: str) -> tuple[str, tuple[str, ...]]:
    """A document as a first mention cites it, as far as the plan tells, and what it does not tell."""
    document, entry = plan.document(document_id), plan.document(document_id).entry
    if not entry.number:
        return document.name, ()
    date = long_date(entry.date) if entry.date else ""
    known = (date, f"của {entry.issuer}" if entry.issuer else "", entry.title or "")
    missing = ("ngày ban hành", "cơ quan ban hành", "trích yếu")
    unknown = tuple(what for what, words in zip(missing, known, strict=True) if not words)
    return " ".join((document.name, *filter(None, known))), unknown


def said_under(plan: Plan, *names: str) -> tuple[Provision, ...]:
    """What stands under the innermost headings that name a subject, tasks and agencies apart."""
    apart = {section.id for section in (plan.task_section, plan.agency_section) if section}
    inside = [p for section in plan.sections if section.id not in apart for p in plan.within(section.id)]
    named = [p for p in inside if p.is_heading and holds(p.wording, names)]
    innermost = [p for p in named if not any(p in plan.ancestors(other) for other in named)]
    return tuple(part for p in innermost for part in plan.within(p.id) if not part.is_heading)


def provenance(told: Told, site_url: str, *, official: str = "Lời trong ngoặc kép") -> str:
    """Where a document comes from, what in it is official, and what it is not."""
    plan, notice = told.plan, told.plan.site.notice
    where = f" Địa chỉ: {site_url}{told.agency.url}" if site_url else ""
    return (
        f"{official} là nguyên văn {plan.cite_self}, chép đúng từng chữ. Phần còn lại là khung do trang {plan.site.name} "
        f"soạn để tiện dùng, không thay văn bản; xóa chân trang này khi ban hành. "
        f"Ghi chú ngày {short_date(notice.as_of)}: {notice.title} {notice.text}{where}"
    )


def head(told: Told, name: str) -> Head:
    """The properties of a file: it is our frame, not a paper of the plan's issuer, and as old as the plan."""
    return Head(
        title=f"{name} – {told.agency.name}", subject=told.plan.cite_self, date=told.plan.date,
        author=f"Trang {told.plan.site.name} soạn khung",
    )  # fmt: skip


def listed(items: Iterable[str], otherwise: str = "") -> str:
    return "; ".join(items) or otherwise

