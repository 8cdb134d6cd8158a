"""The tree the provisions form by their ids, and whether ids are what is printed: labels, numbers, kinds.

Knows how a provision was typed and where it hangs; what a provision says of others is not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import references
from .folder import Data, Located
from .source import Loc, Place, Problem, SourceFile
from .vietnamese import nearest, squeeze

PROVISION_FILES = ("plan.yml", "task-areas", "agencies")
"""Where provisions are written."""
DEPTH = 10
"""Steps of an id below its section; no plan comes near."""


@dataclass(slots=True)
class Row:
    """A provision as typed and where it stands in the tree."""

    entry: Any
    file: SourceFile
    loc: Loc
    area: str | None
    agency: str | None
    kind: references.Kind = "paragraph"
    label: str = ""
    number: str = ""
    parent: str | None = None
    is_heading: bool = False
    worded: tuple[SourceFile, Loc] | None = None
    """Where its wording was typed, when an amendment replaced it; all else stays in its own file."""
    doubtful: bool = False
    """An amendment of it could not be understood: what its wording is now, nobody can tell."""
    unsure: frozenset[str | int] = frozenset()
    """Its keys that may only seem to be missing."""
    official: str = ""
    """All of the official text, once the wording of this row was found to differ from it: what its links say may then be true
    although it does not show, and is looked at when the wording is mended."""

    def says(self, words: str) -> bool:
        """The words stand in the wording, or will when it is mended."""
        return words in self.entry.text or (bool(self.official) and words in self.official)

    def place(self, *more: str | int) -> Place:
        return self.file.place((*self.loc, *more))

    def word_place(self, number: int) -> Place:
        """The place of a word of the wording, from 0."""
        file, loc = self.worded or (self.file, self.loc)
        return file.word_place((*loc, "text"), number)


def read(data: Data) -> tuple[list[Row], list[Problem]]:
    """All provisions in document order, and what is wrong with their ids.

    Children follow their parent in the order written: plan.yml first, then the files of areas and agencies sorted by name.
    """
    problems: list[Problem] = []
    rows: dict[str, Row] = {}
    for row in _rows(data):
        if row.entry.id.count(".") > DEPTH:
            problems.append(row.place("id").problem(f"mã '{row.entry.id[:40]}…' sâu quá {DEPTH} tầng (gợi ý: kiểm tra lại mã)"))
            data.lost |= {"tree", *PROVISION_FILES}
            continue
        first = rows.get(row.entry.id)
        if first:
            problems.append(
                row.place("id").problem(f"mã '{row.entry.id}' đã dùng ở {first.place('id').at} (gợi ý: mỗi điều khoản một mã)")
            )
            continue
        rows[row.entry.id] = row
    children = settle(rows)
    if data.knows(*PROVISION_FILES):
        problems += _misplaced(rows)
    if problems:
        data.lost |= {"tree", *PROVISION_FILES}
    return list(_preorder(children, None)), problems


def settle(rows: dict[str, Row]) -> dict[str | None, list[Row]]:
    """Tell each row its place in the tree and the kind and label of its wording; the children of each parent."""
    for row in rows.values():
        head, _, tail = row.entry.id.rpartition(".")
        row.parent = head if head in rows else None
        label = references.label_of(row.entry.text)
        root = references.root_kind(row.entry.id, row.entry.text)
        row.kind = root or label.kind
        row.label = label.text if root in (None, "recipient") else ""
        row.number = tail or row.entry.id
    children: dict[str | None, list[Row]] = {}
    for row in rows.values():
        children.setdefault(row.parent, []).append(row)
    for row in rows.values():
        row.is_heading = bool(children.get(row.entry.id)) and row.kind in references.NUMBERED_KINDS
    return children


def typed(item: Located, key: str) -> Iterator[tuple[Any, int]]:
    """The entries of a list of provisions, each with where it was typed; an id typed twice takes its positions in turn."""
    positions: dict[str, list[int]] = {}
    raws = item.file.typed(key)
    for i, raw in enumerate(raws if isinstance(raws, list) else ()):
        if isinstance(raw, dict):
            positions.setdefault(squeeze(str(raw.get("id"))), []).append(i)
    for entry in getattr(item.entry, key):
        found = positions.get(entry.id, [0])
        yield entry, found.pop(0) if len(found) > 1 else found[0]


def numbering(data: Data, rows: list[Row]) -> list[Problem]:
    """Ids that are not the labels printed; of a wording that differs from its source, the label may be what is wrong."""
    siblings: dict[str | None, list[Row]] = {}
    for row in rows:
        siblings.setdefault(row.parent, []).append(row)
    true = [some for some in siblings.values() if not any(row.official for row in some)]
    return [problem for some in true for problem in _misnumbered(some, data.knows(*PROVISION_FILES))]


def _rows(data: Data) -> Iterator[Row]:
    for name in PROVISION_FILES:
        for item in data.all(name):
            first = item.entry.provisions[0].id
            for entry, at in typed(item, "provisions"):
                unsure = frozenset(loc[2] for loc in item.unsure if loc[:2] == ("provisions", at) and len(loc) > 2)
                yield Row(
                    entry, item.file, ("provisions", at),
                    area=first if name == "task-areas" else None,
                    agency=item.entry.id if name == "agencies" else None, unsure=unsure,
                )  # fmt: skip


def _preorder(children: dict[str | None, list[Row]], parent: str | None) -> Iterator[Row]:
    for row in children.get(parent, ()):
        yield row
        yield from _preorder(children, row.entry.id)


def _misplaced(rows: dict[str, Row]) -> Iterator[Problem]:
    """Every provision hangs under one that exists; a file holds one heading and what is under it."""
    for row in rows.values():
        head = row.entry.id.rpartition(".")[0]
        first = row.file.typed("provisions", 0) if row.area or row.agency else None
        own = str(first.get("id")) if isinstance(first, dict) else row.entry.id
        if row.entry.id != own and not row.entry.id.startswith(own + "."):
            yield row.place("id").problem(f"'{row.entry.id}' không thuộc '{own}' của tệp này (gợi ý: chuyển sang tệp của nó)")
        elif head and row.parent is None and head not in references.ROOTS:
            yield row.place("id").problem(
                f"mã '{row.entry.id}' không có điều khoản cha '{head}' (gợi ý: sửa mã hoặc thêm '{head}')"
            )
        elif not head and references.root_kind(row.entry.id, row.entry.text) is None and row.kind not in ("section", "article"):
            near = nearest(row.entry.id, list(references.ROOTS))
            yield row.place("id").problem(
                f"mã '{row.entry.id}' không đúng dạng" + (f" (gợi ý: '{near}'?)" if near else " (gợi ý: số La Mã của mục)")
            )


def _misnumbered(siblings: list[Row], complete: bool) -> Iterator[Problem]:
    """The last part of an id is the printed number or letter; bullets and unlabelled paragraphs (p1, p2 …) are counted."""
    counted: dict[str, int] = {}
    for row in siblings:
        if row.kind not in references.NUMBERED_KINDS and row.kind not in ("paragraph", "basis", "recipient"):
            continue
        if row.parent is None and (
            row.kind == "paragraph" or ("." in row.entry.id and row.entry.id.partition(".")[0] not in references.ROOTS)
        ):
            continue
        kind = "bullet" if row.kind == "subbullet" else row.kind
        counted[kind] = counted.get(kind, 0) + 1
        label = references.label_of(row.entry.text)
        if kind in ("bullet", "basis", "recipient"):
            expected = str(counted[kind])
        else:
            expected = f"p{counted[kind]}" if kind == "paragraph" else label.number
        if row.number != expected and (complete or kind not in ("bullet", "basis", "recipient", "paragraph")):
            head = row.entry.id.rpartition(".")[0]
            wanted = f"{head}.{expected}" if head else expected
            printed = f"nhãn '{label.text.strip()}'" if label.text else "vị trí"
            yield row.place("id").problem(f"mã '{row.entry.id}' không khớp {printed} của nó (gợi ý: '{wanted}')")
