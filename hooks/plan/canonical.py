"""The one form a data file is kept in, so that a change shows only what was meant: told, and mended.

The form: UTF-8 without a byte-order mark, composed letters (NFC), lines ended by a line feed, nothing blank at the end of a
line, one line feed at the end. The first line names the schema of the file (the way to it is free). Keys stand in the order
of the model. What belongs to something is moved in by two blanks, the dashes of a list too; so is a text after `>` or `|`.
One empty line stands between two provisions; elsewhere at most one, and only before what begins at the margin. How a text is
quoted or wrapped, and what stands in brackets, is left as typed.

Mending moves whole lines, or the blanks before them; every word and comment of a file stays a line of it, or the file is left
alone. The form is not the truth of a plan: data in another form is built all the same.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .folder import KEYS
from .layout import STEP, Block, Layout, layout
from .schema import FILES, FOLDERS, Entry, ProvisionEntry, kind_of, shape_in
from .source import MAX_BYTES, Problem, decode, parse
from .vietnamese import squeeze

BOM = b"\xef\xbb\xbf"
SCHEMA_LINE = re.compile(r"# *yaml-language-server: *\$schema=(?P<way>(?:\S*/)?)(?P<file>\S*)\s*")
Finding = tuple[int, int, str, str]
"""Line and column from 1, what is not in form, how to mend it by hand."""


def data_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every data file with the name its shape has in the model; no symbolic link, nothing hidden."""
    for name in FILES:
        if (folder / name).is_file() and not (folder / name).is_symlink():
            yield folder / name, name
    for name in FOLDERS:
        inside = folder / name
        for path in sorted(inside.iterdir()) if inside.is_dir() and not inside.is_symlink() else ():
            if path.is_file() and not path.is_symlink() and path.suffix == ".yml" and not path.name.startswith("."):
                yield path, name


def check(folder: Path, shown: str) -> list[Problem]:
    """One problem for each file that is not in form, at the first place; none for a file that cannot be read."""
    problems = []
    for path, name in data_files(folder):
        content = path.read_bytes()
        found = findings(content, name) if len(content) <= MAX_BYTES else []
        if found and is_sound(content):
            line, column, what, cure = min(found)
            many = f" ở {len(found)} chỗ, chỗ đầu" if len(found) > 1 else ""
            told = f"chưa theo khuôn{many}: {what} (gợi ý: {cure}, hoặc chạy 'make format')"
            problems.append(Problem(f"{shown}/{path.relative_to(folder).as_posix()}", line, column, told))
    return problems


def is_sound(content: bytes) -> bool:
    """The reader finds nothing wrong with it as YAML."""
    text, problems = decode(content, "")
    return not problems and not parse(text, "", KEYS)[1]


def findings(content: bytes, name: str) -> list[Finding]:
    """Every place of a file that is not in form; none when it is no YAML."""
    text, problems = decode(content, "")
    found = layout(text)
    if problems or found is None or not text.strip():
        return []
    return [*_bytes(content), *_first_line(found, name), *_margins(found), *_misplaced(found, name), *_uneven(found, name)]


def mend(content: bytes, name: str, way: str) -> bytes | None:
    """The file in form; `None` when that could not be done without losing anything. `way` leads to the schemas."""
    text, problems = decode(content, "")
    if problems or not is_sound(content):
        return None
    if not text.strip():
        return content
    new = _with_first_line([line.rstrip() for line in text.split("\n")], name, way)
    for step in (_indented, functools.partial(_ordered, name=name), functools.partial(_even, name=name)):
        found = layout("\n".join(new))
        if found is None:
            return None
        new = step(found)
    mended = ("\n".join(new).rstrip("\n") + "\n").encode()
    return mended if _same(text, mended.decode()) and not findings(mended, name) else None


def _same(old: str, new: str) -> bool:
    """Both say the same to the reader, and hold the same words line by line: comments are words too."""
    told = [parse(text, "", KEYS) for text in (old, new)]
    return _folded(told[0][0].value) == _folded(told[1][0].value) and not told[1][1] and _words(old) == _words(new)


def _folded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _folded(inner) for key, inner in value.items()}
    return [_folded(inner) for inner in value] if isinstance(value, list) else squeeze(str(value))


def _words(text: str) -> Counter[str]:
    lines = (re.sub(r"^(-\s+)+", "", line.strip()) for line in text.split("\n") if not SCHEMA_LINE.fullmatch(line))
    return Counter(line for line in lines if line not in ("", "-"))


# -- bytes and the first line --------------------------------------------------------------------------------------


