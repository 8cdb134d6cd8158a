"""A built site for tests: run the real command, read the pages back."""

from __future__ import annotations

import functools
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lxml.html

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "plans" / "small"
AMENDED = ROOT / "tests" / "plans" / "small-amended"
"""What the small plan would be with lettered points and two documents that amend it: laid over a copy of it."""
SITE_URL = "https://ke-hoach.example/trang/"
REPO_URL = "https://git.example/nhom/ke-hoach"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""How Chromium runs here: as root, without a screen, asking nothing of anybody."""


def run(command: str, data: Path | str, target: Path, root: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    """`make check` or `make site` as a user's shell runs it, without make."""
    ours = ("SITE_URL", "REPO_URL", "REPO_COMMIT", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "BASE", "GENERATOR", "EXPORT_DIR")
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    env = {**inherited, "PLAN_DATA": str(data), "SITE_DIR": str(target), "PYTHONDONTWRITEBYTECODE": "1", **settings}
    command_line = [sys.executable, str(root / "hooks" / "build.py"), command]
    return subprocess.run(command_line, cwd=root, env=env, capture_output=True, text=True, timeout=300, check=False)


def amended_data(folder: Path, amendments: int = 2) -> Path:
    """The amended plan's data in a new folder, with the first so many of its amendments."""
    shutil.copytree(SMALL, folder)
    shutil.copytree(AMENDED, folder, dirs_exist_ok=True)
    for path in sorted((folder / "amendments").iterdir())[amendments:]:
        path.unlink()
    if not amendments:
        (folder / "amendments").rmdir()
    head, source = folder / "plan.yml", folder / "source" / "quyet-dinh-05-2024.txt"
    sealed = re.sub(r"sha256: \w+", f"sha256: {hashlib.sha256(source.read_bytes()).hexdigest()}", head.read_text("utf-8"))
    head.write_text(sealed, "utf-8")
    return folder


@dataclass(frozen=True)
class BuiltSite:
    folder: Path
    output: str

    def path(self, url: str) -> Path:
        page = url.partition("#")[0]
        return self.folder / page / "index.html" if page.endswith("/") or not page else self.folder / page

    @cached_property
    def pages(self) -> dict[str, lxml.html.HtmlElement]:
        """Address -> parsed page, for every page but the error page."""
        found = {}
        for path in sorted(self.folder.rglob("index.html")):
            url = path.parent.relative_to(self.folder).as_posix() + "/"
            found["" if url == "./" else url] = lxml.html.document_fromstring(path.read_text(encoding="utf-8"))
        return found

    def page(self, url: str) -> lxml.html.HtmlElement:
        return self.pages[url.partition("#")[0]]


def squeeze(text: str) -> str:
    return " ".join(text.split())


def build(data: Path | str, target: Path, root: Path = ROOT, **settings: str) -> BuiltSite:
    done = run("site", data, target, root, **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    return BuiltSite(target, done.stdout)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def serve(folder: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def chromium() -> str | None:
    """The Chromium of this machine; `None` leaves the choice to Playwright."""
    named = (os.environ.get("CHROMIUM"), *map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    return next(filter(None, named), None)
