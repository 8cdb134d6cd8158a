"""What a copy of the whole text says of itself, in our words, apart from the wording."""

from __future__ import annotations

from ... import published
from ...model import Plan
from ...vietnamese import number_words, short_date


def about(plan: Plan, site_url: str) -> tuple[str, ...]:
    """Sentences for a box of their own: what this is, what it is not, and since when the wording stands so."""
    where = f" tại {address(site_url)}" if site_url else ""
    found = [
        f"Bản đọc {plan.cite_self}, do trang {plan.site.name} làm{where}. Nguyên văn giữ đúng từng chữ; không thay văn bản đã ký."
    ]
    if plan.amendments:
        found.append(
            f"Bản đang dùng, kể từ {short_date(plan.editions[-1].date)}: gộp lời của {plan.called} với"
            f" {number_words(len(plan.amendments))} văn bản sửa đổi sau đó; chỗ nào đổi đều ghi rõ bằng lời của trang (biên tập)."
        )
    return tuple(found)


def address(site_url: str) -> str:
    """Where the whole text is read on the site; empty where the site's address is not known."""
    return f"{site_url}{published.WHOLE_TEXT}" if site_url else ""
