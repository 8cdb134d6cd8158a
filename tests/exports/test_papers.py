"""What the papers for Word say: every wording exact, every kind filled with what the plan tells of its agency."""

from __future__ import annotations

import re

import pytest
from docx.oxml.ns import qn
from office_files import (
    AGENCIES,
    ANNEX,
    DOCUMENTS,
    PLAN,
    REPORT,
    duties,
    grids,
    official,
    paper,
    paragraphs,
    plan_of,
    text_of,
    whole,
    wordings,
)

from built import SITE_URL
from plan.duties import COMMON, dossier, due_words


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_every_wording_stands_exact_and_nothing_else_passes_for_official(name: str, agency: str, file: str) -> None:
    plan = plan_of(name)
    found = official(paper(name, agency, file))
    assert set(wordings(plan, agency)) <= set(found)
    if dossier(plan, agency).duties or file in (ANNEX, PLAN):
        assert plan.provision(plan.agency(agency).provision).text in found
    assert [text for text in found if not any(text in p.text for p in plan.provisions)] == []


# -- each kind ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_annex_tells_all_of_every_duty(name: str, agency: str) -> None:
    plan, text = plan_of(name), whole(paper(name, agency, ANNEX))
    found = dossier(plan, agency)
    for duty in found.duties:
        expected = [plan.citation(duty), duty.short_title, f"Vai trò: {duty.role}.", *map(plan.party_name, duty.partners)]
        expected += [words for s in duty.supports for words in (s.reason, f"“{s.there}”", plan.cite_path(plan.provision(s.provision)))]
        expected += [plan.document(d).name for d in plan.documents_of(duty)]
        expected += [due_words(deadline) for deadline in duty.deadlines] + [f"“{timing.text}”" for timing in duty.timings]
        assert [words for words in expected if words.lower() not in text.lower()] == [], duty.id
    for bound in found.bound:
        expected = [plan.citation(bound.provision), bound.provision.short_title]
        for o in bound.obligations:
            expected += [o.why, o.doubt or "", f"“{plan.party_name(o.through)}”" if o.through else "Được nêu đích danh."]
        assert [words for words in expected if words not in text] == [], bound.provision.id
    for basis in found.basis:
        assert plan.document(basis.document).name in text
        assert all(plan.cite_path(p) in text for p in basis.cited_in)
    for duty in (*found.partner_in, *(p for through in found.through for p in through.duties)):
        assert f"{plan.party_name(duty.agency or '')} ({duty.role})" in text
        assert plan.cite_path(duty) in text


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_plan_of_an_agency_is_filled_with_what_is_known(name: str, agency: str) -> None:
    plan, document = plan_of(name), paper(name, agency, PLAN)
    grounds = [text for text in paragraphs(document) if text.startswith("Căn cứ ")]
    assert len(grounds) == 2 + len(dossier(plan, agency).basis)
    assert [text[-1] for text in grounds] == [*";" * (len(grounds) - 1), "."]  # 6.a
    assert plan.title in grounds[-1]
    assert f"{plan.type} số {plan.number}" in grounds[-1]
    for basis, text in zip(dossier(plan, agency).basis, grounds[1:-1], strict=True):
        entry = plan.document(basis.document).entry
        assert plan.document(basis.document).name in text
        assert (entry.issuer or "") in text
        assert (entry.title or "trích yếu") in text
    ends = [text for text in paragraphs(document) if text.endswith("./.") and not text.endswith("./.”")]
    assert len(ends) == 1
    assert plan.number in ends[0]


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_a_row_for_every_duty(name: str, agency: str) -> None:
    plan = plan_of(name)
    for file, blanks in ((PLAN, 2), (REPORT, 3)):
        rows = [row for table in grids(paper(name, agency, file)) for row in table.findall(qn("w:tr"))[1:]]
        cells = [[text_of(cell) for cell in row.findall(qn("w:tc"))] for row in rows]
        counted = [row for row in cells if len(row) > 1]
        assert [row[0] for row in counted] == [str(n) for n in range(1, len(duties(plan, agency)) + 1)]
        for row, duty in zip(counted, duties(plan, agency), strict=True):
            assert all(f"“{part.text}”" in row[1] for part in plan.within(duty.id))
            assert (plan.cite_path(duty)[1:] in row[1], (duty.role or COMMON) in row[1]) == (True, True)
            assert row[2:].count("[……]") >= blanks


TIMES = {
    ("real", "so-y-te"): ("trước ngày 25/12, hằng năm", False),
    ("real", "bao-hiem-xa-hoi"): ("trước ngày 25/12, hằng năm (chưa chắc áp dụng)", False),
    ("real", "mat-tran-to-quoc"): ("không nêu", True),
    ("small", "so-truong-hoc"): ("“mỗi quý một lần” (không nêu ngày)", False),
    ("small", "ubnd-xa-ven-song"): ("“mỗi quý một lần” (không nêu ngày)", False),
}


@pytest.mark.parametrize(("name", "agency"), TIMES)
@pytest.mark.parametrize("file", [PLAN, REPORT])
def test_when_to_report_is_told_as_far_as_the_plan_tells(name: str, agency: str, file: str) -> None:
    words, none = TIMES[name, agency]
    text = whole(paper(name, agency, file))
    assert words in text
    assert none == bool(re.search(r"không nêu (?:thời )?hạn báo cáo nào cho cơ quan này", text))


def test_a_deadline_that_is_no_report_is_not_told_as_one() -> None:
    text = whole(paper("small", "so-duong-thuy", REPORT))
    assert "30/6/2025" not in text.partition("Phụ lục\n")[0]
    assert "trước ngày 30/6/2025" in whole(paper("small", "so-duong-thuy", PLAN))


@pytest.mark.parametrize(("name", "agency"), AGENCIES)
def test_the_provision_of_a_deadline_is_quoted_whole_in_the_report(name: str, agency: str) -> None:
    head = whole(paper(name, agency, REPORT)).partition("Kính gửi")[2].partition("I. TÌNH HÌNH")[0]
    for due in dossier(plan_of(name), agency).dues:
        assert (f"“{due.provision.text}”" in head) == (due.deadline.recurrence == "yearly")


# -- whose frame it is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "agency", "file"), DOCUMENTS)
def test_the_first_page_tells_whose_frame_it_is(name: str, agency: str, file: str) -> None:
    plan, document = plan_of(name), paper(name, agency, file)
    foot = document.sections[0].first_page_footer.paragraphs[0].text
    for words in (plan.cite_self, plan.site.name, "không thay văn bản", plan.site.notice.text, f"{SITE_URL}co-quan/{agency}/"):
        assert words in foot
    assert "Địa chỉ" not in whole(document)
