"""Syllables as they are compared, from the table that the browser's twin is run on too (`tests/browser/test_search_client.py`)."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from plan.search.syllables import fold_text, syllable, words

TABLE = Path(__file__).parent.parent / "cases" / "syllables.tsv"
CASES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "keys", "folds"), CASES)
def test_every_case_of_the_table(text: str, keys: str, folds: str) -> None:
    for typed in (text, unicodedata.normalize("NFD", text)):
        spoken = [syllable(word) for word in words(typed)]
        assert keys == " ".join(found.key for found in spoken)
        assert folds == " ".join(found.fold for found in spoken) == fold_text(typed)


def test_folds_are_plain() -> None:
    """Every vowel of the alphabet with every tone: a fold has letters from a to z only, and the key keeps what it sets aside."""
    keys = set()
    for vowel in "aăâeêioôơuưy":
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
            found = syllable(unicodedata.normalize("NFC", f"đ{vowel}{tone}"))
            assert found.fold.isascii()
            assert found.fold.isalpha()
            keys.add(found.key)
    assert len(keys) == 12 * 6
