"""What can be found: every provision, and the pages of documents, groups, bodies and terms, each with the words that find it.

Decides which words find an entry, how much each kind of words tells, and by what it can be filtered. A pure function of
the plan; how words become an index is `index`' affair, how they are weighed the client's (`client/rank.js`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .. import references
from ..duties import successors_for
from ..model import Agency, Document, Plan, Provision
from ..schema import BodyEntry, GroupEntry, Successor, TermEntry
from ..vietnamese import capital, long_date, slug
from .syllables import fold_text

FIELDS = ("title", "text", "names", "context")
"""In the order the index stores them. `names`: other ways to call the entry itself; `context`: what it stands under."""
FACETS = ("co-quan", "vai-tro", "nhiem-vu", "doi-tuong", "van-ban", "han")
"""Agency, role, task area, group, document, has a deadline: the names in an address. Values are ids or slugs."""
_CITED = (*references.NUMBERED_KINDS, "paragraph")
"""Kinds of provision that have a path; the others are called by words."""
DUE = "co"
"""The one value of the last facet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One result. `title` and `place` are shown as ours, `text` as printed where it is a provision's."""

    kind: str
    """provision, agency, area, document, group, body or term; agencies and areas are provisions too (their headings)."""
    id: str
    url: str
    title: str
    place: str
    """Where it stands, outermost first: `Sở A › điểm b`."""
    path: str
    """As the document numbers it: `V.5.b`; empty for what is no provision."""
    text: str
    names: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    """`24/11/2021`, `25/12`: found whole, however they are typed."""
    role: str = ""
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)


def entries(plan: Plan) -> tuple[Entry, ...]:
    """Everything that can be found; provisions in document order first."""
    return (
        *(_provision(plan, p) for p in plan.provisions if p.kind != "rule"),
        *(_document(d) for d in plan.documents),
        *(_group(plan, g) for g in plan.groups),
        *(_body(plan, b) for b in plan.bodies if b.kind == "other"),
        *(_term(t) for t in plan.terms),
    )


def facet_values(plan: Plan) -> dict[str, tuple[tuple[str, str], ...]]:
    """Facet -> (value, name) in the order to show them."""
    return {
        "co-quan": tuple((a.id, a.name) for a in plan.agencies),
        "vai-tro": tuple((slug(role.id), capital(role.id)) for role in plan.site.roles),
        "nhiem-vu": tuple((area.slug, plan.provision(area.id).short_title) for area in plan.task_areas),
        "doi-tuong": tuple((group.id, group.name) for group in plan.groups),
        "van-ban": tuple((document.id, document.name) for document in plan.documents),
        "han": ((DUE, "Có thời hạn"),),
    }


# -- provisions ----------------------------------------------------------------------------------------------------


def _provision(plan: Plan, p: Provision) -> Entry:
    agency = plan.agency(p.agency) if p.agency else None
    heads_agency = agency is not None and agency.provision == p.id
    heads_area = p.area == p.id
    return Entry(
        kind="agency" if heads_agency else "area" if heads_area else "provision",
        id=p.id,
        url=plan.url(p),
        title=agency.name if agency and heads_agency else p.short_title,
        place=_place(plan, p, heads_agency, heads_area),
        path=plan.short_path(p).removeprefix("Mục ") if p.kind in _CITED else "",
        text=p.text,
        names=_other(agency.name, (*agency.short_names, *_later_names(plan, agency))) if agency and heads_agency else (),
        context=_context(plan, p, agency),
        dates=tuple(_dates(p)),
        role=p.role or "",
        facets=_facets(plan, p),
    )


def _place(plan: Plan, p: Provision, heads_agency: bool, heads_area: bool) -> str:
    if heads_agency and p.agency:
        return _kept("Cơ quan", plan.party_name(p.agency), plan.successors_of(p.agency))
    if heads_area:
        return "Nhiệm vụ"
    above = plan.ancestors(p)
    top = next((a for a in above if a.id == p.area or (p.agency and a.id == plan.agency(p.agency).provision)), None)
    top = top or (above[0] if above else None)
    if top is None or p.kind not in _CITED:
        return capital(plan.cite_path(p))
    name = plan.agency(p.agency).name if p.agency else top.short_title
    steps = [*above[above.index(top) + 1 :], p]
    return " › ".join((name, *(references.cite_step(step.kind, step.number) for step in steps)))


def _context(plan: Plan, p: Provision, agency: Agency | None) -> tuple[str, ...]:
    """The headings above, the agency a duty is of or that a provision names as bound, and who has it now."""
    later = _other(agency.name, _later(successors_for(plan, p))) if agency else ()
    bound = (plan.successors_of(who) for who in plan.bound_by(p) if not plan.is_body(who))
    later = tuple(dict.fromkeys((*later, *(name for successors in bound for name in _later(successors)))))
    if agency and agency.provision == p.id:
        return tuple(name for name in later if name not in _later_names(plan, agency))
    above = [a.short_title for a in plan.ancestors(p)[1:] if agency is None or a.id != agency.provision]
    return (*((agency.name, *agency.short_names[:1]) if agency else ()), *later, *above)


