"""What one page may cost while what its author wrote is run: seconds and memory, where the system can hold it to them."""

from __future__ import annotations

import resource
import signal
import threading
from pathlib import Path
from types import FrameType

SECONDS = 10
BYTES = 512 * 2**20
"""Beside what the process has already."""
_SIZE = Path("/proc/self/statm")
_UNBOUND = resource.getrlimit(resource.RLIMIT_AS)


def begin(error: Exception) -> None:
    """From now until `end`, `error` is raised when the time is over, `MemoryError` when the memory is."""
    if threading.current_thread() is not threading.main_thread():
        return  # signals reach the first thread only

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise error

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    if _SIZE.is_file():
        now = int(_SIZE.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        narrower = (limit for limit in _UNBOUND if limit != resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_AS, (min((now + BYTES, *narrower)), _UNBOUND[1]))


def end() -> None:
    """Nothing is held any more."""
    if threading.current_thread() is threading.main_thread():
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_AS, _UNBOUND)
