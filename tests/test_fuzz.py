"""The first cases of every kind `make fuzz` runs, and that it would tell a fault."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from fuzz import fuzz
from fuzz.mutations import TOKENS, damaged

SOME = {"files": 60, "folders": 6, "pages": 100, "wordings": 200}
LIMIT = 10**6
"""Seconds: all of these cases are to be run."""


@pytest.mark.parametrize("kind", SOME)
def test_the_first_cases(kind: str, tmp_path: Path) -> None:
    folder = fuzz.Folder(tmp_path)
    for number in range(SOME[kind]):
        fuzz.KINDS[kind](folder, random.Random(f"1/{kind}/{number}"))


def test_queries_composed_or_not_have_one_answer() -> None:
    """The browser's parser, in Node: no exception, the same results for the same letters."""
    told = fuzz.queries(150, 1, LIMIT)
    assert (told.cases, told.faults) == (150, [])


def test_every_kind_is_run_and_all_together_are_many() -> None:
    assert {*fuzz.KINDS, "queries"} == {*fuzz.CASES} == {*fuzz.PARTS}
    assert sum(fuzz.CASES.values()) >= 100_000
    assert sum(fuzz.PARTS.values()) == pytest.approx(1)


def test_a_fault_is_told_with_what_brings_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_folder: fuzz.Folder, chance: random.Random) -> None:
        raise IndexError(f"at {chance.randint(1, 1)}")

    monkeypatch.setitem(fuzz.KINDS, "pages", faulty)
    monkeypatch.setattr(fuzz.resource, "setrlimit", lambda *_: None)
    told = fuzz.worked(("pages", 3, 5, 1, LIMIT))
    assert told.faults == ["pages 3: IndexError: at 1", "pages 4: IndexError: at 1"]
    assert re.search(r"pages\s+2 cases .* 2 faults", "\n".join(fuzz.lines({"pages": told})))


def test_damage_is_the_same_for_the_same_number() -> None:
    content = b"a: b\nc:\n  - d\n"
    some = [damaged(content, [content], random.Random(number)) for number in range(50)]
    assert some == [damaged(content, [content], random.Random(number)) for number in range(50)]
    assert len(set(some)) > 40
    assert len(set(TOKENS)) == len(TOKENS)
