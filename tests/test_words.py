"""Word-level comparison of two wordings."""

from __future__ import annotations

import pytest

from plan.words import Piece, compare, shortened

CASES = (
    ("một hai ba", "một hai ba", "một hai ba"),
    ("một hai ba", "một bốn ba", "một [-hai-] {+bốn+} ba"),
    ("một hai", "một hai ba", "một hai {+ba+}"),
    ("một hai ba", "hai ba", "[-một-] hai ba"),
    ("", "một", "{+một+}"),
    ("một", "", "[-một-]"),
    ("", "", ""),
    ("một\n  hai", "một hai", "một hai"),
)
MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}


@pytest.mark.parametrize(("before", "after", "told"), CASES)
def test_what_changed(before: str, after: str, told: str) -> None:
    assert told == " ".join(MARKS[piece.kind].format(piece.text) for piece in compare(before, after))


@pytest.mark.parametrize(("before", "after", "_told"), CASES)
def test_both_wordings_can_be_read_from_the_pieces(before: str, after: str, _told: str) -> None:
    pieces = compare(before, after)
    assert before.split() == " ".join(piece.text for piece in pieces if piece.kind != "new").split()
    assert after.split() == " ".join(piece.text for piece in pieces if piece.kind != "gone").split()


def test_long_unchanged_stretches_are_cut_beside_the_change() -> None:
    words = " ".join(f"w{i}" for i in range(40))
    assert (Piece("same", "… w38 w39"), Piece("new", "x")) == shortened(compare(words, f"{words} x"), 2)
    assert (Piece("gone", "x"), Piece("same", "w0 w1 …")) == shortened(compare(f"x {words}", words), 2)
    assert (Piece("same", "…"),) == shortened(compare(words, words), 2)
