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
from .layout import Layout, layout
from .linework import even, gaps, indented, margin, ordered, ranks_of
from .schema import FILES, FOLDERS, kind_of
from .source import MAX_BYTES, Place, Problem, decode, parse
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
            place = Place(f"{shown}/{path.relative_to(folder).as_posix()}", line, column)
            problems.append(place.problem(told, kin=re.sub(r"\S*schema\.json", "", told)))
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
    for step in (indented, functools.partial(ordered, name=name), functools.partial(even, name=name)):
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


# -- margins, order, gaps ------------------------------------------------------------------------------------------


def _margins(found: Layout) -> Iterator[Finding]:
    for number, (line, new) in enumerate(zip(found.lines, indented(found), strict=True), 1):
        if line == new:
            continue
        now, then = margin(line), margin(new)
        if now != then:
            yield number, now + 1, f"dòng này thụt vào {now} dấu cách, phải là {then}", f"sửa cho đủ {then} dấu cách ở đầu dòng"
        else:
            yield number, now + 1, "sau dấu '-' phải đúng một dấu cách", "bớt dấu cách sau dấu '-'"


def _misplaced(found: Layout, name: str) -> Iterator[Finding]:
    for block in found.blocks:
        ranks = ranks_of(block, name)
        highest = ranks[0] if ranks else 0
        for i, rank in enumerate(ranks):
            highest = max(highest, rank)
            if rank < highest:
                before = next(j for j in range(i) if ranks[j] > rank)
                what = f"khóa '{block.keys[i]}' phải đứng trước '{block.keys[before]}'"
                dash = before == 0 and block.parent is not None and block.parent.is_list
                where = "ngay sau dấu '-' ở" if dash else "lên trên"
                cure = f"chuyển '{block.keys[i]}' {where} dòng {block.lines[before] + 1}"
                yield block.lines[i] + 1, block.column + 1, what, cure


def _uneven(found: Layout, name: str) -> Iterator[Finding]:
    extra, missing = gaps(found, name)
    for line in sorted(extra):
        yield line + 1, 1, "thừa dòng trống", "xóa dòng trống này"
    for line in missing:
        yield line + 1, 1, "thiếu dòng trống giữa hai điều khoản", "thêm một dòng trống trước dòng này"
