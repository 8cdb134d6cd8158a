"""Puts a finished site in the place of the last one, so that whatever happens a whole site stands there.

A build works in a folder of its own beside the target, which holds a lock as long as anything writes there. At the end both
change places in one step. Where the system has no such step it takes two renames; killed between them, the next build brings the
old site back. Every build clears away what dead ones left behind. Refuses to know what a site is made of.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import gzip
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SUMS = "sha256sums.txt"
"""Every file of a site with its sha256, in the form `sha256sum --check` reads. Tells our files from anybody else's."""
TEXTS = frozenset({
    ".atom", ".css", ".csv", ".html", ".ics", ".js", ".json", ".jsonld", ".svg", ".txt", ".webmanifest", ".xml", ".yml",
})  # fmt: skip
"""Kinds of file worth compressing; the others are compressed by their own format."""
_NEW, _OLD, _LOCK = "new", "old", "lock"
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE, renameat2(2)."""
_REASONS = {
    errno.ENOSPC: "đĩa đã đầy (gợi ý: xóa bớt, hoặc chọn SITE_DIR ở đĩa khác)",
    errno.EDQUOT: "đã hết phần đĩa được dùng (gợi ý: xóa bớt, hoặc chọn SITE_DIR ở đĩa khác)",
    errno.EFBIG: "tệp lớn hơn mức máy cho phép (gợi ý: xem 'ulimit -f')",
    errno.EACCES: "không có quyền (gợi ý: chọn SITE_DIR ở thư mục ghi được)",
    errno.EPERM: "không có quyền (gợi ý: chọn SITE_DIR ở thư mục ghi được)",
    errno.EROFS: "chỗ này chỉ đọc (gợi ý: chọn SITE_DIR ở thư mục ghi được)",
    errno.EBUSY: "chỗ này đang bận, không đổi chỗ được (gợi ý: chọn SITE_DIR ở một thư mục con)",
    errno.EEXIST: "ở đây đã có một tệp mang tên của thư mục",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.ENOENT: "không có tệp hoặc thư mục này",
}


def refused(name: object, number: int | None, otherwise: str | None) -> str:
    """What the system would not do, in one line for whoever runs the command."""
    reason = _REASONS.get(number or 0, otherwise or "lý do không rõ")
    return f"không đọc hoặc ghi được '{name}': {reason}" if name else f"không đọc hoặc ghi được: {reason}"


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where one build works."""

    folder: Path
    target: Path
    lock: int
    """A file descriptor to hand to every process that writes here: the lock lasts as long as any of them has it open."""

    @property
    def fresh(self) -> Path:
        """The new site while it is made."""
        return self.folder / _NEW

    def place(self) -> str:
        """The new site takes the place of the old, unless somebody put something there meanwhile: then its names are returned."""
        if found := strangers(self.target):
            return found
        self.fresh.chmod(0o755)
        if self.target.exists() and _swap(self.fresh, self.target):
            return ""
        old = self.folder / _OLD
        try:
            if self.target.exists():
                self.target.rename(old)
            self.fresh.rename(self.target)
        finally:
            _bring_back(old, self.target)
        return ""


@contextmanager
def workshop(target: Path) -> Iterator[Workshop]:
    """A folder to build in, gone at the end whatever happened."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        with (folder / _LOCK).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (folder / _NEW).mkdir()
            yield Workshop(folder, target, lock.fileno())
    finally:
        _clear(folder, target)


def _swap(one: Path, other: Path) -> bool:
    """Two folders change places in one step, where the system knows how."""
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    return call is not None and call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def recover(target: Path) -> bool:
    """Clear away what builds left that were killed; true when the last good site had to be brought back."""
    brought = False
    for folder in _abandoned(target):
        brought |= _clear(folder, target)
    return brought


def _clear(folder: Path, target: Path) -> bool:
    """A workshop goes, but never with the only good site in it; true when that went back to its place."""
    brought = _bring_back(folder / _OLD, target)
    shutil.rmtree(folder, ignore_errors=True)
    return brought


def _bring_back(old: Path, target: Path) -> bool:
    if target.exists() or not (old / SUMS).is_file():
        return False
    old.rename(target)
    return True


def _abandoned(target: Path) -> Iterator[Path]:
    """Workshops of this target that no process holds any more; a folder with anything else in it is somebody's own."""
    name = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}")
    for folder in sorted(target.parent.iterdir()) if target.parent.is_dir() else ():
        if not name.fullmatch(folder.name) or folder.is_symlink() or not (folder / _LOCK).is_file():
            continue
        if {path.name for path in folder.iterdir()} <= {_NEW, _OLD, _LOCK} and _is_free(folder / _LOCK):
            yield folder


def _is_free(lock: Path) -> bool:
    with lock.open("rb") as held, suppress(OSError):
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def compress(folder: Path) -> None:
    """Beside every text a copy in gzip for servers that send one as it lies; no clock in it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in TEXTS and path.is_file():
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def seal(folder: Path) -> None:
    """Write down every file with its sha256."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files)
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def strangers(target: Path) -> str:
    """What stands in the target folder and no earlier build wrote: some names of it, or nothing."""
    if not target.exists():
        return ""
    if not target.is_dir():
        return target.name
    sums = target / SUMS
    written = {line[66:] for line in sums.read_text(encoding="utf-8").splitlines()} | {SUMS} if sums.is_file() else set()
    found = [os.path.relpath(path, target) for path in sorted(target.rglob("*")) if path.is_symlink() or path.is_file()]
    return ", ".join([name for name in found if name not in written][:3])
