"""The sample nginx configuration as it lies in the repository: accepted, asked, and put under load on this machine."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import placing
from audit.table import Row
from built import ROOT

SAMPLE = ROOT / ".github" / "serving" / "nginx.conf"
AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/errors warn; worker_processes 2;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; keepalive_requests 100000;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
{sample}
}}
"""
SECONDS = int(os.environ.get("LOAD_SECONDS", "60"))
AGAIN, A_WHILE, A_DAY = "no-cache", "public, max-age=600", "public, max-age=86400"
ASKED = {
    "/": ("text/html; charset=utf-8", AGAIN), "/toan-van/": ("text/html; charset=utf-8", AGAIN),
    "/assets/site.css": ("text/css; charset=utf-8", A_WHILE), "/assets/site.js": ("application/javascript; charset=utf-8", A_WHILE),
    "/assets/fonts/noto-serif.woff2": ("font/woff2", A_DAY), "/api/v1/plan.json": ("application/json; charset=utf-8", AGAIN),
}  # fmt: skip
"""Address -> how its type begins, and how long it may be kept unasked."""
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin",
    "Permissions-Policy": "camera=()", "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip
OF_KIND = {".ics": "text/calendar", ".jsonld": "application/ld+json", ".xml": "text/xml", ".csv": "text/csv", ".docx": "application/vnd."}


def rows(site: Path) -> Iterator[Row]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        yield Row(what="sample nginx configuration", value="no nginx here (apt install nginx-light wrk)", bar="accepted, answers", met=None)
        return
    placing.compress(site)
    with _running(program, site) as (address, complaints):
        yield Row(what="nginx -t on the sample", value=complaints or "accepted", bar="accepted", met=not complaints)
        faults = list(_faults(address, site))
        yield Row(what="requests: types, headers, gzip, 304, 404", value="; ".join(faults[:3]) or "all as said", bar="as said", met=not faults)
        yield from _under_load(address)


@contextmanager
def _running(program: str, site: Path) -> Iterator[tuple[str, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    sample = SAMPLE.read_text("utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    sample = re.sub(r"(?m)^    root .*;$", f"    root {site};", sample)
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        owner = "user root;" if os.geteuid() == 0 else ""
        (folder / "conf").write_text(owner + AROUND.format(folder=folder, sample=sample), encoding="utf-8")
        command = [program, "-p", name, "-c", str(folder / "conf")]
        tried = subprocess.run([*command, "-t", "-q"], capture_output=True, text=True, check=False)
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}", tried.stderr.strip()
        finally:
            server.terminate()
            server.wait()


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def _ask(address: str, **headers: str) -> tuple[int, Message, bytes]:
    asked = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def _faults(address: str, site: Path) -> Iterator[str]:
    """Every answer that is not what the sample promises."""
    found = ((path, kind) for end, kind in OF_KIND.items() for path in sorted(site.rglob(f"*{end}"))[:1])
    samples = {f"/{path.relative_to(site).as_posix()}": (kind, AGAIN) for path, kind in found}
    for url, (kind, age) in (ASKED | samples).items():
        status, headers, body = _ask(address + url, **{"Accept-Encoding": "gzip"})
        if status != 200 or not headers["Content-Type"].startswith(kind):
            yield f"{url}: {status} {headers['Content-Type']}"
        yield from (f"{url}: {name}" for name in unlike(headers, age))
        path = site / url[1:] / "index.html" if url.endswith("/") else site / url[1:]
        packed = headers["Content-Encoding"] == "gzip"
        if packed != path.with_name(path.name + ".gz").is_file() or (gzip.decompress(body) if packed else body) != path.read_bytes():
            yield f"{url}: body"
        again, _, rest = _ask(address + url, **{"If-None-Match": headers["ETag"], "Accept-Encoding": "gzip"})
        if (again, rest) != (304, b""):
            yield f"{url}: {again} when unchanged"
    for url, expected in (("/khong-co/", 404), ("/.git/config", 404), ("/../etc/passwd", 400)):
        status, headers, body = _ask(address + url)
        if status != expected or "nginx/" in (headers["Server"] or "") or (expected == 404 and body != (site / "404.html").read_bytes()):
            yield f"{url}: {status}"


def unlike(headers: Message, age: str) -> Iterator[str]:
    """The headers that are missing or say something else; an age must be the very one."""
    yield from (name for name, words in HEADERS.items() if words not in (headers[name] or ""))
    if headers.get_all("Cache-Control") != [age]:
        yield "Cache-Control"


def _under_load(address: str) -> Iterator[Row]:
    what, bar = f"{SECONDS} s of wrk, 64 connections, full text and a page", "0 errors"
    if not shutil.which("wrk"):
        yield Row(what=what, value="no wrk here (apt install wrk)", bar=bar, met=None)
        return
    for url in ("/toan-van/", "/co-quan/"):
        command = ["wrk", "-t2", "-c64", f"-d{SECONDS // 2}s", "-H", "Accept-Encoding: gzip", address + url]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        rate = re.search(r"Requests/sec:\s*([\d.]+)", said)
        failed = re.findall(r"(?:Socket errors|Non-2xx).*", said)
        value = f"{float(rate[1]):,.0f} requests/s, {'; '.join(failed) or '0 errors'}" if rate else "no answer"
        yield Row(what=f"load on {url}: {SECONDS // 2} s, 64 connections, 2 workers", value=value, bar=bar, met=bool(rate) and not failed)
