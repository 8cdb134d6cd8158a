"""What is publicly known to be wrong with any pinned package: `make advisories`, as one row."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from audit.table import Row
from built import ROOT

UNANSWERED = re.compile("ConnectionError|ServiceError|Max retries|could not be audited|ENOTFOUND|ECONNREFUSED|audit endpoint returned")
FOUND = re.compile(r"^Found \d+ known vulnerabilit.*|^\d+ (?:\w+ severity )?vulnerabilit.*", re.MULTILINE)


def rows(_site: Path) -> Iterator[Row]:
    done = subprocess.run(["make", "-s", "advisories"], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    said = done.stdout + done.stderr
    found = FOUND.search(said)
    if done.returncode == 0:
        value, met = "0", True
    elif found and not re.match(r"(?:Found )?0 ", found[0]):
        value, met = found[0], False
    elif UNANSWERED.search(said):
        value, met = "the database does not answer from here", None
    else:
        value, met = said.strip().splitlines()[-1] if said.strip() else f"exit status {done.returncode}", False
    yield Row(what="known faults in pinned packages (Python, npm)", value=value, bar="0", met=met)
