"""What every test may ask for: the real plan, the small invented one, and a copy of the small one to damage."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from built import ROOT, SMALL, amended_data
from plan import Plan, load

pytest_plugins = ["sites"]


@pytest.fixture(scope="session")
def real() -> Plan:
    """The plan in `data/`."""
    return load(ROOT / "data")


@pytest.fixture(scope="session")
def small() -> Plan:
    """The invented plan: another type, no letters, other bodies."""
    return load(SMALL)


@pytest.fixture(scope="session")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The small plan with lettered points and two amendments: one inserts a point, one replaces a wording and repeals a duty."""
    return load(amended_data(tmp_path_factory.mktemp("amended") / "data"))


@pytest.fixture
def amended_folder(tmp_path: Path) -> Path:
    """Its data, free to change."""
    return amended_data(tmp_path / "data")


TRAPS = (
    "=1+1", "@SUM(A1:A9)", "+84 123", "'phẩy trên", "''hai phẩy", "-------", "#N/A", "1.", "25/12", "1e5", "_x0041_", '"kép" "', "a,b;c",
    "]]> <!-- --> <b>đậm</b> &amp; &lt;", "</script><script>alert(1)</script>", "{{ 7 * 7 }} {% if %}", "😀 ngoài mặt phẳng",
)  # fmt: skip
"""Words that one format or another would run, swallow or take for something else."""


@pytest.fixture(scope="session")
def hostile(small: Plan) -> Plan:
    """The small plan with such a wording in every provision, and such words in what editors write."""
    words = itertools.cycle(TRAPS)
    return dataclasses.replace(
        small,
        provisions=tuple(
            dataclasses.replace(p, text=p.label + next(words), lead=next(words), short_title=next(words))
            for p in small.provisions
        ),
        agencies=tuple(dataclasses.replace(a, name=next(words)) for a in small.agencies),
    )


@pytest.fixture(scope="session")
def bare(small: Plan) -> Plan:
    """The words of the small plan and nothing else: no task area, no agency, no duty, deadline, group or note."""
    nothing: dict[str, Any] = {"groups": (), "binds": (), "deadlines": (), "timings": (), "notes": (), "partners": (), "supports": ()}
    provisions = (dataclasses.replace(p, area=None, agency=None, role=None, **nothing) for p in small.provisions)
    lists: dict[str, Any] = dict.fromkeys(("task_areas", "agencies", "groups", "bodies", "abbreviations", "terms"), ())
    return dataclasses.replace(small, provisions=tuple(provisions), **lists)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small plan's data, free to change, in a folder named `data`."""
    return Path(shutil.copytree(SMALL, tmp_path / "data"))


@pytest.fixture
def damaged(folder: Path) -> Callable[[str, str, str], Path]:
    """Replaces words that stand once in one file of the copy, and returns the copy."""

    def damage(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), "utf-8", newline="")
        return folder

    return damage
