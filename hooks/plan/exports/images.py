"""The pictures of the site, drawn from the plan: favicon, touch icon and the card a shared link shows.

Knows how text is set on a picture; of words it holds only the three that name the counts. The fonts are the site's own,
in the folder given as `fonts`, opened as they are. Text is placed without a shaping library, because a machine may
lack it: the same plan gives the same bytes everywhere.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from html import escape
from math import ceil
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageDraw, ImageFont

from ..colours import TOKENS
from ..model import Plan

CARD = (1200, 630)
"""Width and height of the sharing card, as Open Graph asks."""
_MARGIN = 72
_FRAME = (_MARGIN, 34, _MARGIN + 104, 138)
_BAND, _RULE, _FOOT = 172, 8, 492
"""Height of the band, of the gold rule under it, and where the counts begin."""

_DIGITS = Path(__file__).with_name("digits.json")
_SERIF, _SANS, _STRONG = "noto-serif", "be-vietnam-pro-400", "be-vietnam-pro-600"
_WEIGHT = 600
"""Of the serif, which is variable."""
_WHITE = "#ffffff"
_NAME = ((46, 1), (40, 1), (34, 1), (30, 2))
_SITE = ((32, 1), (28, 1), (26, 2))
_HEADLINE = ((76, 2), (68, 3), (60, 3), (52, 3), (46, 4), (38, 5))
"""What is tried in turn: a size in pixels and how many lines it may take. After the last one the text is cut."""

_LEADING = 1.3
_FINE = 4
"""Text is drawn this many times larger and reduced: letters stand at quarter pixels."""
_ABOVE, _BELOW = 1.3, 0.5
"""Room for ink around a baseline, in em: from the marks on `Ỗ` down to the dot of `ợ`."""
_SHADES = 7
"""Steps of the palette between an ink and its ground."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""
Sizes = tuple[tuple[int, int], ...]
Inks = tuple[str, str]
"""Colour of the ink and of the ground it stands on."""
Paragraph = tuple[str, str, Sizes, Inks]
"""Text, face, sizes to try, colours."""
Measure = Callable[[str], float]
"""Text to its width."""


class Measuring(Protocol):
    """Text in a size to its width."""

    def __call__(self, text: str, size: float) -> float: ...


def favicon_svg(plan: Plan) -> bytes:
    """The plan's mark in a gold frame on the brand colour. Digits are outlines: every reader sees the same."""
    brand, gold = plan.site.brand.light, plan.site.gold.light
    rows = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">',
        f"<title>{escape(plan.name)}</title>",
        f'<rect width="64" height="64" rx="6" fill="{brand}"/>',
        f'<rect x="6" y="6" width="52" height="52" rx="2" fill="none" stroke="{gold}" stroke-width="4"/>',
        _outlined(_mark(plan)),
        "</svg>",
    )
    return ("\n".join(rows) + "\n").encode()


def icon_png(plan: Plan, size: int, fonts: Path) -> bytes:
    """The same as a square picture, `size` pixels wide, without rounded or transparent corners: phones cut their own."""
    brand, gold = plan.site.brand.light, plan.site.gold.light
    sheet = _Sheet((size, size), brand, fonts)
    inset = round(size * 0.13)
    sheet.framed(_mark(plan), (inset, inset, size - inset, size - inset), brand, gold)
    return sheet.png()


def sharing_card(plan: Plan, fonts: Path) -> bytes:
    """What a chat shows for a link to the site: mark, names, headline, and what the plan holds in numbers.
    Names of any length stay inside: they shrink, wrap, and at last end in `…`."""
    brand, gold = plan.site.brand.light, plan.site.gold.light
    paper, ink, quiet, link, line = (TOKENS[name][0] for name in ("paper", "ink", "ink2", "link", "line"))
    sheet = _Sheet(CARD, paper, fonts)
    sheet.fill((0, 0, CARD[0], _BAND), brand)
    sheet.fill((0, _BAND, CARD[0], _BAND + _RULE), gold)
    sheet.framed(_mark(plan), _FRAME, brand, gold)
    names = ((plan.name, _STRONG, _NAME, (_WHITE, brand)), (plan.site.name, _SANS, _SITE, (_WHITE, brand)))
    sheet.block((_FRAME[2] + 32, 0, CARD[0] - _MARGIN, _BAND), names)
    counts = _counts(plan)
    page = (_MARGIN, _BAND + _RULE, CARD[0] - _MARGIN, _FOOT if counts else CARD[1])
    sheet.block(page, ((plan.site.headline, _STRONG, _HEADLINE, (ink, paper)),))
    if counts:
        sheet.fill((_MARGIN, _FOOT, CARD[0] - _MARGIN, _FOOT + 2), line)
        sheet.figures((_MARGIN, _FOOT + 84), counts, (link, paper), (quiet, paper))
    return sheet.png()


