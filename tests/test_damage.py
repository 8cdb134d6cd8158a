"""Whatever is done to a line of a data file, the answer is a plan or a list of problems, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from built import SMALL
from plan import examine

FILES = sorted(path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*.yml"))
DAMAGE = {
    "removed": lambda line: None,
    "emptied": lambda line: line.split(":")[0] + ":" if ":" in line else line[: len(line) - len(line.lstrip())] + "-",
    "a list": lambda line: line.split(":")[0] + ": [a]",
    "keys": lambda line: line.split(":")[0] + ": {a: b}",
}


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("file", FILES)
def test_every_line_damaged_in_turn(file: str, kind: str, folder: Path) -> None:
    path = folder / file
    lines = path.read_text("utf-8").split("\n")
    for i, line in enumerate(lines):
        if not line.strip():
            continue
        new = DAMAGE[kind](line)
        path.write_text("\n".join([*lines[:i], *([] if new is None else [new]), *lines[i + 1 :]]), "utf-8")
        plan, problems = examine(folder)
        assert plan is not None or problems, f"line {i + 1}: nothing known, nothing told"
        assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)
