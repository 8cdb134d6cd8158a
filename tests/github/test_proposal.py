"""What a proposal's build packs, and that a change is told from trouble, which `make` ends alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from artifact import MEMBERS, PAGES, read_proposal, site_files
from built import ROOT
from hub import packed
from safe_markdown import Places, sanitised

SCRIPT = ROOT / ".github" / "scripts" / "proposal.py"
MAKEFILE = """\
check:
\t@test -n "$(BASE)" || exit 9
\t@cat said; test "$$GITHUB_ACTIONS" != true || echo 'lưu lại'; echo '::error::sai'; exit 1
diff:
\t@test -n "$(BASE)" || exit 9
"""
WROTE = """\
\t@echo "{words} $(BASE) $(PREVIEW_URL)"
\t@test -z "$(DIFF_DIR)" || for p in md html json; do echo "tệp $(PREVIEW_URL)" > $(DIFF_DIR)/diff.$$p; done"""
DIFFS = {
    "no change of meaning": ([WROTE.format(words="giữ")], 0, "không đổi nghĩa", "giữ"),
    "a change of meaning": ([WROTE.format(words="đổi"), "\t@exit 1"], 0, "đổi nghĩa: xem", "đổi"),
    "trouble": (["\t@echo hỏng >&2; exit 2"], 1, "hỏng", "không so sánh được"),
    "trouble half way": (["\t@echo x > $(DIFF_DIR)/diff.md; exit 2"], 1, "", "không so sánh được"),
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A merge, as a proposal's build checks it out, with a built site."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "init.defaultBranch=main"]
    for command in (["init"], ["commit", "--allow-empty", "-m", "gốc"], ["checkout", "-b", "sua"], ["commit", "--allow-empty", "-m", "sửa"],
                    ["checkout", "main"], ["commit", "--allow-empty", "-m", "đi tiếp"], ["merge", "--no-ff", "sua"]):  # fmt: skip
        subprocess.run([*git, *command], cwd=tmp_path, capture_output=True, check=True)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>", "utf-8")
    (tmp_path / "site" / "la.html").symlink_to("/etc/passwd")
    return tmp_path


def pack(repository: Path, lines: list[str]) -> subprocess.CompletedProcess[str]:
    (repository / "Makefile").write_text(MAKEFILE + "\n".join(lines) + "\n", "utf-8")
    env = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "GITHUB_ACTIONS": "true"}
    return subprocess.run([sys.executable, str(SCRIPT)], cwd=repository, env=env, capture_output=True, text=True, check=False)


def handed(repository: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (repository / "proposal").iterdir()}


@pytest.mark.parametrize(("lines", "status", "said", "diff"), DIFFS.values(), ids=DIFFS)
def test_a_change_is_told_from_trouble(repository: Path, lines: list[str], status: int, said: str, diff: str) -> None:
    done = pack(repository, lines)
    assert done.returncode == status, done.stderr
    assert said in done.stdout + done.stderr
    assert diff in handed(repository)["diff.md"].decode()


def test_it_is_compared_with_what_it_is_merged_onto(repository: Path) -> None:
    base = subprocess.run(["git", "rev-parse", "main^1"], cwd=repository, capture_output=True, text=True, check=True).stdout.strip()
    pack(repository, DIFFS["a change of meaning"][0])
    assert handed(repository)["diff.md"].decode().split() == ["đổi", base, PAGES]
    assert handed(repository)["diff.html"].decode().split() == ["tệp"]


def test_what_is_packed_is_what_is_taken(repository: Path) -> None:
    pack(repository, DIFFS["a change of meaning"][0])
    parts = handed(repository)
    assert parts.keys() == MEMBERS.keys()
    proposal = read_proposal(packed(parts))
    assert proposal.site
    assert site_files(proposal.site) == {"index.html": b"<p>"}


SAID = {
    "one line": ("data/a.yml:1:2: sai\n", "```text\ndata/a.yml:1:2: sai\nlưu lại\n```"),
    "what must be copied": ("<<<<<<< a ` @b\n# $schema #8f2f2b\n", "```text\n<<<<<<< a ` @b\n# $schema #8f2f2b\nlưu lại\n```"),
    "a fence": ("a: ```\n```\n@b\n", "````text\na: ```\n```\n@b\nlưu lại\n````"),
    "much": ("a: sai\n" * 60, "a: sai\n… và 10 dòng nữa\nlưu lại\n```"),
}


@pytest.mark.parametrize(("said", "told"), SAID.values(), ids=SAID)
def test_data_that_does_not_build_is_told_to_the_letter(repository: Path, said: str, told: str) -> None:
    """To who edits in a browser, so saving is what to do next; and the comment shows it as it is."""
    (repository / "site" / "index.html").unlink()
    (repository / "said").write_text(said, "utf-8")
    assert pack(repository, []).returncode == 0
    parts = handed(repository)
    assert list(parts) == ["diff.md"]
    words = parts["diff.md"].decode()
    assert told in words
    shown, _ = sanitised(words, Places(()))
    assert shown == words.strip().replace("`text\n", "`\n", 1)
