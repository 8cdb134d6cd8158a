"""The whole document in order, set as the signed paper is, with who and what in its margin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from .. import paper
from ..model import Provision, Repealed
from ..paper import FRONT, between, letterhead
from ..published import whole_epub, whole_pdf
from .amended import Gone, gone
from .entries import Fact, Row, facts_of, row
from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Toàn văn", "toan-van/")
_MARGIN = ("partners", "tasks", "doers", "bound", "times")
_FOLDED = ("documents", "groups", "named")
"""Kinds of facts in the margin, and those folded away there."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A line of the list of contents."""

    link: Markup
    items: tuple[Markup, ...]


def page(leaf: Leaf) -> Page:
    plan = leaf.plan
    edition = plan.editions[-1]
    return leaf.page(
        "text.html.j2", kind="text", title=INDEX[0], contents=contents(leaf),
        description=f"Nguyên văn {plan.cite_self}, đủ từng chữ, kèm chú dẫn bên lề.",
        head=head(leaf, leaf.wording.element), titles=_titles(leaf), rows=body(leaf, lambda p: _row(leaf, p)),
        recipients=tuple(_row(leaf, p) for p in plan.provisions if p.kind in ("recipients", "recipient")),
        fixed=leaf.href(edition.url), editions=leaf.href("phien-ban/"), since=edition.date,
        pdf=leaf.href(whole_pdf(plan)), epub=leaf.href(whole_epub(plan)), data=leaf.href("du-lieu/"),
        signature=tuple(_row(leaf, p) for p in plan.provisions if p.kind == "signature"), fronts=_fronts(leaf),
    )  # fmt: skip


def body(leaf: Leaf, made: Callable[[Provision], T]) -> tuple[T | Gone, ...]:
    """What stands between title and recipients, the repealed in their places."""
    return tuple(gone(leaf, p) if isinstance(p, Repealed) else made(p) for p in between(leaf.plan))


def head(leaf: Leaf, element: Callable[[Provision], Markup]) -> tuple[tuple[str, Markup], ...]:
    """The lines above the title with the place each has on paper."""
    return tuple((f"{place} {provision.kind}", element(provision)) for place, provision in letterhead(leaf.plan))


def _fronts(leaf: Leaf) -> tuple[Row, ...]:
    """Tools of the lines that have no margin of their own."""
    return tuple(_row(leaf, p) for p in leaf.plan.provisions if p.kind in (*FRONT, "title"))


def _titles(leaf: Leaf) -> tuple[Markup, ...]:
    """The lines of the title; the first is the heading of the page."""
    titles = [p for p in leaf.plan.provisions if p.kind == "title"]
    return tuple(leaf.wording.element(p, "h1" if i == 0 else "p") for i, p in enumerate(titles))


def _row(leaf: Leaf, provision: Provision) -> Row:
    above = sum(1 for p in leaf.plan.ancestors(provision) if p.is_heading)
    tag = f"h{min(2 + above, 6)}" if provision.is_heading else "p"
    facts, more = _margin(leaf, provision)
    return row(leaf, provision, tag=tag, facts=facts, more=more)


def _margin(leaf: Leaf, provision: Provision) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Who and when stand in the margin; the rest is folded away there, where this is the provision's own page."""
    found = facts_of(leaf, provision)
    role = (Fact(kind="role", label="Vai trò", items=(leaf.role(provision.role),)),) if provision.role else ()
    facts = (*role, *(fact for fact in found if fact.kind in _MARGIN))
    at_home = leaf.plan.page_of(provision) == leaf.url
    return facts, tuple(fact for fact in found if at_home and fact.kind in _FOLDED)


def contents(leaf: Leaf) -> tuple[Contents, ...]:
    return tuple(
        Contents(link=_entry(leaf, section), items=tuple(_entry(leaf, p) for p in items))
        for section, items in paper.contents(leaf.plan)
    )


def _entry(leaf: Leaf, provision: Provision) -> Markup:
    return leaf.link(
        f"{leaf.url if leaf.url.endswith(INDEX[1]) else INDEX[1]}#{provision.fragment}",
        Markup('<span class="count">{}</span> {}').format(provision.label.strip(), provision.short_title),
    )
