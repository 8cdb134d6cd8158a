"""The register: every obligation as a row of one table, with what a reader can narrow, order and take away.

The table is whole as written. In the browser `search/client/register.js` filters, orders and saves its rows; it knows
nothing but what the rows and the choices of the form carry, so everything it needs is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from .. import duties, published
from ..duties import Duty
from ..model import Plan, Provision
from ..schema import BodyEntry
from ..search import facet_values
from ..vietnamese import capital, slug, sort_key
from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Tra cứu nghĩa vụ", "tra-cuu/")
NONE = "khong"
"""The choice of rows for which the document names nothing of a kind."""
WHOLE = "moi-nhiem-vu"
COLUMNS: dict[str, str] = {
    "dieu-khoan": "Điều khoản",
    "co-quan": "Cơ quan",
    "vai-tro": "Vai trò",
    "nhiem-vu": "Nhiệm vụ",
    "phoi-hop": "Phối hợp",
    "han": "Thời hạn",
    "van-ban": "Văn bản",
    "doi-tuong": "Đối tượng",
}
"""Ids and names. All but the first are filters too; ids are the names in an address, those of the search page."""
ORDERS: dict[str, str] = {
    "dieu-khoan": "Thứ tự trong văn bản",
    "co-quan": "Cơ quan",
    "vai-tro": "Vai trò",
    "nhiem-vu": "Nhiệm vụ",
    "han": "Thời hạn",
}
"""Columns the rows can be ordered by. A row carries its rank in each but the first."""
TIMES: dict[str, str] = {"co": "Có ngày", "nhip": "Theo nhịp, không nêu ngày", NONE: "Không nêu"}
_LATER = (9999, 12, 31)

Choice = tuple[str, str, tuple[str, ...]]
"""A value to filter by, what it is called, and other words that find its rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whom a provision names, and the agencies it thereby means: id and name."""

    id: str
    name: Markup
    certain: tuple[tuple[str, Markup], ...]
    doubtful: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An obligation's row."""

    provision: Provision
    path: Markup
    wording: Markup
    citation: str
    parties: tuple[Party, ...]
    cells: dict[str, tuple[Markup, ...]]
    """Column -> what stands in it; the first two columns have their own shape."""
    values: dict[str, tuple[str, ...]]
    """Filter -> values; agencies only perhaps meant are in `doubtful`."""
    doubtful: tuple[str, ...]
    ranks: tuple[int | None, ...]
    """Place in each order but the document's; `None` where there is nothing to order by."""
    also: tuple[str, ...]
    """Other names of the collectives and bodies named, which no choice carries."""


def page(leaf: Leaf) -> Page:
    plan, found = leaf.plan, duties.register(leaf.plan)
    ranks = list(zip(*(_ranks([key(plan, duty) for duty in found]) for key in _KEYS), strict=True))
    lines = tuple(_line(leaf, duty, ranks[at]) for at, duty in enumerate(found))
    return leaf.page(
        "register.html.j2", kind="register", title=INDEX[0], columns=COLUMNS, orders=ORDERS, lines=lines,
        description=f"Mọi nghĩa vụ mà {plan.name} đặt ra, trong một bảng lọc, sắp xếp và tải về được.",
        filters=tuple((name, COLUMNS[name], rows) for name, rows in _choices(plan, lines).items()),
        file=f"nghia-vu-{slug(plan.number)}",
        csv=published.table("obligations", "csv"), xlsx=published.table("obligations", "xlsx"),
    )  # fmt: skip


# -- rows ----------------------------------------------------------------------------------------------------------


def _line(leaf: Leaf, duty: Duty, ranks: tuple[int | None, ...]) -> Line:
    provision, plan = duty.provision, leaf.plan
    return Line(
        provision=provision, path=leaf.provision(provision), wording=leaf.wording.element(provision, "p", anchor=False),
        citation=plan.citation(provision), parties=tuple(_party(leaf, duty, party) for party in duty.parties),
        cells=_cells(leaf, duty), values=_values(plan, duty), doubtful=duty.doubtful, ranks=ranks,
        also=tuple(name for party in duty.parties if plan.is_body(party) for name in _names(plan, party)),
    )  # fmt: skip


def _party(leaf: Leaf, duty: Duty, party: str) -> Party:
    reach = leaf.plan.reach((party,))
    return Party(
        id=party, name=leaf.party(party),
        certain=tuple((a, leaf.party(a)) for a in reach.certain if a != party),
        doubtful=tuple((a, leaf.party(a)) for a in reach.doubtful if a in duty.doubtful),
    )  # fmt: skip


def _cells(leaf: Leaf, duty: Duty) -> dict[str, tuple[Markup, ...]]:
    provision, plan = duty.provision, leaf.plan
    role = Markup('<span class="common">{}</span>').format(capital(duty.role)) if duty.is_common else leaf.role(duty.role)
    tasks = [leaf.link("nhiem-vu/", duties.WHOLE)] if duty.whole else []
    tasks += [leaf.link(plan.area(area).url, leaf.unbroken(plan.area_name(area))) for area in duty.areas]
    return {
        "vai-tro": (role,),
        "nhiem-vu": tuple(tasks),
        "phoi-hop": tuple(map(leaf.party, provision.partners)),
        "han": _times(leaf, provision),
        "van-ban": tuple(map(leaf.document, plan.documents_of(provision))),
        "doi-tuong": tuple(map(leaf.group, provision.groups)),
    }


