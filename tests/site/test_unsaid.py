"""What pages say where the document says nothing, and whom a deadline is shown to."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from built import squeeze
from plan import Plan
from plan.duties import before, counts, day, dossier
from plan.model import Provision
from plan.pages import Page, Site
from plan.schema import BodyEntry, Deadline


def pages(plan: Plan) -> dict[str, Page]:
    return {page.url: page for page in Site(plan).pages()}


def said(page: Page) -> str:
    return squeeze(lxml.html.fromstring(f"<main>{page.body}</main>").text_content())


def with_deadline(plan: Plan, provision: Provision, **values: object) -> Plan:
    """The plan with one deadline only, of the provision given."""
    due = Deadline(**{"id": "han", "text": "trước ngày 05/02", "recurrence": "yearly", "month": 2, "day": 5, **values})
    return replace(
        plan,
        provisions=tuple(
            replace(p, deadlines=(due,) if p.id == provision.id else (), binds=p.binds if p.agency else ())
            for p in plan.provisions
        ),
    )


def test_a_plan_without_task_areas_says_so(small: Plan) -> None:
    provisions = tuple(replace(p, area=None, supports=()) for p in small.provisions)
    site = Site(replace(small, task_areas=(), provisions=provisions))
    index = next(page for page in site.pages() if page.url == "nhiem-vu/")
    assert "Văn bản không có phần nêu từng nhiệm vụ." in said(index)
    assert "Không nhiệm vụ" not in said(index)
    home = str(site.macros("")["home"]())
    assert "Không nhiệm vụ" not in home
    assert "<ol" not in str(site.macros("")["area_list"]())


def test_a_deadline_that_names_nobody_says_so(small: Plan) -> None:
    loose = next(p for p in small.provisions if p.area)
    assert "Văn bản không nêu cơ quan nào." in said(pages(with_deadline(small, loose))["thoi-han/"])


def test_a_collective_of_doubtful_agencies_has_no_empty_list(small: Plan) -> None:
    first = small.agencies[0].id
    doubtful = BodyEntry.model_validate({
        "id": "co-le", "name": "các cơ quan", "kind": "collective", "lead": "Một cách gọi.", "members": [first],
        "doubtful": [{"agency": first, "why": "Không rõ."}],
    })  # fmt: skip
    loose = next(p for p in small.provisions if p.area)
    plan = with_deadline(replace(small, bodies=(*small.bodies, doubtful)), loose, who=("co-le",))
    body = pages(plan)["thoi-han/"].body
    assert "Chưa chắc:" in body
    assert "<p>.</p>" not in body


def test_a_deadline_is_shown_to_those_it_binds(small: Plan) -> None:
    """A provision may bind many and set a day for one of them: only that one sees the day on its page."""
    one, other = small.agencies[:2]
    loose = next(p for p in small.provisions if p.area)
    plan = with_deadline(small, loose, who=(one.id,))
    bind = {"who": (one.id, other.id), "why": "Cả hai cùng làm."}
    plan = replace(
        plan,
        provisions=tuple(
            replace(p, binds=(type(b).model_validate(bind),)) if p.id == loose.id else p
            for p in plan.provisions
            for b in [next(b for q in small.provisions for b in q.binds)]
        ),
    )
    found = pages(plan)
    assert loose.text in said(found[one.url])
    assert loose.text in said(found[other.url])
    assert "calendar" in found[one.url].body
    assert "calendar" not in found[other.url].body


def test_the_page_of_an_agency_counts_what_is_asked_of_it(real: Plan, small: Plan) -> None:
    for plan in (real, small):
        found = pages(plan)
        for agency in plan.agencies:
            summary = " · ".join(str(count) for count in counts(plan, dossier(plan, agency.id)))
            assert summary in said(found[agency.url])


@pytest.mark.parametrize(
    ("text", "values", "shown"),
    [
        ("trước ngày 05/02", {"month": 2, "day": 5}, ("trước", "05/02")),
        ("Trước 25/12 hằng năm", {"month": 12, "day": 25}, ("trước", "25/12")),
        ("chậm nhất là ngày 29 tháng 2", {"month": 2, "day": 29}, ("chậm nhất", "29/02")),
        ("chậm nhất đến ngày 30/6/2025", {"month": 6, "day": 30, "year": 2025, "recurrence": "once"}, ("chậm nhất", "30/6/2025")),
        ("ngày 01/10", {"month": 10, "day": 1}, ("", "01/10")),
    ],
)
def test_a_deadline_in_short(text: str, values: dict[str, object], shown: tuple[str, str]) -> None:
    deadline = Deadline(**{"id": "han", "text": text, "recurrence": "yearly", **values})
    assert (before(deadline), day(deadline)) == shown


def test_a_hand_written_page_explains_its_own_abbreviations(real: Plan) -> None:
    """What a page quotes it explains; the next page does not inherit it."""
    provision = next(p for p in real.provisions if real.abbreviations_in(p.text) and p.area)
    site = Site(real)
    quoted = str(site.macros("mot/")["quote"](provision.id))
    tips = site.narrative("mot/", "Một", "", quoted).tips
    assert all(f"tip-{name}" in quoted for name in tips)
    assert site.narrative("hai/", "Hai", "", "chữ").tips == {}
