"""A data folder many times over: areas, agencies with their duties, the documents, groups and collectives these name.

Every copy has ids, names and numbers of its own, and binds, cites and supports its own kind; some supports lead to the next
copy, so that nothing can be told by looking at one copy alone. What a plan has once (head, rules, terms) stays once. To a
wording of a copy a sentence is added that no other copy has, lest a hundred copies weigh in a packed file like one.

`large.enlarge` makes a plan to search in, with few and long items; here every kind of page grows as the plan does.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from bench.large import Speaker
from plan import Plan, load
from plan.names import pattern
from plan.vietnamese import slug

ADDED = 9
"""Syllables of the sentence that only one copy has."""
Entry = dict[str, Any]


def repeat(like: Path, times: int, folder: Path) -> Path:
    """The plan in `like`, its tasks, duties and what they name `times` over, as a sound data folder without a ledger."""
    plan = load(like)
    shutil.copytree(like, folder, ignore=shutil.ignore_patterns("*.yml", "source", "published.txt", "README.md"))
    for name in ("site.yml", "terms.yml", "abbreviations.yml", "thesaurus.yml"):
        if (like / name).is_file():
            shutil.copy(like / name, folder)
    copies = [Copy(plan, number) for number in range(1, times + 1)]
    speak = Speaker(plan, times)
    files: list[Entry] = []
    for kind in ("task-areas", "agencies"):
        typed = [_read(path) for path in sorted((like / kind).glob("*.yml"))]
        found = [_worded(_told(file, copy, copies[copy.number % times]), copy.number, plan, speak) for copy in copies for file in typed]
        (folder / kind).mkdir(exist_ok=True)
        for at, file in enumerate(found):
            _dump(folder / kind / f"{at:05}.yml", file)
        files += found
    for name, copied in (("documents.yml", _cited(plan)), ("bodies.yml", _collectives(plan)), ("groups.yml", {g.id for g in plan.groups})):
        if (like / name).is_file():
            rows = _read(like / name)
            _dump(folder / name, [copy.told(row) for copy in copies for row in rows if copy.number == 1 or row["id"] in copied])
    _write_head(like, folder, plan, files)
    return folder


class Copy:
    """One of the copies; says anything of the plan as it is called there. The first is called as in the plan."""

    def __init__(self, plan: Plan, number: int) -> None:
        self.number = number
        cited, collectives = _cited(plan), _collectives(plan)
        documents = [d.entry for d in plan.documents if d.id in cited]
        own = [p for p in plan.provisions if p.area or p.agency]
        self._ids = {agency.id for agency in plan.agencies} | {group.id for group in plan.groups} | cited | collectives
        self._ids |= {area.slug for area in plan.task_areas} | {due.id for p in own for due in p.deadlines}
        self._ids |= {timing.weekly.id for p in own for timing in p.timings if timing.weekly}
        self._symbols = {d.id: d.number for d in documents if d.number}
        names = [name for a in plan.agencies for name in (a.name, *a.short_names)]
        names += [name for body in plan.bodies if body.id in collectives for name in (body.name, *body.also)]
        names += [name for d in documents for name in d.aliases]
        self._beside = {area.id: len(plan.task_areas) for area in plan.task_areas}
        self._beside |= {agency.provision: len(plan.agencies) for agency in plan.agencies}
        longest_first = sorted(names, key=len, reverse=True)
        kinds = {
            "symbol": rf"(?<![\w/-])(?:{'|'.join(map(re.escape, self._symbols.values()))})(?![\w/-])",
            "place": rf"(?<![\w.])(?:{'|'.join(map(re.escape, sorted(self._beside, key=len, reverse=True)))})(?!\w)",
            "name": "|".join(pattern(name, "agency") for name in longest_first),
        }
        self._called = re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in kinds.items()))

    def told(self, value: Any) -> Any:
        """The same with every name, id and number as the copy calls it."""
        if self.number == 1:
            return value
        if isinstance(value, dict):
            return {key: self.told(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.told(item) for item in value]
        return self._said(value) if isinstance(value, str) else value

    def is_once(self, provision: str) -> bool:
        """A provision that all copies share."""
        return not self._called.match(provision)

    def _said(self, text: str) -> str:
        if text in self._symbols:
            return slug(self._numbered(self._symbols[text]))
        return f"{text}-{self.number}" if text in self._ids else self._called.sub(self._other, text)

    def _other(self, match: re.Match[str]) -> str:
        kinds: dict[str, Callable[[str], str]] = {"symbol": self._numbered, "place": self._placed, "name": lambda name: f"{name} {self.number}"}
        return kinds[str(match.lastgroup)](match[0])

    def _numbered(self, symbol: str) -> str:
        return re.sub(r"^\d+", lambda digits: f"{digits[0]}{self.number:03}", symbol)

    def _placed(self, first: str) -> str:
        above, _, number = first.rpartition(".")
        return f"{above}.{int(number) + self._beside[first] * (self.number - 1)}"


def _cited(plan: Plan) -> set[str]:
    """Documents that areas or agencies name, and nothing else does."""
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for p in plan.provisions:
        named[bool(p.area or p.agency)] |= {m.target for m in plan.find_mentions(p.text) if m.kind == "document"} | set(p.documents)
    return named[True] - named[False]


def _collectives(plan: Plan) -> set[str]:
    return {body.id for body in plan.bodies if body.members}


def _told(file: Entry, copy: Copy, other: Copy) -> Entry:
    """A file of a copy; the last support of each duty leads to another copy's task. What carries out every task of the plan at
    once, one agency does."""
    told = copy.told(deepcopy(file))
    for row, like in zip(told["provisions"], file["provisions"], strict=True):
        if row.get("supports"):
            row["supports"][-1] |= other.told({key: like["supports"][-1][key] for key in ("provision", "there")})
            whole = [link for link in row["supports"] if copy.number > 1 and copy.is_once(link["provision"])]
            row["supports"] = [link for link in row["supports"] if link not in whole]
    return told  # type: ignore[no-any-return]


def _worded(file: Entry, number: int, plan: Plan, speak: Speaker) -> Entry:
    """The heading bears the number of its place; what it holds says something of its own, and is named by it."""
    heading, *rest = file["provisions"]
    heading["text"] = re.sub(r"^\d+", heading["id"].rpartition(".")[2], heading["text"])
    for provision in rest:
        provision["text"] += f" {_sentence(plan, speak)}"
    if number > 1:
        heading["short_title"] = f"{heading['short_title']} {number}".removesuffix(f" {number} {number}")
    return file


def _sentence(plan: Plan, speak: Speaker) -> str:
    """Words that name nobody."""
    while True:
        found = speak.sentence(ADDED)
        if not plan.find_mentions(found) and not re.search(r"[\d“”:;()]", found):
            return f"{found.strip(' ,.')}."


def _write_head(like: Path, folder: Path, plan: Plan, files: Iterable[Entry]) -> None:
    """The provisions a plan has once, and the text of all of them in the order of the document."""
    head = _read(like / "plan.yml")
    once = [p for p in plan.provisions if not p.area and not p.agency]
    under: dict[str, list[str]] = {}
    for file in files:
        first = file["provisions"][0]["id"]
        under.setdefault(first.rpartition(".")[0], []).extend(row["text"] for row in file["provisions"])
    text = "\n".join(words for p in once for words in (p.text, *under.get(p.id, ())))
    (folder / "source").mkdir()
    (folder / "source" / "text.txt").write_text(text, "utf-8")
    head["source"] = {"file": "source/text.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    _dump(folder / "plan.yml", head)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _dump(path: Path, content: object) -> None:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(yaml.dump(content, Dumper=dumper, allow_unicode=True, sort_keys=False, width=100), "utf-8")
