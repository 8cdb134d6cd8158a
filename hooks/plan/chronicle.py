"""The history of the data as it concerns one thing of the plan: which change is shown where, and since when.

What an amendment does concerns every provision it touches, as much as if its words had been typed over: those replaced,
those inserted, and those that stood until then.

Days are those of Vietnam, whatever clock a change was recorded with.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .changes import AMENDMENT, MODIFICATION, PROVISION, Change, Key
from .history import History, Step
from .model import Agency, Amendment, Document, Plan, Provision, TaskArea
from .published import changes_in
from .telling import Teller

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
NEWEST = 60
"""How many steps stand on the page of changes; on the page of its year each has its place for good."""
_NAMING = ("partners", "binds", "members", "doubtful", "deadlines")
"""Keys whose entries name agencies."""
_SHOWN = ("type", "number", "effective")
"""What is said of an amendment wherever its wording stands."""

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
        """The years of which something is told, newest first."""
        return tuple(sorted({entry.day.year for entry in self.entries}, reverse=True))

    @staticmethod
    def address(entry: Entry) -> str:
        """Where a step is told whole, site-relative; the same however many come after it."""
        return f"{changes_in(entry.day.year)}#{entry.anchor}"

    @cached_property
    def _later(self) -> tuple[Entry, ...]:
        """Steps after the data came, without what no page of a single thing shows."""
        kept = ((entry, _of_things(entry.changes)) for entry in self.entries if not entry.step.first)
        return tuple(Entry(step=entry.step, changes=changes) for entry, changes in kept if changes)

    @cached_property
    def _touched(self) -> frozenset[str]:
        return frozenset(touched for entry in self._later for change in entry.changes for touched in self._about(change))

    def has_changed(self, provision: Provision) -> bool:
        """Something of it was changed after the data came."""
        return provision.id in self._touched

    def keeps_wording(self, entries: Iterable[Entry]) -> bool:
        """It is known that no wording was changed in them since the data came."""
        return self.is_complete and not any(change.is_wording for change in _since(entries))

    def amending(self, entries: Iterable[Entry]) -> tuple[Amendment, ...]:
        """The amendments that came in them since the data came, the oldest first."""
        found = {change.owner for change in _since(entries) if change.is_deed}
        return tuple(amendment for amendment in self.plan.amendments if (AMENDMENT, amendment.id) in found)

    def of(self, subject: Subject) -> tuple[Entry, ...]:
        """Steps after the data came that touched what the page of a thing shows."""
        match subject:
            case TaskArea():
                return self._where(self._of_area(subject))
            case Agency():
                return self._where(self._of_agency(subject.id))
            case Provision():
                return self._where(self._of_duty(subject))
            case Document():
                return self._where(_of_document(subject))
        return self._where(lambda change: change.kind == "plan" or bool(self._about(change)))

    def at_home(self, url: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Of some steps what touched provisions that are at home on a page."""
        ids = {p.id for p in self.plan.provisions if self.plan.page_of(p) == url}
        ids |= {gone.provision.id for gone in self.plan.repealed if gone.page == url}
        return tuple(_narrowed(entries, self._touches(ids)))

    def _where(self, concerns: Concern) -> tuple[Entry, ...]:
        return tuple(_narrowed(self._later, concerns))

    # -- what a change is about --------------------------------------------------------------------------------

    @cached_property
    def _states(self) -> tuple[Plan, ...]:
        """The plan as it is and as it was: what was repealed concerns whoever it concerned then."""
        return (self.plan, *(edition.plan for edition in self.plan.past))

    @cached_property
    def _amended(self) -> Mapping[Key, frozenset[str]]:
        """An amendment -> the provisions it touches, those repealed with what they lay in among them; the same for each
        provision it names."""
        found: dict[Key, set[str]] = {}
        made = [(step, step.provision) for step in self.plan.modifications]
        for step, touched in (*made, *((gone.change, gone.provision.id) for gone in self.plan.repealed)):
            for key in ((AMENDMENT, step.amendment.id), (step.provision, step.amendment.id)):
                found.setdefault(key, set()).add(touched)
        return {key: frozenset(ids) for key, ids in found.items()}

    def _about(self, change: Change) -> frozenset[str]:
        """The provisions a change is about."""
        if change.kind == MODIFICATION and change.owner:
            return self._amended.get((change.provision, change.owner[1]), frozenset({change.provision}))
        if change.kind == AMENDMENT and change.field in _SHOWN:
            return self._amended.get((AMENDMENT, change.id), frozenset())
        return frozenset({change.id}) if change.kind == PROVISION else frozenset()

    def _touches(self, ids: set[str]) -> Concern:
        return lambda change: not ids.isdisjoint(self._about(change))

    def _of_duty(self, duty: Provision) -> Concern:
        """The responsibility, what lies in it, and what became of its agency since."""
        touches = self._touches({p.id for plan in self._states if duty.id in plan.by_id for p in plan.within(duty.id)})
        return lambda change: touches(change) or (
            (change.kind, change.id, change.field) == ("agency", duty.agency, "successors")
        )

    def _of_area(self, area: TaskArea) -> Concern:
        """The area, everything in it, and the links of responsibilities to it."""
        key = ("area", area.id)
        ids = {i for plan in self._states for found in plan.task_areas if found.id == area.id for i in found.provisions}
        touches = self._touches(ids)
        carries = self._touches({p.id for plan in self._states for x in ids if x in plan.by_id for p in _carriers(plan, x)})
        return lambda change: (
            key in (change.owner, (change.kind, change.id))
            or touches(change)
            or (change.field == "supports" and change.item in ids)
            or (change.is_deed and carries(change))
        )

    def _of_agency(self, agency_id: str) -> Concern:
        """Its own item and data, where it is named as partner, bound or member, and the wording of what binds it or
        names it as a partner."""
        key, states = ("agency", agency_id), self._states
        bound = {obligation.provision.id for plan in states for obligation in plan.obligations_of(agency_id)}
        own = {i for plan in states for agency in plan.agencies if agency.id == agency_id for i in agency.provisions}
        near = self._touches(bound | own)
        partner = self._touches({p.id for plan in states for p in plan.partner_in(agency_id)})

        def concerns(change: Change) -> bool:
            if key in (change.owner, (change.kind, change.id)):
                return True
            if change.field in _NAMING and agency_id in change.item.split(", "):
                return True
            return near(change) or (change.is_wording and partner(change))

        return concerns


def _carriers(plan: Plan, provision_id: str) -> Iterator[Provision]:
    """The responsibilities by which a provision is carried out."""
    yield from (carried.responsibility for carried in plan.carried_by(provision_id))


def _of_document(document: Document) -> Concern:
    """The document, where it is cited, and what it does where it is an amendment."""
    keys = (("document", document.id), (AMENDMENT, document.id))
    return lambda change: (
        (change.kind, change.id) in keys or change.owner in keys or (change.field == "documents" and change.item == document.id)
    )


def _since(entries: Iterable[Entry]) -> Iterator[Change]:
    """The changes after the data came."""
    yield from (change for entry in entries if not entry.step.first for change in entry.changes)


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
