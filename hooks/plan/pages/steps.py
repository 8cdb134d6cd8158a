"""A step of the data's history made ready for a template: what changed, under whose heading, with links to where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..changes import PROVISION, Change
from ..chronicle import Entry
from ..digest import Line, Part, Section, came, lines, sections
from .leaf import Leaf

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


def step(leaf: Leaf, entry: Entry) -> StepView:
    first, repository = entry.step.first, leaf.options.repository
    found = () if first else sections(leaf.chronicle.teller, entry.changes)
    return StepView(
        entry=entry, time=f"{entry.at:%H:%M}", first=came(entry.changes) if first else "",
        headings=tuple(_heading(leaf, section) for section in found),
        source=f"{repository}/commit/{entry.step.commit}" if repository else "",
    )  # fmt: skip


def told(leaf: Leaf, changes: Iterable[Change]) -> tuple[Told, ...]:
    """Changes without headings."""
    return tuple(_told(leaf, line) for line in lines(leaf.chronicle.teller, changes))


def _heading(leaf: Leaf, section: Section) -> Heading:
    return Heading(
        name=_name(leaf, section), counts=section.counts, lines=tuple(_told(leaf, line) for line in section.lines),
        left_out=section.left_out,
    )  # fmt: skip


def _name(leaf: Leaf, section: Section) -> Markup:
    """The name of an agency, task area or list, linked to its page while there is one."""
    kind, name = section.first.owner or (section.first.kind, section.first.id)
    if kind == "agency" and any(agency.id == name for agency in leaf.plan.agencies):
        return leaf.party(name)
    areas = {area.id: area.url for area in leaf.plan.task_areas}
    address = areas.get(name) if kind == "area" else _LISTS.get(kind)
    return leaf.link(address, leaf.unbroken(section.name)) if address else leaf.unbroken(section.name)


def _told(leaf: Leaf, line: Line) -> Told:
    return Told(words=_linked(leaf, line), parts=line.parts, is_wording=line.change.is_wording)


def _linked(leaf: Leaf, line: Line) -> Markup:
    """The sentence with the provision or document it is about linked, while there is one."""
    plan, change = leaf.plan, line.change
    if change.kind == PROVISION and change.id in plan.by_id:
        address = plan.url(plan.by_id[change.id])
    elif change.kind == "document" and any(document.id == change.id for document in plan.documents):
        address = plan.document(change.id).url
    else:
        return leaf.unbroken(line.words)
    before, where, after = line.words.rpartition(line.where)
    if not where:
        return leaf.unbroken(line.words)
    name = Markup('<span class="nb">{}</span>').format(where) if change.kind == PROVISION else leaf.unbroken(where)
    return leaf.unbroken(before) + leaf.link(address, name) + escape(after)

