"""The whole text in one file to keep: a PDF for paper and screen readers, an EPUB for reading devices."""

from __future__ import annotations

from pathlib import Path

from ... import published
from ...model import Plan
from . import ebook, printed


def files(plan: Plan, faces: Path, site_url: str) -> dict[str, bytes]:
    """Address -> content. `faces` is the folder of the fonts to print with; the files name `site_url` where it is known."""
    return {
        published.whole_pdf(plan): printed.document(plan, faces, site_url),
        published.whole_epub(plan): ebook.document(plan, site_url),
    }
