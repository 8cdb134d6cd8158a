"""`make diff BASE=<commit>`: what the working tree means, compared with a commit. Reads git, writes the review.

The state before is taken where the two lines parted, so that what others changed meanwhile is not told as undone.
Exit status: 0 nothing changed in meaning, 1 something did, 2 it could not be found out.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateError

import ledger
import repository
from plan import Plan, Problem, examine, narrative
from plan.changes import Key, Record, read
from plan.macros import Macros
from plan.pages import Site
from plan.review import Review, review
from plan.review.html import html
from plan.review.markdown import markdown
from plan.review.values import as_json
from plan.source import decode, parse

ROOT = Path(__file__).resolve().parent.parent
UNCHANGED, CHANGED, TROUBLE = 0, 1, 2


def diff(data: Path, _target: Path) -> int:
    """Print the review as Markdown; with DIFF_DIR, write it there as `diff.md`, `diff.html` and `diff.json` too."""
    base = os.environ.get("BASE", "")
    if not base:
        print("cần nói so với đâu (gợi ý: make diff BASE=main)", file=sys.stderr)
        return TROUBLE
    try:
        commit = repository.parting(base, ROOT)
        found = _review(data, commit)
    except repository.UnknownRevisionError as error:
        print(error, file=sys.stderr)
        return TROUBLE
    preview = os.environ.get("PREVIEW_URL", "")
    link = (lambda url: f"{preview.rstrip('/')}/{url}") if preview.startswith("https://") else (lambda _: None)
    told = markdown(found, link)
    print(told, end="")
    folder = os.environ.get("DIFF_DIR")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, text in (("diff.md", told), ("diff.html", html(found, link)), ("diff.json", as_json(found))):
            (Path(folder) / name).write_text(text, encoding="utf-8")
    return CHANGED if found.changes_meaning else UNCHANGED


def _review(data: Path, commit: str) -> Review:
    before = repository.files_at(commit, data)
    with tempfile.TemporaryDirectory() as folder:
        old, faults = _plan_of(before, Path(folder))
    after = {path.relative_to(data).as_posix(): path.read_bytes() for path in sorted(data.rglob("*")) if _is_ours(path)}
    new, problems = examine(data, shown=data.as_posix(), written=ledger.written())
    now, unread = _records(after)
    was, _ = _records({path: content for path, content in before.items() if path not in unread})
    changed = repository.changed(commit, ROOT)
    inside = os.path.relpath(data, ROOT).replace(os.sep, "/")
    written = [path for path in changed if path.startswith("docs/") and path.endswith(".md")]
    others = [path for path in changed if path not in written and not (path.startswith(f"{inside}/") and path.endswith(".yml"))]
    sound = not problems and not faults and old is not None and new is not None
    return review(
        was, now, (old, new), comparable=sound, narrated=(_narrated(old), _narrated(new)) if sound else ({}, {}),
        written=written, others=others, unread=unread, problems=len(problems),
    )  # fmt: skip


def _is_ours(path: Path) -> bool:
    return path.suffix == ".yml" and path.is_file() and not path.is_symlink()


def _plan_of(files: Mapping[str, bytes], folder: Path) -> tuple[Plan | None, list[Problem]]:
    """The plan of a set of files, and what today's checks say of it."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return examine(folder)


def _narrated(plan: Plan | None) -> dict[str, tuple[str, str]]:
    """The hand-written pages as they stand now, with the values of a plan."""
    if plan is None:
        return {}
    macros = Macros(Site(plan))
    environment = macros.environment()
    found = {}
    for url, path in ledger.pages().items():
        head, body = narrative.parted(decode(path.read_bytes(), path.name)[0]) or ("", "")
        said = parse(head, path.name)[0].value
        if not isinstance(said, dict) or said.get("render_macros") != "true":
            continue
        macros.turn_to(url)
        try:
            found[url] = (str(said.get("title", url)), macros.resolve(environment.from_string(body).render()))
        except (TemplateError, TypeError, KeyError):  # `make site` says what is wrong with the page
            continue
    return found


def _records(files: Mapping[str, bytes]) -> tuple[dict[Key, Record], list[str]]:
    """The entities of a set of files, and the files that cannot be read."""
    found: dict[Key, Record] = {}
    unread = []
    for path, content in sorted(files.items()):
        inside = read(path, content)
        if inside is None:
            unread.append(path)
        found |= inside or {}
    return found, unread
