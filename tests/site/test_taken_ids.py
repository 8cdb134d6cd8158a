"""What the parts of a page are called, no entity that stands on the page may be called."""

from __future__ import annotations

import pytest

from built import BuiltSite
from plan import Plan
from plan.published import is_taken


@pytest.mark.parametrize(("site", "plan"), [("small_site", "small"), ("real_site", "real")])
@pytest.mark.parametrize("page", ["co-quan/", "thuat-ngu/"])
def test_every_id_of_a_page_is_of_an_entity_or_taken(site: str, plan: str, page: str, request: pytest.FixtureRequest) -> None:
    built: BuiltSite = request.getfixturevalue(site)
    known: Plan = request.getfixturevalue(plan)
    own = {"co-quan/": {body.id for body in known.bodies}, "thuat-ngu/": {term.id for term in known.terms}}[page]
    found = set(map(str, built.pages[page].xpath("//@id")))
    assert own <= found
    assert {"noi-dung", "muc-luc-trang"} <= found - own
    assert {point for point in found - own if not is_taken(point)} == set()
    assert not any(map(is_taken, own))
