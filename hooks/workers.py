"""Files written by several processes at once: the same bytes whoever writes one, and how many they are.

Knows nothing of what it writes. A job makes a few files when it is asked. Where processes cannot be had by forking, or other
threads run beside, one process does all. What goes wrong in another process goes wrong here again, where it can be told.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

Files = Iterable[tuple[str, str | bytes]]
"""Address and content of each."""
Job = Callable[[], Files]
MOST = 4
"""More processes than this only need more memory."""


def write(jobs: Sequence[Job], folder: Path, hands: int | None = None) -> list[str]:
    """Every file of the jobs written under `folder`; their addresses in the order of the jobs."""
    hands = hands or _hands()
    shares = [range(first, len(jobs), hands) for first in range(hands)]
    fork = multiprocessing.get_context("fork") if hands > 1 else None
    others = []
    for share in shares[1:]:
        assert fork is not None
        told, telling = fork.Pipe(duplex=False)
        process = fork.Process(target=_tell, args=(jobs, share, folder, telling), daemon=True)
        process.start()
        telling.close()
        others.append((share, told, process))
    written = _do(jobs, shares[0], folder)
    for share, told, process in others:
        written |= _heard(told) or _do(jobs, share, folder)
        process.join()
    return [address for at in range(len(jobs)) for address in written[at]]


class Behind:
    """Jobs done while something else is, beginning a moment later, until somebody needs the folder for other ends."""

    def __init__(self, jobs: Sequence[Job], folder: Path, pause: float = 1) -> None:
        self._jobs, self._folder, self._pause = jobs, folder, pause
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns when nothing more is written."""
        self._stopped.set()
        self._thread.join()

    def wait(self) -> None:
        """Returns when all is written."""
        self._thread.join()

    def _run(self) -> None:
        self._stopped.wait(self._pause)
        for at in range(len(self._jobs)):
            if self._stopped.is_set():
                return
            _do(self._jobs, [at], self._folder)


def _hands() -> int:
    """As many processes as processors that are ours; one where forking is not safe."""
    if sys.platform != "linux" or len(list(Path("/proc/self/task").iterdir())) > 1:  # with those a library started
        return 1
    return min(len(os.sched_getaffinity(0)), MOST)


def _do(jobs: Sequence[Job], share: Iterable[int], folder: Path) -> dict[int, list[str]]:
    return {at: [_put(folder / address, address, content) for address, content in jobs[at]()] for at in share}


def _put(path: Path, address: str, content: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return address


def _tell(jobs: Sequence[Job], share: Iterable[int], folder: Path, telling: Connection) -> None:
    """In another process: nothing is told of a share that could not be done."""
    try:
        telling.send(_do(jobs, share, folder))
    except Exception:  # noqa: BLE001 (whatever it was)
        os._exit(1)  # the share is done again, and what went wrong told, by the first process
    telling.close()
    os._exit(0)  # nothing of the first process is to be flushed or cleaned up twice


def _heard(told: Connection) -> dict[int, list[str]]:
    """What another process wrote; nothing when it could not."""
    try:
        found: dict[int, list[str]] = told.recv()
    except (EOFError, OSError):  # it died before it told, or while it did
        return {}
    return found
