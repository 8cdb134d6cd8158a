"""What a proposed change means, for whoever has to say yes or no: built here, shown by `markdown`, `html` and `values`.

Takes the data before and after as typed, and the two plans as far as they can be understood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..changes import AMENDMENT, MODIFICATION, Action, Change, Key, Record, compare
from ..consequences import Effect, effects
from ..model import Plan
from ..moves import Moves
from ..pages import Site
from ..pages.page import Page
from ..published import addresses, homes
from ..telling import DEEDS, Teller, Told, done, grouped, per_entry
from ..vietnamese import short_date
from .renames import carried, renames, told

__all__ = ["PageChange", "Review", "review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A page that reads otherwise, is new, or is gone."""

    action: str
    """added, removed, changed or moved."""
    url: str
    title: str
    to: str = ""
    """Where one that moved is now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything a reviewer is told."""

    name: str
    """What the plan is called."""
    groups: Mapping[str, tuple[Told, ...]]
    """Changes in words under the agency, task area or list they belong to; those of the official wording stand apart."""
    counts: Mapping[tuple[str, str], int]
    """Verb and noun -> how many such changes, those of the official wording apart; several keys of one entry count once."""
    wording: tuple[Told, ...]
    """Changes of the official wording itself, which no official amendment explains."""
    amended: tuple[Told, ...]
    """What amendments that were not there before make of the wording."""
    effects: tuple[Effect, ...]
    pages: tuple[PageChange, ...]
    lost: tuple[str, ...]
    """Ids and addresses that were there before, are no more, and of which no redirect tells."""
    unlisted: tuple[str, ...]
    """Lines that were taken out of the ledger of what was published."""
    written: tuple[str, ...]
    """Hand-written pages that differ."""
    others: tuple[str, ...]
    """Other files that differ: code, workflows, tests."""
    unread: tuple[str, ...]
    """Data files of the new state that cannot be read; what changed in them is not known."""
    problems: int
    """How many problems the new state has."""
    comparable: bool
    """Both states are whole plans, so effects and pages are known."""

    @property
    def changes_meaning(self) -> bool:
        """Something that readers or programs are told has changed."""
        return bool(self.groups or self.wording or self.written or self.unread or self.lost or self.unlisted)


Written = Mapping[str, tuple[str, str]]
"""Address of a hand-written page -> its title, and its text with the values of a plan."""


def review(
    before: Mapping[Key, Record],
    after: Mapping[Key, Record],
    plans: tuple[Plan | None, Plan | None],
    *,
    comparable: bool = True,
    narrated: tuple[Written, Written] = ({}, {}),
    written: Iterable[str] = (),
    others: Iterable[str] = (),
    unread: Iterable[str] = (),
    problems: int = 0,
) -> Review:
    """What differs between two states of the data; `plans` are the two as far as they could be understood, to be compared only
    when both are sound."""
    old, new = plans
    teller = Teller(*(plan for plan in (new, old) if plan is not None))
    renamed = renames(before, after)
    changes = [*told(renamed), *compare(carried(before, renamed), after)]
    changes = [change for change in changes if not _explained(change, before)]
    known, both = new or old, (old, new) if comparable and old is not None and new is not None else None
    return Review(
        name=known.name if known else "",
        groups=grouped(teller, (change for change in changes if not change.is_wording)),
        counts=_counts(change for change in changes if not change.is_wording),
        wording=tuple(teller.tell(change) for change in changes if change.is_wording),
        amended=tuple(_amended(new, before, teller)) if new is not None else (),
        effects=effects(*both, {old_id: new_id for (_, old_id), (_, new_id) in renamed.items()}) if both else (),
        pages=(*_pages(*both), *_narrated(*narrated)) if both else (),
        lost=_lost(*both) if both else (),
        unlisted=tuple(sorted({*old.promised} - {*new.promised})) if old is not None and new is not None else (),
        written=tuple(written), others=tuple(others), unread=tuple(unread), problems=problems, comparable=both is not None,
    )  # fmt: skip


def _explained(change: Change, before: Mapping[Key, Record]) -> bool:
    """What an amendment does that is recorded now for the first time is no slip."""
    return change.is_deed and change.owner not in before


def _amended(new: Plan, before: Mapping[Key, Record], teller: Teller) -> Iterator[Told]:
    """What amendments recorded now for the first time make of the wording."""
    actions: dict[str, Action] = {"replaced": "changed", "inserted": "added", "repealed": "removed"}
    for step in (step for step in new.modifications if (AMENDMENT, step.amendment.id) not in before):
        since = short_date(step.amendment.effective)
        named = f"{DEEDS[step.action]} {teller.provision(step.provision)}"
        change = Change(
            action=actions[step.action], kind=MODIFICATION, id=step.id, owner=None, field="text",
            before=step.before.text if step.before else "", after=step.after.text if step.after else "",
        )  # fmt: skip
        yield Told(change, f"{named} ({step.clause} {step.amendment.name}, hiệu lực từ {since})")


def _counts(changes: Iterable[Change]) -> Mapping[tuple[str, str], int]:
    return Counter(map(done, per_entry(changes)))


def _lost(old: Plan, new: Plan) -> tuple[str, ...]:
    """What nobody would find again."""
    was = (*old.promised, *homes(old), *addresses(old))
    moves = Moves(new)
    return tuple(dict.fromkeys(x for x in was if not moves.may_be_there(x) and moves.follow(x) is None))


def _pages(old: Plan, new: Plan) -> tuple[PageChange, ...]:
    """Pages made from data that a reader would find different."""
    was, now = ({page.url: page for page in Site(plan).pages()} for plan in (old, new))
    moves = Moves(new)
    moved = {url: move.new for url in was if url not in now and (move := moves.follow(url)) and move.new}
    found = []
    for url in dict.fromkeys((*now, *was)):
        page = now.get(url) or was[url]
        action = "added" if url not in was else "removed" if url not in now else _differs(was[url], now[url])
        if url in moved:
            found.append(PageChange(action="moved", url=url, title=page.title, to=moved[url]))
        elif action and not (action == "added" and url in moved.values()):
            found.append(PageChange(action=action, url=url, title=page.title))
    return tuple(found)


def _narrated(was: Written, now: Written) -> Iterator[PageChange]:
    """Hand-written pages that show other values, whoever wrote them."""
    for url, (title, text) in now.items():
        if url in was and was[url][1] != text:
            yield PageChange(action="changed", url=url, title=title)


def _differs(one: Page, other: Page) -> str:
    same = (one.body, one.title, one.description) == (other.body, other.title, other.description)
    return "" if same else "changed"
