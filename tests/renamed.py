"""The small plan as it might be some years on: ids and slugs changed, two provisions gone, and the ledger from before."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from built import SMALL
from plan import load
from plan.published import addresses

RENAMED = {
    "so-duong-thuy": "so-song-nuoc", "ben-do-an-toan": "ben-do", "luat-ben-do-ngang": "luat-do-ngang", "hoc-sinh": "tre-em",
    "cac-co-quan": "moi-co-quan", "sua-ben": "sua-ben-cu", "do-ngang": "do", "header.motto": "header.slogan",
}  # fmt: skip
"""An agency, a task area, a document, a group, a body, a deadline, a term and a provision: old id -> new."""
ONCE = (
    "2.1.8", "toan-van/#2-1-8", "nhiem-vu/ben-do-an-toan/#2-1-8", "api/v1/provisions/2-1-8.json",
    "2.1.9", "toan-van/#2-1-9", "nhiem-vu/ben-do-an-toan/#2-1-9", "api/v1/provisions/2-1-9.json",
    "2.1.9.1", "toan-van/#2-1-9-1", "nhiem-vu/ben-do-an-toan/#2-1-9-1", "api/v1/provisions/2-1-9-1.json",
    "nhiem-vu/cu/", "nhiem-vu/cu/#2-1-9", "nhiem-vu/cu/#3-1-1",
)  # fmt: skip
"""What stood in the ledger besides: provisions that are no more, and a page whose parts went to several."""
GONE = {"2.1.8", "nhiem-vu/ben-do-an-toan/#2-1-8", "toan-van/#2-1-8", "api/v1/provisions/2-1-8.json"}
REDIRECTS = {
    "co-quan/so-duong-thuy/": "co-quan/so-song-nuoc/", "nhiem-vu/ben-do-an-toan/": "nhiem-vu/ben-do/",
    "van-ban/luat-ben-do-ngang/": "van-ban/luat-do-ngang/", "doi-tuong/hoc-sinh/": "doi-tuong/tre-em/",
    "co-quan/#cac-co-quan": "co-quan/#moi-co-quan", "thoi-han/#han-sua-ben": "thoi-han/#han-sua-ben-cu",
    "thuat-ngu/#do-ngang": "thuat-ngu/#do", "header.motto": "header.slogan", "2.1.8": "", "2.1.9": "2.1.4",
    "nhiem-vu/cu/#3-1-1": "3.1.1",
}  # fmt: skip
"""What was written down of it; nothing took the place of one."""
WHY = 'Mã "cũ" <b>khó</b> đọc & dài.'


def before(folder: Path = SMALL) -> list[str]:
    """Everything published before anything was renamed."""
    plan = load(folder)
    return sorted({*plan.by_id, *addresses(plan), *ONCE})


def renamed(folder: Path, *, told: bool = True) -> Path:
    """A copy of the small plan's data with everything renamed; `told` says where it went."""
    shutil.copytree(SMALL, folder)
    (folder / "published.txt").write_text("\n".join(before()), encoding="utf-8")
    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for old, new in RENAMED.items():
            text = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text)
        path.write_text(text, encoding="utf-8")
    if told:
        rows = (_entry(old, new) for old, new in REDIRECTS.items())
        (folder / "redirects.yml").write_text("\n".join(rows), encoding="utf-8")
    return folder


def _entry(old: str, new: str) -> str:
    where = f"new: '{new}'" if new else "gone: có"
    return f"- old: '{old}'\n  {where}\n  why: '{WHY}'\n  since: 2030-01-31\n"
