"""CODEOWNERS, written from the data: who is asked when a file changes. `make owners ORG=NAME`.

Each agency's file is its own team's and the editors'; code, workflows, lock files and the official text are the
maintainers' alone, and stand last because the last match wins. Teams are named after the agencies' ids.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / ".github" / "CODEOWNERS"
PLACEHOLDER = "to-chuc"
ORG = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?")
EDITORS, MAINTAINERS = "bien-tap", "bao-tri"
KEPT = (
    "/data/source/", "/.ci/", "/.github/", "/docs/assets/", "/hooks/", "/tests/", "/.gitattributes", "/.gitignore", "/Makefile",
    "/mkdocs.yml", "/pyproject.toml", "/requirements*.txt", "/LICENSE*",
)  # fmt: skip
"""What only the maintainers may let pass: it runs, it pins what runs, or it is the official text."""

HEAD = """\
# Who is asked when a file changes; the last line that matches wins. Written by `make owners`: do not edit by hand.
# `{placeholder}` stands for an organisation that is not known yet. The service passes over teams that do not exist, so
# nobody is asked until `make owners ORG=NAME` is run with the real name, and its teams exist:
# `{maintainers}` (code), `{editors}` (words), and one team for each agency, called by the agency's id.
"""


def owners(org: str, agencies: dict[str, str], areas: list[str]) -> str:
    """The whole file. `agencies` tells file name -> agency id, `areas` the names of the task areas' files."""
    editors, maintainers = f"@{org}/{EDITORS}", f"@{org}/{MAINTAINERS}"
    blocks = [
        [f"* {maintainers}"],
        [f"/{path} {editors}" for path in ("docs/*.md", "data/", "README.md", "CONTRIBUTING.md")],
        [f"/data/task-areas/{name} {editors}" for name in areas],
        [f"/data/agencies/{name} {editors} @{org}/{agency}" for name, agency in agencies.items()],
        [f"{path} {maintainers}" for path in KEPT],
    ]
    head = HEAD.format(placeholder=PLACEHOLDER, maintainers=MAINTAINERS, editors=EDITORS)
    return "\n".join([head, *("\n".join(block) + "\n" for block in blocks if block)])


def of_data(org: str, data: Path) -> str:
    """The file for a data folder, which was checked before: each agency's file begins with its id."""
    agencies = {}
    for path in sorted((data / "agencies").glob("*.yml")):
        found = re.search(r"^id: *['\"]?([a-z0-9-]+)", path.read_text("utf-8"), re.MULTILINE)
        if found:
            agencies[path.name] = found[1]
    return owners(org, agencies, sorted(path.name for path in (data / "task-areas").glob("*.yml")))


def current_org(text: str) -> str:
    """The organisation a file was written for."""
    found = re.search(r"^\* @([^/\s]+)/", text, re.MULTILINE)
    return found[1] if found else PLACEHOLDER


def main() -> int:
    org = os.environ.get("ORG") or current_org(FILE.read_text("utf-8") if FILE.is_file() else "")
    if not ORG.fullmatch(org):
        print(f"ORG '{org}' không phải tên một tổ chức (gợi ý: chữ không dấu, số và dấu '-')", file=sys.stderr)
        return 1
    FILE.write_text(of_data(org, ROOT / "data"), "utf-8")
    print(f"Đã ghi .github/CODEOWNERS cho @{org}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
