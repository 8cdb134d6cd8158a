"""The questions asked of a plan: golden answers for the small one, what must always hold for the real one."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from built import ROOT, SMALL
from plan import Plan, load
from plan.model import Provision
from plan.schema import FILES, FOLDERS, KINDS, SINGLE


def ids(provisions: tuple[Provision, ...]) -> list[str]:
    return [provision.id for provision in provisions]


# -- the small plan: every question answered ---------------------------------------------------------------------------


def test_small_head(small: Plan) -> None:
    assert ("Quyết định", "05/2024/QĐ-UBND", "An Bình", dt.date(2024, 2, 3), "Nguyễn Văn Mẫu") == (
        small.type, small.number, small.place, small.date, small.signer,
    )  # fmt: skip
    assert (small.name, small.mark) == ("Quyết định 05/2024/QĐ-UBND", "05")
    assert small.cite_self == "Quyết định số 05/2024/QĐ-UBND ngày 03/02/2024 của UBND tỉnh An Bình"


SMALL_TREE = """
header.issuer header
header.rule1 rule
header.country header
header.motto header
header.number header
header.place-date header
title.type title
title.subject title
basis.1 basis
basis.2 basis
preamble preamble
1 article heading
1.p1 paragraph
2 article heading
2.1 item heading
2.1.1 bullet heading
2.1.1.1 subbullet
2.1.1.2 subbullet
2.1.2 bullet
2.1.3 bullet
2.1.4 bullet
3 article heading
3.1 item heading
3.1.1 bullet heading
3.1.1.1 subbullet
3.1.1.2 subbullet
3.1.2 bullet
3.2 item heading
3.2.p1 paragraph
3.3 item heading
3.3.p1 paragraph
3.4 item
4 article
closing closing
recipients recipients
recipients.1 recipient
recipients.2 recipient
signature.office signature
signature.name signature
"""


def test_small_provisions_in_document_order(small: Plan) -> None:
    assert SMALL_TREE.strip().split("\n") == [f"{p.id} {p.kind}{' heading' if p.is_heading else ''}" for p in small.provisions]


@pytest.mark.parametrize(
    ("provision", "url", "path"),
    [
        ("header.number", "toan-van/#header-number", "phần đầu văn bản"),
        ("basis.2", "toan-van/#basis-2", "căn cứ thứ 2"),
        ("preamble", "toan-van/#preamble", "đoạn mở đầu"),
        ("1.p1", "toan-van/#1-p1", "đoạn 1 Điều 1"),
        ("2", "toan-van/#2", "Điều 2"),
        ("2.1", "nhiem-vu/ben-do-an-toan/#2-1", "khoản 1 Điều 2"),
        ("2.1.1.2", "nhiem-vu/ben-do-an-toan/#2-1-1-2", "dấu cộng thứ 2 gạch đầu dòng thứ 1 khoản 1 Điều 2"),
        ("3.1", "co-quan/so-duong-thuy/#3-1", "khoản 1 Điều 3"),
        ("3.1.1", "co-quan/so-duong-thuy/#3-1-1", "gạch đầu dòng thứ 1 khoản 1 Điều 3"),
        ("3.1.1.1", "co-quan/so-duong-thuy/gach-1-1/#3-1-1-1", "dấu cộng thứ 1 gạch đầu dòng thứ 1 khoản 1 Điều 3"),
        ("3.1.2", "co-quan/so-duong-thuy/gach-2/#3-1-2", "gạch đầu dòng thứ 2 khoản 1 Điều 3"),
        ("3.2.p1", "co-quan/so-truong-hoc/1/#3-2-p1", "đoạn 1 khoản 2 Điều 3"),
        ("3.4", "co-quan/ubnd-xa-ven-song/#3-4", "khoản 4 Điều 3"),
        ("4", "toan-van/#4", "Điều 4"),
        ("recipients.2", "toan-van/#recipients-2", "dòng thứ 2 phần Nơi nhận"),
        ("signature.name", "toan-van/#signature-name", "phần ký"),
    ],
)
def test_small_addresses_and_citations(small: Plan, provision: str, url: str, path: str) -> None:
    found = small.provision(provision)
    assert (url, f"{path} {small.cite_self}") == (small.url(found), small.citation(found))


@pytest.mark.parametrize(
    ("provision", "path"),
    [("2.1.1", "Điều 2.1.1"), ("1.p1", "Điều 1, đoạn 1"), ("4", "Điều 4"), ("basis.1", "Căn cứ thứ 1"), ("closing", "Đoạn kết")],
)
def test_small_short_paths(small: Plan, provision: str, path: str) -> None:
    assert small.short_path(small.provision(provision)) == path


@pytest.mark.parametrize(
    ("provision", "path"), [("V.5.a", "Mục V.5.a"), ("V.9.p1", "Mục V.9, đoạn 1"), ("recipients", "Phần Nơi nhận")]
)
def test_real_short_paths(real: Plan, provision: str, path: str) -> None:
    assert real.short_path(real.provision(provision)) == path


def test_small_label_is_apart_from_the_wording(small: Plan) -> None:
    assert [(small.provision(i).label, small.provision(i).wording) for i in ("1", "2.1.1", "2.1.1.2", "signature.office")] == [
        ("Điều 1. ", "Mục tiêu"),
        ("- ", "Trang bị cho mỗi chuyến đò:"),
        ("+ ", "Một phao tròn ở mũi đò."),
        ("", "CHỦ TỊCH"),
    ]


def test_small_sections(small: Plan) -> None:
    assert ids(small.sections) == ["1", "2", "3", "4"]
    assert (small.task_section and small.task_section.id, small.agency_section and small.agency_section.id) == ("2", "3")
    assert ids(small.ancestors(small.provision("3.1.1.2"))) == ["3", "3.1", "3.1.1"]
    assert [p.id for p in small.within("2.1.1")] == ["2.1.1", "2.1.1.1", "2.1.1.2"]


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        ("header.number", ["document 05-2024-qd-ubnd Số: 05/2024/QĐ-UBND"]),
        ("basis.1", ["document luat-ben-do-ngang Luật Bến đò ngang"]),
        ("basis.2", ["document 12-2023-nq-hdnd Nghị quyết số 12/2023/NQ-HĐND", "abbreviation HĐND HĐND"]),
        ("preamble", ["body ubnd-tinh UBND tỉnh"]),
        ("3.1", []),
        ("3.1.1.1", ["agency so-truong-hoc Sở Trường học"]),
        ("3.2.p1", ["agency so-duong-thuy Sở Đường thủy"]),
        ("3.4", []),
        ("4", ["body cac-co-quan Các cơ quan nêu tại Điều 3", "body ubnd-tinh UBND tỉnh", "agency so-duong-thuy Sở Đường thủy"]),
        ("recipients.2", ["abbreviation VT VT"]),
    ],
)
def test_small_mentions(small: Plan, provision: str, expected: list[str]) -> None:
    found = small.provision(provision)
    assert expected == [f"{m.kind} {m.target} {found.text[m.start : m.end]}" for m in small.mentions(found)]


def test_small_documents(small: Plan) -> None:
    assert [document.is_self for document in small.documents] == [True, False, False]
    assert [document.id for document in small.documents] == ["05-2024-qd-ubnd", "12-2023-nq-hdnd", "luat-ben-do-ngang"]
    assert [ids(small.cited_in(d.id)) for d in small.documents] == [["header.number"], ["basis.2", "2.1.3"], ["basis.1"]]
    assert [d.name for d in small.documents] == [
        "Quyết định số 05/2024/QĐ-UBND",
        "Nghị quyết số 12/2023/NQ-HĐND",
        "Luật Bến đò ngang",
    ]
    assert [d.id for d in small.documents_within(small.task_areas[0].provisions)] == ["12-2023-nq-hdnd"]


def test_small_who_does_what(small: Plan) -> None:
    assert {agency.id: [f"{p.id} {p.role}" for p in small.responsibilities_of(agency.id)] for agency in small.agencies} == {
        "so-duong-thuy": ["3.1.1.1 chủ trì", "3.1.1.2 chủ trì", "3.1.2 tham mưu"],
        "so-truong-hoc": ["3.2.p1 thực hiện"],
        "hoi-nguoi-cheo-do": ["3.3.p1 giám sát"],
        "ubnd-xa-ven-song": [],
    }


def test_small_names_of_agencies(small: Plan) -> None:
    assert [f"{agency.number} {agency.name}" for agency in small.agencies] == [
        "1 Sở Đường thủy",
        "2 Sở Trường học",
        "3 Hội Người chèo đò tỉnh",
        "4 UBND các xã ven sông",
    ]


def test_small_obligations_reach_everyone_through_the_collective(small: Plan) -> None:
    """The doubtful member is bound too, with the reason for the doubt."""
    through = ("4", "cac-co-quan", None)
    assert {
        "so-duong-thuy": [through, ("4", None, None)],
        "so-truong-hoc": [through],
        "hoi-nguoi-cheo-do": [through],
        "ubnd-xa-ven-song": [("4", "cac-co-quan", "Điều 3 nêu tên nhưng không giao việc riêng.")],
    } == {agency.id: [(o.provision.id, o.through, o.doubt) for o in small.obligations_of(agency.id)] for agency in small.agencies}


def test_small_who_is_named_where(small: Plan) -> None:
    assert [ids(small.named_in(agency.id)) for agency in small.agencies] == [["3.2.p1", "4"], ["3.1.1.1"], [], []]
    assert [ids(small.partner_in(agency.id)) for agency in small.agencies] == [["3.2.p1"], ["3.1.1.1"], [], []]


def test_small_what_carries_out_what(small: Plan) -> None:
    carried = {p.id: [row.responsibility.id for row in small.carried_by(p.id)] for p in small.provisions}
    assert {target: rows for target, rows in carried.items() if rows} == {
        "2": ["3.1.2", "3.3.p1"],
        "2.1.1": ["3.1.1.1"],
        "2.1.1.2": ["3.1.1.1"],
        "2.1.2": ["3.2.p1"],
        "2.1.3": ["3.1.1.2"],
    }
    assert ids(small.area_responsibilities(small.task_areas[0])) == ["3.1.1.1", "3.1.1.2", "3.2.p1"]
    assert ids(small.whole_plan_responsibilities) == ["3.1.2", "3.3.p1"]
    assert [row.support.provision for row in small.carried_within("2.1.1")] == ["2.1.1", "2.1.1.2"]


def test_small_a_task_nobody_is_named_for(small: Plan) -> None:
    """What carries out the whole section names nobody for one task; what carries out the bullet above does."""
    assert [p.id for p in small.provisions if small.is_unowned(p)] == ["2.1.4"]


def test_small_groups(small: Plan) -> None:
    assert [ids(small.provisions_for(group.id)) for group in small.groups] == [["2.1.1.1", "2.1.2", "3.2.p1"], ["2.1.1.1"]]
    assert [group.id for group in small.groups_within(["2.1.1.1"])] == ["hoc-sinh", "hanh-khach"]


def test_small_deadlines(small: Plan) -> None:
    (due,) = small.deadlines
    assert (
        due.deadline.id, due.deadline.recurrence, due.deadline.year, due.deadline.month, due.deadline.day,
        due.provision.id, due.agencies,
    ) == ("sua-ben", "once", 2025, 6, 30, "3.1.1.2", ("so-duong-thuy",))  # fmt: skip
    assert [len(small.deadlines_of(agency.id)) for agency in small.agencies] == [1, 0, 0, 0]


def test_small_addresses_of_the_rest(small: Plan) -> None:
    assert [
        small.party_url("so-duong-thuy"), small.party_url("ubnd-tinh"), small.group_url("hoc-sinh"),
        small.abbreviation_url("HĐND"),
    ] == [
        "co-quan/so-duong-thuy/", "co-quan/#ubnd-tinh", "doi-tuong/hoc-sinh/", "thuat-ngu/#viet-tat-hdnd",
    ]  # fmt: skip


# -- the real plan: counts ---------------------------------------------------------------------------------------------


def test_real_counts(real: Plan) -> None:
    assert (
        len(real.provisions), len(real.sections), len(real.task_areas), len(real.agencies),
        len(real.responsibilities), len(real.deadlines),
    ) == (112, 5, 7, 14, 21, 1)  # fmt: skip
    assert ids(real.sections) == ["I", "II", "III", "IV", "V"]
    assert len(real.groups) >= 8


def test_real_census_of_kinds(real: Plan) -> None:
    assert Counter(p.kind for p in real.provisions) == {
        "header": 5, "rule": 2, "title": 2, "basis": 2, "preamble": 1, "section": 5, "item": 27, "point": 38, "bullet": 7,
        "paragraph": 9, "closing": 1, "recipients": 1, "recipient": 8, "signature": 4,
    }  # fmt: skip
    assert [p.id for p in real.provisions if p.kind == "point" and p.is_heading] == ["II.3.b", "II.3.c", "II.3.d"]
    assert {p.id: len(real.children(p.id)) for p in real.sections} == {"I": 2, "II": 7, "III": 2, "IV": 2, "V": 14}


def test_real_roles(real: Plan) -> None:
    """As counted in the wording: V.3 advises (tham mưu), so six remain that carry out."""
    assert Counter(p.role for p in real.responsibilities) == {
        "chủ trì": 11,
        "thực hiện": 6,
        "phối hợp": 2,
        "tham mưu": 1,
        "giám sát": 1,
    }
    assert [p.id for p in real.responsibilities if p.role == "tham mưu"] == ["V.3.p1"]
    assert {p.id for p in real.responsibilities if "hủ trì" in p.text} == {
        p.id for p in real.responsibilities if p.role == "chủ trì"
    }


def test_real_partners(real: Plan) -> None:
    assert Counter(party for p in real.responsibilities for party in p.partners) == {
        "so-ban-nganh-lien-quan": 12, "ubnd-huyen-thi-xa-thanh-pho": 11, "so-lao-dong-thuong-binh-xa-hoi": 2,
        "van-phong-dieu-phoi-nong-thon-moi": 1,
    }  # fmt: skip


def test_real_deadline(real: Plan) -> None:
    (due,) = real.deadlines
    assert (
        due.provision.id, due.deadline.recurrence, due.deadline.month, due.deadline.day, due.deadline.year,
    ) == ("III.1", "yearly", 12, 25, None)  # fmt: skip
    assert {"so-ban-nganh-lien-quan", "ubnd-huyen-thi-xa-thanh-pho"} <= set(due.agencies)


def test_real_duties_from_outside_section_v(real: Plan) -> None:
    assert [p.id for p in real.provisions if p.binds] == ["I.2.a", "III.1", "III.2", "closing"]


@pytest.mark.parametrize(
    ("provision", "citation"),
    [
        ("V.5.a", "điểm a khoản 5 Mục V"),
        ("II.4.đ", "điểm đ khoản 4 Mục II"),
        ("II.3.c.2", "gạch đầu dòng thứ 2 điểm c khoản 3 Mục II"),
        ("V.9.p1", "đoạn 1 khoản 9 Mục V"),
        ("II.3.d.p1", "đoạn 1 điểm d khoản 3 Mục II"),
        ("III.1", "khoản 1 Mục III"),
        ("I", "Mục I"),
        ("closing", "đoạn kết"),
        ("basis.1", "căn cứ thứ 1"),
    ],
)
def test_real_citations(real: Plan, provision: str, citation: str) -> None:
    assert f"{citation} Kế hoạch số 71/KH-UBND ngày 27/4/2022 của UBND tỉnh Hậu Giang" == real.citation(real.provision(provision))


@pytest.mark.parametrize(
    ("provision", "fragment"),
    [
        ("II.4.đ", "ii-4-dd"), ("II.4.d", "ii-4-d"), ("V.5.a", "v-5-a"), ("basis.1", "basis-1"), ("V.9.p1", "v-9-p1"),
        ("II.3.c.2", "ii-3-c-2"), ("I", "i"), ("recipients.8", "recipients-8"),
    ],
)  # fmt: skip
def test_real_fragments(real: Plan, provision: str, fragment: str) -> None:
    assert fragment == real.provision(provision).fragment


@pytest.mark.parametrize(
    ("provision", "url"),
    [
        ("V.5.a", "co-quan/so-y-te/a/#v-5-a"), ("V.9.p1", "co-quan/bo-chi-huy-quan-su/1/#v-9-p1"),
        ("V.5", "co-quan/so-y-te/#v-5"), ("II.3.c.2", "nhiem-vu/giao-duc-viec-lam/#ii-3-c-2"),
        ("II.7", "nhiem-vu/nghi-quyet-70/#ii-7"), ("III.1", "toan-van/#iii-1"), ("II", "toan-van/#ii"),
        ("closing", "toan-van/#closing"),
    ],
)  # fmt: skip
def test_real_addresses(real: Plan, provision: str, url: str) -> None:
    assert url == real.url(real.provision(provision))


CITED = {
    "71-kh-ubnd": ["header.number"],
    "1983-qd-ttg": ["title.subject", "basis.2", "basis.2", "preamble", "I.1.a", "I.1.b", "closing"],
    "92-kl-tw": ["title.subject", "basis.1", "basis.1", "basis.2", "I.1.a", "I.1.b"],
    "15-nq-tw": ["title.subject", "basis.1", "I.1.a", "I.1.a", "I.1.b", "II.7"],
    "126-ctr-tu": ["II.2.b"],
    "14-ct-tw": ["II.2.b"],
    "125-nq-cp": ["II.2.d"],
    "28-nq-tw": ["II.2.d"],
    "23-2020-nq-hdnd": ["II.3.c.3"],
    "70-nq-cp": ["II.7"],
    "1515-qd-ttg": ["V.9.p1"],
    "phap-lenh-uu-dai-nguoi-co-cong": ["II.2.b", "V.1.b"],
}
"""Every mention of every document, counted in the official text: 24 by number, the plan's own among them; the ordinance twice;
three more of 15-NQ/TW by the name of the session."""


def test_real_mentions_of_documents(real: Plan) -> None:
    found: dict[str, list[str]] = {document.id: [] for document in real.documents}
    for provision in real.provisions:
        for mention in real.mentions(provision):
            if mention.kind == "document":
                found[mention.target].append(provision.id)
    assert found == CITED
    assert sum(map(len, found.values())) == 29


@pytest.mark.parametrize(
    ("document", "type_", "issuer", "date"),
    [
        ("71-kh-ubnd", "Kế hoạch", "UBND tỉnh Hậu Giang", (2022, 4, 27)),
        ("1983-qd-ttg", "Quyết định", "Thủ tướng Chính phủ", (2021, 11, 24)),
        ("92-kl-tw", "Kết luận", "Bộ Chính trị", (2020, 11, 5)),
        ("15-nq-tw", "Nghị quyết", "Ban Chấp hành Trung ương Đảng khóa XI", (2012, 6, 1)),
        ("126-ctr-tu", "Chương trình", "Tỉnh ủy Hậu Giang", (2017, 10, 20)),
        ("14-ct-tw", "Chỉ thị", "Ban Bí thư", (2017, 7, 19)),
        ("125-nq-cp", "Nghị quyết", "Chính phủ", (2018, 10, 8)),
        ("28-nq-tw", "Nghị quyết", "Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa XII", (2018, 5, 23)),
        ("23-2020-nq-hdnd", "Nghị quyết", "HĐND tỉnh", (2020, 12, 4)),
        ("70-nq-cp", "Nghị quyết", "Chính phủ", (2012, 11, 1)),
        ("1515-qd-ttg", "Quyết định", "Thủ tướng Chính phủ", (2021, 9, 14)),
        ("phap-lenh-uu-dai-nguoi-co-cong", "Pháp lệnh", None, None),
    ],
)
def test_real_documents(real: Plan, document: str, type_: str, issuer: str | None, date: tuple[int, int, int] | None) -> None:
    entry = real.document(document).entry
    assert (type_, issuer, date and dt.date(*date)) == (entry.type, entry.issuer, entry.date)


# -- any plan: what must always hold -----------------------------------------------------------------------------------


@pytest.fixture(params=["real", "small", "amended"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


def test_links_between_responsibilities_and_tasks_go_both_ways(plan: Plan) -> None:
    forth = {(p.id, s.provision) for p in plan.responsibilities for s in p.supports}
    back = {(row.responsibility.id, p.id) for p in plan.provisions for row in plan.carried_by(p.id)}
    assert forth == back != set()


def test_every_support_quotes_both_sides(plan: Plan) -> None:
    for provision in plan.responsibilities:
        for link in provision.supports:
            assert link.here in provision.text
            assert link.there in plan.provision(link.provision).text


def test_citations_go_both_ways(plan: Plan) -> None:
    forth = {(p.id, document) for p in plan.provisions for document in plan.documents_of(p)}
    assert forth == {(p.id, document.id) for document in plan.documents for p in plan.cited_in(document.id)} != set()
    assert all(plan.cited_in(document.id) for document in plan.documents if not document.is_amendment)


def test_groups_go_both_ways(plan: Plan) -> None:
    forth = {(p.id, group) for p in plan.provisions for group in p.groups}
    assert forth == {(p.id, group.id) for group in plan.groups for p in plan.provisions_for(group.id)} != set()
    assert all(plan.provisions_for(group.id) for group in plan.groups)


def test_obligations_go_both_ways(plan: Plan) -> None:
    forth = {(p.id, agency) for p in plan.provisions for who in plan.bound_by(p) for agency in plan.reached_by(who)}
    assert forth == {(o.provision.id, agency.id) for agency in plan.agencies for o in plan.obligations_of(agency.id)} != set()


def test_partners_go_both_ways(plan: Plan) -> None:
    parties = [agency.id for agency in plan.agencies] + [body.id for body in plan.bodies]
    forth = {(p.id, party) for p in plan.responsibilities for party in p.partners}
    assert forth == {(p.id, party) for party in parties for p in plan.partner_in(party)} != set()


def test_naming_goes_both_ways(plan: Plan) -> None:
    forth = {(p.id, m.target) for p in plan.provisions for m in plan.mentions(p) if m.kind == "agency"}
    assert forth == {(p.id, agency.id) for agency in plan.agencies for p in plan.named_in(agency.id)} != set()


def test_deadlines_reach_the_agencies_they_bind(plan: Plan) -> None:
    forth = {(due.deadline.id, agency) for due in plan.deadlines for who in due.agencies for agency in plan.reached_by(who)}
    assert forth == {(due.deadline.id, agency.id) for agency in plan.agencies for due in plan.deadlines_of(agency.id)} != set()


def test_parents_and_children_agree_and_stand_in_order(plan: Plan) -> None:
    order = {provision.id: i for i, provision in enumerate(plan.provisions)}
    assert len(order) == len(plan.provisions)
    for provision in plan.provisions:
        assert provision in plan.children(provision.parent)
        assert [provision.id, *(inner.id for child in plan.children(provision.id) for inner in plan.within(child.id))] == [
            inner.id for inner in plan.within(provision.id)
        ]
        assert all(order[provision.id] < order[child.id] for child in plan.children(provision.id))


def test_mentions_never_overlap_and_name_what_exists(plan: Plan) -> None:
    lookup = {"document": plan.document, "agency": plan.agency, "body": plan.body, "abbreviation": str}
    for provision in plan.provisions:
        end = 0
        for mention in plan.mentions(provision):
            assert end <= mention.start < mention.end <= len(provision.text)
            assert lookup[mention.kind](mention.target)
            end = mention.end


def page_urls(plan: Plan) -> list[str]:
    """The address of every generated page that stands for an entity."""
    return [
        *(area.url for area in plan.task_areas),
        *(agency.url for agency in plan.agencies),
        *(plan.page_of(provision) for provision in plan.responsibilities),
        *(document.url for document in plan.documents),
        *(plan.group_url(group.id) for group in plan.groups),
    ]


def test_addresses_and_fragments_are_ascii_and_one_each(plan: Plan) -> None:
    fragments = [provision.fragment for provision in plan.provisions]
    assert len(fragments) == len(set(fragments))
    pages = page_urls(plan)
    assert len(pages) == len(set(pages))
    for address in (*pages, *fragments):
        assert re.fullmatch(r"[a-z0-9/-]+", address)


def test_every_provision_is_at_home_on_a_page(plan: Plan) -> None:
    pages = {*page_urls(plan), "toan-van/"}
    assert {plan.page_of(provision) for provision in plan.provisions} <= pages
    for provision in plan.responsibilities:
        assert plan.page_of(provision).startswith(plan.agency(provision.agency or "").url)


def test_wording_is_folded_and_composed(plan: Plan) -> None:
    for provision in plan.provisions:
        assert provision.text == " ".join(provision.text.split()) == provision.label + provision.wording


def test_editorial_titles_and_leads(plan: Plan) -> None:
    for provision in plan.provisions:
        if provision.kind != "rule":
            assert 0 < len(provision.short_title) <= 60
            assert provision.lead.endswith(".")


@pytest.mark.parametrize("folder", [ROOT / "data", SMALL], ids=["real", "small"])
def test_two_loads_are_equal(folder: Path) -> None:
    assert load(folder) == load(folder)


# -- where it was typed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "entity", "way", "line"),
    [
        ("provision", "3.1.1.1", (), "- id: 3.1.1.1"),
        ("provision", "3.1.1.1", ("role",), "role: chủ trì"),
        ("provision", "3.1.1.1", ("partners", 0), "- so-truong-hoc"),
        ("provision", "3.1.1.1", ("supports", 1, "reason"), "reason: Có kiểm tra phao tròn"),
        ("provision", "3.1.1.1", ("notes", 4, "text"), "- id: 3.1.1.1"),
        ("area", "2.1", ("slug",), "slug: ben-do-an-toan"),
        ("agency", "so-duong-thuy", ("short_names", 0), "- Sở ĐT"),
        ("body", "ubnd-tinh", ("successors", 0), "- name: UBND tỉnh mới"),
        ("document", "luat-ben-do-ngang", ("aliases",), "aliases:"),
        ("abbreviation", "VT", ("note",), "note: Ở dòng cuối phần nơi nhận."),
        ("term", "do-ngang", ("meaning",), "meaning: Đò chở người từ bờ này sang bờ kia."),
        ("plan", "", ("type",), "type: Quyết định"),
        ("site", "", ("roles", 1, "meaning"), "meaning: Cơ quan đứng ra tổ chức việc này."),
    ],
    ids=lambda value: "/".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_small_where_it_was_typed(small: Plan, kind: str, entity: str, way: tuple[str | int, ...], line: str) -> None:
    """What was not written is looked for above it; every kind of entity has its place."""
    place = small.place_of(kind, entity, *way)
    assert place
    text = (SMALL.parent / place.path).read_text("utf-8").split("\n")[place.line - 1]
    assert text.strip() == line
    assert small.is_written(kind, entity, *way) == ("notes" not in way)


def test_nothing_is_known_of_what_was_not_typed(small: Plan) -> None:
    assert small.place_of("provision", "9.9") is None
    assert small.place_of("document", small.documents[0].id) is None  # the plan itself is told at its head
    assert not small.is_written("provision", "header.rule1", "short_title")
    assert not small.is_written("provision", "9.9")


def test_real_responsibilities_that_carry_out_nothing_named(real: Plan) -> None:
    """Where the words tie a responsibility to no task, no link is made up: a locality's own yearly plan."""
    assert [p.id for p in real.responsibilities if not p.supports] == ["V.14.a"]


def test_every_entry_of_a_data_file_is_told_from_the_others(real: Plan, amended: Plan) -> None:
    """By a key of its model, under one name wherever it is talked about; and one can say where it was typed."""
    assert list(KINDS) == [*FILES, *FOLDERS]
    assert len({kind for kind, _ in KINDS.values()}) == len(KINDS)
    for name, (kind, key) in KINDS.items():
        model = FILES.get(name) or FOLDERS[name]
        assert key in model.model_fields if key else name in SINGLE
        found = [origin for (of, _), origin in (*real.origins.items(), *amended.origins.items()) if of == kind]
        assert found or name == "redirects.yml", name
        assert all(name in origin.file.path for origin in found)
