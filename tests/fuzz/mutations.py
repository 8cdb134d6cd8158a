"""Files and queries as nobody would write them: real ones damaged by chance, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from hostile import WORDS

TOKENS = (
    "- ", "? ", ": ", "&a ", "*a", "<<: ", "!!x ", "!ENV ", "|", ">-", ">+2", "'", '"', "\\", "[", "]", "{", "}", "#", " #", "%YAML 1.2\n", "---\n",
    "...\n", "\t", "\u00a0", "\ufeff", "\u2028", "\u202e", "\u200b", "\0", "\x85", "\r", "\r\n", "\ud7ff", "😀", "đ", "\u0301", "ệ", "{{", "}}", "{%",
    "<script>", "^", "`", "id: ", "text: ", "provisions:\n", "null", "0", "-1", "1e999", "2024-02-30", "9" * 40, "a" * 500, "../", "/", "@", "=",
)  # fmt: skip
"""What means something to one reader or another."""


def damaged(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """One to four things done to it."""
    for _ in range(chance.randint(1, 4)):
        content = chance.choice(_WAYS)(content, others, chance)
    return content


def _span(content: bytes, chance: random.Random, most: int = 60) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.randint(0, most))


def _flip(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, _end = _span(content, chance)
    return content[:start] + bytes([chance.randrange(256)]) + content[start + 1 :]


def _insert(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, _end = _span(content, chance)
    word = chance.choice(TOKENS) if chance.random() < 0.7 else chance.choice([*WORDS.values()])
    return content[:start] + word.encode("utf-8", "surrogatepass") * chance.choice((1, 1, 1, 2, 40)) + content[start:]


def _remove(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:start] + content[end:]


def _repeat(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 30)) + content[end:]


def _splice(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    start, end = _span(other, chance, 400)
    at, _end = _span(content, chance)
    return content[:at] + other[start:end] + content[at:]


def _cut(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _lines(content: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """A line dropped, doubled, moved, indented or emptied."""
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    key = line.split(b":")[0]
    new: list[bytes] = chance.choice(
        ([], [line, line], [b"  " + line], [line[1:]], [key + b":"], [key + b": [a]"], [key + b": {a: b}"], [key + b": >-"], [b"- " + line])
    )
    lines[at : at + 1] = new
    if chance.random() < 0.2:
        one, other = chance.randrange(len(lines) or 1), chance.randrange(len(lines) or 1)
        if lines:
            lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


_WAYS: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (_flip, _insert, _insert, _remove, _repeat, _splice, _cut, _lines, _lines)
