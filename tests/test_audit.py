"""The table of measures holds what it was asked for, and says so when it cannot."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from audit import __main__ as audit
from audit import speed
from audit.table import Row

ROW = Row(what="a", value="1", bar="1", met=True)


def test_every_module_with_rows_is_asked_or_those_named() -> None:
    every = audit.measures("")
    assert {"served", "speed", "supply"} <= every.keys()
    assert "table" not in every
    assert list(audit.measures("supply, served,")) == ["served", "supply"]


def test_the_names_of_the_example_are_modules() -> None:
    example = re.search(r"AUDIT=([a-z,]+)", audit.__doc__ or "")
    assert example
    assert set(audit.measures(example[1])) == set(example[1].split(","))


@pytest.mark.parametrize("name", ["bytes", "served,bytes", "table", "__main__"])
def test_a_name_of_no_module_is_told_and_fails(name: str) -> None:
    with pytest.raises(SystemExit, match=rf"^AUDIT: no {name.rpartition(',')[2]}; there is .*served") as caught:
        audit.measures(name)
    assert caught.value.code != 0


def breaks(_site: Path) -> Iterator[Row]:
    yield ROW
    raise LookupError


@pytest.mark.parametrize(("rows", "told"), [
    (lambda _: iter([ROW]), [ROW]),
    (lambda _: iter([]), [Row(what="x", value="has nothing to tell", bar="measured", met=False)]),
    (breaks, [ROW, Row(what="x", value="broke: LookupError", bar="measured", met=False)]),
])  # fmt: skip
def test_what_breaks_or_has_nothing_to_tell_is_not_met(rows: object, told: list[Row], tmp_path: Path) -> None:
    assert audit.measured("x", SimpleNamespace(rows=rows), tmp_path) == told


def test_lighthouse_is_installed_again_when_its_lock_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And when the last time failed; never while it is the one of the lock."""
    command, lock, calls = tmp_path / "node_modules" / "index.js", tmp_path / "package-lock.json", []

    def installed(arguments: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(arguments[1])
        command.parent.mkdir(exist_ok=True)
        command.touch()
        return subprocess.CompletedProcess(arguments, len(calls) % 2, "", "")

    for name, value in {"COMMAND": command, "LOCK": lock, "INSTALLED": command.with_name("from")}.items():
        monkeypatch.setattr(speed, name, value)
    monkeypatch.setattr(speed.subprocess, "run", installed)
    for told in ("1", "2"):
        lock.write_text(told)
        assert speed._refused().startswith("cannot be installed here: ")
        assert [speed._refused(), speed._refused()] == ["", ""]
    assert calls == ["ci"] * 4
