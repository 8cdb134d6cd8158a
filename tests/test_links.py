"""Asking outside sources: politely, never a neighbour, never a failure. The other side is a server on this machine."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import links
from built import run
from links import Asker, ask_all, is_public
from plan.external import Answer

SAID: dict[str, dict[str, tuple[int, str]]] = {
    # path -> method -> status, where to
    "/mo": {"HEAD": (200, "")},
    "/khong-con": {"HEAD": (404, ""), "GET": (404, "")},
    "/da-xoa": {"HEAD": (410, ""), "GET": (410, "")},
    "/cam": {"HEAD": (403, ""), "GET": (403, "")},
    "/nhieu-qua": {"HEAD": (429, ""), "GET": (429, "")},
    "/hong": {"HEAD": (500, ""), "GET": (503, "")},
    "/khong-biet-head": {"HEAD": (405, ""), "GET": (200, "")},
    "/noi-doi-head": {"HEAD": (404, ""), "GET": (200, "")},
    "/doi-cho": {"HEAD": (301, "/mo")},
    "/doi-cho-hong": {"HEAD": (302, "khong-con"), "GET": (302, "/khong-con")},
    "/vong": {"HEAD": (302, "/vong"), "GET": (302, "/vong")},
    "/vao-tep": {"HEAD": (302, "file:///etc/passwd"), "GET": (302, "file:///etc/passwd")},
    "/vao-nha": {"HEAD": (302, "http://10.0.0.1/quan-tri"), "GET": (302, "http://10.0.0.1/quan-tri")},
    "/c%C3%B3%20d%E1%BA%A5u?t%C3%AAn=1": {"HEAD": (200, "")},
}


class Source:
    """A web server that says what `SAID` tells it and keeps who asked what, when."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.busy = self.most = 0


@pytest.fixture
def source() -> Iterator[tuple[str, Source]]:
    kept, lock = Source(), threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        def answer(self) -> None:
            with lock:
                kept.busy += 1
                kept.most = max(kept.most, kept.busy)
                kept.asked.append((self.command, self.path, self.headers["User-Agent"]))
            status, target = SAID[self.path][self.command]
            self.send_response(status)
            self.send_header("Content-Length", "0")
            if target:
                self.send_header("Location", target)
            with lock:
                kept.busy -= 1
            self.end_headers()

        do_GET = do_HEAD = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", kept
    server.shutdown()
    server.server_close()


def here(address: str) -> bool:
    """As if this machine stood in the open network, and nothing else of its kind did."""
    return address == "127.0.0.1" or is_public(address)


ASKER = Asker(agent="thu", public=here, timeout=2, pause=0)
ANSWERS = {
    "/mo": (Answer.OPEN, "mã 200", ["HEAD"]),
    "/khong-con": (Answer.GONE, "mã 404", ["HEAD", "GET"]),
    "/da-xoa": (Answer.GONE, "mã 410", ["HEAD", "GET"]),
    "/cam": (Answer.CLOSED, "mã 403", ["HEAD", "GET"]),
    "/nhieu-qua": (Answer.CLOSED, "mã 429", ["HEAD", "GET"]),
    "/hong": (Answer.SILENT, "mã 503", ["HEAD", "GET"] * 2),
    "/khong-biet-head": (Answer.OPEN, "mã 200", ["HEAD", "GET"]),
    "/noi-doi-head": (Answer.OPEN, "mã 200", ["HEAD", "GET"]),
    "/doi-cho": (Answer.OPEN, "mã 200", ["HEAD", "HEAD"]),
    "/doi-cho-hong": (Answer.GONE, "mã 404", ["HEAD", "HEAD", "GET", "GET"]),
    "/vong": (Answer.SILENT, "chuyển hướng vòng quanh", ["HEAD"] * 12),
    "/vao-tep": (Answer.SILENT, "chuyển tới nơi không phải trang web", ["HEAD"] * 2),
    "/vao-nha": (Answer.SILENT, "địa chỉ không công khai", ["HEAD"] * 2),
    "/có dấu?tên=1": (Answer.OPEN, "mã 200", ["HEAD"]),
}


@pytest.mark.parametrize(("path", "answer"), ANSWERS.items())
def test_what_an_address_answers(source: tuple[str, Source], path: str, answer: tuple[Answer, str, list[str]]) -> None:
    root, kept = source
    result = ASKER.result(root + path)
    assert (result.answer, result.detail, [method for method, *_ in kept.asked]) == answer


@pytest.mark.parametrize("url", ["https://không-có.invalid/", "http://a..b/", "http://[::1", "https://" + "a" * 300 + ".vn/", "http://127.0.0.1:1/"])
def test_no_address_raises(url: str) -> None:
    assert ASKER.result(url).answer is Answer.SILENT


def test_a_server_without_a_proper_certificate_is_silent(source: tuple[str, Source]) -> None:
    assert ASKER.result(source[0].replace("http:", "https:") + "/mo").answer is Answer.SILENT


PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "::", "::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:10.0.0.1", "::ffff:0:7f00:1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808",
    "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:1:1::80ff:fffe",
]  # fmt: skip
"""IPv4 addresses of neighbours, such of IPv6, and the former wrapped in the latter: mapped, translated, NAT64, 6to4, Teredo."""


@pytest.mark.parametrize("address", PRIVATE)
def test_a_neighbour_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "203.119.8.106", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1"])
def test_the_open_network_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "0.0.0.0"])
def test_a_neighbour_is_never_asked(source: tuple[str, Source], host: str) -> None:
    root, kept = source
    asker = Asker(agent="thu", timeout=2, pause=0)
    result = asker.result(root.replace("127.0.0.1", host) + "/mo")
    assert (result.detail, kept.asked) == ("địa chỉ không công khai", [])


def test_a_host_is_asked_one_thing_at_a_time(source: tuple[str, Source]) -> None:
    root, kept = source
    urls = [f"{root}{path}" for path in ("/mo", "/khong-con", "/cam", "/khong-biet-head", "/doi-cho")]
    assert set(ask_all(urls, ASKER)) == set(urls)
    assert kept.most == 1


def test_a_pause_is_made_between_two_questions(source: tuple[str, Source], monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    ask_all([f"{source[0]}/mo", f"{source[0]}/doi-cho"], Asker(agent="thu", public=here, pause=3))
    assert pauses == [3]


def test_the_command_never_fails(folder: Path, tmp_path: Path) -> None:
    """Nothing to ask in the small plan's data; the report is left empty, so that nobody is told anything."""
    left = tmp_path / "links.md"
    done = run("links", folder, tmp_path / "site", LINKS_REPORT=str(left))
    assert (done.returncode, done.stderr, left.read_text("utf-8")) == (0, "", "")


def test_a_broken_source_is_reported_and_nothing_fails(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terms = folder / "terms.yml"
    terms.write_text(terms.read_text("utf-8") + "# https://nguon.invalid.vn./x\n# https://a.vn/b\n", "utf-8")
    left = tmp_path / "links.md"
    monkeypatch.setenv("LINKS_REPORT", str(left))
    monkeypatch.setattr(links, "Asker", lambda agent: Asker(agent=agent, public=lambda _: False, timeout=1, pause=0))
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("10.0.0.1", 443))])
    assert links.links(folder, tmp_path) == 0
    lines = len(terms.read_text("utf-8").splitlines())
    assert "`https://a.vn/b`: không trả lời (địa chỉ không công khai)" in left.read_text("utf-8")
    assert f"terms.yml:{lines}`" in left.read_text("utf-8")
