"""Proof that what amendments bring is in their sources: each new wording, and of what is quoted around it nothing left out.

A document that amends another prints each new wording in one stretch, mostly in quotation marks. Where these stand decides
what a wording is: from the start of a line or quotation to the end of one.
"""

from __future__ import annotations

import bisect
import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from . import references
from .folder import Data, Located
from .received import Span, Word, differ, reading, source_text, words_of
from .source import Place, Problem
from .tree import typed

_OPENING, _CLOSING = "“«", "”»"
_QUOTED = re.compile(rf"([{_OPENING}]*)(.*?)([{_CLOSING}]+[.;,:]?)?$")
"""A word with the quotation marks printed onto it."""
ANCHOR = 3
"""Words by which a wording is looked up where one may begin."""


def check(data: Data, known: Iterable[str]) -> list[Problem]:
    """Every new wording that does not stand in the source of the document that brings it, and what of a quotation there was
    left out. `known` wordings may be repeated in it unchanged."""
    restated = [tuple(word.text for word in _apart(words_of(text))) for text in known] if data.all("amendments") else []
    return [problem for item in data.all("amendments") for problem in _amendment(data, item, restated)]


def _amendment(data: Data, item: Located, restated: list[tuple[str, ...]]) -> Iterator[Problem]:
    text, problems = source_text(data, item)
    yield from problems
    if text is None:
        return
    yield from _head(item, text)
    printed = _Printed(text)
    found: list[tuple[Span, Place]] = []
    held = dict.fromkeys(restated)
    for entry, at in typed(item, "changes"):
        if not entry.text or entry.action == "repealed":
            continue
        words = _apart(words_of(entry.text))
        texts = tuple(word.text for word in words)
        span = next(printed.stretches(texts), None)
        if span is None:
            yield _tell(printed, words, entry.id, item, at)
        else:
            found.append((span, item.place("changes", at, "text")))
            held[texts] = None
    covered = sorted({at for texts in held for span in printed.stretches(texts) for at in range(*span)})
    for span, place in found:
        yield from _left_out(printed, span, covered, item.entry.source.file, place)


def _head(item: Located, text: str) -> Iterator[Problem]:
    """Number, title and date are those the document prints, capitals aside."""
    entry, printed = item.entry, " ".join(word.text for word in words_of(text))
    for key, value in (("number", entry.number), ("type", entry.type), ("title", entry.title)):
        if value.casefold() not in printed.casefold():
            yield item.place(key).problem(f"'{value}' không có trong bản gốc ({entry.source.file}) (gợi ý: chép đúng như in)")
    if entry.date not in references.dates(printed):
        yield item.place("date").problem(f"ngày {entry.date} không có trong bản gốc ({entry.source.file}) (gợi ý: sửa như in)")


def _apart(words: list[Word]) -> list[Word]:
    """Quotation marks as words of their own; each keeps the number of the word it was printed onto."""
    found = []
    for number, word in enumerate(words):
        match = _QUOTED.match(word.text)
        parts = match.groups() if match else (word.text,)
        found += [Word(part, word.line, None, number) for part in parts if part]
    return found


