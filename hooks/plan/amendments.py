"""What later official documents made of the wording: the rows as signed become the rows in force, state by state.

Amendments are applied in the order in which they take effect. Every state is kept, nothing of an earlier one is touched.
There is no clock here: what takes effect in the future counts as applied.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from . import references
from .folder import Data, Located
from .schema import ChangeEntry
from .source import Loc, Place, Problem
from .tree import DEPTH, PROVISION_FILES, Row, settle, typed
from .vietnamese import nearest, short_date

_ALLOWED = {"replaced": ("action", "id", "text", "clause"), "repealed": ("action", "id", "clause", "to")}
_HINTS = {
    "text": "bãi bỏ thì không có lời mới, bỏ khóa này",
    "after": "chỉ điều khoản bổ sung mới cần khóa này",
    "to": "chỉ điều khoản bị bãi bỏ mới cần khóa này",
}


@dataclass(slots=True)
class Step:
    """One change as it was applied."""

    item: Located
    """The amending document."""
    at: int
    """Position of the change in its list."""
    entry: ChangeEntry
    before: Row | None
    after: Row | None

    def place(self, *more: str | int) -> Place:
        return self.item.place("changes", self.at, *more)


@dataclass(slots=True)
class State:
    """The rows as they stood from a date on, and the documents that made them so."""

    date: datetime.date | None
    """None where the plan does not say when it was signed."""
    items: list[Located]
    rows: list[Row]


@dataclass(slots=True)
class History:
    """Every state, first the one signed; every change applied; and what was repealed where it stood."""

    states: list[State]
    steps: list[Step] = field(default_factory=list)
    gone: dict[str, Step] = field(default_factory=dict)
    """Id of a provision -> the change that repealed it, itself or with one it lay in."""
    ever: dict[str, Row] = field(default_factory=dict)
    """Every row there ever was, in document order, each as it stood last."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def order(self) -> list[Row]:
        return [*self.ever.values()]

    @property
    def rows(self) -> list[Row]:
        """The wording in force."""
        return self.states[-1].rows

    @property
    def earlier(self) -> list[Row]:
        """Rows of the states before the last."""
        return [row for state in self.states[:-1] for row in state.rows]

    def told(self) -> Mapping[str, str]:
        """Why a repealed id can no longer be named, and what to name instead."""
        return {named: _repealed_by(step, self._instead(step)) for named, step in self.gone.items()}

    def heir(self, step: Step) -> str | None:
        """What now stands for what was repealed, however often that was handed on."""
        to, seen = step.entry.to, {step.entry.id}
        while to in self.gone and self.gone[to].entry.id not in seen:
            seen.add(self.gone[to].entry.id)
            to = self.gone[to].entry.to
        return to if to in self.ever and to not in self.gone else None

    def _instead(self, step: Step) -> str:
        heir = self.heir(step)
        return f"'{heir}'" if heir else "bỏ chỗ nhắc tới nó"


def apply(data: Data, rows: list[Row], signed: datetime.date | None) -> History:
    """Every state of the wording that begins as `rows` on the day it was `signed`."""
    if not data.knows("amendments"):  # of no wording can be told what it is now
        rows = [replace(row, doubtful=True) for row in rows]
    history = History([State(signed, [], rows)], ever={row.entry.id: row for row in rows})
    items = ordered(data)
    for item in items:
        history.problems += _dates(item, signed)
    for effective, found in groupby(items, key=lambda item: item.entry.effective):
        together, touched = list(found), dict[str, Place]()
        for item in together:
            for entry, at in typed(item, "changes"):
                history.problems += _apply(data, history, Step(item, at, entry, None, None), touched)
        standing = {name: replace(row) for name, row in history.ever.items() if name not in history.gone}
        settle(standing)
        history.states.append(State(effective, together, list(standing.values())))
    history.problems += _successors(data, history)
    return history


def ordered(data: Data) -> list[Located]:
    """The amending documents in the order in which they take effect."""
    return sorted(data.all("amendments"), key=lambda item: (item.entry.effective, item.entry.date, item.entry.number))


def _dates(item: Located, signed: datetime.date | None) -> Iterator[Problem]:
    """A document amends what was signed before it, and not before it was signed itself."""
    entry = item.entry
    if entry.effective < entry.date:
        yield item.place("effective").problem(
            f"hiệu lực từ {short_date(entry.effective)}, trước ngày ban hành {short_date(entry.date)} (gợi ý: sửa một ngày)"
        )
    if signed and (entry.date < signed or entry.effective <= signed):
        key = "date" if entry.date < signed else "effective"
        yield item.place(key).problem(
            f"văn bản được sửa đổi ban hành {short_date(signed)}, ngày ở đây phải sau ngày ấy (gợi ý: xem lại ngày)"
        )


