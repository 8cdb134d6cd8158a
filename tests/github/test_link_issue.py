"""One issue about sources that do not answer: opened, renewed, closed."""

from __future__ import annotations

import pytest

from hub import BOT, Hub, running
from link_issue import AUTHOR, LIMIT, TITLE, tell

OPEN = {"number": 4, "title": TITLE, "user": {"login": AUTHOR}, "body": "cũ"}
OTHERS = [
    {**OPEN, "number": 1, "title": "Khác"},
    {**OPEN, "number": 2, "user": {"login": "nguoi-la"}},
    {**OPEN, "number": 3, "pull_request": {}},
]
CASES = {
    "opened": (OTHERS, "mới", ("POST", "/issues", {"title": TITLE, "body": "mới"})),
    "renewed": ([*OTHERS, OPEN], "mới", ("PATCH", "/issues/4", {"body": "mới"})),
    "left": ([OPEN], "cũ", None),
    "closed": ([*OTHERS, OPEN], "\n", ("PATCH", "/issues/4", {"state": "closed", "state_reason": "completed"})),
    "nothing to say": (OTHERS, "", None),
}


@pytest.mark.parametrize(("issues", "report", "written"), CASES.values(), ids=CASES)
def test_the_issue_follows_the_report(issues: list[dict], report: str, written: tuple | None) -> None:
    assert BOT["login"] == AUTHOR
    with running(Hub(lists={"/issues": issues})) as hub:
        tell(hub.api, report)
        assert hub.written() == ([written] if written else [])


def test_a_long_report_is_cut_at_a_line() -> None:
    with running(Hub(lists={"/issues": []})) as hub:
        tell(hub.api, "- dòng\n" * 50_000)
        [(_, _, issue)] = hub.written()
    assert issue
    assert len(issue["body"]) < LIMIT + 50
    assert issue["body"].endswith("- dòng\n\n… (còn nữa)\n")
