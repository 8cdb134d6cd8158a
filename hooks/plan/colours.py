"""The colours of the site: the fixed surfaces and inks, and the contrast every plan's own colours must reach.

Contrast as in WCAG 2.2, success criteria 1.4.3 (text, 4.5:1) and 1.4.11 (shapes, 3:1).
"""

from __future__ import annotations

TEXT = 4.5
SHAPE = 3.0

TOKENS: dict[str, tuple[str, str]] = {
    "paper": ("#fbf7f1", "#17130f"),
    "sheet": ("#fffdfa", "#1e1914"),
    "sunk": ("#f3ebe1", "#28211b"),
    "ink": ("#231c17", "#eee6dc"),
    "ink2": ("#5c5047", "#b9ac9d"),
    "link": ("#86281f", "#f2ab9c"),
    "edge": ("#857666", "#8d7f70"),
    "line": ("#dfd3c4", "#3d342b"),
    "focus": ("#1f4f8f", "#9cc3f5"),
    "note": ("#f7efdc", "#2c2414"),
    "note-bar": ("#b98a1d", "#c79a2e"),
    "mark": ("#fdf0c4", "#43370f"),
}
"""Name -> (light, dark). The one place they are written; the style sheet knows them as `--name`."""
SURFACES = ("paper", "sheet", "sunk")
"""What text may stand on."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def worst_on_surfaces(colour: str, *, dark: bool) -> float:
    """The lowest contrast of a text colour on any surface of a scheme."""
    return min(contrast(colour, TOKENS[name][dark]) for name in SURFACES)
