"""What is learnt from git, and that nothing around it (settings, a cut history, no git at all) gets in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

import repository
from plan.history import History
from plan.source import MAX_BYTES
from repos import Repo

ONE, TWO, THREE = ("- id: a\n  name: Một\n", "- id: a\n  name: Hai\n", "- id: a\n  name: Ba\n")


def told(history: History) -> list[dict[str, tuple[str | None, str | None]]]:
    """Files of each revision, newest first, as text."""
    return [
        {path: tuple(side if side is None else side.decode() for side in sides) for path, sides in revision.files.items()}
        for revision in history.revisions
    ]  # type: ignore[return-value]


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Three states of one file in `data`, a commit elsewhere between them."""
    found = Repo(tmp_path / "repo")
    found.commit({"data/groups.yml": ONE, "README.md": "x"})
    found.commit({"data/groups.yml": TWO, "data/note.txt": "x"})
    found.commit({"README.md": "y"})
    found.commit({"data/groups.yml": THREE, "data/terms.yml": ONE})
    return found


EXPECTED = [
    {"groups.yml": (TWO, THREE), "terms.yml": (None, ONE)},
    {"groups.yml": (ONE, TWO)},
    {"groups.yml": (None, ONE)},
]


def test_every_commit_of_the_data_newest_first(repo: Repo) -> None:
    found = repository.history(repo.folder / "data")
    assert found.complete
    assert told(found) == EXPECTED
    assert found.revisions[0].commit == repository.head(repo.folder)
    assert [str(revision.at) for revision in found.revisions] == sorted((str(r.at) for r in found.revisions), reverse=True)
    assert all(revision.at.tzinfo is not None for revision in found.revisions)
    assert found.revisions[2].at.isoformat() == "2024-03-01T03:30:00+00:00"


