"""What was published stays: the ledger holds everything the site answers at, and what is no more is told where it went."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

import ledger
from built import ROOT, SMALL, run
from plan import Plan, examine, load
from plan.exports import exports, plan_json
from plan.moves import Moves
from plan.pages import Site
from plan.permanence import promises
from plan.published import addresses, is_generated, whole_site
from renamed import GONE, ONCE, REDIRECTS, before, renamed

FONTS = ROOT / "docs" / "assets" / "fonts"
FACES = ROOT / "hooks" / "vendor" / "fonts"
LEDGER = ROOT / "data" / "published.txt"


# -- what there is -----------------------------------------------------------------------------------------------------


@pytest.fixture(params=["real", "small", "bare"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


def points(site: Site) -> set[str]:
    """Every fragment of the pages that is meant to stay."""
    found = set()
    for page in site.pages():
        for element in lxml.html.fromstring(page.body).iter():
            name = element.get("id") or ""
            kept = element.get("data-provision") or name.startswith("han-") or "body" in (element.get("class") or "").split()
            if name and (kept or (page.kind == "glossary" and element.tag == "div")):
                found.add(f"{page.url}#{name}")
    return found


def test_the_list_of_addresses_is_what_the_site_makes(plan: Plan) -> None:
    listed = addresses(plan)
    assert len(listed) == len(set(listed))
    assert {a for a in listed if a.endswith("/")} == {page.url for page in Site(plan).pages()}
    assert {a for a in listed if "#" in a} == points(Site(plan))
    made = {name for name in exports(plan, FONTS, FACES) if not name.startswith("assets/")} | {plan.source_file, whole_site(plan)}
    assert {a for a in listed if "#" not in a and not a.endswith("/")} == made
    assert all(map(is_generated, listed))
    assert not any(map(is_generated, ledger.written()))


# -- the ledger of the real plan ---------------------------------------------------------------------------------------


def test_the_ledger_holds_what_was_promised_first() -> None:
    """A floor: what the contract names was there from the beginning."""
    lines = [line for line, _ in promises(LEDGER.read_text("utf-8"))]
    assert len(lines) == len(set(lines))
    assert len(lines) >= 843
    assert set(lines) >= {
        *("I", "I.1.a", "II.3.c.2", "II.3.d.p1", "II.4.đ", "V.5.a", "V.9.p1", "basis.1", "preamble", "closing", "recipients.8"),
        *("nhiem-vu/", "co-quan/", "toan-van/", "thoi-han/", "ma-tran/", "tra-cuu/", "tim-kiem/", "du-lieu/", "dong-gop/"),
        *("co-quan/so-y-te/a/", "co-quan/so-y-te/a/#v-5-a", "toan-van/#ii-4-dd", "api/v1/plan.json", "lich/tat-ca.ics"),
    }
    assert sum(1 for line in lines if "/" not in line) >= 112


def test_everything_in_the_ledger_is_there() -> None:
    assert examine(ROOT / "data", written=ledger.written())[1] == []


# -- where it went -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return load(renamed(tmp_path_factory.mktemp("moved") / "data"), written=ledger.written())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("co-quan/so-duong-thuy/", "co-quan/so-song-nuoc/", id="a page"),
        pytest.param("co-quan/so-duong-thuy/gach-2/", "co-quan/so-song-nuoc/gach-2/", id="a page under it"),
        pytest.param("co-quan/so-duong-thuy/gach-2/#3-1-2", "co-quan/so-song-nuoc/gach-2/#3-1-2", id="a place on that"),
        pytest.param("co-quan/so-duong-thuy/#3-1-1", "co-quan/so-song-nuoc/#3-1-1", id="a place on the page"),
        pytest.param("lich/so-duong-thuy.ics", "lich/so-song-nuoc.ics", id="its calendar"),
        pytest.param("api/v1/agencies/so-duong-thuy.json", "api/v1/agencies/so-song-nuoc.json", id="its data"),
        pytest.param("tai-ve/so-duong-thuy-bang-theo-doi.xlsx", "tai-ve/so-song-nuoc-bang-theo-doi.xlsx", id="its workbook"),
        pytest.param("api/v1/task-areas/ben-do-an-toan.json", "api/v1/task-areas/ben-do.json", id="data of an area"),
        pytest.param("api/v1/documents/luat-ben-do-ngang.json", "api/v1/documents/luat-do-ngang.json", id="data of a document"),
        pytest.param("header.motto", "toan-van/#header-slogan", id="a provision"),
        pytest.param("toan-van/#header-motto", "toan-van/#header-slogan", id="its place"),
        pytest.param("api/v1/provisions/header-motto.json", "api/v1/provisions/header-slogan.json", id="its data"),
        pytest.param("2.1.9.1", "nhiem-vu/ben-do/#2-1-4", id="a part goes with the whole"),
        pytest.param("toan-van/#2-1-9-1", "toan-van/#2-1-4", id="in the whole text it stays there"),
        pytest.param("nhiem-vu/ben-do-an-toan/#2-1-9", "nhiem-vu/ben-do/#2-1-4", id="a provision before its page"),
        pytest.param("thoi-han/#han-sua-ben", "thoi-han/#han-sua-ben-cu", id="a deadline"),
        pytest.param("co-quan/#cac-co-quan", "co-quan/#moi-co-quan", id="a body"),
        pytest.param("nhiem-vu/cu/#3-1-1", "co-quan/so-song-nuoc/#3-1-1", id="a place alone"),
        pytest.param("nhiem-vu/cu/", None, id="a page whose parts went to several"),
        pytest.param("2.1.8", None, id="gone"),
        pytest.param("api/v1/provisions/2-1-8.json", None, id="gone with its data"),
    ],
)
def test_where_it_went(moved: Plan, old: str, new: str | None) -> None:
    assert Moves(moved).all[old].new == new


def test_everything_published_is_there_or_told(moved: Plan) -> None:
    moves = Moves(moved)
    assert [old for old in before() if not moves.is_there(old) and old not in moves.all] == []
    assert {old for old, move in moves.all.items() if move.new is None} == GONE | {"nhiem-vu/cu/"}
    assert all(moves.is_there(move.new) for move in moves.all.values() if move.new)


def test_programs_are_told_all_of_it(moved: Plan) -> None:
    rows = {row["old"]: row for row in json.loads(plan_json.document(moved))["redirects"]}
    assert {old for old in before() if old not in {*moved.by_id, *addresses(moved)}} == set(rows)
    assert rows["lich/so-duong-thuy.ics"] == {
        "old": "lich/so-duong-thuy.ics", "url": "lich/so-song-nuoc.ics", "by": "co-quan/so-duong-thuy/",
        "why": rows["2.1.8"]["why"], "since": "2030-01-31",
    }  # fmt: skip
    assert rows["2.1.8"]["url"] is None


def test_files_are_copied(moved: Plan) -> None:
    files = set(addresses(moved))
    copies = Moves(moved).copies(files)
    assert copies["lich/so-duong-thuy.ics"] == "lich/so-song-nuoc.ics"
    assert set(copies) == {old for old in before() if re.search(r"\.\w+$", old) and "/" in old} - files - GONE


def test_without_a_redirect_each_is_told_once(tmp_path: Path) -> None:
    """What went with something is counted with it; where it can be seen to be now is proposed."""
    problems = examine(renamed(tmp_path / "data", told=False), written=ledger.written())[1]
    lines = (tmp_path / "data" / "published.txt").read_text("utf-8").split("\n")
    told = {}
    for problem in problems:
        found = re.fullmatch(r"(?:mã|địa chỉ) '(.+?)' đã công bố nay không còn(?:, cùng (\d+) .*?)? \(gợi ý: (.+)\)", problem.message)
        assert found, problem
        assert problem.path == "data/published.txt"
        assert lines[problem.line - 1] == found[1]
        told[found[1]] = (int(found[2] or 0), found[3])
    assert {*told} == {old for old in REDIRECTS if old != "nhiem-vu/cu/#3-1-1"} | {"nhiem-vu/cu/"}
    assert told["co-quan/so-duong-thuy/"] == (
        15, "thêm vào redirects.yml một mục 'old: co-quan/so-duong-thuy/', 'new: co-quan/so-song-nuoc/'",
    )  # fmt: skip
    assert told["2.1.9"] == (8, "thêm vào redirects.yml một mục 'old: 2.1.9', và chỗ thay nó hoặc gone: có")
    (tmp_path / "data" / "published.txt").unlink()
    now = load(tmp_path / "data")
    assert sum(count + 1 for count, _ in told.values()) == len(set(lines) - {*addresses(now), *now.by_id})


# -- the ledger as a file ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param("# sổ\n\n2.1\nnhiem-vu/\n".encode(), id="comments and blank lines"),
        pytest.param("\ufeff2.1\r\nnhiem-vu/\r\n".encode(), id="byte-order mark and CRLF"),
        pytest.param(b"2.1\n2.1\n  nhiem-vu/  \n", id="twice, with spaces"),
        pytest.param(b"gioi-thieu/\nassets/x.svg\n", id="what is not made from data, where nobody knows of it"),
    ],
)
def test_a_ledger_may_be_written_so(folder: Path, content: bytes) -> None:
    (folder / "published.txt").write_bytes(content)
    assert examine(folder)[1] == []


def test_a_ledger_is_a_file(folder: Path) -> None:
    (folder / "published.txt").mkdir()
    told = "data/published.txt:1:1: phải là một tệp, không phải thư mục (gợi ý: xem data/README.md)"
    assert [str(problem) for problem in examine(folder)[1]] == [told]


def test_a_hand_written_page_is_missed_by_those_who_know_them(folder: Path) -> None:
    (folder / "published.txt").write_text("du-lieu/\nkhong-co/\n", "utf-8")
    assert [(p.line, "khong-co/" in p.message) for p in examine(folder, written=ledger.written())[1]] == [(2, True)]
    assert examine(folder)[1] == []


def test_a_plan_without_a_ledger_promised_nothing(small: Plan) -> None:
    assert (small.promised, small.redirects, dict(Moves(small).all)) == ((), (), {})


def test_a_lost_file_makes_nothing_seem_gone(damaged: Callable[[str, str, str], Path], small: Plan) -> None:
    folder = damaged("groups.yml", "- id: hoc-sinh", "- id: [")
    (folder / "published.txt").write_text("doi-tuong/hoc-sinh/\n", "utf-8")
    assert {problem.path for problem in examine(folder)[1]} == {"data/groups.yml"}


def test_a_misspelt_id_is_told_once(damaged: Callable[[str, str, str], Path]) -> None:
    folder = damaged("task-areas/1-ben-do-an-toan.yml", "id: 2.1.4", "id: 2.1.5")
    (folder / "published.txt").write_text("2.1.4\n", "utf-8")
    assert [problem.message for problem in examine(folder)[1]] == ["mã '2.1.5' không khớp nhãn '-' của nó (gợi ý: '2.1.4')"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    role: thực hiện\n    partners:\n      - so-duong-thuy\n", "    partners:\n      - so-duong-thuy\n", "thiếu khóa 'role'"),
        ("    role: thực hiện", "    rol: thực hiện", "khóa lạ 'rol'"),
        ("  - id: '3.2'\n", "  - id: '3.2'\n    role: thực hiện\n", "không có vai trò"),
    ],
    ids=["missing", "misspelt", "on the heading"],
)
def test_a_duty_without_its_role_is_told_where_it_stands(
    damaged: Callable[[str, str, str], Path], old: str, new: str, told: str
) -> None:
    folder = damaged("agencies/2-so-truong-hoc.yml", old, new)
    (folder / "published.txt").write_text("co-quan/so-truong-hoc/1/\nco-quan/so-truong-hoc/#3-2\n", "utf-8")
    problems = examine(folder)[1]
    assert {problem.path for problem in problems} == {"data/agencies/2-so-truong-hoc.yml"}
    assert any(told in problem.message for problem in problems)


# -- make register -----------------------------------------------------------------------------------------------------


def test_register_writes_everything_once_and_takes_nothing_out(folder: Path, tmp_path: Path) -> None:
    done = run("register", folder, tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")
    path = folder / "published.txt"
    first = path.read_text("utf-8")
    plan = load(folder, written=ledger.written())
    assert {*plan.promised} == {*plan.by_id, *addresses(plan), *ledger.written()}
    assert first.startswith("# Mọi mã và địa chỉ đã công bố")
    assert done.stdout.count("\n+ ") + 1 == len(plan.promised)

    kept = "# của ta\nVII.1\n" + first.replace("2.1.4\n", "")
    path.write_text(kept, "utf-8")
    (folder / "redirects.yml").write_text("- old: VII.1\n  gone: có\n  why: Không còn.\n", "utf-8")
    done = run("register", folder, tmp_path / "site")
    assert done.stdout.split("\n")[0] == "+ 2.1.4"
    assert set(path.read_text("utf-8").split("\n")) == {*kept.split("\n"), "2.1.4"}
    again = path.read_bytes()
    assert run("register", folder, tmp_path / "site").returncode == 0
    assert path.read_bytes() == again


def test_register_writes_nothing_for_unsound_data(folder: Path, tmp_path: Path) -> None:
    (folder / "published.txt").write_text("9.9\n", "utf-8")
    done = run("register", folder, tmp_path / "site")
    assert done.returncode == 1
    assert done.stdout.split("\n")[0].endswith("published.txt:1:1: mã '9.9' đã công bố nay không còn (gợi ý: thêm vào redirects.yml một mục 'old: 9.9', và chỗ thay nó hoặc gone: có)")
    assert (folder / "published.txt").read_text("utf-8") == "9.9\n"


@pytest.mark.parametrize(("content", "noted"), [("2.1\n", True), (None, False)])
def test_check_mentions_what_is_not_in_the_ledger_yet(folder: Path, tmp_path: Path, content: str | None, noted: bool) -> None:
    if content:
        (folder / "published.txt").write_text(content, "utf-8")
    done = run("check", folder, tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert ("make register" in done.stdout) == noted


def test_hand_written_pages_by_their_addresses(tmp_path: Path) -> None:
    for name in ("index.md", "mot.md", "hai/index.md", "hai/ba.md", "x.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    assert ledger.written(tmp_path) == {"mot/", "hai/", "hai/ba/"}


def test_the_ledger_of_before_names_what_the_small_plan_has() -> None:
    assert {*before()} - {*ONCE} == {*load(SMALL).by_id, *addresses(load(SMALL))}
