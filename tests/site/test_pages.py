"""What every page of the built site holds: the wording and nothing else where it is shown, both ways of every link."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import jsonschema
import lxml.html
import pytest
from fontTools.ttLib import TTFont

from built import REPO_URL, ROOT, SITE_URL, BuiltSite, squeeze
from plan import Plan


@pytest.fixture(params=["real", "small", "amended"])
def both(request: pytest.FixtureRequest) -> tuple[BuiltSite, Plan]:
    return request.getfixturevalue(f"{request.param}_site"), request.getfixturevalue(request.param)


def without(page: lxml.html.HtmlElement, *tags: str) -> lxml.html.HtmlElement:
    """A copy of a page with some elements left out; the page itself is shared by all tests."""
    found = copy.deepcopy(page)
    for element in found.xpath(" | ".join(f"//{tag}" for tag in tags)):
        element.drop_tree()
    return found


def shown(page: object) -> Iterator[tuple[str, str]]:
    """(provision id, text content) of every element that shows official wording."""
    for element in page.xpath("//*[@data-provision]"):  # type: ignore[attr-defined]
        if element.tag != "a":
            yield element.get("data-provision"), squeeze(element.text_content())


def test_counts(real_site: BuiltSite, real: Plan) -> None:
    count = {kind: sum(1 for url in real_site.pages if re.fullmatch(pattern, url)) for kind, pattern in {
        "areas": r"nhiem-vu/[^/]+/", "agencies": r"co-quan/[^/]+/", "responsibilities": r"co-quan/[^/]+/[^/]+/", "documents": r"van-ban/[^/]+/",
        "groups": r"doi-tuong/[^/]+/",
    }.items()}  # fmt: skip
    assert count == {
        "areas": len(real.task_areas), "agencies": len(real.agencies), "responsibilities": len(real.responsibilities),
        "documents": len(real.documents), "groups": len(real.groups),
    }  # fmt: skip
    assert count == {"areas": 7, "agencies": 14, "responsibilities": 21, "documents": 12} | {"groups": count["groups"]}
    assert count["groups"] >= 8


def test_wording_is_shown_exactly_and_alone(both: tuple[BuiltSite, Plan]) -> None:
    site, plan = both
    for url, page in site.pages.items():
        for identity, text in shown(page):
            assert text == plan.provision(identity).text, url


def test_every_provision_stands_on_its_page_and_in_the_full_text(both: tuple[BuiltSite, Plan]) -> None:
    site, plan = both
    for provision in plan.provisions:
        for url in {plan.page_of(provision), "toan-van/"}:
            found = site.page(url).xpath(f"//*[@id='{provision.fragment}']")
            assert [element.get("data-provision") for element in found] == [provision.id], url
    order = [element.get("data-provision") for element in site.page("toan-van/").xpath("//*[@data-provision and @id]")]
    assert order == [provision.id for provision in plan.provisions]


def test_the_json_says_the_same(both: tuple[BuiltSite, Plan]) -> None:
    site, plan = both
    data = json.loads((site.folder / "api/v1/plan.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads((site.folder / "api/v1/plan.schema.json").read_text(encoding="utf-8"))).validate(
        data
    )
    assert [(row["id"], row["text"]) for row in data["provisions"]] == [(p.id, p.text) for p in plan.provisions]
    for row in data["provisions"]:
        page, _, fragment = row["url"].partition("#")
        assert squeeze(site.page(page).xpath(f"//*[@id='{fragment}']")[0].text_content()) == row["text"]
    for kind in ("task_areas", "agencies", "responsibilities", "documents", "groups"):
        assert all(row["url"].partition("#")[0] in site.pages for row in data[kind])


def hrefs(site: BuiltSite, url: str) -> set[str]:
    """Addresses a page links to, as site-relative addresses with their fragment."""
    links = site.page(url).xpath("//main//a/@href")
    return {urljoin(f"https://site.invalid/{url}", link).removeprefix("https://site.invalid/") for link in links}


def test_links_lead_both_ways(both: tuple[BuiltSite, Plan]) -> None:
    site, plan = both
    pages = {url: {link.partition("#")[0] for link in hrefs(site, url)} for url in site.pages}
    for duty in plan.responsibilities:
        own, agency = plan.page_of(duty), plan.agency(duty.agency or "")
        assert agency.url in pages[own]
        assert own in pages[agency.url]
        for link in duty.supports:
            target = plan.provision(link.provision)
            assert plan.page_of(target) in pages[own]
            if target.area:
                assert own in pages[plan.page_of(target)]
        for party in duty.partners:
            assert plan.party_url(party).partition("#")[0] in pages[own]
    for document in plan.documents:
        for provision in plan.cited_in(document.id):
            assert plan.page_of(provision) in pages[document.url]
            assert document.url in pages[plan.page_of(provision)]
    for group in plan.groups:
        for provision in plan.provisions_for(group.id):
            assert plan.page_of(provision) in pages[plan.group_url(group.id)]
            assert plan.group_url(group.id) in pages[plan.page_of(provision)]
    for agency in plan.agencies:
        for obligation in plan.obligations_of(agency.id):
            assert plan.page_of(obligation.provision) in pages[agency.url]
            assert plan.party_url(obligation.through or agency.id).partition("#")[0] in pages["toan-van/"]
        for provision in plan.named_in(agency.id):
            assert plan.page_of(provision) in pages[agency.url]
    for due in plan.deadlines:
        assert plan.page_of(due.provision) in pages["thoi-han/"]


def test_every_page_is_dated_proved_and_ours(both: tuple[BuiltSite, Plan]) -> None:
    """Language, notice, proof of fidelity, one h1, a title and a description of its own."""
    site, plan = both
    titles: dict[str, str] = {}
    for url, page in site.pages.items():
        text = squeeze(page.text_content())
        assert page.get("lang") == "vi"
        assert squeeze(plan.site.notice.text) in text, url
        assert plan.source_sha256 in text or plan.source_sha256[:8] in text, url
        assert len(page.xpath("//h1")) == 1, url
        assert page.xpath("//meta[@name='description']/@content")[0].strip(), url
        title = page.xpath("//title")[0].text_content()
        assert plan.number in title
        assert titles.setdefault(title, url) == url
        assert page.xpath("//meta[@property='og:image']")


def test_citation_and_permalink_of_every_provision(both: tuple[BuiltSite, Plan]) -> None:
    site, plan = both
    for provision in plan.provisions:
        if provision.kind != "rule":
            page = site.page(plan.page_of(provision))
            assert plan.citation(provision) in squeeze(page.text_content()), provision.id
            assert f"#{provision.fragment}" in {link[link.find("#") :] for link in page.xpath("//main//a/@href")}, provision.id


def test_nobody_named_is_said(real_site: BuiltSite, real: Plan) -> None:
    """A provision no agency is named for says so on its page."""
    unowned = [provision for provision in real.provisions if real.is_unowned(provision)]
    assert unowned
    for area in real.task_areas:
        expected = sum(1 for provision in unowned if provision.area == area.id)
        assert len(real_site.page(area.url).xpath("//*[@data-unowned]")) == expected, area.id


def test_editorial_words_are_marked(real_site: BuiltSite, real: Plan) -> None:
    """Wherever a page shows a lead of ours it says it is editorial."""
    for url, page in real_site.pages.items():
        if any(squeeze(p.lead) in squeeze(page.text_content()) for p in real.provisions if p.lead):
            assert "biên tập" in squeeze(page.xpath("//main")[0].text_content()).lower(), url


def test_nothing_comes_from_elsewhere(both: tuple[BuiltSite, Plan]) -> None:
    """No script, style or attribute inline, no third party, no word or file of a stock theme."""
    site, _ = both
    for url, page in site.pages.items():
        for address in page.xpath("//script/@src | //link[@rel!='canonical']/@href | //img/@src | //form/@action"):
            assert not re.match(r"(?:https?:)?//", address), url
        assert not page.xpath("//script[not(@src)][not(@type='application/ld+json')] | //style | //@style"), url
        assert not page.xpath("//*[contains(@class, 'md-')]"), url
        assert not page.xpath("//a[starts-with(@href, 'http:')]"), url
        assert not acting(page), url
    files = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()]
    assert not [name for name in files if re.search(r"lunr|bundle|\.map$|workers|material", name)]


def acting(page: lxml.html.HtmlElement) -> list[str]:
    """Attributes of a page that would run a script."""
    addresses = page.xpath("//@href | //@src | //@action")
    return [
        *page.xpath("//@*[starts-with(name(), 'on')]"),
        *(a for a in addresses if a.strip().lower().startswith("javascript:")),
    ]


def test_interface_words_are_vietnamese(real_site: BuiltSite) -> None:
    english = re.compile(
        r"\b(?:the|search|next|previous|home|back to|skip|toggle|menu|copy|share|edit|table of contents|page not found)\b",
        re.IGNORECASE,
    )
    for url, page in real_site.pages.items():
        words = [
            *without(page, "pre", "code", "script").xpath("//body//text()"),
            *page.xpath("//@aria-label | //@title | //@placeholder | //@alt"),
        ]
        found = [match[0] for text in words if "/" not in text and (match := english.search(text))]
        assert not found, url


def test_fonts_hold_every_character(both: tuple[BuiltSite, Plan]) -> None:
    site, _ = both
    covered: dict[str, set[int]] = {}
    for path in sorted((ROOT / "docs/assets/fonts").glob("*.woff2")):
        with TTFont(path) as font:
            covered[path.stem] = set(font.getBestCmap())
    assert len(covered) == 3
    for url, page in site.pages.items():
        used = {ord(char) for char in without(page, "pre", "code", "script", "svg").text_content() if not char.isspace()}
        for family, known in covered.items():
            assert not {chr(code) for code in used - known}, (url, family)


def test_the_size_of_fonts() -> None:
    """Self-hosted fonts stay within 38 kB, licences beside them."""
    fonts = ROOT / "docs/assets/fonts"
    assert sum(path.stat().st_size for path in fonts.glob("*.woff2")) <= 38_000
    assert len(list(fonts.glob("*OFL.txt"))) == 2


def test_links_to_the_source(repo_site: BuiltSite, real: Plan) -> None:
    """Every provision has, on its own page, exactly one link to the line of the data file that holds it."""
    for provision in real.provisions:
        page = repo_site.page(real.page_of(provision))
        links = [link.get("href") for link in page.xpath(f"//a[@data-edit='{provision.id}']")]
        assert len(links) == 1, provision.id
        found = re.fullmatch(re.escape(REPO_URL) + r"/blob/[0-9a-f]*[a-z0-9]*/(.+)#L(\d+)", links[0])
        assert found
        line = (ROOT / found[1]).read_text(encoding="utf-8").split("\n")[int(found[2]) - 1]
        assert re.fullmatch(rf" *- id: (['\"]?){re.escape(provision.id)}\1", line), provision.id


def test_addresses_when_the_site_has_one(repo_site: BuiltSite) -> None:
    for url, page in repo_site.pages.items():
        assert page.xpath("//link[@rel='canonical']/@href") == [SITE_URL + url]
        assert page.xpath("//meta[@property='og:image']/@content") == [SITE_URL + "assets/sharing-card.png"]
    assert (repo_site.folder / "sitemap.xml").read_text(encoding="utf-8").count("<loc>") == len(repo_site.pages)


def test_without_a_repository_links_are_left_out(real_site: BuiltSite) -> None:
    assert not any(page.xpath("//a[@data-edit]") for page in real_site.pages.values())


def test_hostile_words_appear_as_typed(hostile_site: BuiltSite, hostile_words: list[str]) -> None:
    """HTML, Markdown, template and link syntax in any field an editor fills is text and does nothing."""
    everything = squeeze(" ".join(page.text_content() for page in hostile_site.pages.values()))
    for words in hostile_words:
        assert words in everything
    for url, page in hostile_site.pages.items():
        assert not page.xpath("//script[not(@type='application/ld+json')][contains(., 'alert')] | //img[@src='x']"), url
        assert not acting(page), url


def test_readme_names_real_folders() -> None:
    """Every folder and file the README's map names exists."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    folder, named = "", []
    for line in text.split("```text")[1].split("```")[0].splitlines():
        if match := re.match(r"(\S+/) ", line + " "):
            folder = match[1]
            named.append(folder)
        elif match := re.match(r"[├└]── (\S+)", line):
            named.append(folder + match[1])
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []
