"""What changed in the data, told in plain words by day, newest first; years too far back have a page each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..chronicle import Entry
from ..published import ALL_CHANGES, CHANGES
from .leaf import Leaf
from .page import Link, Page
from .steps import StepView, step

INDEX: Link = ("Thay đổi", CHANGES)
NEWEST = 60
"""Steps on the first page."""


def page(leaf: Leaf) -> Page:
    entries = leaf.chronicle.entries
    return _page(leaf, INDEX[0], entries[:NEWEST], older=tuple((str(year), leaf.href(url)) for year, url in years(entries)))


def of_year(leaf: Leaf, year: int) -> Page:
    """Every step of a year."""
    return _page(leaf, f"Thay đổi năm {year}", [e for e in leaf.chronicle.entries if e.day.year == year], crumbs=(INDEX,))


def years(entries: Iterable[Entry]) -> tuple[tuple[int, str], ...]:
    """The years that do not stand whole on the first page, newest first, each with the address of its page."""
    found = dict.fromkeys(entry.day.year for entry in tuple(entries)[NEWEST:])
    return tuple((year, f"{CHANGES}{year}/") for year in sorted(found, reverse=True))


def _page(leaf: Leaf, title: str, entries: Iterable[Entry], older: tuple[Link, ...] = (), crumbs: tuple[Link, ...] = ()) -> Page:
    chronicle, plan = leaf.chronicle, leaf.plan
    return leaf.page(
        "what-changed.html.j2", kind="changes", title=title, crumbs=crumbs, older=older,
        description=f"Những gì đã đổi trong dữ liệu của trang về {plan.name}, mới nhất ở trên, bằng lời thường.",
        days=tuple(_days(leaf, entries)), is_complete=chronicle.is_complete, feed=leaf.href(ALL_CHANGES),
        keeps_wording=chronicle.keeps_wording(chronicle.entries), since=chronicle.entries[-1].day if chronicle.entries else None,
        is_untouched=all(entry.step.first for entry in chronicle.entries),
    )  # fmt: skip


def _days(leaf: Leaf, entries: Iterable[Entry]) -> Iterator[tuple[object, tuple[StepView, ...]]]:
    for day, found in groupby(entries, key=lambda entry: entry.day):
        yield day, tuple(step(leaf, entry) for entry in found)
