"""The cases of `cases/spreadsheet.tsv`, for Python and for the browser."""

from __future__ import annotations

from built import ROOT


def cases() -> list[tuple[str, str, str]]:
    """Each a text, the text guarded for CSV, and the text escaped for XLSX."""
    found = []
    for line in (ROOT / "tests/cases/spreadsheet.tsv").read_text("utf-8").split("\n"):
        if line and not line.startswith("# "):
            text, guarded, escaped = (field.replace(r"\t", "\t").replace(r"\r", "\r") for field in line.split("\t"))
            found.append((text, guarded, escaped))
    assert len(found) > 40
    return found
