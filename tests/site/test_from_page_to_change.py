"""What an editor does from end to end: from a page to the line, a mistake and its cure, and what reviewers then read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from built import REPO_URL, ROOT, BuiltSite

PAGE = "co-quan/so-y-te/a/"
PROVISION = "V.5.a"


@pytest.fixture
def clone(project: Path) -> Path:
    """The project with the real data, under git."""
    shutil.rmtree(project / "data")
    shutil.copytree(ROOT / "data", project / "data")
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "first"]):
        settings = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *settings, "-C", str(project), *command], check=True, capture_output=True)
    return project


def make(root: Path, command: str, **settings: str) -> tuple[int, str]:
    """A command of the project: exit status and what it said."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PLAN_", "BASE", "DIFF_"))}
    run = subprocess.run(
        [sys.executable, "hooks/build.py", command], cwd=root, env={**plain, **settings}, capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    return run.returncode, run.stdout


def linked(site: BuiltSite, root: Path) -> tuple[Path, int]:
    """Where the page's own link to propose a change leads: a file, and the index of a line."""
    (address,) = site.pages[PAGE].xpath(f"//a[@data-edit='{PROVISION}']/@href")
    found = re.fullmatch(re.escape(REPO_URL) + r"/blob/[^/]+/(.+)#L(\d+)", address)
    assert found
    return root / found[1], int(found[2]) - 1


def change(path: Path, start: int, old: str, new: str) -> None:
    """Replace the first such words from a line on, as somebody does who was led there."""
    lines = path.read_text("utf-8").split("\n")
    head, tail = "\n".join(lines[:start]), "\n".join(lines[start:])
    assert old in tail
    path.write_text(f"{head}\n{tail.replace(old, new, 1)}", "utf-8")


def test_the_link_leads_to_the_provision(repo_site: BuiltSite, clone: Path) -> None:
    path, line = linked(repo_site, clone)
    assert path.read_text("utf-8").split("\n")[line].strip() == f"- id: {PROVISION}"


SLIPS = {
    "a slip in the wording": ("người bệnh", "bệnh nhân", "nguyên văn không khớp bản gốc (khác chữ)", "NGUYÊN VĂN BỊ ĐỔI ở 1 chỗ"),
    "a wrong agency id": (
        "- so-ban-nganh-lien-quan", "- so-ban-nganh", "(gợi ý: 'so-ban-nganh-lien-quan'?)", "bỏ phối hợp với các sở, ban, ngành liên quan",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_at_its_line_and_undone(name: str, repo_site: BuiltSite, clone: Path) -> None:
    old, new, told, meaning = SLIPS[name]
    path, line = linked(repo_site, clone)
    change(path, line, old, new)
    status, report = make(clone, "check")
    found = [row for row in report.split("\n") if told in row]
    assert status == 1 and found, report
    file, number, column = re.match(r"(\S+?):(\d+):(\d+): ", found[0]).groups()  # type: ignore[union-attr]
    assert (clone / file).read_text("utf-8").split("\n")[int(number) - 1][int(column) - 1 :].startswith(new.removeprefix("- ").split()[0])
    status, review = make(clone, "diff", BASE="HEAD")
    assert status == 1 and meaning in review and "cần sửa" in review
    change(path, line, new, old)
    assert make(clone, "check")[0] == 0
    assert make(clone, "diff", BASE="HEAD") == (0, "### Không đổi nội dung nào\n")


NOTE = """\
    notes:
      - quote: mạng lưới y tế cơ sở
        text: Trạm y tế và những nơi khám chữa bệnh gần dân nhất.
"""


def test_a_new_note_is_checked_and_read_rightly(repo_site: BuiltSite, clone: Path) -> None:
    path, line = linked(repo_site, clone)
    change(path, line, "    groups:\n      - nguoi-benh\n", f"    groups:\n      - nguoi-benh\n{NOTE}")
    assert make(clone, "check")[0] == 0
    status, review = make(clone, "diff", BASE="HEAD")
    assert status == 1
    assert review.startswith("### thêm 1 ghi chú; nguyên văn không đổi; ")
    assert "**Sở Y tế**" in review
    assert "thêm ghi chú về “mạng lưới y tế cơ sở” ở V.5.a: <ins>Trạm y tế và những nơi khám chữa bệnh gần dân nhất.</ins>" in review
    assert f"`/{PAGE}`" in review
    assert "CAUTION" not in review
