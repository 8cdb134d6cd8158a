"""Problems told well: alike ones as one finding, the line each stands in, and what to do next.

Says it three times: for people, as annotations of a code host, and as a summary page. Pure: given the lines of the files, it
returns words and prints nothing. Whatever stems from data is made harmless for the place it goes to, in one function each.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from .source import HIDDEN, READING, Place, Problem
from .vietnamese import capital

FLOOD = 3
"""As many places make one finding of what would be as many lines."""
LISTED = 20
"""Places of a finding named one by one; the rest is counted."""
WIDTH = 100
"""Columns of a terminal a line of a file may take."""
LOUD = 10
"""Errors a code host shows of one step; what comes after them is told as a notice."""
QUIET = 40
"""Notices beside them: a host marks lines of what is reviewed, which a flood would hide."""
SHOWN = 200
"""Findings told one by one; whoever has more of them mends these first."""
LONG = 1000
"""Letters a message may have; longer ones quote what nobody wrote as one word."""
ROWS = 50
"""Findings in a summary; a longer table is not read."""

Lines = Callable[[str], Sequence[str]]
"""The lines of the file that problems call so; none where there is no such file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One mistake as an editor would count it: what is wrong, and everywhere it shows."""

    message: str
    places: tuple[Place, ...]
    stage: int
    origin: Place | None = None

    @property
    def first(self) -> Place:
        return self.places[0]

    @property
    def listed(self) -> tuple[Place, ...]:
        """The places beside the first that are worth naming."""
        return self.places[1 : 1 + LISTED]


def group(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Kin told together where they flood; what others may follow from comes first, then the order of the files."""
    kin: dict[tuple[int, str], list[Problem]] = {}
    for problem in sorted(set(problems)):
        kin.setdefault((problem.stage, problem.kin or problem.message), []).append(problem)
    found = [
        Finding(
            message=first.message,
            places=tuple(Place(one.path, one.line, one.column) for one in together),
            stage=first.stage,
            origin=first.origin if len(together) >= FLOOD else None,
        )
        for alike in kin.values()
        for together in ([alike] if len(alike) >= FLOOD else [[one] for one in alike])
        for first in together[:1]
    ]
    return tuple(sorted(found, key=lambda finding: (finding.stage, _sorted(finding.first), finding.message)))


