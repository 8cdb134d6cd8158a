"""Documents the plan cites: their list, and one page each with every sentence that cites it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..model import Amendment, Document, Modification, Provision
from ..paper import DONE
from ..vietnamese import short_date
from .amended import Side, sides
from .editions import named
from .leaf import Leaf
from .page import Link, Page
from .proposals import of_document, place_of_document, remarks

INDEX: Link = ("Văn bản", "van-ban/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A place that cites a document."""

    path: Markup
    title: str
    where: Markup
    excerpt: Markup
    role: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What an amending document does to one provision."""

    clause: Markup
    how: str
    name: Markup
    title: str
    id: str
    wording: str
    """What it inserts or takes away; what it replaces is in `sides`."""
    sides: tuple[Side, ...]


def index(leaf: Leaf) -> Page:
    plan = leaf.plan
    for document in plan.documents:
        leaf.names(document.entry.issuer)
    rows = tuple(
        (leaf.link(d.url, leaf.unbroken(d.name)), d, short_date(d.entry.date) if d.entry.date else "", len(plan.cited_in(d.id)))
        for d in plan.documents
    )
    return leaf.page(
        "documents.html.j2", kind="documents", title=INDEX[0], rows=rows,
        description=f"{len(plan.documents)} văn bản mà {plan.name} nêu tên, mỗi văn bản một trang.",
    )  # fmt: skip


def page(leaf: Leaf, document: Document, previous: Link | None, following: Link | None) -> Page:
    entry, plan = document.entry, leaf.plan
    amendment = plan.amendment(document.id) if document.is_amendment else None
    facts = (
        ("Loại", entry.type), ("Số, ký hiệu", entry.number), ("Cơ quan ban hành", leaf.names(entry.issuer)),
        ("Ngày ban hành", short_date(entry.date) if entry.date else None), ("Trích yếu", leaf.names(entry.title)),
        *_amending(leaf, amendment),
    )  # fmt: skip
    return leaf.page(
        "document.html.j2", kind="document", title=document.name, description=entry.lead, crumbs=(INDEX,),
        previous=previous, following=following, document=document, name=leaf.unbroken(document.name), facts=facts,
        gaps=tuple(label.lower() for label, value in facts if not value),
        cited=tuple(_cited(leaf, p, document.id) for p in plan.cited_in(document.id)),
        changed=tuple(_changed(leaf, change) for change in plan.changes_by(document.id)), amendment=amendment,
        notes=remarks(leaf, "document", document.id, entry.notes), proposal=of_document(leaf, document),
        place=plan.place_of(*place_of_document(document)),
    )  # fmt: skip


def _amending(leaf: Leaf, amendment: Amendment | None) -> tuple[tuple[str, str | Markup], ...]:
    if amendment is None:
        return ()
    source = leaf.link(amendment.entry.source.file, "Bản gốc đã nhận")
    sealed = Markup('{}, <span class="sum">sha256 {}</span>').format(source, amendment.entry.source.sha256)
    return (("Hiệu lực từ", short_date(amendment.effective)), ("Bản gốc", sealed))


def _changed(leaf: Leaf, change: Modification) -> Changed:
    name, title = named(leaf, change)
    only = change.after if change.action == "inserted" else change.before if change.action == "repealed" else None
    return Changed(
        clause=leaf.unbroken(change.clause), how=DONE[change.action], name=name, title=title, id=change.provision,
        wording=only.text if only else "", sides=sides(leaf, change),
    )  # fmt: skip


def _cited(leaf: Leaf, provision: Provision, document_id: str) -> Cited:
    plan = leaf.plan
    where = leaf.party(provision.agency) if provision.agency else Markup("")
    if provision.area and provision.area != provision.id:
        where = leaf.link(plan.area(provision.area).url, plan.provision(provision.area).short_title)
    return Cited(
        path=leaf.provision(provision, plan.short_path(provision)), title=provision.short_title, where=where,
        excerpt=leaf.wording.excerpt(provision, document_id), role=leaf.role(provision.role),
    )  # fmt: skip