def test_the_data_may_be_the_whole_repository(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit({"groups.yml": ONE, "agencies/a.yml": TWO})
    assert told(repository.history(repo.folder)) == [{"groups.yml": (None, ONE), "agencies/a.yml": (None, TWO)}]


def test_a_detached_head_and_a_dirty_tree_change_nothing(repo: Repo) -> None:
    repo.git("checkout", "--quiet", "--detach")
    (repo.folder / "data/groups.yml").write_text("khác", encoding="utf-8")
    assert told(repository.history(repo.folder / "data")) == EXPECTED
    repo.git("checkout", "--quiet", "--force", "HEAD~3")
    assert told(repository.history(repo.folder / "data")) == EXPECTED[2:]


def test_a_merge_is_one_step(repo: Repo) -> None:
    repo.git("checkout", "--quiet", "-b", "de-nghi", "HEAD~1")
    repo.commit({"data/bodies.yml": ONE})
    repo.commit({"data/bodies.yml": TWO})
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-ff", "de-nghi", "--message", "gộp")
    assert told(repository.history(repo.folder / "data")) == [{"bodies.yml": (None, TWO)}, *EXPECTED]


def test_what_is_no_file_is_not_there(repo: Repo) -> None:
    """A symbolic link, another repository."""
    (repo.folder / "data/terms.yml").unlink()
    (repo.folder / "data/terms.yml").symlink_to("/etc/passwd")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{repository.head(repo.folder)},data/other.yml")
    repo.git("add", "data/terms.yml")
    repo.git("commit", "--quiet", "--message", "x")
    found = repository.history(repo.folder / "data")
    assert told(found)[0] == {"terms.yml": (ONE, None), "other.yml": (None, None)}
    assert found.complete


def test_what_is_too_large_to_be_data_is_not_loaded(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads it finds it too large, as it was; the versions around it are told."""
    repo.commit({"data/terms.yml": "#" * (3 * MAX_BYTES)})
    repo.commit({"data/terms.yml": TWO})
    ask, answers = repository._git, []
    monkeypatch.setattr(repository, "_git", lambda *words, **given: answers.append(ask(*words, **given)) or answers[-1])
    found = repository.history(repo.folder / "data")
    [after, before] = [revision.files["terms.yml"] for revision in found.revisions[:2]]
    assert found.complete
    assert (before[0], after[1]) == (ONE.encode(), TWO.encode())
    assert before[1] == after[0] == repository.files_at("HEAD~1", repo.folder / "data")["terms.yml"]
    assert len(after[0] or b"") == MAX_BYTES + 1
    assert max(map(len, answers)) < MAX_BYTES


@pytest.mark.parametrize("name", ["a\nb.yml", "a\tb.yml", "\x01abc.yml", 'a"b.yml', ":100644 000.yml", "á.yml", "\\n.yml", "\nx.yml", ":.yml"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit({f"data/{name}": ONE, "data/z.yml": TWO})
    assert told(repository.history(repo.folder / "data")) == [{name: (None, ONE), "z.yml": (None, TWO)}]


@pytest.mark.parametrize(
    ("depth", "expected"), [(1, []), (2, EXPECTED[:1]), (3, EXPECTED[:1]), (4, EXPECTED), (9, EXPECTED)]
)
def test_a_history_cut_short_says_so(repo: Repo, tmp_path: Path, depth: int, expected: list[object]) -> None:
    """What the oldest commit at hand changed is not known, so it is not told."""
    found = repository.history(repo.cloned(tmp_path / "clone", "--depth", str(depth)) / "data")
    assert told(found) == expected
    assert found.complete == (depth >= 4)


def test_a_clone_without_contents_knows_nothing(repo: Repo, tmp_path: Path) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = repo.cloned(tmp_path / "clone", "--filter=blob:none")
    repo.folder.rename(tmp_path / "gone")
    assert repository.history(clone / "data") == History(complete=False)


def test_outside_git_nothing_is_known(tmp_path: Path) -> None:
    assert repository.history(tmp_path) == History(complete=False)
    assert repository.history(tmp_path / "không có") == History(complete=False)
    assert repository.head(tmp_path) == ""


def test_a_folder_that_git_does_not_keep(repo: Repo) -> None:
    (repo.folder / "khac").mkdir()
    (repo.folder / "khac/groups.yml").write_text(ONE, encoding="utf-8")
    assert repository.history(repo.folder / "khac") == History(complete=False)


def test_before_the_first_commit(tmp_path: Path) -> None:
    assert repository.history(Repo(tmp_path / "repo").folder) == History(complete=False)


def test_without_git_nothing_is_known(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert repository.history(repo.folder / "data") == History(complete=False)
    assert repository.head(repo.folder) == ""


SETTINGS = """
[log]
    showSignature = true
    showRoot = false
    follow = true
    date = raw
[color]
    ui = always
[diff]
    orderFile = khong-co-tep-nay
    renames = copies
    noprefix = true
[core]
    quotePath = true
    pager = false
"""


def test_settings_of_the_user_do_not_matter(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = repository.history(repo.folder / "data")
    (tmp_path / ".gitconfig").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_INDEX_FILE", "khong-co")
    assert repository.history(repo.folder / "data") == before
    assert told(before) == EXPECTED


@pytest.mark.parametrize("date", ["99999999999999999 +0000", "-5 +0000", "0 +9999", "253402300799 +0000", "hôm qua", ""])
def test_a_clock_that_was_far_off(repo: Repo, date: str) -> None:
    tree, parent = repo.git("rev-parse", "HEAD^{tree}"), repo.git("rev-parse", "HEAD~1")
    who = f"A <a@b.example> {date}"
    commit = repo.git(
        "hash-object", "-t", "commit", "-w", "--stdin", "--literally",
        given=f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nx\n",
    )  # fmt: skip
    repo.git("update-ref", "refs/heads/main", commit)
    found = repository.history(repo.folder / "data")
    assert told(found) == EXPECTED
    assert 1970 <= found.revisions[0].at.year <= 9999
