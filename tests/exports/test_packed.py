"""Packages packed again: the same bytes whenever they were made, and still what they were."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from plan.exports.packed import CORE, Head, packed, properties, unpacked

DAY = datetime.date(2024, 2, 29)
LATER = datetime.datetime(2031, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)


def repack(content: bytes, date: datetime.date) -> bytes:
    told = properties(Head(title="Đề mục", subject="Lời", author="Trang", date=date))
    return packed({**unpacked(content), CORE: told})


def sheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Đề mục", "Lời"])
    book.save(out)
    return out.getvalue()


def letter() -> bytes:
    paper, out = docx.Document(), io.BytesIO()
    paper.add_paragraph("Đề mục")
    paper.save(out)
    return out.getvalue()


def aged(content: bytes) -> bytes:
    """The same package as a library would write it at another time, on another system."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            body = old.read(entry)
            if entry.filename == "docProps/core.xml":
                body = body.replace(b"Z</dcterms:modified>", b".5Z</dcterms:modified>")
                assert body != old.read(entry)
            entry.date_time, entry.create_system, entry.external_attr = LATER.timetuple()[:6], 0, 0
            new.writestr(entry, body)
    return out.getvalue()


@pytest.mark.parametrize("made", [sheet, letter])
def test_when_and_where_it_was_made_leaves_no_trace(made: Callable[[], bytes]) -> None:
    content = made()
    assert aged(content) != content
    assert repack(aged(content), DAY) == repack(content, DAY)
    assert repack(repack(content, DAY), DAY) == repack(content, DAY)


@pytest.mark.parametrize("made", [sheet, letter])
def test_entries_keep_their_order_and_content(made: Callable[[], bytes]) -> None:
    with ZipFile(io.BytesIO(made())) as old, ZipFile(io.BytesIO(repack(made(), DAY))) as new:
        assert new.namelist() == old.namelist()
        told = {(entry.date_time, entry.create_system, entry.external_attr) for entry in new.infolist()}
        assert told == {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)}
        same = [name for name in new.namelist() if name != "docProps/core.xml"]
        assert [new.read(name) for name in same] == [old.read(name) for name in same]
        assert new.testzip() is None


def test_the_document_bears_the_day_given() -> None:
    midnight = datetime.datetime.combine(DAY, datetime.time())
    book = openpyxl.load_workbook(io.BytesIO(repack(sheet(), DAY)))
    assert (book.properties.created, book.properties.modified) == (midnight, midnight)
    assert [[cell.value for cell in row] for row in book.active.rows] == [["Đề mục", "Lời"]]
    paper = docx.Document(io.BytesIO(repack(letter(), DAY)))
    assert paper.core_properties.modified.date() == DAY
    assert [paragraph.text for paragraph in paper.paragraphs] == ["Đề mục"]
