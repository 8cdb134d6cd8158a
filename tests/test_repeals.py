"""An ordinary repeal keeps every promise by itself: no redirect to write, every page and fragment of the old ledger answers."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

import ledger
from built import ROOT, BuiltSite, amended_data, build, squeeze
from plan import examine, load
from plan.exports import plan_json
from plan.moves import Moves
from plan.pages import Site
from plan.published import addresses, homes

AGENCY = "ubnd-xa-ven-song"
FILES = {
    f"api/v1/agencies/{AGENCY}.json", f"co-quan/{AGENCY}/feed.xml", f"tai-ve/{AGENCY}-bang-theo-doi.xlsx",
    f"tai-ve/{AGENCY}-khung-bao-cao-nam.docx", f"tai-ve/{AGENCY}-khung-ke-hoach.docx", f"tai-ve/{AGENCY}-phu-luc-nhiem-vu.docx",
}  # fmt: skip
DEADLINE = {"thoi-han/#han-sua-ben"}
HOME = "co-quan/so-duong-thuy/gach-1-2/#3-1-1-2"
CALENDARS = {"lich/so-duong-thuy.ics", "lich/tat-ca.ics"}
SOURCE = "QUYẾT ĐỊNH\nSố: 09/2026/QĐ-UBND\nAn Bình, ngày 15 tháng 01 năm 2026\nBãi bỏ một số điểm.\n"


def promised(folder: Path) -> list[str]:
    """Everything the plan answers at, entered in its ledger."""
    plan = load(folder)
    lines = sorted({*homes(plan), *addresses(plan), *plan.promised})
    (folder / "published.txt").write_text("\n".join(lines), "utf-8")
    return lines


def repeal(folder: Path, *ids: str) -> Path:
    """One more amending document that repeals some provisions; what named the agency otherwise is taken out as editors would."""
    bodies = folder / "bodies.yml"
    if "3.4" in ids:
        bodies.write_text(re.sub(r"  doubtful:\n.*\n.*\n", "", bodies.read_text("utf-8")), "utf-8")
    (folder / "source" / "quyet-dinh-09-2026.txt").write_text(SOURCE, "utf-8")
    changes = [f"  - action: repealed\n    id: '{known}'\n    clause: khoản {n} Điều 1\n" for n, known in enumerate(ids, 1)]
    head = f"""\
id: 09-2026-qd-ubnd
number: 09/2026/QĐ-UBND
type: Quyết định
issuer: UBND tỉnh An Bình
date: 2026-01-15
effective: 2026-02-01
title: bãi bỏ một số điểm
lead: Quyết định bãi bỏ một số điểm.
source:
  file: source/quyet-dinh-09-2026.txt
  sha256: {hashlib.sha256(SOURCE.encode()).hexdigest()}
