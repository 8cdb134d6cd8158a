"""Proof that the wording of the plan is its source as received, from the first word to the last.

Word for word: what later documents made of the wording is held against theirs elsewhere.
"""

from __future__ import annotations

import bisect
import difflib
from collections.abc import Iterator

from .folder import Data
from .received import Span, Word, differ, reading, source_text, words_of
from .source import Place, Problem
from .tree import PROVISION_FILES, Row

SHOWN = 20
"""Differences told; the same difference at many places is one, a flood of others beyond that is counted."""
GAP = 8
"""Words: a longer gap in data that could not all be read is taken for the part that could not."""
ANCHOR = 3
"""Words: a provision of fewer does not show where in the source one stands."""
COMPARED = 40_000_000
"""Pairs of words compared one by one, at most; two texts larger than that have nothing in common and are told as such."""


def compare(data: Data, rows: list[Row]) -> list[Problem]:
    """Every difference between the wording of `rows`, in document order, and the source file. Rows that differ are told so
    themselves: `official` is then what they are held against."""
    head = data.one("plan.yml")
    if head is None:
        return []
    text, problems = source_text(data, head)
    if text is None or "tree" in data.lost:
        return problems
    source = words_of(text)
    ours = [Word(word, -1, row, i) for row in rows for i, word in enumerate(row.entry.text.split())]
    whole = data.knows(*PROVISION_FILES)
    found = []
    official = " ".join(word.text for word in source)
    for here, there in _differences(ours, source, whole):
        for row in _touched(ours, here):
            row.official = official
        found.append(_tell(ours, source, here, there, head.entry.source.file, head.place("provisions")))
    kinds = list(dict.fromkeys(problem.kin for problem in found))
    told = [problem for problem in found if problem.kin in kinds[:SHOWN]]
    if len(told) < len(found):
        rest = len(found) - len(told)
        told.append(head.place("source", "file").problem(f"nguyên văn còn khác bản gốc ở {rest} chỗ nữa"))
    return problems + told


def _differences(ours: list[Word], source: list[Word], whole: bool) -> Iterator[tuple[Span, Span]]:
    """Where the two lists of words part. Of data that is not `whole`, long gaps may be what could not be read."""
    one, other = [word.text for word in ours], [word.text for word in source]
    starts = [i for i, word in enumerate(ours) if word.number == 0]
    for (i1, i2), (j1, j2) in _parted(one, list(zip(starts, [*starts[1:], len(one)], strict=True)), other):
        for here, there in _words_apart(one[i1:i2], other[j1:j2]):
            gap = here[0] == here[1] or there[1] - there[0] > 3 * (here[1] - here[0]) + GAP
            if whole or not gap:
                yield (i1 + here[0], i1 + here[1]), (j1 + there[0], j1 + there[1])


def _parted(one: list[str], provisions: list[Span], other: list[str]) -> Iterator[tuple[Span, Span]]:
    """Stretches of provisions that do not stand in the source as they are, with what stands there instead: the time grows
    with the text, not with its square."""
    begins: dict[tuple[str, ...], list[int]] = {}
    n = at = 0
    while n < len(provisions):
        start, end = provisions[n]
        if other[at : at + end - start] == one[start:end]:
            n, at = n + 1, at + end - start
            continue
        begins = begins or _beginnings(other)
        again, found = _resumed(one, provisions, n, other, at, begins)
        yield (start, provisions[again][0] if again < len(provisions) else len(one)), (at, found)
        n, at = again, found
    if at < len(other):
        yield (len(one), len(one)), (at, len(other))


def _beginnings(words: list[str]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(words) - ANCHOR + 1):
        found.setdefault(tuple(words[i : i + ANCHOR]), []).append(i)
    return found


def _resumed(
    one: list[str], provisions: list[Span], first: int, other: list[str], at: int, begins: dict[tuple[str, ...], list[int]]
) -> tuple[int, int]:
    """The provision from `first` on, and its place from `at` on, where both texts go on together, skipping the fewest words."""
    best, fewest = (len(provisions), len(other)), len(one) + len(other)
    skipped = 0
    for n in range(first, len(provisions)):
        start, end = provisions[n]
        if skipped >= fewest:
            break
        places = begins.get(tuple(one[start : start + ANCHOR]), []) if end - start >= ANCHOR else []
        for place in places[bisect.bisect_left(places, at) :]:
            if skipped + place - at >= fewest:
                break
            if other[place : place + end - start] == one[start:end]:
                best, fewest = (n, place), skipped + place - at
                break
        skipped += end - start
    return best


def _words_apart(one: list[str], other: list[str]) -> Iterator[tuple[Span, Span]]:
    """Where two stretches of words part, word for word."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    inner, instead = one[start : len(one) - end], other[start : len(other) - end]
    if len(inner) * len(instead) > COMPARED:
        yield (start, start + len(inner)), (start, start + len(instead))
        return
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, inner, instead, autojunk=False).get_opcodes():
        if tag != "equal":
            yield (start + i1, start + i2), (start + j1, start + j2)


def _touched(ours: list[Word], here: Span) -> Iterator[Row]:
    """The rows whose words differ; of words that are missing, the rows on both sides."""
    start, end = here if here[0] < here[1] else (here[0] - 1, here[0] + 1)
    yield from {id(word.row): word.row for word in ours[max(start, 0) : end] if word.row}.values()


def _tell(ours: list[Word], source: list[Word], here: Span, there: Span, file: str, nowhere: Place) -> Problem:
    """One difference: the place in the data, the provision, and both readings side by side."""
    at = ours[here[0]] if here[0] < here[1] else ours[max(here[0] - 1, 0)] if ours else None
    row = at.row if at else None
    place = row.file.word_place((*row.loc, "text"), at.number) if row and at else nowhere
    line = source[min(there[0], len(source) - 1)].line if source else 1
    name = row.entry.id if row else "?"
    kind = differ(here, there)
    return place.problem(
        f"{name}: nguyên văn không khớp bản gốc ({kind}): ở đây “{reading(ours, here)}”, "
        f"bản gốc ({file}, dòng {line}) “{reading(source, there)}” (gợi ý: chép lại đúng bản gốc)",
        kin=" ".join([kind, *(word.text for word in (*ours[slice(*here)], *source[slice(*there)]))]),
    )
