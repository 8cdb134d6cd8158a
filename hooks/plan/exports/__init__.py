"""Everything the site publishes that is not a page: path -> bytes, pure functions of the plan."""

from __future__ import annotations

from pathlib import Path

from ..model import Plan
from ..search import files as search_files
from . import calendars, images, office, plan_json


def exports(plan: Plan, fonts: Path, site_url: str = "") -> dict[str, bytes]:
    """All files to publish beside the pages. `fonts` is the folder of the site's own fonts, for drawn images; `site_url`
    the absolute address with a trailing slash, for files that leave the site; without it they name no address."""
    return {
        "api/v1/plan.json": plan_json.document(plan),
        "api/v1/plan.schema.json": plan_json.schema(),
        "assets/favicon.svg": images.favicon_svg(plan, fonts),
        "assets/icon-180.png": images.icon_png(plan, 180, fonts),
        "assets/sharing-card.png": images.sharing_card(plan, fonts),
        **calendars.files(plan, site_url),
        **office.files(plan, site_url),
        **{f"assets/search/{name}": content for name, content in search_files(plan).items()},
    }
