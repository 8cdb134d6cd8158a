"""The document as it stands on paper: what is where in its letterhead, what lies under what, what was done to it since.

Whoever shows the whole text asks here, so that page, print and book agree. Knows no markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from .model import Edition, Modification, Plan, Provision, Repealed
from .references import NUMBERED_KINDS
from .vietnamese import capital, short_date

FRONT = ("header", "rule")
"""Kinds above the title."""
_APART = (*FRONT, "title", "recipients", "recipient", "signature")
"""Kinds that have a place of their own beside or above the text."""
DONE = {"replaced": "sửa đổi", "inserted": "bổ sung", "repealed": "bãi bỏ"}
"""What an amendment does, as official papers call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A provision in its place, with what lies under it."""

    provision: Provision
    level: int
    """Of a heading: how many headings it stands under, and one; of anything else nothing."""
    under: tuple[Branch | Repealed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What an amendment did, in pieces that can be linked: `Được sửa đổi bởi`, `khoản 1 Điều 1 Quyết định số 1/QĐ-UBND`,
    `hiệu lực từ 01/3/2024`."""

    verb: str
    source: str
    since: str

    def __str__(self) -> str:
        return f"{self.verb} {self.source} {self.since}"


def letterhead(plan: Plan) -> tuple[tuple[str, Provision], ...]:
    """The lines above the title with the place each has on paper: issuer and number left, country, motto and date right."""
    side = "left"
    found: list[tuple[str, Provision]] = []
    for provision in of_kind(plan, *FRONT):
        if plan.number in provision.text:
            place = "left foot"
        elif provision.text.startswith(f"{plan.place},"):
            place = "right foot"
        else:
            place = side
        found.append((place, provision))
        if provision.kind == "rule":
            side = "right"
    return tuple(found)


def of_kind(plan: Plan, *kinds: str) -> tuple[Provision, ...]:
    return tuple(p for p in plan.provisions if p.kind in kinds)


def between(plan: Plan) -> Iterator[Provision | Repealed]:
    """What stands between title and recipients, the repealed in their places; what lay in a repealed one is told with it."""
    for p in plan.standing:
        if not isinstance(p, Repealed):
            if p.kind not in _APART:
                yield p
        elif not plan.is_repealed(p.provision.parent or ""):
            yield p


def contents(plan: Plan) -> Iterator[tuple[Provision, tuple[Provision, ...]]]:
    """What a list of contents names: each section, and the items and articles right under it."""
    for section in plan.sections:
        yield section, tuple(p for p in plan.children(section.id) if p.kind in ("item", "article"))


def entry(p: Provision) -> str:
    """What a list of contents calls a part: a heading by its words, any other by its label and our short title."""
    return p.text if p.is_heading else f"{p.label.strip()} {p.short_title}".strip()


def tree(plan: Plan) -> tuple[Branch | Repealed, ...]:
    """The same, each under what it lies in."""
    under: dict[str | None, list[Provision | Repealed]] = {}
    for each in between(plan):
        p = each.provision if isinstance(each, Repealed) else each
        under.setdefault(p.parent, []).append(each)

    def branches(parent: str | None, above: int) -> tuple[Branch | Repealed, ...]:
        return tuple(p if isinstance(p, Repealed) else branch(p, above) for p in under.get(parent, ()))

    def branch(p: Provision, above: int) -> Branch:
        level = above + 1 if p.is_heading else 0
        return Branch(provision=p, level=level, under=branches(p.id, level or above))

    return branches(None, 0)


def parts(plan: Plan) -> tuple[tuple[Branch | Repealed, ...], tuple[Branch | Repealed, ...], tuple[Branch | Repealed, ...]]:
    """The tree in three: what stands before the first numbered part, from it to the last, and after that."""
    roots = tree(plan)
    numbered = [at for at, root in enumerate(roots) if root.provision.kind in NUMBERED_KINDS]
    first, end = (numbered[0], numbered[-1] + 1) if numbered else (len(roots), len(roots))
    return roots[:first], roots[first:end], roots[end:]


def ending(plan: Plan) -> str:
    """What a list of contents calls all that stands after the last numbered part; empty where nothing does."""
    if parts(plan)[2]:
        return "Phần cuối"
    return "Nơi nhận và chữ ký" if of_kind(plan, "recipients", "recipient", "signature") else ""


def runs(branches: Iterable[Branch | Repealed]) -> Iterator[tuple[bool, tuple[Branch | Repealed, ...]]]:
    """Neighbours that are items of one list, and those that are none: what bears a label and is no heading is an item."""
    for listed, group in groupby(branches, _is_listed):
        yield listed, tuple(group)


def _is_listed(branch: Branch | Repealed) -> bool:
    return isinstance(branch, Branch) and not branch.level and bool(branch.provision.label.strip())


def deed(change: Modification) -> Deed:
    """What a change of a provision in force is called."""
    return Deed(
        verb=("Bị bãi bỏ" if change.action == "repealed" else f"Được {DONE[change.action]}") + " bởi",
        source=f"{change.clause} {change.amendment.name}",
        since=f"(hiệu lực từ {short_date(change.amendment.effective)})",
    )


def repeal(plan: Plan, gone: Repealed) -> Deed:
    """What stands in the place of a repealed provision: `Mục 2.1: bị bãi bỏ bởi`, the document, `từ 01/3/2024`."""
    called = capital(last_with(plan, gone.provision.id).plan.cite_path(gone.provision))
    source = f"{gone.change.clause} {gone.change.amendment.name}"
    return Deed(verb=f"{called}: bị bãi bỏ bởi", source=source, since=f"từ {short_date(gone.change.amendment.effective)}")


def last_with(plan: Plan, provision_id: str) -> Edition:
    """The last edition that held a repealed provision."""
    return next(edition for edition in reversed(plan.past) if provision_id in edition.plan.by_id)
