"""No line of the ledger goes unseen: it is compared with what git holds, and asked before anything is published."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import ledger
from built import SMALL, run
from plan.permanence import withdrawn
from repos import Repo

Edit = Callable[[str], str | None]
OLD = "# sổ\n2.1\nnhiem-vu/\nlich/tat-ca.ics\n"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """The small plan with its ledger on `main`, two commits; on `de-nghi`, checked out, one more with a line of its own."""
    monkeypatch.delenv("BASE", raising=False)
    found = Repo(tmp_path / "repo")
    shutil.copytree(SMALL, found.folder / "data")
    found.commit({})
    found.commit({"data/published.txt": OLD})
    found.git("checkout", "--quiet", "-b", "de-nghi")
    found.commit({"data/published.txt": f"{OLD}co-quan/\n"})
    return found


def told(repo: Repo) -> list[str]:
    return [str(problem).removeprefix(f"{repo.folder}/") for problem in ledger.removed(repo.folder / "data")]


def lost(*lines: str) -> list[str]:
    return [f"data/published.txt:1:1: đã bỏ {len(lines)} dòng khỏi sổ: {', '.join(lines)} (gợi ý: chép lại những dòng ấy)"]


ALL = ("2.1", "nhiem-vu/", "lich/tat-ca.ics")
EDITS: dict[str, tuple[Edit, list[str], list[str]]] = {
    "nothing": (lambda text: text, [], []),
    "a new line": (lambda text: f"{text}muc-luc/\n", [], []),
    "another order, other comments, spaces and line ends": (
        lambda text: "\r\n".join(["  co-quan/ ", *reversed(text.split("\n")[1:]), "# khác"]), [], [],
    ),
    "a line": (lambda text: text.replace("nhiem-vu/\n", ""), lost("nhiem-vu/"), lost("nhiem-vu/")),
    "a line made a comment": (lambda text: text.replace("2.1\n", "# 2.1\n"), lost("2.1"), lost("2.1")),
    "a line written otherwise": (lambda text: text.replace("2.1\n", "2.10\n"), lost("2.1"), lost("2.1")),
    "what main never held": (lambda text: text.replace("co-quan/\n", ""), lost("co-quan/"), []),
    "all lines": (lambda _: "", lost(*ALL, "co-quan/"), lost(*ALL)),
    "the file": (lambda _: None, lost(*ALL, "co-quan/"), lost(*ALL)),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_what_was_taken_out_is_told(name: str, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not recorded yet: against the commit checked out. With BASE, recorded or not: against where the lines parted."""
    edit, since_head, since_base = EDITS[name]
    path = repo.folder / "data" / "published.txt"
    text = edit(path.read_text("utf-8"))
    if text is None:
        path.unlink()
    else:
        path.write_text(text, "utf-8", newline="")
    assert told(repo) == since_head
    monkeypatch.setenv("BASE", "main")
    assert told(repo) == since_base
    repo.commit({})
    assert told(repo) == since_base
    monkeypatch.delenv("BASE")
    assert told(repo) == []


def test_a_link_in_place_of_the_ledger_holds_nothing(repo: Repo) -> None:
    path = repo.folder / "data" / "published.txt"
    path.rename(path.with_name("khac.txt"))
    path.symlink_to("khac.txt")
    assert told(repo) == lost(*ALL, "co-quan/")


def test_many_lines_are_counted(repo: Repo) -> None:
    repo.commit({"data/published.txt": "\n".join(f"3.{n}" for n in range(1, 31))})
    (repo.folder / "data" / "published.txt").write_text("", "utf-8")
    (found,) = told(repo)
    assert "đã bỏ 30 dòng khỏi sổ: 3.1, 3.2," in found
    assert "3.10 và 20 dòng nữa (gợi ý" in found


def test_what_others_added_meanwhile_is_not_missed(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.git("checkout", "--quiet", "main")
    repo.commit({"data/published.txt": f"{OLD}muc-luc/\n"})
    repo.git("checkout", "--quiet", "de-nghi")
    monkeypatch.setenv("BASE", "main")
    assert told(repo) == []


def test_a_merge_that_drops_a_line_is_told_as_a_build_of_it_asks(repo: Repo, tmp_path: Path) -> None:
    """The line went together with what it protects, so that nothing else is wrong."""
    repo.commit({"data/published.txt": OLD.replace("nhiem-vu/\n", "")})
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "de-nghi", "--message", "gộp")
    data = repo.folder / "data"
    assert run("check", data, tmp_path).returncode == 0
    done = run("check", data, tmp_path, BASE="HEAD^1")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.split("\n")[0] == f"{repo.folder}/{lost('nhiem-vu/')[0]}"


def test_what_never_was_an_address_may_go() -> None:
    assert withdrawn("2.1\nhai chữ\n/co-quan\nco-quan/\n", "# 2.1\n") == ["2.1", "co-quan/"]


# -- where there is nothing to compare with -----------------------------------------------------------------------------


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_before_there_is_anything_to_compare_with(base: str, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside git, before the first commit, in a folder git does not keep, on a machine without git, without the folder."""
    monkeypatch.setenv("BASE", base)
    assert ledger.removed(folder) == []
    repo = Repo(tmp_path)
    assert ledger.removed(folder) == []
    (tmp_path / "khac").mkdir()
    repo.commit({"README.md": "x"})
    assert ledger.removed(tmp_path / "khac") == []
    assert ledger.removed(tmp_path / "khong-co") == []
    (folder / "published.txt").unlink(missing_ok=True)
    monkeypatch.setenv("PATH", str(tmp_path / "khac"))
    assert ledger.removed(folder) == []


@pytest.mark.parametrize("base", ["khong-co", "--help", "HEAD~9"])
def test_a_base_that_is_not_there_is_told(base: str, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a base relies on the comparison: it must not pass because it could not be made."""
    monkeypatch.setenv("BASE", base)
    (found,) = told(repo)
    assert found.startswith(f"data/published.txt:1:1: không có lần lưu '{base}' ở đây (gợi ý: ")


# -- before anything is published ---------------------------------------------------------------------------------------


def test_nothing_is_published_that_the_ledger_does_not_hold(folder: Path, tmp_path: Path) -> None:
    path = folder / "published.txt"
    done = run("registered", folder, tmp_path)
    assert done.returncode == 1
    assert run("register", folder, tmp_path).returncode == 0
    whole = path.read_text("utf-8")
    done = run("registered", folder, tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{path} có đủ mọi mã và địa chỉ.\n")
    path.write_text(whole.replace("co-quan/so-duong-thuy/\n", "").replace("\n2.1.4\n", "\n"), "utf-8")
    done = run("registered", folder, tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "+ 2.1.4", "+ co-quan/so-duong-thuy/",
        f"{path} chưa có 2 mã và địa chỉ trên đây, nên chưa công bố: chạy 'make register' rồi lưu {path}.",
    ]  # fmt: skip


def test_unsound_data_is_not_published_either(folder: Path, tmp_path: Path) -> None:
    (folder / "terms.yml").write_text("x: [\n", "utf-8")
    done = run("registered", folder, tmp_path)
    assert done.returncode == 1
    assert "/terms.yml:2:1: " in done.stdout
    assert "make registered" in done.stdout
