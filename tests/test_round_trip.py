"""Every form the plan is published in, read back: the same ids with the same official wording, in the same order."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import lxml.html
import openpyxl
import pytest
from lxml import etree

from built import BuiltSite, squeeze
from plan import Plan
from plan.exports import open_data
from plan.pages import Site

Rows = list[tuple[str, str]]
Read = Callable[[str], bytes]
"""A published file by its address."""
AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


def from_page(read: Read) -> Rows:
    page = lxml.html.document_fromstring(read("toan-van/index.html").decode("utf-8"))
    found = page.xpath("//*[@data-provision and @id and not(self::a)]")
    return [(element.get("data-provision"), squeeze(element.text_content())) for element in found]


def from_plan_json(read: Read) -> Rows:
    return [(row["id"], row["text"]) for row in json.loads(read("api/v1/plan.json"))["provisions"]]


def from_list(read: Read) -> Rows:
    return [(row["id"], row["text"]) for row in json.loads(read("api/v1/provisions.json"))["provisions"]]


def from_files(read: Read) -> Rows:
    """From file to file, as each names the next."""
    addresses = {row["id"]: row["data_url"] for row in json.loads(read("api/v1/provisions.json"))["provisions"]}
    found, following = [], next(iter(addresses))
    while following:
        file = json.loads(read(addresses[following]))
        found.append((file["provision"]["id"], file["provision"]["text"]))
        following = file["next"]
    return found


def from_csv(read: Read) -> Rows:
    text = read("api/v1/provisions.csv").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [joined({key: cell.removeprefix("'") for key, cell in row.items()}) for row in rows]


def from_xlsx(read: Read) -> Rows:
    head, *rows = openpyxl.load_workbook(io.BytesIO(read("api/v1/provisions.xlsx"))).active.iter_rows(values_only=True)
    return [joined(dict(zip(head, map(as_excel_shows, row), strict=True))) for row in rows]


def as_excel_shows(cell: str | None) -> str:
    return re.sub(r"_x([0-9A-F]{4})_", lambda match: chr(int(match[1], 16)), cell or "")


def joined(row: dict[str, str]) -> tuple[str, str]:
    return row["Mã"], f"{row['Nhãn']} {row['Nội dung']}".strip()


def from_json_ld(read: Read) -> Rows:
    def parts(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for part in node.get("hasPart", []):
            yield part["legislationIdentifier"], part["text"]
            yield from parts(part)

    return list(parts(json.loads(read("api/v1/plan.jsonld"))["@graph"][0]))


def from_akoma_ntoso(read: Read) -> Rows:
    root = etree.fromstring(read("api/v1/plan.akn.xml"))
    return [(element.get("GUID"), wording_of(element)) for element in root.xpath("//*[@GUID]")]


def wording_of(element: etree._Element) -> str:
    """The text of an element without that of the provisions inside it."""
    texts = element.xpath(".//text()[count(ancestor::*[@GUID]) = $deep]", deep=len(element.xpath("ancestor-or-self::*[@GUID]")))
    return squeeze("".join(texts))


FORMS = [from_page, from_plan_json, from_list, from_files, from_csv, from_xlsx, from_json_ld, from_akoma_ntoso]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize(("site", "name"), [("real_site", "real"), ("small_site", "small"), ("hostile_site", "small")])
def test_every_form_holds_the_wording(form: Callable[[Read], Rows], site: str, name: str, request: pytest.FixtureRequest) -> None:
    """As built: the real plan, another plan, and the other plan with hostile words in every field of its editors."""
    built: BuiltSite = request.getfixturevalue(site)
    plan: Plan = request.getfixturevalue(name)
    assert form(lambda address: (built.folder / address).read_bytes()) == [(p.id, p.text) for p in plan.provisions]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("name", ["hostile", "bare"])
def test_every_form_holds_any_wording(form: Callable[[Read], Rows], name: str, request: pytest.FixtureRequest) -> None:
    """Formulas, numbers, dates, markup, templates, characters beyond the plane: official wording is what it is. And a plan
    that is words alone has every form too."""
    plan: Plan = request.getfixturevalue(name)
    site = Site(plan)
    page = next(page for page in site.pages() if page.kind == "text")
    files = {**open_data(plan), "toan-van/index.html": site.document(page).encode()}
    assert form(files.__getitem__) == [(p.id, p.text) for p in plan.provisions]
