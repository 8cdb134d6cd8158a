"""A data folder read and shaped: which files there must be, and every entry in them of the right form.

A fault in one key does not hide the rest: the entry is kept without it, so that later checks still see what is
sound. Translates the shape library's errors into the editor's language, at the editor's line.
"""

from __future__ import annotations

import copy
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .schema import FILES, FOLDERS, OPTIONAL, SINGLE, Entry, shape_in
from .source import Loc, Place, Problem, SourceFile, read
from .vietnamese import nearest


@dataclass(slots=True)
class Located:
    """An entry as typed, with the file and the place it was typed at."""

    entry: typing.Any
    file: SourceFile
    loc: Loc = ()

    def place(self, *more: str | int) -> Place:
        return self.file.place((*self.loc, *more))


@dataclass(slots=True)
class Data:
    """Every entry of a data folder that has the right shape, file by file in sorted order.

    `lost` names the files and folders of which something could not be read: what seems to be missing there may
    not be missing at all, so checks that need all of it ask `knows` first.
    """

    root: Path
    shown: str
    """How problems call the folder."""
    entries: dict[str, list[Located]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def one(self, name: str) -> Located | None:
        return next(iter(self.entries.get(name, ())), None)

    def all(self, name: str) -> list[Located]:
        return self.entries.get(name, [])

    def knows(self, *names: str) -> bool:
        """Nothing of these files and folders was lost."""
        return self.lost.isdisjoint(names)

    def lose(self, name: str, *problems: Problem) -> None:
        """Problems that cost something of a file or folder."""
        self.problems += problems
        self.lost.add(name)


def read_folder(folder: Path, shown: str) -> Data:
    """Every file of a data folder, read and shaped; problems call the folder `shown`."""
    data = Data(folder, shown)
    if not folder.is_dir():
        data.problems.append(Problem(shown, 1, 1, "không có thư mục dữ liệu này (gợi ý: kiểm tra PLAN_DATA)"))
        data.lost |= {*FILES, *FOLDERS}
        return data
    for name in FILES:
        path = folder / name
        if name in OPTIONAL and not path.exists():
            continue
        if not path.is_file():
            data.lose(name, Problem(f"{shown}/{name}", 1, 1, "thiếu tệp này (gợi ý: xem data/README.md)"))
        else:
            _read_file(data, path, name)
    for name in FOLDERS:
        if not (folder / name).is_dir():
            data.lose(name, Problem(f"{shown}/{name}", 1, 1, "thiếu thư mục này (gợi ý: xem data/README.md)"))
            continue
        for path in sorted((folder / name).iterdir()):
            if path.is_file() and path.suffix == ".yml" and not path.name.startswith("."):
                _read_file(data, path, name)
    for stranger in _strangers(folder, shown):
        data.problems.append(stranger)
        data.lost |= {name for name in FOLDERS if stranger.path.startswith(f"{shown}/{name}/")}  # it may hold what seems missing
    return data


def _keys(model: type[BaseModel]) -> Iterator[str]:
    """Every key of a shape and of the shapes inside it."""
    for name, info in model.model_fields.items():
        yield name
        inner = shape_in(info.annotation)
        if inner:
            yield from _keys(inner)


KEYS = frozenset(key for model in (*FILES.values(), *FOLDERS.values()) for key in _keys(model))
"""Every key an editor may write."""
_WELCOME = {"README.md", "source", *FILES, *FOLDERS}


def _strangers(folder: Path, shown: str) -> Iterator[Problem]:
    """Files nobody reads: an editor would wait in vain for them to show."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            yield Problem(f"{shown}/{path.name}", 1, 1, "liên kết tượng trưng không được dùng (gợi ý: chép tệp thật vào)")
        elif path.name not in _WELCOME and not path.name.startswith("."):
            near = nearest(path.name, sorted(_WELCOME))
            yield Problem(
                f"{shown}/{path.name}",
                1,
                1,
                "tệp lạ, không được đọc" + (f" (gợi ý: '{near}'?)" if near else " (gợi ý: xóa hoặc đổi tên)"),
            )
    for name in FOLDERS:
        for path in sorted((folder / name).iterdir()) if (folder / name).is_dir() else ():
            if path.is_symlink():
                yield Problem(
                    f"{shown}/{name}/{path.name}", 1, 1, "liên kết tượng trưng không được dùng (gợi ý: chép tệp thật vào)"
                )
            elif (path.suffix != ".yml" or not path.is_file()) and not path.name.startswith("."):
                yield Problem(
                    f"{shown}/{name}/{path.name}", 1, 1, "tệp lạ, không được đọc (gợi ý: tên tệp phải kết thúc bằng .yml)"
                )


def _read_file(data: Data, path: Path, name: str) -> None:
    if path.is_symlink():
        return
    file, problems = read(path, f"{data.shown}/{path.relative_to(data.root).as_posix()}", KEYS)
    data.problems += problems
    if file.value is None:
        if problems:
            data.lost.add(name)
        elif name in FOLDERS or name in SINGLE or not any(line.strip() for line in file.lines):
            hint = "xem data/README.md" if name in FOLDERS or name in SINGLE else "viết [] nếu chưa có mục nào"
            data.lose(name, Problem(file.path, 1, 1, f"tệp trống (gợi ý: {hint})"))
        return
    model = FILES.get(name) or FOLDERS[name]
    if name in FOLDERS or name in SINGLE:
        found: list[tuple[Loc, object]] = [((), file.value)]
    elif isinstance(file.value, list):
        found = [((i,), value) for i, value in enumerate(file.value)]
    else:
        data.lose(name, file.place(()).problem("tệp này phải là một danh sách (gợi ý: mỗi mục bắt đầu bằng '- ')"))
        return
    for loc, value in found:
        if isinstance(value, dict):
            _shape(data, name, model, Located(None, file, loc), value)
        else:
            data.lose(name, file.place(loc).problem("chỗ này phải gồm các dòng 'khóa: giá trị'"))


def _shape(data: Data, name: str, model: type[Entry], located: Located, value: dict[str, object]) -> None:
    """Validate an entry; told faults are cut out and the rest is tried again."""
    value = copy.deepcopy(value)
    known = {(problem.line, problem.column) for problem in data.problems if problem.path == located.file.path}
    lines = {line for line, _ in known}
    cut: set[Loc] = set()
    for _ in range(4):
        try:
            located.entry = model.model_validate(value)
            data.entries.setdefault(name, []).append(located)
            return
        except ValidationError as error:
            details = error.errors(include_url=False)
            fresh = [detail for detail in details if detail["loc"] not in cut and not _follows(detail, details)]
            told = [_explain(detail, model, located.file, located.loc) for detail in fresh]
            told = [problem for problem in told if (problem.line, problem.column) not in known]
            data.problems += [problem for problem in told if not (problem.line in lines and "trống" in problem.message)]
            cut |= {detail["loc"][:n] for detail in details for n in (1, 3)}
            gone, kept = _cut(value, details)
            if gone:
                data.lost.add(name)
            if not kept:
                break
    data.lost.add(name)


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """A list found too short only because of a fault told inside it."""
    loc = detail["loc"]
    return detail["type"] == "too_short" and any(other["loc"][: len(loc)] == loc and other is not detail for other in details)


def _cut(value: dict[str, object], details: list[ErrorDetails]) -> tuple[bool, bool]:
    """Take the faulty values out: a key, or the whole list it stands in, or the provision that lacks its id or text.
    Whether a provision went, and whether the entry can still be kept."""
    provisions = value.get("provisions")
    bad: set[int] = set()
    kept = True
    for detail in details:
        loc = detail["loc"]
        if loc[:1] == ("provisions",) and len(loc) > 1 and isinstance(loc[1], int) and isinstance(provisions, list):
            deep = loc[:-1] if detail["type"] == "missing" else loc
            if len(deep) == 2 or deep[2] in ("id", "text"):
                bad.add(loc[1])
            else:
                provisions[loc[1]].pop(str(deep[2]), None)
        elif detail["type"] == "missing" and len(loc) == 1:
            kept = False
        elif not (loc == ("provisions",) and provisions):
            value.pop(str(loc[0]), None)
    if bad and isinstance(provisions, list):
        value["provisions"] = [provision for i, provision in enumerate(provisions) if i not in bad]
    return bool(bad), kept and value.get("provisions") != []


def _explain(detail: ErrorDetails, model: type[Entry], file: SourceFile, loc: Loc) -> Problem:
    """One pydantic error in the editor's language, at its place."""
    kind, inner, given = detail["type"], tuple(detail["loc"]), detail.get("input")
    at, key = (*loc, *inner), str(inner[-1]) if inner else ""
    named = next((str(step) for step in reversed(inner) if isinstance(step, str)), "")
    if kind == "extra_forbidden":
        near = nearest(key, _keys_at(model, inner[:-1]))
        hint = f"gợi ý: '{near}'?" if near else "gợi ý: xem các khóa ở data/README.md"
        return file.place(at, key=True).problem(f"khóa lạ '{key}' ({hint})")
    if kind == "missing":
        return file.place(at[:-1]).problem(f"thiếu khóa '{key}' (gợi ý: thêm '{key}: …')")
    if given == "" or given is None:
        return file.place(at).problem(f"'{named}' để trống (gợi ý: viết nội dung hoặc bỏ cả khóa)")
    context = detail.get("ctx", {})
    messages = {
        "told": str(detail["msg"]),
        "string_type": f"phải là chữ, không phải {'danh sách' if isinstance(given, list) else 'các khóa lồng nhau'}",
        "tuple_type": "phải là danh sách (gợi ý: viết [giá-trị] hoặc mỗi dòng một '- giá-trị')",
        "model_type": "phải gồm các dòng 'khóa: giá trị' thụt vào bên dưới",
        "model_attributes_type": "phải gồm các dòng 'khóa: giá trị' thụt vào bên dưới",
        "int_parsing": f"phải là số nguyên, không phải '{given}'",
        "int_type": "phải là số nguyên",
        "greater_than_equal": f"'{given}' nhỏ quá, ít nhất {context.get('ge')}",
        "less_than_equal": f"'{given}' lớn quá, nhiều nhất {context.get('le')}",
        "too_short": "danh sách để trống (gợi ý: thêm ít nhất một mục)",
    }
    if kind == "literal_error":
        allowed = [word.strip("'") for word in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
        near = nearest(str(given), allowed)
        told = f"'{given}' không hợp lệ; chỉ nhận: {', '.join(allowed)}" + (f" (gợi ý: '{near}'?)" if near else "")
    else:
        told = messages.get(kind, "giá trị không hợp lệ (gợi ý: xem data/README.md)")
    return file.place(at).problem(f"'{named}': {told}" if named else told)


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys known at a way into a model."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            inner = shape_in(model.model_fields[step].annotation)
            if inner is None:
                return []
            model = inner
    return list(model.model_fields)
