"""Proof that nothing once published has gone without saying where: the ledger against the plan, and redirects against both.

The ledger (`published.txt`) holds an id or address a line. What it should hold besides is not asked here: whoever publishes
adds to it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator

from .folder import LEDGER, Data, Located
from .model import Plan
from .moves import Moves, above, is_file
from .schema import PUBLISHED
from .source import MAX_BYTES, Problem, decode
from .vietnamese import nearest, squeeze

_MADE_OF = (
    *("tree", "plan.yml", "task-areas", "agencies", "documents.yml", "groups.yml", "bodies.yml"),
    *("abbreviations.yml", "terms.yml"),
)
"""What ids and addresses come from: where something of it was lost, nobody can say that one of them is gone."""


def check(data: Data, plan: Plan, written: Collection[str] | None, *, settled: bool) -> tuple[Plan, list[Problem]]:
    """The plan with what was promised for it, and every promise that is not kept; where numbers and roles of provisions are not
    `settled`, what seems gone may only be misspelt."""
    lines, problems = _read(data)
    plan = dataclasses.replace(plan, promised=tuple(lines))
    moves = Moves(plan, written)
    whole = data.knows(*_MADE_OF)
    problems += _redirects(data, moves, whole)
    if whole and settled and data.knows("redirects.yml"):
        problems += _vanished(f"{data.shown}/{LEDGER}", lines, moves)
    return plan, problems


def promises(text: str) -> Iterator[tuple[str, int]]:
    """The ids and addresses of a ledger, each with its line."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield squeeze(line), number


def withdrawn(before: str, now: str) -> list[str]:
    """The ids and addresses of a ledger that a later one no longer holds; a line that was neither may go."""
    kept = {line for line, _ in promises(now)}
    once = dict.fromkeys(line for line, _ in promises(before))
    return [old for old in once if old not in kept and re.fullmatch(PUBLISHED, old)]


def _read(data: Data) -> tuple[dict[str, int], list[Problem]]:
    """The ledger, if there is one: what was promised, and in which line first."""
    path, shown = data.root / LEDGER, f"{data.shown}/{LEDGER}"
    if path.is_symlink() or not path.exists():
        return {}, []
    if not path.is_file():
        return {}, [Problem(shown, 1, 1, "phải là một tệp, không phải thư mục (gợi ý: xem data/README.md)")]
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        return {}, [Problem(shown, 1, 1, f"tệp quá lớn: {len(content)} byte (tối đa {MAX_BYTES})")]
    text, problems = decode(content, shown)
    lines: dict[str, int] = {}
    for old, number in promises(text):
        lines.setdefault(old, number)
    return lines, problems


# -- redirects -----------------------------------------------------------------------------------------------------


def _redirects(data: Data, moves: Moves, whole: bool) -> Iterator[Problem]:
    first: dict[str, Located] = {}
    for item in data.all("redirects.yml"):
        entry = item.entry
        if entry.old in first:
            at = first[entry.old].place("old")
            yield item.place("old").problem(f"'{entry.old}' đã có ở {at.path}:{at.line} (gợi ý: bỏ một trong hai)")
            continue
        first[entry.old] = item
        if ("new" in item.keys) == ("gone" in item.keys):
            told = f"'{entry.old}' phải có đúng một trong hai khóa new, gone"
            yield item.place().problem(f"{told} (gợi ý: new: chỗ thay nó; gone: có, khi không có gì thay)")
        if whole:
            yield from _origin(item, moves)
            yield from _target(item, moves)


def _origin(item: Located, moves: Moves) -> Iterator[Problem]:
    """What moved is no more, and was published once."""
    old = item.entry.old
    if moves.is_there(old):
        yield item.place("old").problem(f"'{old}' vẫn còn nên không chuyển đi đâu được (gợi ý: bỏ mục này, hoặc sửa 'old')")
    elif moves.plan.promised and old not in moves.plan.promised:
        near = nearest(old, [line for line in moves.plan.promised if not moves.is_there(line)])
        hint = f"'{near}'?" if near else f"sửa 'old', hoặc thêm dòng '{old}' vào {LEDGER}"
        yield item.place("old").problem(f"'{old}' không có trong {LEDGER}: chưa từng công bố (gợi ý: {hint})")


