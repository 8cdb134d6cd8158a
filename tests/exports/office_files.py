"""The office documents of every agency as tests read them: made once for a plan, opened with the libraries offices use."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import openpyxl
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from built import ROOT, SITE_URL, SMALL
from plan import Plan, load
from plan.duties import dossier
from plan.exports import office
from plan.model import Provision
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


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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


def grids(document: DocumentObject) -> list[etree._Element]:
    """Tables that hold something, not those that only lay out the head and the foot."""
    return [t for t in document.element.body.iter(qn("w:tbl")) if t.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None]
