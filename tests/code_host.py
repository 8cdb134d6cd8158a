"""A stand-in for the host of the code: what the form editor asks of GitHub, answered from a real git repository."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

OWNER, NAME = "nhom", "ke-hoach"
REPOSITORY = f"https://github.com/{OWNER}/{NAME}"
TOKEN = "github_pat_thu"
NOW = "2030-01-31T00:00:00Z"
USER = {"id": 1, "login": "can-bo", "name": "Cán bộ", "email": "can-bo@ke-hoach.example", "avatar_url": "", "html_url": ""}


@dataclass
class CodeHost:
    """One repository and the proposals it was sent."""

    folder: Path
    proposals: list[dict[str, Any]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    """What was asked and is not known here."""
    api: str = ""

    def git(self, *arguments: str, stdin: bytes = b"") -> str:
        who = ["-c", "user.name=Cán bộ", "-c", "user.email=can-bo@ke-hoach.example"]
        done = subprocess.run(["git", *who, *arguments], cwd=self.folder, input=stdin, capture_output=True, check=True)
        return done.stdout.decode()

    def begin(self) -> None:
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=Bắt đầu")

    def show(self, revision: str, path: str) -> str:
        return self.git("show", f"{revision}:{path}")

    # -- answers ------------------------------------------------------------------------------------------------

    def rest(self, method: str, path: str, body: Any) -> Any:
        here = f"/repos/{OWNER}/{NAME}"
        if path == "/user":
            return USER
        if path == here:
            return {"permissions": {"push": True}, "private": False, "owner": {"type": "Organization"}, "allow_forking": True}
        if path.startswith(f"{here}/git/trees/"):
            rows = [re.split(r"\s+", row, maxsplit=4) for row in self.git("ls-tree", "-r", "-l", "-z", path.rpartition("/")[2]).split("\0") if row]
            return {"tree": [{"type": kind, "sha": sha, "size": int(size), "path": name} for _, kind, sha, size, name in rows]}
        if path == f"{here}/pulls" and method == "POST":
            number = len(self.proposals) + 1
            self.proposals.append({**body, "number": number})
            told = {"number": number, "node_id": f"P{number}", "title": body["title"], "html_url": f"{REPOSITORY}/pull/{number}"}
            return {**told, "head": {"sha": self.git("rev-parse", body["head"]).strip()}, "created_at": NOW, "updated_at": NOW}
        if path.startswith(f"{here}/issues/"):
            self.labels += body["labels"] if body else []
            return {"labels": []}
        return self._strange(f"{method} {path}", {})

    def graphql(self, query: str, told: dict[str, Any]) -> Any:
        if "createRef(" in query:
            self.git("update-ref", told["input"]["name"], told["input"]["oid"])
            return {"createRef": {"ref": {"name": told["input"]["name"]}}}
        if "createCommitOnBranch(" in query:
            return {"createCommitOnBranch": {"commit": self._commit(told["input"])}}
        head = self.git("rev-parse", "main").strip()
        if "fork: repository" in query:
            return {"fork": {"id": "R1"}, "base": {"ref": {"target": {"oid": head}}}}
        if "defaultBranchRef" in query:
            return {"repository": {"defaultBranchRef": {"name": "main"}}}
        if "pullRequests(" in query:
            return {"repository": {"pullRequests": {"nodes": [], "totalCount": 0}}}
        blobs = re.findall(r'(content_\d+): object\(oid: "(\w+)"\)', query)
        if blobs:
            return {"repository": {name: {"text": self.git("cat-file", "blob", sha), "isTruncated": False} for name, sha in blobs}}
        author = {"author": {"name": USER["name"], "email": USER["email"], "user": None}, "committedDate": NOW}
        aliases = re.findall(r"(commit_\d+):\s+ref", query)
        if aliases:
            return {"repository": {name: {"target": {"history": {"nodes": [author]}}} for name in aliases}}
        if "markPullRequestReadyForReview(" in query:
            return {"markPullRequestReadyForReview": {"pullRequest": {"isDraft": False}}}
        if "oid message" in re.sub(r"\s+", " ", query):
            return {"repository": {"ref": {"target": {"history": {"nodes": [{"oid": head, "message": "Bắt đầu"}]}}}}}
        if "... on Commit { oid }" in re.sub(r"\s+", " ", query):
            return {"repository": {"ref": {"target": {"oid": self.git("rev-parse", told.get("branch", "main")).strip()}}}}
        return self._strange(query, {"repository": {}})

    def _strange(self, asked: str, answer: Any) -> Any:
        self.strange.append(asked)
        return answer

    def _commit(self, told: dict[str, Any]) -> dict[str, Any]:
        """A commit on a branch without a work tree of its own."""
        parent, changes = told["expectedHeadOid"], told["fileChanges"]
        self.git("read-tree", parent)
        for change in changes["additions"]:
            blob = self.git("hash-object", "-w", "--stdin", stdin=base64.b64decode(change["contents"])).strip()
            self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{change['path']}")
        assert changes["deletions"] == []
        commit = self.git("commit-tree", self.git("write-tree").strip(), "-p", parent, "-m", told["message"]["headline"]).strip()
        self.git("update-ref", f"refs/heads/{told['branch']['branchName']}", commit)
        files = {f"file_{n}": {"oid": self.git("rev-parse", f"{commit}:{c['path']}").strip()} for n, c in enumerate(changes["additions"])}
        return {"oid": commit, "committedDate": NOW, **files}


def serve_host(host: CodeHost) -> Iterator[CodeHost]:
    """The host behind an address on this machine; whoever shows no token is turned away, as there."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            path = urlsplit(self.path).path
            if self.command == "OPTIONS":
                return self.send(204, None)
            if self.headers.get("Authorization") != f"token {TOKEN}":
                return self.send(401, {"message": "Bad credentials"})
            if path == "/graphql" and body:
                return self.send(200, {"data": host.graphql(body["query"], body["variables"])})
            return self.send(200, host.rest(self.command, path.removeprefix("/api/v3"), body))

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_OPTIONS = answer  # noqa: N815 (their names)

        def send(self, status: int, value: Any) -> None:
            content = b"" if value is None else json.dumps(value).encode()
            self.send_response(status)
            for name in ("Origin", "Headers", "Methods"):
                self.send_header(f"Access-Control-Allow-{name}", "GET, POST, PATCH, PUT, DELETE" if name == "Methods" else "*" if name == "Origin" else "authorization, content-type, accept")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.api = f"http://127.0.0.1:{server.server_port}/api/v3"
    yield host
    server.shutdown()
    server.server_close()
