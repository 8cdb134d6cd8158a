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
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_package_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(RefusedError) as told:
        read_proposal(make())
    assert "\n" not in str(told.value)


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
