"""One file for every entity: a cut of `plan.json`, whole in itself, described to the last file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import jsonschema
import openapi_spec_validator
import pytest

from plan import Plan
from plan.duties import dossier
from plan.exports import calendars, office, open_data
from plan.published import API, LISTS

ROWS = {
    "agency": "agencies", "agencies": "agencies", "task_area": "task_areas", "task_areas": "task_areas",
    "provision": "provisions", "provisions": "provisions", "ancestors": "provisions", "children": "provisions",
    "document": "documents", "documents": "documents", "responsibility": "responsibilities",
    "responsibilities": "responsibilities", "deadlines": "deadlines", "groups": "groups", "bodies": "bodies", "duty": "register",
    "repealed": "repealed",
}  # fmt: skip
"""Key of a file that holds records -> where `plan.json` holds them."""
HAVING_FILES = ("agencies", "task_areas", "provisions", "documents", "repealed")
"""Lists of `plan.json` whose rows have a file each."""


@pytest.fixture(scope="module", params=["real", "small", "amended", "hostile", "bare"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def published(plan: Plan) -> Mapping[str, bytes]:
    return open_data(plan)


@pytest.fixture(scope="module")
def whole(published: Mapping[str, bytes]) -> dict[str, Any]:
    return json.loads(published[f"{API}plan.json"])


@pytest.fixture(scope="module")
def files(published: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Every file of an entity and every list, by its address."""
    kinds = "|".join(LISTS)
    return {a: json.loads(content) for a, content in published.items() if re.fullmatch(rf"{API}(?:{kinds})(?:/[^/]+)?\.json", a)}


def test_every_entity_has_its_file_and_every_kind_its_list(plan: Plan, files: dict[str, Any], whole: dict[str, Any]) -> None:
    rows = [row for kind in HAVING_FILES for row in whole[kind]]
    assert sorted(files) == sorted([row["data_url"] for row in rows] + [f"{API}{kind}.json" for kind in LISTS])
    for kind in LISTS:
        key = kind.replace("-", "_")
        assert files[f"{API}{kind}.json"][key] == whole[key]


def test_a_file_says_where_it_stands(files: dict[str, Any], published: Mapping[str, bytes], whole: dict[str, Any]) -> None:
    pages = {row["data_url"]: row["url"] for kind in HAVING_FILES for row in whole[kind]}
    lists = {f"{API}{kind}.json": page for kind, page in LISTS.items()}
    for address, file in files.items():
        assert file["schema_version"] == whole["schema_version"]
        assert file["links"]["self"] == address
        assert file["links"]["page"] == {**pages, **lists}[address]
        assert {file["links"]["plan"], file["links"]["described_by"]} <= set(published)


def test_every_record_is_the_one_of_the_whole(files: dict[str, Any], whole: dict[str, Any]) -> None:
    known = {kind: {json.dumps(row) for row in whole[kind]} for kind in set(ROWS.values())}
    for address, file in files.items():
        for key in set(file) & set(ROWS):
            rows = file[key] if isinstance(file[key], list) else [file[key]] if file[key] else []
            for row in (row for row in rows if isinstance(row, dict)):
                assert json.dumps(row) in known[ROWS[key]], (address, key)


def test_a_file_fits_its_schema_and_the_description(
    files: dict[str, Any], published: Mapping[str, bytes], whole: dict[str, Any]
) -> None:
    described = json.loads(published[f"{API}openapi.json"])
    one, other = {}, {}
    for address, file in files.items():
        schema = file["links"]["described_by"]
        if schema not in one:
            one[schema] = jsonschema.Draft202012Validator(json.loads(published[schema]))
            one[schema].check_schema(one[schema].schema)
        component = component_of(described, address)
        reference = {"$ref": component, "components": described["components"]}
        other.setdefault(component, jsonschema.Draft202012Validator(reference))
        one[schema].validate(file)
        other[component].validate(file)
    kept = [kind for kind in LISTS if files[f"{API}{kind}.json"][kind.replace("-", "_")]]
    assert len(one) == len(other) == len(LISTS) + len(kept) + bool(whole["repealed"])


def component_of(described: dict[str, Any], address: str) -> str:
    """The shape that the description gives a file."""
    found = [item for path, item in described["paths"].items() if address in set(addresses(path, item))]
    assert len(found) == 1, address
    return found[0]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]


def addresses(path: str, item: dict[str, Any]) -> Iterator[str]:
    """Every address that a path of the description stands for."""
    parameters = item.get("parameters", [])
    for values in product(*(parameter["schema"]["enum"] for parameter in parameters)):
        told = path
        for parameter, value in zip(parameters, values, strict=True):
            told = told.replace(f"{{{parameter['name']}}}", value)
        yield API + told.removeprefix("/")


def test_the_description_is_sound_and_names_every_file(published: Mapping[str, bytes]) -> None:
    described = json.loads(published[f"{API}openapi.json"])
    openapi_spec_validator.validate(described)
    named = [address for path, item in described["paths"].items() for address in addresses(path, item)]
    assert sorted(named) == sorted(set(published) - {f"{API}openapi.json"})


