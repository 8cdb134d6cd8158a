"""The forms at `/quan-tri/`, from opening one to a proposal where the code lives, in a real browser on a scratch repository."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from fnmatch import fnmatch
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import form_editor
from built import ROOT, SMALL, run, serve
from code_host import REPOSITORY, CodeHost, serve_host
from desk import Desk
from plan import form, load
from plan.policy import FORMS

KEPT = """async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name), ...await caches.keys()]"""
COMMENT = "# Chú thích của người sửa trước: giữ lại.\n"
HARNESS = 'import * as keep from "./keep.js"; window.keep = keep;'
LOOKS = [f"assets/{name}" for name in ("favicon.svg", "fonts.css", "plan.css", "site.css")]
TALL = {"width": 1280, "height": 3000}
"""Tall: the editor draws only the part of a form one can see."""

Desks = Callable[..., AbstractContextManager[Desk]]
"""Data and what is done to it first, to a desk at its forms."""


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Desks:
    """Sits a reader down at the forms of a copy of some data, edited first if need be."""

    @contextmanager
    def at(data: Path, damage: Callable[[Path], None] = lambda _: None) -> Iterator[Desk]:
        repository, served = tmp_path / "repository", tmp_path / "site"
        damage(Path(shutil.copytree(data, repository / "data")))
        host = CodeHost(repository)
        host.begin()
        for _ in serve_host(host):
            where = form.host(REPOSITORY, host.api)
            files = form_editor.files(load(repository / "data", shown="data"), repository / "data", where)
            for name, content in {**files, **dict.fromkeys(LOOKS, b"")}.items():
                (served / name).parent.mkdir(parents=True, exist_ok=True)
                (served / name).write_bytes(content)
            for address in serve(served):
                page = browser.new_page(viewport=TALL, locale="vi-VN")
                yield Desk(page, host, address)
                page.close()

    return at


def test_a_note_changed_in_a_form_is_one_line_of_a_proposal(desk: Desks, tmp_path: Path) -> None:
    """Sign in, open, change, save, hand in: the proposal changes the line of the note, keeps the comment, and checks clean."""

    def note(data: Path) -> None:
        path = data / "documents.yml"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join([lines[0], COMMENT, *lines[1:]]), "utf-8")

    with desk(ROOT / "data", note) as reader:
        reader.sign_in()
        reader.open("Tệp chung", "Văn bản được viện dẫn")
        reader.unfold("1983-qd-ttg")
        reader.unfold("Ở tên Kế hoạch")
        reader.rewrite("Ở tên Kế hoạch", "được in hoa", "in hoa")
        branch = reader.save()
        assert (reader.host.strange, reader.errors) == ([], [])
        kept = reader.page.evaluate(KEPT)
        assert kept
        assert [key for key in kept if not any(fnmatch(key, told.key) for told in FORMS)] == []
        assert reader.page.context.cookies() == []
        assert reader.host.git("diff", "--unified=0", "main", branch).splitlines()[4:] == [
            "@@ -14 +14 @@",
            "-    - text: 'Ở tên Kế hoạch, số hiệu được in hoa cả chữ: 1983/QĐ-TTG.'",
            "+    - text: 'Ở tên Kế hoạch, số hiệu in hoa cả chữ: 1983/QĐ-TTG.'",
        ]
        assert COMMENT in reader.host.show(branch, "data/documents.yml")
        (proposal,) = reader.host.proposals
        assert (proposal["base"], proposal["title"]) == ("main", "Sửa data/documents.yml bằng biểu mẫu")
        reader.host.git("checkout", "--quiet", "--force", branch)
        checked = run("check", reader.host.folder / "data", tmp_path / "none")
        assert checked.returncode == 0, checked.stdout


def test_nothing_is_asked_of_anybody_before_the_reader_asks(desk: Desks) -> None:
    """The page alone loads a few KB of its own site; the editor asks that site and, with a token, the host of the code."""
    with desk(SMALL) as reader:
        reader.page.goto(f"{reader.address}{form.URL}index.html")
        expect(reader.page.get_by_role("button", name="Mở biểu mẫu")).to_be_visible()
        loaded = {url.removeprefix(reader.address).removeprefix(form.URL) for url in reader.asked}
        assert loaded == {"index.html", "begin.js", "keep.js", "yaml.js", *LOOKS}
        assert reader.page.evaluate("() => localStorage.length") == 0
        reader.sign_in()
        reader.page.wait_for_load_state("networkidle")
        asked = [url for url in reader.asked if not url.startswith((reader.address, "blob:", "data:"))]
        assert asked
        assert all(url.startswith(reader.host.api.removesuffix("api/v3")) for url in asked)
        assert reader.errors == []


TRAP = "<img src=x onerror=alert(1)>"


def test_what_data_say_is_never_run(desk: Desks) -> None:
    """Names, titles and leads with HTML in them are shown as typed, in lists, labels and choices."""

    def trapped(found: re.Match[str]) -> str:
        return "{}'{} {}'".format(found[1], found[2].strip("'").replace("'", "''"), TRAP)

    def trap(data: Path) -> None:
        for path in sorted(data.rglob("*.yml")):
            keys = "short_title|lead|meaning" + ("|name" if path.name == "groups.yml" else "")
            path.write_text(re.sub(rf"^( *(?:- )?(?:{keys}): )(?!>-)(.{{1,28}})$", trapped, path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")

    with desk(SMALL, trap) as reader:
        reader.page.on("dialog", lambda dialog: reader.errors.append(dialog.message))
        reader.sign_in()
        for file in ("Nhóm đối tượng được nguyên văn nhắc tới", "Thông tin chung"):
            reader.open("Tệp chung", file)
            reader.unfold(TRAP)
            expect(reader.page.locator(".item").get_by_role("textbox").first).to_be_visible()
            shown = reader.page.evaluate("() => [...document.querySelectorAll('textarea, input')].map(({ value }) => value).join() + document.body.innerText")
            assert TRAP in shown
            assert reader.page.locator("img[src=x]").count() == 0
        assert reader.errors == []


FILE = """\
# đầu tệp
id: mot
names: [a, 'b']
colour: {light: '#8f2f2b', dark: '#f5b0a1'}
date: '2024-09-02'
items:
  # trước mục một
  - id: x
    lead: >-
      Dòng một của câu dẫn
      dòng hai của câu dẫn

      # không phải chú thích
    own: khóa lạ

  # trước mục hai
  - quote: hai
    text: Lời ngắn.
