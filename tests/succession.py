"""Could the site go on without its generator? Successors build it, and every file is compared with the one we publish.

    make successors

ProperDocs, the continuation of MkDocs 1.x, builds the project as it stands and the plain files (`make export-markdown`); a
difference that `successors.yml` does not account for fails. Zensical builds the plain files, to know how far it is: only told.
"""

from __future__ import annotations

import filecmp
import fnmatch
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import yaml

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS.parent / "hooks"), str(TESTS)]

import plain_copy  # noqa: E402
from audit.table import Row, printed  # noqa: E402
from built import REPO_URL, SITE_URL, SMALL, build  # noqa: E402

PROPERDOCS = (sys.executable, "-m", "properdocs")
ZENSICAL = (str(Path(sys.prefix) / "successors" / "bin" / "zensical"),)
AS_IT_STANDS, PLAIN, ZENSICAL_PLAIN = "properdocs, the site as it stands", "properdocs, plain files", "zensical, plain files"
ACCOUNTED = yaml.safe_load((TESTS / "successors.yml").read_text("utf-8"))
BYTES, WRITING = "bytes", "writing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    ours: Path
    theirs: Path

    def differences(self) -> dict[str, str]:
        """Every file that is not byte for byte the same -> `writing` when the same document is read from both, else `bytes`."""
        return {
            path: self._how(path) for path in sorted(self._files(self.ours) | self._files(self.theirs)) if not self._same(path)
        }

    def pages(self) -> tuple[int, int]:
        """How many pages we have, and how many of them they have too."""
        ours = {path for path in self._files(self.ours) if path.endswith(".html")}
        return len(ours), len(ours & self._files(self.theirs))

    def wordings(self) -> tuple[int, int]:
        """How many times an official wording is shown, and how many times they show it in the same place, letter for letter."""
        shown = [(said, other) for path in self._pages() for said, other in zip(*self._said(path), strict=False)]
        return sum(len(self._said(path)[0]) for path in self._pages()), sum(said == other for said, other in shown)

    def _pages(self) -> Iterator[str]:
        return (path for path in sorted(self._files(self.ours)) if path.endswith(".html"))

    def _said(self, path: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        ours, theirs = (
            [(found.get("data-provision", ""), found.text_content()) for found in _read(folder / path).xpath("//*[@data-provision]")]
            if (folder / path).is_file() else []
            for folder in (self.ours, self.theirs)
        )  # fmt: skip
        return ours, theirs

    def _same(self, path: str) -> bool:
        ours, theirs = self.ours / path, self.theirs / path
        return ours.is_file() and theirs.is_file() and filecmp.cmp(ours, theirs, shallow=False)

    def _how(self, path: str) -> str:
        ours, theirs = self.ours / path, self.theirs / path
        read_alike = path.endswith(".html") and ours.is_file() and theirs.is_file()
        return WRITING if read_alike and lxml.html.tostring(_read(ours)) == lxml.html.tostring(_read(theirs)) else BYTES

    @staticmethod
    def _files(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _read(path: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(path.read_text("utf-8"))


def unaccounted(differences: Mapping[str, str], accounted: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What differs otherwise than the reviewed list says, and what it lists in vain."""
    found = [
        f"{path} ({how})"
        for path, how in differences.items()
        if not any(fnmatch.fnmatch(path, name) and how == entry["differs"] for name, entry in accounted.items())
    ]
    vain = [name for name in accounted if not any(fnmatch.fnmatch(path, name) for path in differences)]
    return found + [f"{name} (listed, but the same)" for name in vain]


def plain(site: Path, folder: Path) -> Path:
    """The plain files of a built site in a new folder."""
    plain_copy.write(site, folder, "tên trang", SITE_URL)
    return folder


def made(command: tuple[str, ...], tree: Path) -> Path:
    """The site a generator builds from plain files."""
    strict = ("build", "--clean") if command == ZENSICAL else ("build", "--strict", "--quiet", "--config-file", "mkdocs.yml")
    done = subprocess.run(
        [*command, *strict], cwd=tree, capture_output=True, text=True, timeout=600, check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1650000000"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return tree / "site"


def rows(what: str, name: str, found: Comparison) -> Iterator[Row]:
    """One successor on one plan."""
    differences = found.differences()
    rest = unaccounted(differences, ACCOUNTED[name])
    blocking = name != ZENSICAL_PLAIN
    for told, (ours, theirs) in (("pages", found.pages()), ("wordings", found.wordings())):
        yield Row(what=f"{what}: {told} of ours made, the same", value=f"{theirs} of {ours}", bar=f"{ours}", met=ours == theirs)
    kinds = [list(differences.values()).count(kind) for kind in (BYTES, WRITING)]
    yield Row(what=f"{what}: files of other bytes", value=f"{kinds[0]} (+ {kinds[1]} in writing)", bar="listed", met=not rest)
    for path in rest[:20]:
        yield Row(what=f"{what}: not accounted for", value=path, bar="none", met=False if blocking else None)


def main() -> int:
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as aside:
        for plan, data in (("plan", "data"), ("small plan", SMALL)):
            folder = Path(aside) / plan.replace(" ", "-")
            ours = build(data, folder / "ours", SITE_URL=SITE_URL, REPO_URL=REPO_URL).folder
            theirs = build(data, folder / "theirs", SITE_URL=SITE_URL, REPO_URL=REPO_URL, GENERATOR="properdocs").folder
            found += rows(f"{plan}: {AS_IT_STANDS}", AS_IT_STANDS, Comparison(ours=ours, theirs=theirs))
            for name, command in ((PLAIN, PROPERDOCS), (ZENSICAL_PLAIN, ZENSICAL)):
                found += _plain_rows(plan, name, command, ours, folder / command[-1].rpartition("/")[2])
    print("\n".join(printed(found)))
    return any(row.met is False for row in found if ZENSICAL_PLAIN not in row.what)


def _plain_rows(plan: str, name: str, command: tuple[str, ...], ours: Path, folder: Path) -> Iterator[Row]:
    """What one generator makes of the plain files; the one that is only told about may be missing or fail."""
    if command == ZENSICAL and not Path(ZENSICAL[0]).is_file():
        yield Row(what=f"{plan}: {name}", value="not installed here", bar="told only", met=None)
        return
    try:
        theirs = made(command, plain(ours, folder))
    except (AssertionError, subprocess.TimeoutExpired) as error:
        if command != ZENSICAL:
            raise
        yield Row(what=f"{plan}: {name}", value=str(error).strip().splitlines()[-1], bar="told only", met=None)
        return
    yield from rows(f"{plan}: {name}", name, Comparison(ours=ours, theirs=theirs))


if __name__ == "__main__":
    sys.exit(main())