def _later(successors: Iterable[Successor]) -> tuple[str, ...]:
    """The names that a reader of a later year may type."""
    return tuple(name for successor in successors for name in (successor.name, *successor.also))


def _later_names(plan: Plan, agency: Agency) -> tuple[str, ...]:
    """Names an agency bears since as its own: not those of who took over a part, nor one another agency bears here."""
    names = _later(s for s in agency.successors if not s.takes)
    return tuple(name for name in names if not {*plan.agencies_called(name)} - {agency.id})


def _kept(kind: str, name: str, successors: Iterable[Successor]) -> str:
    """`Cơ quan › nay: Sở A › chưa chắc: Sở B`, so that a reader who typed the later name sees why this is found."""
    told: dict[str, list[str]] = {"nay": [], "chưa chắc": []}
    for successor in successors:
        if successor.name != name:
            told["nay" if successor.is_certain and not successor.takes else "chưa chắc"].append(successor.name)
    return " › ".join((kind, *(f"{words}: {'; '.join(names)}" for words, names in told.items() if names)))


def _dates(p: Provision) -> Iterator[str]:
    for date in references.dates(p.text):
        yield f"{date.day}/{date.month}/{date.year}"
    for day, month, year in references.days(p.text):
        if year is None and 0 < day <= 31 and 0 < month <= 12:
            yield f"{day}/{month}"


def _facets(plan: Plan, p: Provision) -> dict[str, tuple[str, ...]]:
    """What a provision can be filtered by: the agency whose it is, which it binds, which is its partner or carries it out."""
    carried = [row.responsibility for row in plan.carried_by(p.id)]
    bound = [agency for who in plan.bound_by(p) for agency in plan.reached_by(who)]
    supported = [plan.provision(link.provision).area for link in p.supports]
    parties = [p.agency, *bound, *p.partners, *(duty.agency for duty in carried)]
    areas = dict.fromkeys(area for area in (p.area, *supported) if area)
    return {
        "co-quan": tuple(dict.fromkeys(party for party in parties if party and not plan.is_body(party))),
        "vai-tro": (slug(p.role),) if p.role else (),
        "nhiem-vu": tuple(plan.area(area).slug for area in areas),
        "doi-tuong": p.groups,
        "van-ban": plan.documents_of(p),
        "han": (DUE,) if p.deadlines else (),
    }


# -- everything else -----------------------------------------------------------------------------------------------


def _document(document: Document) -> Entry:
    entry = document.entry
    numbered = (f"{entry.type} {entry.number}",) if entry.number else ()
    dated = f" {long_date(entry.date)}" if entry.date else ""
    issued = f" của {entry.issuer}" if entry.issuer else ""
    titled = f" {entry.title}" if entry.title and entry.number else ""
    return Entry(
        kind="document", id=document.id, url=document.url, title=document.name,
        place="Văn bản này" if document.is_self else "Văn bản được viện dẫn", path="",
        text=f"{document.name}{dated}{issued}{titled}",
        names=_other(document.name, (entry.short_title, *entry.aliases, *numbered)),
        dates=(f"{entry.date.day}/{entry.date.month}/{entry.date.year}",) if entry.date else (),
        facets={"van-ban": (document.id,)},
    )  # fmt: skip


def _group(plan: Plan, group: GroupEntry) -> Entry:
    return Entry(
        kind="group", id=group.id, url=plan.group_url(group.id), title=group.name, place="Đối tượng", path="",
        text="; ".join(group.words), facets={"doi-tuong": (group.id,)},
    )  # fmt: skip


def _body(plan: Plan, body: BodyEntry) -> Entry:
    return Entry(
        kind="body", id=body.id, url=plan.party_url(body.id), title=body.short_title or body.name, path="", text=body.name,
        place=_kept("Cơ quan khác", body.name, body.successors), names=_other(body.name, (*body.also, *_later(body.successors))),
    )  # fmt: skip


def _term(term: TermEntry) -> Entry:
    return Entry(
        kind="term", id=term.id, url=f"thuat-ngu/#{term.id}", title=term.term, place="Thuật ngữ", path="",
        text=term.meaning, names=_other(term.term, term.words),
    )  # fmt: skip


def _other(title: str, names: Iterable[str]) -> tuple[str, ...]:
    """Names that say something else than the title, each once, marks and punctuation aside."""
    found = {fold_text(name): name for name in reversed((title, *names))}
    return tuple(name for name in dict.fromkeys(names) if found[fold_text(name)] is name and fold_text(name) != fold_text(title))
