"""A plan many times as large as a real one, to measure search on: its own words, shuffled by a chain of neighbouring syllables.

Made in memory and from a seed: the same plan each time. The wording is no Vietnamese anybody would sign, but syllables are as
frequent, and stand together as often, as in the plan it is made from, so an index of it compresses and is searched alike. Whom
its provisions bind and by when is as in that plan: a copy binds copies, a collective holds the copies of its members.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import random
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from plan import Plan
from plan.model import Agency, Provision, TaskArea
from plan.names import Mention, holds
from plan.references import Kind
from plan.schema import BodyEntry, DocumentEntry

LETTERS = "abcdđeghiklmnopqrstuvxy"
AREA_SHARE = 0.6
"""Of all provisions; the rest are duties of agencies, as in the plans we know."""
POINTS, BULLETS, DUTIES = 18, 2, 17


def enlarge(plan: Plan, times: int, seed: int = 1) -> Plan:
    """`plan` with `times` as many provisions; sections, head and everything listed beside the text stay."""
    speak = Speaker(plan, seed)
    wanted = len(plan.provisions) * times
    areas = round(wanted * AREA_SHARE / (1 + POINTS * (1 + BULLETS)))
    agencies = round(wanted * (1 - AREA_SHARE) / (1 + DUTIES))
    tasks, duties = plan.task_section, plan.agency_section
    assert tasks is not None and duties is not None
    sections = {section.id for section in plan.sections}
    copies = Copies(plan, agencies)
    found: list[Provision] = []
    made_areas: list[TaskArea] = []
    made_agencies: list[Agency] = []
    for p in plan.provisions:
        if p.area or p.agency:
            continue
        found.append(copies.binding(p, p))
        if p.id == tasks.id:
            for number in range(1, areas + 1):
                first = plan.task_areas[number % len(plan.task_areas)]
                rows = [copies.binding(row, like, number) for row, like in _beside(_area(plan, f"{tasks.id}.{number}", speak), plan, first)]
                found += rows
                made_areas.append(
                    dataclasses.replace(first, id=rows[0].id, slug=f"linh-vuc-{number}", provisions=tuple(r.id for r in rows))
                )
        if p.id == duties.id:
            for number in range(1, agencies + 1):
                agency = plan.agencies[number % len(plan.agencies)]
                rows = [copies.binding(row, like, number) for row, like in _beside(_agency(plan, f"{duties.id}.{number}", speak), plan, agency)]
                found += rows
                made_agencies.append(
                    dataclasses.replace(
                        agency,
                        id=f"co-quan-{number}",
                        provision=rows[0].id,
                        number=str(number),
                        name=rows[0].wording,
                        short_names=(),
                        provisions=tuple(r.id for r in rows),
                    )
                )
    assert sections <= {p.id for p in found}
    return dataclasses.replace(
        plan, provisions=tuple(found), task_areas=tuple(made_areas), agencies=tuple(made_agencies), bodies=tuple(map(copies.body, plan.bodies))
    )


def _beside(rows: Iterable[Provision], plan: Plan, first: TaskArea | Agency) -> Iterator[tuple[Provision, Provision | None]]:
    """The provisions of a copy beside those of what it is a copy of, as far as these go."""
    likes = itertools.chain(map(plan.provision, first.provisions), itertools.repeat(None))
    return zip(rows, likes, strict=False)


class Copies:
    """Who stands in the large plan for an agency of the plan it is made from; bodies stand for themselves."""

    def __init__(self, plan: Plan, count: int) -> None:
        self.of: dict[str, list[str]] = {agency.id: [] for agency in plan.agencies} | {body.id: [body.id] for body in plan.bodies}
        for number in range(1, count + 1):
            self.of[plan.agencies[number % len(plan.agencies)].id].append(f"co-quan-{number}")

    def all(self, parties: Iterable[str]) -> tuple[str, ...]:
        return tuple(copy for party in parties for copy in self.of[party])

    def one(self, parties: Iterable[str], number: int) -> tuple[str, ...]:
        """A copy of each, where it has any: the one of the number, else another for another number."""
        found = (self.of[party] for party in parties if self.of[party])
        own = f"co-quan-{number}"
        return tuple(own if own in copies else copies[number % len(copies)] for copies in found)

    def binding(self, provision: Provision, like: Provision | None, number: int | None = None) -> Provision:
        """The provision, binding as another does. Without a number it is that one, there is no copy of it, and it binds all copies."""
        if like is None:
            return provision
        who = self.all if number is None else lambda parties: self.one(parties, number)
        binds = (bind.model_copy(update={"who": who(bind.who)}) for bind in like.binds)
        dues = ((due, who(due.who)) for due in like.deadlines)
        mine = "" if number is None else f"-{provision.fragment}"
        return dataclasses.replace(
            provision,
            binds=tuple(bind for bind in binds if bind.who),
            deadlines=tuple(due.model_copy(update={"id": due.id + mine, "who": found}) for due, found in dues if found or not due.who),
        )

    def body(self, body: BodyEntry) -> BodyEntry:
        doubtful = tuple(doubt.model_copy(update={"agency": copy}) for doubt in body.doubtful for copy in self.all((doubt.agency,)))
        return body.model_copy(update={"members": self.all(body.members), "doubtful": doubtful})


class Speaker:
    """Says sentences by a chain of two syllables to the next, as the plan's own wording goes."""

    def __init__(self, plan: Plan, seed: int) -> None:
        self.chance = random.Random(seed)
        self.lengths = [len(p.wording.split()) for p in plan.provisions if p.area or p.agency]
        self.next: dict[tuple[str, str], list[str]] = {}
        words = [word for p in plan.provisions if p.area or p.agency for word in p.wording.split()]
        for one, two, three in zip(words, words[1:], words[2:], strict=False):
            self.next.setdefault((one, two), []).append(three)
            self.next.setdefault(("", two), []).append(three)
        self.pairs = list(self.next)
        self.beginnings = [pair for pair in self.pairs if pair[0]]

    def sentence(self, length: int | None = None) -> str:
        """About as long as a provision of the plan, or of `length` syllables; now and then it takes a turn, lest it repeats."""
        one, two = self.chance.choice(self.beginnings)
        said = [one, two]
        for _ in range((length or self.chance.choice(self.lengths)) - 2):
            turn = self.chance.random() < 0.25
            following = self.next.get(("" if turn else one, two)) or [self.chance.choice(self.pairs)[1]]
            one, two = two, self.chance.choice(following)
            said.append(two)
        text = " ".join(said)
        return text[:1].upper() + text[1:]


