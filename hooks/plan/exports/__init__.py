"""Everything the site publishes that is not a page: path -> bytes, pure functions of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .. import published
from ..model import Plan
from ..search import files as search_files
from . import entities, images, openapi, plan_json
from .shapes import encode


def exports(plan: Plan, fonts: Path, site_url: str = "") -> dict[str, bytes]:
    """All files to publish beside the pages. `fonts` is the folder of the site's own fonts, for drawn images; `site_url`
    the absolute address with a trailing slash, for files that leave the site; without it they name no address."""
    return {
        **open_data(plan, site_url),
        "assets/favicon.svg": images.favicon_svg(plan, fonts),
        "assets/icon-180.png": images.icon_png(plan, 180, fonts),
        "assets/sharing-card.png": images.sharing_card(plan, fonts),
        **{f"assets/search/{name}": content for name, content in search_files(plan).items()},
    }


def open_data(plan: Plan, site_url: str = "") -> Mapping[str, bytes]:
    """The plan for programs: one model, one wording."""
    return {
        published.PLAN_JSON: plan_json.document(plan),
        published.PLAN_SCHEMA: plan_json.schema(),
        **{address: file.encoded() for address, file in entities.files(plan)},
        **entities.schemas(),
        published.OPENAPI: encode(openapi.description(plan, site_url)),
    }
