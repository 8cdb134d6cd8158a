"""The table of measures holds what it was asked for, and says so when it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from audit import __main__ as audit
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
