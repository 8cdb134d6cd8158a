"""YAML text to values that remember where they were written.

Knows how a data file is read: UTF-8 (a byte-order mark, CRLF and decomposed letters are accepted), YAML
without any guessing of types (`no`, `1.10`, `012` and `12:30` stay text), and without anchors, aliases, tags
or keys given twice. It knows nothing of plans. Every fault becomes a `Problem`; nothing is raised to the caller.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from . import syntax

Loc = tuple[str | int, ...]
"""The way to a value inside a file: mapping keys and list positions, outermost first."""

MAX_BYTES = 2_000_000
MAX_DEPTH = 12
MANY = 200
"""Problems an error says; whoever has more of them mends these first."""
CONFLICT = ("<<<<<<<", ">>>>>>>")
"""How a line begins that a merge left behind."""
CONFLICT_TOLD = "còn dấu xung đột khi gộp (gợi ý: giữ một bên, xóa các dòng <<<<<<<, =======, >>>>>>>)"


READING, SHAPE, TIES = range(3)
"""When a problem was met: a file could not be read, an entry lacks its form, entries do not fit each other.
A later one may follow from an earlier one."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in the data; `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    message: str
    stage: int = field(default=TIES, compare=False)
    kin: str = field(default="", compare=False)
    """Problems of one kin are one mistake at several places. Without it those are kin that say the same."""
    origin: Place | None = field(default=None, compare=False)
    """Where the mistake may lie when there are many of its kin: the entry that was probably meant."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class DataError(Exception):
    """The data cannot be built. `problems` holds every problem found, sorted by place, each once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems[:MANY])))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value begins in a file, from 1."""

    path: str
    line: int
    column: int

    @property
    def at(self) -> str:
        """As a problem elsewhere names it."""
        return f"{self.path}:{self.line}"

    def problem(self, message: str, *, kin: str = "", origin: Place | None = None) -> Problem:
        return Problem(self.path, self.line, self.column, message, kin=kin, origin=origin)


@dataclass(slots=True)
class SourceFile:
    """A data file read: plain `str`, `list` and `dict` values, and the place of each.

    `keys` holds the place of a mapping's key, `values` that of the value. A value that could not be read is `None`.
    """

    path: str
    value: object = None
    keys: dict[Loc, Place] = field(default_factory=dict)
    values: dict[Loc, Place] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """The place of `loc`; of its nearest known ancestor when nothing was written there."""
        if key and loc in self.keys:
            return self.keys[loc]
        while loc and loc not in self.values:
            loc = loc[:-1]
        return self.values.get(loc, Place(self.path, 1, 1))

    def typed(self, *way: str | int) -> object:
        """What was typed at the end of a way; `None` where nothing was."""
        value = self.value
        for step in way:
            if isinstance(value, dict):
                value = value.get(step)
            else:
                value = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
        return value

    def word_place(self, loc: Loc, number: int) -> Place:
        """The place of the `number`-th word (from 0) of the scalar at `loc`, in whatever style it was written."""
        start = self.place(loc)
        line, column = start.line - 1, start.column - 1
        rest = self.lines[line][column:] if line < len(self.lines) else ""
        if rest[:1] in ("|", ">"):
            line, column, rest = line + 1, 0, ""
            rest = self.lines[line] if line < len(self.lines) else ""
        seen = 0
        while line < len(self.lines):
            at = 0
            for word in rest.split():
                at = rest.index(word, at)
                if seen == number:
                    return Place(self.path, line + 1, column + at + 1)
                seen, at = seen + 1, at + len(word)
            line, column = line + 1, 0
            rest = self.lines[line] if line < len(self.lines) else ""
        return start


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entity was typed: its file and the way to it inside."""

    file: SourceFile
    loc: Loc = ()

    def place(self, *way: str | int) -> Place:
        """Where something inside the entity begins, with its key; its nearest known ancestor when nothing was written there."""
        return self.file.place((*self.loc, *way), key=bool(way))

    def holds(self, *way: str | int) -> bool:
        """Something was written there."""
        return (*self.loc, *way) in self.file.values


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    r"""Text of a file as its readers mean it: no byte-order mark, `\n` line ends, composed letters (NFC)."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        return "", [Problem(path, line, column, "tệp không phải UTF-8 (gợi ý: mở bằng trình soạn thảo và lưu lại với mã UTF-8)")]
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), []


def read(path: Path, shown: str, keys: frozenset[str] = frozenset()) -> tuple[SourceFile, list[Problem]]:
    """Read one YAML file; problems call it `shown`. A line inside a text that begins with one of `keys` is told: it was
    meant as a key and is indented too far."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        return SourceFile(shown), [Problem(shown, 1, 1, f"tệp quá lớn: {len(data)} byte (gợi ý: tối đa {MAX_BYTES})")]
    text, problems = decode(data, shown)
    return (SourceFile(shown), problems) if problems else parse(text, shown, keys)


