"""Make the fonts of the printed plan: whole faces of one weight each, for a typesetter that reads no web fonts.

To make them again (node and Python needed, nothing is installed into the project):

    npm install --prefix /tmp/fonts @fontsource/noto-serif@5.3.0 @fontsource/be-vietnam-pro@5.3.0
    pip install fonttools brotli
    python hooks/tools/vendor_fonts.py /tmp/fonts/node_modules/@fontsource hooks/vendor/fonts

It writes a `.ttf` for each face, beside them the licences, `SHA256SUMS` and the characters every face can show, and prints
sizes. The same versions give the same bytes. A web font comes in files of one script
each; here those of a face are joined, with every letter of the Latin script that the source has: a wording may hold more
than the pages of the site do.

Tests rely on `CHARACTERS`.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FACES = {"noto-serif": ("400", "700"), "be-vietnam-pro": ("400", "600")}
"""Package and weights."""
SCRIPTS = ("latin", "vietnamese", "latin-ext")
"""Files of a face, those whose glyph counts first."""
_RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x300, 0x304), (0x306, 0x306), (0x309, 0x309), (0x31B, 0x31B),
    (0x323, 0x323), (0x1EA0, 0x1EF9), (0x2010, 0x2026), (0x2030, 0x2033), (0x2039, 0x203A), (0x20AB, 0x20AC), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2264, 0x2265),
)  # fmt: skip
CHARACTERS = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""What a face keeps of what its source has."""
FEATURES = ["kern", "liga", "tnum", "mark", "mkmk", "ccmp"]
SUMS, SHOWN = "SHA256SUMS", "characters.txt"


def joined(files: list[Path]) -> bytes:
    """One font with the wanted characters of several files of a face; a character two files have is taken from the first."""
    taken: set[int] = set()
    parts = []
    for file in files:
        font = TTFont(file, recalcTimestamp=False)
        wanted = (set(font.getBestCmap()) & set(map(ord, CHARACTERS))) - taken
        if not wanted:
            continue
        taken |= wanted
        subsetter = Subsetter(Options(hinting=False, layout_features=FEATURES, name_IDs=[0, 1, 2, 4, 6, 13, 14, 16, 17]))
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = None
        part = io.BytesIO()
        font.save(part)
        part.seek(0)
        parts.append(part)
    whole = Merger().merge(parts)
    whole.recalcTimestamp = False
    whole["head"].created = whole["head"].modified = TTFont(files[0])["head"].created
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def main(packages: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, weights in FACES.items():
        shutil.copyfile(packages / name / "LICENSE", folder / f"{name}-OFL.txt")
        for weight in weights:
            files = [packages / name / "files" / f"{name}-{script}-{weight}-normal.woff2" for script in SCRIPTS]
            (folder / f"{name}-{weight}.ttf").write_bytes(joined(files))
    known = [set(TTFont(file).getBestCmap()) for file in sorted(folder.glob("*.ttf"))]
    (folder / SHOWN).write_text("".join(map(chr, sorted(set.intersection(*known)))), encoding="utf-8", newline="")
    made = sorted(path for path in folder.iterdir() if path.name != SUMS)
    sums = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made)
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    print(*(f"{path.stat().st_size:7} {path.name}" for path in made), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*map(Path, sys.argv[1:]))
