"""Office documents of every agency, made from the same facts as its page: three papers for Word, one workbook for Excel.

The papers have the form of Nghị định 30/2020/NĐ-CP. They are frames the agency completes: the official wording is
quoted exactly, what is ours says so, what is not known is left blank and marked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ... import published
from ...model import Agency, Plan
from . import agency_plan, annex, tracker, yearly_report
from .paper import empty_paper
from .told import tell

_PAPERS = {
    "phu-luc-nhiem-vu.docx": annex.file,
    "khung-ke-hoach.docx": agency_plan.file,
    "khung-bao-cao-nam.docx": yearly_report.file,
}
_WORKBOOK = "bang-theo-doi.xlsx"


def files(plan: Plan, site_url: str) -> dict[str, bytes]:
    """Address -> content; `site_url` is named in the documents where it is known."""
    return {address: content for agency in plan.agencies for address, content in of(plan, agency, site_url)}


def of(plan: Plan, agency: Agency, site_url: str) -> Iterator[tuple[str, bytes]]:
    """Address and content of the documents of one agency."""
    paper, told = empty_paper(), tell(plan, agency)
    for file, name in published.OFFICE.items():
        made = tracker.file(told, name, site_url) if file == _WORKBOOK else _PAPERS[file](paper, told, name, site_url)
        yield published.office(agency.id, file), made
