"""The drawing of the architecture, made from the imports of the code (`make drawing`).

What belongs together is said here; which part leans on which is read from `test_layers.ARROWS` and from the files in `hooks`.
An arrow that follows from others is left out, so that the drawing stays legible; a test holds it equal to the code.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import product
from pathlib import Path

from built import ROOT
from test_layers import ARROWS, HOOKS, imports

DRAWING = ROOT / ".github" / "maintaining" / "architecture.svg"
WIDTH, LINE, GAP, MARGIN, CHARACTER = 960, 17, 44, 16, 7.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    name: str
    does: str
    modules: tuple[str, ...]


ROWS: tuple[tuple[Part, ...], ...] = (
    (
        Part(
            name="Ground", does="text with its places, Vietnamese, grammar of references: knows nothing of plans",
            modules=("syntax", "source", "vietnamese", "references", "names", "words", "layout", "colours", "external", "inventory", "policy", "accessibility"),
        ),
    ),
    (
        Part(
            name="Form", does="what a data file may say, and how it is written",
            modules=("schema", "file_schemas", "folder", "tree", "linework", "canonical", "narrative", "report"),
        ),
    ),
    (
        Part(
            name="Plan", does="the plan as values, and the questions one asks of it; its addresses",
            modules=("model", "paper", "published", "moves", "duties", "gaps", "wording", "linked_data"),
        ),
    ),
    (
        Part(name="Search", does="the index, the ranking, the client", modules=("search",)),
        Part(
            name="Change", does="two states compared; what git remembers, in words",
            modules=("changes", "telling", "history", "chronicle", "digest", "consequences"),
        ),
    ),
    (
        Part(
            name="Proof", does="every problem of the data at its place; then, and only then, a plan",
            modules=(
                "checks", "mentioned", "received", "fidelity", "quoted", "amendments", "thesaurus", "permanence", "load", "__init__",
            ),
        ),
        Part(
            name="Shown", does="pages, files to take along, reviews, forms: values in, text out",
            modules=("pages", "exports", "macros", "review", "form"),
        ),
        Part(name="Finished site", does="reads HTML, knows no plan", modules=("sitecheck", "plain_files", "offline")),
    ),
)  # fmt: skip
OUTERMOST = "Outermost"
"""The files directly in `hooks`: environment, clock, git, network, disk; one of them alone knows the generator."""


def parts() -> tuple[tuple[Part, ...], ...]:
    """All rows; the last one is what the folder holds."""
    files = tuple(sorted(path.stem for path in HOOKS.glob("*.py")))
    return (
        *ROWS,
        (Part(name=OUTERMOST, does="commands; environment, clock, git, disk, network; the site generator", modules=files),),
    )


def leans() -> dict[str, set[str]]:
    """Name of a part -> the parts its modules import from."""
    home = {module: part.name for row in ROWS for part in row for module in part.modules}
    found: dict[str, set[str]] = {part.name: set() for row in parts() for part in row}
    for module, targets in ARROWS.items():
        found[home[module]] |= {home[target] for target in targets} - {home[module]}
    for path in HOOKS.glob("*.py"):
        found[OUTERMOST] |= set(_used(path, home))
    return found


def _used(path: Path, home: Mapping[str, str]) -> Iterator[str]:
    for name in imports(path):
        steps = name.split(".")
        if steps[0] == "plan":
            yield home[steps[1] if len(steps) > 1 and steps[1] in home else "__init__"]


def arrows() -> set[tuple[str, str]]:
    """From what is used to what uses it, without those that follow from others."""
    uses = leans()
    behind = {name: _all_behind(name, uses) for name in uses}
    pairs = {(used, user) for user, found in uses.items() for used in found}
    return {(used, user) for used, user in pairs if not any(used in behind[other] for other in uses[user] - {used})}


def _all_behind(name: str, uses: Mapping[str, set[str]]) -> set[str]:
    return set().union(*({used} | _all_behind(used, uses) for used in uses[name])) if uses[name] else set()


def drawing() -> str:
    """The whole as SVG: boxes in rows, each above what leans on it."""
    boxes, y = {}, float(MARGIN)
    for row in parts():
        width = (WIDTH - MARGIN * (len(row) + 1)) / len(row)
        written = [_lines(part, width) for part in row]
        height = (max(map(len, written)) + 1) * LINE
        for at, (part, lines) in enumerate(zip(row, written, strict=True)):
            boxes[part.name] = (MARGIN + at * (width + MARGIN), y, width, height, lines)
        y += height + GAP
    body = [_arrow(boxes[used], boxes[user]) for used, user in sorted(arrows())] + [_box(*box) for box in boxes.values()]
    return "\n".join([_HEAD.format(width=WIDTH, height=round(y - GAP + MARGIN)), *body, "</svg>", ""])


_HEAD = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="sans-serif">
<title>What leans on what in hooks/</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/>"""


def _lines(part: Part, width: float) -> list[str]:
    fits = int((width - 20) / CHARACTER)
    names = ", ".join(name.replace("__init__", "plan itself") for name in part.modules)
    return [part.name, *textwrap.wrap(part.does, fits), *textwrap.wrap(names, fits, break_on_hyphens=False)]


def _box(x: float, y: float, width: float, height: float, lines: list[str]) -> str:
    texts = [
        f'<text x="{x + 10:.0f}" y="{y + LINE * (at + 1.2):.0f}" font-size="{15 if not at else 13}"'
        f' font-weight="{"bold" if not at else "normal"}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    ]
    frame = f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="6" fill="#f4f6f8" stroke="#555"/>'
    return "\n".join([frame, *texts])


def _arrow(used: tuple[float, float, float, float, list[str]], user: tuple[float, float, float, float, list[str]]) -> str:
    """Straight down where the two overlap, else from middle to middle."""
    (x1, y1, w1, h1, _), (x2, y2, w2, _, _) = used, user
    left, right = max(x1, x2), min(x1 + w1, x2 + w2)
    start, end = ((left + right) / 2,) * 2 if left < right else (x1 + w1 / 2, x2 + w2 / 2)
    return f'<path d="M{start:.0f} {y1 + h1:.0f} {end:.0f} {y2:.0f}" stroke="#555" fill="none" marker-end="url(#tip)"/>'


def upward() -> list[tuple[str, str]]:
    """Parts that lean on one beside or below them."""
    row = {part.name: at for at, parts_ in enumerate(parts()) for part in parts_}
    return [(user, used) for user, used in product(row, row) if used in leans()[user] and row[used] >= row[user]]


if __name__ == "__main__":
    DRAWING.write_text(drawing(), "utf-8")
