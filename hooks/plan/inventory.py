"""What others made and the site is built with, or made of: name, version, licence, reason.

Two texts say it: the lock tells which packages are installed, their versions, sums and who needs whom; a table written by
hand tells why each is there and under which licence, and what of others lies in the site itself. Neither may name a package
the other lacks. Knows neither where the texts lie nor what is installed: the same texts give the same inventory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .source import DataError, Place, Problem, SourceFile, parse

FORM = "quan-tri/"
"""Where the form editor stands, on the sites that have one."""
_PIN = re.compile(r"([a-z0-9][a-z0-9.-]*)==(\S+)")
_SUM = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r" +# +(?:via )?([a-z0-9][a-z0-9.-]*)")
_ASKED = re.compile(r" +# +(?:via )?\S+ \(pyproject\.toml\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package of Python the build installs."""

    name: str
    version: str
    licence: str
    """An SPDX expression."""
    why: str
    """Editorial."""
    sums: tuple[str, ...]
    """The sha256 of each file it may be installed from."""
    needed_by: tuple[str, ...]
    """Other packages."""
    direct: bool
    """Whether the project itself asks for it."""

    @property
    def purl(self) -> str:
        return purl("pypi", self.name, self.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A work of others that lies in the site."""

    id: str
    name: str
    version: str
    licence: str
    what: str
    """Editorial."""
    purl: str
    """Of the package it was taken from."""
    files: tuple[str, ...]
    """Site-relative addresses of the files it lies in; of what is drawn or written into many none is named."""
    text: str
    """Site-relative address of its licence."""

    @property
    def of_form(self) -> bool:
        """Whether only a site with a form editor holds it."""
        return any(file.startswith(FORM) for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All of it, packages by name, parts as written."""

    packages: tuple[Package, ...] = ()
    parts: tuple[Part, ...] = ()

    def shipped(self, form: bool) -> tuple[Part, ...]:
        """What lies in a site with or without a form editor."""
        return tuple(part for part in self.parts if form or not part.of_form)


def purl(registry: str, name: str, version: str) -> str:
    """The address of a package among all registries (package-url)."""
    return f"pkg:{registry}/{name.replace('@', '%40')}@{version}"


def inventory(lock: tuple[str, str], table: tuple[str, str], present: Callable[[str], bool]) -> Inventory:
    """From a lock and a table, each as text and what its problems call it; `present` tells whether the site has a file.
    `DataError` tells all that is wrong with them."""
    told, problems = parse(*table)
    shape = list(problems or _shape(told))
    if shape:
        raise DataError(shape)
    pins = dict(_pins(lock[0]))
    if not pins:
        raise DataError([Problem(lock[1], 1, 1, "không ghim gói nào (gợi ý: chạy 'make lock')")])
    problems = [*_at_odds(pins, told, lock[1]), *_unsound(told, pins, present)]
    if problems:
        raise DataError(problems)
    entries = _entries(told, "packages")
    packages = (
        Package(name=name, version=pin.version, sums=pin.sums, needed_by=pin.needed_by, direct=pin.direct, **entries[name])
        for name, pin in sorted(pins.items())
    )
    return Inventory(packages=tuple(packages), parts=tuple(_part(key, e, pins) for key, e in _entries(told, "shipped").items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pin:
    """A package as the lock has it."""

    version: str
    line: int
    sums: tuple[str, ...]
    needed_by: tuple[str, ...]
    direct: bool


def _pins(lock: str) -> Iterator[tuple[str, _Pin]]:
    lines = lock.split("\n")
    starts = [(number, found) for number, line in enumerate(lines) if (found := _PIN.match(line))]
    bounds = [*(number for number, _ in starts), len(lines)]
    for (start, pin), end in zip(starts, bounds[1:], strict=True):
        own = lines[start:end]
        needed = tuple(found[1] for line in own if (found := _VIA.fullmatch(line)) and found[1] != "via")
        sums = tuple(sorted(found[1] for line in own if (found := _SUM.search(line))))
        direct = any(map(_ASKED.fullmatch, own))
        yield pin[1], _Pin(version=pin[2], line=start + 1, sums=sums, needed_by=needed, direct=direct)


_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "packages": (frozenset({"licence", "why"}), frozenset()),
    "shipped": (frozenset({"name", "from", "licence", "what", "text"}), frozenset({"files"})),
}
"""Kind of entry -> the keys it has, and those it may have."""


def _shape(table: SourceFile) -> Iterator[Problem]:
    """Three mappings, and in two of them the keys that are read, each with a word."""
    whole = table.value if isinstance(table.value, dict) else {}
    for kind in (*_KEYS, "left_out"):
        if not isinstance(whole.get(kind), dict):
            yield Problem(table.path, 1, 1, f"thiếu phần '{kind}' (gợi ý: viết '{kind}:' rồi mỗi mục một dòng)")
    for kind, (must, may) in _KEYS.items():
        entries = whole.get(kind)
        for key, entry in entries.items() if isinstance(entries, dict) else ():
            keys = {k for k, v in entry.items() if v} if isinstance(entry, dict) else set()
            if not must <= keys <= must | may:
                yield table.place((kind, key), key=True).problem(f"mục '{key}' phải có đúng các khóa {', '.join(sorted(must))}")
            else:
                yield from _kinds(table, kind, key, entry)


def _kinds(table: SourceFile, kind: str, key: str, entry: Mapping[str, object]) -> Iterator[Problem]:
    """Every value is words, but for the list of files."""
    for name, value in entry.items():
        if name != "files" and not isinstance(value, str):
            yield table.place((kind, key, name)).problem(f"'{name}' phải là chữ")
        if name == "files" and not (isinstance(value, list) and all(isinstance(file, str) for file in value)):
            yield table.place((kind, key, name)).problem("'files' phải là danh sách (gợi ý: [tệp, tệp])")


def _entries(table: SourceFile, kind: str) -> dict[str, dict[str, Any]]:
    """The entries of a kind, in a table of the right shape."""
    whole: Any = table.value
    found: dict[str, dict[str, Any]] = whole[kind]
    return found


def _at_odds(pins: Mapping[str, _Pin], table: SourceFile, shown: str) -> Iterator[Problem]:
    """What only one of the two names, and what is both left out and there."""
    packages = _entries(table, "packages").keys()
    for name in sorted(pins.keys() - packages):
        place = Place(shown, pins[name].line, 1)
        yield place.problem(f"gói '{name}' chưa có lý do và giấy phép (gợi ý: thêm vào phần packages của {table.path})")
    for name in packages - pins.keys():
        place = table.place(("packages", name), key=True)
        yield place.problem(f"gói '{name}' không có trong {shown} (gợi ý: bỏ dòng này)")
    for name in _entries(table, "left_out").keys() & pins.keys():
        yield table.place(("left_out", name), key=True).problem(f"gói '{name}' vẫn có trong {shown} (gợi ý: chạy 'make lock')")


def _unsound(table: SourceFile, pins: Mapping[str, _Pin], present: Callable[[str], bool]) -> Iterator[Problem]:
    """Parts that come from nowhere known, or whose files are not there."""
    for key, entry in _entries(table, "shipped").items():
        match entry["from"].split():
            case ["pypi", name] if name in pins:
                pass
            case ["npm", _, _]:
                pass
            case _:
                at = table.place(("shipped", key, "from"))
                yield at.problem("nơi lấy không rõ (gợi ý: 'pypi TÊN' của một gói đã cài, hoặc 'npm TÊN PHIÊN-BẢN')")
        for file in [*entry.get("files", []), entry["text"]]:
            if not present(file):
                yield table.place(("shipped", key), key=True).problem(f"không có tệp '{file}'")


def _part(key: str, entry: Mapping[str, Any], pins: Mapping[str, _Pin]) -> Part:
    registry, name, *rest = entry["from"].split()
    version = rest[0] if rest else pins[name].version
    return Part(
        id=key, name=entry["name"], version=version, licence=entry["licence"], what=entry["what"], text=entry["text"],
        purl=purl(registry, name, version), files=tuple(entry.get("files", [])),
    )  # fmt: skip
