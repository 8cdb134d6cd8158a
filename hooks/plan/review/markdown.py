"""A review as Markdown for a comment. Everything from the data is inert: no link, picture, mention or markup of its own."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..telling import Told
from ..words import compare, shortened
from . import PageChange, Review
from .sentences import ACTIONS, headline, warnings

SHOWN = 25
"""Lines of one list; a flood beyond that is counted."""
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]|^[#+\-=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d\d\d)[.)]")
_LIVE = re.compile(r"@|#(?=\d)|://|www\.|(?<=[Gg][Hh])-(?=\d)")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
INERT = "\u200b"
"""Put into what would become a link or call somebody."""


def markdown(review: Review, link: Callable[[str], str | None] = lambda _: None) -> str:
    """The whole review; `link` gives the address of a page in the preview, when there is one."""
    parts = [f"### {plain(headline(review))}"]
    parts += [f"> [!CAUTION]\n> {line}" for line in map(plain, warnings(review))]
    if review.wording:
        parts.append("\n".join(f"- {_told(told)}" for told in review.wording[:SHOWN]))
    if review.amended:
        parts.append(f"**Theo văn bản sửa đổi**\n\n{_list([_told(told) for told in review.amended])}")
    parts += [f"**{plain(subject)}**\n\n{_list([_told(x) for x in told])}" for subject, told in review.groups.items()]
    if review.effects:
        rows = [f"**{_linked(e.name, link(e.url) if e.url else None)}**: {plain('; '.join(e.lines))}" for e in review.effects]
        parts.append(f"**Hệ quả cho từng cơ quan**\n\n{_list(rows)}")
    if review.pages:
        rows = [_page(page, link) for page in review.pages]
        parts.append(f"<details><summary>{len(rows)} trang đổi</summary>\n\n{_list(rows, 100)}\n\n</details>")
    if review.written:
        parts.append(f"**Trang viết tay đổi**\n\n{_list([_code(path) for path in review.written])}")
    if review.others:
        rows = [_code(path) for path in review.others]
        parts.append(f"<details><summary>{len(rows)} tệp khác đổi</summary>\n\n{_list(rows)}\n\n</details>")
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Text that stays text."""
    quiet = _LIVE.sub(lambda match: match[0][0] + INERT + match[0][1:], " ".join(text.split()))
    return _SPECIAL.sub(lambda match: ENTITIES.get(match[0]) or f"\\{match[0]}", quiet)


def _told(told: Told) -> str:
    before, after = told.change.before, told.change.after
    if not before and not after:
        return plain(told.words)
    marks = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
    pieces = shortened(compare(before, after)) if before and after else compare(before, after)
    return f"{plain(told.words)}: {' '.join(marks[piece.kind].format(plain(piece.text)) for piece in pieces)}"


def _page(page: PageChange, link: Callable[[str], str | None]) -> str:
    address = link(page.to or page.url) if page.action != "removed" else None
    way = _code(f"/{page.url}") + (f" → {_code(f'/{page.to}')}" if page.to else "")
    return f"{ACTIONS[page.action]}: {_linked(page.title, address)} ({way})"


def _linked(text: str, address: str | None) -> str:
    return f"[{plain(text)}]({address})" if address else plain(text)


def _code(text: str) -> str:
    return "`" + re.sub(r"[`\s]", " ", text) + "`"


def _list(rows: list[str], shown: int = SHOWN) -> str:
    rest = [f"- … và {len(rows) - shown} chỗ nữa"] if len(rows) > shown else []
    return "\n".join([*(f"- {row}" for row in rows[:shown]), *rest])
