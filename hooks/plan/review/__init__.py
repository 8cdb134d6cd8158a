"""What a proposed change means, for whoever has to say yes or no: built here, shown by `markdown`, `html` and `values`.

Takes the data before and after as typed, and the two plans as far as they can be understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..changes import AMENDMENT, MODIFICATION, Change, Key, Record, compare
from ..consequences import Effect, effects
from ..model import Plan
from ..moves import Moves
from ..pages import Site
from ..pages.page import Page
from ..published import addresses, homes
from ..telling import NOUNS, Teller, Told, grouped
from ..vietnamese import short_date

__all__ = ["PageChange", "Review", "review"]

@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """A page that reads otherwise, is new, or is gone."""

    action: str
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything a reviewer is told."""

    name: str
    """What the plan is called."""
    groups: Mapping[str, tuple[Told, ...]]
    """Changes in words under the agency, task area or list they belong to; those of the official wording stand apart."""
    counts: Mapping[str, int]
    """How many changes of each kind, those of the official wording apart."""
    wording: tuple[Told, ...]
    """Changes of the official wording itself, which no official amendment explains."""
    amended: tuple[Told, ...]
    """What amendments that were not there before make of the wording."""
    effects: tuple[Effect, ...]
    pages: tuple[PageChange, ...]
    lost: tuple[str, ...]
    """Ids and addresses that were there before, are no more, and of which no redirect tells."""
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
        return bool(self.groups or self.wording or self.written or self.unread or self.lost)


def review(
    before: Mapping[Key, Record],
    after: Mapping[Key, Record],
    plans: tuple[Plan | None, Plan | None],
    *,
    written: Iterable[str] = (),
    others: Iterable[str] = (),
    unread: Iterable[str] = (),
    problems: int = 0,
) -> Review:
    """What differs between two states of the data; `plans` are the two as far as they could be understood."""
    old, new = plans
    teller = Teller(*(plan for plan in (new, old) if plan is not None))
    changes = [change for change in compare(before, after) if not _explained(change, before)]
    known = new or old
    both = old is not None and new is not None
    pages = _pages(old, new) if old is not None and new is not None else ()
    return Review(
        name=known.name if known else "",
        groups=grouped(teller, (change for change in changes if not change.is_wording)),
        counts=_counts(change for change in changes if not change.is_wording),
        wording=tuple(teller.tell(change) for change in changes if change.is_wording),
        amended=tuple(_amended(new, before, teller)) if new is not None else (),
        effects=effects(old, new) if old is not None and new is not None else (),
        pages=pages,
        lost=_lost(old, new) if old is not None and new is not None else (),
        written=tuple(written), others=tuple(others), unread=tuple(unread), problems=problems, comparable=both,
    )  # fmt: skip


_DONE = {"replaced": "thay lời", "inserted": "bổ sung", "repealed": "bãi bỏ"}


def _explained(change: Change, before: Mapping[Key, Record]) -> bool:
    """What an amendment does that is recorded now for the first time is no slip."""
    return change.kind == MODIFICATION and change.action == "added" and not change.field and change.owner not in before


def _amended(new: Plan, before: Mapping[Key, Record], teller: Teller) -> Iterator[Told]:
    """What amendments recorded now for the first time make of the wording."""
    actions = {"replaced": "changed", "inserted": "added", "repealed": "removed"}
    for step in (step for step in new.modifications if (AMENDMENT, step.amendment.id) not in before):
        since = short_date(step.amendment.effective)
        named = f"{_DONE[step.action]} {teller.provision(step.provision)}"
        change = Change(
            action=actions[step.action], kind=MODIFICATION, id=f"{step.provision}@{step.amendment.id}", owner=None, field="text",
            before=step.before.text if step.before else "", after=step.after.text if step.after else "",
        )  # fmt: skip
        yield Told(change, f"{named} ({step.clause} {step.amendment.name}, hiệu lực từ {since})")


def _counts(changes: Iterable[Change]) -> Mapping[str, int]:
    """Kinds of change by name; several keys of one entry count once."""
    seen = dict.fromkeys((change.kind, change.id, change.field, change.item) for change in changes)
    found: dict[str, int] = {}
    for kind, _, field, _ in seen:
        name = NOUNS.get(field, field) if field else {"provision": "điều khoản"}.get(kind, "mục")
        found[name] = found.get(name, 0) + 1
    return found


def _lost(old: Plan, new: Plan) -> tuple[str, ...]:
    """What nobody would find again."""
    was = (*old.promised, *homes(old), *addresses(old))
    moves = Moves(new)
    return tuple(dict.fromkeys(x for x in was if not moves.is_there(x) and moves.follow(x) is None))


def _pages(old: Plan, new: Plan) -> tuple[PageChange, ...]:
    """Pages made from data that a reader would find different."""
    was, now = ({page.url: page for page in Site(plan).pages()} for plan in (old, new))
    found = []
    for url in dict.fromkeys((*now, *was)):
        page = now.get(url) or was[url]
        action = "added" if url not in was else "removed" if url not in now else _differs(was[url], now[url])
        if action:
            found.append(PageChange(action=action, url=url, title=page.title))
    return tuple(found)


def _differs(one: Page, other: Page) -> str:
    same = (one.body, one.title, one.description) == (other.body, other.title, other.description)
    return "" if same else "changed"
