"""How soon a saved data file shows in the browser while `make serve` runs, on the real plan.

python tests/bench/preview.py
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
sys.path[:0] = [str(ROOT / "hooks"), str(TESTS)]

from audit.table import Row, printed  # noqa: E402
from built import FLAGS, chromium  # noqa: E402

TIMES, MOST = 5, 2.0
ADDRESS = "http://127.0.0.1:8000/"


def main() -> None:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        data = shutil.copytree(ROOT / "data", Path(name) / "data")
        settings = {**os.environ, "PLAN_DATA": str(data)}
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "hooks" / "build.py"), "serve"], cwd=ROOT, env=settings,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait()
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            spent = list(_saved(browser.new_page(), data))
            browser.close()
        finally:
            server.terminate()
            server.wait()
    value = f"median {statistics.median(spent):.2f} s, slowest {max(spent):.2f} s of {TIMES}"
    print("\nPreview: from a saved file to the words in the browser\n")
    print("\n".join(printed([Row(what="make serve", value=value, bar=f"<= {MOST} s", met=statistics.median(spent) <= MOST)])))


def _wait() -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(ADDRESS).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(ADDRESS)


def _saved(page: Page, data: Path) -> Iterator[float]:
    """Seconds until a lead says something else."""
    path = min((data / "agencies").glob("*.yml"))
    text = path.read_text("utf-8")
    page.goto(f"{ADDRESS}co-quan/{text.partition('id: ')[2].split()[0]}/")
    for number in range(TIMES):
        words = f"Lần thử {number}."
        started = time.perf_counter()
        path.write_text(text.replace("lead: >-\n      ", f"lead: >-\n      {words} ", 1), "utf-8")
        page.get_by_text(words).first.wait_for()
        yield time.perf_counter() - started
        time.sleep(1)


if __name__ == "__main__":
    main()
