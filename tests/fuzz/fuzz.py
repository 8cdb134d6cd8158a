"""Everything that reads what people write, given what nobody would: no exception may come of it, and no case may take long.

    make fuzz                                          # all of it: more than 100,000 cases on two cores, at most ten minutes
    .venv/bin/python tests/fuzz/fuzz.py SECONDS [SEED]  # what fits into so many seconds, from another seed
    .venv/bin/python tests/fuzz/fuzz.py KIND NUMBER     # one case again, with its traceback, from the first seed

Cases are made from their number alone, so a run can be repeated; a fault is told with what brings it back. Prints a line for each
kind: cases, seconds, faults. Fails when there is a fault, a process that died or a case without an end among them, and when all of
it was to be run and there were fewer cases than said above.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
sys.path[:0] = [str(ROOT / "hooks"), str(TESTS)]

from built import SMALL, amended_data  # noqa: E402
from fuzz.mutations import damaged  # noqa: E402
from plan import canonical, examine, load, narrative, references  # noqa: E402
from plan.schema import FOLDERS  # noqa: E402
from plan.search import files as search_files  # noqa: E402
from plan.search.client import BEGINNINGS, FOLDER  # noqa: E402
from plan.source import parse  # noqa: E402
from plan.vietnamese import fold, slug  # noqa: E402

CASES = {"files": 40_000, "folders": 3_000, "pages": 30_000, "wordings": 30_000, "queries": 15_000}
"""How many of each kind."""
MANY = 100_000
"""Cases at the least, of all kinds together."""
WORKERS = 2
LONG = 10
"""Seconds a case may take."""
BYTES = 1024 * 2**20


@dataclass
class Told:
    cases: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


Share = tuple[str, int, int, int, float]
"""Of one kind the cases from a number to before another, with a seed, in so many seconds."""


class TooLongError(BaseException):
    """A case has no end; beside all other exceptions, so that nothing which is tried can catch it."""


class Folder:
    """The amended plan's data in a new folder, a file of it damaged at a time."""

    def __init__(self, holder: Path) -> None:
        self.folder = amended_data(holder / "data")
        found = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
        self.contents = {path: path.read_bytes() for path in found}

    def one(self, chance: random.Random) -> tuple[Path, bytes]:
        path = chance.choice([*self.contents])
        return path, damaged(self.contents[path], [*self.contents.values()], chance)


def files(folder: Folder, chance: random.Random) -> None:
    """One file: its text, its places, its form, and its form mended."""
    path, content = folder.one(chance)
    name = path.parent.name if path.parent.name in FOLDERS else path.name
    file, problems = parse(content.decode("utf-8", "replace"), "a.yml")
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)
    for loc in list(file.values)[:50]:
        file.word_place(loc, 1)
    if path.suffix == ".yml":
        canonical.findings(content, name)
        mended = canonical.mend(content, name, "../") if chance.random() < 0.1 else None
        assert mended is None or canonical.mend(mended, name, "../") in (None, mended), "mended twice is another"


def folders(folder: Folder, chance: random.Random) -> None:
    """All of the data with one file damaged: a plan, or problems with places."""
    path, content = folder.one(chance)
    path.write_bytes(content)
    try:
        plan, problems = examine(folder.folder, shown="data")
        canonical.check(folder.folder, "data")
    finally:
        path.write_bytes(folder.contents[path])
    assert plan is not None or problems
    assert all("\n" not in str(problem) and problem.line >= 1 for problem in problems), "a problem of two lines"


PAGES = [path.read_bytes() for path in sorted((ROOT / "docs").glob("*.md"))]


def pages(_folder: Folder, chance: random.Random) -> None:
    for problem in narrative.examine(damaged(chance.choice(PAGES), PAGES, chance), "docs/a.md"):
        assert problem.line >= 1


def wordings(folder: Folder, chance: random.Random) -> None:
    """The grammar of citations, folding and slugs on damaged wordings."""
    text = unicodedata.normalize("NFC", folder.one(chance)[1].decode("utf-8", "replace"))
    at = chance.randint(0, len(text))
    text = text[at : at + 400]
    assert text.startswith(references.label_of(text).text)
    for read in (references.symbols, references.dates, references.days):
        list(read(text))
    for ask in (references.before, references.place_and_date, references.own_number):
        ask(text)
    assert fold(fold(text)) == fold(text)
    assert slug(slug(text)) == slug(text)


KINDS: dict[str, Callable[[Folder, random.Random], None]] = {"files": files, "folders": folders, "pages": pages, "wordings": wordings}


