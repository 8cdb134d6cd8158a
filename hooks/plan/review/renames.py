"""Entities that only bear another id now, as redirects say: told as one change, not as one lost and another found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..changes import PROVISION, Change, Key, Record, Value

_PAGES = {"co-quan": "agency", "van-ban": "document", "doi-tuong": "group"}
"""Folder of pages -> the kind of entity whose id is the next step of the address."""
_NAMING = frozenset({"who", "partners", "members", "agency", "groups", "documents", "provision", "duties", "to", "after"})
"""Keys that name entities by their ids."""


def renames(before: Mapping[Key, Record], after: Mapping[Key, Record]) -> dict[Key, Key]:
    """Entities that redirects tell of: the key before -> the key now."""
    found = {}
    for record in after.values():
        if record.kind == "redirect":
            old, new = _key(record.id), _key(str(record.value.get("new", "")))
            if old and new and old[0] == new[0] and old in before and old not in after and new in after:
                found[old] = new
    return found


def carried(before: Mapping[Key, Record], renamed: Mapping[Key, Key]) -> dict[Key, Record]:
    """The state before in the ids of today."""
    ids = {old: new for (_, old), (_, new) in renamed.items()}
    found = {}
    for key, record in before.items():
        kind, name = renamed.get(key, key)
        value = {field: _named(field, inner, ids) for field, inner in record.value.items()}
        owner = renamed.get(record.owner, record.owner) if record.owner else None
        found[kind, name] = replace(record, id=name, owner=owner, value=value)
    return found


def told(renamed: Mapping[Key, Key]) -> list[Change]:
    """One change for each."""
    return [
        Change(action="changed", kind=kind, id=new, owner=None, field="id", before=old, after=new)
        for (kind, old), (_, new) in renamed.items()
    ]


def _key(place: str) -> Key | None:
    """The entity an id or the address of a page stands for."""
    if "/" not in place:
        return (PROVISION, place) if place else None
    folder, name, *rest = place.split("/")
    return (_PAGES[folder], name) if folder in _PAGES and rest == [""] else None


def _named(field: str, value: Value, ids: Mapping[str, str]) -> Value:
    if isinstance(value, dict):
        return {key: _named(key, inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [_named(field, inner, ids) for inner in value]
    return ids.get(value, value) if field in _NAMING else value
