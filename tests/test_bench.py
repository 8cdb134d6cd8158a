"""What is measured by `make bench` is ours: nobody else's server, no process that ended."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bench import preview


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Somebody else's server where ours is to be."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(preview, "ADDRESS", server.getsockname())
        yield server


def running(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code])


def test_another_server_is_not_measured_for_ours(another: socket.socket) -> None:
    with pytest.raises(SystemExit, match="answers already"):
        preview.refuse_another()
    with running("raise SystemExit(3)") as ended:
        ended.wait()
        with pytest.raises(SystemExit, match="ended with 3"):
            preview.wait(ended)


def test_a_server_that_ended_is_not_waited_for(another: socket.socket) -> None:
    another.close()
    preview.refuse_another()
    with running("import time; time.sleep(0.3); raise SystemExit(3)") as ended, pytest.raises(SystemExit, match="ended with 3"):
        preview.wait(ended)


def test_ours_is_waited_for(another: socket.socket) -> None:
    with running("import time; time.sleep(60)") as ours:
        preview.wait(ours)
        ours.terminate()
