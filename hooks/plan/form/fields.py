"""From the model of the data to the fields of forms: one form a file, one field a key, told in the words of the model.

What only the printed document may say (the wording, the ids) is shown and locked. A key that names something of the plan
becomes a choice; which key names what is `_CHOICES`, the one thing here the model does not tell.
"""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..model import Plan
from ..schema import (
    FILES,
    FOLDERS,
    SINGLE,
    AgencyEntry,
    AmendmentEntry,
    ChangeEntry,
    Entry,
    Meanings,
    PlanEntry,
    ProvisionEntry,
    Rule,
    SourceText,
    TaskAreaEntry,
)

Field = dict[str, Any]
Option = dict[str, str]

_LOCKED: Mapping[type[Entry], tuple[str, ...]] = {
    ProvisionEntry: ("id", "text"), SourceText: ("file", "sha256"), PlanEntry: ("type", "issuer", "title"),
    TaskAreaEntry: ("slug",), AgencyEntry: ("id",), ChangeEntry: ("action", "after", "clause"),
    AmendmentEntry: ("id", "number", "type", "issuer", "date", "effective", "title"),
}  # fmt: skip
"""What no form may change."""
_FIXED = ("provisions", "changes")
"""Lists whose items stand in the printed document: none is added, taken away or moved."""
_ONE_LINE = 60
"""Words that may be no longer than this are typed on one line."""
_SHORT = ("id", "slug", "number", "type", "issuer", "short", "name", "term", "url", "icon", "light", "dark", "file", "sha256")
_SENTENCES = ("detail",)
"""Lists of texts that are more than a name each."""
_NAMING = ("id", "provision", "agency", "short", "short_title", "name", "term", "title", "text", "say", "why")
"""What tells an item of a list from the others, the best first."""
_LOCK_TOLD = "Không sửa ở đây: chỉ đổi khi chép khác bản gốc, và đổi trong tệp."


def collections(plan: Plan, present: frozenset[str]) -> list[Field]:
    """Groups of forms, in the order editors come to them."""
    forms = _Forms(plan)
    root = PurePosixPath(_file_of(plan, "plan")).parent
    singles = [forms.single(root / name, model) for name, model in FILES.items() if name in present]
    return [
        *({"name": name, "label": label, "files": files} for name, label, files in forms.folders() if files),
        {"name": "files", "label": "Tệp chung", "files": singles},
    ]


