"""The thesaurus of the real plan: broad, said as people say it, leading to words that stand in the document."""

from __future__ import annotations

from plan import Plan
from plan.names import holds
from plan.search.syllables import fold_text


def test_it_is_broad(real: Plan) -> None:
    sayings = [said for entry in real.thesaurus for said in entry.say]
    assert len(real.thesaurus) >= 400
    assert len(sayings) >= 2000
    assert len({fold_text(said) for said in sayings}) == len(sayings)


def test_every_group_is_reached(real: Plan) -> None:
    """For each group of people some everyday words lead to a provision about it."""
    means = {words for entry in real.thesaurus for words in entry.mean}
    for group in real.groups:
        wordings = [p.text for p in real.provisions_for(group.id)]
        assert any(holds(text, means) for text in wordings), group.id


def test_every_agency_is_reached(real: Plan) -> None:
    means = {words.casefold() for entry in real.thesaurus for words in entry.mean}
    for agency in real.agencies:
        assert any(agency.name.casefold() in words or words in agency.name.casefold() for words in means), agency.id


def test_questions_are_told_apart(real: Plan) -> None:
    asks = {said: entry.asks for entry in real.thesaurus if entry.asks for said in entry.say}
    assert (asks["ai lo"], asks["bao giờ"], asks["ở đâu"], asks["làm sao"]) == ("ai", "khi nào", "ở đâu", "bỏ qua")
