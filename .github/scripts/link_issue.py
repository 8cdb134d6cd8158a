"""Keeps one issue about the sources that do not answer: opened, kept up to date, closed when all answer again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from api import Api, ApiError

TITLE = "Liên kết nguồn không mở được"
AUTHOR = "github-actions[bot]"
LIMIT = 60_000


def tell(api: Api, report: str) -> str:
    """What was done about `report`; an empty one means that every source answers."""
    open_issue = next(
        (
            issue
            for issue in api.listed(f"/issues?state=open&creator={AUTHOR.replace('[', '%5B').replace(']', '%5D')}")
            if issue["title"] == TITLE and "pull_request" not in issue and issue["user"]["login"] == AUTHOR
        ),
        None,
    )
    if not report.strip():
        if open_issue:
            api.ask("PATCH", f"/issues/{int(open_issue['number'])}", {"state": "closed", "state_reason": "completed"})
        return "đóng" if open_issue else "không có gì để báo"
    words = report if len(report) <= LIMIT else report[:LIMIT].rpartition("\n")[0] + "\n\n… (còn nữa)\n"
    if open_issue is None:
        api.ask("POST", "/issues", {"title": TITLE, "body": words})
        return "mở"
    if open_issue["body"] == words:
        return "không đổi"
    api.ask("PATCH", f"/issues/{int(open_issue['number'])}", {"body": words})
    return "cập nhật"


def main(report: str) -> int:
    api = Api.of_environment()
    print(f"Việc về liên kết nguồn: {tell(api, Path(report).read_text('utf-8'))}.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(os.environ["LINKS_REPORT"]))
    except ApiError as error:
        sys.exit(f"không báo được: {error}")
