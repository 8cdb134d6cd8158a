"""Every mistake an editor can make, one file each in `cases/problems`: what was done to the small plan, and the whole report.

A case is a list of steps under `do` and the complete, sorted report under `report`. Steps, each with a `file`:
`replace` + `with` (words that stand once), `write`, `append`, `encode` (the same text in another encoding), `rename`,
`link` (a symbolic link of that name to `link`), `delete` (a file or a folder).
"""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
import yaml

from plan import DataError, examine, load

CASES = sorted((Path(__file__).parent / "cases" / "problems").glob("*.yml"))


def read_case(path: Path) -> dict[str, list]:
    """Text only, as an editor types it; escapes may stand in double quotes."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_bytes(text.replace(old, new).encode())


def apply(folder: Path, step: dict[str, str]) -> None:
    path = folder / step["file"]
    match step:
        case {"replace": old, "with": new}:
            replace(path, old, new)
        case {"write": text}:
            path.write_bytes(text.encode())
        case {"append": text}:
            path.write_bytes(path.read_bytes() + text.encode())
        case {"encode": encoding}:
            path.write_bytes(path.read_text("utf-8").encode(encoding))
        case {"rename": name}:
            path.rename(folder / name)
        case {"link": target}:
            path.symlink_to(target)
        case {"delete": _}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        case _:
            raise AssertionError(f"unknown step {step}")


def test_there_is_a_case_for_every_mistake() -> None:
    assert len(CASES) >= 45


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_gives_exactly_its_report(path: Path, folder: Path) -> None:
    case = read_case(path)
    for step in case["do"]:
        apply(folder, step)
    assert case["report"] == [str(problem) for problem in examine(folder)[1]]
    with pytest.raises(DataError):
        load(folder)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_report_speaks_to_an_editor(path: Path) -> None:
    """A place, a rule in Vietnamese; no words of the tools underneath."""
    for line in read_case(path)["report"]:
        assert line.startswith("data")
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
