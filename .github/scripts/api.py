"""The hosting service's API, as far as our workflows need it: ask, list, download. Standard library only.

A download is answered by a redirect to another host; the token is not sent there. Nothing larger than said is read.
"""

from __future__ import annotations

import http.client
import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 30
MOST_PAGES = 30
ANSWER_LIMIT = 20_000_000
LOCAL = ("127.0.0.1", "localhost")


class ApiError(Exception):
    """The service said no, or nothing that can be understood. The message is one line."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    root: str
    repository: str
    token: str

    @classmethod
    def of_environment(cls) -> Api:
        return cls(
            root=os.environ.get("GITHUB_API_URL", "https://api.github.com"),
            repository=os.environ["GITHUB_REPOSITORY"],
            token=os.environ["GITHUB_TOKEN"],
        )

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        """The JSON answer to a request about this repository; `path` begins after the repository's name."""
        data = None if body is None else json.dumps(body).encode()
        _, _, answer = self._send(method, path, data, ANSWER_LIMIT)
        try:
            return json.loads(answer or b"null")
        except ValueError as error:
            raise ApiError(f"{method} {path}: câu trả lời không phải JSON") from error

    def listed(self, path: str, key: str = "") -> Iterator[dict[str, Any]]:
        """Every item of a list that comes in pages; `key` names the list where the answer is an object."""
        joint = "&" if "?" in path else "?"
        for page in range(1, MOST_PAGES + 1):
            answer = self.ask("GET", f"{path}{joint}per_page=100&page={page}")
            items = answer[key] if key else answer
            yield from items
            if len(items) < 100:
                return

    def download(self, path: str, limit: int) -> bytes:
        """The bytes behind a redirect, fetched without the token; more than `limit` is an error."""
        status, headers, answer = self._send("GET", path, None, limit)
        if status not in (301, 302, 303, 307, 308):
            return answer
        target = headers.get("Location", "")
        place = urlsplit(target)
        if place.scheme != "https" and place.hostname not in LOCAL:
            raise ApiError(f"GET {path}: chuyển tới một địa chỉ không phải https")
        return _read(urllib.request.Request(target), limit, f"GET {path}")[2]

    def _send(self, method: str, path: str, data: bytes | None, limit: int) -> tuple[int, Message, bytes]:
        request = urllib.request.Request(f"{self.root}/repos/{self.repository}{path}", data=data, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        request.add_header("Content-Type", "application/json")
        return _read(request, limit, f"{method} {path}")


def _read(request: urllib.request.Request, limit: int, told: str) -> tuple[int, Message, bytes]:
    try:
        with _OPENER.open(request, timeout=TIMEOUT) as answer:
            body = answer.read(limit + 1)
            status, headers = answer.status, answer.headers
    except urllib.error.HTTPError as error:
        if 300 <= error.code < 400:
            return error.code, error.headers, b""
        raise ApiError(f"{told}: máy chủ trả lời {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        raise ApiError(f"{told}: {type(error).__name__}") from error
    if len(body) > limit:
        raise ApiError(f"{told}: lớn hơn {limit} byte")
    return status, headers, body