def parse(text: str, path: str, keys: frozenset[str] = frozenset()) -> tuple[SourceFile, list[Problem]]:
    """Compose YAML `text` into located values, with every problem that does not stop the reading."""
    file = SourceFile(path, lines=tuple(text.split("\n")))
    for number, line in enumerate(file.lines, 1):
        bad = first_hidden(line)
        if bad is not None:
            return file, [Problem(path, number, bad + 1, hidden_told(line[bad]))]
        if line.startswith(CONFLICT):
            return file, [Problem(path, number, 1, CONFLICT_TOLD)]
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            tab = indent.index("\t") + 1
            return file, [Problem(path, number, tab, "dòng thụt vào bằng phím Tab (gợi ý: thay bằng dấu cách)")]
        if "\u00a0" in indent and line.strip():
            return file, [
                Problem(
                    path,
                    number,
                    indent.index("\u00a0") + 1,
                    "dòng thụt vào bằng dấu cách cứng (gợi ý: thay bằng dấu cách thường)",
                )
            ]
    try:
        composer = _Composer(yaml.parse(text, Loader=_LOADER), file, keys)
        file.value = composer.document()
        return file, composer.problems
    except _DepthError as deep:
        told = f"dữ liệu lồng quá {MAX_DEPTH} tầng (gợi ý: kiểm tra thụt dòng và dấu ngoặc)"
        return SourceFile(path, lines=file.lines), [deep.place.problem(told)]
    except yaml.MarkedYAMLError as error:
        return SourceFile(path, lines=file.lines), [Problem(path, *syntax.explain(error, file.lines, keys))]
    except yaml.YAMLError as error:
        return SourceFile(path, lines=file.lines), [Problem(path, 1, 1, _unreadable(error))]


