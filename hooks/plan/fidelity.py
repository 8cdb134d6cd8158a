"""Proof that the wording in the data is the wording of the official texts as received.

Word for word: white space and the cell marks `|` of the extraction are set aside, nothing else is. The plan's wording is
its source from the first word to the last. Of a document that amends it, each new wording stands in its source in one
stretch, and of what is quoted there around it nothing is left out.
"""

from __future__ import annotations

import bisect
import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from . import references
from .checks import PROVISION_FILES, Row, typed
from .folder import Data, Located
from .source import Place, Problem, decode

CELL_MARK = "|"
SHOWN = 20
"""Differences told; the same difference at many places is one, a flood of others beyond that is counted."""
GAP = 8
"""Words: a longer gap in data that could not all be read is taken for the part that could not."""
ANCHOR = 3
"""Words: a provision of fewer does not show where in the source one stands."""
COMPARED = 40_000_000
"""Pairs of words compared one by one, at most; two texts larger than that have nothing in common and are told as such."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    line: int
    """Line of the source, or -1 for a word of the data."""
    row: Row | None
    number: int
    """Position among the words of its row."""


def compare(data: Data, rows: list[Row]) -> list[Problem]:
    """Every difference between the wording of `rows`, in document order, and the source file. Rows that differ are told so
    themselves: `official` is then what they are held against."""
    head = data.one("plan.yml")
    if head is None:
        return []
    text, problems = _source_text(data, head)
    if text is None or "tree" in data.lost:
        return problems
    source = _words(text)
    ours = [_Word(word, -1, row, i) for row in rows for i, word in enumerate(row.entry.text.split())]
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


def _words(text: str) -> list[_Word]:
    return [
        _Word(word, number, None, 0)
        for number, line in enumerate(text.split("\n"), 1)
        for word in line.split()
        if word != CELL_MARK
    ]


def _source_text(data: Data, head: Located) -> tuple[str | None, list[Problem]]:
    """The text of the source an entry names, if it is the file that was received."""
    name = head.entry.source.file
    place = head.place("source", "file")
    path = data.root / name
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        return None, [place.problem(f"'{name}' nằm ngoài thư mục dữ liệu (gợi ý: đặt bản gốc trong source/)")]
    inside = path.resolve().is_relative_to((data.root / "source").resolve())
    if path.is_symlink() or not path.is_file() or not inside:
        return None, [place.problem(f"không có tệp bản gốc '{name}' (gợi ý: đặt bản gốc trong source/)")]
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    problems = []
    if digest != head.entry.source.sha256:
        problems.append(
            head.place("source", "sha256").problem(
                f"tệp bản gốc '{name}' có sha256 {digest}, không phải mã ghi ở đây "
                "(gợi ý: khôi phục bản gốc; chỉ đổi mã khi có bản gốc mới)"
            )
        )
    text, faults = decode(content, f"{data.shown}/{name}")
    return (None if faults or problems else text), problems + faults  # a changed source proves nothing against the data


Span = tuple[int, int]
"""Some neighbouring words: the first, and the one after the last."""


def _differences(ours: list[_Word], source: list[_Word], whole: bool) -> Iterator[tuple[Span, Span]]:
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


def _touched(ours: list[_Word], here: Span) -> Iterator[Row]:
    """The rows whose words differ; of words that are missing, the rows on both sides."""
    start, end = here if here[0] < here[1] else (here[0] - 1, here[0] + 1)
    yield from {id(word.row): word.row for word in ours[max(start, 0) : end] if word.row}.values()


def _tell(ours: list[_Word], source: list[_Word], here: Span, there: Span, file: str, nowhere: Place) -> Problem:
    """One difference: the place in the data, the provision, and both readings side by side."""
    at = ours[here[0]] if here[0] < here[1] else ours[max(here[0] - 1, 0)] if ours else None
    row = at.row if at else None
    place = row.file.word_place((*row.loc, "text"), at.number) if row and at else nowhere
    line = source[min(there[0], len(source) - 1)].line if source else 1
    name = row.entry.id if row else "?"
    kind = "thêm chữ" if there[0] == there[1] else "thiếu chữ" if here[0] == here[1] else "khác chữ"
    return place.problem(
        f"{name}: nguyên văn không khớp bản gốc ({kind}): ở đây “{_reading(ours, here)}”, "
        f"bản gốc ({file}, dòng {line}) “{_reading(source, there)}” (gợi ý: chép lại đúng bản gốc)",
        kin=" ".join([kind, *(word.text for word in (*ours[slice(*here)], *source[slice(*there)]))]),
    )


def _reading(words: list[_Word], span: Span) -> str:
    """The words that differ with two on each side, long stretches shortened."""
    start, end = span
    inner = [word.text for word in words[start:end]]
    if len(inner) > 14:
        inner = [*inner[:7], "[…]", *inner[-6:]]
    before = [word.text for word in words[max(start - 2, 0) : start]]
    after = [word.text for word in words[end : end + 2]]
    return " ".join([*before, "[" + " ".join(inner) + "]", *after])


# -- documents that amend ------------------------------------------------------------------------------------------

_OPENING, _CLOSING = "“«", "”»"
_QUOTED = re.compile(rf"([{_OPENING}]*)(.*?)([{_CLOSING}]+[.;,:]?)?$")
"""A word with the quotation marks printed onto it."""


def quoted(data: Data, known: Iterable[str]) -> list[Problem]:
    """Every new wording that does not stand in the source of the document that brings it, and what of a quotation there was
    left out. `known` wordings may be repeated in it unchanged."""
    restated = [[word.text for word in _apart(_words(text))] for text in known]
    return [problem for item in data.all("amendments") for problem in _amendment(data, item, restated)]


def _amendment(data: Data, item: Located, restated: list[list[str]]) -> Iterator[Problem]:
    text, problems = _source_text(data, item)
    yield from problems
    if text is None:
        return
    yield from _head(item, text)
    source = _apart(_words(text))
    found: list[tuple[int, int, Place]] = []
    for entry, at in typed(item, "changes"):
        if entry.text is None or entry.action == "repealed":
            continue
        words = _apart(_words(entry.text))
        start = _stretch(source, [word.text for word in words])
        if start is None:
            yield _tell_quoted(source, words, entry.id, item, at)
        else:
            found.append((start, start + len(words), item.place("changes", at, "text")))
    again = [(start, start + len(words)) for words in restated if (start := _stretch(source, words)) is not None]
    covered = {at for start, end in (*(row[:2] for row in found), *again) for at in range(start, end)}
    for start, end, place in found:
        yield from _left_out(source, start, end, covered, item.entry.source.file, place)


def _head(item: Located, text: str) -> Iterator[Problem]:
    """Number, title and date are those the document prints, capitals aside."""
    entry, printed = item.entry, " ".join(word.text for word in _words(text))
    for key, value in (("number", entry.number), ("type", entry.type), ("title", entry.title)):
        if value.casefold() not in printed.casefold():
            yield item.place(key).problem(f"'{value}' không có trong bản gốc ({entry.source.file}) (gợi ý: chép đúng như in)")
    if entry.date not in references.dates(printed):
        yield item.place("date").problem(f"ngày {entry.date} không có trong bản gốc ({entry.source.file}) (gợi ý: sửa như in)")


def _apart(words: list[_Word]) -> list[_Word]:
    """Quotation marks as words of their own; each keeps the number of the word it was printed onto."""
    found = []
    for number, word in enumerate(words):
        match = _QUOTED.match(word.text)
        parts = match.groups() if match else (word.text,)
        found += [_Word(part, word.line, None, number) for part in parts if part]
    return found


def _stretch(source: list[_Word], words: list[str]) -> int | None:
    """Where some words stand one after another, as something whole: from the start of a line or quotation to the end of one."""
    texts = [word.text for word in source]
    for at in range(len(texts) - len(words) + 1):
        end = at + len(words)
        if texts[at] == words[0] and texts[at:end] == words and _begins(source, at) and _ends(source, end):
            return at
    return None


def _begins(source: list[_Word], at: int) -> bool:
    return at == 0 or source[at - 1].line != source[at].line or source[at - 1].text[0] in _OPENING


def _ends(source: list[_Word], end: int) -> bool:
    return end == len(source) or source[end - 1].line != source[end].line or source[end].text[0] in _CLOSING


def _left_out(
    source: list[_Word], start: int, end: int, covered: set[int], file: str, place: Place
) -> Iterator[Problem]:
    """Words of the quotation a wording stands in that no wording of the document holds, before the first or after this one."""
    depth, first = 0, start
    while first > 0 and not (source[first - 1].text[0] in _OPENING and depth == 0):
        first -= 1
        depth += (source[first].text[0] in _CLOSING) - (source[first].text[0] in _OPENING)
    if first == 0:
        return  # not quoted
    last = end
    while last < len(source) and last not in covered and source[last].text[0] not in _CLOSING:
        last += 1
    leads = not covered.intersection(range(first, start))
    for one, other in ((first, start) if leads else (start, start), (end, last)):
        if one < other:
            yield place.problem(
                f"bản gốc ({file}, dòng {source[one].line}) còn viết “{_reading(source, (one, other))}” trong cùng đoạn trích "
                "(gợi ý: chép đủ, điều khoản con thành mục riêng)"
            )


def _tell_quoted(source: list[_Word], words: list[_Word], named: str, item: Located, at: int) -> Problem:
    """The nearest the source comes to a wording, both readings side by side at the first difference."""
    ours, texts, file = [word.text for word in words], [word.text for word in source], item.entry.source.file
    loc = (*item.loc, "changes", at, "text")
    match = difflib.SequenceMatcher(None, ours, texts, autojunk=False).find_longest_match()
    if match.size < min(3, len(ours)):
        told = f"{named}: lời mới không có trong bản gốc ({file}) (gợi ý: chép đúng đoạn văn bản sửa đổi nêu)"
        return item.file.place(loc).problem(told)
    here, there = _first_difference(source, ours, texts, max(match.b - match.a, 0))
    kind = "thêm chữ" if there[0] == there[1] else "thiếu chữ" if here[0] == here[1] else "khác chữ"
    return item.file.word_place(loc, words[min(here[0], len(words) - 1)].number).problem(
        f"{named}: lời mới không khớp bản gốc ({kind}): ở đây “{_reading(words, here)}”, bản gốc ({file}, dòng "
        f"{source[min(there[0], len(source) - 1)].line}) “{_reading(source, there)}” (gợi ý: chép lại đúng bản gốc)"
    )


def _first_difference(
    source: list[_Word], ours: list[str], texts: list[str], first: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Spans of both where they part, the source read from `first`; a stretch that is only a part goes on, or began before."""
    window = texts[first : first + len(ours) + 2]
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, ours, window, autojunk=False).get_opcodes():
        if tag != "equal" and not (tag == "insert" and i1 == len(ours)):
            return (i1, i2), (first + j1, first + j2)
    start = first
    while not _begins(source, start):
        start -= 1
    end = first + len(ours)
    while not _ends(source, end):
        end += 1
    return ((0, 0), (start, first)) if start < first else ((len(ours), len(ours)), (first + len(ours), end))
