"""The page on licences tells what lies in this very site, and what it was built with."""

from __future__ import annotations

import json

import pytest

import supply
from built import BuiltSite, build, squeeze
from plan.published import LICENCES, SBOM

ALL = supply.read()
SITES = ["real_site", "small_site"]


def rows(site: BuiltSite) -> list[list[tuple[str, ...]]]:
    """Of each table of works of others: name and version, reason, licence as shown."""
    tables = site.page(LICENCES).xpath("//table[@class='licences']")
    return [
        [
            (squeeze(row.xpath("string(th)")), squeeze(row.xpath("string(td[1])")), squeeze(row.xpath("string((td[2]|td[2]/a)[last()]/text())")))
            for row in table.xpath("tbody/tr")
        ]
        for table in tables
    ]


@pytest.mark.parametrize("name", SITES)
def test_every_part_and_package_stands_there(name: str, request: pytest.FixtureRequest) -> None:
    parts, packages = rows(request.getfixturevalue(name))
    assert parts == [(f"{p.name} {p.version}", p.what, p.licence) for p in ALL.shipped(form=False)]
    assert packages == [(f"{p.name} {p.version}", p.why, p.licence) for p in ALL.packages]


@pytest.mark.parametrize("name", SITES)
def test_what_it_names_lies_in_the_site(name: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(name)
    for part in ALL.shipped(form=False):
        assert all((site.folder / file).is_file() for file in (*part.files, part.text)), part.id
    shipped = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.suffix in (".woff2", ".ttf", ".otf")}
    assert shipped == {file for part in ALL.shipped(form=False) for file in part.files if file.endswith(".woff2")}


@pytest.mark.parametrize("name", SITES)
def test_people_and_programs_are_told_the_same(name: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(name)
    told = json.loads(site.path(SBOM).read_text("utf-8"))["components"]
    assert [f"{c['name']} {c['version']}" for c in told] == [row[0] for table in rows(site) for row in table]
    assert f"../../{SBOM}" in site.page(LICENCES).xpath("//main//a/@href")


@pytest.mark.parametrize("name", SITES)
def test_every_page_leads_there(name: str, request: pytest.FixtureRequest) -> None:
    for url, page in request.getfixturevalue(name).pages.items():
        if not page.xpath("//meta[@http-equiv='refresh']"):
            assert "../" * url.count("/") + LICENCES in page.xpath("//footer//a/@href"), url


def test_a_site_with_forms_names_the_editor_and_has_its_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = build("tests/plans/small", tmp_path_factory.mktemp("forms") / "site", REPO_URL="https://github.com/nhom/ke-hoach")
    assert rows(site)[0] == [(f"{p.name} {p.version}", p.what, p.licence) for p in ALL.parts]
    for part in ALL.parts:
        assert all((site.folder / file).is_file() for file in (*part.files, part.text)), part.id
