"""What every test may ask for: the real plan, the small invented one, and a copy of the small one to damage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from built import ROOT, SMALL
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
