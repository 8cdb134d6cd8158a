"""What maintainers are told is there: every file, command and record the guides name."""

from __future__ import annotations

import re
import tomllib

import pytest

from built import ROOT

GUIDES = ROOT / ".github" / "maintaining"
RECORDS = sorted((ROOT / ".github" / "decisions").glob("*.md"))
TEXTS = {path.name: path.read_text("utf-8") for path in sorted(GUIDES.glob("*.md"))}
NAMED = sorted(
    {(name, path) for name, text in TEXTS.items() for path in re.findall(r"`((?:hooks|tests|data|docs|\.github)/[^` *]+)`", text)}
)
LINKED = [(name, link) for name, text in TEXTS.items() for link in re.findall(r"\]\(([^)#:]+)\)", text)]
LATER = {"data/redirects.yml"}
"""Named although a plan has it only once something moved."""
TARGETS = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize(("guide", "path"), NAMED)
def test_every_file_named_is_there(guide: str, path: str) -> None:
    assert path in LATER or (ROOT / path).exists()


@pytest.mark.parametrize(("guide", "link"), LINKED)
def test_every_link_leads_somewhere(guide: str, link: str) -> None:
    assert (GUIDES / link).resolve().is_file()


def test_the_guides_name_enough_to_be_worth_it() -> None:
    assert (len(TEXTS), len(NAMED) > 50, len(LINKED) > 10) == (5, True, True)


def test_names_of_the_code_stand_where_the_words_say() -> None:
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \| `([^`]+)` \|$", TEXTS["words.md"], re.MULTILINE)
    assert len(rows) > 25
    for names, path in rows:
        text = (ROOT / path).read_text("utf-8")
        assert all(name in text for name in re.findall(r"`(\w+)`", names)), (names, path)


@pytest.mark.parametrize(
    "path", [*(GUIDES / name for name in TEXTS), *RECORDS, ROOT / "CHANGELOG.md"], ids=lambda path: path.name
)
def test_every_command_named_is_one(path: object) -> None:
    assert set(re.findall(r"`make ([a-z-]+)", (ROOT / str(path)).read_text("utf-8"))) <= TARGETS


def test_every_decision_is_in_the_index_and_numbered_in_order() -> None:
    listed = re.findall(r"^(\d+)\. \[.+\]\(\.\./decisions/(.+)\)$", TEXTS["README.md"], re.MULTILINE)
    assert [name for _, name in listed] == [path.name for path in RECORDS]
    for (number, name), path in zip(listed, RECORDS, strict=True):
        assert name.startswith(f"{int(number):04}-")
        assert path.read_text("utf-8").startswith(f"# {number}. ")


def test_the_changelog_ends_where_the_project_stands() -> None:
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] – (\d{4}-\d\d-\d\d)$", CHANGELOG, re.MULTILINE)
    assert versions[0][0] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert versions == sorted(versions, key=lambda version: [*map(int, version[0].split("."))], reverse=True)
    assert next(line for line in CHANGELOG.splitlines() if line.startswith("## ")) == "## [Unreleased]"
    assert set(re.findall(r"^### (.+)$", CHANGELOG, re.MULTILINE)) <= {
        "Added",
        "Changed",
        "Deprecated",
        "Removed",
        "Fixed",
        "Security",
    }
