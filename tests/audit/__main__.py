"""Builds the site as it is published, asks every module beside this one for its rows, prints one table.

    make audit [AUDIT=bytes,load]

Fails when a bar is not met. What could not be measured here is said so, with the reason, and never counts as met.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from audit.table import Row, printed
from built import REPO_URL, SITE_URL, build

HERE = Path(__file__).resolve().parent


def measures(chosen: str) -> Iterator[ModuleType]:
    """Every module beside this one that has rows; of those only the named ones, when any is named."""
    wanted = set(filter(None, chosen.split(",")))
    for path in sorted(HERE.glob("*.py")):
        if path.stem.startswith("__") or (wanted and path.stem not in wanted):
            continue
        module = import_module(f"audit.{path.stem}")
        if hasattr(module, "rows"):
            yield module


def main() -> int:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        site = build("data", Path(folder) / "site", SITE_URL=SITE_URL, REPO_URL=REPO_URL).folder
        for module in measures(os.environ.get("AUDIT", "")):
            name = module.__name__.rpartition(".")[2]
            print(f"{name} …", file=sys.stderr, flush=True)
            try:
                rows += list(module.rows(site))
            except Exception as error:  # noqa: BLE001 -- what the others measured is told all the same
                traceback.print_exc()
                rows.append(Row(what=name, value=f"broke: {type(error).__name__}", bar="measured", met=False))
    print("\n".join(printed(rows)))
    return 1 if any(row.met is False for row in rows) or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