def _bytes(content: bytes) -> Iterator[Finding]:
    """What no YAML reader minds and every comparison of two versions shows."""
    if content.startswith(BOM):
        yield 1, 1, "tệp mở đầu bằng dấu BOM", "lưu lại với mã UTF-8 không có BOM"
    text = content.decode("utf-8-sig")
    if "\r" in text:
        yield text.count("\n", 0, text.index("\r")) + 1, 1, "dòng kết thúc kiểu Windows (CRLF)", "lưu lại với kiểu xuống dòng LF"
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        if not line.isascii() and not unicodedata.is_normalized("NFC", line):
            yield number, 1, "dòng này có chữ và dấu viết rời nhau", "gõ lại dòng này bằng bộ gõ Unicode dựng sẵn"
        if line != line.rstrip():
            yield number, len(line.rstrip()) + 1, "cuối dòng thừa dấu cách", "xóa dấu cách ở cuối dòng"
    if not text.endswith(("\n", "\r")):
        yield text.count("\n") + 1, 1, "cuối tệp thiếu dấu xuống dòng", "thêm một dấu xuống dòng ở cuối tệp"


def _file(name: str) -> str:
    return f"{kind_of(name)}.schema.json"


def _first_line(found: Layout, name: str) -> Iterator[Finding]:
    given = SCHEMA_LINE.fullmatch(found.lines[0])
    line = f"# yaml-language-server: $schema=…/{_file(name)}"
    if given is None:
        yield 1, 1, f"thiếu dòng đầu '{line}'", "chép dòng đầu của một tệp cùng loại"
    elif given["file"] != _file(name):
        yield 1, 1, f"dòng đầu nêu '{given['file']}', không phải '{_file(name)}'", f"đổi tên ấy thành '{_file(name)}'"


def _with_first_line(lines: list[str], name: str, way: str) -> list[str]:
    """The schema named on the first line; a line that named it further down, or another, makes place."""
    head = next((i for i, line in enumerate(lines) if line and not line.startswith("#")), len(lines))
    old = next((i for i in range(head) if SCHEMA_LINE.fullmatch(lines[i])), None)
    if old is not None:
        given = SCHEMA_LINE.fullmatch(lines[old])
        way = given["way"] if given and given["way"] and "://" not in given["way"] else way
    if old == 0 and not list(_first_line(Layout(lines), name)):
        return lines
    rest = [line for i, line in enumerate(lines) if i != old]
    return [f"# yaml-language-server: $schema={way}{_file(name)}", *rest]


# -- how far lines are moved in ------------------------------------------------------------------------------------


def _margins(found: Layout) -> Iterator[Finding]:
    for number, (line, new) in enumerate(zip(found.lines, _indented(found), strict=True), 1):
        if line == new:
            continue
        now, then = _margin(line), _margin(new)
        if now != then:
            yield number, now + 1, f"dòng này thụt vào {now} dấu cách, phải là {then}", f"sửa cho đủ {then} dấu cách ở đầu dòng"
        else:
            yield number, now + 1, "sau dấu '-' phải đúng một dấu cách", "bớt dấu cách sau dấu '-'"


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _indented(found: Layout) -> list[str]:
    """Every line where it should begin; what only goes on with another line, or comments on it, goes with that."""
    lines = list(found.lines)
    for line, parts in found.starts.items():
        lines[line] = _moved(found.lines[line], parts)
    for text in found.texts:
        shift = text.holder.wanted - text.holder.column
        inside = [n for n in range(text.first, text.last + 1) if lines[n].strip()]
        if text.folded and inside:
            shift = text.holder.wanted + STEP - min(_margin(lines[n]) for n in inside)
        for n in inside if shift else ():
            lines[n] = " " * max(_margin(lines[n]) + shift, text.holder.wanted + 1) + lines[n].lstrip()
    inner = found.inner()
    after = (0, 0)
    for n in range(len(lines) - 1, -1, -1):
        after = found.starts[n][0] if n in found.starts else after
        if _is_comment(lines[n]) and n not in inner and _margin(lines[n]) == after[0]:
            lines[n] = " " * after[1] + lines[n].lstrip()
            inner.add(n)
    around: list[tuple[int, int]] = []
    for n, line in enumerate(lines):
        if n in found.starts:
            around = [part for part in around if part[0] < found.starts[n][0][0]] + found.starts[n]
        elif n not in inner and _is_comment(line):
            shift = next((wanted - column for column, wanted in reversed(around) if column <= _margin(line)), 0)
            lines[n] = " " * max(_margin(line) + shift, 0) + line.lstrip()
    return lines


def _moved(line: str, parts: list[tuple[int, int]]) -> str:
    """A line with each part that begins on it at the column it should have."""
    new = ""
    for (column, wanted), (end, _) in zip(parts, [*parts[1:], (len(line), 0)], strict=True):
        new = new.rstrip().ljust(wanted) + line[column:end]
    return new


# -- the order of keys ---------------------------------------------------------------------------------------------


@functools.cache
def _shape(name: str, way: tuple[str, ...]) -> type[Entry] | None:
    """The shape of what the keys of `way` lead to."""
    model = FILES.get(name) or FOLDERS[name]
    for key in way:
        known = model.model_fields.get(key) if model else None
        model = shape_in(known.annotation) if known else None
    return model