changes:
"""
    (folder / "amendments" / "2026-09.yml").write_text(head + "\n".join(changes), "utf-8")
    return folder


CASES: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "a duty with nothing beside it": (("3.1.1.1",), set()),
    "the duty with the only deadline": (("3.1.1.2",), DEADLINE | CALENDARS),
    "what it lies in": (("3.1.1",), DEADLINE | CALENDARS),
    "an agency": (("3.4",), FILES),
    "both": (("3.1.1.2", "3.4"), DEADLINE | CALENDARS | FILES),
}


@pytest.mark.parametrize("name", CASES)
def test_check_is_clean_after_a_repeal(name: str, amended_folder: Path) -> None:
    ids, gone = CASES[name]
    before = promised(amended_folder)
    plan, problems = examine(repeal(amended_folder, *ids))
    assert [problem for problem in problems if problem.path.endswith("published.txt")] == []
    assert problems == []
    assert plan is not None
    moves = Moves(plan)
    assert {old for old in before if not moves.is_there(old)} == set(moves.all) == gone
    assert {old: move.new for old, move in moves.all.items() if move.new} == dict.fromkeys(gone & DEADLINE, HOME)


REAL: dict[str, tuple[str, set[str]]] = {
    "what is open every week": ("II.3.c.2", {"lich/phien-giao-dich-viec-lam.ics"}),
    "an area": ("II.3", {"api/v1/task-areas/giao-duc-viec-lam.json", "lich/phien-giao-dich-viec-lam.ics"}),
    "an agency with a calendar": (
        "V.5",
        {
            "api/v1/agencies/so-y-te.json", "co-quan/so-y-te/feed.xml", "lich/so-y-te.ics",
            *(f"tai-ve/so-y-te-{end}" for end in ("bang-theo-doi.xlsx", "khung-bao-cao-nam.docx", "khung-ke-hoach.docx", "phu-luc-nhiem-vu.docx")),
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_nothing_of_the_real_ledger_seems_lost(name: str, tmp_path: Path) -> None:
    """What still links to it is told, as it must be; nothing is told of the ledger."""
    known, gone = REAL[name]
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    (folder / "amendments").mkdir(exist_ok=True)
    plan, problems = examine(repeal(folder, known), written=ledger.written())
    assert plan is not None
    assert [str(problem) for problem in problems if problem.path.endswith("published.txt")] == []
    assert set(Moves(plan, ledger.written()).all) == gone


def test_a_repeal_entered_into_an_amendment_already_recorded(amended_folder: Path) -> None:
    """The state that it made changes too; its page keeps the place of what it no longer holds."""
    before = promised(amended_folder)
    path = amended_folder / "amendments" / "2025-04.yml"
    path.write_text(f"{path.read_text('utf-8')}\n  - action: repealed\n    id: 3.1.1.2\n    clause: khoản 3 Điều 1\n", "utf-8")
    place = "phien-ban/2025-03-01/toan-van/#3-1-1-2"
    assert place in before
    plan, problems = examine(amended_folder)
    assert problems == []
    assert plan is not None
    assert 'id="3-1-1-2"' in next(page for page in Site(plan).pages() if page.url == place.partition("#")[0]).body


def test_what_was_renamed_before_follows(amended_folder: Path) -> None:
    """Redirects that led to what stood beside it need no second hand."""
    path = amended_folder / "published.txt"
    old = ["thoi-han/#han-cu", "co-quan/xa/", "tai-ve/xa-bang-theo-doi.xlsx", "lich/cu.ics"]
    path.write_text("\n".join([*promised(amended_folder), *old]), "utf-8")
    targets = {old[0]: "thoi-han/#han-sua-ben", old[1]: f"co-quan/{AGENCY}/", old[3]: "lich/tat-ca.ics"}
    rows = [f"- old: '{was}'\n  new: '{now}'\n  why: Đổi tên.\n" for was, now in targets.items()]
    (amended_folder / "redirects.yml").write_text("\n".join(rows), "utf-8")
    assert examine(amended_folder)[1] == []
    plan = load(repeal(amended_folder, "3.1.1.2", "3.4"))
    moves = Moves(plan)
    assert {was: moves.all[was].new for was in old} == dict(zip(old, (HOME, f"co-quan/{AGENCY}/", None, None), strict=True))


def test_the_last_repeal_tells_of_a_calendar(amended_folder: Path) -> None:
    """An editor's own redirect goes before."""
    promised(amended_folder)
    (amended_folder / "redirects.yml").write_text("- old: lich/tat-ca.ics\n  gone: có\n  why: Không còn hạn nào.\n", "utf-8")
    rows = {row["old"]: row for row in json.loads(plan_json.document(load(repeal(amended_folder, "3.1.1.2"))))["redirects"]}
    repealed = {"by": "3.1.1.2", "why": "Bị bãi bỏ bởi khoản 1 Điều 1 Quyết định số 09/2026/QĐ-UBND.", "since": "2026-02-01"}
    assert rows == {
        "thoi-han/#han-sua-ben": {"old": "thoi-han/#han-sua-ben", "url": HOME, **repealed},
        "lich/so-duong-thuy.ics": {"old": "lich/so-duong-thuy.ics", "url": None, **repealed},
        "lich/tat-ca.ics": {"old": "lich/tat-ca.ics", "url": None, "by": "lich/tat-ca.ics", "why": "Không còn hạn nào.", "since": None},
    }


# -- as pages ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def repealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], BuiltSite]:
    """The old ledger, and the site after the only deadline and an agency were repealed."""
    folder = tmp_path_factory.mktemp("repealed")
    data = amended_data(folder / "data")
    before = promised(data)
    return before, build(repeal(data, "3.1.1.2", "3.4"), folder / "site")


def test_every_page_and_fragment_answers(repealed: tuple[list[str], BuiltSite]) -> None:
    before, site = repealed
    silent = []
    for old in (line for line in before if "/" in line):
        page, _, point = old.partition("#")
        if not site.path(page).is_file() or (point and not site.page(page).xpath("//*[@id=$point]", point=point)):
            silent.append(old)
    assert set(silent) == CALENDARS | FILES


def test_the_deadline_says_where_it_went(repealed: tuple[list[str], BuiltSite]) -> None:
    (line,) = repealed[1].page("thoi-han/").xpath("//section[@class='went']//li[@id='han-sua-ben']")
    assert squeeze(line.text_content()).startswith("han-sua-ben nay ở 3.1.1.2. Bị bãi bỏ bởi khoản 1 Điều 1 Quyết định số 09/2026/QĐ-UBND. (Từ 01/02/2026.)")
    assert line.xpath(".//a/@href") == [f"../{HOME}"]


@pytest.mark.parametrize(("url", "files"), [(f"co-quan/{AGENCY}/", FILES), (HOME.partition("#")[0], CALENDARS), ("co-quan/so-duong-thuy/gach-2/", set())])
def test_a_repealed_page_says_which_files_are_no_more(url: str, files: set[str], repealed: tuple[list[str], BuiltSite]) -> None:
    page = repealed[1].page(url)
    assert set(page.xpath("//main//p[starts-with(., 'Những tệp này cũng không còn')]/following-sibling::ul[1]/li/text()")) == files
