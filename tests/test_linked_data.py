"""JSON-LD: sound words of schema.org, ids that lead to pages, no way out of the element that holds it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest

from built import SITE_URL, BuiltSite
from plan import Plan
from plan.linked_data import CONTEXT, of_agency, of_document, of_plan, of_responsibility, script, whole
from plan.pages import Options, Site
from plan.pages.leaf import Leaf
from plan.pages.subjects import subjects, told

WORDS = {
    "Legislation": {
        "name", "alternateName", "abstract", "text", "url", "inLanguage", "isPartOf", "hasPart", "isBasedOn", "citation",
        "legislationIdentifier", "legislationType", "legislationDate", "legislationPassedBy", "legislationResponsible",
        "legislationEnsuresImplementationOf",
    },
    "GovernmentOrganization": {"name", "alternateName"},
    None: set(),
}  # fmt: skip
"""What of schema.org is used, by type; a bare reference has an `@id` and nothing else."""
LIMIT = 1_500
"""Bytes, gzip, of what one ordinary page says to programs."""


@pytest.fixture(scope="module", params=["real", "small", "amended", "hostile", "bare"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


def here(url: str) -> str:
    return url


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node of a value, outermost first."""
    if isinstance(value, dict):
        if "@type" in value or "@id" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def blocks(plan: Plan, site_url: str = "") -> dict[str, str]:
    """Address of a page -> its block."""
    options = Options(site_url=site_url)
    return {url: str(told(Leaf(plan, options, url), subject)) for url, subject in subjects(plan).items()}


def read(block: str) -> Any:
    found = lxml.html.fragments_fromstring(block)
    assert [(e.tag, e.get("type")) for e in found] == [("script", "application/ld+json")]
    return json.loads(found[0].text)


def test_every_block_holds_in_its_element(plan: Plan) -> None:
    """Whatever words stand in it, a browser sees one element and the value it was made of."""
    for url, block in blocks(plan).items():
        assert block.count("<") == 2, url
        assert read(block)["@context"] == CONTEXT


@pytest.mark.parametrize("words", ["</script><script>alert(1)</script>", "<!--<script>", "a & b &lt;", "]]>", "\u2028", '"\\'])
def test_no_words_end_the_element(words: str) -> None:
    text = script({"name": words})
    assert not {"<", ">", "&"} & set(text)
    assert json.loads(text) == {"@context": CONTEXT, "name": words}


def test_only_words_of_the_vocabulary(plan: Plan) -> None:
    values = [whole(plan, here), *(read(block) for block in blocks(plan).values())]
    for node in (node for value in values for node in nodes(value)):
        kind = node.get("@type")
        assert {key for key in node if not key.startswith("@")} <= WORDS[kind], node
        back = node.get("@reverse", {})
        assert set(back) <= {"citation", "legislationResponsible"}


def test_ids_lead_to_pages(real_site: BuiltSite, real: Plan) -> None:
    """As in a browser: relative to the page the block stands on."""
    for url, page in real_site.pages.items():
        for block in page.xpath("//script[@type='application/ld+json']"):
            for node in nodes(json.loads(block.text)):
                if "@id" in node:
                    assert_leads(real_site, url, node["@id"])
    for node in nodes(json.loads((real_site.folder / "api/v1/plan.jsonld").read_text("utf-8"))):
        if "@id" in node:
            assert_leads(real_site, "api/v1/", node["@id"])


def assert_leads(site: BuiltSite, base: str, address: str) -> None:
    path, _, fragment = address.partition("#")
    target = (site.folder / base / path).resolve()
    assert (target / "index.html").is_file(), (base, address)
    if fragment:
        page = target.relative_to(site.folder.resolve()).as_posix() + "/"
        assert site.pages[page].xpath("//*[@id=$id]", id=fragment), (base, address)


def test_ids_are_absolute_when_the_site_has_an_address(repo_site: BuiltSite, real: Plan) -> None:
    found = json.loads((repo_site.folder / "api/v1/plan.jsonld").read_text("utf-8"))
    pages = [json.loads(e.text) for page in repo_site.pages.values() for e in page.xpath("//script[@type='application/ld+json']")]
    ids = [node["@id"] for value in (found, *pages) for node in nodes(value) if "@id" in node]
    assert len(ids) > len(real.provisions)
    assert all(identity.startswith(SITE_URL) for identity in ids)


def test_which_pages_speak(real_site: BuiltSite, real: Plan) -> None:
    speaking = {url for url, page in real_site.pages.items() if page.xpath("//head/script[@type='application/ld+json']")}
    areas, agencies, documents = ({row.url for row in rows} for rows in (real.task_areas, real.agencies, real.documents))
    assert speaking == {"", "toan-van/"} | areas | agencies | documents | {real.page_of(p) for p in real.responsibilities}


def test_the_blocks_are_small(real: Plan) -> None:
    sizes = {url: len(gzip.compress(block.encode(), 9)) for url, block in blocks(real, SITE_URL).items()}
    assert {url: size for url, size in sizes.items() if size > LIMIT and url not in ("", "toan-van/")} == {}
    assert sizes[""] < 2 * LIMIT


def test_what_is_said_of_the_plan(real: Plan) -> None:
    found = of_plan(real, here)
    grounds = {d for p in real.provisions if p.kind == "basis" for d in real.documents_of(p)}
    assert (found["legislationIdentifier"], found["legislationDate"]) == (real.number, real.date.isoformat())
    assert found["legislationPassedBy"] == {"@type": "GovernmentOrganization", "name": real.issuer}
    assert {row["@id"] for row in found["isBasedOn"]} == {real.document(d).url for d in grounds}
    others = {d.url for d in real.documents if not d.is_self and d.id not in grounds}
    assert {row["@id"] for row in found["citation"]} == others


def test_what_is_said_of_an_agency_and_of_what_it_must_do(plan: Plan) -> None:
    for agency in plan.agencies:
        duties = plan.responsibilities_of(agency.id)
        back = of_agency(plan, agency, here).get("@reverse", {"legislationResponsible": []})
        assert [row["legislationIdentifier"] for row in back["legislationResponsible"]] == [p.id for p in duties]
        for duty in duties:
            found = of_responsibility(plan, duty, here)
            assert (found["text"], found["isPartOf"]["@id"]) == (duty.text, "toan-van/")
            assert found["legislationResponsible"]["name"] == agency.name
            carried = [row["@id"] for row in found.get("legislationEnsuresImplementationOf", [])]
            assert carried == [plan.url(plan.provision(s.provision)) for s in duty.supports]


def test_what_is_said_of_a_document(plan: Plan) -> None:
    for document in plan.documents:
        found = of_document(plan, document, here)
        told = (found.get("legislationIdentifier"), found.get("legislationDate"))
        assert told == (document.entry.number, document.entry.date.isoformat() if document.entry.date else None)
        if not document.is_self:
            cited = [row["legislationIdentifier"] for row in found.get("@reverse", {}).get("citation", [])]
            assert cited == [p.id for p in plan.cited_in(document.id)]


def test_the_whole_holds_every_wording_once(plan: Plan) -> None:
    texts = [(node["legislationIdentifier"], node["text"]) for node in nodes(whole(plan, here)) if "text" in node]
    assert texts == [(p.id, p.text) for p in plan.provisions]


def test_a_page_about_nothing_says_nothing(small: Plan) -> None:
    assert "ld+json" not in Site(small).not_found()
