"""What a proposal's build handed over, read as data that anybody may have written.

A zip is never unpacked as a zip: only known names are read, each up to a limit, and whatever is no plain file refuses
the whole. So there is no way out of a folder, no link, no bomb. What is inside a page is not looked at: pages are
published, if at all, only where nothing else is kept.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

NAME = "proposal"
"""How the artifact is called."""
PAGES = "https://preview.invalid/"
"""Where a build says its own pages are, which it cannot know. A link there becomes one into the preview, or plain words."""
MEMBERS = {"diff.md": 5_000_000, "diff.html": 5_000_000, "diff.json": 5_000_000, "site.zip": 60_000_000}
"""All it may hold, each with its limit in bytes."""
ZIP_LIMIT = sum(MEMBERS.values())

SITE_FILES = 5_000
INDEX = 300 * SITE_FILES
"""Bytes of a zip's list of files, which is read whole before anything can be counted."""
SITE_FILE = 10_000_000
SITE_BYTES = 150_000_000
SUFFIXES = frozenset({
    ".html", ".css", ".js", ".json", ".jsonld", ".xml", ".atom", ".txt", ".csv", ".ics", ".docx", ".xlsx", ".pdf", ".epub",
    ".zip", ".gz", ".svg", ".png", ".jpg", ".webp", ".ico", ".woff2", ".webmanifest",
})  # fmt: skip
"""What a site is made of. A file without one of these, such as the one that claims a domain, is refused."""
_READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, LookupError, ArithmeticError, ValueError,
    RuntimeError,
)  # fmt: skip
"""All that reading a damaged zip may raise, `NotImplementedError` and `OverflowError` among them."""
_PART = re.compile(r"[\w][\w.-]*", re.ASCII)


class RefusedError(Exception):
    """The artifact is not what we take. The message is one Vietnamese line, without a word of the artifact's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`site` is a zip still unopened; `None` when nothing could be built."""

    diff: str
    site: bytes | None


def read_proposal(data: bytes) -> Proposal:
    """The parts of the artifact; `RefusedError` when it holds anything else."""
    found: dict[str, bytes] = {}
    with _opened(data) as packed:
        for member in _members(packed, len(MEMBERS)):
            if member.filename not in MEMBERS:
                raise RefusedError("gói kết quả có tệp lạ")
            found[member.filename] = _bytes(packed, member, MEMBERS[member.filename])
    return Proposal(diff=found.get("diff.md", b"").decode("utf-8", "replace"), site=found.get("site.zip"))


def site_files(data: bytes) -> dict[str, bytes]:
    """Name -> bytes of a packed site: plain files with plain names; `RefusedError` when one is not."""
    files: dict[str, bytes] = {}
    left = SITE_BYTES
    with _opened(data) as packed:
        for member in _members(packed, SITE_FILES):
            if not _plain(member.filename):
                raise RefusedError("trang xem thử có tên tệp không được nhận")
            files[member.filename] = _bytes(packed, member, min(SITE_FILE, left))
            left -= len(files[member.filename])
    if "index.html" not in files:
        raise RefusedError("trang xem thử không có trang chủ")
    folded = {name.casefold() for name in files}
    if len(folded) != len(files):
        raise RefusedError("trang xem thử có hai tệp chỉ khác nhau ở chữ hoa")
    if any(str(folder) in folded for name in folded for folder in PurePosixPath(name).parents):
        raise RefusedError("trang xem thử có tệp trùng tên với thư mục")
    return files


def _plain(name: str) -> bool:
    """A relative path of ordinary names that ends as a file of a site does."""
    parts = name.split("/")
    return len(name) <= 200 and all(_PART.fullmatch(part) for part in parts) and PurePosixPath(name).suffix.lower() in SUFFIXES


def _opened(data: bytes) -> zipfile.ZipFile:
    """A zip with its list of files, which must be short: the record at its very end says how long, before the list is read."""
    end = data[-22:]
    if len(end) != 22 or not end.startswith(b"PK\5\6") or end[20:] != b"\0\0" or data[-42:-38] == b"PK\6\7":
        raise RefusedError("gói kết quả không mở được")
    if int.from_bytes(end[12:16], "little") > INDEX:
        raise RefusedError("gói kết quả có quá nhiều tệp")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise RefusedError("gói kết quả không mở được") from error


def _members(packed: zipfile.ZipFile, most: int) -> Iterator[zipfile.ZipInfo]:
    """Every file of a zip, once: folders are passed over, what is neither refuses the whole."""
    members = [member for member in packed.infolist() if not member.filename.endswith("/")]
    if len(members) > most:
        raise RefusedError("gói kết quả có quá nhiều tệp")
    if len({member.filename for member in members}) != len(members):
        raise RefusedError("gói kết quả có hai tệp trùng tên")
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or member.flag_bits & 0x1 or member.compress_type not in _READ:
            raise RefusedError("gói kết quả có thứ không phải tệp thường")
        yield member


def _bytes(packed: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """What is really in it, whatever it says its size is."""
    try:
        with packed.open(member) as opened:
            data = opened.read(limit + 1)
    except _BROKEN as error:
        raise RefusedError("gói kết quả hỏng") from error
    if len(data) > limit:
        raise RefusedError("gói kết quả có tệp quá lớn")
    return data
