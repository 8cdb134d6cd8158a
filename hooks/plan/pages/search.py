"""The search page: a form, a place for results, and a way on for those without script."""

from __future__ import annotations

from .leaf import Leaf
from .page import Link, Page

INDEX: Link = ("Tìm kiếm", "tim-kiem/")


def page(leaf: Leaf) -> Page:
    return leaf.page(
        "search.html.j2",
        kind="search",
        title=INDEX[0],
        description=f"Tìm trong nguyên văn {leaf.plan.name}, có dấu hay không dấu đều được.",
    )
