"""A built site served as it is meant to be: compressed, with an age and a tag for every file; what went over the wire is counted."""

from __future__ import annotations

import functools
import gzip
import hashlib
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

TEXTS = (".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".ics")


@cache
def squeezed(content: bytes) -> bytes:
    """As servers send it."""
    return gzip.compress(content, 6, mtime=0)


def weight(path: Path) -> int:
    """Bytes of a file on the wire, headers apart."""
    content = path.read_bytes()
    return len(squeezed(content)) if path.suffix in TEXTS else len(content)


@dataclass
class Wire:
    address: str
    sent: list[tuple[str, int]] = field(default_factory=list)
    """Path and bytes of every body sent; nothing for what the browser still had."""


@contextmanager
def wired(folder: Path) -> Iterator[Wire]:
    wire = Wire("")

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            content = path.read_bytes()
            tag, is_text = f'"{hashlib.sha256(content).hexdigest()[:16]}"', path.suffix in TEXTS
            fresh = self.headers.get("If-None-Match") == tag
            body = b"" if fresh else squeezed(content) if is_text else content
            self.send_response(304 if fresh else 200)
            self.send_header("Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if is_text else ""))
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", tag)
            self.send_header("Cache-Control", "max-age=600")
            if is_text and not fresh:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)
            if body:
                wire.sent.append((self.path, len(body)))

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    wire.address = f"http://127.0.0.1:{server.server_port}/"
    try:
        yield wire
    finally:
        server.shutdown()
        server.server_close()
