"""What others made, as far as it needs the machine: the lock and the table of licences on disk. Outermost.

Only these two files speak, never what happens to be installed: every machine tells the same of the same commit.
"""

from __future__ import annotations

from pathlib import Path

import form_editor
from plan import DataError, Problem, inventory
from plan.source import decode

ROOT = Path(__file__).resolve().parent.parent
LOCK = "requirements.txt"
TABLE = "hooks/packages.yml"


def read(root: Path = ROOT) -> inventory.Inventory:
    """All that the site is built with and made of; `DataError` where lock and table do not agree."""
    return inventory.inventory(_text(root, LOCK), _text(root, TABLE), lambda address: _on_disk(root, address).is_file())


def _text(root: Path, name: str) -> tuple[str, str]:
    try:
        text, problems = decode((root / name).read_bytes(), name)
    except OSError:
        text, problems = "", [Problem(name, 1, 1, "không đọc được tệp này (gợi ý: lấy lại từ kho mã nguồn)")]
    if problems:
        raise DataError(problems)
    return text, name


def _on_disk(root: Path, address: str) -> Path:
    """The file published at an address: of the form editor's, or beside the hand-written pages."""
    own = address.removeprefix(inventory.FORM)
    return root / "docs" / address if own == address else root / form_editor.VENDOR.relative_to(ROOT) / own
