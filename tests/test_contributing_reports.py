"""The reports CONTRIBUTING.md shows are those the commands print, on the real plan."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from built import ROOT
from plan import examine
from reporting import told

SECTION = "## Đọc lời báo lỗi"
SLIPS = {
    "Lỡ tay sửa nguyên văn": ("sự hài lòng của người bệnh, hoàn thiện", "sự hài lòng của bệnh nhân, hoàn thiện"),
    "Gõ nhầm mã": (
        "      - provision: II.4.b\n        reason: Cùng nâng",
        "      - provision: II.4.bb\n        reason: Cùng nâng",
    ),
    "Dấu hai chấm ở giữa câu": ("reason: Cùng nâng", "reason: Chung việc: cùng nâng"),
    "Một lỗi ở nhiều chỗ": ("short_title:", "short_titel:"),
}
"""Heading of an example -> what an editor did to the file of one agency."""


def examples() -> dict[str, str]:
    """Heading -> the report shown below it."""
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition(SECTION)[2].partition("\n## ")[0]
    return dict(re.findall(r"\*\*(.+?)\.\*\*\n\n```text\n(.*?)\n```", section, re.DOTALL))


def test_every_example_has_its_slip() -> None:
    assert list(examples()) == list(SLIPS)


@pytest.mark.parametrize("name", SLIPS)
def test_an_example_is_what_is_printed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    old, new = SLIPS[name]
    agency = data / "agencies" / "05-so-y-te.yml"
    text = agency.read_text("utf-8")
    assert old in text
    agency.write_text(text.replace(old, new), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert told(examine(Path("data"))[1]) == examples()[name]
