"""Builds the site as it is published, asks every module beside this one for its rows, prints one table.

    make audit [AUDIT=served,speed]

Fails when a bar is not met, a name is no module's, or a module has nothing to tell. What could not be measured here is said so,
with the reason, and never counts as met.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from types import ModuleType

from audit.table import Row, printed
from built import REPO_URL, SITE_URL, build

HERE = Path(__file__).resolve().parent


def measures(chosen: str) -> dict[str, ModuleType]:
    """Every module beside this one that has rows, by name; of those only the named ones, when any is named."""
    wanted = [name.strip() for name in chosen.split(",") if name.strip()]
    found = {path.stem: import_module(f"audit.{path.stem}") for path in sorted(HERE.glob("*.py")) if not path.stem.startswith("__")}
    known = {name: module for name, module in found.items() if hasattr(module, "rows")}
    if unknown := sorted({*wanted} - {*known}):
        raise SystemExit(f"AUDIT: no {', '.join(unknown)}; there is {', '.join(known)}")
    return {name: module for name, module in known.items() if name in wanted or not wanted}


def measured(name: str, module: ModuleType, site: Path) -> list[Row]:
    """What a module tells of a site, and a row for it when it breaks or has nothing to tell."""
    rows: list[Row] = []
    try:
        rows += module.rows(site)
    except Exception as error:  # noqa: BLE001 -- what the others measured is told all the same
        traceback.print_exc()
        return [*rows, Row(what=name, value=f"broke: {type(error).__name__}", bar="measured", met=False)]
    return rows or [Row(what=name, value="has nothing to tell", bar="measured", met=False)]


def main() -> int:
    rows: list[Row] = []
    modules = measures(os.environ.get("AUDIT", ""))
    with tempfile.TemporaryDirectory(prefix="audit-") as folder:
        site = build("data", Path(folder) / "site", SITE_URL=SITE_URL, REPO_URL=REPO_URL).folder
        for name, module in modules.items():
            print(f"{name} …", file=sys.stderr, flush=True)
            rows += measured(name, module, site)
    print("\n".join(printed(rows)))
    return int(any(row.met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
