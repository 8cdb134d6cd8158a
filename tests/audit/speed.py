"""Lighthouse on a phone's screen and line, and what a second page costs: the median of several runs, served compressed."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from audit.table import Row
from built import FLAGS, ROOT, chromium
from plan import load
from serving import wired

HERE = Path(__file__).resolve().parent
COMMAND = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
LOCK = HERE / "package-lock.json"
INSTALLED = HERE / "node_modules" / ".installed-from"
"""A copy of the lock that what lies there was installed from."""
RUNS = int(os.environ.get("LIGHTHOUSE_RUNS", "5"))
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST = {"largest-contentful-paint": 1500, "cumulative-layout-shift": 0.01}
MET_AGAIN = 300
"""Milliseconds within which a page seems to come at once."""


def rows(site: Path) -> Iterator[Row]:
    plan = load(ROOT / "data")
    pages = ("", plan.page_of(plan.responsibilities[0]), plan.task_areas[0].url, "toan-van/")
    with sync_playwright() as playwright:
        program = chromium() or playwright.chromium.executable_path
        yield from _second_page(playwright.chromium.launch(executable_path=program, args=FLAGS).new_page(), site, pages)
    if refused := _refused():
        yield Row(what="Lighthouse 12, mobile", value=refused, bar="98 / 100 / 100 / 100", met=None)
        return
    with wired(site) as wire:
        for url in pages:
            yield from _lighthouse(wire.address, url, program)


def _second_page(page: Page, site: Path, pages: tuple[str, ...]) -> Iterator[Row]:
    """From a page already read to the next: what is sent, and how long until its words are painted."""
    with wired(site) as wire:
        page.goto(wire.address, wait_until="networkidle")
        for url in pages[1:]:
            wire.sent.clear()
            page.goto(wire.address + url, wait_until="networkidle")
            painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity")
            names = [path for path, _ in wire.sent]
            value = f"{painted:.0f} ms, {sum(size for _, size in wire.sent):,} bytes in {len(names)} answer(s)"
            yield Row(what=f"second page /{url}", value=value, bar=f"markup alone, <= {MET_AGAIN} ms", met=names == [f"/{url}"] and painted <= MET_AGAIN)


def _refused() -> str:
    """Why the Lighthouse of the lock cannot be had here; nothing when it is there."""
    if not (COMMAND.is_file() and INSTALLED.is_file() and INSTALLED.read_bytes() == LOCK.read_bytes()):
        done = subprocess.run(["npm", "ci", "--prefix", str(HERE), "--loglevel=error", "--no-audit", "--no-fund", "--ignore-scripts"], capture_output=True, text=True, check=False)
        if done.returncode:
            return f"cannot be installed here: {[str(done.returncode), *done.stderr.strip().splitlines()][-1]}"
        INSTALLED.write_bytes(LOCK.read_bytes())
    return ""


def _lighthouse(address: str, url: str, program: str) -> Iterator[Row]:
    found = [_run(address + url, program) for _ in range(RUNS)]
    scores = {name: statistics.median(100 * run["categories"][name]["score"] for run in found) for name in SCORES}
    times = {name: statistics.median(run["audits"][name]["numericValue"] for run in found) for name in MOST}
    yield Row(
        what=f"Lighthouse /{url} (median of {RUNS}): performance, accessibility, best practices, SEO",
        value=" / ".join(f"{score:.0f}" for score in scores.values()), bar=" / ".join(map(str, SCORES.values())),
        met=all(score >= SCORES[name] for name, score in scores.items()),
    )  # fmt: skip
    yield Row(
        what=f"Lighthouse /{url}: LCP, CLS", value=f"{times['largest-contentful-paint']:.0f} ms, {times['cumulative-layout-shift']:.3f}",
        bar="<= 1500 ms, <= 0.010", met=all(value <= MOST[name] for name, value in times.items()),
    )  # fmt: skip
    lacking = sorted({name for run in found for name, audit in run["audits"].items() if name not in MOST and audit["score"] == 0 and audit["scoreDisplayMode"] == "binary"})
    if lacking:
        yield Row(what=f"Lighthouse /{url}: says of it", value=", ".join(lacking), bar="nothing", met=not any(scores[n] < SCORES[n] for n in SCORES))


def _run(address: str, program: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        told = Path(folder) / "told.json"
        command = ["node", str(COMMAND), address, "--quiet", "--output=json", f"--output-path={told}", f"--only-categories={','.join(SCORES)}", f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
        subprocess.run(command, env={**os.environ, "CHROME_PATH": program}, capture_output=True, timeout=300, check=True)
        found: dict[str, Any] = json.loads(told.read_text("utf-8"))
        return found
