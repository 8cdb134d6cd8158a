"""The paper every document is written on: page, type and styles of Nghị định 30/2020/NĐ-CP, Phụ lục I, as an empty Word file.

Made once for all documents of a build; a document is this paper with another body. Knows no plan and no wording.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from lxml import etree

from ..elements import Element, maker
from ..packed import CORE, Head, packed, properties, unpacked

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
E = maker(_W, "w")
"""Makes elements of a Word document: `E.p(E.r(E.t("…")))`."""
FONT = "Times New Roman"
WIDTH, WIDE = 165, 252
"""Millimetres between the margins, upright and across."""
_BODY, _FOOT = "word/document.xml", "word/footer1.xml"
_KEPT_STYLES = {"Normal", "Heading1", "Heading2", "Title", "Subtitle", "Header", "TableGrid", "TableNormal", "NoList",
                "DefaultParagraphFont"}  # fmt: skip
_KEPT_PARTS = ("/styles", "/settings", "/officeDocument", "/core-properties", "/header", "/footer")
"""Ends of the relationship types that an office document needs; the library's template brings more."""
_STYLES: tuple[tuple[str, str, float, str, ALIGN, dict[str, float]], ...] = (
    # id, name, size, letters, alignment, millimetres and points
    ("Heading1", "Heading 1", 13, "b", ALIGN.JUSTIFY, {"first": 12.7, "before": 6, "after": 6, "next": 1}),
    ("Heading2", "Heading 2", 13, "b", ALIGN.JUSTIFY, {"first": 12.7, "before": 6, "after": 6, "next": 1}),
    ("Title", "Title", 14, "b", ALIGN.CENTER, {"before": 12, "next": 1}),
    ("Subtitle", "Subtitle", 14, "b", ALIGN.CENTER, {"next": 1}),
    ("Header", "Header", 13, "", ALIGN.CENTER, {}),
    ("LoiVan", "Lời văn", 13, "", ALIGN.JUSTIFY, {"first": 12.7, "after": 6}),
    ("CanCu", "Căn cứ", 13, "i", ALIGN.JUSTIFY, {"first": 12.7, "after": 6}),
    ("KemTheo", "Kèm theo", 13, "i", ALIGN.CENTER, {}),
    ("NguyenVan", "Nguyên văn", 13, "", ALIGN.JUSTIFY, {"left": 12.7, "after": 6}),
    ("DauThu", "Đầu văn bản", 12, "", ALIGN.CENTER, {"next": 1}),
    ("OBang", "Ô bảng", 12, "", ALIGN.LEFT, {"before": 2, "after": 2}),
    ("OBangGiua", "Ô bảng, giữa", 12, "", ALIGN.CENTER, {"before": 2, "after": 2}),
    ("KinhGui", "Kính gửi", 13, "", ALIGN.CENTER, {"before": 6, "after": 12}),
    ("NguoiKy", "Người ký", 13, "b", ALIGN.CENTER, {}),
    ("NoiNhan", "Nơi nhận", 11, "", ALIGN.LEFT, {}),
    ("GhiChu", "Ghi chú của trang", 9, "", ALIGN.JUSTIFY, {}),
    ("Ke", "Đường kẻ", 2, "", ALIGN.CENTER, {"after": 8, "next": 1}),
)
OFFICIAL, HINT = "ChuNguyenVan", "ChoDien"
"""Letters of the official wording, and of what is to be filled in or taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An empty document."""

    parts: Mapping[str, bytes]
    section: Element
    """Page, margins and page number of an upright section that starts a new page."""

    def written(self, blocks: Iterable[Element], foot: Element, head: Head) -> bytes:
        """The paper with a body, whose last block is its section, a line at the foot of the first page, and `properties`."""
        made = {_BODY: E.document(E.body(*blocks)), _FOOT: E.ftr(foot)}
        parts = {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) for name, root in made.items()
        }
        return packed({**self.parts, **parts, CORE: properties(head)})


def upright(paper: Paper) -> Element:
    return deepcopy(paper.section)


def across(paper: Paper) -> Element:
    """A section across the page that counts its own pages, as an annex does (Phụ lục I, III.1.đ)."""
    found = deepcopy(paper.section)
    for reference in (*found.findall(qn("w:headerReference")), *found.findall(qn("w:footerReference"))):
        found.remove(reference)
    (size,), (margins,) = found.findall(qn("w:pgSz")), found.findall(qn("w:pgMar"))
    width, height = size.attrib[qn("w:w")], size.attrib[qn("w:h")]
    size.attrib.update({qn("w:w"): height, qn("w:h"): width, qn("w:orient"): "landscape"})
    margins.addnext(E.pgNumType({qn("w:start"): "1"}))
    return found


