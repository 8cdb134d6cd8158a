"""The office documents of every agency together: which there are, what all say, that nothing in them acts, the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import re
import time
import types
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import openpyxl.packaging.core
import openpyxl.writer.excel
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from office_files import (
    AGENCIES,
    ANNEX,
    PAPERS,
    PLAN,
    REPORT,
    TRACKER,
    book,
    files,
    official,
    paper,
    parts,
    plan_of,
    sheet,
    whole,
)

from built import SITE_URL, BuiltSite
from plan import Plan
from plan.duties import fate
from plan.exports import office
from plan.exports.spreadsheet import is_taken_for_more
from plan.model import Agency
from plan.published import OFFICE
from plan.published import office as address

# -- which files --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["real", "small"])
def test_four_documents_for_every_agency_at_their_published_addresses(name: str) -> None:
    assert set(files(name)) == {address(agency.id, file) for agency in plan_of(name).agencies for file in OFFICE}


def test_the_site_publishes_them(repo_site: BuiltSite) -> None:
    assert files("real")
    for url, content in files("real").items():
        assert repo_site.path(url).read_bytes() == content, url


def test_a_plan_without_agencies_has_none(small: Plan) -> None:
    assert office.files(replace(small, agencies=(), task_areas=()), SITE_URL) == {}


# -- what all four say --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_what_became_of_the_agency_is_told_in_all_four(name: str, agency: str) -> None:
    found = plan_of(name).agency(agency)
    fates = [fate(s, found.name) for s in found.successors] or ["Sau sắp xếp: chưa xác định"]
    texts = [whole(paper(name, agency, file)) for file in PAPERS] + [str(sheet(name, agency)["A3"].value)]
    assert all("Tên in trong văn bản. Sau sắp xếp: " in text for text in texts)
    assert all(fate in text for fate in fates for text in texts)


def test_doubt_is_told_with_its_reason() -> None:
    plan = plan_of("real")
    doubts = {(a.id, o.doubt) for a in plan.agencies for o in plan.obligations_of(a.id) if o.doubt}
    assert len(doubts) > 5
    for agency, doubt in doubts:
        for file in (ANNEX, PLAN):
            assert str(doubt).removesuffix(".") in whole(paper("real", agency, file))
        assert any(str(doubt) in str(cell.value) for cell in book("real", agency).worksheets[1]["A"])


def bare(plan: Plan) -> tuple[Plan, Agency]:
    """The plan with an agency of which it says nothing but the name."""
    agency = next(a for a in plan.agencies if not plan.responsibilities_of(a.id))
    return replace(plan, provisions=tuple(replace(p, binds=(), deadlines=()) for p in plan.provisions)), agency


def test_an_agency_without_any_duty_is_told_so(small: Plan) -> None:
    plan, agency = bare(small)
    made = office.files(plan, "")
    for file in (ANNEX, REPORT):
        assert "Văn bản không giao việc nào cho cơ quan này." in whole(Document(io.BytesIO(made[address(agency.id, file)])))
    assert "không nêu việc" in whole(Document(io.BytesIO(made[address(agency.id, PLAN)])))
    table = openpyxl.load_workbook(io.BytesIO(made[address(agency.id, TRACKER)])).worksheets[0]
    assert "không giao việc nào" in str(table["A2"].value)
    assert [cell.value for row in table["A5:M9"] for cell in row if cell.value] == []


def test_without_an_address_none_is_named(small: Plan) -> None:
    made = office.files(small, "")
    for content in made.values():
        assert b"://ke-hoach" not in b"".join(parts(content).values())
    foot = Document(io.BytesIO(made[address(small.agencies[0].id, ANNEX)])).sections[0].first_page_footer.paragraphs[0].text
    assert "Địa chỉ" not in foot


@pytest.mark.parametrize(("name", "agency", "file"), [(n, a, f) for n, a in AGENCIES for f in OFFICE])
def test_properties_say_whose_and_of_when(name: str, agency: str, file: str) -> None:
    plan = plan_of(name)
    root = etree.fromstring(parts(files(name)[address(agency, file)])["docProps/core.xml"])
    told = {etree.QName(node).localname: node.text for node in root}
    assert told["title"] == f"{OFFICE[file]} – {plan.agency(agency).name}"
    assert (told["subject"], told["language"]) == (plan.cite_self, "vi-VN")
    assert plan.site.name in told["creator"]
    assert plan.issuer != told["creator"] == told["lastModifiedBy"]
    assert told["created"] == told["modified"] == f"{plan.date.isoformat()}T00:00:00Z"


# -- nothing in them acts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["real", "small"])
def test_parts_are_well_formed_and_call_nothing_outside(name: str) -> None:
    for url, content in files(name).items():
        found = parts(content)
        assert {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml"} <= set(found), url
        for part, inside in found.items():
            root = etree.fromstring(inside)
            assert not [node for node in root.iter() if node.get("TargetMode") == "External"], part
        assert not [part for part in found if re.search(r"vba|macro|embed|ole|thumbnail|customXml", part, re.IGNORECASE)]


EVIL = [
    "=1+1", "=HYPERLINK(\"http://a.invalid\",\"x\")", "+1", "-1", "@SUM(A1)", "</w:t></w:r>", "<b>&amp;", "{{ 7 * 7 }}", "]]>",
    "“trong ngoặc”", "&\"Arial\"&P", "a/b\\c:*?", "MERGEFIELD x", "hai  cách",
]  # fmt: skip


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_words_stay_words(small: Plan, evil: str) -> None:
    """The same words in every place an editor fills: they stand in the documents as they are, and nothing is a formula."""
    agency = replace(small.agencies[0], name=evil)
    changed = tuple(
        replace(p, text=evil, label="", short_title=evil) if p.agency == agency.id else p for p in small.provisions
    )
    agencies = (agency, *small.agencies[1:])
    plan = replace(small, provisions=changed, agencies=agencies, title=evil, issuer=evil, number=evil)
    made = office.files(plan, SITE_URL)
    for file in PAPERS:
        document = Document(io.BytesIO(made[address(agency.id, file)]))
        assert official(document).count(evil) >= 3
        assert [field.get(qn("w:instr")) for field in document.element.body.iter(qn("w:fldSimple"))] == []
    table = openpyxl.load_workbook(io.BytesIO(made[address(agency.id, TRACKER)])).worksheets
    cells = [cell for found in table for row in found.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    mine = [cell for cell in cells if set(str(cell.value).split("\n")) == {evil}]
    assert len(mine) >= 3
    assert {bool(cell.quotePrefix) for cell in mine} == {is_taken_for_more(evil)}


# -- the same bytes -----------------------------------------------------------------------------------------------------


@pytest.fixture
def years_later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another clock in another time zone, for the libraries that look at it."""
    moment = 2_000_000_000.0

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime.fromtimestamp(moment, tz)

    clock = types.ModuleType("datetime")
    clock.__dict__.update({**vars(dt), "datetime": Later})
    real = time.localtime
    monkeypatch.setattr(time, "time", lambda: moment)
    monkeypatch.setattr(time, "localtime", lambda seconds=moment: real(seconds))
    monkeypatch.setattr(openpyxl.writer.excel, "datetime", clock)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def saved() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


BEFORE = saved()


@pytest.mark.parametrize("name", ["real", "small"])
def test_the_clock_leaves_no_trace(name: str, years_later: None) -> None:
    assert saved() != BEFORE, "the library does not look at this clock"
    assert files.__wrapped__(name) == files(name)
