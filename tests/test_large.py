"""A plan of five thousand provisions is examined whole, in work that grows with it and not with its square.

There is no clock here: what is counted is calls. What the processor then needs for them, `make bench` tells.
"""

from __future__ import annotations

import cProfile
import re
from pathlib import Path

from bench.large import amend, enlarge, write
from built import ROOT
from plan import Plan, examine

SMALLER, LARGER = 5, 45
"""Times the real plan."""
MISTAKES = [
    ("plan.yml", "signature.name", "text: ", "text: Ông ", "(thêm chữ)"),
    ("task-areas/0000.yml", "II.1.a", "a) ", "a) Thêm ", "(thêm chữ)"),
    ("task-areas/0027.yml", "II.28.m", "lead: ", "laed: ", "khóa lạ 'laed'"),
    ("agencies/0000.yml", "V.1.b", "role: ", "role: x", "không có vai trò"),
    ("agencies/0111.yml", "V.112.r", "r) ", "r) Thêm ", "(thêm chữ)"),
    ("amendments/1.yml", "II.1.a.1", "Thêm 1.", "Thêm 1001.", "“giải Thêm [1001.]”, bản gốc (source/amending.txt, dòng 5) “giải Thêm [1.]”"),
    ("amendments/1.yml", "II.28.l.2", "Thêm 1000.", "Thêm 1.", "bản gốc (source/amending.txt, dòng 2003) “"),
]
"""At the beginning of the data, in the middle and at the end: a file, a provision in it, words mistyped there, what is told."""


def mistyped(folder: Path, file: str, provision: str, old: str, new: str) -> tuple[str, int]:
    """The first such words from a provision on written otherwise; where that is."""
    path = folder / file
    text = path.read_text("utf-8")
    found = re.search(rf"\bid: '?{re.escape(provision)}'?\n", text)
    assert found is not None
    at = text.index(old, found.end())
    path.write_text(text[:at] + new + text[at + len(old) :], "utf-8")
    return f"{folder.name}/{file}", text.count("\n", 0, at) + 1


def written(real: Plan, times: int, folder: Path) -> int:
    """A folder of so many times the plan, a fifth of it worded anew; how many provisions it holds."""
    plan = enlarge(real, times)
    amend(plan, write(plan, ROOT / "data", folder), len(plan.provisions) // 5)
    return len(plan.provisions)


def test_five_thousand_provisions_take_five_thousand_times_the_work_of_one(real: Plan, tmp_path: Path) -> None:
    """All mistakes are found, each where it is and nothing else, and no step looks at every provision for each of them."""
    calls, told, made = [], [], []
    for times in (SMALLER, LARGER):
        folder = tmp_path / str(times) / "data"
        count = written(real, times, folder)
        made = [mistyped(folder, *mistake[:4]) for mistake in MISTAKES] if times == LARGER else []
        profile = cProfile.Profile()
        told = profile.runcall(examine, folder)[1]
        calls.append(sum(entry.callcount for entry in profile.getstats()) / count)
        assert sorted(made) == [(problem.path, problem.line) for problem in told]
    assert count > 5000
    for (file, line), mistake in zip(made, MISTAKES, strict=True):
        (message,) = [problem.message for problem in told if (problem.path, problem.line) == (file, line)]
        assert mistake[4] in message
    assert calls[1] <= calls[0]  # to a provision
