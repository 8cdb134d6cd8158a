"""The commands as a shell runs them: what they print, what they leave alone, how they end."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from built import ROOT, run

SMALL = ROOT / "tests" / "plans" / "small"


def test_check_says_one_line_when_clean(tmp_path: Path) -> None:
    done = run("check", SMALL, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_check_imports_nothing_that_makes_pages() -> None:
    """It runs after every edit; what only another command needs would make it slow."""
    code = "import sys, build; build.main(['check']); print(*sorted({'plan.pages', 'jinja2', 'lxml', 'http.client', 'mkdocs'} & set(sys.modules)))"
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "hooks"), "PYTHONDONTWRITEBYTECODE": "1", "PLAN_DATA": str(SMALL)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 2
    assert done.stdout.splitlines()[1] == ""


def test_check_says_every_problem_and_fails(folder: Path, tmp_path: Path) -> None:
    (folder / "groups.yml").write_text("- id: [\n", encoding="utf-8")
    (folder / "la.yml").write_text("x\n", encoding="utf-8")
    done = run("check", folder, tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    told = [line.split(": ")[0] for line in lines if re.match(r"\S.*:\d+:\d+: ", line)]
    assert told == [f"{folder}/groups.yml:2:1", f"{folder}/la.yml:1:1"]
    assert lines[-1].startswith("Có 2 lỗi, chưa dựng trang nào: ")
    assert lines[-1].endswith("rồi chạy lại 'make check'.")


def host(command: str, data: Path | str, page: Path) -> tuple[int, list[str], str]:
    """What a code host sees: the status, the lines of the log, the page of the run."""
    done = run(command, data, page.with_name("site"), GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    return done.returncode, (done.stdout + done.stderr).splitlines(), page.read_text("utf-8") if page.is_file() else ""


@pytest.mark.parametrize("command", ["check", "site"])
def test_on_a_code_host_the_lines_are_marked_and_the_run_has_a_page(command: str, folder: Path, tmp_path: Path) -> None:
    agency = folder / "agencies" / "2-so-truong-hoc.yml"
    agency.write_text(agency.read_text("utf-8").replace("provision: 2.1.2", "provision: 21.2"), "utf-8")
    status, lines, page = host(command, folder, tmp_path / "page.md")
    assert status == 1
    assert lines[0] == f"{agency}:18:20: không có điều khoản '21.2' (gợi ý: '2.1.2'?)"
    commands = [line for line in lines if line.startswith("::")]
    assert commands == [f"::error file={agency},line=18,col=20,title=Lỗi 1::không có điều khoản '21.2' (gợi ý: '2.1.2'?)"]
    assert "| không có điều khoản `21.2` | Có phải `2.1.2`? |" in page
    assert "make" not in page


def test_on_a_code_host_a_clean_run_says_so_on_its_page(tmp_path: Path) -> None:
    status, lines, page = host("check", SMALL, tmp_path / "page.md")
    assert (status, len(lines)) == (0, 1)
    assert page == f"{lines[0]}\n\n"


def test_a_file_is_marked_by_its_name_inside_the_repository(project: Path, tmp_path: Path) -> None:
    (project / "tests" / "plans" / "small" / "terms.yml").write_text("x: [\n", "utf-8")
    for data in ("tests/plans/small", project / "tests" / "plans" / "small", "./tests/../tests/plans/small"):
        done = run("check", data, tmp_path / "site", root=project, GITHUB_ACTIONS="true")
        assert "::error file=tests/plans/small/terms.yml,line=" in done.stdout


def test_elsewhere_nothing_is_marked(folder: Path, tmp_path: Path) -> None:
    (folder / "terms.yml").write_text("x: [\n", "utf-8")
    assert "::" not in run("check", folder, tmp_path).stdout


def test_a_link_does_not_show_what_it_leads_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("bí mật", "utf-8")
    (folder / "la.yml").symlink_to(tmp_path / "secret")
    done = run("check", folder, tmp_path)
    assert done.returncode == 1
    assert "bí mật" not in done.stdout


@pytest.mark.parametrize("name", ["2022", "1.10", "no", "null", "thư mục có dấu", "a'b"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Names that YAML would read as something else, spaces, marks and quotes; a relative path from where one stands."""
    data = shutil.copytree(SMALL, tmp_path / name)
    done = run("site", data, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_reader_that_goes_away_ends_it_in_silence(tmp_path: Path) -> None:
    """As in `make check | head`: its end of the pipe is closed before the first word."""
    read, write = os.pipe()
    os.close(read)
    command, env = [sys.executable, str(ROOT / "hooks" / "build.py"), "check"], {**os.environ, "PLAN_DATA": str(SMALL)}
    done = subprocess.run(command, cwd=tmp_path, env=env, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_linked_folder_is_not_listed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    (folder / "agencies").rename(outside)
    (outside / "bi-mat.txt").write_text("x", "utf-8")
    (folder / "agencies").symlink_to(outside)
    done = run("check", folder, tmp_path)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if re.match(r"\S.*:\d+:\d+: ", line)]
    assert told == [f"{folder}/agencies:1:1: liên kết tượng trưng không được dùng (gợi ý: chép tệp thật vào)"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    done = run("check", tmp_path / "khong-co", tmp_path)
    assert done.returncode == 1
    assert "không có thư mục dữ liệu này" in done.stdout


def test_every_file_is_summed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert run("site", SMALL, site).returncode == 0
    sums = dict(reversed(line.split("  ", 1)) for line in (site / "sha256sums.txt").read_text(encoding="utf-8").splitlines())
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    assert sums.keys() == files.keys() - {"sha256sums.txt"}
    assert all(hashlib.sha256(files[name].read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_what_others_put_into_the_site_is_not_deleted(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert run("site", SMALL, site).returncode == 0
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("x", encoding="utf-8")
    done = run("site", SMALL, site)
    assert done.returncode == 1
    assert ".git/config" in done.stderr
    assert (site / ".git" / "config").is_file()


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    assert run("site", SMALL, link).returncode == 0
    assert link.is_symlink()
    assert (real / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_a_target_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    done = run("site", SMALL, tmp_path / "tep" / "site")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
