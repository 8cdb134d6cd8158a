"""The page that says what the form is for and what it takes, before anything of it is loaded.

It stands outside the site's shell: the editor brings styles of its own, which no other page should allow.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from ..model import Plan

TEMPLATE = Path(__file__).parent / "page.html"
REVIEW = "Đang duyệt"
"""What the editor calls a proposal that waits for its readers."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self' data: blob: {api}; base-uri 'none'; form-action 'none'"
)
"""What the page may load: its own site, and the host of the code. No script of others, none inline, none made of words."""
_RELAY = "Bấm “Đăng nhập bằng GitHub” rồi đồng ý ở cửa sổ hiện ra. Không được thì dùng mã truy cập."
_NO_RELAY = "Trang này chưa nối với dịch vụ đăng nhập nào, nên cần một mã truy cập."


def page(plan: Plan, repository: str, api: str, *, relay: bool) -> str:
    """A whole document. `api` is the one other origin it may talk to, once its reader asks it to."""
    template = Markup(TEMPLATE.read_text(encoding="utf-8"))
    return template.format(
        policy=POLICY.format(api=api),
        name=plan.name,
        called=plan.called,
        repository=repository,
        sign_in=_RELAY if relay else _NO_RELAY,
        review=REVIEW,
    )
