"""A data folder read and shaped: which files there must be, and every entry in them of the right form.

A fault in one key does not hide the rest: the entry is kept without it, so that later checks still see what is
sound. Translates the shape library's errors into the editor's language, at the editor's line.
"""

from __future__ import annotations

import copy
import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .schema import FILES, FOLDERS, OPTIONAL, SINGLE, Entry, shape_in
from .source import READING, SHAPE, Loc, Place, Problem, SourceFile, read
from .vietnamese import nearest


@dataclass(slots=True)
class Located:
    """An entry as typed, with the file and the place it was typed at."""

    entry: typing.Any
    file: SourceFile
    loc: Loc = ()
    unsure: set[Loc] = field(default_factory=set)
    """Keys of it that were told faulty, or are what an unknown key was meant for: that they are missing says nothing."""

    def place(self, *more: str | int) -> Place:
        return self.file.place((*self.loc, *more))

    @property
    def keys(self) -> frozenset[str]:
        """The keys typed of it, sound or not."""
        found = self.file.typed(*self.loc)
        return frozenset(found) if isinstance(found, dict) else frozenset()


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
        data.problems.append(Problem(shown, 1, 1, "không có thư mục dữ liệu này (gợi ý: kiểm tra PLAN_DATA)", READING))
        data.lost |= {*FILES, *FOLDERS}
        return data
    _read_files(data, folder, shown)
    for stranger in _strangers(folder, shown):
        data.problems.append(stranger)
        data.lost |= {name for name in FOLDERS if stranger.path.startswith(f"{shown}/{name}/")}  # it may hold what seems missing
    data.problems = [problem if problem.stage == READING else replace(problem, stage=SHAPE) for problem in data.problems]
    return data


def _read_files(data: Data, folder: Path, shown: str) -> None:
    for name in FILES:
        path = folder / name
        if name in OPTIONAL and not path.exists():
            continue
        if not path.is_file():
            data.lose(name, Problem(f"{shown}/{name}", 1, 1, "thiếu tệp này (gợi ý: xem data/README.md)", READING))
        else:
            _read_file(data, path, name)
    for name in FOLDERS:
        if name not in OPTIONAL or (folder / name).exists():
            _read_inner(data, folder / name, name)


def _read_inner(data: Data, folder: Path, name: str) -> None:
    if folder.is_symlink():  # told of where strangers are
        data.lose(name)
        return
    if not folder.is_dir():
        data.lose(name, Problem(f"{data.shown}/{name}", 1, 1, "thiếu thư mục này (gợi ý: xem data/README.md)"))
        return
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix == ".yml" and not path.name.startswith("."):
            _read_file(data, path, name)


def _keys(model: type[BaseModel]) -> Iterator[str]:
    """Every key of a shape and of the shapes inside it."""
    for name, info in model.model_fields.items():
        yield name
        inner = shape_in(info.annotation)
        if inner:
            yield from _keys(inner)


KEYS = frozenset(key for model in (*FILES.values(), *FOLDERS.values()) for key in _keys(model))
"""Every key an editor may write."""
LEDGER = "published.txt"
"""Every id and address ever published, one a line: what `permanence` holds the data to."""
_WELCOME = {"README.md", "source", LEDGER, *FILES, *FOLDERS}


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
        for path in sorted((folder / name).iterdir()) if _holds_files(folder / name) else ():
            if path.is_symlink():
                yield Problem(
                    f"{shown}/{name}/{path.name}", 1, 1, "liên kết tượng trưng không được dùng (gợi ý: chép tệp thật vào)"
                )
            elif (path.suffix != ".yml" or not path.is_file()) and not path.name.startswith("."):
                yield Problem(
                    f"{shown}/{name}/{path.name}", 1, 1, "tệp lạ, không được đọc (gợi ý: tên tệp phải kết thúc bằng .yml)"
                )


def _holds_files(folder: Path) -> bool:
    """It is a folder of the data: what a link leads to is nobody's to list."""
    return folder.is_dir() and not folder.is_symlink()


