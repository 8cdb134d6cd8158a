"""The command `diff` in a repository of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from built import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", "-C", str(root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(project: Path) -> Path:
    """A project under git whose data is the small plan."""
    shutil.rmtree(project / "data")
    shutil.copytree(ROOT / "tests" / "plans" / "small", project / "data")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "first")
    return project


@pytest.fixture
def diff(repository: Path) -> Run:
    def run(**settings: str) -> subprocess.CompletedProcess[str]:
        plain = {name: value for name, value in os.environ.items() if name not in ("BASE", "DIFF_DIR", "PREVIEW_URL")}
        command = [sys.executable, "hooks/build.py", "diff"]
        return subprocess.run(command, cwd=repository, env={**plain, **settings}, capture_output=True, text=True, check=False)

    return run


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


EDITS = {
    "nothing": ((), 0, "Không đổi nội dung nào"),
    "form only": (("data/terms.yml", "meaning: Đò", "meaning:  Đò"), 0, "Không đổi nội dung nào"),
    "a meaning": (("data/terms.yml", "sang bờ kia", "qua bờ kia"), 1, "sửa 1 lời giải thích"),
    "a page": (("docs/huong-dan.md", "title: ", "title: Mới "), 1, "1 trang viết tay đổi"),
    "code": (("hooks/plan/words.py", "word by word", "word for word"), 0, "Không đổi nội dung nào (1 tệp khác đổi)"),
    "what is broken": (("data/terms.yml", "  meaning: ", "  meaning:: ["), 1, "Không đọc được: terms.yml"),
    "what is broken says nothing of what stands in it": (
        ("data/agencies/1-so-duong-thuy.yml", "  - Sở ĐT", "  - [Sở ĐT"), 1, "### chưa biết nguyên văn có đổi không\n",
    ),
    "what a hand-written page shows": (
        ("data/groups.yml", "name: Học sinh", "name: Học trò"), 1, "- đổi: Dành cho người dân (`/nguoi-dan/`)",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_exit_status_tells_whether_meaning_changed(name: str, repository: Path, diff: Run) -> None:
    change, status, words = EDITS[name]
    if change:
        edit(repository, *change)
    found = diff(BASE="HEAD")
    assert (status, "") == (found.returncode, found.stderr)
    assert words in found.stdout


@pytest.mark.parametrize("base", ["", "không-có", "--help", "HEAD~9", "HEAD:data"])
def test_an_unknown_base_is_trouble_and_one_line(base: str, diff: Run) -> None:
    found = diff(BASE=base)
    assert (found.returncode, found.stdout, len(found.stderr.splitlines())) == (2, "", 1)


def test_what_others_changed_meanwhile_is_not_told(repository: Path, diff: Run) -> None:
    git(repository, "switch", "-qc", "mine")
    edit(repository, "data/terms.yml", "sang bờ kia", "qua bờ kia")
    git(repository, "commit", "-qam", "mine")
    git(repository, "switch", "-q", "main")
    edit(repository, "data/groups.yml", "name: Học sinh", "name: Học trò")
    git(repository, "commit", "-qam", "theirs")
    git(repository, "switch", "-q", "mine")
    found = diff(BASE="main")
    assert "lời giải thích" in found.stdout and "Học trò" not in found.stdout


def test_three_files_are_written_on_demand(repository: Path, diff: Run, tmp_path: Path) -> None:
    edit(repository, "data/terms.yml", "sang bờ kia", "qua bờ kia")
    found = diff(BASE="HEAD", DIFF_DIR=str(tmp_path / "ra" / "đây"), PREVIEW_URL="https://xem.example/7/")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "ra" / "đây").iterdir()}
    assert {"diff.md", "diff.html", "diff.json"} == set(written)
    assert found.stdout == written["diff.md"]
    assert "https://xem.example/7/thuat-ngu/" in written["diff.html"]
    assert json.loads(written["diff.json"])["changes_meaning"] is True


def test_a_base_that_todays_checks_would_not_pass_can_still_be_compared(repository: Path, diff: Run) -> None:
    edit(repository, "data/terms.yml", "- id: do-ngang", "- ma: do-ngang")
    git(repository, "commit", "-qam", "broken")
    edit(repository, "data/terms.yml", "- ma: do-ngang", "- id: do-ngang")
    edit(repository, "data/groups.yml", "name: Học sinh", "name: Học trò")
    found = diff(BASE="HEAD")
    assert found.returncode == 1
    assert "sửa tên của" in found.stdout and "Traceback" not in found.stdout + found.stderr


def test_a_hand_written_page_that_cannot_be_read_stops_nothing(repository: Path, diff: Run) -> None:
    page = repository / "docs" / "huong-dan.md"
    page.write_bytes(page.read_bytes() + b"\xff")
    found = diff(BASE="HEAD")
    assert (found.returncode, found.stderr) == (1, "")
    assert "1 trang viết tay đổi" in found.stdout


def test_without_git_it_is_trouble(diff: Run, repository: Path) -> None:
    shutil.rmtree(repository / ".git")
    assert diff(BASE="HEAD").returncode == 2
