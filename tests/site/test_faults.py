"""Whatever goes wrong with the machine, the last good site stays whole, one line says why, the next build clears away."""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from built import ROOT, SMALL, BuiltSite, run

BUILD = ROOT / "hooks" / "build.py"
AT = """
import os, pathlib, runpy, sys
sys.path.insert(0, {hooks!r}); sys.argv = ["build.py", "site"]
import placing
def at(owner, name):
    real = getattr(owner, name)
    def dies(*given, **named):
        if not {after}:
            os.kill(os.getpid(), {signal})
        done = real(*given, **named)
        if {after}:
            os.kill(os.getpid(), {signal})
        return done
    setattr(owner, name, dies)
{where}
runpy.run_path({build!r}, run_name="__main__")
"""
"""Runs the command in a process that kills itself at a given step."""
MOMENTS = {
    "while the data is checked": ("import plan; at(plan, 'examine')", False),
    "after the generator": ("at(placing, 'seal')", False),
    "when every file is written down": ("at(placing, 'seal')", True),
    "before the first rename": ("at(placing.Workshop, 'place')", False),
    "when both have changed places": ("at(placing, '_swap')", True),
    "between the two renames": ("placing._swap = lambda *_: False; at(pathlib.Path, 'rename')", True),
    "when the new site stands": ("at(placing.Workshop, 'place')", True),
}


def whole(folder: Path) -> bool:
    """Every file is there, says what was written down, and no other is."""
    lines = dict(reversed(line.split("  ", 1)) for line in (folder / "sha256sums.txt").read_text("utf-8").splitlines())
    found = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
    found.pop("sha256sums.txt")
    return found == lines


@pytest.fixture
def good(small_site: BuiltSite, tmp_path: Path) -> Path:
    """The last good site, alone in its folder."""
    target = tmp_path / "served" / "site"
    shutil.copytree(small_site.folder, target)
    return target


def environment(target: Path, **settings: str) -> dict[str, str]:
    return {**os.environ, "PLAN_DATA": str(SMALL), "SITE_DIR": str(target), "PYTHONDONTWRITEBYTECODE": "1", **settings}


def ran(target: Path, *command: str, before: Callable[[], None] | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    line = command or (sys.executable, str(BUILD), "site")
    return subprocess.run(
        line, cwd=ROOT, env=environment(target, **settings), capture_output=True, text=True, timeout=300, check=False, preexec_fn=before
    )


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert "Traceback" not in done.stdout + done.stderr, done.stderr
    return done.stderr.splitlines()


def left(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def next_build(target: Path) -> subprocess.CompletedProcess[str]:
    """One that finds a fault in the data: it must clear away and bring back what there is, for it makes no site of its own."""
    faulty = target.parent.parent / "faulty"
    shutil.copytree(SMALL, faulty, dirs_exist_ok=True)
    (faulty / "groups.yml").write_text("- id: [", encoding="utf-8")
    done = run("site", faulty, target)
    assert done.returncode == 1
    return done


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "stopped"])
def test_a_build_that_dies(good: Path, moment: str, sent: signal.Signals) -> None:
    where, after = MOMENTS[moment]
    program = AT.format(hooks=str(ROOT / "hooks"), build=str(BUILD), where=where, after=after, signal=int(sent))
    done = ran(good, sys.executable, "-c", program)
    if sent is signal.SIGTERM:
        assert done.returncode == 130
        assert said(done) == ["đã dừng giữa chừng."]
        assert left(good) == ["site"]
    else:
        assert done.returncode == -signal.SIGKILL
        assert said(done) == []
    was_gone = not good.exists()
    assert was_gone == (moment == "between the two renames" and sent is signal.SIGKILL)
    again = next_build(good)
    assert again.stdout.startswith("lần dựng trước bị ngắt giữa chừng; đã đặt lại trang đúng gần nhất") == was_gone
    assert left(good) == ["site"]
    assert whole(good)