def _apply(data: Data, history: History, step: Step, touched: dict[str, Place]) -> Iterator[Problem]:
    """Carry one change out, or tell why it cannot be."""
    entry = step.entry
    problems = [*_form(step), *_conflict(step, touched)]
    if not problems:
        act = {"replaced": _replace, "inserted": _insert, "repealed": _repeal}[entry.action]
        problems = list(act(data, history, step, history.ever, touched))
    touched.setdefault(entry.id, step.place("id"))
    if not problems and (step.before or step.after):
        history.steps.append(step)
    elif problems:
        data.lost.add("amendments")  # others may name what this would have made or taken away
        if entry.id in history.ever:
            history.ever[entry.id] = replace(history.ever[entry.id], doubtful=True)
    yield from problems


def _form(step: Step) -> Iterator[Problem]:
    """Each action has its own keys."""
    entry = step.entry
    allowed = _ALLOWED.get(entry.action)
    if entry.action != "repealed" and not entry.text:
        yield step.place().problem("thiếu khóa 'text' (gợi ý: chép lời mới, cả nhãn)")
    for key in entry.model_fields_set - {*(allowed or ())} if allowed else {"to"} & entry.model_fields_set:
        hint = _HINTS.get(key, f"viết ở mục '{entry.id}' trong tệp của nó" if entry.action == "replaced" else "bỏ khóa này")
        yield step.place(key).problem(f"'{key}' không dùng với action: {entry.action} (gợi ý: {hint})")


def _conflict(step: Step, touched: dict[str, Place]) -> Iterator[Problem]:
    """One day makes one change to a provision: of two nobody could tell which comes first."""
    if step.entry.id in touched:
        first = touched[step.entry.id]
        yield step.place("id").problem(
            f"'{step.entry.id}' đã thay đổi cùng ngày ở {first.at} (gợi ý: gộp lại, hoặc xem lại ngày hiệu lực)"
        )


def _standing(data: Data, history: History, step: Step, rows: dict[str, Row]) -> Iterator[Problem]:
    """What is replaced or repealed exists and still stands."""
    named = step.entry.id
    if named in history.gone:
        yield step.place("id").problem(f"'{named}' {_repealed_by(history.gone[named], 'xem lại mã')}")
    elif named not in rows and data.knows("tree", *PROVISION_FILES):
        near = nearest(named, [i for i in rows if i not in history.gone])
        yield step.place("id").problem(f"không có điều khoản '{named}' (gợi ý: {f'{near!r}?' if near else 'kiểm tra lại mã'})")


def _replace(
    data: Data, history: History, step: Step, rows: dict[str, Row], _touched: dict[str, Place]
) -> Iterator[Problem]:
    entry = step.entry
    problems = [*_standing(data, history, step, rows)]
    if not problems and entry.id in rows:
        row = rows[entry.id]
        problems = [*_label(step, row.entry.text)]
        if entry.text == row.entry.text:
            problems.append(step.place("text").problem(f"lời mới của '{entry.id}' giống hệt lời cũ (gợi ý: chép lời mới)"))
        if not problems:
            fresh = row.entry.model_copy(update={"text": entry.text})
            step.before = row
            step.after = replace(row, entry=fresh, worded=(step.item.file, _loc(step)))
            history.ever[entry.id] = step.after
    yield from problems


def _insert(
    data: Data, history: History, step: Step, rows: dict[str, Row], _touched: dict[str, Place]
) -> Iterator[Problem]:
    entry = step.entry
    head = entry.id.rpartition(".")[0]
    problems = [*_new(step, rows, history)]
    if not problems:
        problems = [*_label(step), *_parent(data, history, step, rows)]
    if not problems:
        problems = [*_sibling(data, step, rows)]
    above = rows.get(entry.after or head)
    if not problems and above is not None:
        order = [*rows]
        at = order.index(above.entry.id) + 1
        while entry.after and at < len(order) and order[at].startswith(f"{entry.after}."):
            at += 1
        parent = rows.get(head)
        step.after = Row(entry, step.item.file, _loc(step), parent.area if parent else None, parent.agency if parent else None)
        order.insert(at, entry.id)
        history.ever = {i: rows.get(i, step.after) for i in order}
    yield from problems


def _repeal(
    data: Data, history: History, step: Step, rows: dict[str, Row], touched: dict[str, Place]
) -> Iterator[Problem]:
    named = step.entry.id
    problems = [*_standing(data, history, step, rows)]
    below = [i for i in rows if i == named or i.startswith(f"{named}.")]
    for first in (touched[i] for i in below if i in touched):
        told = f"trong '{named}' có chỗ vừa thay đổi cùng ngày ở {first.at} (gợi ý: xem lại ngày hiệu lực)"
        problems.append(step.place("id").problem(told))
    if not problems and named in rows:
        step.before = rows[named]
        history.gone.update({i: step for i in below if i not in history.gone})
    yield from problems


