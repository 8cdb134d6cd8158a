"""The history of the data as it concerns one thing of the plan: which change is shown where, and since when.

Days are those of Vietnam, whatever clock a change was recorded with.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .changes import PROVISION, Change
from .history import History, Step
from .model import Agency, Document, Plan, Provision, TaskArea
from .published import CHANGES, changes_in
from .telling import Teller

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
NEWEST = 60
"""How many steps stand on the page of changes; the years of older ones have a page each."""
_NAMING = ("partners", "binds", "members", "doubtful", "deadlines")
"""Keys whose entries name agencies."""

Concern = Callable[[Change], bool]
Subject = Plan | TaskArea | Agency | Provision | Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One step, as far as it concerns something."""

    step: Step
    changes: tuple[Change, ...]

    @property
    def at(self) -> datetime.datetime:
        return self.step.at.astimezone(VIETNAM)

    @property
    def day(self) -> datetime.date:
        return self.at.date()

    @property
    def anchor(self) -> str:
        """Its id on the page of changes."""
        return f"lan-{self.step.commit[:12]}"


class Chronicle:
    """What became of the data of a plan, newest first."""

    def __init__(self, plan: Plan, history: History = History()) -> None:  # noqa: B008 (frozen)
        self.plan = plan
        self.history = history
        self.teller = Teller(plan)

    @property
    def is_complete(self) -> bool:
        """It reaches back to the day the data came."""
        return self.history.complete

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every step whole, the first among them."""
        told = (Entry(step=step, changes=tuple(filter(_is_told, step.changes))) for step in self.history.steps)
        return tuple(entry for entry in told if entry.changes)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that do not stand whole on the page of changes, newest first."""
        return tuple(sorted({entry.day.year for entry in self.entries[NEWEST:]}, reverse=True))

    @cached_property
    def _places(self) -> Mapping[str, str]:
        pages = (CHANGES if n < NEWEST else changes_in(entry.day.year) for n, entry in enumerate(self.entries))
        return {entry.step.commit: f"{page}#{entry.anchor}" for page, entry in zip(pages, self.entries, strict=True)}

    def address(self, entry: Entry) -> str:
        """Where a step is told whole, site-relative."""
        return self._places[entry.step.commit]

    @cached_property
    def _later(self) -> tuple[Entry, ...]:
        """Steps after the data came, without what no page of a single thing shows."""
        kept = ((entry, _of_things(entry.changes)) for entry in self.entries if not entry.step.first)
        return tuple(Entry(step=entry.step, changes=changes) for entry, changes in kept if changes)

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(c.id for entry in self._later for c in entry.changes if c.kind == PROVISION)

    def has_changed(self, provision: Provision) -> bool:
        """Something of it was changed after the data came."""
        return provision.id in self._touched

    def keeps_wording(self, entries: Iterable[Entry]) -> bool:
        """It is known that no wording was changed in them since the data came."""
        return self.is_complete and not any(c.is_wording for entry in entries if not entry.step.first for c in entry.changes)

    def of(self, subject: Subject) -> tuple[Entry, ...]:
        """Steps after the data came that touched what the page of a thing shows."""
        match subject:
            case TaskArea():
                return self._where(_of_area(subject))
            case Agency():
                return self._where(self._of_agency(subject.id))
            case Provision():
                return self._where(self._of_duty(subject))
            case Document():
                return self._where(_of_document(subject))
        return self._where(lambda change: change.kind in (PROVISION, "plan"))

    def at_home(self, url: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Of some steps what touched provisions that are at home on a page."""
        ids = {p.id for p in self.plan.provisions if self.plan.page_of(p) == url}
        return tuple(_narrowed(entries, lambda change: change.kind == PROVISION and change.id in ids))

    def _where(self, concerns: Concern) -> tuple[Entry, ...]:
        return tuple(_narrowed(self._later, concerns))

    def _of_duty(self, duty: Provision) -> Concern:
        """The responsibility, what lies in it, and what became of its agency since."""
        ids = {p.id for p in self.plan.within(duty.id)}
        return lambda change: (change.kind == PROVISION and change.id in ids) or (
            (change.kind, change.id, change.field) == ("agency", duty.agency, "successors")
        )

    def _of_agency(self, agency_id: str) -> Concern:
        """Its own item and data, where it is named as partner, bound or member, and the wording of what binds it or
        names it as a partner."""
        key = ("agency", agency_id)
        bound = {obligation.provision.id for obligation in self.plan.obligations_of(agency_id)}
        partner = {p.id for p in self.plan.partner_in(agency_id)}
        near = bound | {p.id for p in self.plan.provisions if p.agency == agency_id}

        def concerns(change: Change) -> bool:
            if key in (change.owner, (change.kind, change.id)):
                return True
            if change.field in _NAMING and agency_id in change.item.split(", "):
                return True
            return change.kind == PROVISION and (change.id in near or (change.id in partner and change.is_wording))

        return concerns


def _of_area(area: TaskArea) -> Concern:
    """The area, everything in it, and the links of responsibilities to it."""
    key, ids = ("area", area.id), set(area.provisions)
    return lambda change: (
        key in (change.owner, (change.kind, change.id))
        or (change.kind == PROVISION and change.id in ids)
        or (change.field == "supports" and change.item in ids)
    )


def _of_document(document: Document) -> Concern:
    return lambda change: (change.kind, change.id) == ("document", document.id) or (
        change.field == "documents" and change.item == document.id
    )


def _is_told(change: Change) -> bool:
    """A name that only the data's own files use says nothing to readers."""
    return change.part.rpartition(".")[2] != "id"


def _of_things(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.kind not in ("saying", "site", "abbreviation", "term", "group"))


def _narrowed(entries: Iterable[Entry], concerns: Concern) -> Iterable[Entry]:
    for entry in entries:
        changes = tuple(filter(concerns, entry.changes))
        if changes:
            yield Entry(step=entry.step, changes=changes)
