"""Points in time: the list of states the plan went through, and each state's full text at an address that stays.

A state that is no longer in force says so at its head, and its wording is marked as none in force.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..model import Edition, Modification, Provision
from ..paper import DONE
from ..vietnamese import short_date
from .amended import Told, stood_as, told
from .leaf import Leaf
from .page import Link, Page
from .text import body, contents, head

INDEX: Link = ("Các bản theo thời gian", "phien-ban/")
_FRONT = ("header", "rule", "title")
_END = ("recipients", "recipient", "signature")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state in the list."""

    day: str
    link: Markup
    in_force: bool
    brought: tuple[Markup, ...]
    """The documents that made it so."""
    changed: tuple[tuple[str, Markup, str, Markup], ...]
    """What changed: how, which provision, our name for it, and the clause that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A provision as it stood."""

    provision: Provision
    element: Markup
    path: Markup
    fragment: str
    changes: tuple[Told, ...]
    is_gone: bool = False


def index(leaf: Leaf) -> Page:
    plan = leaf.plan
    return leaf.page(
        "editions.html.j2", kind="editions", title=INDEX[0],
        states=tuple(_state(leaf, edition) for edition in reversed(plan.editions)),
        description=f"{plan.name} qua từng thời điểm: mỗi lần được sửa đổi thì lời của văn bản ra sao.",
    )  # fmt: skip


def _state(leaf: Leaf, edition: Edition) -> State:
    rows = tuple(_changed(leaf, change) for amendment in edition.amendments for change in leaf.plan.changes_by(amendment.id))
    day = short_date(edition.date)
    return State(
        day=day, link=leaf.link(edition.url, leaf.unbroken(f"Toàn văn từ {day}")),
        in_force=edition.plan is leaf.plan,
        brought=tuple(leaf.link(a.url, leaf.unbroken(a.name)) for a in edition.amendments), changed=rows,
    )  # fmt: skip


def _changed(leaf: Leaf, change: Modification) -> tuple[str, Markup, str, Markup]:
    name, title = named(leaf, change)
    clause = leaf.unbroken(f"{change.clause} {change.amendment.name}")
    return DONE[change.action], name, title, clause


def named(leaf: Leaf, change: Modification) -> tuple[Markup, str]:
    """The provision a change is about, linked to where it stands or stood, and our short title of it."""
    plan = leaf.plan
    found = plan.by_id.get(change.provision)
    if found is not None:
        return leaf.provision(found), found.short_title
    gone = plan.repealed_provision(change.provision)
    return leaf.link(gone.url, stood_as(leaf.plan, gone)), gone.provision.short_title


def page(leaf: Leaf, at: int, editions: tuple[Edition, ...]) -> Page:
    """The full text of one state; `leaf` writes with the plan as it stood then."""
    plan, edition = leaf.plan, editions[at]
    in_force = at == len(editions) - 1

    def element(p: Provision, tag: str = "p") -> Markup:
        return leaf.wording.element(p, tag, in_force=in_force)

    titles = [p for p in plan.provisions if p.kind == "title"]
    day = short_date(edition.date)
    return leaf.page(
        "edition.html.j2", kind="edition", title=f"Toàn văn từ {day}", crumbs=(INDEX,),
        description=f"Nguyên văn {plan.cite_self} như có hiệu lực từ {day}.",
        edition=edition, in_force=in_force, until=None if in_force else editions[at + 1].date,
        brought=tuple(leaf.link(a.url, leaf.unbroken(a.name)) for a in edition.amendments),
        now=leaf.href("toan-van/"), states=leaf.href(INDEX[1]),
        before=_neighbour(leaf, editions, at - 1), after=_neighbour(leaf, editions, at + 1),
        contents=contents(leaf), head=head(leaf, element),
        titles=tuple(element(p, "p" if i else "h1") for i, p in enumerate(titles)),
        rows=body(leaf, lambda p: _line(leaf, p, element(p, _tag(leaf, p)))),
        recipients=tuple(element(p) for p in plan.provisions if p.kind in ("recipients", "recipient")),
        signature=tuple(element(p) for p in plan.provisions if p.kind == "signature"),
    )  # fmt: skip


def _neighbour(leaf: Leaf, editions: tuple[Edition, ...], at: int) -> Markup | None:
    if not 0 <= at < len(editions):
        return None
    return leaf.link(editions[at].url, leaf.unbroken(f"từ {short_date(editions[at].date)}"))


def _tag(leaf: Leaf, provision: Provision) -> str:
    above = sum(1 for p in leaf.plan.ancestors(provision) if p.is_heading)
    return f"h{min(2 + above, 6)}" if provision.is_heading else "p"


def _line(leaf: Leaf, provision: Provision, element: Markup) -> Line:
    return Line(
        provision=provision, element=element, path=leaf.path(provision), fragment=provision.fragment,
        changes=told(leaf, provision),
    )  # fmt: skip