def _sorted(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column


# -- for people ----------------------------------------------------------------------------------------------------


def text(findings: Sequence[Finding], lines_of: Lines) -> Iterator[str]:
    """Each finding as `path:line:col: message`; under it, indented, the line it stands in and where else it shows."""
    for finding in findings[:SHOWN]:
        yield plain(f"{_at(finding.first)}: {_cut(finding.message)}")
        yield from _excerpt(finding, lines_of)
        yield from _elsewhere(finding)
    if len(findings) > SHOWN:
        yield f"… còn {len(findings) - SHOWN} lỗi nữa, sửa xong các lỗi trên sẽ thấy"


def _cut(message: str) -> str:
    """A message short enough to be read, with its hint."""
    what, sign, hint = message.rpartition(" (gợi ý: ")
    return message if len(message) <= LONG else f"{(what or hint)[: LONG // 2]}…{sign}{hint[-LONG // 2 :] if what else ''}"


def _at(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


def _excerpt(finding: Finding, lines_of: Lines) -> Iterator[str]:
    """The line with its number, carets under what is wrong. A long line is cut around them."""
    place = finding.first
    lines = () if finding.message.startswith("tệp ") else lines_of(place.path)  # of a whole file, its first line says nothing
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if not line.strip():
        return
    start = min(place.column - 1, len(line.rstrip()))
    end = max(_token_end(line, start, finding.message), start + 1)
    cells = [_cell(char) for char in line.rstrip()]
    first, last = _window(cells, start, end)
    margin = max(len(str(place.line)), 4)
    left, right = "…" * (first > 0), "…" * (last < len(cells))
    before = _width(cells[first:start]) + len(left)
    yield f"  {place.line:>{margin}} | {plain(left + ''.join(cells[first:last]) + right)}"
    yield f"  {'':{margin}} | {' ' * before}{'^' * max(1, _width(cells[start : min(end, last)]))}"


def _token_end(line: str, start: int, message: str) -> int:
    """Where the words end that the message is about: those it quotes, else the key or value that begins here, else one word."""
    rest = line[start:]
    open_quote = rest[:1] if rest[:1] in ("'", '"') else ""
    for quoted in sorted(_quoted(message), key=len, reverse=True):
        if rest.startswith(quoted, len(open_quote)):
            end = start + len(open_quote) + len(quoted)
            return end + 1 if open_quote and line.startswith(open_quote, end) else end
    closed = re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", rest)
    word = re.match(r"[^\s,\]}]*[^\s,\]}:]|\S", rest)
    found = closed or word
    return start + found.end() if found else start + 1


def _quoted(message: str) -> Iterator[str]:
    """What a message quotes: 'mã', “chữ”, and the words in brackets inside the latter."""
    for match in re.finditer(r"'([^']+)'|“([^”]+)”", message):
        yield match[1] or match[2]
        yield from re.findall(r"\[([^\]]+)\]", match[2] or "")


def _window(cells: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The part of a long line to show: as much before the carets as fits with them, the rest behind."""
    if _width(cells) <= WIDTH:
        return 0, len(cells)
    first, used = start, _width(cells[start : min(end, start + WIDTH // 2)])
    while first > 0 and (used := used + _width(cells[first - 1])) <= WIDTH // 2:
        first -= 1
    last, used = first, 0
    while last < len(cells) and (used := used + _width(cells[last])) <= WIDTH:
        last += 1
    return first, last


def _cell(char: str) -> str:
    """A character as a terminal may show it: nothing hidden, nothing that acts."""
    if char == "\t":
        return "→   "
    return f"<U+{ord(char):04X}>" if unicodedata.category(char) in HIDDEN else char


def _width(cells: Sequence[str]) -> int:
    """Columns on a terminal: marks that sit on a letter take none, letters of the Far East two."""
    wide = {"W": 2, "F": 2}
    return sum(
        0 if unicodedata.combining(char) else wide.get(unicodedata.east_asian_width(char), 1) for cell in cells for char in cell
    )


def _elsewhere(finding: Finding) -> Iterator[str]:
    if len(finding.places) == 1:
        return
    others = [_at(place) for place in finding.listed]
    rest = len(finding.places) - 1 - len(others)
    pieces = [*(f"{other}," for other in others[:-1]), others[-1] + (f" và {rest} chỗ nữa" if rest else "")]
    line = f"      cùng lỗi ở {len(finding.places) - 1} chỗ nữa:"
    for piece in pieces:
        if len(line) + 1 + len(piece) > WIDTH:
            yield plain(line)
            line = " " * 7
        line += f" {piece}"
    yield plain(line)
    if finding.origin:
        yield plain(f"      nếu các chỗ ấy vốn đúng thì xem lại {_at(finding.origin)}: có lẽ mã ở đó mới bị đổi")


def plain(line: str) -> str:
    """One line that a terminal and the log of a code host show as it is, and neither obeys."""
    shown = "".join(_cell(char) for char in line).replace("##[", "#\\#[")
    return "\\" + shown if shown.lstrip().startswith("::") else shown


# -- what to do next -----------------------------------------------------------------------------------------------

AGAIN = "chạy lại 'make check'"
SAVED = "lưu lại, máy sẽ tự kiểm tra lần nữa"
"""How one checks again: at a shell, and where each change is checked by itself."""


def closing(findings: Sequence[Finding], again: str = AGAIN) -> str:
    """One sentence: how much there is, and what to do next."""
    return plain(f"Có {_count(findings)}, chưa dựng trang nào: {_next(findings)} rồi {again}.")


def _count(findings: Sequence[Finding]) -> str:
    places = sum(len(finding.places) for finding in findings)
    return f"{len(findings)} lỗi" + (f" ở {places} chỗ" if places > len(findings) else "")


def _next(findings: Sequence[Finding]) -> str:
    first = findings[0]
    where = first.first.path + (f" dòng {first.first.line}" if first.first.line > 1 else "")
    unread = list(dict.fromkeys(finding.first.path for finding in findings if finding.stage == READING))
    if unread:
        more = f" và {len(unread) - 1} tệp nữa" if len(unread) > 1 else ""
        return f"sửa lỗi ở {where}{more} trước, vì chưa đọc được thì chưa biết còn lỗi nào khác,"
    if all("'make format'" in finding.message for finding in findings):
        return "chạy 'make format' để máy xếp lại"
    if all("không khớp bản gốc" in finding.message for finding in findings):
        return "chép những chữ trong ngoặc vuông lại cho đúng bản gốc"
    if len(findings) == 1:
        many = f"sửa cả {len(first.places)} chỗ như nhau" + (", hoặc sửa lại mã ở nơi đặt ra nó," if first.origin else "")
        return "sửa chỗ này" if len(first.places) == 1 else many
    return "sửa lần lượt từ trên xuống, lỗi dưới có thể tự hết khi lỗi trên đã sửa,"


# -- for a code host -----------------------------------------------------------------------------------------------


def annotated(findings: Sequence[Finding], file_of: Callable[[str], str] = str) -> Iterator[str]:
    """Workflow commands that mark every place the report names, the first of each finding first. `file_of` gives a file's
    name inside the repository. As many as are looked at, no more."""
    yield from itertools.islice(_commands(findings, file_of), LOUD + QUIET)


def _commands(findings: Sequence[Finding], file_of: Callable[[str], str]) -> Iterator[str]:
    for number, finding in enumerate(findings):
        also = f" (cùng lỗi ở {len(finding.places) - 1} chỗ nữa)" if len(finding.places) > 1 else ""
        kind = "error" if number < LOUD else "notice"
        yield _command(kind, finding.first, f"Lỗi {number + 1}", finding.message + also, file_of)
    for number, finding in enumerate(findings):
        for place in finding.listed:
            yield _command("notice", place, f"Lỗi {number + 1}, cũng ở đây", finding.message, file_of)


def _command(kind: str, place: Place, title: str, message: str, file_of: Callable[[str], str]) -> str:
    where = {"file": file_of(place.path), "line": str(place.line), "col": str(place.column), "title": title}
    return f"::{kind} {','.join(f'{key}={_property(value)}' for key, value in where.items())}::{_data(_cut(message))}"


def _data(text: str) -> str:
    """Line ends and other characters that act are gone already: `_cell` shows them."""
    return "".join(map(_cell, text)).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# -- for a summary page --------------------------------------------------------------------------------------------


def summary(findings: Sequence[Finding], clean: str = "") -> str:
    """Markdown: a table of what is wrong, where and how to mend it, then what to do next. Without findings, `clean`."""
    if not findings:
        return f"{_words(clean)}\n"
    rows = [f"| {_where(finding)} | {' | '.join(_what_and_how(finding.message))} |" for finding in findings[:ROWS]]
    rest = len(findings) - len(rows)
    return "\n".join(
        (
            f"### {_count(findings)} cần sửa",
            "",
            "| Ở đâu | Sai điều gì | Sửa thế nào |",
            "|---|---|---|",
            *rows,
            "",
            *([f"Còn {rest} lỗi nữa, xem trong nhật ký của bước này.", ""] if rest > 0 else []),
            _words(closing(findings, SAVED)),
            "",
        )
    )


def _where(finding: Finding) -> str:
    place = finding.first
    more = f" và {len(finding.places) - 1} chỗ nữa" if len(finding.places) > 1 else ""
    return f"{_code(place.path)} dòng {place.line}{more}"


def _what_and_how(message: str) -> tuple[str, str]:
    what, _, hint = _cut(message).rpartition(" (gợi ý: ")
    hint = hint.removesuffix(")")
    if hint.startswith("'"):
        hint = f"có phải {hint}" if hint.endswith("?") else f"viết {hint}"
    return (_words(what), _words(capital(hint))) if what else (_words(hint), "")


def _words(text: str) -> str:
    """A sentence with what it quotes as code; nothing in it is a link, a mention or a tag."""
    return "".join(
        _code(part[1:-1]) if part[:1] == "'" and len(part) > 2 else _inert(part)
        for part in re.split(r"('[^']*')", "".join(map(_cell, text)))
    )


def _code(text: str) -> str:
    """A code span, in which Markdown finds nothing; what could end it or the cell it stands in is written as words."""
    shown = "".join(map(_cell, text))
    return f"`{shown}`" if shown.strip() == shown and not set(shown) & set("`|\\") else _inert(shown)


_ACTIVE = re.compile(r"""[!"#$%&'*+<=>@[\\\]^_`{|}~]|[.:](?=\S)""")


def _inert(text: str) -> str:
    """Words that Markdown and the links a host makes of names and numbers leave alone. A joiner nobody sees parts `@` and `#`
    from what they would link to; what people copy, ids and colours, stands in code."""
    return _ACTIVE.sub(lambda found: f"&#{ord(found[0])};" + ("&#8288;" if found[0] in "@#" else ""), text)
