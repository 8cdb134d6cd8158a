"""What must hold of the thesaurus: sayings lead to words that stand in the document, each said once.

Like `checks`, generators of problems named after their rule; split off because nothing else is checked against them.
"""

from __future__ import annotations

from collections.abc import Iterator

from .folder import Data, Located
from .names import holds
from .search import fold_text
from .source import Place, Problem


def check(data: Data, wordings: list[str], complete: bool) -> list[Problem]:
    """All that is wrong with thesaurus.yml. `complete`: no wording is missing, so what is not found is not there."""
    folded = [(wording, wording.casefold()) for wording in wordings]
    problems: list[Problem] = []
    first: dict[str, Place] = {}
    known: dict[str, bool] = {}
    for item in data.all("thesaurus.yml"):
        problems += _either(item)
        problems += _said_once(item, first)
        if complete:
            problems += _printed(item, folded, known)
    return problems


def _either(item: Located) -> Iterator[Problem]:
    """An entry has words to look for, or tells what is asked; not both, not neither. A key told faulty is a key typed."""
    if item.keys == {"say"} or (item.entry.mean and item.entry.asks):
        yield item.place().problem("phải có đúng một trong hai khóa mean, asks (gợi ý: chữ để hỏi thì dùng asks, còn lại mean)")


def _said_once(item: Located, first: dict[str, Place]) -> Iterator[Problem]:
    """Each saying stands once in the file, marks and capitals aside, and is not what it leads to."""
    meant = {fold_text(words) for words in item.entry.mean}
    for i, words in enumerate(item.entry.say):
        place, plain = item.place("say", i), fold_text(words)
        if plain in first:
            yield place.problem(f"'{words}' đã có ở {first[plain].path}:{first[plain].line} (gợi ý: bỏ một; dấu không phân biệt)")
        elif plain in meant:
            yield place.problem(f"'{words}' chính là chữ của nguyên văn, tìm thẳng được (gợi ý: bỏ khỏi say)")
        first.setdefault(plain, place)


def _printed(item: Located, wordings: list[tuple[str, str]], known: dict[str, bool]) -> Iterator[Problem]:
    """Words to look for stand in a wording, in any case; `wordings` are given as printed and case folded."""
    for i, words in enumerate(item.entry.mean):
        if words not in known:
            plain = words.casefold()
            known[words] = any(plain in folded and holds(text, (words,)) for text, folded in wordings)
        if not known[words]:
            yield item.place("mean", i).problem(f"“{words}” không có trong nguyên văn (gợi ý: chép đúng những chữ văn bản dùng)")
