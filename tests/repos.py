"""Small git repositories made for a test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

MESSAGE = "<script>alert('lời nhắn')</script> {{ 7 * 7 }}"
"""What every commit says of itself; nobody must ever see it."""
AUTHOR = "Tên Tác Giả Không Hiện"


class Repo:
    """A repository in a folder of its own; its commits are an hour apart and depend on nothing around it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hours = 0
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, given: str = "") -> str:
        self.hours += 1
        date = f"2024-03-{1 + self.hours // 24:02}T{self.hours % 24:02}:30:00+00:00"
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
               (("NAME", AUTHOR), ("EMAIL", "a@b.example"), ("DATE", date))}  # fmt: skip
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", **who}
        done = subprocess.run(["git", *arguments], cwd=self.folder, env=env, input=given, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def commit(self, files: Mapping[str, str | bytes | None]) -> str:
        """Write files (`None` removes one) and record them."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", MESSAGE)
        return self.git("rev-parse", "HEAD")

    def cloned(self, target: Path, *options: str) -> Path:
        self.git("clone", "--quiet", *options, f"file://{self.folder}", str(target))
        return target
