"""A plan that grows: its data stays sound, its site gains pages, and an ordinary page does not gain weight by it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

import workers
from bench.copies import repeat
from built import ROOT, SMALL
from plan import Plan, examine, load
from plan.exports import jobs
from plan.pages import Site, matrix

FONTS = ROOT / "docs" / "assets" / "fonts"
FACES = ROOT / "hooks" / "vendor" / "fonts"
LISTS = {
    "areas", "agencies", "text", "editions", "edition", "documents", "groups", "deadlines", "matrix", "register", "glossary", "az", "search",
    "changes",
}  # fmt: skip
"""Kinds of pages that are about the whole plan: one of each, as long as what it lists."""


@pytest.fixture(scope="module", params=[ROOT / "data", SMALL], ids=["real", "small"])
def grown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[int, Plan]:
    folder = tmp_path_factory.mktemp("grown")
    return {times: load(repeat(request.param, times, folder / str(times) / "data")) for times in (1, 4)}


def weights(plan: Plan) -> dict[str, list[int]]:
    found = defaultdict(list)
    site = Site(plan)
    for page in site.pages():
        found[page.kind].append(len(site.document(page).encode()))
    return found


@pytest.mark.parametrize("like", [ROOT / "data", SMALL], ids=["real", "small"])
def test_a_plan_three_times_as_large_has_no_problem(like: Path, tmp_path: Path) -> None:
    plan, problems = examine(repeat(like, 3, tmp_path / "data"))
    once = load(like)
    assert problems == []
    assert plan is not None
    for kind in ("task_areas", "agencies", "responsibilities", "groups"):
        assert len(getattr(plan, kind)) == 3 * len(getattr(once, kind))
    assert len({agency.name for agency in plan.agencies}) == len(plan.agencies)


def test_a_task_is_carried_out_by_another_copy_too(grown: dict[int, Plan]) -> None:
    """No copy can be told by looking at it alone."""
    plan = grown[4]
    own = len(plan.agencies) // 4
    beside = {agency.id: at // own for at, agency in enumerate(plan.agencies)}
    tasks = {area.id: at // (len(plan.task_areas) // 4) for at, area in enumerate(plan.task_areas)}
    links = [(beside[duty.agency], tasks.get(plan.provision(link.provision).area)) for duty in plan.responsibilities for link in duty.supports]
    assert any(there not in (None, here) for here, there in links)


def test_pages_become_more_and_no_heavier(grown: dict[int, Plan]) -> None:
    once, more = weights(grown[1]), weights(grown[4])
    ordinary = set(once) - LISTS
    assert {"area", "agency", "responsibility", "document", "group"} <= ordinary
    for kind in ordinary - {"document"}:
        assert len(more[kind]) == 4 * len(once[kind])
        assert statistics.median(more[kind]) <= 1.1 * statistics.median(once[kind]), kind
    assert all(len(more[kind]) == len(once[kind]) == 1 for kind in LISTS & set(once))


def test_a_matrix_too_wide_to_read_lists_what_there_is(grown: dict[int, Plan]) -> None:
    plan = grown[4]
    page = next(page for page in Site(plan).pages() if page.kind == "matrix")
    wide = len(plan.task_areas) > matrix.COLUMNS
    assert ("<table" in page.body) is not wide
    held = {duty for area in plan.task_areas for duty in plan.area_responsibilities(area)}
    assert all(f'href="../{plan.url(duty)}"' in page.body for duty in held)


def made(data: Path, folder: Path, hands: int) -> tuple[list[str], dict[str, bytes]]:
    """Run in a process of its own: threads that wrote a PDF here before would not live on in a fork."""
    plan = load(data)
    site = Site(plan)

    def page(at: int) -> Iterator[tuple[str, str]]:
        found = site.drafts()[at]()
        yield f"{found.url}index.html", site.document(found)

    addresses = workers.write([*(partial(page, at) for at in range(len(site.drafts()))), *jobs(plan, FONTS, FACES)], folder, hands)
    return addresses, {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_any_number_of_processes_writes_the_same_bytes(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as elsewhere:
        alone, *shared = [elsewhere.submit(made, SMALL, tmp_path / str(hands), hands).result() for hands in (1, 2, 3)]
    assert sorted(alone[0]) == sorted(alone[1])
    assert shared == [alone, alone]


def test_threads_nobody_here_started_are_counted() -> None:
    """Typst has its own: a process forked beside them waits for them for ever."""
    once = "import typst, workers; print(workers._hands(), typst.compile(b'x')[:4], workers._hands())"
    found = subprocess.run([sys.executable, "-c", once], cwd=ROOT / "hooks", capture_output=True, text=True, check=True).stdout
    assert found.split() == [str(min(len(os.sched_getaffinity(0)), workers.MOST)), "b'%PDF'", "1"]


def test_what_is_done_behind_is_done_whole_or_stopped(tmp_path: Path) -> None:
    rows = [(f"{at}.txt", str(at)) for at in range(5)]
    all_of_it = workers.Behind([partial(iter, [row]) for row in rows], tmp_path / "all", pause=0)
    all_of_it.wait()
    assert {path.name: path.read_text() for path in (tmp_path / "all").iterdir()} == dict(rows)
    none_of_it = workers.Behind([partial(iter, [row]) for row in rows], tmp_path / "none", pause=60)
    none_of_it.stop()
    assert not (tmp_path / "none").exists()


def test_what_goes_wrong_in_another_process_is_told_in_this_one(tmp_path: Path) -> None:
    def broken() -> Iterator[tuple[str, str]]:
        raise LookupError("một dòng")
        yield "", ""

    fine = [partial(iter, [(f"{at}/x.txt", str(at))]) for at in range(4)]
    with pytest.raises(LookupError, match="một dòng"):
        workers.write([*fine, fine[0], broken], tmp_path, hands=2)
