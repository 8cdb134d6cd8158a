"""The duties of an agency as rows of a table: first those of its own item under the item's heading, then the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...vietnamese import capital
from ..elements import Element
from .form import Cell, line, official, words
from .told import Task, Told


def rows(told: Told, row: Callable[[int, Task], Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """A title, then its duties, counted through."""
    number = 0
    groups = (
        (told.own, (words("Nhiệm vụ ở mục của cơ quan: ", b=True), *official(told.item.text))),
        (told.bound, (words("Nghĩa vụ ở phần khác của văn bản", b=True),)),
    )
    for tasks, title in groups:
        if tasks:
            yield [[line("OBang", title, keep=True)]]
        for task in tasks:
            number += 1
            yield row(number, task)


def wording(task: Task) -> list[Element]:
    """The duty as printed, then where it stands and in which role."""
    doubt = "" if task.is_certain else ", chưa chắc áp dụng"
    return [
        *(line("OBang", official(part.text)) for part in task.parts),
        line("OBang", f"({capital(task.path)}; {task.role}{doubt})"),
    ]
