"""Where the parts of a YAML text stand: what is written line by line, at which column, and which lines only go on.

Lines and columns count from 0. What is written in brackets, and how a text is quoted or wrapped, is one part here and
not looked into. Knows nothing of plans and judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from .syntax import Mark, begun, ended

STEP = 2
"""Blanks a part is moved in under the part that holds it."""
MAX_DEPTH = 24
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_OTHER_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")


@dataclass(slots=True)
class Block:
    """A mapping, or a list with dashes, written line by line."""

    way: tuple[str, ...]
    """The keys that lead to it, outermost first; positions in lists left out."""
    parent: Block | None
    depth: int
    column: int
    """Of its keys, or of its dashes."""
    is_list: bool
    keys: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Of each key, or of the dash of each item."""
    last: int = 0
    """Its last line, comments below it left out."""

    @property
    def wanted(self) -> int:
        """The column it should have."""
        return self.depth * STEP


@dataclass(slots=True)
class Text:
    """A value of several lines, or one begun below its key: the lines after its first."""

    first: int
    last: int
    holder: Block
    folded: bool
    """Written after `>` or `|`, its margin not told by a number."""


@dataclass(slots=True)
class Layout:
    """All parts of a text, in the order written."""

    lines: list[str]
    blocks: list[Block] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    starts: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Line to each part that begins on it: the column it has, and the one it should have."""

    def row(self, mark: Mark) -> int:
        """The line of a mark; the reader may see an end on a line after the last."""
        return min(mark.line, len(self.lines) - 1)

    def inner(self) -> set[int]:
        """Lines that go on with a text or brackets: neither keys, nor comments, nor gaps."""
        return {line for text in self.texts for line in range(text.first, text.last + 1)}


def layout(text: str) -> Layout | None:
    """The parts of `text`; `None` when it is no YAML or deeper than any data file."""
    if _OTHER_BREAKS.search(text):
        return None
    found = Layout(text.split("\n"))
    try:
        _Walk(found, yaml.parse(text, Loader=_LOADER)).document()
    except (yaml.YAMLError, _TooDeepError):
        return None
    return found


class _TooDeepError(Exception):
    """Deeper than any data file."""


class _Walk:
    def __init__(self, found: Layout, events: Iterator[yaml.Event]) -> None:
        self.found = found
        self.events = events

    def document(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                self.node(event, None, ())

    def node(self, event: yaml.Event, holder: Block | None, way: tuple[str, ...]) -> None:
        """A value, and all that is in it."""
        if isinstance(event, yaml.CollectionStartEvent) and not event.flow_style:
            block = self.open(event, holder, way)
            if block.is_list:
                self.items(block)
            else:
                self.keys(block)
            while holder is not None and holder.last < block.last:
                holder.last = block.last
                holder = holder.parent
            return
        start, end = begun(event), ended(event)
        if isinstance(event, yaml.CollectionStartEvent):
            end = self.skip()
        first, last = self.found.row(start), self.found.row(end)
        last -= end.column == 0 and last > first
        while last > first and not self.found.lines[last].strip():
            last -= 1
        if holder is None:
            return
        self.span(event, holder, last)

    def span(self, event: yaml.Event, holder: Block, last: int) -> None:
        """A value that is no block: where it begins below its key or dash, and how far it goes."""
        start, held = begun(event), holder.lines[-1]
        first = self.found.row(start)
        if holder.is_list and first == held and start.index < ended(event).index:
            self.start(first, start.column, holder.wanted + STEP)
        if last > held:
            header = self.found.lines[first][start.column :].split("#")[0].strip() if first <= last else ""
            folded = getattr(event, "style", None) in ("|", ">") and not re.search(r"\d", header)
            self.found.texts.append(Text(min(first, held) + 1, last, holder, folded and first == held))
        holder.last = max(holder.last, last)

    def open(self, event: yaml.Event, holder: Block | None, way: tuple[str, ...]) -> Block:
        depth = holder.depth + 1 if holder else 0
        if depth > MAX_DEPTH:
            raise _TooDeepError
        block = Block(way, holder, depth, begun(event).column, isinstance(event, yaml.SequenceStartEvent))
        self.found.blocks.append(block)
        return block

    def start(self, line: int, column: int, wanted: int) -> None:
        self.found.starts.setdefault(line, []).append((column, wanted))

    def keys(self, block: Block) -> None:
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            line = self.found.row(begun(event))
            block.keys.append(event.value if isinstance(event, yaml.ScalarEvent) else "?")
            block.lines.append(line)
            block.last = max(block.last, line)
            self.start(line, begun(event).column, block.wanted)
            if isinstance(event, yaml.CollectionStartEvent):
                self.skip()
            self.node(next(self.events), block, (*block.way, block.keys[-1]))

    def items(self, block: Block) -> None:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            line = self.found.row(begun(event))
            while line > block.last and not self.found.lines[line][block.column :].startswith("-"):
                line -= 1
            block.lines.append(line)
            block.last = max(block.last, line)
            self.start(line, block.column, block.wanted)
            self.node(event, block, block.way)

    def skip(self) -> Mark:
        """Past the end of what stands in brackets; where that is."""
        depth = 1
        while True:
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return ended(event)
            if depth > MAX_DEPTH:  # what it costs to read on grows with the square of the depth
                raise _TooDeepError
