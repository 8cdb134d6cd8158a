"""Editing in a form, as far as it needs the machine: the settings of the build, and the ready-made editor on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from plan import Plan, form
from plan.schema import FILES

VENDOR = Path(__file__).resolve().parent / "vendor" / "form"


def host(plan: Plan, settings: Mapping[str, str]) -> form.Host | None:
    """Where forms propose to; `None` without a repository they can speak to, or when its data lies elsewhere."""
    place = plan.place_of("plan")
    data = place.path if place else ""
    if not data or Path(data).is_absolute() or data.startswith(".."):
        return None
    return form.host(settings.get("REPO_URL", ""), settings.get("FORM_API_URL", ""), settings.get("FORM_SIGN_IN_URL", ""))


def files(plan: Plan, folder: Path, where: form.Host) -> dict[str, bytes]:
    """All of `/quan-tri/`: path -> content."""
    present = frozenset(name for name in FILES if (folder / name).is_file())
    return form.files(plan, where, present, {name: (VENDOR / name).read_bytes() for name in form.VENDORED})
