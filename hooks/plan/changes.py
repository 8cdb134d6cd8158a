"""What changed between two states of the data: entity by entity, key by key, never line by line.

Works on what was typed, not on a checked plan, so that an old state in an older form, or one that would not pass
today's checks, can still be compared. Says what changed; how that is told to people is `telling`'s affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from .schema import FILES, FOLDERS, KINDS, SINGLE, ChangeEntry, Entry, ResponsibilityEntry
from .source import MAX_BYTES, decode, parse
from .vietnamese import squeeze

Key = tuple[str, str]
"""Kind and id of an entity."""
Value = str | list["Value"] | dict[str, "Value"]

PROVISION = "provision"
AMENDMENT = "amendment"
MODIFICATION = "modification"
"""What an amendment does to one provision; its id is that of the provision, `@` and that of the amendment."""
ITEMS: dict[str, tuple[str, str]] = {
    "notes": ("quote", "text"),
    "supports": ("provision", "reason"),
    "deadlines": ("id", "text"),
    "timings": ("text", "meaning"),
    "binds": ("who", "why"),
    "successors": ("name", "name"),
    "doubtful": ("agency", "why"),
    "roles": ("id", "meaning"),
    "sources": ("title", "title"),
}
"""A list of entries inside an entity -> the key that tells one from another, and the one that says most."""


_WORDING = {PROVISION: ("", "text"), MODIFICATION: ("", "text", "action", "after"), AMENDMENT: ("effective",)}
"""Kinds of entities -> the keys on which the wording in force depends; an empty key is the entity itself."""


Action = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An entity as typed, white space folded."""

    kind: str
    id: str
    owner: Key | None
    """The agency or area in whose file it stands."""
    value: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing added, removed or changed."""

    action: Action
    kind: str
    id: str
    owner: Key | None
    field: str = ""
    """The key it stands under; empty when the entity itself came or went."""
    item: str = ""
    """Which entry of a list: the id of a partner or deadline, the words a note is about."""
    part: str = ""
    """The key inside the entry or group of keys."""
    before: str = ""
    after: str = ""

    @property
    def provision(self) -> str:
        """The id of the provision it is about; empty where it is about something else."""
        return self.id.partition("@")[0] if self.kind in (PROVISION, MODIFICATION) else ""

    @property
    def is_deed(self) -> bool:
        """What an amendment does, recorded for the first time."""
        return self.kind == MODIFICATION and self.action == "added" and not self.field

    @property
    def is_wording(self) -> bool:
        """The official wording in force differs, or may."""
        return self.field in _WORDING.get(self.kind, ())


def read(path: str, content: bytes) -> dict[Key, Record] | None:
    """The entities of the contents of a file, likewise; what no check would read is not read here either."""
    if len(content) > MAX_BYTES:
        return None
    text, problems = decode(content, path)
    return None if problems else records(path, text)


def records(path: str, text: str) -> dict[Key, Record] | None:
    """The entities of a data file (`path` from the data folder); `None` when it cannot be read, nothing for other files."""
    name = path.partition("/")[0]
    model = FILES.get(path) or (FOLDERS.get(name) if path.count("/") == 1 and path.endswith(".yml") else None)
    if model is None or name not in KINDS:
        return {}
    kind, key = KINDS[name]
    entries = [_plain(parse(text, path)[0].value)] if name in FOLDERS or path in SINGLE else _entries(text)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return None if text.strip() else {}
    found: dict[Key, Record] = {}
    for record in (r for entry in entries for r in _records(kind, key, model, entry)):
        known, number = record.id, 2
        while (record.kind, known) in found:  # words that ask the same, an id typed twice
            known, number = f"{record.id} #{number}", number + 1
        found[record.kind, known] = replace(record, id=known)
    return found


_ENTRY = re.compile(r"^- ", re.MULTILINE)
_PREAMBLE = re.compile(r"(?:[ ]*(?:#.*)?\n)*")
_DOCUMENT = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)


def _entries(text: str) -> Value:
    """The entries of a list. What a long list consists of hardly changes from state to state, so each entry is read by
    itself and once; a text that is not simply one entry under the other is read as a whole."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    if starts and _PREAMBLE.fullmatch(text[: starts[0]]) and not _DOCUMENT.search(text):
        found = [_entry(text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
        if all(entry is not None for entry in found):
            return [entry for entry in found if entry is not None]
    return _plain(parse(text, "")[0].value)


@lru_cache(maxsize=20_000)
def _entry(text: str) -> Value | None:
    """The one entry of a piece of a list; `None` when it is not just that."""
    file, _ = parse(text, "")
    value = file.value
    return _plain(value[0]) if isinstance(value, list) and len(value) == 1 else None


def _records(kind: str, key: str, model: type[Entry], entry: Value) -> Iterator[Record]:
    assert isinstance(entry, dict)
    inside = _inside(entry, "changes" if kind == AMENDMENT else "provisions")
    named = str(inside[0].get("id", "")) if kind == "area" and inside else _text(entry.get(key) or entry.get("asks") or "")
    owner = (kind, named)
    yield Record(kind=kind, id=named, owner=None, value=_known(entry, model, "provisions", "changes", "id"))
    for item in inside:
        name = str(item.get("id", ""))
        if kind == AMENDMENT:
            yield Record(kind=MODIFICATION, id=f"{name}@{named}", owner=owner, value=_known(item, ChangeEntry, "id"))
        else:
            held = owner if kind in ("area", "agency") else None
            yield Record(kind=PROVISION, id=name, owner=held, value=_known(item, ResponsibilityEntry, "id"))


def _inside(entry: Mapping[str, Value], key: str) -> list[dict[str, Value]]:
    items = entry.get(key)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _known(entry: Mapping[str, Value], model: type[Entry], *without: str) -> dict[str, Value]:
    """The keys that still mean something, in the model's order."""
    return {key: entry[key] for key in model.model_fields if key in entry and key not in without}


def _plain(value: object) -> Value:
    """Values as text that can be shown anywhere: empty ones, hidden and control characters are left out."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items() if inner not in (None, "", [], {})}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    text = squeeze(str(value or ""))
    return text if text.isprintable() else squeeze("".join(filter(str.isprintable, text)))


def compare(before: Mapping[Key, Record], after: Mapping[Key, Record]) -> tuple[Change, ...]:
    """Every change from one state to the other, in the order of `after`; what was removed comes last."""
    return tuple(change for key in dict.fromkeys((*after, *before)) for change in _entity(before.get(key), after.get(key)))


def _entity(old: Record | None, new: Record | None) -> Iterator[Change]:
    record = new or old
    assert record is not None
    base = Change(action="changed", kind=record.kind, id=record.id, owner=record.owner)
    if old is None or new is None:
        said = _text(record.value.get("text") or record.value.get("say") or "")
        yield replace(base, action="removed", before=said) if new is None else replace(base, action="added", after=said)
        return
    for field in dict.fromkeys((*new.value, *old.value)):
        yield from _field(replace(base, field=field), old.value.get(field), new.value.get(field))


def _field(base: Change, old: Value | None, new: Value | None) -> Iterator[Change]:
    """The changes of one key; `base` says whose."""
    if old == new:
        return
    if isinstance(old, list) or isinstance(new, list):
        yield from _list(base, old if isinstance(old, list) else [], new if isinstance(new, list) else [])
    elif isinstance(old, dict) or isinstance(new, dict):
        olds, news = old if isinstance(old, dict) else {}, new if isinstance(new, dict) else {}
        for key in dict.fromkeys((*news, *olds)):
            yield from _field(replace(base, part=f"{base.part}.{key}".lstrip(".")), olds.get(key), news.get(key))
    else:
        action: Action = "added" if old is None else "removed" if new is None else "changed"
        yield replace(base, action=action, before=_text(old or ""), after=_text(new or ""))


def _list(base: Change, old: list[Value], new: list[Value]) -> Iterator[Change]:
    """Entries that came, went or changed; those with the same words under their telling key are the same entry."""
    gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
    if not gone and not come:
        yield replace(base, before=_text(old), after=_text(new))
        return
    pairs = [(x, next((y for y in come if _item(base, x) == _item(base, y)), None)) for x in gone]
    left = [y for y in come if all(y is not other for _, other in pairs)]
    for x, same in pairs:
        y = same
        if y is None and (found := next((other for other in left if _nameless(base, x) and _nameless(base, other)), None)):
            y = found
            left.remove(found)
        one = replace(base, item=_item(base, y if y is not None else x))
        if isinstance(x, dict) and isinstance(y, dict):
            for key in dict.fromkeys((*y, *x)):
                yield from _field(replace(one, part=f"{one.part}.{key}".lstrip(".")), x.get(key), y.get(key))
        else:
            yield replace(one, action="removed", before=_said(base, x))
    for y in left:
        yield replace(base, action="added", item=_item(base, y), after=_said(base, y))


def _list_name(base: Change) -> str:
    return base.part.rpartition(".")[2] or base.field


def _item(base: Change, entry: Value) -> str:
    if not isinstance(entry, dict):
        return _text(entry)
    key, main = ITEMS.get(_list_name(base), ("id", "text"))
    return _text(entry.get(key) or entry.get(main) or "")


def _nameless(base: Change, entry: Value) -> bool:
    """An entry that nothing tells from its neighbours: a note about no words in particular."""
    return isinstance(entry, dict) and ITEMS.get(_list_name(base), ("id",))[0] not in entry


def _said(base: Change, entry: Value) -> str:
    """What an entry says, in one text; a bare word is its own name and says no more."""
    if not isinstance(entry, dict):
        return ""
    return _text(entry.get(ITEMS.get(_list_name(base), ("id", "text"))[1], ""))


def _text(value: Value) -> str:
    if isinstance(value, dict):
        return "; ".join(_text(inner) for inner in value.values())
    return ", ".join(_text(inner) for inner in value) if isinstance(value, list) else value