def _unreadable(error: yaml.YAMLError) -> str:
    return f"không đọc được tệp này: {str(error).partition(chr(10))[0]} (gợi ý: xem phần viết YAML ở data/README.md)"


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Kinds of characters that hide what a line really says: control, formatting, private use, line breaks nobody sees, and none."""


def first_hidden(line: str) -> int | None:
    """Where the first hidden character of a line stands, a tab apart."""
    if line.isprintable():  # true of most lines, and quickly told
        return None
    return next((i for i, char in enumerate(line) if char != "\t" and unicodedata.category(char) in HIDDEN), None)


def hidden_told(char: str) -> str:
    return f"ký tự điều khiển không nhìn thấy (U+{ord(char):04X}) (gợi ý: xóa và gõ lại chỗ này)"


_COMMENT = re.compile(r"\s+(?=#)")


class _DepthError(Exception):
    """No data nests like this. What it costs to read on grows with the square of the depth, so the reading ends here."""

    def __init__(self, place: Place) -> None:
        self.place = place


class _Composer:
    """Events to values. Aliases are refused, so a document cannot grow beyond its own text."""

    def __init__(self, events: Iterator[yaml.Event], file: SourceFile, keys: frozenset[str]) -> None:
        self.events = events
        self.keys = keys
        self.file = file
        self.problems: list[Problem] = []

    def document(self) -> object:
        value: object = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._note(event, "tệp có nhiều hơn một phần '---' (gợi ý: tách thành từng tệp)")
            elif isinstance(event, yaml.NodeEvent):
                read = self._value(event, ())
                value = read if documents == 1 else value
        return value

    def _note(self, event: yaml.Event, message: str) -> None:
        mark = syntax.begun(event)
        self.problems.append(Problem(self.file.path, mark.line + 1, mark.column + 1, message))

    def _place(self, event: yaml.Event) -> Place:
        mark = syntax.begun(event)
        return Place(self.file.path, mark.line + 1, mark.column + 1)

    def _value(self, event: yaml.Event, loc: Loc) -> object:
        self.file.values[loc] = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._note(event, "dấu '*' (bí danh YAML) không được dùng (gợi ý: viết đầy đủ, hoặc đặt trong dấu nháy)")
            return None
        if getattr(event, "anchor", None):
            self._note(event, "dấu '&' (neo YAML) không được dùng (gợi ý: viết đầy đủ, hoặc đặt trong dấu nháy)")
        if tag := getattr(event, "tag", None):
            self._note(event, f"thẻ YAML '{tag}' không được dùng (gợi ý: bỏ dấu '!', hoặc đặt trong dấu nháy)")
        if isinstance(event, yaml.ScalarEvent):
            self._hidden(event)
        if len(loc) > MAX_DEPTH:
            raise _DepthError(self._place(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loc)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        return event.value if isinstance(event, yaml.ScalarEvent) else None

    def _hidden(self, event: yaml.ScalarEvent) -> None:
        """What an editor typed and nobody would see: an escaped control character, words after a `#`."""
        bad = first_hidden(event.value.replace("\n", " "))
        if bad is not None:
            self._note(event, hidden_told(event.value[bad]))
        if event.style in ("|", ">"):
            self._swallowed(event)
        if event.style:
            return
        end = syntax.ended(event)
        cut = _COMMENT.match(self.file.lines[end.line], end.column) if end.line < len(self.file.lines) else None
        if cut:
            column = cut.end() + 1
            message = "chữ sau dấu '#' bị coi là chú thích nên mất (gợi ý: đặt cả giá trị trong dấu nháy '…')"
            self.problems.append(Problem(self.file.path, end.line + 1, column, message))

    def _swallowed(self, event: yaml.ScalarEvent) -> None:
        """A key indented too far becomes words of the text above it."""
        for number in range(syntax.begun(event).line + 1, min(syntax.ended(event).line, len(self.file.lines))):
            line = self.file.lines[number]
            word = line.strip().removeprefix("- ").partition(":")
            if word[1] and word[0] in self.keys and (not word[2] or word[2][0] == " "):
                column = len(line) - len(line.lstrip()) + 1
                told = f"'{word[0]}:' nằm lẫn trong đoạn chữ ở trên (gợi ý: bớt thụt dòng cho thẳng với các khóa khác)"
                self.problems.append(Problem(self.file.path, number + 1, column, told))

    def _skip(self, event: yaml.Event) -> None:
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            inner = next(self.events)
            depth += isinstance(inner, yaml.CollectionStartEvent) - isinstance(inner, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise _DepthError(self._place(inner))

    def _sequence(self, loc: Loc) -> list[object]:
        items: list[object] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*loc, len(items))))
        return items

    def _mapping(self, loc: Loc) -> dict[str, object]:
        items: dict[str, object] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._note(event, "tên khóa phải là một từ (gợi ý: đặt giá trị trong dấu nháy '…')")
                if not isinstance(event, yaml.AliasEvent):
                    self._skip(event)
                self._value(next(self.events), (*loc, "?"))
                continue
            key, place = event.value, self._place(event)
            if event.anchor:
                self._note(event, "dấu '&' (neo YAML) không được dùng (gợi ý: viết đầy đủ, hoặc đặt trong dấu nháy)")
            here = (*loc, key)
            if key.startswith("-") and key[1:] in self.keys:
                self._note(event, syntax.no_space(f"{key[1:]}:"))
            if key == "<<":
                self._note(event, "khóa gộp '<<' không được dùng (gợi ý: viết đầy đủ)")
            if key in items:
                first = self.file.keys[here].line
                self.problems.append(place.problem(f"khóa '{key}' viết hai lần, lần đầu ở dòng {first} (gợi ý: bỏ một)"))
                self._value(next(self.events), (*loc, "?"))
                continue
            self.file.keys[here] = place
            items[key] = self._value(next(self.events), here)
        return items
