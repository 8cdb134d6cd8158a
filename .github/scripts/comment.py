"""Tells a proposal what it changes: one comment, written once and kept up to date.

Runs with the right to comment, so it runs nothing of the proposal: what the proposal's build handed over is data
(`artifact`), its words are made harmless (`safe_markdown`), the proposal's number comes from the service (`pulls`).
What we say stands first and says that the rest was computed by the proposal's own version.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass

from api import Api, ApiError
from artifact import PAGES, RefusedError
from pulls import Code, Run, artifact_of, code_of, proposal_of, pull_of
from safe_markdown import LIMIT, Places, sanitised

MARKER = "<!-- plan-proposal -->"
AUTHOR = "github-actions[bot]"
_TO_A_PAGE = re.compile(rf"(?<!\\)\[((?:[^\[\]\\\n]|\\.){{0,1000}})\]\({re.escape(PAGES)}[^()\s]*\)")
HEAD_ROOM = 4_000
"""Characters kept for our own words, and for the service's own limit of 65,536."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What there is to say. `preview` and `artifact` are addresses, empty when there is none."""

    succeeded: bool
    run: str
    artifact: str
    preview: str
    code: Code
    refused: str
    diff: str
    cut: bool


def body(told: Told) -> str:
    """The whole comment."""
    lines = [MARKER, "## Đề nghị này đổi gì", ""]
    if told.refused:
        lines += [f"Máy không đọc được kết quả dựng thử: {told.refused}. [Xem máy báo gì]({told.run})."]
        return "\n".join([*lines, *_footer()])
    if not told.succeeded:
        lines += [f"Đề nghị **chưa dựng được**. Chỗ cần sửa ở bên dưới; đầy đủ ở [lần chạy của máy]({told.run}).", ""]
    lines += [" · ".join(_links(told)), "", *_warning(told.code)]
    if told.cut:
        lines += ["Bản so sánh dài nên đã cắt bớt: xem đủ ở tệp `diff.html` trong gói tải về.", ""]
    return "\n".join([*lines, *_footer(), "", "---", "", told.diff or "_Không có bản so sánh._"])


def _links(told: Told) -> list[str]:
    links = [f"[Xem thử trang]({told.preview})"] if told.preview else []
    if told.artifact:
        links.append(f"[Tải về bản so sánh và trang xem thử]({told.artifact})")
    return [*links, f"[Lần chạy của máy]({told.run})"]


def _warning(code: Code) -> list[str]:
    told = []
    if code.names:
        told.append(f"> Đề nghị đổi cả {len(code.names)} tệp ngoài dữ liệu và trang viết.")
    if code.unseen:
        told.append(f"> Đề nghị đổi nhiều tệp quá: máy chưa xem được tên {code.unseen} tệp, có thể là tệp ngoài dữ liệu.")
    if not told:
        return []
    told.append("> Bản so sánh do chính những tệp như thế tính ra, nên đừng chỉ tin vào nó: hãy đọc thẻ **Files changed**.")
    return ["> [!WARNING]", *told, ""]


def _footer() -> list[str]:
    return ["", "<sub>Máy tự viết và tự cập nhật. Phần dưới vạch do bản của đề nghị tính ra, không phải lời người xem.</sub>"]


def told_of(api: Api, run: Run, number: int, site: str, preview: str) -> Told:
    """Everything the comment says, from the service and, as data, from the build."""
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    places = Places(tuple(filter(None, (preview, site, f"{server}/{api.repository}/"))))
    artifact = artifact_of(api, run)
    refused, diff, cut = "", "", False
    try:
        whole = proposal_of(api, artifact).diff
        words = whole[: LIMIT * 2]  # before anything searches it
        words = words.replace(PAGES, preview) if preview else _TO_A_PAGE.sub(r"\1", words)
        diff, cut = sanitised(words, places, LIMIT - HEAD_ROOM)
        cut |= len(whole) > LIMIT * 2
    except RefusedError as reason:
        refused = str(reason)
    return Told(
        succeeded=run.conclusion == "success",
        run=run.url,
        artifact=f"{run.url}/artifacts/{artifact}" if artifact else "",
        preview=preview,
        code=code_of(api, number),
        refused=refused,
        diff=diff,
        cut=cut,
    )


def upsert(api: Api, number: int, text: str) -> str:
    """Write the comment, or put the new words in place of the old."""
    for comment in api.listed(f"/issues/{number}/comments"):
        if comment["user"]["login"] == AUTHOR and comment["user"]["type"] == "Bot" and comment["body"].startswith(MARKER):
            if comment["body"] == text:
                return "không đổi"
            api.ask("PATCH", f"/issues/comments/{int(comment['id'])}", {"body": text})
            return "cập nhật"
    api.ask("POST", f"/issues/{number}/comments", {"body": text})
    return "viết mới"


def main() -> int:
    api, run = Api.of_environment(), Run.of_event()
    number = pull_of(api, run) if run else None
    if run is None or number is None:
        print("Không có đề nghị đang mở nào ứng với lần dựng này.")
        return 0
    told = told_of(api, run, number, os.environ.get("SITE_URL", ""), os.environ.get("PREVIEW", ""))
    print(f"Đề nghị {number}: {upsert(api, number, body(told))}.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ApiError as error:
        sys.exit(f"không viết được lời nhắn: {error}")
