"""Hostile words in every field an editor may fill, found by walking the shapes of the data, so that a new field is not forgotten."""

from __future__ import annotations

import copy
import datetime
import hashlib
import itertools
import typing
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel

from built import ROOT, squeeze
from plan import examine
from plan.schema import FILES, FOLDERS, SINGLE, shape_in

CASES = ROOT / "tests" / "cases" / "hostile"
CANARY = "bi-mat-7f3a9c"
"""What stands outside the data, in a file and in the environment, and must come out nowhere."""
Way = tuple[str, ...]
"""A file or folder of the data, and the keys that lead to a field; lists are passed through."""
SAMPLES = {datetime.date: "2024-01-01", int: "1"}


def cases(name: str) -> dict[str, typing.Any]:
    """Text only, as typed."""
    found: dict[str, typing.Any] = yaml.load((CASES / f"{name}.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    return found


WORDS: dict[str, str] = cases("words")


def fields() -> list[Way]:
    """Every field there is."""
    return [(name, *way) for name, model in {**FILES, **FOLDERS}.items() for way in _ways(model)]


def _ways(model: type[BaseModel]) -> Iterator[Way]:
    for key, info in model.model_fields.items():
        inner = shape_in(info.annotation)
        for way in _ways(inner) if inner else [()]:
            yield (key, *way)


def model_of(name: str) -> type[BaseModel]:
    return {**FILES, **FOLDERS}[name]


def read(folder: Path) -> dict[Path, typing.Any]:
    return {path: yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader) for path in sorted(folder.rglob("*.yml"))}


def write(path: Path, value: object) -> None:
    """Every text on one line in double quotes, so that the words are the only thing strange about it."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, default_style='"', width=10**7, sort_keys=False), "utf-8")


def put(folder: Path, data: dict[Path, typing.Any], way: Way, words: str) -> Path:
    """Writes words into the first such field there is, made with all it needs if there is none yet."""
    name, *keys = way
    if name in FOLDERS:
        path = next((path for path in data if path.parent == folder / name), folder / name / "1-a.yml")
    else:
        path = folder / name
    value = data.setdefault(path, {} if name in FOLDERS or name in SINGLE else [])
    entries = [value] if isinstance(value, dict) else value
    if not entries:
        entries.append(_sample(model_of(name)))
    _set(next((entry for entry in entries if _reaches(entry, keys)), entries[0]), model_of(name), keys, words)
    return path


def _reaches(value: object, keys: typing.Sequence[str]) -> bool:
    if not keys:
        return True
    values = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict) and keys[0] in one and _reaches(one[keys[0]], keys[1:]) for one in values)


def _set(entry: dict[str, typing.Any], model: type[BaseModel], keys: typing.Sequence[str], words: str) -> None:
    key, *rest = keys
    annotation = model.model_fields[key].annotation
    inner, many = shape_in(annotation), "tuple" in str(annotation)
    if inner is None:
        entry[key] = [words] if many else words
        return
    if key not in entry:
        entry[key] = [_sample(inner)] if many else _sample(inner)
    values = entry[key] if many else [entry[key]]
    _set(next((value for value in values if _reaches(value, rest)), values[0]), inner, rest, words)


def _sample(model: type[BaseModel]) -> dict[str, typing.Any]:
    """The least an entry must have."""
    found = {}
    for key, info in model.model_fields.items():
        if info.is_required():
            inner = shape_in(info.annotation)
            one = _sample(inner) if inner else _word(info.annotation)
            found[key] = [one] if "tuple" in str(info.annotation) else one
    return found


def _word(annotation: object) -> str:
    literal = next((a for a in (annotation, *typing.get_args(annotation)) if typing.get_origin(a) is typing.Literal), None)
    return str(typing.get_args(literal)[0]) if literal else SAMPLES.get(annotation, "chu")  # type: ignore[call-overload]


def fill(folder: Path) -> dict[Way, str]:
    """The words in every field that takes them, in wordings and leads, and in what is told at an old address; which field got which."""
    left = itertools.cycle(WORDS.values())
    (folder / "published.txt").write_text("van-ban/cu/\n", "utf-8")
    write(folder / "redirects.yml", [{"old": "van-ban/cu/", "gone": "có", "why": "Vì sao"}])
    data, taken = read(folder), {}
    put_in_wordings(folder, data, left)
    for path, value in data.items():
        write(path, value)
    assert examine(folder)[1] == []
    words = next(left)
    for way in fields():
        if way[-1] == "text" and way[-2:-1] in (("provisions",), ("changes",)):
            continue
        tried = copy.deepcopy(data)
        path = put(folder, tried, way, words)
        before = path.read_bytes() if path.exists() else None
        write(path, tried[path])
        if not examine(folder)[1]:
            data, taken[way], words = tried, words, next(left)
        elif before is None:
            path.unlink()
        else:
            path.write_bytes(before)
    data[folder / "site.yml"]["notice"]["detail"] = [*WORDS.values()]
    for path, value in data.items():
        for provision in value.get("provisions", ()) if isinstance(value, dict) else ():
            provision |= {"lead": next(left), "short_title": next(left)}
        write(path, value)
    return taken


def put_in_wordings(folder: Path, data: dict[Path, typing.Any], words: Iterator[str]) -> int:
    """Appends words to wordings of provisions and to the same place of the source as received; how many."""
    head = data[folder / "plan.yml"]
    source = folder / head["source"]["file"]
    text, count = squeeze(source.read_text("utf-8").replace("|", " ")), 0
    for value in data.values():
        for provision in value.get("provisions", ()) if isinstance(value, dict) else ():
            wording = squeeze(provision["text"])
            if text.count(wording) == 1 and not provision["id"].startswith(("header", "title", "signature")) and len(wording) > 60:
                provision["text"] = f"{wording} {next(words)}"
                text = text.replace(wording, squeeze(provision["text"]))
                count += 1
    source.write_text(text, "utf-8")
    head["source"]["sha256"] = hashlib.sha256(source.read_bytes()).hexdigest()
    return count