class _Printed:
    """The words of a source, and where in it a wording may begin and end."""

    def __init__(self, text: str) -> None:
        self.words = _apart(words_of(text))
        self.texts = tuple(word.text for word in self.words)
        self._starts: dict[tuple[str, ...], list[int]] = {}
        for at in filter(self.begins, range(len(self.words))):
            for key in {self.texts[at : at + n] for n in range(1, ANCHOR + 1)}:
                self._starts.setdefault(key, []).append(at)
        self.opened, self._quotations = self._marked()

    def _marked(self) -> tuple[list[int | None], list[Span]]:
        """Of every word the mark that opens the quotation it stands in; and every quotation that stands in no other."""
        opened: list[int | None] = []
        outer: list[Span] = []
        still: list[int] = []
        for at, text in enumerate(self.texts):
            opened.append(still[-1] if still else None)
            if text[0] in _OPENING:
                still.append(at)
            elif text[0] in _CLOSING and still:
                first = still.pop() + 1
                outer += [] if still else [(first, at)]
        return opened, [*outer, (still[0] + 1, len(self.texts))] if still else outer

    def begins(self, at: int) -> bool:
        return at == 0 or self.words[at - 1].line != self.words[at].line or self.texts[at - 1][0] in _OPENING

    def ends(self, end: int) -> bool:
        return end == len(self.words) or self.words[end - 1].line != self.words[end].line or self.texts[end][0] in _CLOSING

    def stretches(self, words: tuple[str, ...]) -> Iterator[Span]:
        """Where some words stand one after another, as something whole."""
        for at in self._starts.get(words[:ANCHOR], ()):
            end = at + len(words)
            if self.texts[at:end] == words and self.ends(end):
                yield at, end

    def quotation(self, at: int) -> Span:
        """The outermost quotation a word stands in, without its marks; the whole source for a word that is not quoted."""
        return next((span for span in self._quotations if span[0] <= at < span[1]), (0, len(self.texts)))

    def end_near(self, about: int, start: int, limit: int) -> int:
        """Where something whole ends, after `start` and not after `limit`, nearest to a place."""
        about = min(about, limit)
        after = next(end for end in range(about, limit + 1) if end == limit or self.ends(end))
        before = next((end for end in range(about - 1, start, -1) if self.ends(end)), None)
        return after if before is None or after - about < about - before else before

    @cached_property
    def _matcher(self) -> difflib.SequenceMatcher[str]:
        return difflib.SequenceMatcher(None, [], self.texts, autojunk=False)

    def nearest(self, words: list[str]) -> difflib.Match:
        """The longest stretch of some words that stands here."""
        self._matcher.set_seq1(words)
        return self._matcher.find_longest_match()


def _left_out(printed: _Printed, span: Span, covered: list[int], file: str, place: Place) -> Iterator[Problem]:
    """Words of the quotation a wording stands in that no wording of the document holds, before the first or after this one."""
    start, end = span
    opened = printed.opened[start]
    if opened is None:
        return  # not quoted
    before, after = bisect.bisect_left(covered, start), bisect.bisect_left(covered, end)
    leads = before == 0 or covered[before - 1] <= opened
    last, limit = end, covered[after] if after < len(covered) else len(printed.texts)
    while last < limit and printed.texts[last][0] not in _CLOSING:
        last += 1
    for one, other in ((opened + 1, start) if leads else (start, start), (end, last)):
        if one < other:
            yield place.problem(
                f"bản gốc ({file}, dòng {printed.words[one].line}) còn viết "
                f"“{reading(printed.words, (one, other), printed.quotation(start))}” trong cùng đoạn trích "
                "(gợi ý: chép đủ, điều khoản con thành mục riêng)"
            )


def _tell(printed: _Printed, words: list[Word], named: str, item: Located, at: int) -> Problem:
    """The nearest the source comes to a wording, both readings side by side at the first difference."""
    ours, file = [word.text for word in words], item.entry.source.file
    loc = (*item.loc, "changes", at, "text")
    match = printed.nearest(ours)
    if match.size < min(3, len(ours)):
        told = f"{named}: lời mới không có trong bản gốc ({file}) (gợi ý: chép đúng đoạn văn bản sửa đổi nêu)"
        return item.file.place(loc).problem(told)
    within = printed.quotation(match.b)
    here, there = _first_difference(printed, ours, max(match.b - match.a, within[0]), within[1])
    line = printed.words[min(there[0], len(printed.words) - 1)].line
    return item.file.word_place(loc, words[min(here[0], len(words) - 1)].number).problem(
        f"{named}: lời mới không khớp bản gốc ({differ(here, there)}): ở đây “{reading(words, here)}”, "
        f"bản gốc ({file}, dòng {line}) “{reading(printed.words, there, within)}” (gợi ý: chép lại đúng bản gốc)"
    )


def _first_difference(printed: _Printed, ours: list[str], first: int, limit: int) -> tuple[Span, Span]:
    """Spans of both where they part, the source read from `first` to `limit`; a stretch that is only a part goes on, or began
    before. What differs to the last word ends where something whole ends, at about as many words."""
    window = printed.texts[first : min(first + len(ours) + 2, limit)]
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, ours, window, autojunk=False).get_opcodes():
        if tag == "replace" and i2 == len(ours):
            return (i1, i2), (first + j1, printed.end_near(first + j1 + i2 - i1, first + j1, limit))
        if tag != "equal" and not (tag == "insert" and i1 == len(ours)):
            return (i1, i2), (first + j1, first + j2)
    start, end = first, first + len(ours)
    while not printed.begins(start):
        start -= 1
    while not printed.ends(end):
        end += 1
    return ((0, 0), (start, first)) if start < first else ((len(ours), len(ours)), (first + len(ours), end))
