"""What a spreadsheet sees in a text, and how it is made to see the text only.

`search/client/take.js` and `sheet.js` do the same in the browser; one table of cases (`tests/cases/spreadsheet.tsv`) is run
in both.
"""

from __future__ import annotations

import re

GUARD = "'"
_SIGNS = "=+-@＝＋－＠\t\r'"
"""A text that begins so is run, or refused, by one spreadsheet or another; a sign alone is not."""
_NUMERIC = re.compile(r"[\d\s\ufeff.,:/%()-]*\d[\d\s\ufeff.,:/%()-]*(?:[eE][+-]?\d+)?")
"""What a spreadsheet takes for a number, a date or an hour."""
_VALUE = re.compile(r"true|false|#[A-Z][A-Z0-9/_]*[!?]?", re.IGNORECASE | re.ASCII)
"""What it takes for a truth or a failed reckoning."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` as the character of that code."""


def is_taken_for_more(text: str) -> bool:
    """Whether a spreadsheet that guesses would see more than text in it."""
    runs = (len(text) > 1 and text[0] in _SIGNS) or text == GUARD
    return runs or bool(_NUMERIC.fullmatch(text) or _VALUE.fullmatch(text))


def guarded(text: str) -> str:
    """For CSV: whoever reads takes one apostrophe off the front and has the text."""
    return GUARD + text if is_taken_for_more(text) else text


def escaped(text: str) -> str:
    """For XLSX, where what looks like the code of a character is one."""
    return _ESCAPE.sub("_x005F_", text)