def _ranks(block: Block, name: str) -> list[int]:
    """The place of each key of a mapping in the model; a strange key stays with the one before it."""
    model = _shape(name, block.way)
    order = list(model.model_fields) if model else []
    ranks: list[int] = []
    for key in block.keys:
        ranks.append(order.index(key) if key in order else (ranks or [0])[-1])
    return ranks


def _misplaced(found: Layout, name: str) -> Iterator[Finding]:
    for block in found.blocks:
        ranks = _ranks(block, name)
        for i, rank in enumerate(ranks):
            before = next((j for j in range(i) if ranks[j] > rank), None)
            if before is not None:
                what = f"khóa '{block.keys[i]}' phải đứng trước '{block.keys[before]}'"
                dash = before == 0 and block.parent is not None and block.parent.is_list
                where = "ngay sau dấu '-' ở" if dash else "lên trên"
                cure = f"chuyển '{block.keys[i]}' {where} dòng {block.lines[before] + 1}"
                yield block.lines[i] + 1, block.column + 1, what, cure


def _ordered(found: Layout, name: str) -> list[str]:
    """Keys in order, each with the comments above it and all that is under it. Innermost first: an outer key moves as it is."""
    lines = list(found.lines)
    inner = found.inner()
    for block in sorted(found.blocks, key=lambda block: -block.depth):
        ranks = _ranks(block, name)
        if ranks != sorted(ranks):
            _sort(lines, block, ranks, inner)
    return lines


def _sort(lines: list[str], block: Block, ranks: list[int], inner: set[int]) -> None:
    """The lines of a mapping in the order of its keys' ranks."""
    first, end = block.lines[0], block.last + 1
    while end < len(lines) and _is_comment(lines[end]) and _margin(lines[end]) > block.column:
        end += 1
    tops = [first, *(_top(lines, line, block.column, inner) for line in block.lines[1:])]
    dashes = lines[first][: block.column]
    lines[first] = " " * block.column + lines[first][block.column :]
    parts = [lines[top:stop] for top, stop in zip(tops, [*tops[1:], end], strict=True)]
    order = sorted(range(len(parts)), key=lambda i: ranks[i])
    lead = next(i for i, line in enumerate(parts[order[0]]) if line.strip() and not _is_comment(line))
    above, parts[order[0]] = parts[order[0]][:lead], parts[order[0]][lead:]
    if order[0] != 0:
        parts[0] = [*(line for line in above if not line.strip()), *parts[0]]
    new = [line for i in order for line in parts[i]]
    new[0] = dashes + new[0][block.column :]
    margin = " " * (_margin(dashes) if dashes.strip() else block.column)
    lines[first:end] = [*(margin + line.lstrip() for line in above if line.strip()), *new]


def _top(lines: list[str], line: int, column: int, inner: set[int]) -> int:
    """Where what belongs to the key on a line begins: comments above it no further in, and gaps."""
    while line - 1 not in inner and (
        not lines[line - 1].strip() or (_is_comment(lines[line - 1]) and _margin(lines[line - 1]) <= column)
    ):
        line -= 1
    return line


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


# -- empty lines ---------------------------------------------------------------------------------------------------


def _uneven(found: Layout, name: str) -> Iterator[Finding]:
    extra, missing = _gaps(found, name)
    for line in sorted(extra):
        yield line + 1, 1, "thừa dòng trống", "xóa dòng trống này"
    for line in missing:
        yield line + 1, 1, "thiếu dòng trống giữa hai điều khoản", "thêm một dòng trống trước dòng này"


def _even(found: Layout, name: str) -> list[str]:
    extra, missing = _gaps(found, name)
    before = set(missing)
    return [new for n, line in enumerate(found.lines) if n not in extra for new in (["", line] if n in before else [line])]


def _gaps(found: Layout, name: str) -> tuple[set[int], list[int]]:
    """Empty lines that should not be, and the lines before which one should."""
    lines, inner = found.lines, found.inner()
    starts = {line: block.column for block in found.blocks if _holds_provisions(block, name) for line in block.lines[1:]}
    if not lines[-1]:
        lines = lines[:-1]  # what a last line feed is followed by is no line
    extra: set[int] = set()
    anchor, ended = True, True
    for n in range(len(lines) - 1, -1, -1):
        if n in inner:
            ended = False
        elif lines[n].strip():
            ended = False
            if not _is_comment(lines[n]):
                anchor = n in starts or n not in found.starts or found.starts[n][0][0] == 0
        elif ended or not anchor or (n and not lines[n - 1].strip() and n - 1 not in inner):
            extra.add(n)
    missing = []
    for line, column in starts.items():
        top = line
        while _is_comment(lines[top - 1]) and _margin(lines[top - 1]) <= column and top - 1 not in inner:
            top -= 1
        if lines[top - 1].strip() or top - 1 in inner:
            missing.append(top)
    return extra, missing


def _holds_provisions(block: Block, name: str) -> bool:
    model = _shape(name, block.way) if block.is_list and block.way else None
    return model is not None and issubclass(model, ProvisionEntry)
