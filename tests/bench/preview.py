"""How soon a saved data file shows in the browser while `make serve` runs, on the real plan.

python tests/bench/preview.py
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
sys.path[:0] = [str(ROOT / "hooks"), str(TESTS)]

from audit.table import Row, printed  # noqa: E402
from build import HOST, PORT  # noqa: E402
from built import FLAGS, chromium  # noqa: E402

TIMES, MOST = 5, 2.0
ADDRESS = (HOST, PORT)
BASE = f"http://{ADDRESS[0]}:{ADDRESS[1]}/"


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        refuse_another()
        data = shutil.copytree(ROOT / "data", Path(name) / "data")
        settings = {**os.environ, "PLAN_DATA": str(data)}
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "hooks" / "build.py"), "serve"], cwd=ROOT, env=settings,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait(server)
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            spent = list(_saved(browser.new_page(), data))
            browser.close()
        finally:
            server.terminate()
            server.wait()
    value = f"median {statistics.median(spent):.2f} s, slowest {max(spent):.2f} s of {TIMES}"
    print("\nPreview: from a saved file to the words in the browser\n")
    print("\n".join(printed([Row(what="make serve", value=value, bar=f"<= {MOST} s", met=statistics.median(spent) <= MOST)])))


def refuse_another() -> None:
    """What is measured must be ours: nobody may answer before it was started."""
    if _answers():
        raise SystemExit(f"{BASE} answers already: stop what serves there")


def wait(server: subprocess.Popen[bytes]) -> None:
    """Until ours answers; no longer than it lives."""
    for _ in range(120):
        answers, ended = _answers(), server.poll()
        if ended is not None:
            raise SystemExit(f"make serve ended with {ended} before it could be measured")
        if answers:
            return
        time.sleep(0.5)
    raise TimeoutError(BASE)


def _answers() -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(ADDRESS) == 0


def _saved(page: Page, data: Path) -> Iterator[float]:
    """Seconds until a lead says something else."""
    path = min((data / "agencies").glob("*.yml"))
    text = path.read_text("utf-8")
    page.goto(f"{BASE}co-quan/{text.partition('id: ')[2].split()[0]}/")
    for number in range(TIMES):
        words = f"Lần thử {number}."
        started = time.perf_counter()
        path.write_text(text.replace("lead: >-\n      ", f"lead: >-\n      {words} ", 1), "utf-8")
        page.get_by_text(words).first.wait_for()
        yield time.perf_counter() - started
        time.sleep(1)


if __name__ == "__main__":
    main()