@pytest.mark.parametrize(
    ("site_url", "server"), [("", "."), ("https://site.invalid/trang/", "https://site.invalid/trang/api/v1")]
)
def test_where_the_files_are_served(small: Plan, site_url: str, server: str) -> None:
    assert json.loads(open_data(small, site_url)[f"{API}openapi.json"])["servers"] == [{"url": server}]


def test_the_file_of_an_agency_is_its_dossier(plan: Plan, files: dict[str, Any]) -> None:
    for agency in plan.agencies:
        file, found = files[f"{API}agencies/{agency.id}.json"], dossier(plan, agency.id)
        texts = {row["id"]: row["text"] for row in file["provisions"]}
        assert all(text == plan.provision(i).text for i, text in texts.items())
        assert [row["id"] for row in file["responsibilities"]] == [p.id for p in found.duties]
        assert [(row["provision"], row["text"], row["certain"]) for row in file["obligations"]] == [
            (b.provision.id, b.provision.text, b.is_certain) for b in found.bound
        ]
        assert [[tuple(reason.values()) for reason in row["reasons"]] for row in file["obligations"]] == [
            [(o.why, o.through, o.doubt) for o in b.obligations] for b in found.bound
        ]
        assert [row["id"] for row in file["deadlines"]] == [due.deadline.id for due in found.dues]
        assert (file["partner_in"], file["named_in"]) == ([p.id for p in found.partner_in], [p.id for p in found.named_in])
        assert [(r["body"], r["certain"], r["responsibilities"]) for r in file["partner_through"]] == [
            (t.body, t.is_certain, [p.id for p in t.duties]) for t in found.through
        ]
        named = [*file["partner_in"], *file["named_in"], *(row["provision"] for row in file["obligations"])]
        named += [i for row in file["basis"] for i in row["cited_in"]]
        named += [i for row in file["responsibilities"] for i in (row["id"], *row["supports"])]
        assert set(named) <= set(texts)
        assert {row["document"] for row in file["basis"]} == {row["id"] for row in file["documents"]}
        through = {reason["through"] for row in file["obligations"] for reason in row["reasons"]} - {None}
        assert through | {row["body"] for row in file["partner_through"]} == {row["id"] for row in file["bodies"]}


def test_the_file_of_a_provision_shows_its_place(plan: Plan, files: dict[str, Any]) -> None:
    before = None
    for provision in plan.provisions:
        file = files[f"{API}provisions/{provision.fragment}.json"]
        assert file["provision"]["text"] == provision.text
        assert [row["id"] for row in file["ancestors"]] == [p.id for p in plan.ancestors(provision)]
        assert [row["id"] for row in file["children"]] == [p.id for p in plan.children(provision.id)]
        assert all(provision.text[m["start"] : m["end"]] == m["text"] for m in file["mentions"])
        assert [(m["kind"], m["target"]) for m in file["mentions"]] == [(m.kind, m.target) for m in plan.mentions(provision)]
        carried = [(row.responsibility.id, row.support.reason) for row in plan.carried_within(provision.id)]
        assert [(row["responsibility"], row["reason"]) for row in file["carried_by"]] == carried
        assert file["previous"] == before
        before = provision.id
    assert [file["provision"]["id"] for file in files.values() if "next" in file and file["next"] is None] == [before]


def test_the_files_of_areas_and_documents_hold_what_their_pages_hold(plan: Plan, files: dict[str, Any]) -> None:
    for area in plan.task_areas:
        file = files[f"{API}task-areas/{area.slug}.json"]
        assert [row["id"] for row in file["provisions"]] == list(area.provisions)
        assert [row["id"] for row in file["responsibilities"]] == [p.id for p in plan.area_responsibilities(area)]
        assert {row["agency"] for row in file["responsibilities"]} == {row["id"] for row in file["agencies"]}
        assert file["unowned"] == [i for i in area.provisions if plan.is_unowned(plan.provision(i))]
    for document in plan.documents:
        file = files[f"{API}documents/{document.id}.json"]
        assert [row["id"] for row in file["provisions"]] == [p.id for p in plan.cited_in(document.id)]


def test_calendars_and_papers_named_are_published(plan: Plan, files: dict[str, Any], whole: dict[str, Any]) -> None:
    """An address leads to a file; an agency that no dated deadline reaches has no calendar."""
    published = {*calendars.files(plan, ""), *office.files(plan, "")}
    rows = [content for content in files.values() if "office" in content]
    assert len(rows) == len(plan.agencies)
    for row in rows:
        assert {paper["url"] for paper in row["office"]} <= published
        assert (row["calendar"] in published) if row["deadlines"] else row["calendar"] is None
    weekly = [timing["weekly"]["calendar"] for p in whole["provisions"] for timing in p["timings"] if timing["weekly"]]
    assert {*weekly} <= published
    assert len(weekly) == len(plan.weekly)