def _mark(plan: Plan) -> str:
    """The plan's mark as far as it can be read when small: `12`; `KH` where the number begins with letters."""
    found = re.search(r"\w+", plan.mark)
    return (found[0] if found else plan.mark)[:4]


def _counts(plan: Plan) -> list[tuple[str, str]]:
    """`8`, `cơ quan` and so on; what the plan has none of is left out."""
    rows = ((plan.task_areas, "nhiệm vụ"), (plan.agencies, "cơ quan"), (plan.responsibilities, "trách nhiệm"))
    return [(str(len(things)), word) for things, word in rows if things]


def _outlined(mark: str) -> str:
    """A mark in the middle of 64 by 64 as outlines; one with other characters than digits is left to the reader's fonts."""
    outlines = json.loads(_DIGITS.read_text(encoding="utf-8"))
    if not all(char in outlines for char in mark):
        size = min(30.0, 48 / len(mark))
        style = f'font-family="Noto Serif, Georgia, serif" font-weight="700" font-size="{size:.1f}" text-anchor="middle"'
        return f'<text x="32" y="{32 + size * 0.36:.1f}" {style} fill="{_WHITE}">{escape(mark)}</text>'
    left, paths = 0, []
    for char in mark:
        paths.append(f'<path transform="translate({left})" d="{outlines[char]["path"]}"/>')
        left += outlines[char]["width"]
    scale = min(42 / left, 30 / 714)  # a digit is 714 units high
    place = f"translate({32 - left * scale / 2:.2f} {32 + 357 * scale:.2f}) scale({scale:.4f})"
    return f'<g fill="{_WHITE}" transform="{place}">{"".join(paths)}</g>'


class _Sheet:
    """A picture to draw on, in exactly the colours asked for and the shades between an ink and its ground."""

    def __init__(self, size: tuple[int, int], ground: str, fonts: Path) -> None:
        self._palette: dict[tuple[int, ...], int] = {}
        self._image = Image.new("L", size)
        self._type = _Type(fonts)
        self.fill((0, 0, *size), ground)

    def fill(self, box: Box, colour: str) -> None:
        self._image.paste(self._index(_channels(colour)), box)

    def text(self, x: float, baseline: float, text: str, face: str, size: float, colours: Inks) -> None:
        """One line from `x` on."""
        mask, left, top = self._type.mask(text, face, size)
        self._ink(mask, (round(x) + left, round(baseline) + top), colours)

    def framed(self, mark: str, box: Box, brand: str, gold: str) -> None:
        """The mark in white in the middle of a gold frame, as large as the frame lets it be."""
        side = box[2] - box[0]
        stroke, edge = max(1, round(side / 24)) * _FINE, side * _FINE - 1
        frame = Image.new("L", (side * _FINE, side * _FINE))
        ImageDraw.Draw(frame).rounded_rectangle((0, 0, edge, edge), stroke, outline=255, width=stroke)
        self._ink(frame.reduce(_FINE), box[:2], (gold, brand))
        size = min(side * 0.58, side * 70 / self._type.width(mark, 100, _SERIF))
        left = (box[0] + box[2] - self._type.width(mark, size, _SERIF)) / 2
        self.text(left, (box[1] + box[3]) / 2 + size * 0.357, mark, _SERIF, size, (_WHITE, brand))

    def block(self, box: Box, paragraphs: Iterable[Paragraph]) -> None:
        """Paragraphs one under the other, in the middle of the height of `box`."""
        rows = [
            (line, face, size, colours)
            for text, face, sizes, colours in paragraphs
            for size, lines in (_fit(text, sizes, box[2] - box[0], partial(self._type.width, face=face)),)
            for line in lines
        ]
        top = (box[1] + box[3] - sum(size for _, _, size, _ in rows) * _LEADING) / 2
        for line, face, size, colours in rows:
            top += size * _LEADING
            self.text(box[0], top - size * (_LEADING / 2 - 0.36), line, face, size, colours)

    def figures(self, start: tuple[int, int], counts: Iterable[tuple[str, str]], strong: Inks, quiet: Inks) -> None:
        """Numbers with their words, side by side on one baseline."""
        x: float = start[0]
        for number, word in counts:
            self.text(x, start[1], number, _SERIF, 60, strong)
            x += self._type.width(number, 60, _SERIF) + 16
            self.text(x, start[1], word, _SANS, 32, quiet)
            x += self._type.width(word, 32, _SANS) + 64

    def png(self) -> bytes:
        self._image.putpalette([channel for colour in self._palette for channel in colour])
        stream = io.BytesIO()
        self._image.save(stream, "PNG", optimize=True)
        return stream.getvalue()

    def _ink(self, mask: Image.Image, corner: tuple[int, int], colours: Inks) -> None:
        """Ink where the mask is light, rounded to the nearest shade."""
        ink, ground = map(_channels, colours)
        shades = [
            self._index(tuple(round(b + (a - b) * step / _SHADES) for a, b in zip(ink, ground, strict=True)))
            for step in range(_SHADES + 1)
        ]
        inked = mask.point([shades[round(light * _SHADES / 255)] for light in range(256)])
        self._image.paste(inked, corner, mask.point([255 * (light > 0) for light in range(256)]))

    def _index(self, colour: tuple[int, ...]) -> int:
        return self._palette.setdefault(colour, len(self._palette))


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


