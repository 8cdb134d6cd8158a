"""The corpus of hostile words on a whole site: every word shown as typed, nothing made of it, in pages and in files to take away."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import lxml.etree
import pytest

from built import BuiltSite, run, squeeze
from hostile import CANARY, WORDS, cases

PAGES = cases("pages")
RUN = re.compile(r"[=+\-@\t\r＝＋－＠].", re.DOTALL)
"""How a cell begins that a spreadsheet runs (OWASP, CSV injection; the wide signs too); a sign alone it shows."""


def test_the_words_reach_many_fields(hostile_fields: tuple[BuiltSite, dict]) -> None:
    """Fields that take any words at all; the others refuse all of them, at their lines."""
    _, taken = hostile_fields
    assert len(taken) >= 60
    assert {way[0] for way in taken} >= {"plan.yml", "site.yml", "groups.yml", "bodies.yml", "terms.yml", "redirects.yml", "agencies", "amendments"}


def test_every_word_is_shown_as_typed(hostile_fields: tuple[BuiltSite, dict]) -> None:
    site, _ = hostile_fields
    shown = "\n".join(squeeze(page.text_content()) for page in site.pages.values())
    assert [name for name, words in WORDS.items() if squeeze(words) not in shown] == []


def test_no_element_or_attribute_comes_of_words(hostile_fields: tuple[BuiltSite, dict]) -> None:
    """Elements, attributes and the names of classes are those of the same site without the words."""
    site, _ = hostile_fields
    for url, page in site.pages.items():
        for element in page.iter("*"):
            assert element.tag not in ("iframe", "object", "embed", "base", "style", "img", "textarea", "marquee"), url
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"], url
        assert page.xpath("//script[not(@src)][not(@type='application/ld+json')]") == [], url
        assert not [a for a in page.xpath("//@href | //@src | //@action") if re.match(r"\s*(javascript|data|vbscript|//)", a)], url
        for script in page.xpath("//script[@type='application/ld+json']"):
            assert json.loads(script.text)["@context"] == "https://schema.org"


def test_nothing_outside_is_read(hostile_fields: tuple[BuiltSite, dict]) -> None:
    site, _ = hostile_fields
    for path in site.folder.rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes(), path.name
        assert not path.is_symlink()


def test_files_to_take_away_hold_words_only(hostile_fields: tuple[BuiltSite, dict]) -> None:
    """No cell a spreadsheet would run, no line of a calendar the words made, no entity or doctype in XML, JSON that reads back."""
    site, _ = hostile_fields
    kinds = {suffix: sorted(site.folder.rglob(f"*{suffix}")) for suffix in (".csv", ".ics", ".xml", ".json")}
    assert all(kinds.values())
    kept: set[str] = set()
    for path in kinds[".csv"]:
        cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")) for cell in row]
        assert not list(filter(RUN.match, cells)), path.name
        kept |= {cell[1] for cell in cells if cell.startswith("'") and RUN.match(cell, 1)}
    assert kept >= set("=+-@"), "words that would be run are in no file: this proves nothing"
    for path in kinds[".ics"]:
        lines = path.read_bytes().decode().replace("\r\n ", "").split("\r\n")
        assert {re.split("[;:]", line)[0] for line in lines} <= PROPERTIES, path.name
        assert lines.count("BEGIN:VCALENDAR") == 1
    for path in kinds[".xml"]:
        tree = lxml.etree.parse(path, lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        assert tree.docinfo.doctype == "", path.name
        assert not [node for node in tree.iter() if node.tag in (lxml.etree.Entity, lxml.etree.PI)], path.name
    for path in kinds[".json"]:
        json.loads(path.read_text("utf-8"))


PROPERTIES = {
    "", "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE", "DESCRIPTION",
    "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "RRULE", "SUMMARY", "LOCATION", "URL",
    "CATEGORIES", "TRANSP", "TRIGGER", "ACTION", "CLASS", "SEQUENCE", "LAST-MODIFIED", "SOURCE", "COLOR", "CREATED", "TZID", "STATUS",
    "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RELATED-TO", "COMMENT", "IMAGE",
}  # fmt: skip
"""What our calendars may say; nothing that attaches, invites or calls."""


# -- hand-written pages ---------------------------------------------------------------------------------------------------


MADE = ("thẻ này không", "không có tên", "chỗ gọi", "không lấy", "trang cần", "trang mất")
"""What is told of a page once its author's words were run."""


@pytest.fixture
def written(project: Path) -> Path:
    (project / "outside.txt").write_text(f"{CANARY}\n", "utf-8")
    for at, case in enumerate(PAGES.values()):
        text = f"---\ntitle: Trang {at}\ndescription: Một câu.\n{case.get('head', '')}---\n\n{case['body']}\n"
        (project / "docs" / f"thu-{at}.md").write_text(text, "utf-8")
    return project


def made(project: Path, kept: set[int]) -> tuple[int, str]:
    for at in range(len(PAGES)):
        if at not in kept:
            (project / "docs" / f"thu-{at}.md").unlink(missing_ok=True)
    done = run("site", project / "tests" / "plans" / "small", project / "site", root=project, PLAN_CANARY=CANARY)
    return done.returncode, done.stdout + done.stderr


def test_pages_are_refused_or_shown(written: Path) -> None:
    """What reading refuses stops the build before anything, then what an author's words make, at their lines; then what the built page
    shows; what is left is inert."""
    told = {at: case["told"] for at, case in enumerate(PAGES.values())}
    names = [*PAGES]
    linking = {at for at, words in told.items() if words == "liên kết"}
    running = {at for at, words in told.items() if words and words.startswith("thẻ này chạy")}
    made_of = {at for at, words in told.items() if words and words.startswith(MADE)}
    read = {at for at, words in told.items() if words} - linking - running - made_of
    left = set(told)
    for stopped in (read, made_of):
        status, said = made(written, left)
        assert status == 1
        assert [names[at] for at in stopped if not re.search(rf"docs/thu-{at}\.md:\d+:\d+: {re.escape(told[at])}", said)] == [], said
        assert "Traceback" not in said
        left -= stopped
    status, said = made(written, left)
    assert status == 1
    assert [names[at] for at in linking if f"docs/thu-{at}.md: {told[at]}" not in said] == [], said
    left -= linking
    status, said = made(written, left)
    assert status == 1
    assert [names[at] for at in running if f"thu-{at}/index.html: {told[at]}" not in said] == [], said
    inert = {at for at, words in told.items() if not words}
    assert len(inert) >= 8
    status, said = made(written, inert)
    assert status == 0, said
    assert CANARY not in said
    for path in (written / "site").rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("body", ["[" * 20_000, "a " * 300_000], ids=["brackets", "a book"])
def test_a_page_that_costs_too_much_is_one_line(project: Path, body: str) -> None:
    (project / "docs" / "thu.md").write_text(f"---\ntitle: Thử\ndescription: Một câu.\n---\n\n{body}\n", "utf-8")
    done = run("site", project / "tests" / "plans" / "small", project / "site", root=project)
    assert done.returncode == 1
    assert re.match(r"docs/thu\.md:1:1: trang (mất|lớn) hơn .+\nKhông dựng được trang", done.stderr), done.stderr


def test_a_pipe_among_the_pages_is_one_line(project: Path) -> None:
    os.mkfifo(project / "docs" / "thu.md")
    done = run("site", project / "tests" / "plans" / "small", project / "site", root=project)
    assert (done.returncode, "docs/thu.md:1:1: đây không phải" in done.stderr) == (1, True)
