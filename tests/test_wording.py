"""Official wording to HTML: the characters stay, links and line-break rules lie over them."""

from __future__ import annotations

import dataclasses
import html
import re

import pytest

from plan import Plan
from plan.wording import Wording, unbroken


def bare(markup: object) -> str:
    """What a reader sees of some HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", str(markup)))


@pytest.mark.parametrize("name", ["real", "small"])
def test_the_text_content_is_the_wording(name: str, request: pytest.FixtureRequest) -> None:
    plan: Plan = request.getfixturevalue(name)
    wording = Wording(plan, lambda url: f"../{url}")
    for provision in plan.provisions:
        assert bare(wording.element(provision)) == provision.text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "*a* [x](javascript:1)", "&lt;b&gt;", "\" onclick='x'"]
)
def test_hostile_wording_is_text(small: Plan, hostile: str) -> None:
    provision = dataclasses.replace(small.responsibilities[0], text=f"- {hostile}", label="- ")
    plan = dataclasses.replace(small, provisions=(provision,))
    element = str(Wording(plan, str).element(provision))
    assert bare(element) == f"- {hostile}"
    assert re.findall(r"<(\w+)", element) == ["p", "span"]


def test_what_a_wording_names_is_linked(real: Plan) -> None:
    """Documents, agencies and collectives lead to their pages, abbreviations to the glossary."""
    wording = Wording(real, lambda url: f"/{url}")
    links = {
        kind: address
        for provision in real.provisions
        for kind, address in re.findall(r'class="(abbr|ref ref-\w+)" href="([^"]+)"', str(wording.inner(provision)))
    }
    assert {kind: address.split("/")[1] for kind, address in links.items()} == {
        "abbr": "thuat-ngu",
        "ref ref-agency": "co-quan",
        "ref ref-body": "co-quan",
        "ref ref-document": "van-ban",
    }


def test_what_a_page_abbreviates_it_explains(real: Plan) -> None:
    """Every explanation a link points to is gathered for the page, and no other."""
    wording = Wording(real, str)
    shown = "".join(str(wording.element(provision)) for provision in real.provisions)
    pointed = {name for names in re.findall(r'aria-describedby="([^"]*)"', shown) for name in names.split()}
    assert pointed == {f"tip-{name}" for name in wording.tips}
    assert set(wording.tips.values()) <= {entry.full for entry in real.abbreviations}


def test_an_id_is_given_once(real: Plan) -> None:
    provision = real.responsibilities[0]
    assert f'id="{provision.fragment}"' in str(Wording(real, str).element(provision))
    assert " id=" not in str(Wording(real, str).element(provision, anchor=False))


def test_an_excerpt_is_the_clause_that_names_it(real: Plan) -> None:
    for document in real.documents:
        for provision in real.cited_in(document.id):
            excerpt = str(Wording(real, str).excerpt(provision, document.id))
            assert excerpt.count("<mark>") == 1
            assert bare(excerpt).strip("… ") in provision.text
    assert Wording(real, str).excerpt(real.provisions[0], real.documents[-1].id) == ""


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("theo Quyết định số 15/QĐ-TTg ngày 02/3/2020", ["số 15/QĐ-TTg", "ngày 02/3/2020"]),
        ("giai đoạn 2021 - 2025", ["2021 - 2025"]),
        ("Sở Lao động - Thương binh", ["động -"]),
        ("không có gì", []),
    ],
)
def test_what_stays_on_one_line(text: str, held: list[str]) -> None:
    markup = str(unbroken(text))
    assert bare(markup) == text
    assert re.findall(r'<span class="nb">(.*?)</span>', markup) == held
