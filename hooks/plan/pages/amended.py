"""What amendments did to a provision, told where it is shown: by which document, from when, and both wordings side by side.

An earlier wording is no wording in force: its element says so by `data-wording` in place of `data-provision`.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .. import words
from ..model import Modification, Plan, Provision, Repealed
from ..paper import deed, last_with, repeal
from ..vietnamese import short_date
from .leaf import Leaf

_MARKED = {"same": Markup("{}"), "gone": Markup("<del>{}</del>"), "new": Markup("<ins>{}</ins>")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two wordings, what differs from the other marked."""

    name: str
    wording: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change of a provision."""

    line: Markup
    id: str
    of: str
    """What the provision is called, for who hears the page."""
    sides: tuple[Side, ...]
    """The wording before and after, where there was one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """A repealed provision in its place, with those that lay in it."""

    fragment: str
    name: str
    line: Markup
    to: Markup | None
    wording: tuple[tuple[str, str, str], ...]
    """Fragment, id and last wording of it and of each that lay in it."""
    last: str
    """Address of the last edition that held it."""
    is_gone: bool = True


def told(leaf: Leaf, provision: Provision) -> tuple[Told, ...]:
    """Every change of a provision in force, the latest first."""
    changes = leaf.plan.changes_of(provision.id)
    return tuple(
        Told(line=line(leaf, change), id=provision.id, of=leaf.plan.short_path(provision), sides=sides(leaf, change))
        for change in reversed(changes)
    )


def line(leaf: Leaf, change: Modification) -> Markup:
    """`Được sửa đổi bởi khoản 1 Điều 1 Quyết định số 1/QĐ-UBND (hiệu lực từ 01/3/2024)`, with the document linked."""
    done = deed(change)
    source = leaf.link(change.amendment.url, leaf.unbroken(done.source))
    return Markup("{} {} {}").format(done.verb, source, leaf.unbroken(done.since))


def sides(leaf: Leaf, change: Modification) -> tuple[Side, ...]:
    """The wordings on both sides of a change; without the marks each is the wording, white space folded."""
    if change.before is None or change.after is None:
        return ()
    pieces = words.compare(change.before.text, change.after.text)
    day = short_date(change.amendment.effective)
    since = short_date(leaf.plan.wording_began(change))
    return (
        Side(name=f"Từ {since} đến trước ngày {day}", wording=_side(pieces, "gone")),
        Side(name=f"Từ {day}", wording=_side(pieces, "new")),
    )


def _side(pieces: tuple[words.Piece, ...], kind: str) -> Markup:
    return Markup(" ").join(_MARKED[piece.kind].format(piece.text) for piece in pieces if piece.kind in ("same", kind))


def gone(leaf: Leaf, repealed: Repealed) -> Gone:
    """What stands in the place of a repealed provision. Those that lay in it are told with it."""
    plan, p, change = leaf.plan, repealed.provision, repealed.change
    inside = [r for r in plan.repealed if r.provision.id == p.id or r.provision.id.startswith(f"{p.id}.")]
    edition = last_with(plan, p.id)
    done = repeal(plan, repealed)
    source = leaf.link(change.amendment.url, leaf.unbroken(done.source))
    return Gone(
        fragment=p.fragment, name=stood_as(plan, repealed),
        line=Markup("{} {} {}").format(leaf.unbroken(done.verb), source, leaf.unbroken(done.since)),
        to=_successor(leaf, change.to), last=leaf.href(f"{edition.url}#{p.fragment}"),
        wording=tuple((r.provision.fragment, r.provision.id, r.provision.text) for r in inside),
    )  # fmt: skip


def stood_as(plan: Plan, repealed: Repealed) -> str:
    """What a repealed provision is called: as when it last stood."""
    return last_with(plan, repealed.provision.id).plan.short_path(repealed.provision)


def _successor(leaf: Leaf, to: str | None) -> Markup | None:
    """What took over; it may have been repealed since."""
    if to is None:
        return None
    if to in leaf.plan.by_id:
        return leaf.provision(leaf.plan.provision(to))
    return leaf.link(leaf.plan.repealed_provision(to).url, to) if leaf.plan.is_repealed(to) else Markup("{}").format(to)
