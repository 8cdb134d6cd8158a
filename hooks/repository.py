"""What git knows of the data: its files at a commit, and every commit that changed them. The one reader of git.

Everything is asked of `git` itself, in a handful of calls however long the history is. Without git, without a
repository, or in one that was cut short, it says so (`History.complete`) and what there is comes out.
"""

from __future__ import annotations

import datetime
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from plan.history import History, Revision
from plan.source import MAX_BYTES


class UnknownRevisionError(Exception):
    """No such commit here. The text is what to tell."""


def head(folder: Path) -> str:
    """The commit checked out; empty without one."""
    return _git(folder, "rev-parse", "--verify", "--quiet", "HEAD").decode().strip()


def history(folder: Path) -> History:
    """Every commit of the checked-out line that changed data files of `folder`, newest first. A commit whose parents were
    cut off shows no change, so it is none of them; where contents are missing (a partial clone), nothing is known."""
    if _git(folder, "rev-parse", "--is-inside-work-tree").strip() != b"true":
        return History(complete=False, revisions=())
    log = _git(
        folder, "-c", "log.showRoot=true", "-c", "log.follow=false", "log", "--first-parent", "--diff-merges=first-parent",
        "--no-renames", "--no-show-signature", "--no-color", "-O/dev/null", "--raw", "--no-abbrev", "-z", "--relative",
        "--format=%H %ct %P", "HEAD", "--", ".",
    )  # fmt: skip
    commits = _commits(log.decode("utf-8", "replace"))
    cut = [row.commit for row in commits if _is_cut_off(row, folder)]
    rows = [row for row in commits if row.files and row.commit not in cut]
    wanted = {blob for row in rows for pair in row.files.values() for blob in pair if blob}
    blobs = _blobs(folder, wanted)
    if wanted - blobs.keys():
        return History(complete=False, revisions=())
    return History(
        complete=bool(rows) and not cut,
        revisions=tuple(
            Revision(
                commit=row.commit, at=row.at,
                files={path: (blobs.get(old), blobs.get(new)) for path, (old, new) in row.files.items()},
            )
            for row in rows
        ),
    )  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class _Commit:
    commit: str
    at: datetime.datetime
    has_parents: bool
    files: dict[str, tuple[str, str]]
    """Path -> the blobs before and after; empty: no regular file was there."""


def _commits(log: str) -> list[_Commit]:
    """What `git log --raw -z` tells. A name may hold anything but the zero byte, so only that byte divides."""
    fields = iter(log.split("\0"))
    rows: list[_Commit] = []
    for field in fields:
        told = field.lstrip("\n")
        if told.startswith(":"):
            path = next(fields, "")
            before, after, old, new = told[1:].split()[:4]
            if path.endswith(".yml"):
                rows[-1].files[path] = (old if before.startswith("100") else "", new if after.startswith("100") else "")
        elif told:
            commit, when, parents = told.split(" ", 2)
            rows.append(_Commit(commit, _moment(when), bool(parents), {}))
    return rows


def _is_cut_off(row: _Commit, folder: Path) -> bool:
    """Its parents are recorded, yet not at hand (a shallow clone): against nothing, everything would look new."""
    return not row.has_parents and b"\nparent " in _git(folder, "cat-file", "commit", row.commit).partition(b"\n\n")[0]


_NEWEST = int(datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC).timestamp())


def _moment(when: str) -> datetime.datetime:
    """Seconds since 1970 as git tells them; a clock that was far off is brought back into the calendar."""
    seconds = int(when) if when.isascii() and when.isdigit() else 0
    return datetime.datetime.fromtimestamp(min(seconds, _NEWEST), datetime.UTC)


def _blobs(folder: Path, names: set[str]) -> dict[str, bytes]:
    """The contents of blobs, in two calls. One too large to be data is not loaded: zero bytes, just too many, stand for it, so
    that whoever reads it finds it too large as well."""
    sizes = _sizes(folder, names)
    found = dict.fromkeys((name for name, size in sizes.items() if size > MAX_BYTES), bytes(MAX_BYTES + 1))
    order = sorted(sizes.keys() - found.keys())
    if not order:
        return found
    out, at = _git(folder, "cat-file", "--batch", given="\n".join(order).encode() + b"\n"), 0
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


def _sizes(folder: Path, names: set[str]) -> dict[str, int]:
    """How many bytes the blobs at hand have."""
    if not names:
        return {}
    told = _git(folder, "cat-file", "--batch-check", given="\n".join(sorted(names)).encode() + b"\n").decode("ascii", "replace")
    rows = (line.split() for line in told.splitlines())
    return {row[0]: int(row[2]) for row in rows if len(row) == 3 and row[1] == "blob"}


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """What git answers; nothing where it cannot. Settings of the machine and of the user do not matter."""
    elsewhere = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")  # set where git itself calls us
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        run = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            input=given, capture_output=True, env=environment, check=False,
        )  # fmt: skip
    except OSError:
        return b""
    return run.stdout if run.returncode == 0 else b""
