"""The client's modules in a real browser: folding and guarding like Python's, one index laid out in two places, each provision found."""

from __future__ import annotations

import csv
import io
import shutil
import unicodedata
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from built import ROOT, serve
from plan import Plan
from plan.search import entries, files
from plan.search.client import BEGINNINGS, FOLDER
from plan.search.index import index_files
from search.quality import read
from spreadsheets import cases

HARNESS = """
import { Store } from "./store.js";
import { search } from "./engine.js";
import { syllable, words } from "./syllables.js";
import { isSlip } from "./slips.js";
import { workbook } from "./sheet.js";
import { csv } from "./take.js";
const load = async (folder, names) => {
  let store;
  const parts = [];
  window.planSearch = { core: (v) => { store = new Store(v); }, terms: (...v) => parts.push(["terms", ...v]), texts: (...v) => parts.push(["texts", ...v]) };
  for (const name of names) (0, eval)(await (await fetch(`${folder}/${name}`)).text());
  for (const part of parts) store.receive(...part);
  return store;
};
window.harness = {
  spell: (text) => words(text.normalize("NFC")).map(({ word }) => syllable(word)),
  slip: isSlip,
  csv,
  xlsx: async (rows) => [...new Uint8Array(await workbook("t", rows, [9]).arrayBuffer())],
  load: async (name, names) => { window[name] = await load(name, names); },
  ask: (name, query) => search(window[name], query).results.map(({ entry, score }) => [window[name].ids[entry], Number(score.toFixed(4))]),
};
window.ready = true;
"""


@pytest.fixture(scope="module")
def harness(browser: Browser, real: Plan, small: Plan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the client's modules, the real plan's index as shipped (`shipped`) and as for a large plan (`large`)."""
    folder = tmp_path_factory.mktemp("client")
    for path in FOLDER.glob("*.js"):
        shutil.copy(path, folder)
    (folder / "index.html").write_text('<!doctype html><title>t</title><script type="module" src="harness.js"></script>', "utf-8")
    (folder / "harness.js").write_text(HARNESS, "utf-8")
    written = {"shipped": files(real), "large": index_files(real, entries(real), small=0), "other": files(small)}
    for name, content in written.items():
        (folder / name).mkdir()
        for file, data in content.items():
            (folder / name / file).write_bytes(data)
    server = serve(folder)
    page = browser.new_page()
    page.goto(next(server))
    page.wait_for_function("() => window.ready")
    for name, content in written.items():
        page.evaluate("([name, names]) => harness.load(name, names)", [name, sorted(set(content) - set(BEGINNINGS))])
    yield page
    page.close()
    next(server, None)


def test_folding_is_the_same_as_in_python(harness: Page) -> None:
    table = (ROOT / "tests/cases/syllables.tsv").read_text("utf-8")
    cases = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    assert len(cases) > 20
    for text, keys, folds in cases:
        for typed in (text, unicodedata.normalize("NFD", text)):
            spelt = harness.evaluate("text => harness.spell(text)", typed)
            assert keys == " ".join(found["key"] for found in spelt), text
            assert folds == " ".join(found["fold"] for found in spelt), text
            assert [found["marked"] for found in spelt] == [found["key"] != found["fold"] for found in spelt]


def test_cells_are_guarded_and_escaped_as_in_python(harness: Page) -> None:
    rows = [[text] for text, _, _ in cases()]
    assert list(csv.reader(io.StringIO(harness.evaluate("harness.csv", rows).removeprefix("\ufeff"), newline=""))) == [[row[1]] for row in cases()]
    with ZipFile(io.BytesIO(bytes(harness.evaluate("harness.xlsx", rows)))) as package:
        texts = etree.fromstring(package.read("xl/sheet.xml")).iter("{*}t")
    assert [text.text for text in texts] == [escaped for _, _, escaped in cases()]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("nghep", "ngheo", True), ("nghe", "ngheo", True), ("nngheo", "ngheo", True), ("nhgeo", "ngheo", True),
        ("ngheo", "ngheo", False), ("nge", "ngheo", False), ("tre", "cha", False), ("a", "b", True),
    ],
)  # fmt: skip
def test_a_slip_is_one_letter(harness: Page, one: str, other: str, slip: bool) -> None:
    assert harness.evaluate("([a, b]) => [harness.slip(a, b), harness.slip(b, a)]", [one, other]) == [slip, slip]


def test_a_large_plan_answers_as_a_small_one(harness: Page) -> None:
    """The index written by Python and the one laid out in the browser give the same answers, scores included."""
    typed = [query.text for query in read()]
    ask = "([name, typed]) => typed.map(query => harness.ask(name, query))"
    for query, one, other in zip(typed, *(harness.evaluate(ask, [name, typed]) for name in ("shipped", "large")), strict=True):
        assert one == other, query


CITED = [
    ("Điều 3", "3"), ("điều 3", "3"), ("Điều 2.1", "2.1"), ("3.1.1.2", "3.1.1.2"), ("Điều 2, khoản 1", "2.1"), ("khoản 1 Điều 2", "2.1"),
    ("gạch đầu dòng thứ 2 khoản 1 Điều 2", "2.1.2"), ("dấu cộng thứ 2, gạch đầu dòng thứ 1, khoản 1 Điều 3", "3.1.1.2"),
    ("đoạn 1 khoản 2 Điều 3", "3.2.p1"), ("áo phao", "1.p1"), ("30.6.2025", "3.1.1.2"), ("ngày 30 tháng 6 năm 2025", "3.1.1.2"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "wanted"), CITED)
def test_a_plan_of_articles_is_cited_as_such(harness: Page, typed: str, wanted: str) -> None:
    """The other plan has articles, no letters, bullets within bullets."""
    found = [name for name, _ in harness.evaluate("q => harness.ask('other', q)", typed)]
    assert wanted in found[:3] if typed == "áo phao" else found[0] == wanted, found[:5]


@pytest.mark.parametrize("typed", ["1" + " " * 50_000 + "x", "a" * 50_000, "(" * 20_000, "1/" * 20_000, '"' * 9_999, "đ " * 9_999])
def test_no_query_takes_long(harness: Page, typed: str) -> None:
    assert harness.evaluate("q => { const s = performance.now(); harness.ask('shipped', q); return performance.now() - s; }", typed) < 1000


@pytest.mark.parametrize("typed", ["tín dụ", "chủ trì giáo dụ", "bảo hiểm xã hộ"])
def test_half_typed_words_may_be_decomposed(harness: Page, typed: str) -> None:
    one, other = (harness.evaluate("q => harness.ask('shipped', q)", form) for form in (typed, unicodedata.normalize("NFD", typed)))
    assert one == other


def test_each_provision_is_found_by_its_own_words(harness: Page, real: Plan) -> None:
    """Its first words, as printed and without marks; what several provisions begin with alike may come in any order."""
    for p in real.provisions:
        if p.kind == "rule":
            continue
        start = " ".join(p.wording.split()[:12])
        alike = [o.id for o in real.provisions if start.casefold() in o.text.casefold() or start.casefold() in o.short_title.casefold()]
        for typed in (start, start.upper(), unicodedata.normalize("NFD", start)):
            found = [name for name, _ in harness.evaluate("q => harness.ask('shipped', q)", typed)]
            place = real.by_id.keys() & set(found)
            assert place, p.id
            provisions = [name for name in found if name in real.by_id]
            assert p.id in provisions[: max(3, len(alike))], (p.id, typed, provisions[:5])
