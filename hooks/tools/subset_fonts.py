r"""Make the site's fonts from the full ones: few characters, few bytes, every Vietnamese letter.

To make them again (node and Python needed, nothing is installed into the project):

    npm install --prefix /tmp/fonts @fontsource-variable/noto-serif@5.3.0 @fontsource/be-vietnam-pro@5.3.0
    pip install fonttools brotli
    python hooks/tools/subset_fonts.py /tmp/fonts/node_modules/@fontsource-variable/noto-serif \
        /tmp/fonts/node_modules/@fontsource/be-vietnam-pro docs/assets

It writes `fonts/*.woff2`, the licences beside them, `fonts.css` and the outlines of the digits, and prints the sizes.
The same versions give the same bytes.

A face comes in two files, `latin` and `vietnamese`, from its source. Every page here needs both, so they become one: its
letters share their outlines and one compression, which saves a seventh of the bytes and half of the requests.
"""

from __future__ import annotations

import json
import shutil
import string
import sys
import unicodedata
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer


def _vietnamese_letters() -> str:
    """The 134 letters that ASCII lacks: 12 vowels in 6 tones and `đ`, both cases, composed."""
    toned = (vowel + tone for vowel in "aăâeêioôơuưy" for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"))
    letters = {unicodedata.normalize("NFC", letter) for letter in toned} | {"đ"}
    return "".join(sorted(c for letter in letters for c in (letter, letter.upper()) if not c.isascii()))


PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
VIETNAMESE = _vietnamese_letters()
SIGNS = "\u00a0–—‘’“”…·•@×§"
"""Punctuation and signs the pages use, the no-break space included."""
CHARACTERS = "".join(sorted({*PRINTABLE, *VIETNAMESE, *SIGNS}))
"""Every character each face can show."""
WEIGHTS = (400, 600)
"""What is left of the variable weight: what the style sheets ask for."""
GRID = 500
"""Units an em, half of the source's: an outline is off by a thousandth of its size at most, which no screen shows."""
BOLD = 700
"""Weight of the digits drawn as outlines."""
DIGITS = Path(__file__).resolve().parent.parent / "plan" / "exports" / "digits.json"
"""Where the outlines go: pictures are drawn with them, no page asks for them."""
HEADING = "/* Made by hooks/tools/subset_fonts.py; do not edit. Licences (OFL-1.1) stand beside the fonts. */"
FEATURES = ["kern", "liga", "tnum"]
SCRIPTS = ("latin", "vietnamese")


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face of the site."""

    name: str
    """File names begin with it."""
    family: str
    weight: str
    """As CSS writes it; a range is a variable font."""
    source: str
    """File in its package, `{}` for the script."""

    @property
    def file(self) -> str:
        return f"{self.name}.woff2"


SERIF = Face(name="noto-serif", family="Noto Serif", weight="400 600", source="noto-serif-{}-wght-normal.woff2")
SANS = tuple(
    Face(name=f"be-vietnam-pro-{w}", family="Be Vietnam Pro", weight=w, source=f"be-vietnam-pro-{{}}-{w}-normal.woff2")
    for w in ("400", "600")
)
FACES = (SERIF, *SANS)


def characters_in(file: Path) -> frozenset[str]:
    """The characters a font file has a glyph for."""
    return frozenset(map(chr, TTFont(file).getBestCmap()))


def characters_of(script: str) -> frozenset[str]:
    """The characters taken from the files of a script: Vietnamese letters beyond Latin-1, and all the rest."""
    beyond = frozenset(letter for letter in VIETNAMESE if ord(letter) > 0xFF)
    return beyond if script == "vietnamese" else frozenset(CHARACTERS) - beyond


def subset(full: Path, wanted: frozenset[str]) -> TTFont:
    """A small font with just the wanted characters; a character the full font lacks ends the work."""
    if lacking := wanted - characters_in(full):
        raise SystemExit(f"{full.name} has no glyph for {' '.join(sorted(lacking))}")
    font = TTFont(full, recalcTimestamp=False)
    subsetter = Subsetter(Options(hinting=False, layout_features=FEATURES, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True))
    subsetter.populate(unicodes=map(ord, wanted))
    subsetter.subset(font)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS})
    font.flavor = "woff2"
    return font


def merged(font: TTFont, other: TTFont) -> TTFont:
    """`font` with every character that only `other` has; marks of `other` come along, its kerning does not."""
    known = {name: code for code, name in other.getBestCmap().items()}
    cmap, order = font.getBestCmap(), list(font.getGlyphOrder())
    taken: dict[str, str] = {}

    def take(name: str) -> str:
        """The glyph as `font` calls it: its own for a character it has, else a copy with all it is composed of."""
        if known.get(name) in cmap:
            return cmap[known[name]]
        if name not in taken:
            taken[name] = name if name not in order else f"{name}.more"
            order.append(taken[name])
            glyph = deepcopy(other["glyf"][name])
            font["glyf"].glyphs[taken[name]] = glyph
            font["hmtx"].metrics[taken[name]] = other["hmtx"][name]
            if "gvar" in font:
                font["gvar"].variations[taken[name]] = other["gvar"].variations[name]
            for part in glyph.components if glyph.isComposite() else ():
                part.glyphName = take(part.glyphName)
        return taken[name]

    added = {code: take(name) for name, code in sorted(known.items(), key=lambda pair: pair[1]) if code not in cmap}
    for table in font["cmap"].tables:
        table.cmap.update(added)
    if "HVAR" in font:  # widths vary with the outlines; this shortcut to them knows the first letters only
        del font["HVAR"]
    font["glyf"].glyphOrder = order
    font.setGlyphOrder(order)
    return font


def css() -> str:
    """The style sheet of the files, for the folder above them."""
    rules = [
        "@font-face {\n"
        f'  font-family: "{face.family}";\n  font-style: normal;\n  font-weight: {face.weight};\n  font-display: swap;\n'
        f'  src: url("fonts/{face.file}") format("woff2");\n'
        "}\n"
        for face in FACES
    ]
    return "\n".join((f"{HEADING}\n", *rules))


def digits(full: Path) -> dict[str, dict[str, int | str]]:
    """Digit -> its width and its bold outline as an SVG path: 1000 units an em, y downwards from the baseline."""
    ours = instancer.instantiateVariableFont(TTFont(full), {"wght": (WEIGHTS[0], BOLD)})
    font = instancer.instantiateVariableFont(ours, {"wght": BOLD})
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    found = {}
    for digit in string.digits:
        pen, glyph = SVGPathPen(glyphs, ntos=lambda value: str(round(value))), glyphs[names[ord(digit)]]
        glyph.draw(TransformPen(pen, (1, 0, 0, -1, 0, 0)))
        found[digit] = {"width": round(glyph.width), "path": pen.getCommands()}
    return found


def main(noto_serif: Path, be_vietnam_pro: Path, assets: Path) -> None:
    fonts = assets / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for package, faces in ((noto_serif, (SERIF,)), (be_vietnam_pro, SANS)):
        shutil.copyfile(package / "LICENSE", fonts / f"{package.name}-OFL.txt")
        for face in faces:
            latin, more = (subset(package / "files" / face.source.format(s), characters_of(s)) for s in SCRIPTS)
            whole = merged(latin, more)
            scale_upem(whole, GRID)
            whole.save(fonts / face.file)
    full = noto_serif / "files" / SERIF.source.format("latin")
    DIGITS.write_text(json.dumps(digits(full), indent=1) + "\n", encoding="utf-8")
    (assets / "fonts.css").write_text(css(), encoding="utf-8")
    sizes = {file.name: file.stat().st_size for file in sorted(fonts.glob("*.woff2"))}
    print(*(f"{size:6} {name}" for name, size in sizes.items()), f"{sum(sizes.values()):6} bytes together", sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*map(Path, sys.argv[1:]))
