"""Where a report goes: the terminal, and on a code host the lines of a change and the page of a run.

Belongs to the outermost layer: it reads the files that problems name, prints, and appends to a file it is told of. What a
report says is decided by `plan.report`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plan import Problem
from plan.report import AGAIN, SAVED, Lines, annotated, closing, group, plain, summary, text
from plan.source import decode

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Host:
    """What a code host that runs the commands offers beside a terminal."""

    annotates: bool = False
    summary: Path | None = None


def told(problems: Sequence[Problem], again: str = AGAIN) -> str:
    """The report as people read it."""
    findings = group(problems)
    kept: Lines = cache(lines_of)
    return "\n".join((*text(findings, kept), "", closing(findings, again)))


def report(problems: Sequence[Problem], host: Host, again: str = AGAIN) -> None:
    """Print every problem; on a host also mark the lines and sum up."""
    print(told(problems, SAVED if host.annotates else again), flush=True)
    findings = group(problems)
    if host.annotates:
        for command in annotated(findings, inside):
            print(command, flush=True)
    add(host, summary(findings))


def well(words: str, host: Host) -> None:
    """Say in one line that nothing is wrong."""
    print(plain(words))
    add(host, summary((), words))


def add(host: Host, page: str) -> None:
    if host.summary:
        with host.summary.open("a", encoding="utf-8") as file:
            file.write(page + "\n")


def lines_of(path: str) -> tuple[str, ...]:
    """The lines of a file as the checks counted them; none where it was not read, and of a link to elsewhere."""
    file = Path(path)
    return tuple(decode(file.read_bytes(), path)[0].split("\n")) if file.is_file() and not file.is_symlink() else ()


def inside(path: str) -> str:
    """The name of a file inside the repository; of one outside, its path."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 -- a link must keep its own name
    return absolute.relative_to(ROOT).as_posix() if absolute.is_relative_to(ROOT) else path
