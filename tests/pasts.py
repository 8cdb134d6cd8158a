"""Invented histories of the small plan's data, without git."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from built import SMALL, amended_data
from plan.changes import Key, Record, read
from plan.history import History, Revision

AGENCY = "agencies/1-so-duong-thuy.yml"
State = Mapping[str, bytes]


def now() -> dict[str, bytes]:
    """The small plan's data as it stands."""
    return state_of(SMALL)


def state_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yml"))}


def records_of(folder: Path) -> dict[Key, Record]:
    """Every entity of a data folder."""
    found: dict[Key, Record] = {}
    for path, content in state_of(folder).items():
        inside = read(path, content)
        assert inside is not None, path
        found |= inside
    return found


def edited(state: State, file: str, old: str, new: str) -> dict[str, bytes]:
    """A state with words that stand once in one file replaced."""
    text = state[file].decode()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    return {**state, file: text.replace(old, new).encode()}


def history_of(*states: State, begin: str = "2024-03-01T20:00:00+00:00", complete: bool = True) -> History:
    """A history through states, the oldest first, a day apart; each has an invented commit."""
    at, revisions = datetime.datetime.fromisoformat(begin), list[Revision]()
    before: State = {}
    for number, state in enumerate(states):
        files = {path: (before.get(path), state.get(path)) for path in sorted({*before, *state}) if before.get(path) != state.get(path)}
        commit = hashlib.sha1(f"{number}".encode()).hexdigest()
        revisions.append(Revision(commit=commit, at=at + datetime.timedelta(days=number), files=files))
        before = dict(state)
    return History(complete=complete, revisions=tuple(reversed(revisions)))


def told() -> History:
    """The data came, a lead was put right, then a partner was added to a responsibility."""
    last = now()
    without = edited(last, AGENCY, "    partners:\n      - so-truong-hoc\n", "")
    first = edited(without, AGENCY, "Trước mỗi năm học, Sở kiểm tra", "Sở kiểm tra")
    return history_of(first, without, last)


def amended_states(folder: Path) -> list[State]:
    """The amended plan's data before the first of its two amendments, after it, and after both; for new folders in one."""
    return [state_of(amended_data(folder / str(number), number)) for number in range(3)]


def long(steps: int, begin: str = "2021-12-01T00:00:00+00:00", before: Iterable[State] = ()) -> History:
    """A lead that changes every day, after what was before."""
    states = [edited(now(), AGENCY, "Hai việc của Sở bắt đầu", f"Lần {n}, hai việc của Sở bắt đầu") for n in range(steps)]
    found = tuple(before)
    return history_of(*found, *states[len(found) :], begin=begin)
