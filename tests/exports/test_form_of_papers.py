"""How the papers for Word look: as Nghị định 30/2020/NĐ-CP asks, Phụ lục I and III; numbers of its items stand beside what checks them."""

from __future__ import annotations

import itertools
import re

import pytest
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from lxml import etree
from office_files import AGENCIES, ANNEX, DOCUMENTS, PAPERS, PLAN, REPORT, grids, paper, plan_of, text_of

KINDS = [(name, plan_of(name).responsibilities[-1].agency, file) for name in ("real", "small") for file in PAPERS]
"""One document of each kind of each plan, to see the paper they share."""


# -- page, letters and numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "agency", "file"), KINDS)
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


@pytest.mark.parametrize(("name", "agency", "file"), KINDS)
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


@pytest.mark.parametrize(("name", "agency", "file"), KINDS)
def test_one_typeface_in_vietnamese(name: str, agency: str, file: str) -> None:
    """I.4; II.6.e: 13–14 points, justified, first line 1–1.27 cm in, at least 6 points between, single to 1.5 lines."""
    document = paper(name, agency, file)
    [fonts] = document.styles.element.iter(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    language = next(document.styles.element.iter(qn("w:lang")))
    assert (language.get(qn("w:val")), language.get(qn("w:eastAsia"))) == ("vi-VN", "vi-VN")
    body = document.styles["Lời văn"]
    assert Pt(13) <= body.font.size <= Pt(14)
    assert body.paragraph_format.alignment == 3
    assert Mm(10) <= body.paragraph_format.first_line_indent <= Mm(12.8)
    assert body.paragraph_format.space_after >= Pt(6)
    spacing = document.styles.element.find(f".//{qn('w:pPrDefault')}//{qn('w:spacing')}")
    assert 240 <= int(spacing.get(qn("w:line"))) <= 360


@pytest.mark.parametrize("file", PAPERS)
def test_what_is_written_keeps_to_the_paper(file: str) -> None:
    """In no document a typeface or a style of its own."""
    for name, agency in AGENCIES:
        document = paper(name, agency, file)
        assert list(document.element.body.iter(qn("w:rFonts"))) == []
        named = {node.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for node in document.element.body.iter(qn(tag))}
        assert named
        assert named <= {style.style_id for style in document.styles}


# -- head, foot, headings and tables ------------------------------------------------------------------------------------


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
