"""`tai-ve/….pdf`: the whole text as one tagged PDF (PDF/UA-1, A4) in the form of official papers, set by Typst.

The wording goes to the typesetter as data and is never read as its markup. The form is in `printed.typ`; here is what stands
where. A character no font has stands as an empty frame that bears it as its alternative text, since PDF/UA allows no other
way. The same plan and fonts give the same bytes.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import typst

from ...model import Plan, Provision, Repealed
from ...paper import Branch, contents, deed, ending, entry, letterhead, of_kind, parts, repeal, runs
from ...references import UNBROKEN
from .about import about, address

_TEMPLATE = Path(__file__).with_name("printed.typ")
_SHOWN = "characters.txt"
"""Beside the fonts: the characters they have."""

Piece = str | dict[str, str]
"""Letters, letters a line must not break inside (`whole`), or a character the fonts lack (`lacking`)."""
Block = dict[str, object]


def document(plan: Plan, faces: Path, site_url: str = "") -> bytes:
    """The whole text; `faces` is the folder of the fonts, whose file of characters says what they can show."""
    told = json.dumps(_told(plan, _Writer(plan, _shown(faces)), site_url), ensure_ascii=False)
    midnight = datetime.datetime.combine(plan.date, datetime.time(), datetime.UTC)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces)])
    made = typst.compile(
        _TEMPLATE.read_bytes(), format="pdf", sys_inputs={"plan": told}, font_paths=fonts,
        pdf_standards="ua-1", timestamp=int(midnight.timestamp()),
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


@cache
def _shown(faces: Path) -> frozenset[str]:
    return frozenset((faces / _SHOWN).read_text(encoding="utf-8"))


def _told(plan: Plan, writer: _Writer, site_url: str) -> Block:
    """Everything the template shows, in its place."""
    head = letterhead(plan)
    titles = of_kind(plan, "title")
    above = 1 if titles else 0
    places = ("left", "right", "left foot", "right foot")
    (front, numbered, back), last = parts(plan), ending(plan)
    return {
        "name": plan.name,
        "title": f"{plan.name}: {plan.title}",
        "author": plan.issuer,
        "date": [plan.date.year, plan.date.month, plan.date.day],
        "about": [writer.pieces(sentence) for sentence in about(plan, site_url)],
        "running": writer.pieces(" · ".join(filter(None, (plan.name, "bản đọc, không thay văn bản đã ký", address(site_url))))),
        "head": [[writer.line(p) for at, p in head if at == place] for place in places],
        "titles": [writer.pieces(p.text) for p in titles],
        "body": writer.blocks(plan, (*front, *numbered), above),
        "ending": {
            "entry": {"level": above + 1, "words": last} if last else None,
            "rows": writer.blocks(plan, back, above),
        },
        "recipients": [writer.line(p) for p in of_kind(plan, "recipients", "recipient")],
        "signature": [writer.line(p) for p in of_kind(plan, "signature")],
    }


class _Writer:
    """Turns words into what the template shows."""

    def __init__(self, plan: Plan, shown: frozenset[str]) -> None:
        self._entries = {p.id for section, items in contents(plan) for p in (section, *items)}
        self._whole = re.compile(rf"(?:{UNBROKEN.pattern})|{re.escape(plan.place)}", UNBROKEN.flags)
        self._lacking = re.compile(f"[^{re.escape(''.join(sorted(shown)))}]")

    def pieces(self, text: str) -> list[Piece]:
        return list(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[Piece]:
        at = 0
        for match in self._whole.finditer(text):
            yield from self._letters(text[at : match.start()])
            yield from self._letters(match[0]) if self._lacking.search(match[0]) else ({"whole": match[0]},)
            at = match.end()
        yield from self._letters(text[at:])

    def _letters(self, text: str) -> Iterator[Piece]:
        at = 0
        for match in self._lacking.finditer(text):
            yield from filter(None, (text[at : match.start()],))
            yield {"lacking": match[0]}
            at = match.end()
        yield from filter(None, (text[at:],))

    def line(self, provision: Provision) -> Block:
        return {"kind": provision.kind, "label": self.pieces(provision.label.strip()), "words": self.pieces(provision.text)}

    def blocks(self, plan: Plan, branches: Iterable[Branch | Repealed], above: int) -> list[Block]:
        """Headings, paragraphs, lists of what bears a label, and what is repealed; `above` headings stand over them all."""
        found: list[Block] = []
        for listed, group in runs(branches):
            made = [self._block(plan, branch, above, listed=listed) for branch in group]
            deep = isinstance(group[0], Branch) and group[0].provision.kind in ("bullet", "subbullet")
            found += [{"kind": "list", "deep": deep, "items": made}] if listed else made
        return found

    def _block(self, plan: Plan, branch: Branch | Repealed, above: int, *, listed: bool) -> Block:
        if isinstance(branch, Repealed):
            return {"kind": "gone", "notes": [self.pieces(str(repeal(plan, branch)))]}
        p = branch.provision
        return {
            "kind": "heading" if branch.level else "paragraph",
            "level": branch.level + above if branch.level else 0,
            "entry": self._entry(plan, p, above),
            "label": self.pieces(p.label.strip()),
            "words": self.pieces(p.wording if listed else p.text),
            "notes": [self.pieces(str(deed(change))) for change in reversed(plan.changes_of(p.id))],
            "under": self.blocks(plan, branch.under, above),
        }

    def _entry(self, plan: Plan, p: Provision, above: int) -> Block | None:
        """The bookmark of what the list of contents names though it is no heading; a heading is one by itself."""
        if p.is_heading or p.id not in self._entries:
            return None
        return {"level": above + 1 + sum(1 for each in plan.ancestors(p) if each.is_heading), "words": entry(p)}
