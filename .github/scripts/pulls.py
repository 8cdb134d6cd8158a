"""Which proposal a finished build belongs to, by what the service itself says of the run, and what the proposal touches.

Nothing the build wrote is asked: a build can say any number.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from api import Api
from artifact import NAME, ZIP_LIMIT, Proposal, RefusedError, read_proposal

SHOWN = re.compile(r"docs/[^/]+\.md")
"""Hand-written pages: words, like the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    id: int
    url: str
    conclusion: str
    head: str
    branch: str
    owner: str
    repository: int
    base: str
    """The default branch: the only one a proposal is told about."""

    @classmethod
    def of_event(cls) -> Run | None:
        """The run this workflow was started by; `None` when where it came from is gone."""
        event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))
        run, home = event["workflow_run"], event["repository"]
        server, source = os.environ.get("GITHUB_SERVER_URL", "https://github.com"), run.get("head_repository")
        if run["event"] != "pull_request" or not source:
            return None
        return cls(
            id=int(run["id"]),
            url=f"{server}/{os.environ['GITHUB_REPOSITORY']}/actions/runs/{int(run['id'])}",
            conclusion=str(run["conclusion"]),
            head=run["head_sha"],
            branch=run["head_branch"],
            owner=source["owner"]["login"],
            repository=int(source["id"]),
            base=home["default_branch"],
        )


def pull_of(api: Api, run: Run) -> int | None:
    """The number of the open proposal whose newest commit was built; `None` when it moved on or was closed."""
    query = f"/pulls?state=open&base={quote(run.base, safe='')}&head={quote(f'{run.owner}:{run.branch}', safe='')}"
    numbers = [
        int(pull["number"])
        for pull in api.listed(query)
        if pull["head"]["sha"] == run.head
        and (pull["head"]["repo"] or {}).get("id") == run.repository
        and pull["base"]["ref"] == run.base
    ]
    return numbers[0] if len(numbers) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The files a proposal changes that are neither data nor hand-written pages, so that its own build may have been changed."""

    names: tuple[str, ...] = ()
    unseen: int = 0
    """Files it changes that the service does not name: any of them may be one."""


def code_of(api: Api, number: int) -> Code:
    files = list(api.listed(f"/pulls/{number}/files"))
    names = {name for file in files for name in (file["filename"], file.get("previous_filename")) if name}
    count = int(api.ask("GET", f"/pulls/{number}")["changed_files"])
    return Code(
        names=tuple(sorted(name for name in names if not (name.startswith("data/") or SHOWN.fullmatch(name)))),
        unseen=max(0, count - len(files)),
    )


def artifact_of(api: Api, run: Run) -> int | None:
    """The id of what the run handed over; of the last one when it was run again."""
    found = api.listed(f"/actions/runs/{run.id}/artifacts?name={NAME}", key="artifacts")
    sound = (item for item in found if item["name"] == NAME and not item["expired"] and item["size_in_bytes"] <= ZIP_LIMIT)
    return max((int(item["id"]) for item in sound), default=None)


def proposal_of(api: Api, artifact: int | None) -> Proposal:
    if artifact is None:
        raise RefusedError("không có gói kết quả, hoặc gói quá lớn")
    return read_proposal(api.download(f"/actions/artifacts/{artifact}/zip", ZIP_LIMIT))