def _read_file(data: Data, path: Path, name: str) -> None:
    if path.is_symlink():
        return
    file, problems = read(path, f"{data.shown}/{path.relative_to(data.root).as_posix()}", KEYS)
    if file.value is not None:
        data.problems += problems
    else:
        if problems:
            data.lose(name, *(replace(problem, stage=READING) for problem in problems))
        elif name in FOLDERS or name in SINGLE or not any(line.strip() for line in file.lines):
            hint = "xem data/README.md" if name in FOLDERS or name in SINGLE else "viết [] nếu chưa có mục nào"
            data.lose(name, Problem(file.path, 1, 1, f"tệp trống (gợi ý: {hint})", READING))
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
            _shape(data, name, model, Located(None, file, loc), value, {(told.line, told.column) for told in problems})
        else:
            data.lose(name, file.place(loc).problem("chỗ này phải gồm các dòng 'khóa: giá trị' (gợi ý: xem các mục bên cạnh)"))


def _shape(
    data: Data, name: str, model: type[Entry], located: Located, value: dict[str, object], known: set[tuple[int, int]]
) -> None:
    """Validate an entry; told faults are cut out and the rest is tried again. `known` are places told of by the reader."""
    value = copy.deepcopy(value)
    lines = {line for line, _ in known}
    cut: set[Loc] = set()
    for _ in range(4):
        try:
            located.entry = model.model_validate(value)
            data.entries.setdefault(name, []).append(located)
            return
        except ValidationError as error:
            details = error.errors(include_url=False)
            located.unsure |= {_meant(detail, model) for detail in details if detail["type"] != "missing"}
            fresh = [detail for detail in details if detail["loc"] not in cut and not _follows(detail, details, located.unsure)]
            told = [_explain(detail, model, located.file, located.loc) for detail in fresh]
            told = [problem for problem in told if (problem.line, problem.column) not in known]
            data.problems += [one for one in told if not (one.line in lines and re.search("trống|lồng nhau", one.message))]
            cut |= {detail["loc"][:n] for detail in details for n in (1, 3)}
            gone, kept = _cut(value, details)
            if gone:
                data.lost.add(name)
            if not kept:
                break
    data.lost.add(name)


def _meant(detail: ErrorDetails, model: type[Entry]) -> Loc:
    """The key a fault is about: the known one that an unknown one was probably meant for."""
    loc = tuple(detail["loc"])
    near = nearest(str(loc[-1]), _keys_at(model, loc[:-1])) if detail["type"] == "extra_forbidden" else None
    return (*loc[:-1], near) if near else loc


def _follows(detail: ErrorDetails, details: list[ErrorDetails], unsure: set[Loc]) -> bool:
    """A list found too short only because of a fault told inside it; a key missing because it was misspelt."""
    loc = detail["loc"]
    if detail["type"] == "missing":
        return loc in unsure
    return detail["type"] == "too_short" and any(other["loc"][: len(loc)] == loc and other is not detail for other in details)


def _cut(value: dict[str, object], details: list[ErrorDetails]) -> tuple[bool, bool]:
    """Take the faulty values out: a key, or the whole list it stands in, or the provision that lacks what it cannot do without.
    Whether a provision went, and whether the entry can still be kept."""
    listed = "provisions" if "provisions" in value else "changes"
    needed = ("id", "text") if listed == "provisions" else ("id", "text", "action", "clause")
    provisions = value.get(listed)
    bad: set[int] = set()
    kept = True
    for detail in details:
        loc = detail["loc"]
        if loc[:1] == (listed,) and len(loc) > 1 and isinstance(loc[1], int) and isinstance(provisions, list):
            deep = loc[:-1] if detail["type"] == "missing" else loc
            if len(deep) == 2 or deep[2] in needed:
                bad.add(loc[1])
            else:
                provisions[loc[1]].pop(str(deep[2]), None)
        elif detail["type"] == "missing" and len(loc) == 1:
            kept = False
        elif not (loc == (listed,) and provisions):
            value.pop(str(loc[0]), None)
    if bad and isinstance(provisions, list):
        value[listed] = [provision for i, provision in enumerate(provisions) if i not in bad]
    return bool(bad), kept and value.get(listed) != []


