"""What a page may cost is bounded, never more widely than the process is already."""

from __future__ import annotations

import subprocess
import sys

import pytest

from built import ROOT

LIMITS = """
import resource, sys
sys.path.insert(0, "hooks")
{before}
import bounds
unbound = resource.getrlimit(resource.RLIMIT_AS)
bounds.begin(TimeoutError())
print(resource.getrlimit(resource.RLIMIT_AS)[0])
bounds.end()
print(resource.getrlimit(resource.RLIMIT_AS) == unbound)
"""


@pytest.mark.parametrize(("before", "least", "most"), [
    ("", 512 * 2**20, 2 * 2**30),
    ("resource.setrlimit(resource.RLIMIT_AS, (300_000_000, resource.RLIM_INFINITY))", 300_000_000, 300_000_000),
    ("resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 400_000_000))", 300_000_000, 300_000_000),
], ids=["no limit", "a limit that may be raised", "a limit below another"])  # fmt: skip
def test_memory_is_held_and_let_go(before: str, least: int, most: int) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITS.format(before=before)], cwd=ROOT, capture_output=True, text=True, check=True)
    held, again = done.stdout.split()
    assert least <= int(held) <= most
    assert again == "True"
