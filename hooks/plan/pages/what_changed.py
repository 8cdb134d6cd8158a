"""What changed in the data, told in plain words by day: the newest on one page, all of them on the page of their year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..chronicle import NEWEST, Entry
from ..published import ALL_CHANGES, CHANGES, changes_in
from .leaf import Leaf
from .page import Link, Page
from .steps import StepView, amending, step

INDEX: Link = ("Thay đổi", CHANGES)


def page(leaf: Leaf) -> Page:
    """The newest steps, and the years."""
    years = tuple((str(year), leaf.href(changes_in(year))) for year in leaf.chronicle.years)
    return _page(leaf, INDEX[0], leaf.chronicle.entries[:NEWEST], years=years)


def of_year(leaf: Leaf, year: int) -> Page:
    """Every step of a year."""
    return _page(leaf, f"Thay đổi năm {year}", [e for e in leaf.chronicle.entries if e.day.year == year], crumbs=(INDEX,))


def _page(leaf: Leaf, title: str, entries: Iterable[Entry], years: tuple[Link, ...] = (), crumbs: tuple[Link, ...] = ()) -> Page:
    chronicle, plan = leaf.chronicle, leaf.plan
    return leaf.page(
        "what-changed.html.j2", kind="changes", title=title, crumbs=crumbs, years=years,
        description=f"Những gì đã đổi trong dữ liệu của trang về {plan.name}, mới nhất ở trên, bằng lời thường.",
        days=tuple(_days(leaf, entries)), is_complete=chronicle.is_complete, feed=leaf.href(ALL_CHANGES),
        keeps_wording=chronicle.keeps_wording(chronicle.entries), amending=amending(leaf, chronicle.entries),
        since=chronicle.entries[-1].day if chronicle.entries else None,
        is_untouched=all(entry.step.first for entry in chronicle.entries),
    )  # fmt: skip


def _days(leaf: Leaf, entries: Iterable[Entry]) -> Iterator[tuple[object, tuple[StepView, ...]]]:
    for day, found in groupby(entries, key=lambda entry: entry.day):
        yield day, tuple(step(leaf, entry) for entry in found)
