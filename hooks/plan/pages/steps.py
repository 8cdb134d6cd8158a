"""A step of the data's history made ready for a template: what changed, under whose heading, with links to where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ..changes import AMENDMENT, PROVISION, Change
from ..chronicle import Entry
from ..digest import Line, Part, Section, came, lines, sections
from ..model import Plan
from .leaf import Leaf, listed

_LISTS = {
    "plan": "toan-van/", "document": "van-ban/", "group": "doi-tuong/", "body": "co-quan/", "abbreviation": "thuat-ngu/",
    "term": "thuat-ngu/", "saying": "tim-kiem/", PROVISION: "toan-van/",
}  # fmt: skip
"""Kinds without an owner -> the page that shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change: a sentence, and the words before and after."""

    words: Markup
    parts: tuple[Part, ...]
    is_wording: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Changes under one heading; where they are many they are counted and folded."""

    name: Markup
    counts: str
    lines: tuple[Told, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step."""

    entry: Entry
    time: str
    first: str
    """What the data held when it came; empty for later steps."""
    headings: tuple[Heading, ...]
    source: str
    """Where the step stands at the host of the repository; empty when that is not known."""
    address: str
    """Where it stands for good."""


def step(leaf: Leaf, entry: Entry) -> StepView:
    first, repository = entry.step.first, leaf.options.repository
    found = () if first else sections(leaf.chronicle.teller, entry.changes)
    return StepView(
        entry=entry, time=f"{entry.at:%H:%M}", first=came(entry.changes) if first else "",
        headings=tuple(_heading(leaf, section) for section in found),
        source=f"{repository}/commit/{entry.step.commit}" if repository else "",
        address=leaf.href(leaf.chronicle.address(entry)),
    )  # fmt: skip


def told(leaf: Leaf, changes: Iterable[Change]) -> tuple[Told, ...]:
    """Changes without headings."""
    return tuple(_told(leaf, line) for line in lines(leaf.chronicle.teller, changes))


def amending(leaf: Leaf, entries: Iterable[Entry]) -> Markup:
    """The amendments by which wording changed; empty where none did."""
    return listed([leaf.link(a.url, leaf.unbroken(a.name)) for a in leaf.chronicle.amending(entries)])


def _heading(leaf: Leaf, section: Section) -> Heading:
    return Heading(
        name=_name(leaf, section), counts=section.counts, lines=tuple(_told(leaf, line) for line in section.lines),
        left_out=section.left_out,
    )  # fmt: skip


def _name(leaf: Leaf, section: Section) -> Markup:
    """The name of an agency, task area, amendment or list, linked to its page while there is one."""
    kind, name = section.first.owner or (section.first.kind, section.first.id)
    if kind == "agency" and any(agency.id == name for agency in leaf.plan.agencies):
        return leaf.party(name)
    plan = leaf.plan
    pages = {("area", area.id): area.url for area in plan.task_areas} | {(AMENDMENT, a.id): a.url for a in plan.amendments}
    address = pages.get((kind, name)) or _LISTS.get(kind)
    return leaf.link(address, leaf.unbroken(section.name)) if address else leaf.unbroken(section.name)


def _told(leaf: Leaf, line: Line) -> Told:
    return Told(words=_linked(leaf, line), parts=line.parts, is_wording=line.change.is_wording)


def _linked(leaf: Leaf, line: Line) -> Markup:
    """The sentence with the provision or document it is about linked, while there is one."""
    address = _stands_at(leaf.plan, line.change)
    if not address or line.at < 0:
        return leaf.unbroken(line.words)
    before, after = line.words[: line.at], line.words[line.at + len(line.where) :]
    name = Markup('<span class="nb">{}</span>').format(line.where) if line.change.provision else leaf.unbroken(line.where)
    return leaf.unbroken(before) + leaf.link(address, name) + leaf.unbroken(after)


def _stands_at(plan: Plan, change: Change) -> str:
    """Where the provision or document is at home that a change is about, those repealed too; empty where there is none."""
    homes = {document.id: document.url for document in plan.documents}
    provision = change.provision
    if provision in plan.by_id:
        return plan.url(plan.by_id[provision])
    if plan.is_repealed(provision):
        return plan.repealed_provision(provision).url
    return homes.get(change.id, "") if change.kind in ("document", AMENDMENT) else ""

