"""What stands where something once was: a page in place of a page, a line on a page that is still there.

An old fragment leads to words that say where its provision is now: hidden beside the new place where that is on the same
page, until a reader comes by the old address; at the end of the page where it is elsewhere or nowhere.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from .. import published
from ..model import Plan
from ..moves import Move, Moves
from ..vietnamese import capital
from .leaf import Leaf
from .page import Page

KINDS = ("moved", "missing")
"""Pages that are at no place anything ever was on."""
_INSIDE = {"li": "", "div": "<dt>"}
"""Elements whose note stands in them, and the tag after which; beside any other it stands before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that went, as told to a reader."""

    fragment: str
    name: Markup
    now: Markup
    """Link to where it is now; empty where nothing took its place."""
    why: Markup
    """Empty where it was told already."""
    since: datetime.date | None


def titles(plan: Plan) -> dict[str, str]:
    """Address -> what the place is called; a provision is called by its path."""
    return {
        **{area.url: plan.provision(area.id).short_title for area in plan.task_areas},
        **{agency.url: agency.name for agency in plan.agencies},
        **{plan.page_of(duty): plan.short_path(duty) for duty in plan.responsibilities},
        **{document.url: document.name for document in plan.documents},
        **{plan.group_url(group.id): group.name for group in plan.groups},
        **{plan.party_url(body.id): capital(body.name) for body in plan.bodies},
        **{plan.deadline_url(due.deadline.id): due.deadline.text for due in plan.deadlines},
        **{plan.abbreviation_url(entry.short): entry.short for entry in plan.abbreviations},
        **{published.term(entry.id): entry.term for entry in plan.terms},
    }


def page(leaf: Leaf, move: Move, moves: Moves, names: Mapping[str, str]) -> Page:
    """In place of a page that is no more. It sends its readers on where everything on it went to one page."""
    lines = ((found, _line(leaf, found, moves, names)) for found in moves.on(move.old))
    went = tuple(replace(line, why=Markup("")) if found.entry is move.entry else line for found, line in lines)
    ends = {_page(found) for found in (move, *moves.on(move.old))}
    title = "Trang này đã chuyển" if move.new or any(line.now for line in went) else "Trang này không còn"
    line = _line(leaf, move, moves, names)
    body = leaf.render("moved.html.j2", title=title, line=line, went=went)
    forward = move.new if len(ends) == 1 else None
    return Page(url=move.old, title=title, description=move.entry.why, kind="moved", body=body, forward=forward)


def told(leaf: Leaf, body: Markup, moves: Moves, names: Mapping[str, str]) -> tuple[Markup, tuple[Line, ...]]:
    """The body of a page with a note beside each new place on it, and the lines for what went elsewhere."""
    rest = []
    for move in moves.on(leaf.url):
        line = _line(leaf, move, moves, names)
        page, _, point = (move.new or "").partition("#")
        noted = _noted(body, point, leaf.render("moved-here.html.j2", line=line)) if point and page == leaf.url else None
        if noted is None:
            rest.append(line)
        else:
            body = noted
    return body, tuple(rest)


def _noted(body: Markup, point: str, note: Markup) -> Markup | None:
    """A body with a note at the element of a fragment; `None` where there is no such element."""
    found = re.search(rf'<(\w+)(?: [^<>]*)? id="{point}"[^<>]*>', body)
    if found is None:
        return None
    tag = _INSIDE.get(found[1])
    at = found.start() if tag is None else body.index(tag, found.end()) + len(tag)
    return Markup(body[:at]) + note.strip() + Markup(body[at:])  # at the edge of a tag, where markup may be cut


def _page(move: Move) -> str:
    return (move.new or "").partition("#")[0]


def _line(leaf: Leaf, move: Move, moves: Moves, names: Mapping[str, str]) -> Line:
    named = moves.provision_at(move.fragment)
    return Line(
        fragment=move.fragment,
        name=Markup('<span class="nb">{}</span>').format(named or move.fragment or move.old),
        now=leaf.link(move.new, leaf.unbroken(_called(move.new, moves, names))) if move.new else Markup(""),
        why=leaf.unbroken(move.entry.why),
        since=move.entry.since,
    )


def _called(address: str, moves: Moves, names: Mapping[str, str]) -> str:
    """What a place is called: a provision by its path, anything else by its title, or that of its page."""
    named = moves.provision_at(address.partition("#")[2])
    if named and moves.is_there(named):
        found = moves.plan.by_id.get(named)
        return moves.plan.short_path(found) if found else named
    return names.get(address) or names.get(address.partition("#")[0]) or address