class _Type:
    """The fonts of a folder: widths, lines and ink. Letters stand side by side, so widths add up."""

    def __init__(self, fonts: Path) -> None:
        @cache
        def font(face: str, size: float) -> ImageFont.FreeTypeFont:
            found = ImageFont.truetype(str(fonts / f"{face}.woff2"), size, layout_engine=ImageFont.Layout.BASIC)
            if face == _SERIF:
                found.set_variation_by_axes([_WEIGHT])
            return found

        self._font = font

    def width(self, text: str, size: float, face: str) -> float:
        return self._font(face, size * _FINE).getlength(unicodedata.normalize("NFC", text)) / _FINE

    def mask(self, text: str, face: str, size: float) -> tuple[Image.Image, int, int]:
        """The ink of a line, and where its corner stands from the start of the baseline."""
        pad, above, below = round(size / 4), round(size * _ABOVE), round(size * _BELOW)
        wide = round(self.width(text, size, face)) + 2 * pad
        fine = Image.new("L", (wide * _FINE, (above + below) * _FINE))
        line, font = unicodedata.normalize("NFC", text), self._font(face, size * _FINE)
        ImageDraw.Draw(fine).text((pad * _FINE, above * _FINE), line, fill=255, font=font, anchor="ls")
        return fine.reduce(_FINE), -pad, -above


_MOST = 1000
"""Letters of which no size shows the last: measuring more only takes time."""


def _fit(text: str, sizes: Sizes, width: int, measure: Measuring) -> tuple[int, list[str]]:
    """The first size at which the text takes no more lines than allowed and no word is broken, and its lines.
    A colon ends a line."""
    text = text.strip()[:_MOST]
    clauses = re.split(r"(?<=:)\s+", text)
    for size, most in sizes:
        wide = partial(measure, size=size)
        filled = [(clause, _filled(clause, width, wide)) for clause in clauses]
        lines = [line for _, rows in filled for line in rows]
        if len(lines) <= most and all(wide(word) <= width for word in text.split()):
            return size, [line for clause, rows in filled for line in _even(clause, width, len(rows), wide)]
    size, most = sizes[-1]
    wide = partial(measure, size=size)
    return size, _cut([line for clause in clauses for line in _filled(clause, width, wide)], most, width, wide)


def _filled(text: str, width: float, wide: Measure) -> list[str]:
    """Lines as full as they can be."""
    rows = [""]
    for piece in _pieces(text, width, wide):
        longer = f"{rows[-1]} {piece}".strip()
        if rows[-1] and wide(longer) > width:
            rows.append(piece)
        else:
            rows[-1] = longer
    return rows


def _even(text: str, width: int, count: int, wide: Measure) -> list[str]:
    """As many lines, of about equal length; a phrase that fits a line is not broken for it."""
    least = max((ceil(wide(phrase)) for phrase in _phrases(text) if wide(phrase) <= width), default=width)
    tries = (_filled(text, limit, wide) for limit in (*range(max(least, width // count), width, 4), width))
    return next(lines for lines in tries if len(lines) <= count)


def _cut(lines: list[str], most: int, width: int, wide: Measure) -> list[str]:
    """At most so many lines; `…` stands for the rest."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while wide(f"{last} …") > width:
        last = last.rpartition(" ")[0] or last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:-–')} …"]


def _pieces(text: str, width: float, wide: Measure) -> Iterator[str]:
    """Phrases that fit a line; a longer one falls apart into words, a longer word into parts."""
    for phrase in _phrases(text):
        for word in [phrase] if wide(phrase) <= width else phrase.split():
            part = ""
            for char in word if wide(word) > width else [word]:
                if part and wide(part + char) > width:
                    yield part
                    part = ""
                part += char
            yield part


def _phrases(text: str) -> list[str]:
    """Words; what must not begin a line (a dash, a number, the rest of a name in capitals) stays with the one before."""
    found: list[str] = []
    for word in text.split():
        named = bool(found) and word[0].isupper() and found[-1].split()[-1][0].isupper() and found[-1][-1].isalpha()
        if found and (named or word[0].isdigit() or word[0] in "-–—"):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
