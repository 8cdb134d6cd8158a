"""What we take from the generator and its theme is what we looked at: a change upstream is seen here, not by a reader."""

from __future__ import annotations

import hashlib
import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
import yaml

from built import ROOT
from plan import Plan

THEME = ROOT / "hooks" / "theme"
LEANED_ON = yaml.safe_load((THEME / "upstream.yml").read_text("utf-8"))
ICONS = Path(str(distribution("mkdocs-material").locate_file("material/templates/.icons/material")))
ICON = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 24 24">(<path d="[^"<>]+"/>)+</svg>\n?')


@pytest.mark.parametrize("entry", LEANED_ON, ids=lambda entry: entry["file"])
def test_upstream_is_what_we_looked_at(entry: dict[str, str]) -> None:
    content = Path(str(distribution(entry["package"]).locate_file(entry["file"]))).read_bytes()
    told = f"{entry['file']} of {entry['package']} changed. {entry['look']} Then put its sum into hooks/theme/upstream.yml."
    assert hashlib.sha256(content).hexdigest() == entry["sha256"], told


def test_every_template_of_ours_is_listed_with_its_reason() -> None:
    listed = {entry["ours"] for entry in LEANED_ON}
    assert {path.relative_to(ROOT).as_posix() for path in THEME.iterdir() if path.suffix in (".html", ".xml")} <= listed
    assert all((ROOT / name).is_file() for name in listed)
    assert all(set(entry) == {"ours", "package", "file", "sha256", "why", "look"} for entry in LEANED_ON)


def test_every_private_name_of_others_is_listed() -> None:
    """An underscore on something the hooks did not make is an upstream detail."""
    adapter = (ROOT / "hooks" / "mkdocs_hooks.py").read_text("utf-8")
    private = set(re.findall(r"(?<=[\])\w])\.(_[a-z]\w*)", adapter))
    assert private == {"_env"}
    assert all(any(name in entry["why"] for entry in LEANED_ON) for name in private)


def test_icons_lie_where_we_take_them_and_are_drawings_only(real: Plan, small: Plan) -> None:
    named = {entry.icon for plan in (real, small) for entry in (*plan.task_areas, *plan.groups) if entry.icon}
    assert named
    for name in named:
        assert ICON.fullmatch((ICONS / f"{name}.svg").read_text("utf-8")), name
