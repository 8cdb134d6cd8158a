"""The comment on a proposal: which proposal, what it says, that there is one of it, and that no build can change any of this."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import comment
from api import ApiError
from artifact import PAGES
from comment import AUTHOR, MARKER, Told, body, upsert
from hub import BOT, HEAD, REPOSITORY, Hub, event, handed_over, packed, proposed, pull, running
from pulls import Code, Run, artifact_of, code_of, proposal_of, pull_of

SITE = "https://trang.example/"
DIFF = {"diff.md": f"## Sở Y tế\n\nThêm [V.5.a \\[mới\\]]({PAGES}co-quan/so-y-te/#v-5-a).", "diff.html": "", "diff.json": "{}"}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A service with one open proposal, and the environment of a workflow started by its build."""
    with running(Hub()) as service:
        settings = {
            "GITHUB_API_URL": service.url, "GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": "bi-mat", "SITE_URL": SITE,
            "GITHUB_SERVER_URL": "https://git.example", "GITHUB_EVENT_PATH": str(event(tmp_path)),
        }  # fmt: skip
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("PREVIEW", raising=False)
        yield proposed(service)


@pytest.fixture
def run(hub: Hub) -> Run:
    found = Run.of_event()
    assert found
    return found


def told(**changes: object) -> Told:
    plain = {"succeeded": True, "run": "R", "artifact": "A", "preview": "", "code": Code(), "refused": "", "diff": "D", "cut": False}
    return Told(**(plain | changes))


def only_comment(hub: Hub) -> str:
    [(method, path, content)] = hub.written()
    assert (method, path) == ("POST", "/issues/7/comments")
    assert content
    return content["body"]


def test_a_proposal_is_told_what_it_changes(hub: Hub) -> None:
    handed_over(hub, packed(DIFF))
    assert comment.main() == 0
    text = only_comment(hub)
    assert text.startswith(MARKER)
    assert text.endswith("Thêm V.5.a \\[mới\\].")
    assert f"https://git.example/{REPOSITORY}/actions/runs/5/artifacts/31" in text
    assert "WARNING" not in text


