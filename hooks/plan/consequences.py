"""What a change of the data means for each agency: the duties, deadlines and partnerships it has now and had not before.

Compares two whole plans, so that what follows from afar is seen too: a member added to a collective, a provision that
binds one more body.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .duties import dossier, due_words
from .model import Plan

Fact = tuple[str, str]
"""What kind of thing an agency has, and its id."""
WORDS: dict[str, tuple[str, str, str]] = {
    "duty": ("thêm trách nhiệm {0} ({1})", "không còn trách nhiệm {0} ({1})", "vai trò ở {0}: {1} thành {2}"),
    "bound": ("thêm nghĩa vụ từ {0}{1}", "không còn nghĩa vụ từ {0}{1}", "nghĩa vụ từ {0}: {1} thành {2}"),
    "due": ("thêm thời hạn {1}", "không còn thời hạn {1}", "thời hạn {1} thành {2}"),
    "partner": ("được nêu là bên phối hợp ở {0}", "không còn được nêu là bên phối hợp ở {0}", ""),
}
"""Kind of fact -> how it is told when it came, went, or reads otherwise: id, what was said before, what is said now."""
_NOTHING: Mapping[str, str] = MappingProxyType({})
DOUBTFUL = " (chưa chắc)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an agency has to reckon with."""

    agency: str
    name: str
    url: str
    lines: tuple[str, ...]


def effects(before: Plan, after: Plan, renamed: Mapping[str, str] = _NOTHING) -> tuple[Effect, ...]:
    """The agencies for which something is different, in the order of the plan; those gone come last. `renamed`: ids before ->
    ids now."""
    old, new = {renamed.get(a.id, a.id): a for a in before.agencies}, {a.id: a for a in after.agencies}
    found = []
    for agency_id in dict.fromkeys((*new, *old)):
        agency = new.get(agency_id) or old[agency_id]
        was = _facts(before, old[agency_id].id, renamed) if agency_id in old else {}
        now = _facts(after, agency_id) if agency_id in new else {}
        differing = [fact for fact in dict.fromkeys((*now, *was)) if was.get(fact) != now.get(fact)]
        lines = tuple(_told(fact, was.get(fact), now.get(fact), before, after) for fact in differing)
        if lines:
            found.append(Effect(agency=agency_id, name=agency.name, url=agency.url if agency_id in new else "", lines=lines))
    return tuple(found)


def _facts(plan: Plan, agency_id: str, renamed: Mapping[str, str] = _NOTHING) -> Mapping[Fact, str]:
    """Everything an agency has -> how it stands with it."""
    found = dossier(plan, agency_id)
    facts: dict[Fact, str] = {("duty", p.id): p.role or "" for p in found.duties}
    facts |= {("bound", b.provision.id): "" if b.is_certain else DOUBTFUL for b in found.bound}
    facts |= {("due", due.deadline.id): due_words(due.deadline) for due in found.dues}
    facts |= {("partner", p.id): "" for p in found.partner_in}
    return {(kind, renamed.get(name, name)): told for (kind, name), told in facts.items()}


def _told(fact: Fact, was: str | None, now: str | None, before: Plan, after: Plan) -> str:
    came, went, otherwise = WORDS[fact[0]]
    plan = after if fact[1] in after.by_id else before
    named = plan.short_path(plan.by_id[fact[1]]).removeprefix("Mục ") if fact[1] in plan.by_id else fact[1]
    if was is None or now is None:
        return (came if was is None else went).format(named, now if was is None else was)
    return otherwise.format(named, was.strip() or "chắc chắn", now.strip() or "chắc chắn")