def _area(plan: Plan, own: str, speak: Speaker) -> Iterator[Provision]:
    like = plan.provision(plan.task_areas[0].id)
    yield _like(like, own, None, f"{own.rpartition('.')[2]}. {speak.sentence(12)}", speak, area=own, parent=own.rpartition(".")[0])
    for letter in LETTERS[:POINTS]:
        point = f"{own}.{letter}"
        yield _like(like, point, "point", f"{letter}) {speak.sentence()}", speak, area=own, parent=own)
        for bullet in range(1, BULLETS + 1):
            yield _like(like, f"{point}.{bullet}", "bullet", f"- {speak.sentence()}", speak, area=own, parent=point)


def _agency(plan: Plan, own: str, speak: Speaker) -> Iterator[Provision]:
    number = own.rpartition(".")[2]
    like = plan.provision(plan.agencies[0].provision)
    section = own.rpartition(".")[0]
    yield _like(like, own, None, f"{number}. {speak.sentence(5)} {number}", speak, agency=f"co-quan-{number}", parent=section)
    for letter in LETTERS[:DUTIES]:
        role = speak.chance.choice(plan.site.roles).id
        yield _like(like, f"{own}.{letter}", "point", f"{letter}) {speak.sentence()}", speak, agency=f"co-quan-{number}", parent=own, role=role)


def _like(
    like: Provision, own: str, kind: Kind | None, text: str, speak: Speaker, *, parent: str, area: str | None = None,
    agency: str | None = None, role: str | None = None,
) -> Provision:  # fmt: skip
    label = text[: text.index(" ") + 1]
    return dataclasses.replace(
        like, id=own, kind=kind or like.kind, label=label, number=own.rpartition(".")[2], text=text, is_heading=kind is None,
        short_title=speak.sentence(8), lead="", parent=parent, area=area, agency=agency, role=role, groups=(), documents=(),
        binds=(), deadlines=(), timings=(), notes=(), partners=(), supports=(),
    )  # fmt: skip


