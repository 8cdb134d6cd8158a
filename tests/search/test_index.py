"""What can be found, and the index of it: whole, exact, small, the same bytes each time."""

from __future__ import annotations

import dataclasses
import gzip
import json
import re

import pytest

from plan import Plan
from plan.search import entries, files
from plan.search.entries import FACETS, FIELDS, Entry, facet_values
from plan.search.index import GAP, index_files, lay, numbers
from plan.search.syllables import syllable, words

LIMIT = 60_000
"""Bytes, gzip, of everything a first search fetches: client and index."""


@pytest.fixture(scope="module", params=["real", "small", "amended"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def found(plan: Plan) -> tuple[Entry, ...]:
    return entries(plan)


def parts(written: dict[str, bytes], kind: str) -> list:
    """The values handed over by the files of a kind, file by file."""
    rows = []
    for n in range(sum(name.startswith(f"{kind}-") for name in written)):
        told = written[f"{kind}-{n}.js"].decode()
        match = re.fullmatch(rf'planSearch\.{kind}\({n},"[0-9a-f]{{12}}",(.*)\);\n', told, re.DOTALL)
        assert match
        rows.append(json.loads(match[1]))
    return rows


def rows_of(written: dict[str, bytes], kind: str) -> list:
    return [row for part in parts(written, kind) for row in part]


def core(written: dict[str, bytes]) -> dict:
    return json.loads(written["core.js"].decode().removeprefix("planSearch.core(").removesuffix(");\n"))


def read_numbers(text: str) -> list[int]:
    """The inverse of `numbers`, written anew."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    found, value, place = [], 0, 0
    for char in text:
        digit = digits.index(char)
        value |= (digit & 31) << place
        place += 5
        if not digit & 32:
            found.append(value)
            value = place = 0
    return found


@pytest.mark.parametrize(
    ("values", "text"),
    [([], ""), ([0, 31], "Af"), ([32], "gB"), ([1023, 1024], "_fggB"), ([5, 0, 7], "FAH")],
)
def test_numbers_in_base_64(values: list[int], text: str) -> None:
    assert text == numbers(values)
    assert values == read_numbers(text)


def test_every_provision_with_words_is_an_entry(plan: Plan, found: tuple[Entry, ...]) -> None:
    ids = [entry.id for entry in found if entry.kind in ("provision", "agency", "area")]
    assert [p.id for p in plan.provisions if p.kind != "rule"] == ids
    assert {agency.provision for agency in plan.agencies} == {entry.id for entry in found if entry.kind == "agency"}
    assert {area.id for area in plan.task_areas} == {entry.id for entry in found if entry.kind == "area"}


def test_wording_is_shown_as_printed(plan: Plan, found: tuple[Entry, ...]) -> None:
    shown = {row[0]: row[1] for row in ((entry.id, entry.text) for entry in found if entry.kind in ("provision", "agency", "area"))}
    assert shown == {p.id: p.text for p in plan.provisions if p.kind != "rule"}
    assert [row[4] for row in rows_of(index_files(plan, found), "texts")] == [entry.text for entry in found]


def test_addresses_are_those_of_the_pages(plan: Plan, found: tuple[Entry, ...]) -> None:
    """What the client puts together again: a page that ends with `#` takes the fragment of the id."""
    rows = rows_of(index_files(plan, found), "texts")
    for entry, row in zip(found, rows, strict=True):
        fragment = entry.id.lower().replace(".", "-").replace("đ", "dd")
        assert entry.url == (row[1] + fragment if row[1].endswith("#") else row[1])
        assert entry.path == (entry.id if row[3] == 1 else row[3])


def test_filters_hold_what_the_plan_says(real: Plan) -> None:
    by_id = {entry.id: entry for entry in entries(real)}
    values = facet_values(real)
    assert tuple(values) == FACETS
    for duty in real.responsibilities:
        assert duty.agency in by_id[duty.id].facets["co-quan"]
        assert len(by_id[duty.id].facets["vai-tro"]) == 1
        assert set(by_id[duty.id].facets["doi-tuong"]) == set(duty.groups)
        assert by_id[duty.id].role == duty.role
    for due in real.deadlines:
        assert by_id[due.provision.id].facets["han"]
        reached = {agency for who in due.agencies for agency in real.reached_by(who)}
        assert reached <= set(by_id[due.provision.id].facets["co-quan"])
    for entry in by_id.values():
        for facet, chosen in entry.facets.items():
            assert set(chosen) <= {value for value, _ in values[facet]}


def test_each_word_stands_where_the_index_says(plan: Plan, found: tuple[Entry, ...]) -> None:
    """Positions rebuilt into text give every entry back, field by field; nothing else is in them."""
    laid = lay(found)
    at = {position: key for key, positions in laid.positions.items() for position in positions}
    here = 0
    for entry, segments in zip(found, laid.segments, strict=True):
        told = [(FIELDS[number], [at.pop(here + i) for i in range(length)], here := here + length + GAP) for number, length in segments]
        assert told[0][:2] == ("title", [syllable(word).key for word in words(entry.title)])
        assert told[1][:2] == ("text", [syllable(word).key for word in words(entry.text)])
        assert [name for name, _, _ in told] == sorted((name for name, _, _ in told), key=FIELDS.index)
    assert not at


def test_a_large_plan_is_written_with_its_terms(plan: Plan, found: tuple[Entry, ...]) -> None:
    """The same index as the browser lays out: vocabulary in order, every position."""
    laid = lay(found)
    written = index_files(plan, found, small=0)
    told = core(written)
    keys = [syllable(word).key for word in told["words"].split("|")]
    assert keys == sorted(laid.positions, key=lambda key: (syllable(key).fold, key))
    assert told["terms"] == [len(part) for part in parts(written, "terms")]
    rows = rows_of(written, "terms")
    for key, row in zip(keys, rows, strict=True):
        position, positions = 0, []
        for step in read_numbers(row):
            position += step
            positions.append(position)
        assert positions == laid.positions[key]
    assert "terms" not in core(index_files(plan, found))


def test_same_plan_same_bytes(plan: Plan) -> None:
    assert files(plan) == files(plan)


def test_the_core_tells_which_parts_belong_to_it(real: Plan, small: Plan) -> None:
    versions = {core(files(plan))["version"] for plan in (real, small)}
    assert len(versions) == 2
    assert all(re.fullmatch(r"[0-9a-f]{12}", version) for version in versions)


def test_a_first_search_is_small(real: Plan) -> None:
    """Client and index of the real plan together, as a server sends them."""
    needed = [content for name, content in files(real).items() if name != "register.js"]
    assert sum(len(gzip.compress(content, 6)) for content in needed) <= LIMIT


def test_hostile_words_stay_data(small: Plan) -> None:
    """Nothing in the data ends the script or begins another: parts are JSON within one call."""
    nasty = "</script><script>alert(1)</script> \\u2028 \u2028 ${1} '\"` \\"
    changed = dataclasses.replace(small, provisions=tuple(dataclasses.replace(p, short_title=nasty) for p in small.provisions))
    rows = rows_of(files(changed), "texts")
    assert nasty in {row[0] for row in rows}


# -- later names ---------------------------------------------------------------------------------------------------

PLACES = {
    "V.1": "Cơ quan › nay: Sở Nội vụ › chưa chắc: Sở Nông nghiệp và Môi trường; Sở Y tế",
    "V.5": "Cơ quan",
    "V.9": "Cơ quan › chưa chắc: Bộ Chỉ huy Quân sự thành phố Cần Thơ",
    "bo-lao-dong-thuong-binh-xa-hoi": "Cơ quan khác › nay: Bộ Nội vụ",
}


@pytest.mark.parametrize(("entry", "place"), PLACES.items())
def test_a_result_tells_the_later_name_and_whether_it_is_certain(real: Plan, entry: str, place: str) -> None:
    assert next(e.place for e in entries(real) if e.id == entry) == place


@pytest.mark.parametrize("provision", ["V.1.a", "V.10.p1", "III.2", "closing"])
def test_a_later_name_finds_the_duties_of_whom_it_names(real: Plan, provision: str) -> None:
    assert "Sở Nội vụ" in next(e.context for e in entries(real) if e.id == provision)


def test_a_name_another_agency_bears_is_not_taken_from_it(real: Plan) -> None:
    """Who merged into an agency of the same document is found by its name too, but after it."""
    found = {e.id: e for e in entries(real)}
    assert "Sở Tài chính" not in found["V.2"].names
    assert "Sở Tài chính" in found["V.2"].context