def _target(item: Located, moves: Moves) -> Iterator[Problem]:
    """What took its place is there or was repealed since, without a detour; a file can only be replaced by one like it."""
    old, new = item.entry.old, item.entry.new
    if new is None:
        return
    if moves.address(new) is None and new not in moves.repeals:
        onward = moves.follow(new)
        if onward:
            hint = f"ghi thẳng '{onward.new}'" if onward.new else "ghi thẳng nơi cuối cùng, hoặc gone: có"
            yield item.place("new").problem(f"'{new}' cũng không còn, đã chuyển tiếp (gợi ý: {hint})")
        else:
            near = nearest(new, [known for known in (*moves.homes, *moves.present) if ("/" in known) == ("/" in new)])
            yield item.place("new").problem(f"không có '{new}'" + (f" (gợi ý: '{near}'?)" if near else " (gợi ý: kiểm tra lại)"))
    elif is_file(old) != is_file(new) or (is_file(old) and old.rpartition(".")[2] != new.rpartition(".")[2]):
        yield item.place("new").problem(f"tệp chỉ thay được bằng tệp cùng loại, '{old}' và '{new}' thì không (gợi ý: sửa 'new')")


# -- the ledger ----------------------------------------------------------------------------------------------------


def _vanished(shown: str, lines: dict[str, int], moves: Moves) -> Iterator[Problem]:
    """Every id and address of the ledger is there, or a redirect tells where it went. What went with another is told with it."""
    strange = [old for old in lines if not re.fullmatch(PUBLISHED, old) and not moves.is_there(old)]
    yield from (Problem(shown, lines[old], 1, f"'{old}' không phải mã hay địa chỉ (gợi ý: bỏ dòng này)") for old in strange)
    lost = {old: None for old in lines if not moves.may_be_there(old) and moves.follow(old) is None and old not in strange}
    heads: dict[str, list[str]] = {}
    for old in lost:
        heads.setdefault(_head(old, lost, moves), []).append(old)
    for head, under in heads.items():
        what = "địa chỉ" if "/" in head else "mã"
        more = f", cùng {len(under) - 1} mã và địa chỉ đi theo nó" if len(under) > 1 else ""
        yield Problem(shown, lines[head], 1, f"{what} '{head}' đã công bố nay không còn{more} (gợi ý: {_hint(head, moves)})")


def _head(old: str, lost: Collection[str], moves: Moves) -> str:
    """What something vanished with: the outermost provision or page around it that vanished too."""
    if "/" not in old:
        steps = old.split(".")
        return next(head for n in range(1, len(steps) + 1) if (head := ".".join(steps[:n])) in lost)
    if is_file(old):
        owner = moves.owner(old)
        return _head(owner, lost, moves) if owner and owner in lost else old
    page, _, point = old.partition("#")
    named = moves.provision_at(point)
    if named and named in lost:
        return _head(named, lost, moves)
    around = [head for head in above(page) if head in lost]
    if not around:
        return old
    emptied = {moves.provision_at(place.partition("#")[2]) for place in moves.places(around[-1])}
    gone = [name for name in emptied if name and name in lost]
    return _head(min(gone), lost, moves) if gone and len(gone) == len(emptied) else around[-1]


def _hint(head: str, moves: Moves) -> str:
    """Where it can be seen to have gone, or that somebody must say so."""
    places = (head,) if "#" in head else moves.places(head)
    names = (moves.provision_at(place.partition("#")[2]) for place in places)
    found = {address for name in names if name and (address := moves.address(name))}
    ends = found if "#" in head else {address.partition("#")[0] for address in found}
    new = f"'old: {head}', 'new: {next(iter(ends))}'" if len(ends) == 1 else f"'old: {head}', và chỗ thay nó hoặc gone: có"
    return f"thêm vào redirects.yml một mục {new}"
