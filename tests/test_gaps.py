"""The gap report: computed from the plan, and true to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan import Plan
from plan.duties import register
from plan.gaps import Gaps, gaps


@pytest.fixture(params=["real", "small", "amended"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


def ids(provisions: tuple) -> list[str]:
    return [p.id for p in provisions]


def test_the_real_plan(real: Plan) -> None:
    """What a reader of the document finds by hand."""
    found = gaps(real)
    assert ids(found.unowned) == [
        "II.1.b", "II.1.c", "II.2.a", "II.3.b.1", "II.3.b.2", "II.3.b.3", "II.3.c.1", "II.3.c.2", "II.3.d.p1", "II.6.b", "II.6.c",
        "II.7",
    ]  # fmt: skip
    assert ids(found.leaderless) == ["II.6", "II.7"]
    assert ids(found.untied) == ["V.14.a"]
    assert ids(found.whole) == ["V.1.a", "V.13.p1"]
    assert ids(found.undated) == ["III.2", "V.1.a", "V.14.a"]
    assert ids(found.dated) == ["III.1"]
    does = [(named.body.id, ids(named.places)) for named in found.bodies if named.does]
    assert does == [("van-phong-dieu-phoi-nong-thon-moi", ["V.7.p1"]), ("trung-tam-dich-vu-viec-lam", ["II.3.c.2"])]


def test_every_obligation_is_dated_or_a_gap(plan: Plan) -> None:
    found = gaps(plan)
    told = sorted(ids((*found.dated, *found.undated, *found.timeless)))
    assert told == sorted(duty.provision.id for duty in register(plan))


def test_a_task_is_owned_or_a_gap(plan: Plan) -> None:
    """A leaf of a task area that no support names, itself or through the point it lies in, and no other."""
    named = {support.provision for p in plan.responsibilities for support in p.supports}
    areas = {area.id for area in plan.task_areas}
    leaves = [p for p in plan.provisions if p.area and not plan.children(p.id)]
    reached = [p.id for p in leaves if {p.id, *(a.id for a in plan.ancestors(p) if a.area and a.id not in areas)} & named]
    assert sorted([*reached, *ids(gaps(plan).unowned)]) == sorted(p.id for p in leaves)


def test_no_body_with_an_item_is_a_gap(plan: Plan) -> None:
    found = [named.body.id for named in gaps(plan).bodies]
    assert found
    assert not {*found} & {agency.id for agency in plan.agencies}
    assert all(named.places for named in gaps(plan).bodies)


def test_a_plan_without_gaps_reports_none(small: Plan) -> None:
    """No task, no duty, no body: nothing is made up."""
    bare = replace(
        small, task_areas=(), agencies=(), bodies=(),
        provisions=tuple(replace(p, area=None, agency=None, role=None, supports=(), binds=(), partners=()) for p in small.provisions),
    )  # fmt: skip
    assert gaps(bare) == Gaps(
        unowned=(), leaderless=(), untied=(), whole=(), undated=(), timeless=(), dated=(), bodies=()
    )
