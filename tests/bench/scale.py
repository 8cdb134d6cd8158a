"""Builds of a plan 1, 10 and 100 times as large: ours, stock Material for MkDocs and Zensical on as many pages of the same words.

    python tests/bench/scale.py [N …]

The others get what our pages say as Markdown: headings, paragraphs, lists and tables, no links; they make no exports, check
nothing and know no old addresses, ours does. Zensical is the pinned one that `make bench` and `make successors` install. All run
one after another on one machine. Memory is that of all processes of a build together, pages that processes share counted once.
"""

from __future__ import annotations

import gzip
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import lxml.html

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
sys.path[:0] = [str(ROOT / "hooks"), str(TESTS)]

from audit.table import Row, printed  # noqa: E402
from bench.copies import repeat  # noqa: E402
from succession import ZENSICAL  # noqa: E402

TIMES = (1, 10, 100)
MEMORY, GROWTH, WEIGHT = 1.5, 1.2, 1.1
"""Gigabytes; time a page at a hundred times by that at ten; weight of a page at a hundred times by that at one."""
STOCK = """site_name: Trang mẫu
theme:
  name: material
  language: vi
  font: false
  features: [navigation.prune]
plugins: [search]
markdown_extensions: [attr_list, tables, {toc: {permalink: false}}]
"""
_BLOCKS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "p": "", "dt": "", "dd": "", "li": "- ", "summary": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    seconds: float
    processor: float
    """Seconds of processors, of all processes."""
    memory: float
    """Gigabytes at the most."""
    pages: int
    weight: float
    """Kilobytes of a page, packed: the median."""

    @property
    def each(self) -> float:
        """Milliseconds a page."""
        return 1000 * self.seconds / self.pages


def main(arguments: Sequence[str]) -> None:
    times = tuple(map(int, arguments)) or TIMES
    made: dict[tuple[str, int], Build | str] = {}
    with tempfile.TemporaryDirectory() as name:
        for count in times:
            folder = Path(name) / str(count)
            made["ours", count] = ours(repeat(ROOT / "data", count, folder / "data"), folder / "site")
            as_markdown(folder / "site", folder / "stock" / "docs")
            (folder / "stock" / "mkdocs.yml").write_text(STOCK, "utf-8")
            made["stock Material", count] = other([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder / "stock")
            made["Zensical", count] = zensical(folder / "stock")
    print("\nBuilds; the bar of ours is stock Material beside it\n")
    print("\n".join(printed(rows(made))))


def ours(data: Path, site: Path) -> Build:
    settings = {**os.environ, "PLAN_DATA": str(data), "SITE_DIR": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    return measured([sys.executable, str(ROOT / "hooks" / "build.py"), "site"], ROOT, site, settings)


def other(command: Sequence[str], folder: Path) -> Build | str:
    """What another generator needs for the Markdown in `folder`."""
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    try:
        return measured(command, folder, folder / "site", settings)
    except subprocess.CalledProcessError as error:
        return f"fails: {' '.join(str(error.output).split())[-80:]}"


def zensical(folder: Path) -> Build | str:
    if not Path(ZENSICAL[0]).is_file():
        return "not installed here (make .venv/successors/.ready tells why)"
    return other([*ZENSICAL, "build"], folder)


def measured(command: Sequence[str], folder: Path, site: Path, settings: Mapping[str, str]) -> Build:
    before, started, most = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), [0.0]
    process = subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    watch = threading.Thread(target=_watch, args=(process, most))
    watch.start()
    output = process.communicate()[0]
    watch.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command), output)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    weights = [len(gzip.compress(path.read_bytes(), 6)) / 1000 for path in site.rglob("*.html")]
    return Build(
        seconds=seconds, processor=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, memory=most[0],
        pages=len(weights), weight=statistics.median(weights),
    )  # fmt: skip


def _watch(process: subprocess.Popen[str], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], sum(map(_memory, _tree(process.pid))) / 1e6)
        time.sleep(0.2)


def _tree(process: int) -> Iterator[int]:
    yield process
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:  # it has ended meanwhile
        return


def _memory(process: int) -> int:
    """Kilobytes; of what several processes share, its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def as_markdown(site: Path, docs: Path) -> None:
    """What the pages of a site say, at the same addresses."""
    for path in site.rglob("index.html"):
        target = docs / path.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        main = lxml.html.document_fromstring(path.read_text("utf-8")).find(".//main")
        target.write_text("\n\n".join(_blocks(main)), "utf-8")


def _blocks(element: lxml.html.HtmlElement) -> Iterator[str]:
    for child in element:
        if child.tag == "table":
            yield "\n".join(_table(child))
        elif child.tag in _BLOCKS and not child.xpath(".//p | .//ul | .//ol | .//table | .//dl"):
            yield _BLOCKS[child.tag] + _words(child)
        elif isinstance(child.tag, str):
            yield from _blocks(child)


def _table(table: lxml.html.HtmlElement) -> Iterator[str]:
    lines = [[_words(cell).replace("|", "/") for cell in row.xpath("./th | ./td")] for row in table.iter("tr")]
    for at, line in enumerate(lines):
        yield f"| {' | '.join(line)} |"
        if at == 0:
            yield "|---" * len(line) + "|"


def _words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split()).replace("<", "&lt;")


def rows(made: Mapping[tuple[str, int], Build | str]) -> Iterator[Row]:
    largest = max(count for _, count in made)
    for (who, count), build in made.items():
        peer = made["stock Material", count]
        if isinstance(build, str):
            yield Row(what=f"{who}, {count} times", value=build, bar="", met=None)
            continue
        told = (
            f"{build.seconds:7.1f} s  {build.processor:7.1f} s of processors  {build.memory:5.2f} GB  {build.pages:5} pages"
            f"  {build.each:6.1f} ms and {build.weight:5.1f} kB a page"
        )
        held = who == "ours" and count == largest > 1
        bar, met = (f"<= {peer.seconds:.1f} s", build.seconds <= peer.seconds) if held and isinstance(peer, Build) else ("", None)
        yield Row(what=f"{who}, {count} times", value=told, bar=bar, met=met)
    own = {count: build for (who, count), build in made.items() if who == "ours" and isinstance(build, Build)}
    first, last = own[min(own)], own[max(own)]
    middle = own[sorted(own)[-2]] if len(own) > 1 else last
    yield _bar("time a page at the largest by that before", last.each / middle.each, GROWTH, "")
    yield _bar("weight of a page at the largest by that at the least", last.weight / first.weight, WEIGHT, "")
    yield _bar("memory at the most", max(build.memory for build in own.values()), MEMORY, " GB")


def _bar(what: str, value: float, most: float, unit: str) -> Row:
    return Row(what=what, value=f"{value:.2f}{unit}", bar=f"<= {most}{unit}", met=value <= most)


if __name__ == "__main__":
    main(sys.argv[1:])