def tried(kind: str, number: int, seed: int, folder: Folder) -> None:
    """One case, which may raise whatever it likes, and stops after `LONG` seconds."""
    with _at_most(LONG):
        KINDS[kind](folder, random.Random(f"{seed}/{kind}/{number}"))


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLongError(f"no end after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def worked(share: Share, mark: Path) -> Told:
    """Cases of a share until they are done or time is up; `mark` holds the number of the one that is tried."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    with tempfile.TemporaryDirectory() as holder:
        return _worked(share, mark, Folder(Path(holder)))


def _worked(share: Share, mark: Path, folder: Folder) -> Told:
    kind, first, last, seed, limit = share
    told, begun = Told(), time.perf_counter()
    for number in range(first, last):
        if time.perf_counter() - begun > limit:
            break
        mark.write_text(str(number), "utf-8")
        try:
            tried(kind, number, seed, folder)
        except (Exception, TooLongError) as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
            told.faults.append(f"{kind} {number}: {type(error).__name__}: {str(error)[:120]}")
        told.cases += 1
    told.seconds = time.perf_counter() - begun
    return told


def spread(work: Callable[[Share, Path], Told], shares: Sequence[Share]) -> list[Told]:
    """Every share in a process of its own: one that dies is a fault at the case it was at, and the others go on."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as hands:
        marks = [Path(name) / str(at) for at in range(len(shares))]
        pools = [hands.enter_context(ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))) for _ in shares]
        asked = [pool.submit(work, share, mark) for pool, share, mark in zip(pools, shares, marks, strict=True)]
        return [_told(*each) for each in zip(asked, shares, marks, strict=True)]


def _told(asked: Future[Told], share: Share, mark: Path) -> Told:
    try:
        return asked.result()
    except BrokenProcessPool:
        kind, first, *_ = share
        number = int(mark.read_text("utf-8")) if mark.is_file() else first
        return Told(cases=number - first, faults=[f"{kind} {number}: its process died"])


def queries(count: int, seed: int, limit: float) -> Told:
    """The browser's own parser and search, run by Node on the index as shipped."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in FOLDER.glob("*.js"):
            shutil.copy(path, folder)
        shutil.copy(TESTS / "fuzz" / "queries.mjs", folder)
        (folder / "package.json").write_text('{"type": "module"}', "utf-8")
        for file, content in search_files(load(SMALL)).items():
            if file not in BEGINNINGS:
                (folder / f"index-{file}").write_bytes(content)
        command, longest = ["node", "queries.mjs", str(count), str(seed), str(limit)], limit + 120
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=longest)
        except subprocess.TimeoutExpired:
            return Told(faults=[f"queries: no end after {longest:.0f} s"])
        if done.returncode:
            return Told(faults=[f"queries: {done.stderr[-400:]}"])
        return Told(**json.loads(done.stdout))


def run(seconds: float = 600, seed: int = 1, share: float = 1.0) -> dict[str, Told]:
    """A share of all kinds, each in its turn on all workers; time is cut in proportion to what kinds take."""
    found = {}
    for kind, wanted in CASES.items():
        count, limit = int(wanted * share), seconds * PARTS[kind]
        if kind == "queries":
            found[kind] = queries(count, seed, limit)
            continue
        step = -(-count // WORKERS)
        parts = spread(worked, [(kind, first, min(first + step, count), seed, limit) for first in range(0, count, step)])
        found[kind] = Told(sum(p.cases for p in parts), max(p.seconds for p in parts), [fault for p in parts for fault in p.faults])
    return found


PARTS = {"files": 0.35, "folders": 0.35, "pages": 0.1, "wordings": 0.05, "queries": 0.15}


def lines(found: dict[str, Told]) -> Iterator[str]:
    for kind, told in found.items():
        yield f"{kind:10} {told.cases:8} cases {told.seconds:7.1f} s {len(told.faults):5} faults"
    yield f"{'all':10} {sum(t.cases for t in found.values()):8} cases {sum(t.seconds for t in found.values()):7.1f} s {sum(len(t.faults) for t in found.values()):5} faults"
    kinds = Counter(fault.partition(": ")[2] for told in found.values() for fault in told.faults)
    first = {fault.partition(": ")[2]: fault for told in found.values() for fault in reversed(told.faults)}
    yield from (f"{times:6} x  {first[fault]}" for fault, times in kinds.most_common(30))


def main(arguments: list[str]) -> int:
    if arguments and arguments[0] in KINDS:
        with tempfile.TemporaryDirectory() as holder:
            tried(arguments[0], int(arguments[1]), 1, Folder(Path(holder)))
        return 0
    found = run(*map(int, arguments))
    print("\n".join(lines(found)), flush=True)
    few = not arguments and sum(told.cases for told in found.values()) < MANY
    if few:
        print(f"fewer than {MANY:,} cases in the time there was", flush=True)
    return int(few or any(told.faults for told in found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
