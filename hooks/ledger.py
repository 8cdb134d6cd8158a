"""`make register`: writes what the site answers at into the ledger of everything published, and never takes a line out.

Outermost: reads the folders of data and of hand-written pages, writes one file, prints.
"""

from __future__ import annotations

from pathlib import Path

from plan import Plan, examine
from plan.permanence import promises
from plan.published import addresses, homes
from plan.source import decode
from reporting import told

DOCS = Path(__file__).resolve().parent.parent / "docs"
LEDGER = "published.txt"
HEAD = """\
# Mọi mã và địa chỉ đã công bố, mỗi dòng một cái. Đừng sửa hay bỏ dòng nào: người ta đã lưu, đã trích những địa chỉ này.
# Mã hay địa chỉ không còn nữa thì ghi nó chuyển tới đâu ở redirects.yml. Lệnh 'make register' thêm những dòng mới.
"""


def register(data: Path, _target: Path) -> int:
    """Add what is new to the ledger of sound data, sorted; comments go to its head."""
    plan, problems = examine(data, shown=data.as_posix(), written=written())
    if problems or plan is None:
        print(told(problems, "chạy lại 'make register'"))
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


def unregistered(plan: Plan) -> list[str]:
    """Ids and addresses the ledger does not hold yet."""
    return sorted({*homes(plan), *addresses(plan), *written()} - {*plan.promised})


def written(docs: Path = DOCS) -> frozenset[str]:
    """The addresses of hand-written pages, the home page aside."""
    pages = (path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md"))
    return frozenset(f"{page.removesuffix('/index')}/" for page in pages if page != "index")
