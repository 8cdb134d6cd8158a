"""Where everything went that was published and is no more: each old id and address, and the place that answers for it now.

Knows the plan as it is, what was promised (`Plan.promised`) and what editors wrote in redirects. A redirect carries along
what lies under it: the parts of a provision, the pages and files of an agency. A repeal needs none: it tells of what stood
beside the provision by itself. Judges nothing: `permanence` does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from . import published
from .model import Plan, Repealed
from .schema import RedirectEntry
from .vietnamese import fragment


@dataclass(frozen=True, slots=True)
class Move:
    """Something published that is no more."""

    old: str
    """The id or address as it was published."""
    new: str | None
    """The address that answers for it now; `None` where nothing does, or several do."""
    entry: RedirectEntry
    """The redirect that tells, or what a repeal tells in its place."""

    @property
    def page(self) -> str:
        """Of an address: its page."""
        return self.old.partition("#")[0]

    @property
    def fragment(self) -> str:
        return self.old.partition("#")[2]


def is_file(address: str) -> bool:
    """Neither an id nor a page nor a place on one."""
    return "/" in address and "#" not in address and not address.endswith("/")


class Moves:
    """Answers for one plan. `written` are the addresses of hand-written pages, `None` where they are not known."""

    def __init__(self, plan: Plan, written: Collection[str] | None = None) -> None:
        self.plan = plan
        self.written = written
        self.homes = published.homes(plan)
        self.present = {*published.addresses(plan), *(written or ())}
        self._told: dict[str, RedirectEntry] = {}
        for entry in plan.redirects:
            self._told.setdefault(entry.old, entry)
        self.repeals = {old: _repeal(old, gone) for old, gone in published.repealed(plan).items()}
        self._told = {**self.repeals, **self._told}

    # -- what there is -----------------------------------------------------------------------------------------

    def is_there(self, place: str) -> bool:
        return place in self.present if "/" in place else place in self.homes

    def may_be_there(self, place: str) -> bool:
        """Whether it is there as far as one can tell: a hand-written page may be, where they are not known."""
        return self.is_there(place) or ("/" in place and self.written is None and not published.is_generated(place))

    def address(self, place: str) -> str | None:
        """The address of an id or address that exists."""
        if "/" not in place:
            return self.homes.get(place)
        return place if self.may_be_there(place) else None

    # -- what went ---------------------------------------------------------------------------------------------

    @cached_property
    def all(self) -> Mapping[str, Move]:
        """Everything published that is no more and of which a redirect tells, what was promised first."""
        known = dict.fromkeys((*self.plan.promised, *self._told, *self._implied()))
        return {old: move for old in known if not self.is_there(old) and (move := self.follow(old))}

    def _implied(self) -> Iterator[str]:
        """Where every provision is known to have stood."""
        for old in self._told:
            if "/" not in old:
                yield from (published.whole_text(fragment(old)), published.fragment_json(fragment(old)))

    def on(self, page: str) -> tuple[Move, ...]:
        """The places of a page that went."""
        return self._on.get(page, ())

    @cached_property
    def _on(self) -> Mapping[str, tuple[Move, ...]]:
        found: dict[str, list[Move]] = {}
        for move in self.all.values():
            if move.fragment:
                found.setdefault(move.page, []).append(move)
        return {page: tuple(moves) for page, moves in found.items()}

    def pages(self) -> tuple[Move, ...]:
        """The pages that went."""
        return tuple(move for move in self.all.values() if move.old.endswith("/"))

    def copies(self, files: Collection[str]) -> dict[str, str]:
        """A file cannot send its readers on: old address -> the one of `files` a copy of which stands there."""
        moved = ((move.old, move.new) for move in self.all.values() if is_file(move.old))
        return {old: new for old, new in moved if new and new in files}

    def follow(self, old: str) -> Move | None:
        """Where something that is no more went; `None` when no redirect tells."""
        entry = self._told.get(old)
        if entry:
            return Move(old, self._landing(entry), entry)
        if "/" not in old:
            return self._provision(old)
        return self._file(old) if is_file(old) else self._place(old)

    def _landing(self, entry: RedirectEntry, rest: str = "") -> str | None:
        """Where a redirect leads: to what bears the same name under the new place, where there is such a thing."""
        if entry.new is None:
            return None
        places = (entry.new + rest, entry.new + rest.partition("#")[0], entry.new)
        return next((found for place in places if (found := self.address(place) or self._repealed(place))), None)

    def _repealed(self, place: str) -> str | None:
        """The repealed provision that answers for what stood beside it."""
        entry = self.repeals.get(place)
        return self.homes[entry.new] if entry and entry.new else None

    def _provision(self, old: str) -> Move | None:
        """With its nearest ancestor that a redirect tells of."""
        head = old
        while head:
            if head in self._told:
                return Move(old, self._landing(self._told[head], old[len(head) :]), self._told[head])
            head = head.rpartition(".")[0]
        return None

    def _place(self, old: str) -> Move | None:
        """A page or a place on one: a provision's goes with its id, any other with the page above it."""
        page, _, point = old.partition("#")
        named = self.provision_at(point)
        if named and not self.is_there(named) and (move := self.follow(named)):
            return Move(old, self._in_text(move.new) if page == published.WHOLE_TEXT else move.new, move.entry)
        for head in above(page):
            entry = self._told.get(head)
            if entry:
                at_home = self.address(named) if named and entry.new else None
                return Move(old, at_home or self._landing(entry, old[len(head) :]), entry)
        return None if point else self._emptied(page)

    def _in_text(self, new: str | None) -> str | None:
        """The place in the whole text of what has another of its own."""
        named = self.provision_at((new or "").partition("#")[2])
        return published.whole_text(fragment(named)) if named and self.is_there(named) else new

    def _emptied(self, page: str) -> Move | None:
        """A page of which no redirect tells, but every place on it does."""
        moves = [self.follow(place) for place in self._places.get(page, ())]
        told = [move for move in moves if move]
        if not told or len(told) < len(moves):
            return None
        ends = {move.new and move.new.partition("#")[0] for move in told}
        return Move(page, ends.pop() if len(ends) == 1 else None, told[0].entry)

    def _file(self, old: str) -> Move | None:
        """A file goes with the page or provision it stands beside."""
        owner = self.owner(old)
        move = self.follow(owner) if owner and not self.is_there(owner) else None
        return Move(old, self._same_file(old, move), move.entry) if move else None

    def _same_file(self, old: str, move: Move) -> str | None:
        """The file that stands beside the new place as the old one stood beside the old."""
        page, _, point = (move.new or "").partition("#")
        if "/" not in move.old:
            found = published.fragment_json(point) if point in self._named else ""
        else:
            alike = page.partition("/")[0] == move.old.partition("/")[0]
            found = dict(zip(_beside(move.old), _beside(page), strict=False)).get(old, "") if alike else ""
        return found if self.is_there(found) else None

    # -- what belongs to what ----------------------------------------------------------------------------------

    @cached_property
    def _known(self) -> tuple[str, ...]:
        """Everything once published, as far as known."""
        return tuple(dict.fromkeys((*self.plan.promised, *self._told)))

    def provision_at(self, point: str) -> str | None:
        """The id of the provision, past or present, that a fragment is of."""
        return self._named.get(point)

    @cached_property
    def _named(self) -> Mapping[str, str]:
        past = (old for old in self._known if "/" not in old)
        return {fragment(name): name for name in (*past, *self.homes)}

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, ...]]:
        """Page -> the places once published on it."""
        found: dict[str, list[str]] = {}
        for old in self._known:
            page, mark, _ = old.partition("#")
            if mark:
                found.setdefault(page, []).append(old)
        return {page: tuple(places) for page, places in found.items()}

    def places(self, page: str) -> tuple[str, ...]:
        """What could once be pointed at on a page."""
        return self._places.get(page, ())

    def owner(self, file: str) -> str | None:
        """The page or provision, past or present, that a file stands beside."""
        return self._owners.get(file)

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        pages = (place for place in (*self._known, *self.present) if place.endswith("/"))
        files = {file: page for page in pages for file in _beside(page)}
        return files | {published.fragment_json(point): name for point, name in self._named.items()}


def _repeal(old: str, gone: Repealed) -> RedirectEntry:
    """What a repeal tells of an address: its words are on the page of the provision, a file has nothing in its place."""
    change, named = gone.change, gone.provision.id
    return RedirectEntry.model_construct(
        old=named, new=None if is_file(old) else named, gone="có" if is_file(old) else None,
        why=f"Bị bãi bỏ bởi {change.clause} {change.amendment.name}.", since=change.amendment.effective,
    )  # fmt: skip


def above(page: str) -> Iterator[str]:
    """A page and every page above it, itself first."""
    while page:
        yield page
        page = page[: page.rstrip("/").rfind("/") + 1]


def _beside(page: str) -> tuple[str, ...]:
    """The files of a page, its calendar too."""
    name = PurePosixPath(page).name
    return (*published.beside(page), published.calendar(name)) if page == f"co-quan/{name}/" else published.beside(page)
