"""The schemas editors' tools read: kept as the model says, in Vietnamese, and of one mind with our own reading of the files."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from built import ROOT, SMALL
from mistakes import damage, read_case
from plan import canonical, file_schemas
from plan.folder import KEYS, read_folder
from plan.schema import FILES, FOLDERS, Meanings, kind_of
from plan.source import read
from test_checks import CASES
from test_data_readme import MODELS
from tidy import tidy

KEPT = ROOT / ".vscode" / "schemas"
NAMES = [*FILES, *FOLDERS]
SCHEMAS = {name: file_schemas.schema(name) for name in NAMES}
FILED = [(path, name) for data in (ROOT / "data", SMALL) for path, name in canonical.data_files(data)]


class Editor(yaml.SafeLoader):
    """Scalars as a tool of YAML 1.2 takes them: numbers, true and null; a date is a word."""

    yaml_implicit_resolvers: typing.ClassVar[dict[str, list]] = {}


for tag, pattern, first in (
    ("int", r"[-+]?[0-9]+", "-+0123456789"), ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"), ("null", "null|Null|NULL|~|", ["n", "N", "~", ""]),
):  # fmt: skip
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def typed(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8-sig"), Loader=Editor)


def refused(value: object, name: str) -> bool:
    return any(faults(value, name))


def faults(value: object, name: str) -> Iterator[str]:
    return (f"{list(error.absolute_path)}: {error.message}" for error in VALIDATORS[name].iter_errors(value))


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every shape inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from parts(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from parts(inner)


VALIDATORS = {
    name: jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    for name, schema in SCHEMAS.items()
}


# -- in step -------------------------------------------------------------------------------------------------------


def test_the_schemas_kept_are_those_of_the_model() -> None:
    """`make format` writes them."""
    assert {path.name: path.read_bytes() for path in KEPT.iterdir()} == file_schemas.schemas()


def test_format_writes_the_schemas_and_no_others(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / ".vscode" / "schemas"
    kept.mkdir(parents=True)
    (kept / "gone.schema.json").write_text("{}", "utf-8")
    (kept / "agency.schema.json").write_text("{}", "utf-8")
    assert tidy(folder, tmp_path) == 0
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == file_schemas.schemas()


@pytest.mark.parametrize(("path", "name"), FILED, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_a_file_leads_to_its_schema(path: Path, name: str) -> None:
    given = canonical.SCHEMA_LINE.fullmatch(path.read_text("utf-8").partition("\n")[0])
    assert given is not None
    assert KEPT / f"{kind_of(name)}.schema.json" == (path.parent / given["way"] / given["file"]).resolve()


def test_one_file_of_a_folder_has_a_name_of_its_own() -> None:
    kinds = [kind_of(name) for name in NAMES]
    assert {"plan", "agency", "task-area"} <= set(kinds)
    assert len(kinds) == len(set(kinds))
    assert not set(kinds) & set(FOLDERS)


def test_an_editor_is_offered_the_tool_and_leaves_the_form_to_us() -> None:
    assert json.loads((KEPT.parent / "extensions.json").read_text("utf-8")) == {"recommendations": ["redhat.vscode-yaml"]}
    assert json.loads((KEPT.parent / "settings.json").read_text("utf-8"))["yaml.format.enable"] is False


# -- what a tool shows ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == file_schemas.DRAFT


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_tells_how_dates_are_read(name: str) -> None:
    assert "YAML 1.2 (core schema)" in SCHEMAS[name]["$comment"]


def test_a_date_is_taken_as_told_and_only_so() -> None:
    """Read otherwise, an unquoted date has a type no schema can name."""
    path, name = next((path, name) for path, name in FILED if name == "site.yml")
    assert not refused(typed(path), name)
    assert [fault.split(":")[0] for fault in faults(yaml.safe_load(path.read_text("utf-8")), name)] == ["['notice', 'as_of']"]
    assert "YAML 1.2 (core schema)" in (ROOT / "data" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_key_and_every_shape_is_named_and_explained(name: str) -> None:
    """At the key itself: of what stands beside a `$ref` nothing is read."""
    shapes = [part for part in parts(SCHEMAS[name]) if "properties" in part and "additionalProperties" in part]
    assert shapes
    for shape in shapes:
        assert shape["additionalProperties"] is False
        for key in (shape, *shape["properties"].values()):
            assert key["title"][0].isupper()
            assert "_" not in key["title"]
            assert key["description"].endswith(".")
    assert [part for part in parts(SCHEMAS[name]) if "$ref" in part and len(part) > 1] == []


def test_a_key_is_called_what_the_model_calls_it() -> None:
    """Also where its value is an entry of its own."""
    seen = 0
    for name, model in ((name, FILES.get(name) or FOLDERS[name]) for name in NAMES):
        schema = SCHEMAS[name] if "properties" in SCHEMAS[name] else SCHEMAS[name]["definitions"][model.__name__]
        for key, field in model.model_fields.items():
            told = schema["properties"][key]
            assert (told["title"], told["description"]) == (field.title, field.description), (name, key)
            seen += "allOf" in told
    assert seen >= 6


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_an_enumeration_is_explained(name: str) -> None:
    for part in parts(SCHEMAS[name]):
        if "enum" in part and isinstance(part["enum"], list):
            assert len(part["enum"]) == len(part["enumDescriptions"])
            assert all(len(told) > 4 for told in part["enumDescriptions"])


@pytest.mark.parametrize("model", MODELS)
def test_an_enumeration_explains_what_the_model_takes(model: str) -> None:
    """The values told are those accepted, in the same order."""
    for key, field in MODELS[model].model_fields.items():
        for values, meanings in literals(field.annotation, field.metadata):
            assert list(values) == list(meanings), key


def literals(annotation: Any, metadata: Any = ()) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """Each enumeration in an annotation, with the meanings that stand beside it."""
    if typing.get_origin(annotation) is typing.Literal:
        yield typing.get_args(annotation), next((one.of for one in metadata if isinstance(one, Meanings)), {})
        return
    inner = getattr(annotation, "__metadata__", ())
    for part in typing.get_args(annotation):
        yield from literals(part, inner or metadata)


def test_patterns_are_patterns_of_javascript() -> None:
    r"""No construct that only Python knows; `\w` would leave out Vietnamese letters there."""
    patterns = {part["pattern"] for schema in SCHEMAS.values() for part in parts(schema) if isinstance(part.get("pattern"), str)}
    assert len(patterns) >= 6
    for pattern in patterns:
        assert not re.search(r"\(\?[^:]|\\[wAZ\"']", pattern), pattern


# -- of one mind with our own reading ------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "name"), FILED, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_a_sound_file_is_accepted(path: Path, name: str) -> None:
    """As a tool takes its scalars, and as we do: all of them words."""
    for value in (typed(path), yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)):
        assert list(faults(value, name)) == []


def compared(folder: Path) -> Iterator[tuple[str, bool, bool]]:
    """Each changed file the reader can make out: does its shape displease us, does it displease the schema."""
    told = {problem.path for problem in read_folder(folder, "data").problems}
    for path, name in canonical.data_files(folder):
        shown, sound = f"data/{path.relative_to(folder).as_posix()}", SMALL / path.relative_to(folder)
        if sound.is_file() and sound.read_bytes() == path.read_bytes():
            continue
        file, problems = read(path, shown, KEYS)
        if not problems and file.value is not None:
            yield shown, shown in told, refused(typed(path), name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_of_shape_is_refused_and_no_other(path: Path, folder: Path) -> None:
    damage(folder, path)
    for shown, ours, theirs in compared(folder) if folder.is_dir() else ():
        assert ours == theirs, shown


def test_enumerations_are_found() -> None:
    assert sum(1 for model in MODELS.values() for f in model.model_fields.values() for _ in literals(f.annotation, f.metadata)) >= 9


def test_the_cases_hold_mistakes_of_shape() -> None:
    words = ("khóa lạ", "thiếu khóa", "phải là", "không hợp lệ", "để trống", "tối đa")
    shaped = [path.stem for path in CASES if any(word in line for line in read_case(path)["report"] for word in words)]
    assert len(shaped) >= 25


WORDS = {
    "a number for a word": ("terms.yml", [{"id": "a", "term": 2030, "meaning": True}], False),
    "nothing for a word": ("terms.yml", [{"id": "a", "term": None, "meaning": "b"}], True),
    "blanks for a word": ("terms.yml", [{"id": "a", "term": "  ", "meaning": "b"}], True),
    "a list for a word": ("terms.yml", [{"id": "a", "term": ["x"], "meaning": "b"}], True),
    "Vietnamese letters in a saying": ("thesaurus.yml", [{"say": ["ở"], "mean": ["ơ"]}], False),
    "no letter in a saying": ("thesaurus.yml", [{"say": ["?"], "mean": ["ơ"]}], True),
    "no entry at all": ("thesaurus.yml", [], False),
    "an entry for a list": ("thesaurus.yml", {"say": ["a"]}, True),
}


@pytest.mark.parametrize(("name", "value", "is_refused"), WORDS.values(), ids=WORDS)
def test_words_that_look_like_something_else(name: str, value: object, is_refused: bool) -> None:
    assert is_refused == refused(value, name)
