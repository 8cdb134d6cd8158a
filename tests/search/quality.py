"""How well a search answers: what counts as a right answer, in which spellings, and the figures to hold.

Used by the tests (`tests/browser/test_search_quality.py`) and the bench, so that both mean the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plan.vietnamese import fold

QUERIES = Path(__file__).parent / "queries.tsv"
MODES: dict[str, Callable[[str], str]] = {
    "accented": lambda query: query,
    "plain": fold,
    "upper": str.upper,
    "nfd": lambda query: unicodedata.normalize("NFD", query),
    "prefix": lambda query: query[: max(4, int(len(query) * 0.8))],
}
"""How a query may be typed: as it is, without marks, in capitals, decomposed, the last fifth still to come."""
LITERAL = ("phrase", "agency", "abbreviation", "document", "path", "date")
FREE = ("lay", "question", "slip", "later")
"""Classes whose words are not those of the document; `later`: names that came after it."""
ASK = """async texts => {
  const all = [];
  for (const text of texts) all.push((await planSearch.ask(text)).filter(found => ["provision", "agency", "area"].includes(found.kind)).map(found => found.id));
  return all;
}"""
"""Run in a page: the provisions found for each of some queries, in order."""


@dataclass(frozen=True, slots=True)
class Query:
    kind: str
    text: str
    wanted: tuple[str, ...]


def read(path: Path = QUERIES) -> tuple[Query, ...]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(Query(kind, text, tuple(wanted.split(","))) for kind, text, wanted in rows)


def is_right(found: str, wanted: str) -> bool:
    """A provision wanted, one within it, or the item of the agency or task area that holds it."""
    return found == wanted or found.startswith(f"{wanted}.") or (wanted.startswith(f"{found}.") and found.count(".") == 1)


def place(found: Sequence[str], wanted: Iterable[str]) -> int:
    """Place of the first right answer, from 1; 0 for none."""
    wanted = tuple(wanted)
    return next((n for n, one in enumerate(found[:10], 1) if any(is_right(one, other) for other in wanted)), 0)


@dataclass(frozen=True, slots=True)
class Score:
    """Of `count` queries how many had a right answer first, and among the first three."""

    count: int
    first: float
    third: float

    @classmethod
    def of(cls, places: Sequence[int]) -> Score:
        return cls(len(places), sum(p == 1 for p in places) / len(places), sum(0 < p <= 3 for p in places) / len(places))
