"""Contrast as WCAG defines it, and the fixed colours of the site."""

from __future__ import annotations

import pytest

from plan.colours import SHAPE, SURFACES, TEXT, TOKENS, contrast, luminance, worst_on_surfaces


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#abcdef", "#ABCDEF", 1.0),
    ],
)
def test_contrast_ratio(one: str, other: str, ratio: float) -> None:
    assert ratio == round(contrast(one, other), 2)


@pytest.mark.parametrize(
    ("colour", "expected"), [("#000000", 0.0), ("#ffffff", 1.0), ("#808080", 0.2159), ("#0a0a0a", 0.003), ("#00ff00", 0.7152)]
)
def test_luminance(colour: str, expected: float) -> None:
    assert expected == round(luminance(colour), 4)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "ink2", "link"])
def test_fixed_text_colours_are_readable_on_every_surface(name: str, dark: bool) -> None:
    assert worst_on_surfaces(TOKENS[name][dark], dark=dark) >= TEXT


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["edge", "focus"])
def test_fixed_shapes_are_seen_on_every_surface(name: str, dark: bool) -> None:
    assert worst_on_surfaces(TOKENS[name][dark], dark=dark) >= SHAPE


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "ink2", "link"])
def test_text_is_readable_on_notes_too(ink: str, dark: bool) -> None:
    assert contrast(TOKENS[ink][dark], TOKENS["note"][dark]) >= TEXT


def test_words_are_readable_where_a_search_marks_them() -> None:
    assert all(contrast(TOKENS["ink"][dark], TOKENS["mark"][dark]) >= TEXT for dark in (False, True))


def test_the_worst_surface_counts() -> None:
    assert min(contrast("#4b5a1e", TOKENS[name][0]) for name in SURFACES) == worst_on_surfaces("#4b5a1e", dark=False)
