"""The ledger of everything published: what the site answers at is written into it, and no line is ever taken out.

Outermost: reads the folders of data and of hand-written pages, and of git the ledger as it was; writes one file, prints.
"""

from __future__ import annotations

import os
from pathlib import Path

import repository
from plan import Plan, Problem, examine
from plan.permanence import promises, withdrawn
from plan.published import addresses, homes
from plan.source import decode
from reporting import told

LISTED = 10
"""Lines named one by one; the rest is counted."""
DOCS = Path(__file__).resolve().parent.parent / "docs"
LEDGER = "published.txt"
HEAD = """\
# Mọi mã và địa chỉ đã công bố, mỗi dòng một cái. Đừng sửa hay bỏ dòng nào: người ta đã lưu, đã trích những địa chỉ này.
# Mã hay địa chỉ không còn nữa thì ghi nó chuyển tới đâu ở redirects.yml. Lệnh 'make register' thêm những dòng mới.
"""


def register(data: Path, _target: Path) -> int:
    """Add what is new to the ledger of sound data, sorted; comments go to its head."""
    plan = _sound(data, "register")
    if plan is None:
        return 1
    path = data / LEDGER
    text = decode(path.read_bytes(), path.as_posix())[0] if path.exists() else HEAD
    kept, new = {line for line, _ in promises(text)}, unregistered(plan)
    head = [line for line in text.split("\n") if line.startswith("#")]
    if new:
        path.write_text("\n".join([*head, *sorted({*kept, *new}), ""]), encoding="utf-8", newline="\n")
    for line in new:
        print(f"+ {line}")
    print(f"{path.as_posix()}: {len(kept) + len(new)} mã và địa chỉ, {len(new)} mới.")
    return 0


def registered(data: Path, _target: Path) -> int:
    """Tell every id and address that would be published without a line in the ledger; fail when there is any."""
    plan = _sound(data, "registered")
    if plan is None:
        return 1
    path, new = (data / LEDGER).as_posix(), unregistered(plan)
    for line in new:
        print(f"+ {line}")
    if new:
        print(f"{path} chưa có {len(new)} mã và địa chỉ trên đây, nên chưa công bố: chạy 'make register' rồi lưu {path}.")
        return 1
    print(f"{path} có đủ mọi mã và địa chỉ.")
    return 0


def _sound(data: Path, command: str) -> Plan | None:
    """The plan of sound data; of any other the problems are told."""
    plan, problems = examine(data, shown=data.as_posix(), written=written())
    if not problems and plan is not None:
        return plan
    print(told(problems, f"chạy lại 'make {command}'"))
    return None


def removed(data: Path) -> list[Problem]:
    """What the ledger held at the commit checked out and holds no more: an edit nobody recorded yet. With BASE, since the line
    checked out and that of BASE parted: what is only on this line was never published, and may go again.

    Without git nothing can be compared; a BASE that is not there is told, for who names one relies on the comparison."""
    base, shown = os.environ.get("BASE", ""), (data / LEDGER).as_posix()
    named = not set(base) <= {"0"}  # by zeros git means no commit: what a branch was before it was first pushed
    if not data.is_dir():
        return []
    try:
        before = repository.files_at(repository.parting(base, data) if named else "HEAD", data).get(LEDGER, b"")
    except repository.UnknownRevisionError as error:
        return [Problem(shown, 1, 1, str(error))] if named else []
    path = data / LEDGER
    now, unread = decode(path.read_bytes() if path.is_file() and not path.is_symlink() else b"", shown)
    lost = [] if unread else withdrawn(decode(before, shown)[0], now)
    if not lost:
        return []
    more = f" và {len(lost) - LISTED} dòng nữa" if len(lost) > LISTED else ""
    what = f"đã bỏ {len(lost)} dòng khỏi sổ: {', '.join(lost[:LISTED])}{more}"
    return [Problem(shown, 1, 1, f"{what} (gợi ý: chép lại những dòng ấy)")]


def unregistered(plan: Plan) -> list[str]:
    """Ids and addresses the ledger does not hold yet."""
    return sorted({*homes(plan), *addresses(plan), *written()} - {*plan.promised})


def written(docs: Path = DOCS) -> frozenset[str]:
    """The addresses of hand-written pages, the home page aside."""
    return frozenset(pages(docs)) - {""}


def pages(docs: Path = DOCS) -> dict[str, Path]:
    """Every hand-written page by its address, the home page's being empty."""
    named = {path.relative_to(docs).with_suffix(""): path for path in sorted(docs.rglob("*.md"))}
    found = {(page.parent if page.name == "index" else page).as_posix(): path for page, path in named.items()}
    return {"" if page == "." else f"{page}/": path for page, path in found.items()}