def _times(leaf: Leaf, provision: Provision) -> tuple[Markup, ...]:
    """Dated ones lead to their deadline, words of rhythm to the list of such words."""
    dated = (leaf.link(leaf.plan.deadline_url(d.id), leaf.unbroken(duties.due_words(d))) for d in provision.deadlines)
    rhythms = (leaf.link("thoi-han/#khong-neu-ngay", leaf.unbroken(said)) for said in duties.rhythms(provision))
    return (*dated, *rhythms)


def _values(plan: Plan, duty: Duty) -> dict[str, tuple[str, ...]]:
    provision = duty.provision
    times = ("co",) * bool(provision.deadlines) + ("nhip",) * bool(provision.timings)
    found = {
        "co-quan": duty.agencies,
        "vai-tro": (slug(duty.role),),
        "nhiem-vu": ((WHOLE,) if duty.whole else ()) + tuple(plan.area(area).slug for area in duty.areas),
        "phoi-hop": provision.partners,
        "han": times,
        "van-ban": plan.documents_of(provision),
        "doi-tuong": provision.groups,
    }
    return {name: values or (() if name == "co-quan" else (NONE,)) for name, values in found.items()}


# -- what to filter by ---------------------------------------------------------------------------------------------


def _choices(plan: Plan, lines: tuple[Line, ...]) -> dict[str, tuple[Choice, ...]]:
    """Every agency, and of everything else what stands in some row, where that leaves a choice."""
    known = facet_values(plan)
    parties = plan.parties
    rows: dict[str, Iterable[Choice]] = {
        "co-quan": ((agency.id, agency.name, _names(plan, agency.id)) for agency in plan.agencies),
        "vai-tro": ((role, name, ()) for role, name in (*known["vai-tro"], (slug(duties.COMMON), capital(duties.COMMON)))),
        "nhiem-vu": (
            (WHOLE, capital(duties.WHOLE), ()), *((area.slug, plan.area_name(area.id), ()) for area in plan.task_areas),
            (NONE, "Không gắn nhiệm vụ nào", ()),
        ),
        "phoi-hop": (*((party.id, capital(party.name), _names(plan, party.id)) for party in parties), (NONE, "Không nêu", ())),
        "han": ((time, name, ()) for time, name in TIMES.items()),
        "van-ban": (*((d.id, d.name, (d.entry.short_title, *d.entry.aliases)) for d in plan.documents), (NONE, "Không nêu", ())),
        "doi-tuong": (*((group, name, ()) for group, name in known["doi-tuong"]), (NONE, "Không nêu", ())),
    }  # fmt: skip
    used = {name: {value for line in lines for value in line.values[name]} for name in rows}
    kept = {name: tuple(row for row in found if name == "co-quan" or row[0] in used[name]) for name, found in rows.items()}
    return {name: found for name, found in kept.items() if len(found) > (name != "co-quan")}


def _names(plan: Plan, party_id: str) -> tuple[str, ...]:
    """What else a party is called: shorter, otherwise as printed, and those who took over from it."""
    party = plan.party(party_id)
    also = party.also if isinstance(party, BodyEntry) else party.short_names
    return (*also, *(name for successor in party.successors for name in (successor.name, *successor.also)))


# -- what to order by ----------------------------------------------------------------------------------------------


def _by_party(plan: Plan, duty: Duty) -> Any:
    """As a dictionary lists the party named first."""
    return sort_key(plan.party_name(duty.parties[0])) if duty.parties else None


def _by_role(plan: Plan, duty: Duty) -> Any:
    known = [role.id for role in plan.site.roles]
    return known.index(duty.role) if duty.role in known else len(known)


def _by_area(plan: Plan, duty: Duty) -> Any:
    """By the first area; what carries out all of them comes after."""
    return plan.area_place(duty.areas[0]) if duty.areas else len(plan.task_areas) if duty.whole else None


def _by_time(_plan: Plan, duty: Duty) -> Any:
    """What comes every year by its day, then what comes once, then what has a rhythm."""
    days = [(deadline.year or 0, deadline.month, deadline.day) for deadline in duty.provision.deadlines]
    return min(days) if days else _LATER if duty.provision.timings else None


_KEYS: tuple[Callable[[Plan, Duty], Any], ...] = (_by_party, _by_role, _by_area, _by_time)
"""In the order of `ORDERS`."""


def _ranks(keys: list[Any]) -> list[int | None]:
    """Keys as small numbers of the same order."""
    ranks = {key: rank for rank, key in enumerate(sorted({key for key in keys if key is not None}))}
    return [None if key is None else ranks[key] for key in keys]
