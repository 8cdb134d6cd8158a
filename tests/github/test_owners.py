"""Who is asked when a file changes: every data file has its people, and nothing that runs is let pass by editors."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import owners
from built import ROOT, SMALL
from plan import Plan

TEXT = owners.FILE.read_text("utf-8")
RULES = [line.split() for line in TEXT.splitlines() if line and not line.startswith("#")]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
ORG = owners.current_org(TEXT)


def asked(path: str, rules: list[list[str]] = RULES) -> list[str]:
    """The teams of the last rule that matches, as the service reads the few patterns we use, without the organisation."""

    def matches(pattern: str) -> bool:
        if pattern == "*":
            return True
        words = re.escape(pattern.removeprefix("/")).replace(r"\*", "[^/]*")
        return bool(re.fullmatch(words + (".*" if pattern.endswith("/") else ""), path))

    return next([team.partition("/")[2] for team in teams] for pattern, *teams in reversed(rules) if matches(pattern))


def test_the_file_is_the_one_the_data_makes() -> None:
    """A new agency or area: run `make owners`."""
    assert owners.of_data(ORG, ROOT / "data") == TEXT


def test_every_agency_s_file_is_its_own_team_s(real: Plan) -> None:
    files = sorted(path for path in TRACKED if re.fullmatch(r"data/agencies/[^/]+\.yml", path))
    teams = [asked(path) for path in files]
    assert teams == [["bien-tap", agency.id] for agency in real.agencies]
    assert len(files) == 14


def test_every_task_area_has_a_line_of_its_own(real: Plan) -> None:
    lines = [pattern for pattern, *_ in RULES if pattern.startswith("/data/task-areas/")]
    assert len(lines) == len(real.task_areas)
    assert all((ROOT / line.removeprefix("/")).is_file() for line in lines)


WORDS = re.compile(r"data/(?!source/).*|docs/[^/]+\.md|README\.md|CONTRIBUTING\.md")


def test_words_are_the_editors_and_the_rest_the_maintainers() -> None:
    words = {path for path in TRACKED if WORDS.fullmatch(path)}
    assert words == {path for path in TRACKED if asked(path)[0] == "bien-tap"}
    assert {path for path in TRACKED if asked(path)[0] == "bao-tri"} == set(TRACKED) - words
    assert len(words) > 30


KEPT = [
    "hooks/build.py", "hooks/plan/pages/templates/home.html.j2", ".github/workflows/site.yml", ".github/CODEOWNERS", "mkdocs.yml", "Makefile",
    "requirements.txt", "requirements-test.txt", "requirements-audit.txt", "tests/package-lock.json", "pyproject.toml", ".ci/run",
    "data/source/new.txt", "docs/assets/site.js", "docs/new.html", "docs/a/new.md", "anything-new", "SECURITY.md",
]  # fmt: skip


@pytest.mark.parametrize("path", KEPT)
def test_what_runs_or_pins_or_is_official_is_the_maintainers(path: str) -> None:
    assert asked(path) == ["bao-tri"]


def test_another_plan_and_another_organisation(small: Plan) -> None:
    rules = [line.split() for line in owners.of_data("nhom", SMALL).splitlines() if line and not line.startswith("#")]
    assert {team.split("/")[0] for _, *teams in rules for team in teams} == {"@nhom"}
    files = sorted(path.name for path in (SMALL / "agencies").glob("*.yml"))
    assert [asked(f"data/agencies/{name}", rules)[1] for name in files] == [agency.id for agency in small.agencies]


@pytest.mark.parametrize("org", ["a b", "@a", "a/b", "-a", "a\n* @b", "á"])
def test_a_name_that_is_none_is_refused(org: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ORG", org)
    monkeypatch.setattr(owners, "FILE", tmp_path / "CODEOWNERS")
    assert owners.main() == 1
    assert not owners.FILE.exists()
    assert len(capsys.readouterr().err.splitlines()) >= 1


def test_the_organisation_is_kept_when_none_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(owners, "FILE", tmp_path / "CODEOWNERS")
    for org in ("nhom", ""):
        monkeypatch.setenv("ORG", org)
        assert owners.main() == 0
    assert owners.current_org(owners.FILE.read_text("utf-8")) == "nhom"
