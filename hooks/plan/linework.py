"""The lines of a data file put where they belong: how far moved in, in which order, with which gaps.

Each step takes a layout and gives lines back. Lines are moved whole, or the blanks before them changed; no word is looked at.
What the form is, is said in `canonical`.
"""

from __future__ import annotations

import functools

from pydantic import BaseModel

from .layout import STEP, Block, Layout
from .schema import FILES, FOLDERS, ProvisionEntry, shape_in

# -- how far lines are moved in ------------------------------------------------------------------------------------


def margin(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip())


def indented(found: Layout) -> list[str]:
    """Every line where it should begin; what only goes on with another line, or comments on it, goes with that."""
    lines = list(found.lines)
    for at, parts in found.starts.items():
        lines[at] = _moved(found.lines[at], parts)
    for text in found.texts:
        shift = text.holder.wanted - text.holder.column
        inside = [n for n in range(text.first, text.last + 1) if lines[n].strip()]
        if text.folded and inside:
            shift = text.holder.wanted + STEP - min(margin(lines[n]) for n in inside)
        for n in inside if shift else ():
            lines[n] = " " * max(margin(lines[n]) + shift, text.holder.wanted + 1) + lines[n].lstrip()
    inner = found.inner()
    after = (0, 0)
    for n in range(len(lines) - 1, -1, -1):
        after = found.starts[n][0] if n in found.starts else after
        if _is_comment(lines[n]) and n not in inner and margin(lines[n]) == after[0]:
            lines[n] = " " * after[1] + lines[n].lstrip()
            inner.add(n)
    around: list[tuple[int, int]] = []
    for n, line in enumerate(lines):
        if n in found.starts:
            around = [part for part in around if part[0] < found.starts[n][0][0]] + found.starts[n]
        elif n not in inner and _is_comment(line):
            shift = next((wanted - column for column, wanted in reversed(around) if column <= margin(line)), 0)
            lines[n] = " " * max(margin(line) + shift, 0) + line.lstrip()
    return lines


def _moved(line: str, parts: list[tuple[int, int]]) -> str:
    """A line with each part that begins on it at the column it should have."""
    new = ""
    for (column, wanted), (end, _) in zip(parts, [*parts[1:], (len(line), 0)], strict=True):
        new = new.rstrip().ljust(wanted) + line[column:end]
    return new


# -- the order of keys ---------------------------------------------------------------------------------------------


@functools.cache
def _shape(name: str, way: tuple[str, ...]) -> type[BaseModel] | None:
    """The shape of what the keys of `way` lead to."""
    model: type[BaseModel] | None = FILES.get(name) or FOLDERS[name]
    for key in way:
        known = model.model_fields.get(key) if model else None
        model = shape_in(known.annotation) if known else None
    return model


def ranks_of(block: Block, name: str) -> list[int]:
    """The place of each key of a mapping in the model; a strange key stays with the one before it."""
    model = _shape(name, block.way)
    order = list(model.model_fields) if model else []
    ranks: list[int] = []
    for key in block.keys:
        ranks.append(order.index(key) if key in order else (ranks or [0])[-1])
    return ranks


def ordered(found: Layout, name: str) -> list[str]:
    """Keys in order, each with the comments above it and all that is under it. Innermost first: an outer key moves as it is."""
    lines = list(found.lines)
    inner = found.inner()
    for block in sorted(found.blocks, key=lambda block: -block.depth):
        ranks = ranks_of(block, name)
        if ranks != sorted(ranks):
            _sort(lines, block, ranks, inner)
    return lines


def _sort(lines: list[str], block: Block, ranks: list[int], inner: set[int]) -> None:
    """The lines of a mapping in the order of its keys' ranks."""
    first, end = block.lines[0], block.last + 1
    while end < len(lines) and _is_comment(lines[end]) and margin(lines[end]) > block.column:
        end += 1
    tops = [first, *(_top(lines, line, block.column, inner) for line in block.lines[1:])]
    dashes = lines[first][: block.column]
    lines[first] = " " * block.column + lines[first][block.column :]
    parts = [lines[top:stop] for top, stop in zip(tops, [*tops[1:], end], strict=True)]
    order = sorted(range(len(parts)), key=lambda i: ranks[i])
    lead = next(i for i, line in enumerate(parts[order[0]]) if line.strip() and not _is_comment(line))
    above, parts[order[0]] = parts[order[0]][:lead], parts[order[0]][lead:]
    if order[0] != 0:
        parts[0] = [*(line for line in above if not line.strip()), *parts[0]]
    new = [line for i in order for line in parts[i]]
    new[0] = dashes + new[0][block.column :]
    blanks = " " * (margin(dashes) if dashes.strip() else block.column)
    lines[first:end] = [*(blanks + line.lstrip() for line in above if line.strip()), *new]


def _top(lines: list[str], line: int, column: int, inner: set[int]) -> int:
    """Where what belongs to the key on a line begins: comments above it no further in, and gaps."""
    while line - 1 not in inner and (
        not lines[line - 1].strip() or (_is_comment(lines[line - 1]) and margin(lines[line - 1]) <= column)
    ):
        line -= 1
    return line


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


# -- empty lines ---------------------------------------------------------------------------------------------------


def even(found: Layout, name: str) -> list[str]:
    """One empty line where one belongs, none elsewhere."""
    extra, missing = gaps(found, name)
    before = set(missing)
    return [new for n, line in enumerate(found.lines) if n not in extra for new in (["", line] if n in before else [line])]


def gaps(found: Layout, name: str) -> tuple[set[int], list[int]]:
    """Empty lines that should not be, and the lines before which one should."""
    lines, inner = found.lines, found.inner()
    starts = {line: block.column for block in found.blocks if _holds_provisions(block, name) for line in block.lines[1:]}
    if not lines[-1]:
        lines = lines[:-1]  # what a last line feed is followed by is no line
    extra: set[int] = set()
    anchor, ended = True, True
    for n in range(len(lines) - 1, -1, -1):
        if n in inner:
            ended = False
        elif lines[n].strip():
            ended = False
            if not _is_comment(lines[n]):
                anchor = n in starts or n not in found.starts or found.starts[n][0][0] == 0
        elif ended or not anchor or (n and not lines[n - 1].strip() and n - 1 not in inner):
            extra.add(n)
    missing = []
    for line, column in starts.items():
        top = line
        while _is_comment(lines[top - 1]) and margin(lines[top - 1]) <= column and top - 1 not in inner:
            top -= 1
        if lines[top - 1].strip() or top - 1 in inner:
            missing.append(top)
    return extra, missing


def _holds_provisions(block: Block, name: str) -> bool:
    model = _shape(name, block.way) if block.is_list and block.way else None
    return model is not None and issubclass(model, ProvisionEntry)
