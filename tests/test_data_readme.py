"""Every key an editor may write is explained in `data/README.md`, and no key is explained that does not exist."""

from __future__ import annotations

import re
import textwrap
import typing
from collections.abc import Iterator

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from built import ROOT
from plan import canonical, file_schemas
from plan.references import ROOTS
from plan.schema import FILES, FOLDERS, Entry, kind_of


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from models_in(part)


def every_model() -> dict[str, type[BaseModel]]:
    """The entries of all files and everything inside them."""
    found: dict[str, type[BaseModel]] = {}
    todo: list[type[BaseModel]] = [*FILES.values(), *FOLDERS.values()]
    while todo:
        model = todo.pop()
        if model.__name__ not in found:
            found[model.__name__] = model
            todo += [inner for field in model.model_fields.values() for inner in models_in(field.annotation)]
    return found


MODELS = every_model()
KEYS = sorted({(model.__name__, key) for model in MODELS.values() for key in model.model_fields})


@pytest.fixture(scope="module")
def readme() -> str:
    return (ROOT / "data" / "README.md").read_text("utf-8")


def last_shapes(model: type[BaseModel] = Entry) -> Iterator[type[BaseModel]]:
    """Shapes that no other extends: the rest are only what these have in common."""
    for inner in model.__subclasses__():
        yield from last_shapes(inner) if inner.__subclasses__() else (inner,)


def test_every_shape_is_used_by_some_file() -> None:
    assert {model.__name__ for model in last_shapes()} <= set(MODELS)


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_every_key_is_explained(model: str, key: str, readme: str) -> None:
    assert f"`{key}`" in readme


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_every_file_is_explained(name: str, readme: str) -> None:
    assert name in readme


@pytest.mark.parametrize(("model", "key"), KEYS)
def test_every_key_has_a_description_for_editors(model: str, key: str) -> None:
    assert (MODELS[model].model_fields[key].description or "").endswith(".")


def test_no_key_is_explained_that_does_not_exist(readme: str) -> None:
    """What begins a table row in backticks is a key, or the first word of an id outside the numbered body."""
    named = set(re.findall(r"^\| *`([a-z_0-9]+)`", readme, re.MULTILINE))
    assert named >= {"short_title", "supports"}
    assert set() == named - {key for _, key in KEYS} - set(ROOTS)


# -- guide, schema and files in step -------------------------------------------------------------------------------

GUIDE = (ROOT / "data" / "README.md").read_text("utf-8")
TABLES = [re.findall(r"^\| `([a-z_0-9]+)` \|", table, re.MULTILINE) for table in re.findall(r"^\| Khóa \|[^\n]*\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)]
EXAMPLES = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


def test_tables_and_examples_are_found() -> None:
    assert sum(map(len, TABLES)) >= 90
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize("keys", TABLES, ids=lambda keys: "-".join(keys[:3]))
def test_a_table_lists_keys_in_the_order_they_are_written(keys: list[str]) -> None:
    """The order of the shape they belong to, which is the order the files are kept in."""
    shapes = [[key for key in model.model_fields if key in keys] for model in MODELS.values()]
    assert keys in shapes


@pytest.mark.parametrize(("place", "text"), EXAMPLES, ids=[place for place, _ in EXAMPLES])
def test_an_example_is_one_a_schema_accepts_and_in_form(place: str, text: str) -> None:
    """An example may be a part of a file, or of an entry in it: what it lacks is not told."""
    name = place if place in FILES else place.partition("/")[0]
    whole = file_schemas.schema(name)
    shapes = [whole, *({**inner, "definitions": whole["definitions"]} for inner in whole["definitions"].values())]
    value = yaml.load(text, Loader=yaml.BaseLoader)
    faults = [[f.message for f in jsonschema.Draft7Validator(s).iter_errors(value) if f.validator != "required"] for s in shapes]
    assert [] in faults, faults[0]
    head = f"# yaml-language-server: $schema=../{kind_of(name)}.schema.json\n"
    assert canonical.findings((head + textwrap.dedent(text)).encode(), name) == []


def test_the_first_line_and_the_command_are_explained() -> None:
    for words in ("# yaml-language-server: $schema=…/agency.schema.json", "`make format`", "`make check`"):
        assert words in GUIDE
