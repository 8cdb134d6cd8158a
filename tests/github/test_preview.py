"""A preview goes to a repository of its own, on an origin of its own, as files and nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import preview
from hub import REPOSITORY, Hub, event, handed_over, packed, proposed, pull, running
from preview import GitError, address, apart, git_settings, publish

SITE = {"index.html": "<p>trang", "assets/site.css": "p{}"}
PREVIEWS = "nhom-thu/xem-thu"


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """The preview repository, with an old preview in it, and something that is none."""
    work, bare = tmp_path / "work", tmp_path / f"{PREVIEWS}.git"
    work.mkdir()
    git(work, "init", "--quiet")
    for name in ("de-nghi-3/index.html", "de-nghi-7/cu.html", "de-nghi-8/index.html", "README.md"):
        (work / name).parent.mkdir(exist_ok=True)
        (work / name).write_text("cũ", "utf-8")
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "a")
    bare.parent.mkdir()
    git(tmp_path, "clone", "--quiet", "--bare", str(work), str(bare))
    return bare


def names(remote: Path) -> list[str]:
    return git(remote, "ls-tree", "-r", "--name-only", "main").split()


SETTINGS = git_settings("https://git.example", "khoa")


def test_the_pages_take_their_folder_and_closed_proposals_lose_theirs(remote: Path) -> None:
    publish(f"file://{remote}", "de-nghi-7", {name: text.encode() for name, text in SITE.items()}, {7, 8}, SETTINGS)
    assert names(remote) == [".nojekyll", "README.md", "de-nghi-7/assets/site.css", "de-nghi-7/index.html", "de-nghi-8/index.html"]
    assert git(remote, "rev-list", "--count", "main").strip() == "1"


def test_a_link_in_the_preview_repository_leads_nowhere(remote: Path, tmp_path: Path) -> None:
    """Even one that stands where the pages will."""
    away = tmp_path / "away"
    away.mkdir()
    work = tmp_path / "work"
    (work / "de-nghi-9").symlink_to(away)
    git(work, "add", ".")
    git(work, "commit", "--quiet", "-m", "b")
    git(work, "push", "--quiet", str(remote), "HEAD:main")
    publish(f"file://{remote}", "de-nghi-9", {"index.html": b"x"}, {9}, SETTINGS)
    assert list(away.iterdir()) == []
    assert "de-nghi-9/index.html" in names(remote)


def test_a_repository_that_is_not_there_is_told_without_the_token(tmp_path: Path) -> None:
    with pytest.raises(GitError) as told:
        publish(f"file://{tmp_path}/khong-co.git", "de-nghi-7", {"index.html": b""}, {7}, SETTINGS)
    assert "khoa" not in str(told.value)


ORIGINS = {
    ("https://a.github.io/x/", "https://b.github.io/y/"): True,
    ("https://a.github.io/x/", "https://a.github.io/y/"): False,
    ("https://A.github.io/x/", "https://a.github.io/"): False,
    ("https://thu.example/", "https://trang.example/"): True,
    ("https://a.github.io:8443/x/", "https://a.github.io/"): False,
    ("https://a.github.io/x/", ""): False,
    ("", ""): False,
}


@pytest.mark.parametrize(("urls", "different"), ORIGINS.items())
def test_one_owner_is_one_origin(urls: tuple[str, str], different: bool) -> None:
    assert apart(*urls) is different


def test_where_a_preview_stands() -> None:
    assert address("Nhom/xem-thu", "") == "https://nhom.github.io/xem-thu/"
    assert address("Nhom/xem-thu", "https://thu.example") == "https://thu.example/"


@pytest.fixture
def hub(tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with running(Hub()) as service:
        settings = {
            "GITHUB_API_URL": service.url, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": "bi-mat", "GITHUB_SERVER_URL": f"file://{tmp_path}",
            "GITHUB_EVENT_PATH": str(event(tmp_path)), "GITHUB_OUTPUT": str(tmp_path / "output"), "PREVIEW_REPOSITORY": PREVIEWS,
            "PREVIEW_TOKEN": "khoa", "PREVIEW_URL": "", "SITE_URL": "https://nhom.github.io/ke-hoach/",
        }  # fmt: skip
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        service.lists["/pulls"] = [pull(), pull(8, sha="b" * 40)]
        lists = dict(service.lists)
        proposed(service).lists.update(lists)
        yield handed_over(service, packed({"diff.md": "", "site.zip": packed(SITE)}))


def test_a_proposal_s_pages_are_published_and_their_address_said(hub: Hub, remote: Path, tmp_path: Path) -> None:
    assert preview.main() == 0
    assert (tmp_path / "output").read_text("utf-8") == "url=https://nhom-thu.github.io/xem-thu/de-nghi-7/\n"
    assert "de-nghi-7/index.html" in names(remote)
    assert "de-nghi-3/index.html" not in names(remote)


REFUSALS = {
    "no token": {"PREVIEW_TOKEN": ""},
    "the origin of the site": {"PREVIEW_URL": "https://nhom.github.io/xem-thu/"},
    "a site whose address is not known": {"SITE_URL": ""},
}


@pytest.mark.parametrize("settings", REFUSALS.values(), ids=REFUSALS)
def test_nothing_is_published_where_it_must_not(hub: Hub, remote: Path, settings: dict, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = names(remote)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert preview.main() == 0
    assert (names(remote), hub.asked, (tmp_path / "output").exists()) == (before, [], False)


@pytest.mark.parametrize("settings", [{"lists": []}, {"site": None}])
def test_nothing_to_publish_is_no_fault(hub: Hub, remote: Path, settings: dict) -> None:
    before = names(remote)
    if "lists" in settings:
        hub.lists["/pulls"] = []
    else:
        handed_over(hub, packed({"diff.md": "x"}))
    assert preview.main() == 0
    assert names(remote) == before
