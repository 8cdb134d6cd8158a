"""The first cases of every kind `make fuzz` runs, and that it would tell a fault."""

from __future__ import annotations

import os
import random
import re
import signal
import time
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
    assert sum(fuzz.CASES.values()) >= fuzz.MANY == 100_000
    assert sum(fuzz.PARTS.values()) == pytest.approx(1)


def test_a_fault_is_told_with_what_brings_it_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def faulty(_folder: fuzz.Folder, chance: random.Random) -> None:
        raise IndexError(f"at {chance.randint(1, 1)}")

    monkeypatch.setitem(fuzz.KINDS, "pages", faulty)
    monkeypatch.setattr(fuzz.resource, "setrlimit", lambda *_: None)
    told = fuzz.worked(("pages", 3, 5, 1, LIMIT), tmp_path / "mark")
    assert told.faults == ["pages 3: IndexError: at 1", "pages 4: IndexError: at 1"]
    assert re.search(r"pages\s+2 cases .* 2 faults", "\n".join(fuzz.lines({"pages": told})))


def test_a_case_without_an_end_is_told_and_the_next_is_tried(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def endless(_folder: fuzz.Folder, _chance: random.Random) -> None:
        for _ in range(20):
            try:
                time.sleep(0.2)
            except Exception:  # noqa: BLE001 (what is tried may catch whatever it can)
                continue

    monkeypatch.setitem(fuzz.KINDS, "pages", endless)
    monkeypatch.setattr(fuzz, "LONG", 0.1)
    monkeypatch.setattr(fuzz.resource, "setrlimit", lambda *_: None)
    told = fuzz.worked(("pages", 3, 5, 1, LIMIT), tmp_path / "mark")
    assert told.faults == ["pages 3: TooLongError: no end after 0.1 s", "pages 4: TooLongError: no end after 0.1 s"]
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def dies(share: fuzz.Share, mark: Path) -> fuzz.Told:
    """Of two shares the first is killed at its third case."""
    _, first, last, *_ = share
    if first == 0:
        mark.write_text("2")
        os._exit(3)
    return fuzz.Told(cases=last - first)


def test_a_process_that_dies_is_told_and_the_other_goes_on() -> None:
    assert fuzz.spread(dies, [("pages", 0, 10, 1, LIMIT), ("pages", 10, 20, 1, LIMIT)]) == [
        fuzz.Told(cases=2, faults=["pages 2: its process died"]), fuzz.Told(cases=10),
    ]  # fmt: skip


@pytest.mark.parametrize(("arguments", "cases", "faults", "status"), [
    ([], fuzz.MANY, [], 0), ([], fuzz.MANY, ["pages 1: x"], 1), ([], fuzz.MANY - 1, [], 1), (["5"], 7, [], 0), (["5", "2"], 7, ["pages 1: x"], 1),
])  # fmt: skip
def test_it_fails_when_there_is_a_fault_or_too_little_was_tried(
    arguments: list[str], cases: int, faults: list[str], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzz, "run", lambda *_: {"pages": fuzz.Told(cases, 1.0, faults)})
    assert fuzz.main(arguments) == status


def test_damage_is_the_same_for_the_same_number() -> None:
    content = b"a: b\nc:\n  - d\n"
    some = [damaged(content, [content], random.Random(number)) for number in range(50)]
    assert some == [damaged(content, [content], random.Random(number)) for number in range(50)]
    assert len(set(some)) > 40
    assert len(set(TOKENS)) == len(TOKENS)
