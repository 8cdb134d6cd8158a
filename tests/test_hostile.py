"""What somebody may do to the data on purpose: told at its line or kept as typed, soon, in little memory, and nothing else read."""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mistakes
from built import ROOT, SMALL, amended_data
from hostile import CANARY, WORDS, cases, fields, put, read, write
from plan import examine

FILES = cases("files")
SECONDS, BYTES = 10, 512 * 2**20
LINE = re.compile(r"data(/[^:\n]+)?:\d+:\d+: .+")


def test_the_corpus_is_broad() -> None:
    assert len(WORDS) + len(FILES) + len(cases("pages")) >= 150
    assert len(fields()) > 120


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.parametrize("name", FILES)
def test_files_are_refused_with_lines(name: str, tmp_path: Path) -> None:
    """A process with 10 seconds and 512 MB; outside the data stands what must not be told."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "data"))
    (tmp_path / "outside.txt").write_text(f"name: {CANARY}\n", "utf-8")
    for short in FILES[name]["do"]:
        step = {key: value.replace("{long}", "a" * 5000) for key, value in short.items()}
        mistakes.apply(folder, folder / step["file"], step)
    done = subprocess.run(
        [sys.executable, ROOT / "hooks" / "build.py", "check"], cwd=tmp_path, preexec_fn=limited, capture_output=True, text=True,
        env={"PLAN_DATA": "data", "PLAN_CANARY": CANARY, "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}, timeout=60, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    assert CANARY not in said
    lines = [line for line in said.splitlines() if LINE.fullmatch(line)]
    for told in FILES[name]["told"]:
        assert any(line.startswith(told) for line in lines), f"{told}\n{said[:3000]}"
    assert len(said) < 200_000
    assert not Path("/tmp/ran").exists()


@pytest.mark.parametrize("words", ["a", "An "], ids=["one word", "capitals"])
def test_a_name_as_long_as_a_book_is_shown_soon(words: str, folder: Path, tmp_path: Path) -> None:
    """No field says how long its words may be: no process of the build may spend more than this on them."""
    site = folder / "site.yml"
    site.write_text(re.sub(r"(?m)^name: .+$", f"name: {(words * 450_000)[:450_000]}", site.read_text("utf-8"), count=1), "utf-8")
    done = subprocess.run(
        [sys.executable, ROOT / "hooks" / "build.py", "site"], cwd=tmp_path, preexec_fn=spending, capture_output=True, text=True,
        env={"PLAN_DATA": "data", "SITE_DIR": "site", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-1000:]


def spending() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (3 * SECONDS, 3 * SECONDS))


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return amended_data(tmp_path_factory.mktemp("hostile") / "data")


@pytest.mark.parametrize("way", fields(), ids="/".join)
def test_words_in_a_field_are_refused_or_kept(way: tuple[str, ...], amended: Path) -> None:
    """Some of the words in each field, each of them in some."""
    words = [*WORDS.values()][fields().index(way) % len(WORDS)]
    data = read(amended)
    path = put(amended, data, way, words)
    before = path.read_bytes() if path.exists() else None
    write(path, data[path])
    plan, problems = examine(amended, shown="data")
    path.unlink() if before is None else path.write_bytes(before)
    assert words in str(data[path]) or repr(words)[1:-1] in str(data[path])
    assert plan is not None or problems
    for problem in problems:
        assert LINE.fullmatch(str(problem)), problem
        assert len(str(problem)) < 2000


def test_every_word_meets_a_field() -> None:
    assert len(fields()) >= len(WORDS)
