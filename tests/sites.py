"""Fixtures: sites built once for all tests, and a project free to damage."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import REPO_URL, ROOT, SITE_URL, SMALL, BuiltSite, amended_data, build
from hostile import CANARY, Way, fill
from renamed import renamed

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "{{ 7 * 7 }} {% raw %}",
    "[x](javascript:alert(3))",
    "*sao* _gạch_ `mã` # đầu",
    "&lt;b&gt; &amp;",
    '" onmouseover="alert(4)',
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a build needs, free to damage."""
    root = tmp_path / "project"
    for name in ("hooks", "docs", "tests/plans/small"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copy(ROOT / name, root)
    (root / "data").mkdir()
    return root


@pytest.fixture(scope="session")
def hostile_words() -> list[str]:
    return HOSTILE


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real plan, with neither an address nor a repository set."""
    return build("data", tmp_path_factory.mktemp("real") / "site")


@pytest.fixture(scope="session")
def repo_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real plan as CI builds it: with the address of the site and of the repository."""
    return build("data", tmp_path_factory.mktemp("repo") / "site", SITE_URL=SITE_URL, REPO_URL=REPO_URL)


@pytest.fixture(scope="session")
def form_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The small plan with its address and a repository the forms can propose to."""
    return build(SMALL, tmp_path_factory.mktemp("form") / "site", SITE_URL=SITE_URL, REPO_URL="https://github.com/nhom/ke-hoach")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return build(SMALL, tmp_path_factory.mktemp("small") / "site")


@pytest.fixture(scope="session")
def moved_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The small plan after everything was renamed, with the ledger from before and redirects; the site knows its address."""
    folder = tmp_path_factory.mktemp("moved")
    return build(renamed(folder / "data"), folder / "site", SITE_URL=SITE_URL)


@pytest.fixture(scope="session")
def amended_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("amended-site")
    return build(amended_data(folder / "data"), folder / "site", REPO_URL=REPO_URL)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The small plan with hostile words in the fields editors fill, one field of each kind."""
    folder = tmp_path_factory.mktemp("hostile")
    data = shutil.copytree(SMALL, folder / "small")
    words = iter(HOSTILE * 20)
    for path in sorted(data.rglob("*.yml")):
        path.write_text("\n".join(_hostile(path.read_text(encoding="utf-8").split("\n"), words)), encoding="utf-8")
    return build(data, folder / "site")


@pytest.fixture(scope="session")
def hostile_fields(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltSite, dict[Way, str]]:
    """The amended plan with the whole corpus of hostile words in every field that takes words; outside it a secret."""
    folder = tmp_path_factory.mktemp("hostile-fields")
    (folder / "outside.txt").write_text(CANARY, encoding="utf-8")
    taken = fill(amended_data(folder / "data"))
    return build(folder / "data", folder / "site", SITE_URL=SITE_URL, REPO_URL=REPO_URL, PLAN_CANARY=CANARY), taken


def _hostile(lines: list[str], words: Iterator[str]) -> Iterator[str]:
    """Leads, notes, meanings and names on one line get hostile words at their end."""
    for line in lines:
        found = re.fullmatch(r"(\s*(?:- )?(?:short_title|lead|meaning|why|full|note|purpose|headline)): (?!>-)(.{1,28})", line)
        yield f"{found[1]}: {quoted(found[2].strip(QUOTES) + ' ' + next(words))}" if found else line


QUOTES = "'\""


def quoted(text: str) -> str:
    """A YAML single-quoted scalar."""
    return "'" + text.replace("'", "''") + "'"
