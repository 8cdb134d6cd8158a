"""What git knows of the data: its files at a commit, and every commit that changed them. The one reader of git.

Everything is asked of `git` itself, in a handful of calls however long the history is. Without git, without a
repository, or in one that was cut short, it says so (`History.complete`) and what there is comes out.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from plan.history import History, Revision


class UnknownRevisionError(Exception):
    """No such commit here. The text is what to tell."""


def history(folder: Path) -> History:
    """Every commit of the checked-out line that changed files of `folder`, newest first."""
    if _git(folder, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        return History(complete=False, revisions=())
    shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    log = _git(
        folder, "log", "--first-parent", "--diff-merges=first-parent", "--no-renames", "--raw", "--no-abbrev", "-z", "--relative",
        "--format=%x01%H %cI", "HEAD", "--", ".",
    )  # fmt: skip
    rows = list(_commits(log.decode("utf-8", "replace")))
    blobs = _blobs(folder, {blob for _, _, files in rows for pair in files.values() for blob in pair if blob})
    return History(
        complete=not shallow,
        revisions=tuple(
            Revision(commit=commit, at=at, files={path: (blobs.get(old), blobs.get(new)) for path, (old, new) in files.items()})
            for commit, at, files in rows
        ),
    )


def files_at(revision: str, folder: Path) -> dict[str, bytes]:
    """Every regular file of `folder` as it stood at a commit. Raises `UnknownRevisionError`."""
    revision = _commit(revision, folder)
    tree = _git(folder, "ls-tree", "-r", "-z", revision, "--", ".").decode("utf-8", "replace")
    rows = [row.partition("\t") for row in tree.split("\0") if row]
    named = {path: meta.split()[2] for meta, _, path in rows if meta.startswith("100")}
    blobs = _blobs(folder, set(named.values()))
    return {path: blobs[blob] for path, blob in named.items() if blob in blobs}


def parting(revision: str, folder: Path) -> str:
    """The commit at which the line checked out and the line of `revision` parted. Raises `UnknownRevisionError`."""
    commit = _commit(revision, folder)
    return _git(folder, "merge-base", commit, "HEAD").decode().strip() or commit


def changed(revision: str, folder: Path) -> list[str]:
    """Every file that differs between a commit and the working tree, new ones included."""
    out = _git(folder, "diff", "--name-only", "--no-renames", "--relative", "-z", revision, "--", ".")
    out += _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return sorted({path for path in out.decode("utf-8", "replace").split("\0") if path})


def _commit(revision: str, folder: Path) -> str:
    found = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    if not found or revision.startswith("-"):
        raise UnknownRevisionError(f"không có lần lưu '{revision}' ở đây (gợi ý: BASE=main, BASE=HEAD~1; hoặc chạy 'git fetch')")
    return found.decode()


def _commits(log: str) -> Iterator[tuple[str, datetime.datetime, dict[str, tuple[str, str]]]]:
    """Commit, time and, per file, the blobs before and after (empty: the file was not there)."""
    for entry in log.split("\x01")[1:]:
        head, *rest = entry.replace("\n", "\0").split("\0")
        commit, _, when = head.partition(" ")
        fields = [field for field in rest if field]
        files = {}
        for meta, path in zip(fields[::2], fields[1::2], strict=False):
            old, new = meta.split()[2:4]
            files[path] = ("" if set(old) == {"0"} else old, "" if set(new) == {"0"} else new)
        yield commit, datetime.datetime.fromisoformat(when), files


def _blobs(folder: Path, names: set[str]) -> dict[str, bytes]:
    """The contents of blobs, in one call."""
    if not names:
        return {}
    order = sorted(names)
    out = _git(folder, "cat-file", "--batch", given="\n".join(order).encode() + b"\n")
    found, at = {}, 0
    for name in order:
        end = out.find(b"\n", at)
        head = out[at:end].split()
        if len(head) == 3:
            size = int(head[2])
            found[name] = out[end + 1 : end + 1 + size]
            at = end + size + 2
        else:
            at = end + 1
    return found


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git answers; nothing where it cannot. Settings of the machine and of the user do not matter."""
    elsewhere = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # set where git itself calls us
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        run = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            input=given, capture_output=True, env=environment, check=False,
        )  # fmt: skip
    except OSError:
        return b""
    return run.stdout if run.returncode == 0 else b""