@pytest.mark.parametrize("sign", ["lock", "new/**/index.html"], ids=["the generator starts", "its processes write"])
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "stopped"])
def test_a_build_that_dies_while_the_generator_runs(good: Path, sent: signal.Signals, sign: str) -> None:
    """Stopped, nothing writes any more and nothing is left; killed, what still writes is left alone until it is done."""
    building = subprocess.Popen(
        [sys.executable, str(BUILD), "site"], cwd=ROOT, env=environment(good), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert building.stdout
    assert building.stdout.readline().startswith("check")
    while not any(good.parent.glob(f".site-*/{sign}")):
        assert building.poll() is None
    [lock] = good.parent.glob(".site-*/lock")
    with lock.open("rb") as held:
        building.send_signal(sent)
        building.wait()
        assert "Traceback" not in building.communicate()[1]
        assert whole(good)
        if sent is signal.SIGTERM:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody has it
            assert left(good) == ["site"]
        fcntl.flock(held, fcntl.LOCK_EX)
    assert run("site", SMALL, good).returncode == 0
    assert left(good) == ["site"]
    assert whole(good)


def test_what_somebody_put_there_meanwhile(good: Path) -> None:
    program = AT.format(hooks=str(ROOT / "hooks"), build=str(BUILD), after=False, signal=0, where="""
real = placing.seal
def seal(folder):
    real(folder)
    (pathlib.Path(os.environ["SITE_DIR"]) / "CNAME").write_text("x")
placing.seal = seal""")
    done = ran(good, sys.executable, "-c", program)
    assert (done.returncode, said(done)) == (1, [f"SITE_DIR '{good}' có thứ không do lần trước tạo ra: CNAME (gợi ý: chọn thư mục khác)"])
    assert left(good) == ["site"]
    (good / "CNAME").unlink()
    assert whole(good)


def test_two_builds_at_once(good: Path) -> None:
    """A workshop in use is no leftover, nor is a folder with anything else in it."""
    busy, own = good.parent / ".site-abcdefgh", good.parent / ".site-ijklmnop"
    for folder in (busy, own):
        (folder / "new").mkdir(parents=True)
        (folder / "lock").touch()
    (own / "letter.txt").touch()
    with (busy / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        next_build(good)
        assert left(good) == [".site-abcdefgh", ".site-ijklmnop", "site"]
    next_build(good)
    assert left(good) == [".site-ijklmnop", "site"]


def full_disk(size: int) -> Callable[[], None]:
    """No file may grow beyond so many bytes: writing fails as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def without_privilege() -> None:
    """Even root is told no: the capability to write anywhere goes with the next program started."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


@pytest.mark.parametrize("size", [100, 5_000, 20_000], ids=lambda size: f"{size} bytes a file")
def test_a_full_disk(good: Path, size: int) -> None:
    done = ran(good, before=full_disk(size))
    assert done.returncode == 1
    assert "tệp lớn hơn mức máy cho phép" in said(done)[0]
    assert len(said(done)) <= 2
    assert left(good) == ["site"]
    assert whole(good)


def test_a_folder_that_takes_nothing(good: Path) -> None:
    good.parent.chmod(0o555)
    try:
        done = ran(good, before=without_privilege)
    finally:
        good.parent.chmod(0o755)
    assert done.returncode == 1
    [line] = said(done)
    assert "không có quyền (gợi ý: chọn SITE_DIR ở thư mục ghi được)" in line
    assert left(good) == ["site"]
    assert whole(good)


def test_a_target_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "letter").touch()
    done = ran(tmp_path / "letter" / "site")
    assert done.returncode == 1
    [line] = said(done)
    assert line.endswith("letter': ở đây đã có một tệp mang tên của thư mục")


@pytest.mark.parametrize("lacking", ["PATH", "HOME"])
def test_a_bare_machine(good: Path, small_site: BuiltSite, lacking: str, tmp_path: Path) -> None:
    """No git, no home: the same site, but for what only git knows."""
    (tmp_path / "empty").mkdir()
    settings = {name: value for name, value in os.environ.items() if name != lacking}
    if lacking == "PATH":
        settings["PATH"] = str(tmp_path / "empty")
    settings |= {"PLAN_DATA": str(SMALL), "SITE_DIR": str(good), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, str(BUILD), "site"], cwd=ROOT, env=settings, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert said(done) == []
    assert whole(good)
