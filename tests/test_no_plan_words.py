"""The code and the narrative build any plan: no word that belongs to this one stands in them.

The words are taken from the data, so a new plan in `data/` needs no change here.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from built import ROOT
from plan import Plan, load
from plan.vietnamese import squeeze

SUFFIXES = {".py", ".j2", ".html", ".md", ".css", ".js", ".xml"}


def own_words(plan: Plan) -> set[str]:
    """Names and numbers only this plan has: who, where, which paper, which page."""
    region = re.findall(r"(?:[A-ZĐÂĂÊÔƠƯ]\w*\s?)+$", plan.issuer)
    return {
        plan.number, plan.issuer, plan.place, plan.signer, Path(plan.source_file).stem, *(squeeze(name) for name in region),
        *(name for agency in plan.agencies for name in (agency.id, agency.name)),
        *(body.name for body in plan.bodies if body.kind == "collective"),
        *(area.slug for area in plan.task_areas), *(plan.provision(area.id).wording for area in plan.task_areas),
        *(plan.provision(area.id).short_title for area in plan.task_areas),
        *(document.id for document in plan.documents), *(document.entry.number or document.name for document in plan.documents),
        *(group.id for group in plan.groups),
        *(deadline.deadline.text for deadline in plan.deadlines),
    }  # fmt: skip


PLANS = {"real": ROOT / "data", "small": ROOT / "tests" / "plans" / "small"}
WORDS = sorted({(name, word) for name, folder in PLANS.items() for word in own_words(load(folder))})
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder in (ROOT / "hooks", ROOT / "docs")
    for path in sorted(folder.rglob("*"))
    if path.suffix in SUFFIXES
}


def test_the_words_are_those_of_the_plan(real: Plan) -> None:
    assert {real.number, real.place, real.agencies[0].name, real.documents[1].id} <= {word for _, word in WORDS}
    assert all(len(word) >= 4 for _, word in WORDS)


@pytest.mark.parametrize(("plan", "word"), WORDS)
def test_no_word_of_a_plan_in_code_or_narrative(plan: str, word: str) -> None:
    whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}" for name, text in TEXTS.items() for match in whole.finditer(text)
    ]
    assert found == []
