"""What a proposal's build hands over is anybody's: only what is known and plain is taken, whatever the rest claims to be."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
from collections.abc import Callable

import pytest

import artifact
from artifact import RefusedError, read_proposal, site_files
from built import BuiltSite
from hub import packed

DIFF = {"diff.md": "# Đổi", "diff.html": "<p>", "diff.json": "{}"}


def with_member(name: str, mode: int = 0, data: bytes = b"x", flag: int = 0) -> bytes:
    """A zip with one member of an odd kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, data)
    raw = out.getvalue()
    if flag:
        at = raw.index(b"PK\x01\x02")
        raw = raw[: at + 8] + bytes([flag, 0]) + raw[at + 10 :]
    return raw


def twice(name: str) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, "một")
        archive.writestr(name, "hai")
    return out.getvalue()


def liar(name: str, size: int) -> bytes:
    """A zip whose index says that its one file is a byte long."""
    raw = bytearray(packed({name: bytes(size)}))
    raw[(at := raw.index(b"PK\x01\x02")) + 24 : at + 28] = (1).to_bytes(4, "little")
    return bytes(raw)


def compressed(name: str, method: int, *, claims: int | None = None) -> bytes:
    """A zip whose one file is packed in some way, and may claim another."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(name, b"x" * 1000)
    raw = bytearray(out.getvalue())
    if claims is not None:
        for mark, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
            start = raw.index(mark) + at
            raw[start : start + 2] = claims.to_bytes(2, "little")
    return bytes(raw)


def without_files(count: int) -> bytes:
    """A zip that only lists: nothing in it but `count` names."""
    entry = b"PK\1\2" + bytes(24) + (1).to_bytes(2, "little") + bytes(16) + b"a"
    listed = entry * count
    return listed + b"PK\5\6" + bytes(4) + b"\xff" * 4 + len(listed).to_bytes(4, "little") + bytes(6)


def in_zip64(name: str) -> bytes:
    """A zip whose real end record is the larger one before the usual one."""
    raw = packed({name: "x"})
    body, end = raw[:-22], raw[-22:]
    size, start = (int.from_bytes(end[at : at + 4], "little").to_bytes(8, "little") for at in (12, 16))
    one = (1).to_bytes(8, "little")
    record = b"PK\6\6" + (44).to_bytes(8, "little") + bytes([45, 0, 45, 0]) + bytes(8) + one + one + size + start
    return body + record + b"PK\6\7" + bytes(4) + len(body).to_bytes(8, "little") + (1).to_bytes(4, "little") + end


def test_what_is_known_is_taken() -> None:
    proposal = read_proposal(packed({**DIFF, "site.zip": b"zip"}))
    assert (proposal.diff, proposal.site) == ("# Đổi", b"zip")


def test_a_build_that_failed_hands_over_words_only() -> None:
    assert read_proposal(packed({"diff.md": "## Chỗ cần sửa"})).site is None


HOSTILE: dict[str, Callable[[], bytes]] = {
    "not a zip": lambda: b"<html>",
    "nothing": lambda: b"",
    "cut off": lambda: packed(DIFF)[:-30],
    "an unknown name": lambda: packed({**DIFF, "comment.py": "print(1)"}),
    "a number of its own": lambda: packed({**DIFF, "NR": "1"}),
    "out of the folder": lambda: packed({**DIFF, "../diff.md": "x"}),
    "from the root": lambda: packed({**DIFF, "/diff.md": "x"}),
    "another system's root": lambda: packed({**DIFF, "C:\\diff.md": "x"}),
    "in a folder": lambda: packed({**DIFF, "a/diff.md": "x"}),
    "a link": lambda: with_member("diff.md", stat.S_IFLNK | 0o777, b"/etc/passwd"),
    "a device": lambda: with_member("diff.md", stat.S_IFCHR | 0o666),
    "a pipe": lambda: with_member("diff.md", stat.S_IFIFO | 0o666),
    "locked": lambda: with_member("diff.md", flag=1),
    "the same name twice": lambda: twice("diff.md"),
    "a bomb": lambda: packed({"diff.md": bytes(50_000_000)}),
    "a bomb that says it is small": lambda: liar("diff.md", 50_000_000),
    "many files": lambda: packed({f"{n}.md": "" for n in range(10_000)}),
    "names without files": lambda: without_files(1_500_000),
    "a larger end record": lambda: in_zip64("diff.md"),
    "a comment at its end": lambda: packed(DIFF)[:-2] + b"\1\0x",
    "no name": lambda: with_member("diff.md").replace(b"diff.md", b"\0iff.md"),
    "packed by bzip2": lambda: compressed("diff.md", zipfile.ZIP_BZIP2),
    "packed by lzma": lambda: compressed("diff.md", zipfile.ZIP_LZMA),
    "packed in an unknown way": lambda: compressed("diff.md", zipfile.ZIP_DEFLATED, claims=97),
    "not packed as it says": lambda: compressed("diff.md", zipfile.ZIP_STORED, claims=zipfile.ZIP_DEFLATED),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_package_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(RefusedError) as told:
        read_proposal(make())
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("read", [read_proposal, site_files], ids=["proposal", "site"])
@pytest.mark.parametrize("value", [0, 1, 0x7F, 0xFF])
def test_a_damaged_package_is_refused_or_read(read: Callable[[bytes], object], value: int) -> None:
    """One byte of it, each in turn: it is read, or refused in one line; nothing else is raised."""
    whole, refused = packed({"index.html": "<p>", "diff.md": "x"}), 0
    for at in range(len(whole)):
        try:
            read(whole[:at] + bytes([value]) + whole[at + 1 :])
        except RefusedError as told:
            refused += 1
            assert "\n" not in str(told)
    assert refused


SITE = {"index.html": "<p>", "assets/site.css": "", "api/v1/plan.json": "{}"}
HOSTILE_SITE: dict[str, Callable[[], bytes]] = {
    **{
        f"the name {name!r}": (lambda name=name: packed({**SITE, name: "x"}))
        for name in (
            "../index.html", "a/../../b.html", "/etc/x.html", "a//b.html", "./a.html", ".git/config.json", "a/.htaccess.html",
            "CNAME", "a.php", "run.sh", "a.html ", "a\nb.html", "a\\b.html", "C:x.html", "-rf.html", "é.html", "x" * 300 + ".html",
        )
    },
    "a link": lambda: with_member("index.html", stat.S_IFLNK | 0o777, b"/etc/passwd"),
    "a link to a folder": lambda: with_member("assets.html", stat.S_IFLNK | 0o777, b".."),
    "two names that differ in case": lambda: packed({**SITE, "INDEX.html": "x"}),
    "a file that is a folder": lambda: packed({**SITE, "a.html": "x", "a.html/b.html": "x"}),
    "a file that is a folder in another case": lambda: packed({**SITE, "a.html/c/B.html": "x", "A.html": "x"}),
    "a file that is a folder further down": lambda: packed({**SITE, "a/b.html/c/d.html": "x", "a/b.html": "x"}),
    "names without files": lambda: without_files(1_500_000),
    "no home page": lambda: packed({"a.html": ""}),
    "a huge file": lambda: packed({**SITE, "a.html": bytes(artifact.SITE_FILE + 1)}),
    "many files": lambda: packed({f"{n}.html": "" for n in range(artifact.SITE_FILES + 1)}),
    "not a zip": lambda: b"PK",
}  # fmt: skip


@pytest.mark.parametrize("make", HOSTILE_SITE.values(), ids=HOSTILE_SITE)
def test_a_hostile_site_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(RefusedError):
        site_files(make())


def test_files_that_are_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(artifact, "SITE_BYTES", 250)
    assert len(site_files(packed({**SITE, "a.html": bytes(200)}))) == 4
    with pytest.raises(RefusedError, match="quá lớn"):
        site_files(packed({**SITE, "a.html": bytes(200), "b.html": bytes(200)}))


def test_a_real_site_is_taken_whole(repo_site: BuiltSite) -> None:
    """Every kind of file the site is made of is known; nothing of it is lost."""
    files = {path.relative_to(repo_site.folder).as_posix(): path.read_bytes() for path in repo_site.folder.rglob("*") if path.is_file()}
    assert site_files(packed(files)) == files
