"""`plan.json` says what the plan says: every key others rely on, every row that the rest of the site shows."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from plan import Plan
from plan.duties import register
from plan.exports import plan_json
from plan.gaps import gaps

PROMISED = {
    "plan": "number type title issuer place date signer source",
    "provisions": "id parent kind label heading text url documents groups",
    "task_areas": "id title slug url provisions responsibilities documents groups",
    "agencies": "id provision number name short_names url responsibilities obligations named_in successors",
    "responsibilities": "id agency role partners supports documents groups deadlines url citation",
    "documents": "id number type issuer date title url cited_in",
    "deadlines": "id provision text recurrence month day agencies",
    "groups": "id name url provisions",
}
"""The keys other programs rely on; more may stand beside them."""


@pytest.fixture(scope="module", params=["real", "small", "amended"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def data(plan: Plan) -> dict[str, Any]:
    return json.loads(plan_json.document(plan))


@pytest.mark.parametrize("key", PROMISED)
def test_every_promised_key_is_there(data: dict[str, Any], key: str) -> None:
    rows = data[key] if isinstance(data[key], list) else [data[key]]
    assert rows
    assert all(set(PROMISED[key].split()) <= set(row) for row in rows)


def test_it_is_what_its_schema_says(data: dict[str, Any]) -> None:
    schema = json.loads(plan_json.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)


@pytest.mark.parametrize("damage", ["", "plan", "agencies.0.successors.0", "provisions.0"])
def test_a_key_of_later_days_passes_and_a_missing_one_does_not(real: Plan, damage: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(plan_json.schema()))
    data = row = json.loads(plan_json.document(real))
    for step in filter(None, damage.split(".")):
        row = row[int(step) if step.isdigit() else step]
    row["khóa mới"] = 1
    assert validator.is_valid(data)
    row.pop(next(iter(row)))
    assert not validator.is_valid(data)


def test_ids_stand_in_document_order(plan: Plan, data: dict[str, Any]) -> None:
    order = {p.id: at for at, p in enumerate(plan.provisions)}
    for kind in ("provisions", "task_areas", "responsibilities"):
        places = [order[row["id"]] for row in data[kind]]
        assert places == sorted(places), kind
    for row in data["agencies"]:
        for key in ("responsibilities", "obligations", "doubtful_obligations", "named_in"):
            places = [order[identity] for identity in row[key]]
            assert places == sorted(set(places)), (row["id"], key)


def test_what_became_of_agencies_and_bodies_is_whole(real: Plan) -> None:
    data = json.loads(plan_json.document(real))
    for kind, parties in (("agencies", real.agencies), ("bodies", real.bodies)):
        told = {row["id"]: row["successors"] for row in data[kind]}
        assert any(told.values())
        for party in parties:
            assert told[party.id] == [json.loads(s.model_dump_json()) for s in party.successors]
    assert {"name", "also", "since", "takes", "duties", "certain", "note", "source"} == set(told_keys(data))


def told_keys(data: dict[str, Any]) -> set[str]:
    return {key for row in (*data["agencies"], *data["bodies"]) for successor in row["successors"] for key in successor}


def test_weekly_events_stand_at_their_words(real: Plan) -> None:
    rows = {row["id"]: row["timings"] for row in json.loads(plan_json.document(real))["provisions"]}
    weekly = [(p.id, t.weekly.id) for p in real.provisions for t in p.timings if t.weekly]
    assert weekly
    assert weekly == [(i, t["weekly"]["id"]) for i, timings in rows.items() for t in timings if t["weekly"]]


def test_the_register_is_that_of_the_site(plan: Plan, data: dict[str, Any]) -> None:
    rows = [
        (r["provision"], r["role"], r["parties"], r["agencies"], r["doubtful"], r["areas"], r["why"]) for r in data["register"]
    ]
    assert rows == [
        (d.provision.id, d.role, list(d.parties), list(d.agencies), list(d.doubtful), list(d.areas), [b.why for b in d.reasons])
        for d in register(plan)
    ]
    bound = {(r["provision"], a) for r in data["register"] for a in r["agencies"]}
    for row in data["agencies"]:
        assert {(i, row["id"]) for i in (*row["responsibilities"], *row["obligations"])} <= bound


def test_the_gaps_are_those_of_the_site(plan: Plan, data: dict[str, Any]) -> None:
    found = gaps(plan)
    for key in ("unowned", "leaderless", "untied", "whole", "undated", "timeless", "dated"):
        assert data["gaps"][key] == [row.id for row in getattr(found, key)], key
    assert [(r["body"], r["provisions"]) for r in data["gaps"]["bodies"]] == [
        (named.body.id, [p.id for p in named.places]) for named in found.bodies
    ]


def test_citations_long_and_short(plan: Plan, data: dict[str, Any]) -> None:
    for row in (*data["provisions"], *data["responsibilities"]):
        provision = plan.provision(row["id"])
        assert (row["citation"], row["short_citation"]) == (plan.citation(provision), plan.short_citation(provision))
        assert row["text"] == provision.text
