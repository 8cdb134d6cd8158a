"""The page of an agency: the whole answer to what it must do, with whom, by when and on what basis, and how to take it away."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .. import published
from ..duties import Basis, Bound, Dossier, Through, counts, dossier
from ..model import Agency, Plan, Provision
from .deadlines import Leaflet, calendar, leaflet
from .entries import Row, facts_of, row, tree
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
class Duty:
    """A provision outside the agency's own item that binds it, with every reason why."""

    row: Row
    reasons: tuple[tuple[str, Markup | None, str | None], ...]
    """Why, the collective it is reached by, and why that is not certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A place that names the agency, or a document its duties rest on."""

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
        "dossier.html.j2", kind="agency", title=heading.short_title, description=heading.lead, place=heading.place,
        crumbs=(INDEX,), previous=previous, following=following,
        agency=agency, heading=row(leaf, heading, tag="h1" if heading.is_heading else "p", facts=()), lead=heading.lead,
        icon=leaf.icon(agency.icon), summary=summary(plan, found), fates=fates(leaf, agency.id),
        duties=tuple(tree(leaf, child, 3) for child in plan.children(heading.id)),
        bound=tuple(_duty(leaf, bound) for bound in found.bound),
        partner=tuple(duty_words(leaf, p) for p in found.partner_in),
        through=tuple(_through(leaf, through) for through in found.through),
        named=tuple(_named(leaf, p, agency.id) for p in found.named_in),
        leaflets=tuple(_leaflet(leaf, found, i) for i in range(len(found.dues))),
        grounds=tuple(_ground(leaf, basis) for basis in found.basis),
        downloads=files, quick=tuple({file.form: file for file in reversed(files)}.values())[::-1],
        calendar=calendar(leaf, agency.id), register=leaf.href("tra-cuu/") + f"?co-quan={agency.id}",
    )  # fmt: skip


def summary(plan: Plan, found: Dossier) -> tuple[tuple[str, str], ...]:
    """The dossier in numbers, each with the part of the page it counts."""
    duties, others, dues = "phan-trach-nhiem", "phan-viec-khac", "phan-thoi-han"
    parts = ((duties, "việc"), (others, "nghĩa vụ"), (dues, "thời hạn"))
    return tuple(
        (f"{count} {words}", next(part for part, start in parts if words.startswith(start)))
        for count, words in counts(plan, found)
    )


def downloads(leaf: Leaf, agency_id: str) -> tuple[Download, ...]:
    return tuple(
        Download(name=name, form="Word" if file.endswith("docx") else "Excel", use=_USES[file],
                 address=leaf.href(published.office(agency_id, file)))
        for file, name in published.OFFICE.items()
    )  # fmt: skip


def _duty(leaf: Leaf, bound: Bound) -> Duty:
    facts = tuple(fact for fact in facts_of(leaf, bound.provision) if fact.kind != "bound")
    return Duty(
        row=row(leaf, bound.provision, level=3, facts=facts),
        reasons=tuple((o.why, leaf.party(o.through) if o.through else None, o.doubt) for o in bound.obligations),
    )


def _leaflet(leaf: Leaf, found: Dossier, at: int) -> tuple[Leaflet, bool]:
    """A deadline, and whether it certainly binds the agency."""
    due = found.dues[at]
    return leaflet(leaf, due), leaf.plan.certainly(found.agency, due.agencies)


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