def _loc(step: Step) -> Loc:
    return (*step.item.loc, "changes", step.at)


def _new(step: Step, rows: dict[str, Row], history: History) -> Iterator[Problem]:
    """An id is given once, for good."""
    named = step.entry.id
    if named in rows:
        told = "đã có (gợi ý: action: replaced?)"
        told = _repealed_by(history.gone[named], "chọn mã khác") if named in history.gone else told
        yield step.place("id").problem(f"mã '{named}' {told}")
    elif named.count(".") > DEPTH:
        yield step.place("id").problem(f"mã '{named[:40]}…' sâu quá {DEPTH} tầng (gợi ý: kiểm tra lại mã)")


def _label(step: Step, before: str | None = None) -> Iterator[Problem]:
    """The last part of an id is the printed number or letter; a wording that replaces another has a label of its kind."""
    named, text = step.entry.id, step.entry.text
    head, _, number = named.rpartition(".")
    kind, label = references.root_kind(named, text), references.label_of(text)
    same = kind or before is None or references.label_of(before).kind == label.kind
    if same and references.number_fits(kind or label.kind, number, label) and (head or kind or label.text):
        return
    if label.text and label.number:
        hint = f"'{head}.{label.number}'" if head else f"'{label.number}'"
        told = f"nhãn '{label.text.strip()}'"
    else:
        hint = "chép cả nhãn" if before else "số thứ tự của nó, hoặc số đứng trước thêm một chữ, ví dụ '2a'"
        told = "một gạch đầu dòng" if label.text else "một đoạn không có nhãn"
    yield step.place("id").problem(f"mã '{named}' không khớp {told} ở 'text' (gợi ý: {hint})")


def _parent(data: Data, history: History, step: Step, rows: dict[str, Row]) -> Iterator[Problem]:
    """It is inserted into something that stands."""
    head = step.entry.id.rpartition(".")[0]
    if not data.knows("tree", *PROVISION_FILES):
        return
    if head in history.gone:
        yield step.place("id").problem(f"điều khoản cha '{head}' {_repealed_by(history.gone[head], 'xem lại mã')}")
    elif head and head not in rows and head not in references.ROOTS:
        hint = f"sửa mã hoặc bổ sung '{head}' trước"
        yield step.place("id").problem(f"mã '{step.entry.id}' không có điều khoản cha '{head}' (gợi ý: {hint})")
    elif head not in rows and step.entry.after is None:
        yield step.place("id").problem("thiếu khóa 'after' (gợi ý: viết mã điều khoản đứng ngay trước)")


def _sibling(data: Data, step: Step, rows: dict[str, Row]) -> Iterator[Problem]:
    """It follows one that hangs under the same parent."""
    after, head = step.entry.after, step.entry.id.rpartition(".")[0]
    if after is None or not data.knows("tree", *PROVISION_FILES):
        return
    siblings = [i for i in rows if i.rpartition(".")[0] == head]
    if after not in rows:
        near = nearest(after, siblings)
        yield step.place("after").problem(f"không có điều khoản '{after}' (gợi ý: {f'{near!r}?' if near else 'kiểm tra lại mã'})")
    elif after not in siblings:
        hint = "chọn điều khoản cùng cấp đứng ngay trước"
        yield step.place("after").problem(f"'{after}' không cùng cấp với '{step.entry.id}' (gợi ý: {hint})")


def _successors(data: Data, history: History) -> Iterator[Problem]:
    """What took over from a repealed provision is another one, and stands."""
    if not data.knows("tree", "amendments", *PROVISION_FILES):
        return
    for step in history.steps:
        to, own = step.entry.to, step.entry.id
        if to is None:
            continue
        heir = history.heir(step)
        hint = f"'{heir}'" if heir else "ghi điều khoản còn hiệu lực thay nó, không có thì bỏ khóa này"
        if to == own:
            yield step.place("to").problem(f"'to' nêu chính '{own}' là điều khoản bị bãi bỏ (gợi ý: {hint})")
        elif to in history.gone and history.gone[to] is step:
            yield step.place("to").problem(f"'{to}' nằm trong '{own}' nên cũng bị bãi bỏ (gợi ý: {hint})")
        elif to in history.gone:
            yield step.place("to").problem(f"'{to}' {_repealed_by(history.gone[to], hint)}")
        elif to not in history.ever:
            near = nearest(to, sorted({*history.ever} - {*history.gone}))
            yield step.place("to").problem(f"không có điều khoản '{to}' (gợi ý: {f'{near!r}?' if near else 'kiểm tra lại mã'})")


def _repealed_by(step: Step, hint: str) -> str:
    by = step.item.entry
    return f"đã bị bãi bỏ bởi {step.entry.clause} {references.document_name(by.type, by.number)} (gợi ý: {hint})"
