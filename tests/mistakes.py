"""Mistakes of editors as files: what is done to a copy of the small plan, and what is said then.

A case is a list of steps under `do`, each with a `file`: `replace` + `with` (words that stand once, or with `all` everywhere),
`write` (with `repeat` that often, `{n}` in it being the how-manieth), `append`, `encode` (the same text in another encoding),
`rename`, `link` (a symbolic link of that name to `link`), `delete` (a file or a folder). `file` may be a pattern (`agencies/*.yml`).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import yaml


def read_case(path: Path) -> dict[str, Any]:
    """Text only, as an editor types it; escapes may stand in double quotes."""
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def damage(folder: Path, case: Path) -> None:
    for step in read_case(case)["do"]:
        paths = sorted(folder.glob(step["file"])) if "*" in step["file"] else [folder / step["file"]]
        assert paths, step
        for path in paths:
            apply(folder, path, step)


def apply(folder: Path, path: Path, step: dict[str, str]) -> None:
    match step:
        case {"replace": old, "with": new, "all": _}:
            path.write_bytes(path.read_text("utf-8").replace(old, new).encode())
        case {"replace": old, "with": new}:
            replace(path, old, new)
        case {"repeat": times, "write": text}:
            counted = (text.replace("{n}", str(n)) for n in range(int(times)))
            path.write_bytes("".join(counted).encode())
        case {"write": text}:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        case {"append": text}:
            path.write_bytes(path.read_bytes() + text.encode())
        case {"encode": encoding}:
            path.write_bytes(path.read_text("utf-8").encode(encoding))
        case {"rename": name}:
            path.rename(folder / name)
        case {"link": target}:
            path.symlink_to(target)
        case {"delete": _}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        case _:
            raise AssertionError(f"unknown step {step}")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_bytes(text.replace(old, new).encode())


def golden(case: Path, key: str, said: list[str]) -> list[str]:
    """What the case expects under its last key `key`; with GOLDEN=write that is what is `said` now."""
    if os.environ.get("GOLDEN") == "write":
        head = case.read_text("utf-8").partition(f"\n{key}:")[0].rstrip("\n")
        lines = "".join("- '" + line.replace("'", "''") + "'\n" for line in said)
        case.write_text(f"{head}\n{key}:\n{lines}", "utf-8")
    return [str(line) for line in read_case(case)[key]]