"""
CHANGES = {
    "nothing": ("v => v", []),
    "white space": ("v => { v.id = ' mot\\n'; v.empty = ''; v.none = []; }", []),
    "a word of a fold": ("v => { v.items[0].lead = v.items[0].lead.replace('hai', 'cuối'); }",
                         ["-      dòng hai của câu dẫn", "+      dòng cuối của câu dẫn"]),
    "a quoted text": ("v => { v.date = '2025-01-01'; }", ["-date: '2024-09-02'", "+date: '2025-01-01'"]),
    "a text that must be quoted": ("v => { v.id = 'mot: # hai'; }", ["-id: mot", "+id: 'mot: # hai'"]),
    "a text grown long": ("v => { v.items[1].text = 'dài '.repeat(26); }",
                          ["-    text: Lời ngắn.", "+    text: >-", "+      " + " ".join(["dài"] * 23), "+      dài dài dài"]),
    "a list in brackets": ("v => { v.names.push('c, d'); }", ["-names: [a, 'b']", "+names: [a, b, 'c, d']"]),
    "a map in brackets": ("v => { v.colour.dark = '#000000'; }",
                          ["-colour: {light: '#8f2f2b', dark: '#f5b0a1'}", "+colour: {light: '#8f2f2b', dark: '#000000'}"]),
    "a key more": ("v => { v.items[0] = { id: 'x', title: 'Mới', ...v.items[0] }; }", ["+    title: Mới"]),
    "a key less": ("v => { delete v.date; }", ["-date: '2024-09-02'"]),
    "a first key less": ("v => { v.items[1].quote = ''; }", ["-  - quote: hai", "-    text: Lời ngắn.", "+  - text: Lời ngắn."]),
    "an item more": ("v => { v.items.push({ id: 'y', who: ['a', 'b'] }); }",
                     ["+", "+  - id: y", "+    who:", "+      - a", "+      - b"]),
    "an item less": ("v => { v.items.pop(); }", ["-  - quote: hai", "-    text: Lời ngắn."]),
    "an unknown key kept": ("v => { v.items[0].id = 'x2'; v.items[0].own = 'khóa lạ'; }", ["-  - id: x", "+  - id: x2"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def keep(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the module that writes files."""
    folder = tmp_path_factory.mktemp("keep")
    shutil.copy(form.CLIENT / "keep.js", folder)
    shutil.copy(form_editor.VENDOR / "yaml.js", folder)
    (folder / "harness.js").write_text(HARNESS, "utf-8")
    (folder / "index.html").write_text('<!doctype html><title>t</title><script type="module" src="harness.js"></script>', "utf-8")
    for address in serve(folder):
        page = browser.new_page()
        page.goto(f"{address}index.html")
        page.wait_for_function("() => window.keep")
        yield page
        page.close()


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_touches_its_own_lines(keep: Page, change: str, expected: list[str]) -> None:
    written = keep.evaluate(f"text => {{ const v = keep.read(text); ({change})(v); return keep.change(text, v).text; }}", FILE)
    lines = list(difflib.unified_diff(FILE.splitlines(), written.splitlines(), lineterm="", n=0))[2:]
    assert [line for line in lines if not line.startswith("@@")] == expected


def test_every_file_is_written_back_to_the_character(keep: Page) -> None:
    """What the form read and did not change is the same text, and any text of any file can be changed on its own."""
    for path in [*(ROOT / "data").rglob("*.yml"), *SMALL.rglob("*.yml")]:
        text = path.read_text("utf-8")
        assert keep.evaluate("text => keep.change(text, keep.read(text)).text === text", text), path
        assert keep.evaluate(EVERY_TEXT, text) == [], path


EVERY_TEXT = """text => {
  const value = keep.read(text), refused = [];
  const visit = (holder, some) => { for (const key of Object.keys(holder).slice(0, some)) {
    const item = holder[key];
    if (typeof item !== "string") { visit(item, some); continue; }
    holder[key] = `Thêm: ${item} #`;
    try {
      const { text: put, edits } = keep.change(text, value);
      if (edits !== 1) refused.push(item);
    } catch (error) { refused.push(`${item}: ${error}`); }
    holder[key] = item;
  } };
  visit(value, 5);
  return refused;
}"""
"""Of the first five of every list and map: a list of a thousand is a thousand times the same."""


def test_of_several_states_the_nearest_is_changed(keep: Page) -> None:
    """The file of a proposal is not lost because the published one was read too, whichever was read first."""
    other = FILE.replace("Lời ngắn.", "Lời của một đề nghị.")
    script = "([first, second]) => { const { fromFile, toFile } = keep.format(); fromFile(first); const v = fromFile(second); v.id = 'hai'; return toFile(v); }"
    assert keep.evaluate(script, [FILE, other]) == other.replace("id: mot", "id: hai")
    assert keep.evaluate(script, [other, FILE]) == FILE.replace("id: mot", "id: hai")