def _explain(detail: ErrorDetails, model: type[Entry], file: SourceFile, loc: Loc) -> Problem:
    """One pydantic error in the editor's language, at its place."""
    kind, inner, given = detail["type"], tuple(detail["loc"]), detail.get("input")
    at, key = (*loc, *inner), str(inner[-1]) if inner else ""
    named = next((str(step) for step in reversed(inner) if isinstance(step, str)), "")
    if kind == "extra_forbidden":
        keys = _keys_at(model, inner[:-1])
        near = nearest(key, keys)
        hint = f"'{near}'?" if near else f"các khóa ở đây là {', '.join(keys)}" if keys else "xem các khóa ở data/README.md"
        kin = "" if near else f"khóa lạ, {hint}"  # words foreign to the same entries are one mistake, misspelt keys are several
        return file.place(at, key=True).problem(f"khóa lạ '{key}' (gợi ý: {hint})", kin=kin)
    if kind == "missing":
        return file.place(at[:-1]).problem(f"thiếu khóa '{key}' (gợi ý: thêm '{key}: …')")
    if given == "" or given is None:
        hint = "viết nội dung" if _required(model, inner) else "viết nội dung hoặc bỏ cả khóa"
        return file.place(at).problem(f"'{named}' để trống (gợi ý: {hint})")
    context = detail.get("ctx", {})
    messages = {
        "told": str(detail["msg"]),
        "string_type": _no_text(given, file.place(at), file),
        "tuple_type": f"phải là danh sách (gợi ý: {_listed(model, inner)})",
        "model_type": "phải gồm các dòng 'khóa: giá trị' (gợi ý: xuống dòng rồi thụt vào)",
        "model_attributes_type": "phải gồm các dòng 'khóa: giá trị' (gợi ý: xuống dòng rồi thụt vào)",
        "int_parsing": f"phải là số nguyên, không phải '{given}' (gợi ý: chỉ viết chữ số, ví dụ 12)",
        "int_type": "phải là số nguyên (gợi ý: chỉ viết chữ số, ví dụ 12)",
        "greater_than_equal": f"'{given}' nhỏ quá (gợi ý: ít nhất {context.get('ge')})",
        "less_than_equal": f"'{given}' lớn quá (gợi ý: nhiều nhất {context.get('le')})",
        "too_short": "danh sách để trống (gợi ý: thêm ít nhất một mục)",
    }
    if kind == "literal_error":
        allowed = [word.strip("'") for word in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
        near = nearest(str(given), allowed)
        hint = f"'{near}'?" if near else "chọn một"
        told = f"'{given}' không hợp lệ; chỉ nhận: {', '.join(allowed)} (gợi ý: {hint})"
    else:
        told = messages.get(kind, "giá trị không hợp lệ (gợi ý: xem data/README.md)")
    return file.place(at).problem(f"'{named}': {told}" if named else told)


def _listed(model: type[BaseModel], loc: Loc) -> str:
    """How a list is written here: of entries or of plain values."""
    keys = _keys_at(model, loc)
    return f"mỗi mục bắt đầu bằng '- ', ví dụ '- {keys[0]}: …'" if keys else "viết [giá-trị] hoặc mỗi dòng một '- giá-trị'"


def _no_text(given: object, place: Place, file: SourceFile) -> str:
    """A list or keys where a text belongs; often the text only begins with a bracket."""
    what = "danh sách" if isinstance(given, list) else "các khóa lồng nhau"
    line = file.lines[place.line - 1] if place.line <= len(file.lines) else ""
    in_brackets = line[place.column - 1 : place.column] in ("[", "{")
    hint = "bỏ ngoặc, hoặc đặt cả giá trị trong dấu nháy" if in_brackets else "viết một dòng chữ"
    return f"phải là chữ, không phải {what} (gợi ý: {hint})"


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys known at a way into a model."""
    found = _model_at(model, loc)
    return list(found.model_fields) if found else []


def _required(model: type[BaseModel], loc: Loc) -> bool:
    """The key a way leads to cannot be left out."""
    found = _model_at(model, loc[:-1])
    field = found.model_fields.get(str(loc[-1])) if found else None
    return field is not None and field.is_required()


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            inner = shape_in(model.model_fields[step].annotation)
            if inner is None:
                return None
            model = inner
    return model
