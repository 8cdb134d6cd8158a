"""The page of an agency: the whole answer to what it must do, with whom, by when and on what basis, and how to take it away."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .. import published
from ..duties import COMMON, Basis, Bound, Dossier, Through, called, counts, dossier
from ..model import Agency, Plan, Provision
from .deadlines import REMINDERS, calendar, leaflet
from .entries import Row, facts_of, row, trees
from .fates import fates
from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Cơ quan", "co-quan/")
_USES = {
    "phu-luc-nhiem-vu.docx": "mọi việc và nguyên văn, để kèm vào văn bản của cơ quan",
    "khung-ke-hoach.docx": "khung có sẵn phần văn bản đã nêu, chỗ cần điền được đánh dấu",
    "khung-bao-cao-nam.docx": "mỗi việc một dòng, để ghi kết quả, khó khăn, đề xuất",
    "bang-theo-doi.xlsx": "mỗi việc một dòng, có người làm, trạng thái, ngày xong",
}
"""What each office document is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRow:
    """A provision outside the agency's own item that binds it, with every reason why."""

    row: Row
    reasons: tuple[tuple[str, str, Markup | None, str | None], ...]
    """Why, how it is meant, the collective it is reached by, and why that is not certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A place that names the agency."""

    name: Markup
    title: str
    excerpt: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A document the duties rest on."""

    name: Markup
    title: str
    places: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to take away."""

    name: str
    form: str
    use: str
    address: str


def page(leaf: Leaf, agency: Agency, previous: Link | None, following: Link | None) -> Page:
    plan, heading, found = leaf.plan, leaf.plan.provision(agency.provision), dossier(leaf.plan, agency.id)
    files = downloads(leaf, agency.id)
    return leaf.page(
        "dossier.html.j2", kind="agency", title=heading.short_title, description=heading.lead,
        place=plan.place_of("agency", agency.id), crumbs=(INDEX,), previous=previous, following=following,
        agency=agency, heading=row(leaf, heading, tag="h1" if heading.is_heading else "p", facts=()), lead=heading.lead,
        icon=leaf.icon(agency.icon), summary=summary(plan, found), fates=fates(leaf, agency.id),
        duties=trees(leaf, heading.id, 3),
        bound=tuple(_duty(leaf, bound) for bound in found.bound),
        partner=tuple(duty_words(leaf, p) for p in found.partner_in),
        through=tuple(_through(leaf, through) for through in found.through),
        named=tuple(_named(leaf, p, agency.id) for p in found.named_in),
        leaflets=tuple((leaflet(leaf, due), agency.id in plan.reach(due.agencies).certain) for due in found.dues),
        grounds=tuple(_ground(leaf, basis) for basis in found.basis),
        downloads=files, quick=(files[0], files[-1]),
        calendar=calendar(leaf, agency.id), reminders=REMINDERS, common=COMMON,
        register=leaf.href("tra-cuu/") + f"?co-quan={agency.id}",
    )  # fmt: skip


def summary(plan: Plan, found: Dossier) -> tuple[tuple[str, str], ...]:
    """The dossier in numbers, each with the part of the page it counts."""
    parts = {"duties": "phan-trach-nhiem", "bound": "phan-viec-khac", "dues": "phan-thoi-han"}
    return tuple((str(count), parts[count.of]) for count in counts(plan, found))


def downloads(leaf: Leaf, agency_id: str) -> tuple[Download, ...]:
    return tuple(
        Download(name=name, form="Word" if file.endswith("docx") else "Excel", use=_USES[file],
                 address=leaf.href(published.office(agency_id, file)))
        for file, name in published.OFFICE.items()
    )  # fmt: skip


def _duty(leaf: Leaf, bound: Bound) -> BoundRow:
    facts = tuple(fact for fact in facts_of(leaf, bound.provision) if fact.kind != "bound")
    return BoundRow(
        row=row(leaf, bound.provision, level=3, facts=facts),
        reasons=tuple((o.why, called(o), leaf.party(o.through) if o.through else None, o.doubt) for o in bound.obligations),
    )


def _through(leaf: Leaf, through: Through) -> tuple[Markup, bool, tuple[Markup, ...]]:
    return leaf.party(through.body), through.is_certain, tuple(duty_words(leaf, p) for p in through.duties)


def duty_words(leaf: Leaf, duty: Provision) -> Markup:
    """A responsibility of another agency in one line."""
    return Markup("{} {}: {} {}").format(
        leaf.role(duty.role), leaf.party(duty.agency or ""), leaf.provision(duty, duty.short_title), leaf.path(duty)
    )


def _named(leaf: Leaf, provision: Provision, agency_id: str) -> Quote:
    return Quote(name=leaf.provision(provision), title=provision.short_title, excerpt=leaf.wording.excerpt(provision, agency_id))


def _ground(leaf: Leaf, basis: Basis) -> Ground:
    entry = leaf.plan.document(basis.document).entry
    return Ground(
        name=leaf.document(basis.document), title=entry.short_title, places=tuple(leaf.provision(p) for p in basis.cited_in)
    )