@cache
def empty_paper() -> Paper:
    document = Document()
    _strip(document)
    _set_type(document)
    _set_page(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return Paper(parts=unpacked(buffer.getvalue()), section=document.sections[0]._sectPr)


def _strip(document: DocumentObject) -> None:
    """Take out of the library's template what these documents do not use."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if not rel.reltype.endswith(_KEPT_PARTS)]:
            rels.pop(key)
    for style in [style for style in document.styles if style.style_id not in _KEPT_STYLES]:
        style.delete()
    for link in list(document.styles.element.iter(qn("w:link"))):
        link.getparent().remove(link)
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    word = {qn("w:uri"): "http://schemas.microsoft.com/office/word", qn("w:name"): "compatibilityMode", qn("w:val"): "15"}
    settings.extend(
        (
            E.zoom({qn("w:percent"): "100"}),
            E.defaultTabStop({qn("w:val"): "720"}),
            E.characterSpacingControl({qn("w:val"): "doNotCompress"}),
            E.compat(E.compatSetting(word)),
            E.themeFontLang({qn("w:val"): "vi-VN"}),
            E.decimalSymbol({qn("w:val"): ","}),
            E.listSeparator({qn("w:val"): ";"}),
        )
    )


def _set_type(document: DocumentObject) -> None:
    """One typeface for every script, in Vietnamese, and the styles."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    fonts = {qn(f"w:{script}"): FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")}
    language = {qn("w:val"): "vi-VN", qn("w:eastAsia"): "vi-VN", qn("w:bidi"): "ar-SA"}
    half = {qn("w:val"): "26"}
    defaults.extend((E.rFonts(fonts), E.sz(half), E.szCs(half), E.lang(language)))
    spacing = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.attrib.update({qn("w:after"): "0", qn("w:line"): "259"})
    for key, name, size, letters, align, measures in _STYLES:
        style = _style(document, key, name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        _set_paragraph(style, size, letters, align, measures)
    official = _style(document, OFFICIAL, "Chữ nguyên văn", WD_STYLE_TYPE.CHARACTER)
    hint = _style(document, HINT, "Chỗ điền", WD_STYLE_TYPE.CHARACTER)
    assert isinstance(official, CharacterStyle)
    assert isinstance(hint, CharacterStyle)
    official.font.italic, hint.font.italic = False, True
    document.styles["Nguyên văn"].element.get_or_add_pPr().insert(
        0, E.pBdr(E.left({qn("w:val"): "single", qn("w:sz"): "8", qn("w:space"): "8", qn("w:color"): "7F7F7F"}))
    )


def _style(document: DocumentObject, key: str, name: str, kind: WD_STYLE_TYPE) -> BaseStyle:
    found = next((style for style in document.styles if style.style_id == key), None)
    if found is None:
        found = document.styles.add_style(name, kind)
        found.element.styleId = key
        found.quick_style = True
    for tag in ("w:pPr", "w:rPr"):
        for child in found.element.findall(qn(tag)):
            level = child.findall(qn("w:outlineLvl"))
            for each in list(child):
                child.remove(each)
            child.extend(level)
    assert isinstance(found, BaseStyle)
    return found


def _set_paragraph(style: ParagraphStyle, size: float, letters: str, align: ALIGN, measures: dict[str, float]) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), "b" in letters, "i" in letters
    form = style.paragraph_format
    form.alignment = align
    form.first_line_indent, form.left_indent = Mm(measures.get("first", 0)), Mm(measures.get("left", 0))
    form.space_before, form.space_after = Pt(measures.get("before", 0)), Pt(measures.get("after", 0))
    form.keep_with_next = True if "next" in measures else None


def _set_page(document: DocumentObject) -> None:
    """A4 and its margins; the number of the page centred in the top margin, not on the first page, which has a foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(25)
    section.left_margin, section.right_margin, section.gutter = Mm(30), Mm(15.02), 0  # a hair more: lengths are rounded
    section.header_distance, section.footer_distance = Mm(10), Mm(7)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0]._p.append(E.fldSimple({qn("w:instr"): "PAGE"}, E.r(E.t("2"))))
    section.first_page_footer.is_linked_to_previous = False
