"""A hosting service on this machine, for tests: answers what it was told to, remembers what it was asked."""

from __future__ import annotations

import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from api import Api

REPOSITORY = "nhom/ke-hoach"
HEAD = "a" * 40
BOT = {"login": "github-actions[bot]", "type": "Bot"}


Item = dict[str, Any]
"""What the service tells of one thing."""


@dataclass
class Hub:
    """`lists` tells path -> items; `files` path -> bytes, found behind a redirect. `asked` holds (method, path, body, with token)."""

    lists: dict[str, list[Item] | Item] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str, Item | None, bool]] = field(default_factory=list)
    queries: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    url: str = ""
    away: str = ""
    """Where a download is redirected to, when not here."""

    @property
    def api(self) -> Api:
        return Api(root=self.url, repository=REPOSITORY, token="bi-mat")

    def written(self) -> list[tuple[str, str, Item | None]]:
        return [(method, path, body) for method, path, body, _ in self.asked if method != "GET"]

    def with_token(self) -> set[str]:
        return {path for _, path, _, token in self.asked if token}


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            parts = urlsplit(self.path)
            path = parts.path.removeprefix(f"/repos/{REPOSITORY}")
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            hub.queries.append((path, parse_qs(parts.query)))
            hub.asked.append((self.command, path, body, "Authorization" in self.headers))
            if self.command != "GET":
                self.say(201, b"{}")
            elif path in hub.files:
                self.send_response(302)
                self.send_header("Location", hub.away or f"{hub.url}/kho{path}")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif path.startswith("/kho"):
                self.say(200, hub.files[path.removeprefix("/kho")])
            elif path in hub.lists:
                self.say(200, json.dumps(self.page(hub.lists[path], parts.query)).encode())
            else:
                self.say(404, b"{}")

        def page(self, items: list[Item] | Item, query: str) -> list[Item] | Item:
            start = 100 * (int(parse_qs(query).get("page", ["1"])[0]) - 1)
            if isinstance(items, dict):
                return {key: value[start : start + 100] if isinstance(value, list) else value for key, value in items.items()}
            return items[start : start + 100]

        def say(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


def pull(number: int = 7, *, sha: str = HEAD, repo: int | None = 99, base: str = "main") -> Item:
    return {"number": number, "head": {"sha": sha, "repo": repo and {"id": repo}}, "base": {"ref": base}}


def event(folder: Path, **changes: object) -> Path:
    """The file that tells a workflow which run started it."""
    run = {
        "id": 5, "event": "pull_request", "conclusion": "success", "head_sha": HEAD, "head_branch": "sua-chu",
        "head_repository": {"id": 99, "owner": {"login": "nguoi-la"}}, **changes,
    }  # fmt: skip
    path = folder / "event.json"
    path.write_text(json.dumps({"workflow_run": run, "repository": {"default_branch": "main"}}), "utf-8")
    return path


def packed(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def handed_over(hub: Hub, data: bytes, **changes: object) -> Hub:
    """The run's artifact, beside one that was there before it was run again."""
    item = {"id": 31, "name": "proposal", "expired": False, "size_in_bytes": len(data), **changes}
    hub.lists["/actions/runs/5/artifacts"] = {"artifacts": [{**item, "id": 30}, item]}
    hub.files["/actions/artifacts/31/zip"] = data
    return hub


def proposed(hub: Hub) -> Hub:
    """One open proposal that changes data only."""
    hub.lists["/pulls"] = [pull()]
    hub.lists["/pulls/7/files"] = [{"filename": "data/terms.yml"}, {"filename": "docs/gioi-thieu.md"}]
    hub.lists["/pulls/7"] = {"changed_files": 2}
    hub.lists["/issues/7/comments"] = []
    return hub