def test_links_lead_to_the_preview_where_there_is_one(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREVIEW", "https://thu.example/de-nghi-7/")
    handed_over(hub, packed(DIFF))
    comment.main()
    assert only_comment(hub).endswith("Thêm [V.5.a \\[mới\\]](https://thu.example/de-nghi-7/co-quan/so-y-te/#v-5-a).")


def test_what_a_build_says_of_itself_counts_for_nothing(hub: Hub) -> None:
    """A number it wrote, a marker it forged, a name it calls: it is the comment of proposal 7, and nobody is called."""
    words = f"{MARKER}\n\nPR: 1\n\n@bao-tri hãy nhận. ![x](https://a.b/c) <script>1</script> #1"
    handed_over(hub, packed({**DIFF, "diff.md": words, "diff.json": '{"pull_request": 1}'}))
    comment.main()
    text = only_comment(hub)
    assert text.count(MARKER) == 1
    assert not any(trap in text for trap in ("@bao-tri", "<script", "![", "://a.b", "#1"))


def test_our_words_stand_before_the_build_s(hub: Hub) -> None:
    """An open tag or fence at the end of what a build wrote has nothing of ours behind it."""
    handed_over(hub, packed({**DIFF, "diff.md": "<details>\n```\nHẾT"}))
    comment.main()
    assert only_comment(hub).endswith("\n---\n\n<details>\n```\nHẾT")


def test_a_million_characters_make_a_comment_the_service_takes(hub: Hub) -> None:
    handed_over(hub, packed({**DIFF, "diff.md": "Một dòng @a.\n" * 75_000}))
    comment.main()
    text = only_comment(hub)
    assert 50_000 < len(text) < 60_000
    assert "cắt bớt" in text


@pytest.mark.parametrize("start", ["[", f"[a]({PAGES}", f"[a]({PAGES})["])
@pytest.mark.parametrize("text", ["\\[", "[", "[a", "\\\\[", "a", "](", f"]({PAGES}", f"[a]({PAGES}", "!"])
def test_links_are_looked_for_in_no_more_than_is_shown(hub: Hub, start: str, text: str) -> None:
    """Five million characters that a search could try again from every place: quadratic time would not end."""
    handed_over(hub, packed({**DIFF, "diff.md": start + text * (4_900_000 // len(text))}))
    comment.main()
    assert "cắt bớt" in only_comment(hub)


@pytest.mark.parametrize(
    ("data", "words"), [(b"<html>", "không mở được"), (packed({"../a": ""}), "tệp lạ"), (packed({"diff.md": bytes(9_000_000)}), "quá lớn")]
)
def test_a_package_that_is_refused_is_said(hub: Hub, data: bytes, words: str) -> None:
    handed_over(hub, data)
    assert comment.main() == 0
    assert words in only_comment(hub)


def test_a_package_that_is_too_large_is_not_even_asked_for(hub: Hub) -> None:
    handed_over(hub, packed(DIFF), size_in_bytes=10**9)
    comment.main()
    assert "không có gói kết quả" in only_comment(hub)
    assert not any(path.endswith("/zip") for _, path, *_ in hub.asked)


def test_a_build_that_failed_is_told_what_to_mend(hub: Hub, tmp_path: Path) -> None:
    event(tmp_path, conclusion="failure")
    handed_over(hub, packed({"diff.md": "### Chỗ cần sửa\n\n```text\ndata/terms.yml:3:5: thiếu\n```"}))
    comment.main()
    text = only_comment(hub)
    assert "chưa dựng được" in text
    assert "data/terms.yml:3:5: thiếu" in text


def test_the_token_goes_to_the_service_alone(hub: Hub) -> None:
    handed_over(hub, packed(DIFF))
    comment.main()
    assert "/actions/artifacts/31/zip" in hub.with_token()
    assert ("GET", "/kho/actions/artifacts/31/zip", None, False) in hub.asked


@pytest.mark.parametrize("away", ["http://169.254.169.254/latest", "file:///etc/passwd", "ftp://a.b/c", ""])
def test_a_download_goes_nowhere_odd(hub: Hub, run: Run, away: str) -> None:
    handed_over(hub, packed(DIFF))
    hub.away = away or "gopher://a.b"
    with pytest.raises(ApiError):
        proposal_of(hub.api, artifact_of(hub.api, run))


PULLS = {
    "the open one": ([pull()], 7),
    "moved on": ([pull(sha="b" * 40)], None),
    "another repository": ([pull(repo=98)], None),
    "a repository that is gone": ([pull(repo=None)], None),
    "onto another branch": ([pull(base="cu")], None),
    "none": ([], None),
    "the right one among many": ([pull(1, sha="b" * 40), pull(2, repo=3), *([pull(4, sha="c" * 40)] * 200), pull(7)], 7),
    "two, which cannot be": ([pull(7), pull(8)], None),
}


@pytest.mark.parametrize(("pulls", "number"), PULLS.values(), ids=PULLS)
def test_the_proposal_is_the_one_whose_newest_commit_was_built(hub: Hub, run: Run, pulls: list[dict], number: int | None) -> None:
    hub.lists["/pulls"] = pulls
    assert pull_of(hub.api, run) == number
    if number is None:
        assert comment.main() == 0
        assert hub.written() == []


@pytest.mark.parametrize("changes", [{"event": "push"}, {"event": "workflow_dispatch"}, {"head_repository": None}])
def test_a_run_of_no_proposal_is_passed_over(hub: Hub, tmp_path: Path, changes: dict) -> None:
    event(tmp_path, **changes)
    assert comment.main() == 0
    assert hub.asked == []


def test_a_branch_of_any_name_is_asked_for_as_it_is(hub: Hub, tmp_path: Path) -> None:
    event(tmp_path, head_branch="a&state=closed#/../../x y%20")
    handed_over(hub, packed(DIFF))
    comment.main()
    path, query = hub.queries[0]
    assert path == "/pulls"
    assert (query["head"], query["state"], query["base"]) == (["nguoi-la:a&state=closed#/../../x y%20"], ["open"], ["main"])


CODE = {
    "data/terms.yml": False, "data/source/a.txt": False, "docs/gioi-thieu.md": False, "docs/assets/site.js": True, "docs/a/b.md": True,
    "Makefile": True, "hooks/build.py": True, ".github/workflows/site.yml": True, "databank.py": True, "requirements.txt": True,
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), CODE.items())
def test_a_proposal_that_could_have_changed_its_own_build_is_marked(hub: Hub, name: str, code: bool) -> None:
    hub.lists["/pulls/7/files"] = [{"filename": name}]
    hub.lists["/pulls/7"] = {"changed_files": 1}
    found = code_of(hub.api, 7)
    assert found == Code(names=(name,) if code else ())
    assert ("WARNING" in body(told(code=found))) is code


def test_a_file_moved_out_of_the_code_counts(hub: Hub) -> None:
    hub.lists["/pulls/7/files"] = [{"filename": "data/a.yml", "previous_filename": "hooks/a.py"}]
    assert code_of(hub.api, 7).names == ("hooks/a.py",)


def test_code_behind_more_files_than_the_service_names_is_warned_of(hub: Hub) -> None:
    hub.lists["/pulls/7/files"] = [{"filename": f"data/{n:04}.yml"} for n in range(3_000)]
    hub.lists["/pulls/7"] = {"changed_files": 3_001}
    handed_over(hub, packed(DIFF))
    comment.main()
    text = only_comment(hub)
    assert "WARNING" in text
    assert "chưa xem được tên 1 tệp" in text


MINE = {"id": 3, "user": BOT, "body": f"{MARKER}\ncũ"}
COMMENTS = {
    "none yet": ([], ("POST", "/issues/7/comments")),
    "one of ours": ([MINE], ("PATCH", "/issues/comments/3")),
    "ours among many": ([{"id": n, "user": {"login": "a", "type": "User"}, "body": "x"} for n in range(150)] + [MINE], ("PATCH", "/issues/comments/3")),
    "a forged one": ([{**MINE, "user": {"login": "nguoi-la", "type": "User"}}], ("POST", "/issues/7/comments")),
    "a forged name": ([{**MINE, "user": {"login": AUTHOR, "type": "User"}}], ("POST", "/issues/7/comments")),
    "another of the bot's": ([{**MINE, "body": f"x {MARKER}"}], ("POST", "/issues/7/comments")),
    "the same": ([{**MINE, "body": f"{MARKER}\nmới"}], None),
}  # fmt: skip


@pytest.mark.parametrize(("comments", "written"), COMMENTS.values(), ids=COMMENTS)
def test_there_is_one_comment(hub: Hub, comments: list[dict], written: tuple[str, str] | None) -> None:
    hub.lists["/issues/7/comments"] = comments
    upsert(hub.api, 7, f"{MARKER}\nmới")
    assert [entry[:2] for entry in hub.written()] == ([written] if written else [])


def test_a_service_that_says_no_is_told_in_one_line(hub: Hub, run: Run) -> None:
    del hub.lists["/pulls"]
    with pytest.raises(ApiError, match=r"^GET /pulls.*404$"):
        pull_of(hub.api, run)


def test_the_head_is_the_one_the_service_names(run: Run) -> None:
    assert (run.id, run.head, run.owner, run.repository, run.base) == (5, HEAD, "nguoi-la", 99, "main")
