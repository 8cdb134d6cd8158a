"""How the data came to be what it is: revision by revision, in terms of provisions and agencies.

Takes what a version control system knows as plain values and never asks one itself. A state that cannot be read is
passed over: its changes come out with the next one that can.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .changes import Change, Key, Record, compare, read

Files = Mapping[str, tuple[bytes | None, bytes | None]]
"""Path from the data folder -> contents before and after; `None` where the file was not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One step of the data's history."""

    commit: str
    at: datetime.datetime
    files: Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one revision changed in meaning."""

    commit: str
    at: datetime.datetime
    changes: tuple[Change, ...]
    first: bool = False
    """The data was put here for the first time: everything is new, and nothing is worth telling singly."""


@dataclass(frozen=True, kw_only=True)
class History:
    """The revisions of a data folder, newest first."""

    complete: bool = False
    """Whether it reaches back to the beginning."""
    revisions: tuple[Revision, ...] = ()

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Revisions that changed the meaning of something, newest first."""
        return tuple(reversed(list(self._steps())))

    def _steps(self) -> Iterable[Step]:
        seen: dict[tuple[str, bytes], dict[Key, Record] | None] = {}
        readable: dict[str, dict[Key, Record]] = {}
        begun = False
        for revision in reversed(self.revisions):
            before: dict[Key, Record] = {}
            after: dict[Key, Record] = {}
            for path, (old, new) in sorted(revision.files.items()):
                was = readable.get(path) or _read(seen, path, old) or {}
                now = _read(seen, path, new)
                readable[path] = was if now is None else now
                before |= was
                after |= readable[path]
            changes = compare(before, after)
            first = self.complete and not begun and all(old is None for old, _ in revision.files.values())
            begun = begun or bool(after)
            if changes:
                yield Step(commit=revision.commit, at=revision.at, changes=changes, first=first)


def _read(seen: dict[tuple[str, bytes], dict[Key, Record] | None], path: str, data: bytes | None) -> dict[Key, Record] | None:
    """The entities of a file's contents, each content read once; `None` when they cannot be read."""
    if data is None:
        return {}
    if (path, data) not in seen:
        seen[path, data] = read(path, data)
    return seen[path, data]
