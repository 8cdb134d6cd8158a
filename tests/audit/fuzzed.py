"""A minute of `make fuzz`, from another seed than its own, for the table of `make audit`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from audit.table import Row
from fuzz.fuzz import run

SECONDS, SEED = 60, 2


def rows(_site: Path) -> Iterator[Row]:
    for kind, told in run(SECONDS, SEED).items():
        value = f"{told.cases} cases, {len(told.faults)} faults in {told.seconds:.0f} s"
        yield Row(what=f"fuzz: {kind}", value=value, bar="0 faults", met=told.cases > 0 and not told.faults)
