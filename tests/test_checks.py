"""Every mistake an editor can make, one file each in `cases/problems`: what was done to the small plan, and the whole report.

A case is a list of steps under `do` (see `mistakes`) and the complete, sorted report under `report`. Its name begins with the
class of the mistake. `GOLDEN=write` writes the reports anew.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from pathlib import Path

import pytest

from mistakes import damage, golden, read_case, replace
from plan import DataError, examine, load
from plan.schema import FILES, FOLDERS

CASES = sorted((Path(__file__).parent / "cases" / "problems").glob("*.yml"))
CLASSES = ("conflict", "hidden", "key-missing", "key-twice", "key-unknown", "syntax", "tab-indent", "type", "value-empty")
"""What can go wrong in any file."""
ONCE = (
    "alias", "anchor", "tag", "dangling", "date", "file-empty", "file-link", "file-misnamed", "file-missing", "file-not-utf8",
    "file-strange", "folder-missing", "id-not-its-label", "id-orphan", "id-twice", "nearest", "quote-not-literal", "source-sha256",
    "two-mistakes-in-two-files", "value-not-of-the-list", "wording-changed", "wording-lost", "wording-added",
)  # fmt: skip
"""What can go wrong somewhere."""


def kind(path: Path) -> str:
    """The kind of file a case damages first."""
    return read_case(path)["do"][0]["file"].split("/")[0]


@pytest.mark.parametrize(("mistake", "file"), [*itertools.product(CLASSES, (*FILES, *FOLDERS))])
def test_every_class_of_mistake_has_a_case_in_every_kind_of_file(mistake: str, file: str) -> None:
    assert any(path.stem.startswith(mistake) and kind(path) == file for path in CASES)


@pytest.mark.parametrize("mistake", ONCE)
def test_every_other_class_of_mistake_has_a_case(mistake: str) -> None:
    assert any(path.stem.startswith(mistake) for path in CASES)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_gives_exactly_its_report(path: Path, folder: Path) -> None:
    damage(folder, path)
    said = [str(problem) for problem in examine(folder)[1]]
    assert golden(path, "report", said) == said
    with pytest.raises(DataError):
        load(folder)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_report_speaks_to_an_editor(path: Path) -> None:
    """A place, a rule in Vietnamese and how to mend it; no words of the tools underneath."""
    for line in read_case(path)["report"]:
        assert re.match(r"data\S*:\d+:\d+: .+ \(gợi ý: .+\)$", line)
        for word in (
            "pydantic",
            "Traceback",
            "None",
            "NoneType",
            "<class",
            "str_",
            "dict",
            "Input should",
            "mapping",
            "scalar",
            "ctx",
        ):
            assert word not in line


def test_the_untouched_copy_has_no_problem(folder: Path) -> None:
    assert examine(folder)[1] == []


@pytest.mark.parametrize(("shown", "told"), [("", "none"), ("/x/none", "/x/none")])
def test_a_missing_data_folder_is_one_problem(shown: str, told: str, tmp_path: Path) -> None:
    plan, problems = examine(tmp_path / "none", shown=shown)
    assert (None, [f"{told}:1:1: không có thư mục dữ liệu này (gợi ý: kiểm tra PLAN_DATA)"]) == (plan, [str(p) for p in problems])


@pytest.mark.parametrize("written", ["# chưa có\n", "[]\n"])
def test_a_list_may_be_empty(written: str, folder: Path) -> None:
    (folder / "terms.yml").write_text(written, "utf-8")
    assert load(folder).terms == ()


def test_an_emptied_file_is_told(folder: Path) -> None:
    """Nobody says by a blank file that there is nothing to say."""
    (folder / "terms.yml").write_text("\n", "utf-8")
    assert [str(problem) for problem in examine(folder)[1]] == [
        "data/terms.yml:1:1: tệp trống (gợi ý: viết [] nếu chưa có mục nào)"
    ]


def test_a_hidden_file_is_not_ours(folder: Path) -> None:
    (folder / ".DS_Store").write_text("x", "utf-8")
    (folder / "agencies" / ".~lock").write_text("x", "utf-8")
    assert examine(folder)[1] == []


def reworded(folder: Path, changes: list[tuple[str, str, str]]) -> Path:
    """Change data and source alike, the sha256 with them, as if the plan had been printed so."""
    for file, old, new in changes:
        replace(folder / file, old, new)
    source = folder / "source" / "quyet-dinh-05-2024.txt"
    head = folder / "plan.yml"
    text, count = re.subn(r"sha256: \w+", f"sha256: {hashlib.sha256(source.read_bytes()).hexdigest()}", head.read_text("utf-8"))
    assert count == 1
    head.write_text(text, "utf-8")
    return folder


BULLETS = """
  - id: 3.1.2.1
    text: + Năm nay sửa bến;
    short_title: Năm nay
    lead: Năm nay có tiền sửa bến.

  - id: 3.1.2.2
    text: + Năm sau mua áo phao.
    short_title: Năm sau
    lead: Năm sau có tiền mua áo phao.
"""


def test_bullets_under_a_duty_are_part_of_it(folder: Path) -> None:
    """The duty keeps its role and its page; its bullets need no role of their own and stand on that page."""
    agency = folder / "agencies" / "1-so-duong-thuy.yml"
    agency.write_text(agency.read_text("utf-8") + BULLETS, "utf-8")
    line = "trí kinh phí thực hiện Quyết định này.\n"
    plan = load(
        reworded(folder, [("source/quyet-dinh-05-2024.txt", line, f"{line}+ Năm nay sửa bến;\n+ Năm sau mua áo phao.\n")])
    )
    assert [p.id for p in plan.responsibilities_of("so-duong-thuy")] == ["3.1.1.1", "3.1.1.2", "3.1.2"]
    assert {"co-quan/so-duong-thuy/gach-2/"} == {plan.page_of(p) for p in plan.within("3.1.2")}


DUTY = """
  - id: 3.2.1
    text: '- Thực hiện việc giữ phao.'
    short_title: Giữ phao
    lead: Sở giữ phao.
    role: thực hiện
"""


def test_two_duties_never_share_an_address(folder: Path) -> None:
    """`3.2.p1` and `3.2.1` would both be page `1`: told, or told apart, but never one over the other."""
    agency = folder / "agencies" / "2-so-truong-hoc.yml"
    agency.write_text(agency.read_text("utf-8") + DUTY, "utf-8")
    line = "học sinh; phối hợp với Sở Đường thủy chọn bến an toàn làm nơi học.\n"
    reworded(folder, [("source/quyet-dinh-05-2024.txt", line, f"{line}- Thực hiện việc giữ phao.\n")])
    plan, problems = examine(folder)
    assert plan is not None
    pages = [plan.page_of(provision) for provision in plan.responsibilities]
    assert len(pages) == len(set(pages)) or any("3.2.p1" in str(problem) and "3.2.1" in str(problem) for problem in problems)
