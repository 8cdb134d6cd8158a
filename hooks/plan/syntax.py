"""What is wrong with a line YAML cannot read, in an editor's words, at the place where it went wrong.

The reader says where it gave up, which is often lines below the slip, and in terms of its own grammar. From the lines around
it and the keys an editor may write, this guesses the slip. Knows nothing of plans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import yaml

_KNOWN = (
    (
        "mapping values are not allowed",
        "có dấu hai chấm ở chỗ không ngờ (gợi ý: đặt cả đoạn chữ trong dấu nháy '…' hoặc viết sau '>-')",
    ),
    ("could not find expected ':'", "thiếu dấu hai chấm ':' sau tên khóa (gợi ý: viết 'khóa: giá trị')"),
    ("did not find expected key", "thụt dòng hoặc dấu nháy không khớp (gợi ý: so với các mục bên cạnh)"),
    ("did not find expected '-' indicator", "thụt dòng không khớp trong danh sách (gợi ý: các dấu '-' phải thẳng cột)"),
    ("did not find expected <document start>", "chữ đứng ngoài mọi khóa (gợi ý: thụt vào dưới khóa của nó)"),
    ("but found '-'", "thụt dòng không khớp: dấu '-' ở chỗ không ngờ (gợi ý: các dấu '-' phải thẳng cột)"),
    ("unexpected end of stream", "dấu nháy mở ra mà không đóng lại (gợi ý: thêm dấu nháy ở cuối)"),
    ("while scanning a quoted scalar", "dấu nháy mở ra mà không đóng lại (gợi ý: thêm dấu nháy ở cuối)"),
    ("cannot start any token", "ký tự này không được đứng đầu giá trị (gợi ý: đặt giá trị trong dấu nháy '…')"),
    ("did not find expected node content", "thiếu giá trị ở đây, hoặc ngoặc '[' '{' mở ra mà không đóng (gợi ý: xem dòng trên)"),
    ("did not find expected ',' or", "ngoặc mở ra ở đây mà không đóng, hoặc thiếu dấu phẩy bên trong (gợi ý: thêm ngoặc đóng)"),
    ("unknown escape character", "dấu '\\' lạ trong nháy kép (gợi ý: dùng nháy đơn '…')"),
    (
        "block sequence entries are not allowed",
        "dấu '-' ở chỗ không ngờ (gợi ý: đặt giá trị trong dấu nháy '…', hoặc xuống dòng nếu là danh sách)",
    ),
)
_BEGAN = ("could not find expected ':'", "did not find expected ',' or")
"""Signs that the slip is where the reader began, not where it gave up."""
_ASKEW = ("mapping values", "expected '-' indicator", "expected key")
"""Signs of a key that stands in no column of keys."""
_UNKNOWN = "có chỗ không đọc được (gợi ý: kiểm tra thụt dòng, dấu hai chấm và dấu nháy)"

Fault = tuple[int, int, str]
"""Line and column, from 1, and what is wrong there."""


class Mark(Protocol):
    """A place the reader names; lines and columns count from 0."""

    index: int
    line: int
    column: int


def begun(event: yaml.Event) -> Mark:
    """Where something that was read begins."""
    assert event.start_mark is not None, "the reader of texts marks everything"
    return event.start_mark


def ended(event: yaml.Event) -> Mark:
    assert event.end_mark is not None, "the reader of texts marks everything"
    return event.end_mark


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str], keys: frozenset[str]) -> Fault:
    """Where the slip is and how to mend it."""
    told = f"{error.context or ''} {error.problem or ''}"
    began = any(sign in told for sign in _BEGAN) or ("quoted scalar" in told and "end of stream" in told)
    mark = (began and error.context_mark) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    text = lines[line - 1] if line <= len(lines) else ""
    guess = (
        _open_quote(lines[:line], keys)
        or _no_space(lines[:line], keys)
        or _marked(line, text)
        or ("expected ',' or" in told and _cut_short(line, column, text))
        or (any(sign in told for sign in _ASKEW) and _misplaced(line, column, lines, keys))
        or ("could not find expected ':'" in told and _no_key(line, text, keys))
        or ("expected key" in told and _askew(line, column, text))
        or (line, column, next((words for sign, words in _KNOWN if sign in told), _UNKNOWN))
    )
    return guess[0], guess[1], f"sai cú pháp YAML: {guess[2]}"


def _key(text: str, keys: frozenset[str]) -> str:
    """The known key a line begins with, or nothing."""
    found = re.match(r"\s*(?:- +)*([\w-]+):(?:\s|$)", text)
    return found[1] if found and found[1] in keys else ""


def _open_quote(lines: Sequence[str], keys: frozenset[str]) -> Fault | None:
    """A value opened with a quote that is not closed before the next key or entry begins."""
    for number, line in enumerate(lines, 1):
        value = re.match(r"\s*(?:- +)*(?:[\w-]+: +)?(?=(['\"]))", line)
        if not value or line[value.end() :].count(value[1]) % 2 == 0:
            continue
        after = next((other for other in lines[number:] if other.strip()), "")
        if number == len(lines) or _key(after, keys) or after.lstrip().startswith("- "):
            return number, value.end() + 1, "dấu nháy mở ra mà không đóng lại (gợi ý: thêm dấu nháy ở cuối)"
    return None


def _no_space(lines: Sequence[str], keys: frozenset[str]) -> Fault | None:
    """An entry whose dash is glued to its first key, or to its word below others; what is told comes a line later."""
    for number, line in enumerate(lines, 1):
        found = re.match(r"(\s*)-([\w-]+)(:?)(?:\s|$)", line)
        glued = found and found[3] and found[2] in keys
        word = found and number == len(lines) and number > 1 and lines[number - 2].lstrip().startswith("- ")
        if found and (glued or word):
            return number, len(found[1]) + 1, no_space(found[2] + found[3])
    return None


def no_space(word: str) -> str:
    """What is wrong with a dash glued to a word."""
    return f"thiếu dấu cách sau '-' (gợi ý: viết '- {word}')"


def _marked(line: int, text: str) -> Fault | None:
    """A value that begins with a mark to which YAML gives a sense of its own."""
    found = re.match(r"\s*(?:- +)*(?:[\w-]+: +)?([*&!%@`])", text)
    told = "không được đứng đầu giá trị (gợi ý: đặt cả giá trị trong dấu nháy '…')"
    return (line, found.end(), f"dấu '{found[1]}' {told}") if found else None


def _cut_short(line: int, column: int, text: str) -> Fault | None:
    """A colour without quotes takes away the rest of its line, with the bracket that closes it."""
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", lambda quoted: "'" * len(quoted[0]), text)
    found = re.compile(r"(?<=[\s,\[{])#\w").search(bare, column)
    told = "chữ sau dấu '#' bị coi là chú thích nên mất (gợi ý: đặt màu, hay giá trị nào có dấu '#', trong dấu nháy '#…')"
    return (line, found.start() + 1, told) if found else None


def _misplaced(line: int, column: int, lines: Sequence[str], keys: frozenset[str]) -> Fault | None:
    """A key in a column where no key above it stands: it was meant for the nearest, rather one where the same key stands
    elsewhere."""
    text = lines[line - 1] if line <= len(lines) else ""
    found = re.match(r"(\s*)([\w-]+):(?:\s|$)", text)
    if not found or column - 1 not in (len(found[1]), found.end(2)) or (column - 1 == found.end(2) and found[2] not in keys):
        return None
    key, where = found[2], len(found[1]) + 1
    entries = _open_entries(lines[: line - 1])
    if not entries or where in entries:
        return None
    used = {start[0] for other in lines if (start := _starts(other)) and start[1] == key}
    best = min(entries, key=lambda at: (key in entries[at], at not in used, abs(at - where), -at))
    return line, where, f"khóa '{key}' thụt sai (gợi ý: cho thẳng cột với khóa '{entries[best][0]}', cột {best})"


def _open_entries(lines: Sequence[str]) -> dict[int, list[str]]:
    """The keys of each entry that the last of these lines stands in, the latest first, by their column."""
    entries: dict[int, list[str]] = {}
    begun = False
    for line in reversed(lines):
        start = _starts(line)
        column = min(entries, default=0)
        if start and (not column or start[0] < column or (start[0] == column and not begun)):
            entries.setdefault(start[0], []).append(start[1])
            begun = line.lstrip().startswith("- ")
    return entries


def _starts(line: str) -> tuple[int, str] | None:
    """The column and the name of the key a line begins with, behind its dashes."""
    found = re.match(r"\s*(?:- +)*([\w-]+):(?:\s|$)", line)
    return (found.start(1) + 1, found[1]) if found else None


def _no_key(line: int, text: str, keys: frozenset[str]) -> Fault | None:
    """Words without a key: a colon without its space, or the rest of a text that lost its indentation."""
    where = len(text) - len(text.lstrip()) + 1
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    if word.partition(":")[0] in keys and ":" in word:
        return line, where, f"thiếu dấu cách sau '{word.partition(':')[0]}:' (gợi ý: viết 'khóa: giá trị')"
    if word not in keys and len(text.split()) > 2:
        return line, where, "dòng chữ này không thuộc khóa nào (gợi ý: thụt vào cho thuộc đoạn chữ ở trên)"
    return None


def _askew(line: int, column: int, text: str) -> Fault | None:
    """Words after a closed quote or bracket; a dash out of line."""
    before = text[: column - 1].rstrip()
    if before.endswith(("'", '"', "]", "}")):
        return line, column, "có chữ đứng sau dấu nháy hay ngoặc đã đóng (gợi ý: đặt cả giá trị trong dấu nháy đơn '…')"
    if text.lstrip().startswith("- ") and not before:
        return line, column, "dấu '-' không thẳng cột với các dấu '-' bên cạnh (gợi ý: sửa số dấu cách ở đầu dòng)"
    return None
