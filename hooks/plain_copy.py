"""The whole site as Markdown files and one template, for the day its generator is no more (`make export-markdown`).

Hands the documents of a built site to `plan.plain_files`, writes what comes back, copies the rest.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from plan.plain_files import PAGES, tree

MADE_AGAIN = ("sitemap.xml", "sitemap.xml.gz")
"""What a generator makes of its pages by itself."""


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
