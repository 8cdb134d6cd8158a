"""Revisions to steps: what counts as a change, and what old, broken or hostile states of the data do (nothing)."""

from __future__ import annotations

import pytest

from pasts import AGENCY, edited, history_of, long, now, told
from plan import Plan
from plan.changes import records
from plan.source import MAX_BYTES, parse

NOW = now()
LEAD = ("Hai việc của Sở bắt đầu", "Hai việc bắt đầu")


def seen(*states: dict[str, bytes], complete: bool = True) -> list[tuple[bool, set[tuple[str, str, str]]]]:
    """Of every step, oldest first, whether it is the first, and (action, id, key) of its changes."""
    steps = history_of(*states, complete=complete).steps
    return [(step.first, {(c.action, c.id, c.field) for c in step.changes}) for step in reversed(steps)]


def test_the_data_comes_and_changes() -> None:
    steps = told().steps
    assert [step.first for step in steps] == [False, False, True]
    assert [len(step.changes) for step in steps[:2]] == [1, 1]
    assert {change.action for change in steps[2].changes} == {"added"}


EDITED = edited(NOW, AGENCY, *LEAD)
CHANGED = (False, {("changed", "3.1.1", "lead")})
GONE = {path: content for path, content in NOW.items() if path != AGENCY}


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param([NOW, EDITED], [CHANGED], id="a change"),
        pytest.param([NOW, EDITED, NOW], [CHANGED, CHANGED], id="there and back"),
        pytest.param([NOW, {**NOW, AGENCY: NOW[AGENCY].replace(b"\n\n", b"\n# nothing\n\n\n")}], [], id="form only"),
        pytest.param([NOW, {**GONE, "agencies/9-moi.yml": NOW[AGENCY]}], [], id="a file renamed"),
        pytest.param([NOW, {**GONE, "agencies/9-moi.yml": EDITED[AGENCY]}], [CHANGED], id="renamed and changed"),
        pytest.param([NOW, {**NOW, AGENCY: b"id: ["}, EDITED], [CHANGED], id="broken in between"),
        pytest.param([NOW, {**NOW, AGENCY: b"\xff\xfe"}, EDITED], [CHANGED], id="no text in between"),
        pytest.param([NOW, {**NOW, AGENCY: b"- mot\n- hai\n"}, EDITED], [CHANGED], id="another shape in between"),
        pytest.param([NOW, {**NOW, AGENCY: b"#" * (MAX_BYTES + 1)}, EDITED], [CHANGED], id="too large in between"),
        pytest.param([NOW, {**NOW, "groups.yml": b"<<<<<<< HEAD\n" + NOW["groups.yml"]}, NOW], [], id="a merge left half done"),
        pytest.param([NOW, {**NOW, "la.yml": b"x: 1", "agencies/a/b.yml": b"id: x", "README.yml": b"id: y"}], [], id="other files"),
    ],
)
def test_what_counts(states: list[dict[str, bytes]], expected: list[object]) -> None:
    first, *later = seen(*states)
    assert first[0] is True
    assert later == expected


def test_a_history_cut_short_has_no_first_step() -> None:
    assert seen(NOW, EDITED, complete=False)[0][0] is False


def test_a_file_taken_away_takes_its_entities() -> None:
    _, (first, changes) = seen(NOW, GONE)
    assert not first
    assert {action for action, _, _ in changes} == {"removed"}
    assert {"3.1", "3.1.1.1", "so-duong-thuy"} <= {name for _, name, _ in changes}


def test_hidden_characters_of_old_states_are_left_out() -> None:
    """What could turn a line around, hide words or break XML."""
    hostile = edited(NOW, AGENCY, f"lead: {LEAD[0]} từ mùa nước nổi năm 2024.", 'lead: "Hai \\u202eviệc\\u0000 \\u200bcủa\\x1b Sở \\uffff"')
    [change] = history_of(NOW, hostile).steps[0].changes
    assert change.after == "Hai việc của Sở"


ODD = [
    "", "\n", "# chỉ chú thích\n", "[]", "- id: a\n  name: Một\n- id: b\n  name: Hai\n", "# đầu\n\n- id: a\n  name: Một\n\n# giữa\n- id: b\n",
    "- a\n- b\n", "- id: a\n- b\n", "id:\n- id: a\n- id: b\n", "- id: a\n---\n- id: b\n", "- id: a\n...\n", "---\n- id: a\n",
    '- id: "a\n- id: b"\n', "- id: a\n  name: |\n    - id: x\n    - id: y\n- id: b\n", "- - id: a\n- id: b\n", "[{id: a}, {id: b}]\n",
    "- id: a\n  id: b\n", "- &a\n  id: a\n- *a\n", "- id: a\n- id: [\n", "- id: a\n  name: >-\n    một\n\n    hai\n- id: b\n", "- \n- id: b\n", "- id: a\n x: 1\n",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_a_list_read_entry_by_entry_is_the_list(text: str) -> None:
    """Reading each entry by itself is only a way to be quick."""
    value = parse(text, "")[0].value
    entries = value if isinstance(value, list) and all(isinstance(entry, dict) for entry in value) else None
    found = records("groups.yml", text)
    if entries is None:
        assert found == (None if text.strip() else {})
    else:
        ids = [str(entry.get("id") or "") for entry in entries]
        assert found is not None
        assert [record.id for record in found.values()] == [i if ids.index(i) == n else f"{i} #2" for n, i in enumerate(ids)]
        names = [" ".join(entry["name"].split()) if isinstance(entry.get("name"), str) else None for entry in entries]
        assert [record.value.get("name") for record in found.values()] == names


def test_the_real_data_is_read_whole(small: Plan) -> None:
    assert {p.id for p in small.provisions} == {c.id for c in long(1).steps[0].changes if c.kind == "provision"}
