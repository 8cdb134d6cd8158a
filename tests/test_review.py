"""A review of a proposed change: what it says, and that nothing in the data comes alive in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html
from pydantic import BaseModel

from built import SMALL, amended_data
from pasts import records_of
from plan import Plan, examine, load
from plan.review import Review, review
from plan.review.html import html
from plan.review.markdown import INERT, SHOWN, markdown, plain
from plan.review.sentences import headline, warnings
from plan.review.values import as_json
from plan.schema import FILES, FOLDERS, shape_in
from plan.telling import PARTS


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    """Every key of a shape and of the shapes inside it."""
    for name, field in model.model_fields.items():
        yield name
        inner = shape_in(field.annotation)
        yield from keys_of(inner) if inner else ()


AGENCY = "agencies/1-so-duong-thuy.yml"


@pytest.fixture
def reviewed(small: Plan, damaged: Callable[[str, str, str], Path]) -> Callable[..., Review]:
    def of(file: str, old: str, new: str, **others: object) -> Review:
        folder = damaged(file, old, new)
        plan, problems = examine(folder)
        return review(records_of(SMALL), records_of(folder), (small, None if problems else plan), problems=len(problems), **others)

    return of


HEADLINES = (
    ("terms.yml", "sang bờ kia", "qua bờ kia", "sửa 1 lời giải thích; nguyên văn không đổi; 1 trang đổi"),
    (AGENCY, "    role: tham mưu", "    role: thực hiện", "sửa 1 vai trò; nguyên văn không đổi; {} trang đổi"),
    (AGENCY, "+ Chủ trì sửa các bến", "+ Chủ trì sửa mọi bến", "NGUYÊN VĂN ĐỔI Ở 1 CHỖ"),
    ("terms.yml", "meaning: Đò chở", "meaning:  Đò chở", "Không đổi nội dung nào"),
)


@pytest.mark.parametrize(("file", "old", "new", "line"), HEADLINES)
def test_the_whole_change_in_a_line(file: str, old: str, new: str, line: str, reviewed: Callable[..., Review]) -> None:
    found = reviewed(file, old, new)
    assert line.format(len(found.pages)) == headline(found)
    assert found.changes_meaning == (line != "Không đổi nội dung nào")


def test_pages_that_differ_are_those_that_show_it(reviewed: Callable[..., Review]) -> None:
    found = reviewed("terms.yml", "sang bờ kia", "qua bờ kia")
    assert [(page.action, page.url) for page in found.pages] == [("changed", "thuat-ngu/")]


def test_changed_wording_is_told_loudly_and_apart(reviewed: Callable[..., Review]) -> None:
    found = reviewed(AGENCY, "+ Chủ trì sửa các bến", "+ Chủ trì sửa mọi bến")
    assert [told.words for told in found.wording] == ["sửa nguyên văn của Điều 3.1.1.2"]
    assert not found.groups
    assert "NGUYÊN VĂN BỊ ĐỔI ở 1 chỗ mà không có văn bản sửa đổi" in warnings(found)[0]
    assert "> [!CAUTION]\n> NGUYÊN VĂN BỊ ĐỔI" in markdown(found)
    assert "<del>các</del> <ins>mọi</ins>" in markdown(found)
    page = lxml_html.document_fromstring(html(found))
    assert [element.text_content() for element in page.xpath("//del | //ins")] == ["bỏ: các", "thêm: mọi"]


WARNINGS = {
    "Đề nghị này đổi cả mã nguồn": {"others": ["hooks/build.py"]},
    "Không đọc được: plan.yml": {"unread": ["plan.yml"]},
}


@pytest.mark.parametrize("words", WARNINGS)
def test_what_must_not_be_overlooked(words: str, reviewed: Callable[..., Review]) -> None:
    found = reviewed("terms.yml", "sang bờ kia", "qua bờ kia", **WARNINGS[words])
    assert any(line.startswith(words) for line in warnings(found))
    assert not any(line.startswith(words) for line in warnings(reviewed("terms.yml", "qua bờ kia", "sang sông")))


def test_an_address_that_vanishes_is_named(small: Plan, damaged: Callable[[str, str, str], Path]) -> None:
    folder = damaged("groups.yml", "- id: hoc-sinh", "- id: hoc-sinh-cu")
    for path in folder.rglob("*.yml"):
        path.write_text(re.sub(r"- hoc-sinh$", "- hoc-sinh-cu", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    plan, problems = examine(folder)
    assert problems == []
    found = review(records_of(SMALL), records_of(folder), (small, plan))
    assert found.lost == ("doi-tuong/hoc-sinh/",)
    assert any("1 mã, địa chỉ đã có nay không còn" in line and "doi-tuong/hoc-sinh/" in line for line in warnings(found))
    (folder / "redirects.yml").write_text("- old: doi-tuong/hoc-sinh/\n  new: doi-tuong/hoc-sinh-cu/\n  why: Đổi tên.\n", "utf-8")
    plan, problems = examine(folder)
    assert problems == []
    assert review(records_of(SMALL), records_of(folder), (small, plan)).lost == ()


LIVE = (
    ("@ai đó", f"@{INERT}ai đó"),
    ("xem #12", f"xem #{INERT}12"),
    ("GH-12", f"GH-{INERT}12"),
    ("https://xấu.example", f"https:{INERT}//xấu.example"),
    ("www.xau.example", f"w{INERT}ww.xau.example"),
    ("<b>đậm</b> &amp;", "&lt;b&gt;đậm&lt;/b&gt; &amp;amp;"),
    ("[chữ](x) ![ảnh](y)", "\\[chữ\\](x) !\\[ảnh\\](y)"),
    ("*sao* _gạch_ ~bỏ~ `mã` a|b $x$", "\\*sao\\* \\_gạch\\_ \\~bỏ\\~ \\`mã\\` a\\|b \\$x\\$"),
    ("# đầu", "\\# đầu"),
    ("- gạch", "\\- gạch"),
    ("1. số", "1\\. số"),
    ("12) số 3. ở giữa", "12\\) số 3. ở giữa"),
    ("a) Chủ trì V.5.a", "a) Chủ trì V.5.a"),
    ("hai\ndòng\r\n> ba", "hai dòng &gt; ba"),
    ("đường\\dẫn", "đường\\\\dẫn"),
)


@pytest.mark.parametrize(("text", "inert"), LIVE)
def test_words_of_the_data_stay_words(text: str, inert: str) -> None:
    assert inert == plain(text)


def test_hostile_words_are_inert_in_every_form(reviewed: Callable[..., Review], hostile_words: list[str]) -> None:
    words = " ".join(hostile_words)
    found = reviewed("terms.yml", "meaning: Đò chở người từ bờ này sang bờ kia.", "meaning: '" + words.replace("'", "''") + "'")
    assert not re.search(r"<(?!/?(?:ins|del|details|summary)>)", markdown(found))
    page = lxml_html.document_fromstring(html(found))
    assert not page.xpath("//script | //img | //*[@onmouseover] | //a")
    assert " ".join(words.split()) in " ".join(page.text_content().split()).replace("thêm: ", "")
    assert words.split()[0] in json.loads(as_json(found))["changes"][0]["after"]


def test_the_three_forms_agree(reviewed: Callable[..., Review]) -> None:
    found = reviewed(AGENCY, "    role: tham mưu", "    role: thực hiện")
    told, page, values = markdown(found), lxml_html.document_fromstring(html(found)).text_content(), json.loads(as_json(found))
    assert headline(found) in told and headline(found) in page and headline(found) == values["headline"]
    assert values["changes"][0]["before"] == "tham mưu"
    assert values["effects"] == [
        {"agency": "so-duong-thuy", "name": "Sở Đường thủy", "url": "co-quan/so-duong-thuy/",
         "lines": ["vai trò ở Điều 3.1.2: tham mưu thành thực hiện"]}
    ]  # fmt: skip
    for page_change in values["pages"]:
        assert f"`/{page_change['url']}`" in told and f"(/{page_change['url']})" in page


def test_links_lead_to_the_preview_when_there_is_one(reviewed: Callable[..., Review]) -> None:
    found = reviewed("terms.yml", "sang bờ kia", "qua bờ kia")
    link = lambda url: f"https://xem.example/7/{url}"  # noqa: E731
    assert "](https://xem.example/7/thuat-ngu/)" in markdown(found, link)
    assert lxml_html.document_fromstring(html(found, link)).xpath("//a/@href") == ["https://xem.example/7/thuat-ngu/"]
    assert "](" not in markdown(found)


def test_a_flood_is_counted(small: Plan, folder: Path) -> None:
    (folder / "thesaurus.yml").write_text("".join(f"- say: [x{i}]\n  mean: [bến {i}]\n" for i in range(90)), "utf-8")
    told = markdown(review(records_of(SMALL), records_of(folder), (small, None)))
    assert told.count("thêm mục từ tìm kiếm") == SHOWN
    assert "chỗ nữa" in told


def test_what_an_amendment_does_is_told_in_full_and_is_no_slip(tmp_path: Path) -> None:
    before, after = amended_data(tmp_path / "before", 0), amended_data(tmp_path / "after")
    plans = tuple(load(folder) for folder in (before, after))
    found = review(records_of(before), records_of(after), plans)
    assert [(told.words, bool(told.change.before), bool(told.change.after)) for told in found.amended] == [
        ("bổ sung Điều 3.3.b1 (Điều 1 Quyết định số 17/2024/QĐ-UBND, hiệu lực từ 01/10/2024)", False, True),
        ("thay lời Điều 2.1.4 (khoản 1 Điều 1 Quyết định số 04/2025/QĐ-UBND, hiệu lực từ 01/3/2025)", True, True),
        ("bãi bỏ Điều 3.1.2 (khoản 2 Điều 1 Quyết định số 04/2025/QĐ-UBND, hiệu lực từ 01/3/2025)", True, False),
    ]
    assert not found.wording and not warnings(found)
    assert "lời đổi ở 3 chỗ theo văn bản sửa đổi" in headline(found)
    assert "thêm văn bản sửa đổi Quyết định số 17/2024/QĐ-UBND" in markdown(found)
    assert found.lost == ()
    assert review(records_of(after), records_of(after), (plans[1], plans[1])).amended == ()


KEYS = sorted({key for name in (*FILES, *FOLDERS) for key in keys_of({**FILES, **FOLDERS}[name])} - {"provisions", "changes"})


@pytest.mark.parametrize("key", KEYS)
def test_every_key_an_editor_may_write_has_a_name_in_sentences(key: str) -> None:
    assert key in PARTS


def test_an_id_renamed_with_a_redirect_is_one_change(small: Plan, folder: Path) -> None:
    for path in folder.rglob("*.yml"):
        path.write_text(re.sub(r"\bhoc-sinh\b", "hoc-tro", path.read_text("utf-8")), "utf-8")
    (folder / "redirects.yml").write_text("- old: doi-tuong/hoc-sinh/\n  new: doi-tuong/hoc-tro/\n  why: Gọi gọn hơn.\n", "utf-8")
    found = review(records_of(SMALL), records_of(folder), (small, load(folder)))
    assert [told.words for rows in found.groups.values() for told in rows] == [
        "sửa mã của “Học sinh”", "thêm chỗ chuyển của “doi-tuong/hoc-sinh/”"
    ]
    assert ("moved", "doi-tuong/hoc-sinh/", "doi-tuong/hoc-tro/") in [(page.action, page.url, page.to) for page in found.pages]
    assert not found.effects and not found.lost and not found.wording
    assert not any(page.action in ("removed", "added") for page in found.pages)


def test_an_agency_renamed_with_a_redirect_loses_nothing(small: Plan, folder: Path) -> None:
    for path in folder.rglob("*.yml"):
        path.write_text(re.sub(r"\bso-truong-hoc\b", "so-hoc", path.read_text("utf-8")), "utf-8")
    (folder / "redirects.yml").write_text("- old: co-quan/so-truong-hoc/\n  new: co-quan/so-hoc/\n  why: Gọi gọn hơn.\n", "utf-8")
    found = review(records_of(SMALL), records_of(folder), (small, load(folder)))
    assert next(told.words for rows in found.groups.values() for told in rows) == "sửa mã của “Sở Trường học”"
    assert not found.effects and not found.lost and not found.wording


AMENDED = {
    "its wording": ("text: b1) Phối hợp với", "text: b1) Cùng phối hợp với", "sửa nguyên văn của Điều 3.3.b1"),
    "its day": ("effective: 2024-10-01", "effective: 2024-11-01", "sửa ngày có hiệu lực của Quyết định số 17/2024/QĐ-UBND"),
}


@pytest.mark.parametrize("name", AMENDED)
def test_an_amendment_recorded_before_is_wording_like_any_other(name: str, tmp_path: Path) -> None:
    old, new, words = AMENDED[name]
    before, after = amended_data(tmp_path / "before"), amended_data(tmp_path / "after")
    path = after / "amendments" / "2024-17.yml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    found = review(records_of(before), records_of(after), (load(before), examine(after)[0]), comparable=False)
    assert [told.words for told in found.wording] == [words]
    assert not found.amended


def test_an_amendment_taken_back_is_told_loudly(tmp_path: Path) -> None:
    before, after = amended_data(tmp_path / "before"), amended_data(tmp_path / "after", 1)
    found = review(records_of(before), records_of(after), (load(before), load(after)))
    assert [told.words for told in found.wording] == ["bỏ thay đổi ở Điều 2.1.4", "bỏ thay đổi ở Điều 3.1.2"]
    assert "NGUYÊN VĂN" in headline(found)


def test_a_line_taken_out_of_the_ledger_is_told(small: Plan) -> None:
    before, after = replace(small, promised=("thoi-han/", "huong-dan/", "x/")), replace(small, promised=("thoi-han/",))
    found = review(records_of(SMALL), records_of(SMALL), (before, after))
    assert found.unlisted == ("huong-dan/", "x/")
    assert found.changes_meaning
    assert any("2 dòng bị bỏ khỏi sổ published.txt: huong-dan/, x/" in line for line in warnings(found))
