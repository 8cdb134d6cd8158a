"""The register as written: every obligation a row, every fact in its cell, every value of a row among the choices."""

from __future__ import annotations

import dataclasses
import gzip

import lxml.html
import pytest

from built import squeeze
from plan import Plan
from plan.duties import COMMON, register, when
from plan.pages import Options, Site
from plan.pages.leaf import Leaf
from plan.pages.page import Page
from plan.pages.register import COLUMNS, NONE, ORDERS, WHOLE
from plan.pages.register import page as register_page
from plan.search.client import script
from plan.vietnamese import slug, sort_key

Element = lxml.html.HtmlElement


@pytest.fixture(scope="module", params=["real", "small"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


def page(plan: Plan) -> Page:
    return register_page(Leaf(plan, Options(), "tra-cuu/"))


def parsed(plan: Plan) -> Element:
    return lxml.html.fragment_fromstring(str(page(plan).body), create_parent="main")


@pytest.fixture(scope="module")
def body(plan: Plan) -> Element:
    """The page of the plan, made once for all who only read it."""
    return parsed(plan)


@pytest.fixture(scope="module")
def rows(body: Element) -> list[Element]:
    return body.xpath("//table/tbody/tr")


def items(row: Element, column: str) -> list[str]:
    return [squeeze(item.text_content()) for item in row.xpath(f"*[contains(@class, 'col-{column}')]/ul/li")]


def test_the_rows_are_the_register_in_document_order(plan: Plan, rows: list[Element]) -> None:
    assert [row.get("data-id") for row in rows] == [duty.provision.id for duty in register(plan)]
    assert len(rows) == {"Kế hoạch": 25, "Quyết định": 6}[plan.type]
    for row, duty in zip(rows, register(plan), strict=True):
        wording = row.xpath(".//*[@data-provision]")
        assert [(e.get("data-provision"), e.text_content()) for e in wording] == [(duty.provision.id, duty.provision.text)]
        assert row.xpath("th//a/@href")[0] == f"../{plan.url(duty.provision)}"
        assert row.get("data-cite") == plan.citation(duty.provision)
        assert squeeze(row.xpath("th//b")[0].text_content()) == duty.provision.short_title


def test_cells_say_what_the_plan_says(plan: Plan, rows: list[Element]) -> None:
    for row, duty in zip(rows, register(plan), strict=True):
        provision = duty.provision
        assert [item.get("data-id") for item in row.xpath("td[1]/ul/li")] == list(duty.parties)
        assert [squeeze(a.text_content()) for a in row.xpath("td[1]/ul/li/a")] == [plan.party_name(p) for p in duty.parties]
        assert items(row, "vai-tro") == [duty.role.capitalize()]
        areas = [f"{plan.provision(a).number}. {plan.provision(a).short_title}" for a in duty.areas]
        assert items(row, "nhiem-vu") == (["mọi nhiệm vụ"] if duty.whole else []) + areas
        assert items(row, "phoi-hop") == [plan.party_name(party) for party in provision.partners]
        assert items(row, "han") == list(when(provision))
        assert row.xpath("td[contains(@class, 'col-han')]//a/@href")[: len(provision.deadlines)] == [
            f"../thoi-han/#han-{deadline.id}" for deadline in provision.deadlines
        ]
        assert items(row, "van-ban") == [plan.document(d).name for d in plan.documents_of(provision)]
        assert items(row, "doi-tuong") == [plan.group(g).name for g in provision.groups]
        assert [cell.text_content() for cell in row.xpath("td[not(@data-name)]")] == [""] * len(row.xpath("td[not(ul)]"))


def test_a_collective_unfolds_into_its_agencies_the_doubtful_apart(plan: Plan, rows: list[Element]) -> None:
    """Certain and doubtful members stand in a native fold; together they are the agencies of the obligation."""
    folded = 0
    for row, duty in zip(rows, register(plan), strict=True):
        named = {party for party in duty.parties if not plan.is_body(party)}
        certain = row.xpath(".//details//ul[@class='certain']/li/@data-id")
        doubtful = row.xpath(".//details//ul[@class='doubtful']/li/@data-id")
        assert {*certain, *named} == set(duty.agencies)
        assert set(doubtful) == set(duty.doubtful)
        for fold in row.xpath(".//details"):
            folded += 1
            counts = [len(fold.xpath(f".//ul[@class='{kind}']/li")) for kind in ("certain", "doubtful")]
            told = zip(counts, ("cơ quan", "chưa chắc"), strict=True)
            assert fold.xpath("summary")[0].text_content() == ", ".join(f"{n} {word}" for n, word in told if n)
    assert folded


def test_what_a_row_can_be_filtered_by_is_among_the_choices(plan: Plan, body: Element, rows: list[Element]) -> None:
    """Every value of a row is a choice; every choice but an agency is a value of some row; agencies are all there."""
    for column in list(COLUMNS)[1:]:
        told = body.xpath(f"//select[@name='{column}']/option[position() > 1]/@value")
        found = {value for row in rows for value in (row.get(f"data-{column}") or "").split()}
        if column == "co-quan":
            assert told == [agency.id for agency in plan.agencies]
            assert found | {a for d in register(plan) for a in d.doubtful} <= set(told)
        elif len(found) > 1:
            assert found == set(told), column
            assert len(told) == len(set(told))
        else:
            assert not told, column
    for row, duty in zip(rows, register(plan), strict=True):
        assert (row.get("data-co-quan") or "").split() == list(duty.agencies)
        assert (row.get("data-chua-chac") or "").split() == list(duty.doubtful)
        assert row.get("data-vai-tro") == slug(duty.role)
        assert (row.get("data-nhiem-vu") == NONE) == (not duty.areas and not duty.whole)
        assert (WHOLE in row.get("data-nhiem-vu").split()) == duty.whole
        assert ("co" in row.get("data-han").split()) == bool(duty.provision.deadlines)
        assert (row.get("data-han") == NONE) == (not when(duty.provision))


def test_successors_and_short_names_are_among_the_words(real: Plan) -> None:
    words = {option.get("value"): option.get("data-also") or "" for option in parsed(real).xpath("//select[@name='co-quan']/option")}
    for agency in real.agencies:
        names = [*agency.short_names, *(name for s in agency.successors for name in (s.name, *s.also))]
        assert words[agency.id] == "; ".join(names), agency.id
    assert any(words.values())


def test_every_order_is_a_rank_of_each_row(plan: Plan, rows: list[Element]) -> None:
    duties = register(plan)
    ranks = [row.get("data-ranks").split() for row in rows]
    assert {len(row) for row in ranks} == {len(ORDERS) - 1}
    by_party, by_role, by_area, by_time = zip(*ranks, strict=True)
    order = sorted(range(len(duties)), key=lambda at: int(by_party[at]))
    names = [sort_key(plan.party_name(duties[at].parties[0])) for at in order]
    assert names == sorted(names)
    roles = [role.id for role in plan.site.roles] + [COMMON]
    order = sorted(range(len(duties)), key=lambda at: int(by_role[at]))
    assert [roles.index(duties[at].role) for at in order] == sorted(roles.index(duty.role) for duty in duties)
    for at, duty in enumerate(duties):
        assert (by_area[at] == "-") == (not duty.areas and not duty.whole)
        assert (by_time[at] == "-") == (not when(duty.provision))
    dated = [int(by_time[at]) for at, duty in enumerate(duties) if duty.provision.deadlines]
    others = [int(by_time[at]) for at, duty in enumerate(duties) if not duty.provision.deadlines and by_time[at] != "-"]
    assert dated
    assert max(dated) < min(others)


def test_it_is_a_table_for_everybody(body: Element) -> None:
    """Caption, scopes and the place of each cell, empty ones left out by the style sheet included."""
    (table,) = body.xpath("//table")
    assert squeeze(table.xpath("caption")[0].text_content())
    assert [squeeze(th.text_content()) for th in table.xpath("thead//th")] == list(COLUMNS.values())
    assert set(table.xpath("thead//th/@scope")) == {"col"}
    assert set(table.xpath("tbody//th/@scope")) == {"row"}
    assert [th.get("data-sort") for th in table.xpath("thead//th[@data-sort]")] == list(ORDERS)
    for row in table.xpath(".//tr"):
        assert [cell.get("aria-colindex") for cell in row] == [str(n) for n in range(1, len(COLUMNS) + 1)]
    for select in body.xpath("//select"):
        assert len(body.xpath(f"//label[@for='{select.get('id')}']")) == 1


def test_the_whole_table_can_be_taken_without_script(body: Element) -> None:
    links = body.xpath("//p[@id='ca-bang']/a/@href")
    assert links == ["../api/v1/obligations.csv", "../api/v1/obligations.xlsx"]
    assert body.xpath("//fieldset[@disabled]")
    assert body.xpath("//noscript")


def test_a_plan_that_binds_nobody_says_so(small: Plan) -> None:
    free = tuple(dataclasses.replace(p, role=None, binds=(), partners=(), deadlines=()) for p in small.provisions)
    body = parsed(dataclasses.replace(small, provisions=free))
    assert not body.xpath("//table | //form | //noscript")
    assert "không đặt nghĩa vụ" in squeeze(body.text_content())


def test_page_and_script_are_small(real: Plan) -> None:
    site = Site(real)
    assert len(gzip.compress(site.document(page(real)).encode())) <= 25_000
    # one guard for all spreadsheets: as long as the one of the published tables, whose cases it passes
    assert len(gzip.compress(script("register"))) <= 8_500
