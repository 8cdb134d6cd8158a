"""Which outside addresses are asked for, where they stand, and how the report reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from built import ROOT
from links import texts
from plan.external import Answer, Place, Result, addresses, report

FOUND = {
    "url: https://a.vn/b?c=1&d=2#e": ["https://a.vn/b?c=1&d=2#e"],
    "url: 'https://a.vn/b'": ["https://a.vn/b"],
    "xem https://a.vn/b, http://c.vn.": ["http://c.vn", "https://a.vn/b"],
    "[chữ](https://a.vn/b) (https://a.vn/c_(d))": ["https://a.vn/b", "https://a.vn/c_(d)"],
    "**https://a.vn/**": ["https://a.vn/"],
    "https://a.vn/đường-dẫn": ["https://a.vn/đường-dẫn"],
    "<https://a.vn> “https://a.vn”": ["https://a.vn"],
    "https://example.org/x https://a.example https://b.test http://127.0.0.1:8000 http://localhost/ https://khong": [],
    "https:// https://[ ftp://a.vn mailto:a@b.vn": [],
}


@pytest.mark.parametrize(("text", "urls"), FOUND.items())
def test_what_counts_as_an_outside_address(text: str, urls: list[str]) -> None:
    assert list(addresses({"a.yml": text})) == urls


def test_an_address_has_all_its_places_in_order() -> None:
    found = addresses({"b.yml": "x\nhttps://a.vn\n", "a.yml": "https://a.vn https://a.vn\n\nhttps://a.vn"})
    assert [str(place) for place in found["https://a.vn"]] == ["a.yml:1", "a.yml:3", "b.yml:2"]


def test_every_source_of_the_plan_is_found() -> None:
    """As many as there are `url:` lines, each at such a line."""
    lines = {
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in (ROOT / "data").rglob("*.yml")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if line.strip().removeprefix("- ").startswith("url: http")
    }
    files = {str(Path(path).resolve().relative_to(ROOT).as_posix()): text for path, text in texts(ROOT / "data").items()}
    found = {str(place) for places in addresses(files).values() for place in places}
    assert lines
    assert lines <= found


PLACES = {f"https://{name}.vn": (Place(path="data/a.yml", line=number),) for number, name in enumerate("abcd", 1)}


def results(*answers: Answer) -> dict[str, Result]:
    return {url: Result(answer=answer, detail="mã 0") for url, answer in zip(PLACES, answers, strict=True)}


def test_nothing_is_reported_when_all_answer_or_only_keep_machines_out() -> None:
    assert report(PLACES, results(Answer.OPEN, Answer.OPEN, Answer.OPEN, Answer.CLOSED)) == ""


def test_a_report_names_each_broken_source_and_its_line() -> None:
    told = report(PLACES, results(Answer.OPEN, Answer.GONE, Answer.SILENT, Answer.CLOSED))
    assert told.startswith("Máy đã mở 4 địa chỉ nguồn ngoài trang; 2 địa chỉ không mở được.")
    assert told.endswith(
        "## Không mở được\n\n"
        "- `https://b.vn`: không còn (mã 0)\n  - `data/a.yml:2`\n"
        "- `https://c.vn`: không trả lời (mã 0)\n  - `data/a.yml:3`\n\n"
        "## Không cho máy xem, nên chưa biết\n\n"
        "- `https://d.vn`: không cho máy xem (mã 0)\n  - `data/a.yml:4`\n"
    )
