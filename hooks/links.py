"""Asks every outside address of the data and the pages whether it still answers: `make links`.

An outermost layer: it reads files and the environment and talks to the network. One request at a time to a host, few hosts
at a time, the head of a page before the page. It speaks to public addresses only, redirects too: what stands in the data
must not make this machine knock at its neighbours'. It never fails a build: what it finds is a report.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import itertools
import os
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from plan.external import Answer, Result, addresses, report

ROOT = Path(__file__).resolve().parent.parent
REDIRECTS = 5
HOSTS_AT_ONCE = 4
READ = 65_536
GONE = (404, 410)
SAFE = "/%?:@!$&'()*+,;=~-._"
"""Characters of a path or query that go as they are written."""
CLOSED = (401, 402, 403, 405, 406, 429, 451)


LOCAL = [ipaddress.ip_network(block) for block in ("64:ff9b:1::/48", "fec0::/10")]
"""Blocks of local use that the library takes for public: NAT64 of one's own (RFC 8215), site-local (RFC 3879)."""
WRAPPING = [ipaddress.ip_network(block) for block in ("64:ff9b::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "::/96")]
"""Blocks whose addresses lead to the IPv4 address in their last 32 bits: NAT64, mapped, translated, compatible."""


def is_public(address: str) -> bool:
    """An address of the open network, not of this machine or one of its neighbours, nor one that wraps such an address."""
    asked = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    return asked.is_global and not asked.is_multicast and not any(asked in block for block in LOCAL)


def _unwrapped(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    if isinstance(address, ipaddress.IPv6Address):
        if any(address in block for block in WRAPPING):
            return ipaddress.IPv4Address(address.packed[-4:])
        return address.sixtofour or address
    return address


class RefusedError(OSError):
    """A host with no public address, or an address of no web page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """How we ask. Tests ask a server of their own, so what is public and what verifies a server are settings."""

    agent: str
    public: Callable[[str], bool] = is_public
    timeout: float = 20
    pause: float = 1
    trust: ssl.SSLContext | None = None

    def result(self, url: str) -> Result:
        """What an address answers, asked twice before it is called silent."""
        first = self._once(url)
        if first.answer is not Answer.SILENT:
            return first
        time.sleep(self.pause)
        return self._once(url)

    def _once(self, url: str) -> Result:
        try:
            status = self._status("HEAD", url)
            if status >= 400:
                time.sleep(self.pause)
                status = self._status("GET", url)
        except TimeoutError:
            return Result(answer=Answer.SILENT, detail="quá giờ")
        except RefusedError as error:
            return Result(answer=Answer.SILENT, detail=str(error))
        except socket.gaierror:
            return Result(answer=Answer.SILENT, detail="không có tên miền này")
        except ssl.SSLError:
            return Result(answer=Answer.SILENT, detail="chứng thư không hợp lệ")
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Result(answer=Answer.SILENT, detail=f"không kết nối được, {type(error).__name__}")
        kinds = {**dict.fromkeys(GONE, Answer.GONE), **dict.fromkeys(CLOSED, Answer.CLOSED)}
        return Result(answer=kinds.get(status, Answer.OPEN if status < 400 else Answer.SILENT), detail=f"mã {status}")

    def _status(self, method: str, url: str) -> int:
        """The status at the end of the redirects; each step is looked at anew."""
        for _ in range(REDIRECTS + 1):
            status, target = self._step(method, url)
            if status not in (301, 302, 303, 307, 308) or not target:
                return status
            url = urljoin(url, target)
        raise RefusedError("chuyển hướng vòng quanh")

    def _step(self, method: str, url: str) -> tuple[int, str]:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise RefusedError("chuyển tới nơi không phải trang web")
        host, port = parts.hostname.encode("idna").decode(), parts.port or (443 if parts.scheme == "https" else 80)
        query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
        path = quote(parts.path or "/", safe=SAFE) + query
        connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
        with contextlib.closing(connection):
            connection.sock = self._opened(host, port)
            if parts.scheme == "https":
                context = self.trust or ssl.create_default_context()
                connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
            connection.request(method, path, headers={"User-Agent": self.agent, "Accept": "*/*", "Accept-Language": "vi"})
            answer = connection.getresponse()
            answer.read(READ)
            return answer.status, answer.headers.get("Location", "")

    def _opened(self, host: str, port: int) -> socket.socket:
        """A connection to the very address that was looked at, whatever the name stands for a moment later."""
        found = [where[4][0] for where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        allowed = [str(address) for address in found if self.public(str(address))]
        if not allowed:
            raise RefusedError("địa chỉ không công khai")
        return socket.create_connection((allowed[0], port), timeout=self.timeout)


def ask_all(urls: list[str], asker: Asker) -> dict[str, Result]:
    """Every address answered for; a host is asked one thing at a time, with a pause."""

    def host(url: str) -> str:
        return urlsplit(url).hostname or ""

    def ask_host(own: list[str]) -> dict[str, Result]:
        answers: dict[str, Result] = {}
        for url in own:
            if answers:
                time.sleep(asker.pause)
            answers[url] = asker.result(url)
        return answers

    groups = [list(own) for _, own in itertools.groupby(sorted(urls, key=host), key=host)]
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
        return {url: result for answers in pool.map(ask_host, groups) for url, result in answers.items()}


def texts(data: Path) -> Mapping[str, str]:
    """The files an editor writes: the data and the hand-written pages, by the path one would look for."""
    files = [*sorted(data.rglob("*.yml")), *sorted((ROOT / "docs").glob("*.md"))]
    return {os.path.relpath(path): path.read_text("utf-8", "replace") for path in files}


def links(data: Path, _target: Path) -> int:
    """Prints the report and, where `LINKS_REPORT` names a file, leaves it there: empty when every source answers."""
    places = addresses(texts(data))
    repository = os.environ.get("REPO_URL", "")
    agent = f"plan-site link check{f' (+{repository})' if repository.isascii() else ''}"
    words = report(places, ask_all(list(places), Asker(agent=agent)))
    if os.environ.get("LINKS_REPORT"):
        Path(os.environ["LINKS_REPORT"]).write_text(words, "utf-8")
    print(words or f"{len(places)} địa chỉ nguồn ngoài trang: không địa chỉ nào hỏng.")
    return 0
