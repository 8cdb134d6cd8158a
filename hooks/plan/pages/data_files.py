"""What the page on open data lists: the tables, and the files of single entities, with where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .. import published
from ..duties import register
from .leaf import Leaf


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    name: str
    rows: int
    xlsx: Markup
    csv: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    name: str
    files: int
    whole: Markup
    first: Markup
    """One of them, to look at."""


def tables(leaf: Leaf) -> Markup:
    """Every table with its forms."""
    plan = leaf.plan
    rows = {
        "provisions": len(plan.provisions), "responsibilities": len(plan.responsibilities), "obligations": len(register(plan)),
        "documents": len(plan.documents), "deadlines": len(plan.deadlines), "matrix": len(plan.agencies),
    }  # fmt: skip
    lines = tuple(
        TableLine(
            name=name,
            rows=rows[key],
            xlsx=_file(leaf, published.table(key, "xlsx"), "XLSX", name),
            csv=_file(leaf, published.table(key, "csv"), "CSV", name),
        )
        for key, name in published.TABLES.items()
    )
    return leaf.render("data-tables.html.j2", tables=lines)


def whole_files(leaf: Leaf) -> Markup:
    """The whole text to print and to read, and the whole site."""
    plan = leaf.plan
    return leaf.render(
        "whole-files.html.j2", pdf=leaf.href(published.whole_pdf(plan)), epub=leaf.href(published.whole_epub(plan)),
        site=leaf.href(published.whole_site(plan)),
    )  # fmt: skip


def entities(leaf: Leaf) -> Markup:
    """Every kind of entity that has files of its own; a kind the plan has nothing of is left out."""
    plan = leaf.plan
    provisions = (*sorted(plan.provisions, key=lambda p: not p.is_duty), *(gone.provision for gone in plan.repealed))
    kinds = (
        ("agencies", "Cơ quan", [published.agency_json(agency.id) for agency in plan.agencies]),
        ("task-areas", "Nhiệm vụ", [published.area_json(area) for area in plan.task_areas]),
        ("provisions", "Điều khoản", [published.provision_json(p) for p in provisions]),
        ("documents", "Văn bản được viện dẫn", [published.document_json(document) for document in plan.documents]),
    )
    lines = (
        EntityLine(
            name=name,
            files=len(found),
            whole=_file(leaf, published.list_json(kind), "Danh sách", name),
            first=_file(leaf, found[0], "Ví dụ", name),
        )
        for kind, name, found in kinds
        if found
    )
    return leaf.render("data-entities.html.j2", entities=tuple(lines))


def _file(leaf: Leaf, address: str, words: str, name: str) -> Markup:
    """A short link that says more to those who do not see its row."""
    return leaf.link(address, Markup('{}<span class="visually-hidden">: {}</span>').format(words, name))
