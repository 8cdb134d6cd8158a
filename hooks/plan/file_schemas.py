"""JSON Schemas of the data files, from the model: what an editor's tool completes, explains and checks while one types.

One schema for each kind of file, draft 07, with the few words beyond it that YAML editors read (`enumDescriptions`,
`errorMessage`, `patternErrorMessage`). It knows shapes only, as `schema` does: whether a reference resolves is told by
`make check`. Words may look like numbers to a tool and like words to us, so both are let through where we take words.

The files are kept in the repository although they are generated: a tool needs them before any command has run, in a
browser too. A test proves they are what the model says.
"""

from __future__ import annotations

import json
from typing import Any

from .schema import FILES, FOLDERS, is_list, kind_of

DRAFT = "http://json-schema.org/draft-07/schema#"
SUFFIX = ".schema.json"
"""How the name of a schema's file goes on after the kind of data file."""


def schemas() -> dict[str, bytes]:
    """Every schema file by its name: `agency.schema.json` for a file in `agencies`."""
    return {
        kind_of(name) + SUFFIX: (json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n").encode()
        for name in (*FILES, *FOLDERS)
    }


def schema(name: str) -> dict[str, Any]:
    """The schema of a file of `FILES`, or of each file in a folder of `FOLDERS`."""
    model = FILES.get(name) or FOLDERS[name]
    shape = model.model_json_schema(ref_template="#/definitions/{model}")
    inner = shape.pop("$defs", {})
    parts = {part: _told(one, inner) for part, one in inner.items()}
    entry = _told(shape, inner)
    if is_list(name):
        parts[model.__name__] = entry
        entry = {"title": f"Danh sách: {entry['title'][:1].lower()}{entry['title'][1:]}", "description": entry["description"],
                 "type": "array", "errorMessage": _MESSAGES["array"],
                 "items": {"$ref": f"#/definitions/{model.__name__}"}}  # fmt: skip
    return {"$schema": DRAFT, "$comment": _READING, **entry, "definitions": parts}


_READING = "Tệp đọc theo YAML 1.2 (core schema): ngày viết không nháy là chữ, không phải kiểu ngày."
"""For programs: a reader that makes dates of them (YAML 1.1) would find every date of the wrong type."""
_MESSAGES = {
    "array": "Phải là danh sách: mỗi dòng một '- …'.",
    "string": "Phải là chữ, không để trống.",
    "integer": "Phải là số nguyên.",
}
"""What a tool says to a value of another type; of mappings it says which key is missing or strange, so nothing here."""


def _told(shape: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """A shape as pydantic writes it, in the terms of those who type: a key left out is no `null`. `parts` are the shapes of
    entries inside it, by name."""
    told = dict(shape)
    if "anyOf" in told:
        (given,) = (one for one in told.pop("anyOf") if one != {"type": "null"})
        told = {**given, **told}
    if not told.get("default", True):
        del told["default"]
    if "const" in told:
        told.pop("const")
    kind = told.get("type")
    if kind in _MESSAGES:
        told["errorMessage"] = f"Chỉ nhận: {', '.join(told['enum'])}." if "enum" in told else _MESSAGES[kind]
    if kind == "string" and not {"enum", "format"} & told.keys():
        told["type"] = ["string", "number", "boolean"]
    elif kind == "integer":
        told |= {"type": ["integer", "string"], "pattern": "^[0-9]+$", "patternErrorMessage": _MESSAGES[kind]}
    if "properties" in told:
        told["properties"] = {key: _named(_told(inner, parts), parts) for key, inner in told["properties"].items()}
    if "items" in told:
        told["items"] = _told(told["items"], parts)
    return _in_order(told)


def _named(told: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """A key with a name and an explanation of its own. Beside a `$ref` draft 07 reads nothing, and pydantic leaves out what the
    shape it leads to says as well."""
    if "$ref" not in told:
        return told
    there = parts[told["$ref"].rpartition("/")[2]]
    own = {key: told.get(key, there[key]) for key in ("title", "description")}
    return {**own, "allOf": [{"$ref": told["$ref"]}]}


_ORDER = ("title", "description", "type", "enum", "enumDescriptions", "required", "properties")


def _in_order(shape: dict[str, Any]) -> dict[str, Any]:
    """For whoever reads a schema: what it is called first, then the rest in one order."""
    return {key: shape[key] for key in (*(k for k in _ORDER if k in shape), *sorted(shape.keys() - set(_ORDER)))}