class _Forms:
    """The forms of one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.choices = _choices(plan)

    def folders(self) -> Iterator[tuple[str, str, list[Field]]]:
        """Folder, what it is called, and the form of each of its files."""
        plan = self.plan
        named = {
            "agencies": ("Cơ quan", [(agency.name, _file_of(plan, "agency", agency.id)) for agency in plan.agencies]),
            "task-areas": ("Nhiệm vụ", [(plan.area_name(area.id), _file_of(plan, "area", area.id)) for area in plan.task_areas]),
            "amendments": ("Văn bản sửa đổi", [(amendment.name, amendment.place.path) for amendment in plan.amendments]),
        }
        for name, model in FOLDERS.items():
            label, files = named.get(name, (name, []))
            yield name, label, [self._file(path, title, self.fields(model)) for title, path in files]

    def single(self, path: PurePosixPath, model: type[Entry]) -> Field:
        """A file that holds one entry, or a list of entries at its root."""
        label = _told(model)
        if path.name in SINGLE:
            return self._file(str(path), label, self.fields(model))
        entries = {
            "name": "entries", "label": label, "label_singular": "mục", "widget": "list", "root": True, "collapsed": True,
            "summary": _summary(model), "fields": self.fields(model),
        }  # fmt: skip
        return self._file(str(path), label, [entries])

    def _file(self, path: str, label: str, fields: list[Field]) -> Field:
        return {"name": PurePosixPath(path).stem, "label": label, "file": path, "format": path, "fields": fields}

    def fields(self, model: type[Entry]) -> list[Field]:
        locked = {key for kind, keys in _LOCKED.items() if issubclass(model, kind) for key in keys}
        return [self._field(key, info, key in locked) for key, info in model.model_fields.items()]

    def _field(self, key: str, info: FieldInfo, locked: bool) -> Field:
        told = info.description or ""
        label = info.title or key
        hint = f"{told} {_LOCK_TOLD}" if locked else "" if told == f"{label}." else told
        field = {"name": key, "label": label, **({"hint": hint} if hint else {}), "required": info.is_required()}
        return {**field, **self._shape(key, info), **({"readonly": True} if locked else {})}

    def _shape(self, key: str, info: FieldInfo) -> Field:
        """The kind of field, and what belongs to the kind."""
        wanted, marks = _unwrapped(info.annotation, info.metadata)
        if get_origin(wanted) is tuple:
            return self._list(key, *_unwrapped(get_args(wanted)[0]), info.title or key)
        if _is_entry(wanted):
            return {"widget": "object", "collapsed": True, "fields": self.fields(wanted)}
        return self._value(key, wanted, marks)

    def _list(self, key: str, item: Any, marks: tuple[Any, ...], label: str) -> Field:
        if _is_entry(item):
            fixed = dict.fromkeys(("allow_add", "allow_remove", "allow_reorder", "allow_duplicate"), False)
            return {
                "widget": "list", "collapsed": True, "summary": _summary(item), "label_singular": "mục",
                "fields": self.fields(item), **(fixed if key in _FIXED else {}),
            }  # fmt: skip
        if key in self.choices or get_origin(item) is Literal:
            return {**self._value(key, item, marks), "multiple": True}
        one = {"name": "item", "label": label, "widget": "text" if key in _SENTENCES else "string"}
        return {"widget": "list", "label_singular": "mục", "field": one}

    def _value(self, key: str, wanted: Any, marks: tuple[Any, ...]) -> Field:
        if key in self.choices:
            return {"widget": "select", "options": self.choices[key]}
        if get_origin(wanted) is Literal:
            return {"widget": "select", "options": [_option(_meaning(value, marks), value) for value in get_args(wanted)]}
        if wanted is int:
            return {"widget": "string", "pattern": [r"^\d+$", "Chỉ gồm chữ số"]}
        if wanted is datetime.date:
            return {"widget": "string", "pattern": [r"^\d{4}-\d{2}-\d{2}$", "Năm-tháng-ngày, ví dụ 2024-09-02"]}
        return {"widget": "string" if key in _SHORT or _length(marks) <= _ONE_LINE else "text"}


def _file_of(plan: Plan, kind: str, entity_id: str = "") -> str:
    place = plan.place_of(kind, entity_id)
    return place.path if place else ""


def _choices(plan: Plan) -> dict[str, list[Option]]:
    """Key -> what it may name. A choice of nothing is none: the key is then typed."""
    agencies = [_option(agency.name, agency.id) for agency in plan.agencies]
    parties = agencies + [_option(body.name, body.id) for body in plan.bodies]
    roles = [_option(role.id, role.id) for role in plan.site.roles]
    section = plan.task_section
    tasks = plan.within(section.id) if section else ()
    found = {
        "who": parties, "partners": parties, "agency": agencies, "members": agencies, "role": roles, "members_with_role": roles,
        "groups": [_option(group.name, group.id) for group in plan.groups],
        "documents": [_option(document.name, document.id) for document in plan.documents],
        "provision": [_option(f"{p.id}: {p.short_title or p.wording[:60]}", p.id) for p in tasks],
        "duties": [_option(f"{p.id}: {p.short_title}", p.id) for p in plan.responsibilities],
    }  # fmt: skip
    return {key: options for key, options in found.items() if options}


def _option(label: str, value: str) -> Option:
    return {"label": label, "value": value}


def _unwrapped(annotation: Any, metadata: Any = ()) -> tuple[Any, tuple[Any, ...]]:
    """The type below `Annotated` and `| None`, and all that is said of it on the way."""
    marks = [*metadata]
    while get_origin(annotation) in (Annotated, Union, types.UnionType):
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            marks += more
        else:
            annotation = next(kind for kind in get_args(annotation) if kind is not type(None))
    return annotation, tuple(marks)


def _length(marks: tuple[Any, ...]) -> int:
    """The longest text that is let through."""
    limits = [int(str(mark.shape["maxLength"])) for mark in marks if isinstance(mark, Rule) and "maxLength" in mark.shape]
    return min(limits, default=_ONE_LINE + 1)


def _meaning(value: str, marks: tuple[Any, ...]) -> str:
    """What a value of an enumeration means; one that is a word of the document is its own name."""
    told = next((mark.of.get(value, "") for mark in marks if isinstance(mark, Meanings)), "")
    return _begun(told) if told and value.isascii() else value


def _is_entry(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Entry)


def _told(model: type[Entry]) -> str:
    """What a file holds: the file's docstring without its name."""
    words = re.sub(r"^[\w./…-]+\.yml: (?:một )?", "", (model.__doc__ or "").strip().split("\n")[0])
    return _begun(words)


def _begun(sentence: str) -> str:
    words = re.split(r"[,;:.(]", sentence, maxsplit=1)[0].strip()
    return words[:1].upper() + words[1:]


def _summary(model: type[Entry]) -> str:
    """What a folded item shows: its id and the first of its names it may have."""
    keys = [key for key in _NAMING if key in model.model_fields]
    return " · ".join(f"{{{{{key}}}}}" for key in keys[:2])