def write(plan: Plan, like: Path, folder: Path) -> Path:
    """A plan made by `enlarge` as a data folder without a mistake; what it does not hold is copied from the folder `like`."""
    shutil.copytree(like, folder, ignore=shutil.ignore_patterns("*.yml", "source", "published.txt"))
    (folder / "source").mkdir()
    text = "\n".join(p.text for p in plan.provisions)
    (folder / "source" / "text.txt").write_text(text, "utf-8")
    for name in ("site.yml", "abbreviations.yml", "terms.yml", "groups.yml"):
        shutil.copy(like / name, folder)
    named = {p.id: plan.find_mentions(p.text) for p in plan.provisions}
    cited = {mention.target for mentions in named.values() for mention in mentions}
    _dump(folder / "documents.yml", [_plain(d.entry, text) for d in plan.documents if not d.is_self and d.id in cited])
    _dump(folder / "bodies.yml", [body.model_dump(mode="json", exclude_defaults=True) for body in plan.bodies])
    folded = " ".join(text.casefold().split())
    meant = [entry for entry in plan.thesaurus if entry.asks or all(words.casefold() in folded and holds(text, (words,)) for words in entry.mean)]
    _dump(folder / "thesaurus.yml", [entry.model_dump(mode="json", exclude_defaults=True) for entry in meant])
    (folder / "task-areas").mkdir(exist_ok=True)
    (folder / "agencies").mkdir(exist_ok=True)
    rows = {p.id: _row(p, named[p.id], plan) for p in plan.provisions}
    for n, area in enumerate(plan.task_areas):
        _dump(folder / "task-areas" / f"{n:04}.yml", {"slug": area.slug, "provisions": [rows[p] for p in area.provisions]})
    for n, agency in enumerate(plan.agencies):
        _dump(folder / "agencies" / f"{n:04}.yml", {"id": agency.id, "provisions": [rows[p] for p in agency.provisions]})
    head = {"type": plan.type, "issuer": plan.issuer, "title": plan.title, "purpose": plan.purpose}
    source = {"file": "source/text.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    rest = [rows[p.id] for p in plan.provisions if not p.area and not p.agency]
    _dump(folder / "plan.yml", {**head, "source": source, "provisions": rest})
    return folder


def amend(plan: Plan, folder: Path, count: int) -> Path:
    """A document that words so many provisions of the plan in `folder` anew, each quoted by itself; the file of it."""
    rows = [p for p in plan.provisions if p.area and p.kind == "bullet"][:count]
    worded = {p.id: f"{p.text} Thêm {number}." for number, p in enumerate(rows, 1)}
    head = {"number": "09/2099/QĐ-X", "type": "Quyết định", "title": "sửa đổi một số điểm", "issuer": plan.issuer, "lead": "Một câu biên tập."}
    clauses = [f"{number}. Sửa đổi như sau:\n“{text}”." for number, text in enumerate(worded.values(), 1)]
    text = "\n".join([f"Số: {head['number']}", "ngày 01 tháng 9 năm 2099", f"{head['type']} {head['title']}", *clauses])
    (folder / "source" / "amending.txt").write_text(text, "utf-8")
    (folder / "amendments").mkdir()
    source = {"file": "source/amending.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    changes = [{"action": "replaced", "id": i, "clause": f"khoản {n}", "text": text} for n, (i, text) in enumerate(worded.items(), 1)]
    path = folder / "amendments" / "1.yml"
    days = {"date": "2099-09-01", "effective": "2099-10-01"}
    _dump(path, {"id": "09-2099-qd-x", **head, **days, "source": source, "changes": changes})
    return path


def _plain(entry: DocumentEntry, text: str) -> dict[str, object]:
    """What a document says of itself, as far as the text says so."""
    unsaid = {key for key in ("issuer", "title", "type") if (getattr(entry, key) or "").casefold() not in text.casefold()}
    return {key: value for key, value in entry.model_dump(mode="json", exclude_defaults=True).items() if key not in {*unsaid, "date"}}


def _row(p: Provision, mentions: Sequence[Mention], plan: Plan) -> dict[str, object]:
    """A provision as an editor would have written it. Its partners are whom it names."""
    row: dict[str, object] = {"id": p.id, "text": p.text}
    if p.kind != "rule":
        row |= {"short_title": p.short_title[:60], "lead": p.lead or "Một câu biên tập."}
    if p.agency and not p.is_heading:
        partners = {m.target for m in mentions if m.kind in ("agency", "body")} - {p.agency}
        row |= {"role": p.role or plan.site.roles[0].id, "partners": sorted(partners)}
    row["binds"] = [bind.model_dump() for bind in p.binds]
    return {key: value for key, value in row.items() if value != []}


def _dump(path: Path, content: object) -> None:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(yaml.dump(content, Dumper=dumper, allow_unicode=True, sort_keys=False, width=100), "utf-8")
