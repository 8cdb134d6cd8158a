"""The examples of CONTRIBUTING.md are done to a copy of the real data: before, it says what is told; after, nothing is wrong.

An example is two YAML blocks under a heading, each headed by the file it is of: how it is, how it should be. The lines of
the reports between them are what is told before.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from built import ROOT
from plan import canonical, examine

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
TASKS = (
    "Sửa một chữ chép sai so với bản gốc",
    "Thêm một ghi chú",
    "Sửa một liên kết giữa trách nhiệm và nhiệm vụ",
    "Ghi cơ quan nay ra sao",
    "Thêm một văn bản",
    "Thêm một cách gõ",
)
BLOCK = re.compile(r"^```yaml\n# (data/\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def section(heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found is not None, heading
    return found[1]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The real data; without its ledger, for the examples also show it as it was before something was published."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("published.txt")))


def told(data: Path) -> list[str]:
    return [str(problem) for problem in (*examine(data)[1], *canonical.check(data, "data"))]


@pytest.mark.parametrize("heading", TASKS)
def test_an_example_does_what_it_says(heading: str, data: Path) -> None:
    """The real data is in one of the two states; either is tried, and what is told of the first is all that is told."""
    (file, before), (other, after) = BLOCK.findall(section(heading))
    assert file == other
    path = data.parent / file
    text = path.read_text("utf-8")
    done = text.count(after) == 1
    assert done or text.count(before) == 1, "the example is of no place, or of more than one"
    reports = re.findall(r"^data/\S+:\d+:\d+: .*", section(heading), re.MULTILINE)
    path.write_text(text.replace(after, before) if done else text, "utf-8")
    assert reports == told(data)
    path.write_text(text if done else text.replace(before, after), "utf-8")
    assert told(data) == []


PICTURES = re.findall(r"!\[([^\]]*)\]\((\.github/images/[^)]+)\)", GUIDE)
PICTURES += [(alt, path) for path, alt in re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]*)"', GUIDE)]


def test_pictures_are_small_and_told_in_words() -> None:
    """Of pages and of the form."""
    assert {Path(path).stem for _, path in PICTURES} == {"bao-loi-dien-thoai", "sua-tu-toan-van", "sua-bang-bieu-mau"}
    assert GUIDE.count(".github/images/") == len(PICTURES)
    for alt, path in PICTURES:
        assert len(alt) > 40
        assert (ROOT / path).stat().st_size < 100_000
    assert "sua-bang-bieu-mau.png" in section("Sửa trên trình duyệt, từng bước")


def test_every_block_of_data_is_tried() -> None:
    assert len(BLOCK.findall(GUIDE)) == 2 * len(TASKS) == GUIDE.count("```yaml\n# data/")


def test_some_examples_mend_a_mistake_and_some_add() -> None:
    mending = [bool(re.search(r"^data/\S+:\d+:\d+: ", section(heading), re.MULTILINE)) for heading in TASKS]
    assert True in mending
    assert False in mending


def test_whoever_works_on_a_machine_is_told_of_form_and_completion() -> None:
    assert "`make format`" in section("Làm trên máy")
    assert "VS Code" in section("Làm trên máy")
