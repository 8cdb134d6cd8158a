"""Packs what a proposal's build hands over: the comparison with what is published, and the site. Nothing else.

Runs inside the proposal's own build, with nothing worth stealing. A comparison that tells of changes ends with another
exit status than one that could not be made; `make` hides which, so the files tell: they are there, or there was trouble.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from artifact import PAGES

OUT = Path("proposal")
PARTS = ("diff.md", "diff.html", "diff.json")
PROBLEMS_SHOWN = 50


def compare(out: Path) -> bool:
    """Write the comparison with the commit this one is merged onto; false when it could not be made."""
    base = _base()
    done = _run("make", "-s", "diff", f"BASE={base}", DIFF_DIR=str(out))
    if not all((out / name).is_file() for name in PARTS):
        sys.stderr.write(done.stdout + done.stderr)
        (out / "diff.md").write_text("Máy không so sánh được với bản đang công bố.\n", "utf-8")
        return False
    linked = _run("make", "-s", "diff", f"BASE={base}", PREVIEW_URL=PAGES)  # for the comment, where pages may have addresses
    (out / "diff.md").write_text(linked.stdout, "utf-8")
    print("Đề nghị " + ("đổi nghĩa: xem diff.md." if done.returncode else "không đổi nghĩa."))
    return True


def problems(out: Path) -> None:
    """In place of a comparison: what is wrong with the data, as `make check` says it to who edits on the service. The commands
    to the service, which begin with `::` as no other line does, are left out: they drew their marks when the check ran."""
    said = _run("make", "-s", "check", f"BASE={_base()}", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY="").stdout
    lines = [line for line in said.splitlines() if not line.startswith("::")]
    if len(lines) > PROBLEMS_SHOWN + 2:  # the last line says what to do next
        lines = [*lines[:PROBLEMS_SHOWN], f"… và {len(lines) - PROBLEMS_SHOWN - 1} dòng nữa", lines[-1]]
    text = "\n".join(lines)
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    (out / "diff.md").write_text(f"### Chỗ cần sửa\n\n{fence}text\n{text}\n{fence}\n", "utf-8")


def _base() -> str:
    """The commit this one is merged onto."""
    return _run("git", "rev-parse", "--verify", "HEAD^1").stdout.strip()


def pack(site: Path, target: Path) -> None:
    """The site as one zip, its files in order."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in site.rglob("*") if path.is_file() and not path.is_symlink()):
            packed.write(path, path.relative_to(site).as_posix())


def _run(*command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command in plain words: not in the form in which the service draws them on the lines of a file."""
    env = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    return subprocess.run(command, env=env | settings, capture_output=True, text=True, check=False)


def main() -> int:
    site = Path(os.environ.get("SITE_DIR") or "site")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    if not (site / "index.html").is_file():
        problems(OUT)
        return 0
    sound = compare(OUT)
    pack(site, OUT / "site.zip")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
