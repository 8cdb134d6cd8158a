"""A data folder to a `Plan`, or every problem in it.

Passes: shape (`folder`), the tree of provisions (`tree`), the wording against its source (`fidelity`), what later
documents made of it (`amendments`) and theirs against their sources (`quoted`), then of the wording in force the references
(`checks`) and the wording against the links (`mentioned`), what was published against what is (`permanence`). Problems of
all passes come out together.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection
from pathlib import Path
from typing import Any

from . import amendments, checks, fidelity, mentioned, permanence, quoted, references, thesaurus, tree
from .folder import Data, read_folder
from .model import Agency, Amendment, Document, Edition, Modification, Plan, Provision, Repealed, TaskArea
from .schema import KINDS, AmendmentEntry, DocumentEntry, ProvisionEntry, ResponsibilityEntry
from .source import DataError, Origin, Place, Problem
from .vietnamese import capital, slug


def load(folder: Path, *, shown: str = "", written: Collection[str] | None = None) -> Plan:
    """The plan in `folder`; problems name its files under `shown` (the folder's own name, unless told).
    Raises `DataError` with all problems when there is any."""
    plan, problems = examine(folder, shown=shown, written=written)
    if problems or plan is None:
        raise DataError(problems)
    return plan


def examine(
    folder: Path, *, shown: str = "", written: Collection[str] | None = None
) -> tuple[Plan | None, list[Problem]]:  # fmt: skip
    """The plan as far as the data can be understood, and everything wrong with it. `written` are the addresses of the
    hand-written pages; where they are not told, none of them is missed."""
    data = read_folder(folder, shown or folder.name)
    problems = data.problems
    signed, misplaced = tree.read(data)
    problems += misplaced
    problems += fidelity.compare(data, signed)
    misnumbered = tree.numbering(data, signed)
    problems += misnumbered
    number, dated, unsigned = _front(data, signed)
    history = amendments.apply(data, signed, dated[1] if dated else None)
    problems += history.problems
    rows = history.rows
    ever = list(dict.fromkeys(row.entry.text for row in (*rows, *history.order, *history.earlier)))
    problems += quoted.check(data, ever)
    problems += checks.entries(data, rows, history.told())
    official = next((row.official for row in rows if row.official), "")
    problems += thesaurus.check(data, [*ever, official], data.knows(*tree.PROVISION_FILES, "amendments"))
    if data.one("plan.yml") is None or data.one("site.yml") is None:
        return None, sorted(set(problems))
    if number is None or dated is None:
        return None, sorted({*problems, *unsigned})
    plan = _amended(data, history, number, dated)
    problems += mentioned.check(data, rows, plan, history.earlier)
    settled = not (misplaced or misnumbered or _unsure_of_duties(rows, problems))
    plan, found = permanence.check(data, plan, written, settled=settled)
    problems += found
    return plan, sorted(set(problems))


def _unsure_of_duties(rows: list[tree.Row], problems: list[Problem]) -> bool:
    """Something was told of a role. Roles make pages: where one is missing or too many, the ledger would miss addresses."""
    told = {(problem.path, problem.line, problem.column) for problem in problems}
    duties = [(row, row.place("role" if getattr(row.entry, "role", None) else "id")) for row in rows if row.agency]
    return any("role" in row.unsure or (place.path, place.line, place.column) in told for row, place in duties)


def _amended(data: Data, history: amendments.History, number: str, dated: tuple[str, datetime.date]) -> Plan:
    """The plan in force, with every state before it."""
    signed, *later = history.states
    plan = _assemble(data, signed.rows, number, dated)
    brought: tuple[Amendment, ...] = ()
    since = dated[1]
    for state in later:
        past = (*plan.past, Edition(date=since, amendments=brought, plan=plan))
        brought = tuple(Amendment(entry=item.entry, place=item.place()) for item in state.items)
        fresh = _assemble(data, state.rows, number, dated)
        steps = [(step, amendment) for amendment in brought for step in history.steps if step.item.entry is amendment.entry]
        changes = (*plan.modifications, *(_change(step, amendment, plan, fresh) for step, amendment in steps))
        plan = dataclasses.replace(fresh, amendments=(*plan.amendments, *brought), modifications=changes, past=past)
        plan, since = dataclasses.replace(plan, repealed=_repealed(plan, history)), state.date or since
    return plan


def _change(step: amendments.Step, amendment: Amendment, before: Plan, after: Plan) -> Modification:
    entry = step.entry
    return Modification(
        amendment=amendment, action=entry.action, clause=entry.clause, provision=entry.id, to=entry.to,
        before=before.by_id.get(entry.id), after=after.by_id.get(entry.id),
    )  # fmt: skip


def _repealed(plan: Plan, history: amendments.History) -> tuple[Repealed, ...]:
    """What an edition no longer holds, in its place."""
    changes = {change.provision: change for change in plan.modifications if change.action == "repealed"}
    found, at = [], 0
    for row in history.order:
        step = history.gone.get(row.entry.id)
        change = changes.get(step.entry.id) if step else None
        at += row.entry.id in plan.by_id
        last = next((e.plan for e in reversed(plan.past) if row.entry.id in e.plan.by_id), None)
        if change and last:
            stood = last.provision(row.entry.id)
            found.append(Repealed(provision=stood, change=change, at=at, page=last.page_of(stood)))
    return tuple(found)


def _assemble(data: Data, rows: list[tree.Row], number: str, dated: tuple[str, datetime.date]) -> Plan:
    """Entries become the model, with the links that lead somewhere."""
    head, site = data.one("plan.yml"), data.one("site.yml")
    assert head is not None, "the caller asked"
    assert site is not None, "the caller asked"
    entry = head.entry
    ids = {row.entry.id for row in rows}
    provisions = tuple(_provision(row, ids) for row in rows)
    by_id = {provision.id: provision for provision in provisions}
    inside: dict[str | None, list[str]] = {}
    for row in rows:
        inside.setdefault(row.area or row.agency, []).append(row.entry.id)
    itself = DocumentEntry(
        id=slug(number), number=number, type=entry.type, issuer=entry.issuer, date=dated[1], title=entry.title,
        short_title=f"{entry.type} {number}", lead=entry.purpose,
    )  # fmt: skip
    agencies = []
    for item in data.all("agencies"):
        if item.entry.provisions[0].id not in by_id:
            continue
        first = item.entry.provisions[0]
        heading = by_id[first.id]
        agencies.append(
            Agency(
                id=item.entry.id,
                provision=first.id,
                number=heading.number,
                name=item.entry.name or heading.wording,
                short_names=item.entry.short_names,
                icon=item.entry.icon,
                successors=item.entry.successors,
                provisions=tuple(inside[item.entry.id]),
            )
        )
    return Plan(
        type=entry.type, issuer=entry.issuer, title=entry.title, purpose=entry.purpose,
        number=number, place=dated[0], date=dated[1],
        signer=next((p.text for p in reversed(provisions) if p.kind == "signature"), ""),
        source_file=entry.source.file, source_sha256=entry.source.sha256,
        provisions=provisions,
        task_areas=tuple(
            TaskArea(id=i.entry.provisions[0].id, slug=i.entry.slug, icon=i.entry.icon, colour=i.entry.colour,
                     provisions=tuple(inside[i.entry.provisions[0].id]))
            for i in data.all("task-areas") if i.entry.provisions[0].id in by_id
        ),
        agencies=tuple(agencies),
        documents=(
            Document(entry=itself, is_self=True),
            *(Document(entry=_itself(i.entry), is_amendment=True) for i in amendments.ordered(data)),
            *(Document(entry=i.entry) for i in data.all("documents.yml")),
        ),
        groups=tuple(i.entry for i in data.all("groups.yml")),
        bodies=tuple(i.entry for i in data.all("bodies.yml")),
        abbreviations=tuple(i.entry for i in data.all("abbreviations.yml")),
        terms=tuple(i.entry for i in data.all("terms.yml")),
        thesaurus=tuple(i.entry for i in data.all("thesaurus.yml")),
        site=site.entry, redirects=tuple(i.entry for i in data.all("redirects.yml")), origins=_origins(data, rows),
    )  # fmt: skip


def _itself(entry: AmendmentEntry) -> DocumentEntry:
    return DocumentEntry(
        id=entry.id, number=entry.number, type=entry.type, issuer=entry.issuer, date=entry.date, title=entry.title,
        short_title=f"{entry.type} {entry.number}"[:60], lead=entry.lead,
    )  # fmt: skip


def _origins(data: Data, rows: list[tree.Row]) -> dict[tuple[str, str], Origin]:
    """Where each entity was typed. Of two of the same id the first counts."""
    found = [(("provision", row.entry.id), Origin(row.file, row.loc)) for row in rows]
    found += [
        ((kind, _known_as(item.entry, kind, key)), Origin(item.file, item.loc))
        for name, (kind, key) in KINDS.items()
        for item in data.all(name)
    ]
    found += [
        (("modification", f"{entry.id}@{item.entry.id}"), Origin(item.file, (*item.loc, "changes", at)))
        for item in data.all("amendments")
        for entry, at in tree.typed(item, "changes")
    ]
    return dict(reversed(found))


def _known_as(entry: Any, kind: str, key: str) -> str:
    """What tells an entry from the others of its kind."""
    if kind == "area":
        return str(entry.provisions[0].id)
    value = getattr(entry, key) if key else ""
    return value if isinstance(value, str) else ", ".join(value)


def _front(data: Data, rows: list[tree.Row]) -> tuple[str | None, tuple[str, datetime.date] | None, list[Problem]]:
    """Number, place and date as the head of the document prints them (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    headers = [row for row in rows if row.entry.id.startswith("header.")]
    number = next((known for row in headers if (known := references.own_number(row.entry.text))), None)
    dated = next((found for row in headers if (found := references.place_and_date(row.entry.text))), None)
    head = data.one("plan.yml")
    place = head.place("provisions") if head else Place("plan.yml", 1, 1)
    problems = []
    if any(row.official for row in headers):
        return number, dated, []
    if number is None:
        problems.append(place.problem("phần đầu văn bản không có dòng số hiệu (gợi ý: một mục header.… viết 'Số: …')"))
    if dated is None:
        problems.append(
            place.problem(
                "phần đầu văn bản không có dòng nơi và ngày (gợi ý: một mục header.… viết 'Tỉnh, ngày … tháng … năm …')"
            )
        )
    return number, dated, problems


def _provision(row: tree.Row, ids: set[str]) -> Provision:
    entry: ProvisionEntry = row.entry
    duty = entry if isinstance(entry, ResponsibilityEntry) else None
    return Provision(
        id=entry.id, parent=row.parent, kind=row.kind, label=row.label, number=row.number, text=entry.text,
        is_heading=row.is_heading, short_title=entry.short_title or capital(entry.text), lead=entry.lead or "",
        groups=entry.groups, documents=entry.documents, binds=entry.binds, deadlines=entry.deadlines,
        timings=entry.timings, notes=entry.notes, area=row.area, agency=row.agency,
        role=duty.role if duty else None, partners=duty.partners if duty else (),
        supports=tuple(link for link in duty.supports if link.provision in ids) if duty else (),
    )  # fmt: skip
