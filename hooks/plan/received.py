"""Official texts as received: the file proven to be the one, its words, and a few of them shown to an editor.

White space and the cell marks `|` of the extraction are set aside; what the words are held against is others' affair.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from .folder import Data, Located
from .source import Problem, decode
from .tree import Row

CELL_MARK = "|"
MAX_NAME = 200
"""Letters of the way to a source; what is longer, or cannot be seen, names no file."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a source or of the data."""

    text: str
    line: int
    """Line of the source, or -1 for a word of the data."""
    row: Row | None
    number: int
    """Position among the words of its row."""


Span = tuple[int, int]
"""Some neighbouring words: the first, and the one after the last."""


def source_text(data: Data, head: Located) -> tuple[str | None, list[Problem]]:
    """The text of the source an entry names, if it is the file that was received."""
    name = head.entry.source.file
    place = head.place("source", "file")
    path = data.root / name
    unlikely = len(name) > MAX_NAME or not name.isprintable()
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        return None, [place.problem(f"'{name}' nằm ngoài thư mục dữ liệu (gợi ý: đặt bản gốc trong source/)")]
    if unlikely or path.is_symlink() or not path.is_file() or not path.resolve().is_relative_to((data.root / "source").resolve()):
        return None, [place.problem(f"không có tệp bản gốc '{name[:MAX_NAME]}' (gợi ý: đặt bản gốc trong source/)")]
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


def words_of(text: str) -> list[Word]:
    return [
        Word(word, number, None, 0)
        for number, line in enumerate(text.split("\n"), 1)
        for word in line.split()
        if word != CELL_MARK
    ]


def differ(here: Span, there: Span) -> str:
    """What is the matter with the words of the data `here`, where the source has those `there`."""
    return "thêm chữ" if there[0] == there[1] else "thiếu chữ" if here[0] == here[1] else "khác chữ"


def reading(words: list[Word], span: Span, within: Span | None = None) -> str:
    """The words that differ with two on each side, as far as `within` goes; long stretches shortened."""
    (start, end), (first, last) = span, within or (0, len(words))
    inner = [word.text for word in words[start:end]]
    if len(inner) > 14:
        inner = [*inner[:7], "[…]", *inner[-6:]]
    before = [word.text for word in words[max(start - 2, first) : start]]
    after = [word.text for word in words[end : min(end + 2, last)]]
    return " ".join([*before, "[" + " ".join(inner) + "]", *after])
