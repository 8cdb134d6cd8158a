"""A review as one HTML document that needs nothing beside it: no script, no style sheet, no picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..telling import Told
from ..words import Piece, compare
from . import Review
from .sentences import ACTIONS, headline, warnings


@cache
def _environment() -> Environment:
    here = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=here, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def html(review: Review, link: Callable[[str], str | None] = lambda _: None) -> str:
    """The whole document; `link` gives the address of a page in the preview, when there is one."""
    template = _environment().get_template("review.html.j2")
    return template.render(
        review=review, headline=headline(review), warnings=warnings(review), actions=ACTIONS, link=link, pieces=_pieces
    )


def _pieces(told: Told) -> tuple[Piece, ...]:
    return compare(told.change.before, told.change.after)
