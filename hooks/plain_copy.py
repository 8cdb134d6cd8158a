"""The whole site as Markdown files and one template, for the day its generator is no more (`make export-markdown`).

Outermost: builds the site aside, hands its documents to `plan.plain_files`, writes what comes back, copies the rest.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from plan import load
from plan.plain_files import CONFIG, HEADING, PAGES, tree

MADE_AGAIN = ("sitemap.xml", "sitemap.xml.gz")
"""What a generator makes of its pages by itself."""


def export(build: Callable[[Path, Path], int], data: Path, _target: Path) -> int:
    """Write the tree into EXPORT_DIR; an earlier one is replaced when the new one is whole, anything else is left alone."""
    target = Path(os.environ.get("EXPORT_DIR") or "export").resolve()
    config = target / CONFIG
    if target.exists() and not (config.is_file() and config.read_bytes().startswith(HEADING.encode())):
        print(f"EXPORT_DIR '{target}' có thứ không do lần xuất trước tạo ra (gợi ý: chọn thư mục khác)", file=sys.stderr)
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        status = build(data, aside / "site")
        if status:
            return status
        pages = write(aside / "site", aside / "tree", load(data).name, os.environ.get("SITE_URL", ""))
        _replace(aside / "tree", target, aside / "old")
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    print(f"export  {pages} trang Markdown, một mẫu trang: {os.path.relpath(target)}/")
    return 0


def _replace(fresh: Path, target: Path, old: Path) -> None:
    """Put the new tree in place of the old one, which comes back when that fails."""
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def write(site: Path, folder: Path, name: str, address: str) -> int:
    """The tree of a built site in a new folder; the number of its pages."""
    files = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*")) if path.is_file()}
    documents = {path: file.read_text(encoding="utf-8") for path, file in files.items() if path.endswith(".html")}
    made = tree(documents, name, address)
    for path, text in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    for path in files.keys() - documents.keys() - {*MADE_AGAIN}:
        (folder / PAGES / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(files[path], folder / PAGES / path)
    return sum(path.endswith(".md") for path in made)
