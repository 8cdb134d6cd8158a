"""What documents have in common around `<main>`: the lines that stand on all of them, and the gaps between these."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .documents import Line

SHARED = 4
"""What so many pages have in one gap, but not all, is written once, in the template."""
PLACE = re.compile(r'<a\b[^>]*href="\x02(?:home\x03|root\x03([\w./-]+))"[^>]*(?=>)')
"""A link to a page; the group is its address, nothing for the home page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A line that stands in every document, in general form."""

    general: str
    rule: str
    """When its link is marked as leading to the page: never (empty), on that very `page`, or also `within` it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place where some documents have something of their own."""

    name: str
    shared: tuple[str, ...]
    """What several of them have here, in general form; the pages name it by its number, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One region of all documents."""

    places: tuple[Common | Gap, ...]

    def own(self, text: Sequence[Line]) -> dict[str, str]:
        """Name of a gap -> what one document has in it: a number of what is shared, or its own lines as written."""
        common = [place.general for place in self.places if isinstance(place, Common)]
        inside = _gaps(common, text)
        found, at = {}, 0
        for place in self.places:
            if isinstance(place, Common):
                at += 1
            elif inside[at]:
                general = _general(inside[at])
                known = place.shared.index(general) + 1 if general in place.shared else 0
                found[place.name] = str(known) if known else "".join(line.written for line in inside[at])
        return found


def framed(region: str, texts: Sequence[Sequence[Line]], urls: Sequence[str]) -> Frame:
    """What is common to one region of all documents, each at its address."""
    lines = [line.general for line in texts[0]] if texts else []
    for text in texts[1:]:
        lines = _in_both(lines, [line.general for line in text])
    common = [Common(general=line, rule=rule) for line, rule in _ruled(lines, texts, urls)]
    gaps = [_gaps([line.general for line in common], text) for text in texts]
    places: list[Common | Gap] = []
    for at in range(len(common) + 1):
        inside = Counter(_general(gap[at]) for gap in gaps if gap[at])
        if inside:
            shared = tuple(sorted(text for text, times in inside.items() if times >= SHARED))
            number = sum(isinstance(place, Gap) for place in places) + 1
            places.append(Gap(name=f"{region}_{number}", shared=shared))
        places += common[at : at + 1]
    return Frame(places=tuple(places))


def _in_both(common: list[str], text: list[str]) -> list[str]:
    """The lines two texts share, in their order."""
    if common == text:
        return common
    blocks = difflib.SequenceMatcher(None, common, text, autojunk=False).get_matching_blocks()
    return [line for block in blocks for line in common[block.a : block.a + block.size]]


def _aligned(common: Sequence[str], text: Sequence[Line]) -> list[int]:
    """Where in a text each of the common lines stands."""
    found: list[int] = []
    for line in common:
        found.append(next(at for at in range(found[-1] + 1 if found else 0, len(text)) if text[at].general == line))
    return found


def _gaps(common: Sequence[str], text: Sequence[Line]) -> list[tuple[Line, ...]]:
    """What a text has before, between and after the common lines."""
    stops = [-1, *_aligned(common, text), len(text)]
    return [tuple(text[before + 1 : after]) for before, after in pairwise(stops)]


def _ruled(lines: Sequence[str], texts: Sequence[Sequence[Line]], urls: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The lines whose links are marked by a rule, with that rule; a line marked otherwise is not common."""
    marks = [[text[at].mark for at in _aligned(lines, text)] for text in texts]
    for number, line in enumerate(lines):
        for rule in ("", "page", "within"):
            if all(_marked(rule, line, url) == marks[at][number] for at, url in enumerate(urls)):
                yield line, rule
                break


def _marked(rule: str, line: str, url: str) -> str:
    found = PLACE.search(line)
    if not rule or not found:
        return ""
    place = found[1] or ""
    return "page" if url == place else "true" if rule == "within" and place and url.startswith(place) else ""


def _general(lines: Iterable[Line]) -> str:
    """Lines as other pages may have them too; a marked link is the page's own."""
    return "".join(line.written if line.mark else line.general for line in lines)
