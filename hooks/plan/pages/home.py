"""The home page: bands in the order the data gives, each able to stand alone."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from . import agencies, areas, deadlines, groups, matrix, text
from .leaf import Leaf


def home(leaf: Leaf) -> Markup:
    """Every band of the home page, once."""
    return leaf.render("home.html.j2", bands=[(name, _BANDS[name](leaf)) for name in dict.fromkeys(leaf.plan.site.home)])


def _hero(leaf: Leaf) -> dict[str, object]:
    plan = leaf.plan
    return {
        "headline": _clauses(leaf, plan.site.headline),
        "head": text.head(leaf, lambda p: Markup("<p>{}</p>").format(leaf.unbroken(p.text))),
        "titles": tuple(leaf.unbroken(p.text) for p in plan.provisions if p.kind == "title"),
        "sections": tuple(leaf.link(f"toan-van/#{p.fragment}", p.text) for p in plan.sections),
    }


def _clauses(leaf: Leaf, text: str) -> tuple[Markup, ...]:
    """A headline in the parts it may break between: after a colon, and never inside the name of the place."""
    place = Markup('<span class="nb">{}</span>').format(leaf.plan.place)
    halves = [half + (":" if i == 0 and ": " in text else "") for i, half in enumerate(text.split(": ", 1))]
    return tuple(place.join(half.split(leaf.plan.place)) for half in halves)


def _figures(leaf: Leaf) -> dict[str, object]:
    plan = leaf.plan
    return {
        "counts": (
            (len(plan.task_areas), "nhiệm vụ", leaf.href("nhiem-vu/")),
            (len(plan.agencies), "cơ quan, tổ chức có phần việc", leaf.href("co-quan/")),
            (len(plan.responsibilities), "trách nhiệm", leaf.href("tra-cuu/")),
            (len(plan.documents), "văn bản được nêu", leaf.href("van-ban/")),
        ),
        "due": deadlines.figure(leaf),
    }


_BANDS: dict[str, Callable[[Leaf], dict[str, object]]] = {
    "hero": _hero,
    "figures": _figures,
    "band": lambda leaf: {"leaflets": deadlines.leaflets(leaf)},
    "doors": lambda leaf: {"groups": groups.lines(leaf), "agencies": agencies.lines(leaf)},
    "areas": lambda leaf: {"areas": areas.lines(leaf)},
    "matrix": lambda leaf: {"table": matrix.table(leaf), "roles": matrix.roles(leaf)},
    "groups": lambda leaf: {"groups": groups.lines(leaf)},
}
