"""What a page says of its own past: when it was last brought up to date and how, and every step before, folded away."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from markupsafe import Markup

from ..chronicle import Entry, Subject
from ..digest import brief
from ..model import Agency, Plan, Provision, TaskArea
from ..published import CHANGES, feed
from .entries import LOG
from .leaf import Leaf
from .page import Page
from .steps import Told, amending, told

STEPS = 12
LINES = 12
"""More steps, or changes of one step, are left to the page of changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One step of a page's past."""

    day: datetime.date
    more: str
    """Address of the whole step."""
    lines: tuple[Told, ...]
    left_out: int


def trace(leaf: Leaf, page: Page, subject: Subject) -> Markup | None:
    """The block at the foot of a page; nothing where nothing changed and nothing can be followed."""
    chronicle = leaf.chronicle
    entries = chronicle.of(subject)
    follow = leaf.href(feed(subject)) if isinstance(subject, Agency) else ""
    if not entries and not follow:
        return None
    logged = _logged(leaf, page, subject, entries)
    newest = entries[0] if entries else None
    return leaf.render(
        "trace.html.j2", day=newest.day if newest else None, what=brief(chronicle.teller, newest.changes) if newest else "",
        keeps_wording=chronicle.keeps_wording(entries), amending=amending(leaf, entries), log=LOG,
        past=tuple(_past(leaf, entry) for entry in logged[:STEPS]), count=len(logged), more=leaf.href(CHANGES), follow=follow,
    )  # fmt: skip


def _logged(leaf: Leaf, page: Page, subject: Subject, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The steps told one by one: of the whole text only those of provisions that have no other page."""
    if isinstance(subject, Plan):
        return leaf.chronicle.at_home(page.url, entries)
    return entries if isinstance(subject, (Agency, Provision, TaskArea)) else ()


def _past(leaf: Leaf, entry: Entry) -> Past:
    lines = told(leaf, entry.changes)
    more = leaf.href(leaf.chronicle.address(entry))
    return Past(day=entry.day, more=more, lines=lines[:LINES], left_out=max(0, len(lines) - LINES))
