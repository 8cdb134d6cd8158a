"""The drawing for maintainers shows the code as it is."""

from __future__ import annotations

from collections import Counter

import lxml.etree

from drawing import DRAWING, OUTERMOST, ROWS, arrows, drawing, leans, upward
from test_layers import ARROWS


def test_every_module_has_one_place_in_it() -> None:
    """A new module is put into the part it belongs to: ROWS in tests/drawing.py."""
    placed = Counter(module for row in ROWS for part in row for module in part.modules)
    assert placed == Counter(ARROWS.keys())


def test_no_part_leans_on_one_beside_or_below_it() -> None:
    assert upward() == []


def test_arrows_that_follow_from_others_are_left_out_and_none_is_lost() -> None:
    drawn = arrows()
    reached = {user: {used for used, at in drawn if at == user} for user in leans()}
    for _ in reached:
        reached = {user: found | {used for middle in found for used in reached[middle]} for user, found in reached.items()}
    assert all(used <= reached[user] for user, used in leans().items())
    assert ("Ground", "Plan") not in drawn
    assert {user for _, user in drawn} >= {"Form", "Plan", OUTERMOST}


def test_the_drawing_in_the_repository_is_this_one() -> None:
    assert DRAWING.read_text("utf-8") == drawing(), "make drawing"
    texts = lxml.etree.fromstring(drawing().encode()).xpath("//*[local-name()='text']")
    assert len(texts) >= 20
