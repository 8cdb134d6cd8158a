"""The page on open data keeps its word: its examples run as printed, its numbers are those of the files, no file is forgotten."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys

import openpyxl
import pytest

from built import BuiltSite, squeeze
from plan import Plan
from plan.published import API, TABLES

URL = "du-lieu/"


@pytest.fixture(params=["real", "small", "amended"])
def both(request: pytest.FixtureRequest) -> tuple[BuiltSite, Plan]:
    return request.getfixturevalue(f"{request.param}_site"), request.getfixturevalue(request.param)


def examples(site: BuiltSite) -> list[str]:
    return [code.text_content() for code in site.page(URL).xpath("//code[contains(@class, 'language-python')]")]


def told(site: BuiltSite, code: str) -> list[str]:
    """What an example prints where the files lie."""
    command = [sys.executable, "-I", "-X", "utf8", "-c", code]
    done = subprocess.run(command, cwd=site.folder / API, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_example_runs_as_printed(both: tuple[BuiltSite, Plan]) -> None:
    site, plan = both
    first, agency = plan.site.roles[0].id, plan.agencies[0]
    duties = [p for p in plan.responsibilities if p.role == first]
    own = [f"{p.role} | {p.text}" for p in plan.responsibilities_of(agency.id)]
    assert len(examples(site)) == 3
    who, dossier, table = (told(site, code) for code in examples(site))
    assert who == [f"{plan.party_name(p.agency or '')} | {plan.citation(p)}" for p in duties]
    assert dossier[: len(own)] == own
    assert len(dossier) == len(own) + len({o.provision.id for o in plan.obligations_of(agency.id)})
    assert table == [f"{p.id} | {p.text}" for p in plan.provisions]


def test_the_question_for_excel_has_the_answer_told(both: tuple[BuiltSite, Plan]) -> None:
    site, plan = both
    head, *rows = openpyxl.load_workbook(site.folder / API / "responsibilities.xlsx").active.iter_rows(values_only=True)
    found = [row for row in rows if row[head.index("Vai trò")] == plan.site.roles[0].id]
    assert f"còn lại {len(found)} dòng" in squeeze(site.page(URL).text_content())


def test_the_numbers_are_those_of_the_files(both: tuple[BuiltSite, Plan]) -> None:
    site, _ = both
    tables, _, entities = site.page(URL).xpath("//table")
    for name, row in zip(TABLES, tables.xpath(".//tbody/tr"), strict=True):
        text = (site.folder / API / f"{name}.csv").read_text("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert [squeeze(cell.text_content()) for cell in row[:2]] == [TABLES[name], str(len(rows) - 1)]
        assert row.xpath(".//@href") == [f"../{API}{name}.xlsx", f"../{API}{name}.csv"]
    for row in entities.xpath(".//tbody/tr"):
        whole, example = ((site.folder / URL / link).resolve() for link in row.xpath(".//@href"))
        files = sorted(whole.with_suffix("").glob("*.json"))
        assert squeeze(row[1].text_content()) == str(len(files))
        assert example in files


def test_no_file_is_forgotten(both: tuple[BuiltSite, Plan]) -> None:
    site, _ = both
    files = {path.name for path in (site.folder / API).iterdir() if path.is_file()}
    linked = {link.rpartition("/")[2] for link in site.page(URL).xpath("//main//a/@href") if API in link}
    assert files - linked == set()


def test_it_names_every_key_of_the_whole(real_site: BuiltSite, real: Plan) -> None:
    named = {code.text_content() for code in real_site.page(URL).xpath("//table//td[1]/code")}
    text = (real_site.folder / API / "plan.json").read_text("utf-8")
    assert {*re.findall(r'^ "(\w+)":', text, re.MULTILINE)} == named | {"schema_version"}
