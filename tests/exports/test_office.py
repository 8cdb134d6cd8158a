"""The office documents of every agency, read back with the libraries offices use, and compared with the plan they tell.

The form is that of Nghị định 30/2020/NĐ-CP, Phụ lục I and III; numbers of its items stand beside what checks them.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import time
import types
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import openpyxl
import openpyxl.packaging.core
import openpyxl.writer.excel
import pytest
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from built import ROOT, SITE_URL, SMALL, BuiltSite
from plan import Plan, load
from plan.duties import COMMON, dossier, due_words, succession
from plan.exports import office
from plan.exports.office.told import tell
from plan.exports.office.tracker import STATES, cells_of
from plan.exports.spreadsheet import escaped, is_taken_for_more
from plan.model import Agency, Provision
from plan.published import OFFICE
from plan.published import office as address

ANNEX, PLAN, REPORT, TRACKER = OFFICE
PAPERS = (ANNEX, PLAN, REPORT)


@cache
def plan_of(name: str) -> Plan:
    return load({"real": ROOT / "data", "small": SMALL}[name])


@cache
def files(name: str) -> dict[str, bytes]:
    return office.files(plan_of(name), SITE_URL)


AGENCIES = [(name, agency.id) for name in ("real", "small") for agency in plan_of(name).agencies]
DOCUMENTS = [(name, agency, file) for name, agency in AGENCIES for file in PAPERS]


def paper(name: str, agency: str, file: str) -> DocumentObject:
    return Document(io.BytesIO(files(name)[address(agency, file)]))


def book(name: str, agency: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(files(name)[address(agency, TRACKER)]))


def sheet(name: str, agency: str) -> Worksheet:
    return book(name, agency).worksheets[0]


def text_of(element: etree._Element) -> str:
    return "".join("\n" if node.tag == qn("w:br") else node.text or "" for node in element.iter(qn("w:t"), qn("w:br")))


def paragraphs(document: DocumentObject) -> list[str]:
    """Every paragraph, those in tables and those with places to fill in too."""
    return [text_of(p) for p in document.element.body.iter(qn("w:p"))]


def whole(document: DocumentObject) -> str:
    return "\n".join(paragraphs(document))


def official(document: DocumentObject) -> list[str]:
    """What is set as official wording, each stretch between its quotation marks."""
    found = []
    for style in document.element.body.iter(qn("w:rStyle")):
        if style.get(qn("w:val")) == "ChuNguyenVan":
            run = style.getparent().getparent()
            assert (text_of(run.getprevious()), text_of(run.getnext())) == ("“", "”")
            found.append(text_of(run))
    return found


def duties(plan: Plan, agency_id: str) -> list[Provision]:
    """Every provision that asks something of an agency, in the order of the documents."""
    found = dossier(plan, agency_id)
    return [*found.duties, *(bound.provision for bound in found.bound)]


def wordings(plan: Plan, agency_id: str) -> list[str]:
    return [part.text for p in duties(plan, agency_id) for part in plan.within(p.id)]


# -- which files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["real", "small"])
def test_four_documents_for_every_agency_at_their_published_addresses(name: str) -> None:
    assert set(files(name)) == {address(agency.id, file) for agency in plan_of(name).agencies for file in OFFICE}


def test_the_site_publishes_them(repo_site: BuiltSite) -> None:
    assert files("real")
    for url, content in files("real").items():
        assert repo_site.path(url).read_bytes() == content, url


def test_a_plan_without_agencies_has_none(small: Plan) -> None:
    assert office.files(replace(small, agencies=(), task_areas=()), SITE_URL) == {}


# -- what they say ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_every_wording_stands_exact_and_nothing_else_passes_for_official(name: str, agency: str, file: str) -> None:
    plan = plan_of(name)
    found = official(paper(name, agency, file))
    assert set(wordings(plan, agency)) <= set(found)
    if dossier(plan, agency).duties or file in (ANNEX, PLAN):
        assert plan.provision(plan.agency(agency).provision).text in found
    assert [text for text in found if not any(text in p.text for p in plan.provisions)] == []


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_annex_tells_all_of_every_duty(name: str, agency: str) -> None:
    plan, text = plan_of(name), whole(paper(name, agency, ANNEX))
    found = dossier(plan, agency)
    for duty in found.duties:
        expected = [plan.citation(duty), duty.short_title, f"Vai trò: {duty.role}.", *map(plan.party_name, duty.partners)]
        expected += [words for s in duty.supports for words in (s.reason, f"“{s.there}”", plan.cite_path(plan.provision(s.provision)))]
        expected += [plan.document(d).name for d in plan.documents_of(duty)]
        expected += [due_words(deadline) for deadline in duty.deadlines] + [f"“{timing.text}”" for timing in duty.timings]
        assert [words for words in expected if words.lower() not in text.lower()] == [], duty.id
    for bound in found.bound:
        expected = [plan.citation(bound.provision), bound.provision.short_title]
        for o in bound.obligations:
            expected += [o.why, o.doubt or "", f"“{plan.party_name(o.through)}”" if o.through else "Được nêu đích danh."]
        assert [words for words in expected if words not in text] == [], bound.provision.id
    for basis in found.basis:
        assert plan.document(basis.document).name in text
        assert all(plan.cite_path(p) in text for p in basis.cited_in)
    for duty in (*found.partner_in, *(p for through in found.through for p in through.duties)):
        assert f"{plan.party_name(duty.agency or '')} ({duty.role})" in text
        assert plan.cite_path(duty) in text


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_plan_of_an_agency_is_filled_with_what_is_known(name: str, agency: str) -> None:
    plan, document = plan_of(name), paper(name, agency, PLAN)
    grounds = [text for text in paragraphs(document) if text.startswith("Căn cứ ")]
    assert len(grounds) == 2 + len(dossier(plan, agency).basis)
    assert [text[-1] for text in grounds] == [*";" * (len(grounds) - 1), "."]  # 6.a
    assert plan.title in grounds[-1]
    assert f"{plan.type} số {plan.number}" in grounds[-1]
    for basis, text in zip(dossier(plan, agency).basis, grounds[1:-1], strict=True):
        entry = plan.document(basis.document).entry
        assert plan.document(basis.document).name in text
        assert (entry.issuer or "") in text
        assert (entry.title or "trích yếu") in text
    ends = [text for text in paragraphs(document) if text.endswith("./.") and not text.endswith("./.”")]
    assert len(ends) == 1
    assert plan.number in ends[0]


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_a_row_for_every_duty(name: str, agency: str) -> None:
    plan = plan_of(name)
    for file, blanks in ((PLAN, 2), (REPORT, 3)):
        rows = [row for table in grids(paper(name, agency, file)) for row in table.findall(qn("w:tr"))[1:]]
        cells = [[text_of(cell) for cell in row.findall(qn("w:tc"))] for row in rows]
        counted = [row for row in cells if len(row) > 1]
        assert [row[0] for row in counted] == [str(n) for n in range(1, len(duties(plan, agency)) + 1)]
        for row, duty in zip(counted, duties(plan, agency), strict=True):
            assert all(f"“{part.text}”" in row[1] for part in plan.within(duty.id))
            assert (plan.cite_path(duty)[1:] in row[1], (duty.role or COMMON) in row[1]) == (True, True)
            assert row[2:].count("[……]") >= blanks


TIMES = {
    ("real", "so-y-te"): ("trước ngày 25/12, hằng năm", False),
    ("real", "bao-hiem-xa-hoi"): ("trước ngày 25/12, hằng năm (chưa chắc áp dụng)", False),
    ("real", "mat-tran-to-quoc"): ("không nêu", True),
    ("small", "so-truong-hoc"): ("“mỗi quý một lần” (không nêu ngày)", False),
    ("small", "ubnd-xa-ven-song"): ("“mỗi quý một lần” (không nêu ngày)", False),
}


@pytest.mark.parametrize(("name", "agency"), TIMES)
@pytest.mark.parametrize("file", [PLAN, REPORT])
def test_when_to_report_is_told_as_far_as_the_plan_tells(name: str, agency: str, file: str) -> None:
    words, none = TIMES[name, agency]
    text = whole(paper(name, agency, file))
    assert words in text
    assert none == bool(re.search(r"không nêu (?:thời )?hạn báo cáo nào cho cơ quan này", text))


def test_a_deadline_that_is_no_report_is_not_told_as_one() -> None:
    text = whole(paper("small", "so-duong-thuy", REPORT))
    assert "30/6/2025" not in text.partition("Phụ lục\n")[0]
    assert "trước ngày 30/6/2025" in whole(paper("small", "so-duong-thuy", PLAN))


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_provision_of_a_deadline_is_quoted_whole_in_the_report(name: str, agency: str) -> None:
    head = whole(paper(name, agency, REPORT)).partition("Kính gửi")[2].partition("I. TÌNH HÌNH")[0]
    for due in dossier(plan_of(name), agency).dues:
        assert (f"“{due.provision.text}”" in head) == (due.deadline.recurrence == "yearly")


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_what_became_of_the_agency_is_told_in_all_four(name: str, agency: str) -> None:
    found = plan_of(name).agency(agency)
    fates = [f"{succession(s, found.name)} ({s.certain})" for s in found.successors] or ["Sau sắp xếp: chưa xác định"]
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


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_the_first_page_tells_whose_frame_it_is(name: str, agency: str, file: str) -> None:
    plan, document = plan_of(name), paper(name, agency, file)
    foot = document.sections[0].first_page_footer.paragraphs[0].text
    for words in (plan.cite_self, plan.site.name, "không thay văn bản", plan.site.notice.text, f"{SITE_URL}co-quan/{agency}/"):
        assert words in foot
    assert "Địa chỉ" not in whole(document)


def test_without_an_address_none_is_named(small: Plan) -> None:
    made = office.files(small, "")
    for content in made.values():
        assert b"://ke-hoach" not in b"".join(parts(content).values())
    foot = Document(io.BytesIO(made[address(small.agencies[0].id, ANNEX)])).sections[0].first_page_footer.paragraphs[0].text
    assert "Địa chỉ" not in foot


# -- the form of the papers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_page_and_margins(name: str, agency: str, file: str) -> None:
    """I.1 to I.3: A4; 20–25 mm above and below, 30–35 left, 15–20 right; across only for the annex of the report."""
    sections = paper(name, agency, file).sections
    assert [section.orientation for section in sections] == ([0, 1] if file == REPORT else [0])
    for section in sections:
        assert {round(section.page_width.mm), round(section.page_height.mm)} == {210, 297}
        assert Mm(20) <= section.top_margin <= Mm(25)
        assert Mm(20) <= section.bottom_margin <= Mm(25)
        assert Mm(30) <= section.left_margin <= Mm(35)
        assert Mm(15) <= section.right_margin <= Mm(20)


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_the_number_of_the_page(name: str, agency: str, file: str) -> None:
    """I.7: centred in the top margin, 13–14 points, not on the first page; an annex counts its own (III.1.đ)."""
    document = paper(name, agency, file)
    header = document.sections[0].header.paragraphs[0]
    assert [field.get(qn("w:instr")) for field in header._p.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert (header.style.paragraph_format.alignment, header.style.font.size) == (1, Pt(13))
    assert all(section.different_first_page_header_footer for section in document.sections)
    assert document.sections[0].first_page_header.paragraphs[0].text == ""
    starts = [s._sectPr.find(qn("w:pgNumType")) for s in document.sections]
    assert [start is not None and start.get(qn("w:start")) for start in starts] == [False, "1"][: len(starts)]


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_one_typeface_in_vietnamese(name: str, agency: str, file: str) -> None:
    """I.4; II.6.e: 13–14 points, justified, first line 1–1.27 cm in, at least 6 points between, single to 1.5 lines."""
    document = paper(name, agency, file)
    fonts = list(document.styles.element.iter(qn("w:rFonts")))
    assert {fonts[0].get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert len(fonts) + len(list(document.element.body.iter(qn("w:rFonts")))) == 1
    language = next(document.styles.element.iter(qn("w:lang")))
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("vi-VN", "vi-VN")
    body = document.styles["Lời văn"]
    assert Pt(13) <= body.font.size <= Pt(14)
    assert body.paragraph_format.alignment == 3
    assert Mm(10) <= body.paragraph_format.first_line_indent <= Mm(12.8)
    assert body.paragraph_format.space_after >= Pt(6)
    spacing = document.styles.element.find(f".//{qn('w:pPrDefault')}//{qn('w:spacing')}")
    assert 240 <= int(spacing.get(qn("w:line"))) <= 360
    known = {style.style_id for style in document.styles}
    used = {node.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for node in document.element.body.iter(qn(tag))}
    assert used <= known


def size_of(document: DocumentObject, paragraph: etree._Element) -> float:
    own = paragraph.find(f".//{qn('w:sz')}")
    if own is not None:
        return int(own.get(qn("w:val"))) / 2
    key = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
    return next(style for style in document.styles if style.style_id == key).font.size.pt


def letters(paragraph: etree._Element) -> set[str]:
    return {tag for tag in "bi" for node in paragraph.iter(qn(f"w:{tag}")) if node.get(qn("w:val")) != "0"}


HEAD = [
    # what stands there, the half, sizes, letters
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1, (12, 13), {"b"}),
    ("Độc lập - Tự do - Hạnh phúc", 1, (13, 14), {"b"}),
    ("…………, ngày …… tháng …… năm ……", 1, (13, 14), {"i"}),
    ("[CƠ QUAN CHỦ QUẢN, NẾU CÓ]", 0, (12, 13), set()),
    ("[TÊN CƠ QUAN BAN HÀNH]", 0, (12, 13), {"b"}),
    ("Số: ……/{}-……", 0, (13, 13), set()),
]


@pytest.mark.parametrize(("file", "symbol", "kind"), [(PLAN, "KH", "KẾ HOẠCH"), (REPORT, "BC", "BÁO CÁO")])
@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_head_of_a_paper(name: str, agency: str, file: str, symbol: str, kind: str) -> None:
    """II.1 to II.5: country and motto right with a rule, issuer and number left with a rule, place and date, type, subject."""
    document = paper(name, agency, file)
    table = next(document.element.body.iter(qn("w:tbl")))
    halves = [[p for row in table.findall(qn("w:tr")) for p in row.findall(qn("w:tc"))[half].iter(qn("w:p"))] for half in (0, 1)]
    for words, half, sizes, form in HEAD:
        line = next(p for p in halves[half] if text_of(p) == words.format(symbol))
        assert (sizes[0] <= size_of(document, line) <= sizes[1], letters(line)) == (True, form), words
    assert [len([p for p in half if p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}") is not None]) for half in halves] == [1, 1]
    titles = [(p.style.name, p.text.replace("\n", " ")) for p in document.paragraphs if p.style.name in ("Title", "Subtitle")]
    assert titles[0] == ("Title", kind)
    assert plan_of(name).cite_self in titles[1][1]


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_head_of_an_annex(name: str, agency: str) -> None:
    """III.1: `Phụ lục` in 14 points, its name in capitals, the paper it goes with in italics and to be filled in."""
    for file, word in ((ANNEX, "Kế hoạch số ……/KH-……"), (REPORT, "Báo cáo số ……/BC-……")):
        document = paper(name, agency, file)
        at = next(i for i, p in enumerate(document.paragraphs) if p.text == "Phụ lục")
        first, second, third = document.paragraphs[at : at + 3]
        assert (first.style.font.size, first.style.font.bold, first.style.name) == (Pt(14), True, "Title")
        assert (second.text, second.style.font.bold) == (second.text.upper(), True)
        assert third.text == f"(Kèm theo {word} ngày …… tháng …… năm …… của …………)"
        assert third.style.font.italic


@pytest.mark.parametrize("file", [PLAN, REPORT])
@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_foot_of_a_paper(name: str, agency: str, file: str) -> None:
    """II.7, II.9: who gets it in 12 points bold italic, the list in 11 with `;` and `.`; who signs."""
    document = paper(name, agency, file)
    table = [t for t in document.element.body.iter(qn("w:tbl")) if "Nơi nhận:" in text_of(t)][-1]
    left, right = ([*cell.iter(qn("w:p"))] for cell in table.iter(qn("w:tc")))
    assert (text_of(left[0]), size_of(document, left[0]), letters(left[0])) == ("Nơi nhận:", 12, {"b", "i"})
    assert [text_of(p)[0] + text_of(p)[-1] for p in left[1:]] == ["-;"] * (len(left) - 2) + ["-."]
    assert text_of(left[-1]).startswith("- Lưu: VT, ")
    assert [text_of(p) for p in right if text_of(p)] == ["[QUYỀN HẠN, CHỨC VỤ]", "[Họ và tên]"]
    assert {size_of(document, p) for p in right} == {13}


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_headings_lead_through_the_document(name: str, agency: str, file: str) -> None:
    found = [(int(p.style.name[-1]), p.text) for p in paper(name, agency, file).paragraphs if p.style.name.startswith("Heading")]
    assert len(found) >= 2
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    firsts = [text.partition(". ") for level, text in found if level == 1]
    assert [number for number, _, _ in firsts] == ["I", "II", "III", "IV", "V"][: len(firsts)]
    assert all(title == title.upper() for _, _, title in firsts)


def grids(document: DocumentObject) -> list[etree._Element]:
    """Tables that hold something, not those that only lay out the head and the foot."""
    return [t for t in document.element.body.iter(qn("w:tbl")) if t.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None]


@pytest.mark.parametrize("file", [PLAN, REPORT])
@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_tables_have_a_head_on_every_page_and_whole_rows(name: str, agency: str, file: str) -> None:
    document = paper(name, agency, file)
    (table,) = grids(document)
    rows = table.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}").get(qn("w:firstRow")) == "1"
    assert table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}").get(qn("w:val"))
    section = document.sections[-1]
    width = sum(int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol")))
    assert abs(width - (section.page_width - section.left_margin - section.right_margin) / Twips(1)) < 60


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_what_is_to_be_filled_in_is_marked_and_named(name: str, agency: str, file: str) -> None:
    blanks = list(paper(name, agency, file).element.body.iter(qn("w:sdt")))
    assert len(blanks) >= (0 if file == ANNEX else 10)
    for blank in blanks:
        assert re.fullmatch(r"\[.+\]", text_of(blank))
        assert blank.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val"))


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


# -- the workbook ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_workbook_has_a_row_for_every_duty(name: str, agency: str) -> None:
    plan, table = plan_of(name), sheet(name, agency)
    found = {row[1]: row for row in table.iter_rows(min_row=5, max_col=13, values_only=True) if row[1]}
    assert list(found) == [plan.citation(p) for p in duties(plan, agency)]
    certain = {b.provision.id: b.is_certain for b in dossier(plan, agency).bound}
    for p in duties(plan, agency):
        row = found[plan.citation(p)]
        assert row[0] == p.id or p.kind == "closing"
        assert str(row[2]).endswith("\n".join(part.text for part in plan.within(p.id)))
        assert row[3] == (p.role or COMMON) + ("" if certain.get(p.id, True) else " (chưa chắc)")
        assert (row[4] or "") == "; ".join(map(plan.party_name, p.partners))
        assert [d for d in plan.documents_of(p) if plan.document(d).name not in str(row[6]) and not plan.document(d).is_self] == []
        assert row[8:] == (None,) * 5
        for area in plan.task_areas:
            if p in plan.area_responsibilities(area):
                assert plan.provision(area.id).short_title in str(row[5])
    assert [str(row[7]) for row in found.values() if "25/12" in str(row[7])] == [
        due_words(due.deadline) + ("" if plan.certainly(agency, due.agencies) else " (chưa chắc áp dụng)")
        for due in dossier(plan, agency).dues
        if due.deadline.month == 12
    ]


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_workbook_is_ready_to_use_and_to_print(name: str, agency: str) -> None:
    table, count = sheet(name, agency), len(duties(plan_of(name), agency))
    assert [cell.value for cell in table[4]][8:] == ["Người phụ trách", "Trạng thái", "Ngày hoàn thành", "Kết quả", "Ghi chú"]
    assert (table.freeze_panes, table.auto_filter.ref) == ("C5", f"A4:M{4 + max(count, 1)}")
    choice, date = table.data_validations.dataValidation
    assert (choice.type, choice.formula1, bool(choice.showErrorMessage)) == ("list", f'"{",".join(STATES)}"', True)
    assert (date.type, date.operator, bool(date.showErrorMessage)) == ("date", "between", True)
    for at in range(5, 5 + count):
        assert f"J{at}" in choice.sqref
        assert f"K{at}" in date.sqref
        assert table[f"K{at}"].number_format == "dd/mm/yyyy"
        assert all(cell.alignment.wrap_text and cell.font.name == "Times New Roman" for cell in table[at])
        assert 15 < table.row_dimensions[at].height <= 409
    setup = table.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert table.sheet_properties.pageSetUpPr.fitToPage
    assert table.print_title_rows == "$1:$4"
    name_of_agency = plan_of(name).agency(agency).name
    assert name_of_agency in str(table["A1"].value)
    assert table.oddFooter.left.text.replace("&&", "&") == name_of_agency
    assert all(8 <= table.column_dimensions[letter].width + 1 <= 60 for letter in "ABCDEFGHIJKLM")


def test_a_row_grows_with_what_is_written_into_it() -> None:
    """Its height is a first reckoning, not one set by hand, which no program would change."""
    rows = re.findall(rb"<row [^>]*>", parts(files("real")[address("so-y-te", TRACKER)])["xl/worksheets/sheet1.xml"])
    assert sum(b" ht=" in row for row in rows) > 3
    assert not any(b"customHeight" in row for row in rows)


# -- nothing in them acts --------------------------------------------------------------------------------------------


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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


def test_any_words_are_only_words_in_the_workbook(hostile: Plan) -> None:
    """Guarded and escaped as in every other table of the site."""
    made, guards = office.files(hostile, SITE_URL), set()
    for agency in hostile.agencies:
        found = openpyxl.load_workbook(io.BytesIO(made[address(agency.id, TRACKER)])).worksheets[0]
        rows = [cells_of(hostile, task) for task in tell(hostile, agency).tasks]
        for texts, cells in zip(rows, found.iter_rows(min_row=5), strict=False):
            assert [cell.value or "" for cell in cells] == [escaped(text) for text in texts]
            assert [bool(cell.quotePrefix) for cell in cells] == [is_taken_for_more(text) for text in texts]
            guards |= {(bool(cell.quotePrefix), escaped(text) != text) for cell, text in zip(cells, texts, strict=True)}
    assert {(False, False), (True, False), (True, True)} <= guards


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_no_cell_is_a_formula(name: str, agency: str) -> None:
    for part, content in parts(files(name)[address(agency, TRACKER)]).items():
        if part.startswith("xl/worksheets/"):
            assert b"<f>" not in content and b"<f " not in content
            assert set(re.findall(rb'<c [^>]*t="(\w+)"', content)) <= {b"s", b"inlineStr", b"n"}


# -- the same bytes --------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("name", ["real", "small"])
def test_zip_entries_have_no_time_and_no_owner(name: str) -> None:
    for content in files(name).values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            told = {(info.date_time, info.create_system, info.external_attr) for info in archive.infolist()}
        assert told == {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)}
