"""The bill of materials says what the lock and the table of licences say, in the form the standard asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import supply
from plan import Plan
from plan.exports import sbom
from plan.inventory import FORM, Inventory

ALL = supply.read()


def bill(plan: Plan, inventory: Inventory = ALL, *, form: bool = True) -> dict[str, Any]:
    return json.loads(sbom.document(plan, inventory, form))


@pytest.mark.parametrize("inventory", [ALL, Inventory()], ids=["all", "nothing"])
@pytest.mark.parametrize("form", [True, False], ids=["form", "no form"])
@pytest.mark.parametrize("plan", ["real", "small", "hostile"])
def test_is_sound(plan: str, form: bool, inventory: Inventory, request: pytest.FixtureRequest) -> None:
    text = sbom.document(request.getfixturevalue(plan), inventory, form).decode()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_a_fault_would_be_seen(small: Plan) -> None:
    broken = json.dumps({**bill(small), "specVersion": "1.6", "serialNumber": "x"})
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def by_scope(found: Mapping[str, Any], scope: str) -> dict[str, Mapping[str, Any]]:
    return {c["bom-ref"]: c for c in found["components"] if c["scope"] == scope}


def test_holds_every_package_with_its_sums_and_licence(small: Plan) -> None:
    built_with = by_scope(bill(small), "excluded")
    assert list(built_with) == [p.purl for p in ALL.packages]
    for package in ALL.packages:
        told = built_with[package.purl]
        assert (told["name"], told["version"], told["purl"]) == (package.name, package.version, package.purl)
        (files,) = told["externalReferences"]
        assert (files["url"], tuple(h["content"] for h in files["hashes"])) == (package.purl, package.sums)
        (licence,) = told["licenses"]
        assert (licence.get("expression") or licence["license"]["id"]) == package.licence


def test_names_no_host(small: Plan) -> None:
    assert "://" not in json.dumps(bill(small)["components"])


@pytest.mark.parametrize("form", [True, False])
def test_holds_what_lies_in_the_site(form: bool, small: Plan) -> None:
    parts = by_scope(bill(small, form=form), "required")
    assert list(parts) == [part.id for part in ALL.shipped(form)]
    files = [place["location"] for part in parts.values() for place in part.get("evidence", {}).get("occurrences", ())]
    assert any(file.startswith(FORM) for file in files) is form


def test_tells_who_needs_whom(small: Plan) -> None:
    needs = {entry["ref"]: set(entry.get("dependsOn", ())) for entry in bill(small)["dependencies"]}
    assert needs.keys() == {"site", *(c["bom-ref"] for c in bill(small)["components"])}
    by_name = {p.name: p.purl for p in ALL.packages}
    assert by_name["jinja2"] in needs["site"]
    assert by_name["markupsafe"] not in needs["site"]
    assert by_name["markupsafe"] in needs[by_name["jinja2"]]
    reached, todo = set(), ["site"]
    while todo:
        reached.add(todo[0])
        todo += needs[todo.pop(0)] - reached
    assert reached == needs.keys()  # nothing is there that nothing needs


def test_the_same_twice_and_no_time_in_it(small: Plan) -> None:
    one, two = (sbom.document(small, supply.read(), form=True) for _ in range(2))
    assert one == two
    assert not {"serialNumber", "timestamp"} & {*bill(small), *bill(small)["metadata"]}
