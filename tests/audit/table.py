"""One measured thing is one row; a table of rows is what `make audit` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    what: str
    value: str
    bar: str
    """Empty: told beside the others, held to nothing."""
    met: bool | None
    """`None`: not measured here; the value says why."""


WORDS = {True: "met", False: "NOT MET", None: "not measured"}


def printed(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of one table, columns as wide as what stands in them."""
    lines = [("what", "value", "bar", ""), *((row.what, row.value, row.bar, WORDS[row.met] if row.bar else "") for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(3)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=False))
        yield f"{'  '.join(cells)}  {line[3]}".rstrip()
