"""What `/thoi-han/` says of calendars: a link to each that is published, and why there is none where there is none."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest

from built import SITE_URL, squeeze
from plan import Plan
from plan.exports.calendars import files
from plan.pages import Options, Site
from plan.pages.deadlines import calendar
from plan.pages.leaf import Leaf


@pytest.fixture(params=["real", "small"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


def page(plan: Plan, site_url: str = "") -> lxml.html.HtmlElement:
    found = next(page for page in Site(plan, Options(site_url=site_url)).pages() if page.url == "thoi-han/")
    return lxml.html.fromstring(f"<main>{found.body}</main>")


def without_days(plan: Plan, weekly: bool) -> Plan:
    """The plan without a dated deadline; without weekly events too unless they are wanted."""
    return replace(
        plan,
        provisions=tuple(
            replace(p, deadlines=(), timings=tuple(t for t in p.timings if weekly or not t.weekly)) for p in plan.provisions
        ),
    )


def test_each_calendar_is_offered_as_a_file_and_to_follow(plan: Plan) -> None:
    known, unknown = page(plan, SITE_URL), page(plan)
    names = list(files(plan, ""))
    host = SITE_URL.partition("://")[2]
    for found in (known, unknown):
        assert found.xpath("//a[@download]/@href") == [f"../{name}" for name in names]
        saved = found.xpath("//a[@download]/@download")
        assert len(set(saved)) == len(saved)
        words = [squeeze(link.text_content()) for link in found.xpath("//p[@class='take']/a")]
        assert len(set(words)) == len(words), "each link tells alone what it leads to"
    assert known.xpath("//a[@data-webcal][not(@hidden)]/@href") == [f"webcal://{host}{name}" for name in names]
    assert unknown.xpath("//a[@data-webcal][@hidden]/@href") == [f"../{name}" for name in names]


def test_an_agency_without_a_date_is_named(plan: Plan) -> None:
    without = [agency for agency in plan.agencies if not plan.deadlines_of(agency.id)]
    assert without
    told = squeeze(page(plan).text_content())
    said = told.partition("Không có lịch, vì văn bản không nêu hạn nào có ngày: ")[2]
    assert said.startswith("; ".join(agency.name for agency in without) + ".")
    assert all(calendar(Leaf(plan, Options(), "thoi-han/"), agency.id) is None for agency in without)


def test_a_doubt_is_marked(real: Plan) -> None:
    doubtful = [
        a for a in real.agencies if (dues := real.deadlines_of(a.id)) and not any(a.id in real.reach(d.agencies).certain for d in dues)
    ]
    assert doubtful
    marked = page(real).xpath("//dl[@class='calendar-list']//dt[small]/a/text()")
    assert [squeeze(name) for name in marked] == [agency.name for agency in doubtful]


def test_a_plan_without_dates_says_so(real: Plan, small: Plan) -> None:
    for plan, weekly in ((real, True), (real, False), (small, False)):
        found = page(without_days(plan, weekly))
        told = squeeze(found.text_content())
        assert "Không có lịch thời hạn: văn bản không nêu thời hạn nào có ngày." in told
        assert len(found.xpath("//a[@download]")) == (len(plan.weekly) if weekly else 0)
        assert ("Thêm vào lịch thế nào" in told) == weekly
        assert ("Lịch mở cho mọi người" in told) == weekly


def test_a_plan_without_agencies(small: Plan) -> None:
    loose = (replace(p, agency=None, role=None, binds=(), partners=()) for p in small.provisions)
    bare = replace(small, agencies=(), bodies=(), provisions=tuple(loose))
    assert "Lịch của từng cơ quan" not in page(bare).text_content()
    assert page(bare).xpath("//a[@download]/@href") == [f"../{name}" for name in files(bare, "")]


def test_what_is_open_every_week_quotes_the_document(real: Plan) -> None:
    [(provision, weekly)] = real.weekly
    [item] = page(real).xpath("//h2[@id='mo-cho-moi-nguoi']/following-sibling::ul/li")
    assert [squeeze(q.text_content()) for q in item.xpath(".//q")] == [
        next(t.text for t in provision.timings if t.weekly), weekly.where,
    ]  # fmt: skip
    assert "hỏi nơi tổ chức trước khi đi" in squeeze(item.text_content())
