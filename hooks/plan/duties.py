"""What each party must do, as plain values: the register of all obligations, and the dossier of one agency.

Pages, tables, calendars and office documents all read these, so that none can say something else than another. Words
here are plain text; nothing knows of HTML or of a file format.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from . import references
from .model import Due, Obligation, Plan, Provision
from .schema import Bind, Deadline, Successor
from .vietnamese import capital, short_date

COMMON = "nghĩa vụ chung"
"""What stands for a role where a provision binds from outside the item of an agency: the document names none there."""
WHOLE = "mọi nhiệm vụ"
"""What stands for the task areas where something is tied to all of them at once."""
_LEAP_YEAR = 2000
"""Any year that has every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One obligation: a responsibility of an agency's own item, or a provision elsewhere that binds agencies."""

    provision: Provision
    parties: tuple[str, ...]
    """Whom the document names: the agency of the item, then the agency and body ids the provision binds."""
    agencies: tuple[str, ...]
    """Agencies certainly meant, in the plan's order."""
    doubtful: tuple[str, ...]
    """Agencies perhaps meant."""
    areas: tuple[str, ...]
    """Ids of the task areas it carries out something of."""
    whole: bool
    """It carries out all areas at once."""

    @property
    def is_common(self) -> bool:
        """It comes from outside the item of an agency."""
        return not self.provision.is_duty

    @property
    def role(self) -> str:
        return self.provision.role or COMMON

    @property
    def reasons(self) -> tuple[Bind, ...]:
        """Why it binds those outside its item."""
        return self.provision.binds


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A provision outside an agency's own item that binds it, with every reason."""

    provision: Provision
    obligations: tuple[Obligation, ...]

    @property
    def is_certain(self) -> bool:
        return any(not obligation.doubt for obligation in self.obligations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """Responsibilities of others that name a collective the agency belongs to as a partner."""

    body: str
    is_certain: bool
    duties: tuple[Provision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A document that an agency's duties rest on, and the provisions that say so."""

    document: str
    cited_in: tuple[Provision, ...]
    is_ground: bool
    """The plan itself is issued on its ground; else it is only cited along the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything the document asks of one agency."""

    agency: str
    duties: tuple[Provision, ...]
    bound: tuple[Bound, ...]
    partner_in: tuple[Provision, ...]
    """Responsibilities of others that name it as a partner."""
    through: tuple[Through, ...]
    named_in: tuple[Provision, ...]
    """Other places that name it."""
    dues: tuple[Due, ...]
    basis: tuple[Basis, ...]


def register(plan: Plan) -> tuple[Duty, ...]:
    """Every obligation in document order."""
    return tuple(duty(plan, p) for p in plan.provisions if p.is_duty or p.binds)


def duty(plan: Plan, provision: Provision) -> Duty:
    """A responsibility, or a provision that binds, as an obligation; one may be both."""
    own = (provision.agency,) if provision.is_duty and provision.agency else ()
    parties = tuple(dict.fromkeys((*own, *plan.bound_by(provision))))
    reach = plan.reach(parties)
    tied = {plan.provision(support.provision).area for support in provision.supports}
    return Duty(
        provision=provision, parties=parties, agencies=reach.certain, doubtful=reach.doubtful,
        areas=tuple(sorted((area for area in tied if area), key=plan.area_place)),
        whole=provision in plan.whole_plan_responsibilities,
    )  # fmt: skip


def dossier(plan: Plan, agency_id: str) -> Dossier:
    told: dict[str, list[Obligation]] = {}
    for obligation in plan.obligations_of(agency_id):
        told.setdefault(obligation.provision.id, []).append(obligation)
    duties = plan.responsibilities_of(agency_id)
    through = (
        Through(
            body=body.id, is_certain=agency_id in plan.members(body),
            duties=tuple(p for p in plan.partner_in(body.id) if p.agency != agency_id),
        )
        for body in plan.bodies_reaching(agency_id)
    )  # fmt: skip
    return Dossier(
        agency=agency_id, duties=duties,
        bound=tuple(Bound(provision=plan.provision(i), obligations=tuple(rows)) for i, rows in told.items()),
        partner_in=plan.partner_in(agency_id), through=tuple(found for found in through if found.duties),
        named_in=tuple(p for p in plan.named_in(agency_id) if p.id not in told and agency_id not in p.partners),
        dues=plan.deadlines_of(agency_id),
        basis=_basis(plan, duties, (plan.provision(i) for i in told)),
    )  # fmt: skip


def _basis(plan: Plan, duties: Iterable[Provision], bound: Iterable[Provision]) -> tuple[Basis, ...]:
    """The grounds of the plan as it prints them, then what the agency's duties, what they carry out and what binds it cite."""
    grounds = tuple(p for p in plan.provisions if p.kind == "basis")
    first = tuple(document for p in grounds for document in plan.documents_of(p)[:1])
    own = [part for p in duties for part in plan.within(p.id)]
    carried = (plan.provision(support.provision) for p in own for support in p.supports)
    cited: dict[str, dict[str, Provision]] = {}
    for provision in (*grounds, *own, *carried, *bound):
        for document in plan.documents_of(provision):
            cited.setdefault(document, {})[provision.id] = provision
    return tuple(
        Basis(document=i, cited_in=tuple(cited[i].values()), is_ground=i in first)
        for i in dict.fromkeys((*first, *cited))
        if not plan.document(i).is_self
    )


# -- counts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of something a dossier holds."""

    number: int
    words: str
    of: str
    """The field of the dossier that is counted."""

    def __str__(self) -> str:
        return f"{self.number} {self.words}"


def counts(plan: Plan, found: Dossier) -> tuple[Count, ...]:
    """The dossier in numbers, none of them zero: `2 việc chủ trì`, `3 nghĩa vụ chung`, `1 thời hạn mỗi năm`."""
    certain = sum(1 for bound in found.bound if bound.is_certain)
    dues = [(due.deadline.recurrence == "yearly", found.agency in plan.reach(due.agencies).certain) for due in found.dues]
    rows = (
        *((sum(1 for p in found.duties if p.role == role.id), f"việc {role.id}", "duties") for role in plan.site.roles),
        (certain, COMMON, "bound"),
        (len(found.bound) - certain, f"{COMMON} chưa chắc", "bound"),
        (dues.count((True, True)), "thời hạn mỗi năm", "dues"),
        (dues.count((False, True)), "thời hạn một lần", "dues"),
        (sum(1 for _, certain in dues if not certain), "thời hạn chưa chắc", "dues"),
    )
    return tuple(Count(number=number, words=words, of=of) for number, words, of in rows if number)


# -- times in words ------------------------------------------------------------------------------------------------


def before(deadline: Deadline) -> str:
    """The word the document puts before the date: `trước` or `chậm nhất`, else nothing."""
    return references.before(deadline.text)


def day(deadline: Deadline) -> str:
    """`25/12`, `05/02/2024`: as every date of the site, with the year of a deadline that comes once."""
    whole = short_date(datetime.date(deadline.year or _LEAP_YEAR, deadline.month, deadline.day))
    return whole if deadline.year else whole.rpartition("/")[0]


def _repeats(deadline: Deadline) -> str:
    return ", hằng năm" if deadline.recurrence == "yearly" else ""


def limit(deadline: Deadline) -> str:
    """`trước ngày 25/12`."""
    return f"{before(deadline)} ngày {day(deadline)}".strip()


def due_words(deadline: Deadline) -> str:
    """`trước ngày 25/12, hằng năm`."""
    return f"{limit(deadline)}{_repeats(deadline)}"


def when(provision: Provision) -> tuple[str, ...]:
    """Deadlines, then the document's own words of rhythm; nothing where it names no time."""
    return (*(due_words(deadline) for deadline in provision.deadlines), *rhythms(provision))


def rhythms(provision: Provision) -> tuple[str, ...]:
    """The document's own words of time that name no date."""
    return tuple(f"“{timing.text}” (không nêu ngày)" for timing in provision.timings)


# -- how somebody is meant -----------------------------------------------------------------------------------------


def called(obligation: Obligation) -> str:
    """How a provision means an agency; the name of a collective follows where it is meant through one."""
    if obligation.through is None:
        return "Được nêu đích danh"
    return "Có lẽ được gọi chung là" if obligation.doubt else "Được gọi chung là"


# -- what became of a body -----------------------------------------------------------------------------------------


def succession(successor: Successor, old: str) -> str:
    """`Từ ngày 19/2/2025: Sở A`, `Phần đê điều: Sở B`, `Giữ tên Sở C`; whether it is certain is not said here."""
    name = f"giữ tên {old}" if successor.name == old else successor.name
    told = f"phần {successor.takes}: {name}" if successor.takes else name
    return capital(f"từ ngày {short_date(successor.since)}: {told}" if successor.since else told)


def fate(successor: Successor, old: str) -> str:
    """`succession`, and that it is not certain where it is not."""
    return succession(successor, old) + ("" if successor.is_certain else " (chưa chắc)")


def successors_for(plan: Plan, provision: Provision) -> tuple[Successor, ...]:
    """Who has a responsibility now: the successors of its agency, those of another part of its work left out."""
    if provision.agency is None:
        return ()
    found = plan.successors_of(provision.agency)
    return tuple(s for s in found if not s.duties or not provision.is_duty or provision.id in s.duties)
