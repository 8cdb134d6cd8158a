"""Everything the site publishes that is not a page: path -> bytes, pure functions of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from .. import linked_data, published
from ..chronicle import Chronicle
from ..inventory import Inventory
from ..model import Plan
from ..search import files as search_files
from . import akoma_ntoso, calendars, entities, feeds, images, office, openapi, plan_json, sbom, sheets, tables, whole
from .shapes import encode


def exports(
    plan: Plan, fonts: Path, faces: Path, site_url: str = "", chronicle: Chronicle | None = None,
    inventory: Inventory = Inventory(), *, form: bool = False,  # noqa: B008 (frozen)
) -> dict[str, bytes]:  # fmt: skip
    """All files to publish beside the pages. `fonts` is the folder of the site's own fonts, for drawn images; `faces` that
    of the fonts to print with; `site_url` the absolute address with a trailing slash, for files that leave the site; without
    it they name no address. `inventory` is told as it is in a site with or without a `form` editor."""
    return {
        published.SBOM: sbom.document(plan, inventory, form),
        **open_data(plan, site_url),
        "assets/favicon.svg": images.favicon_svg(plan),
        "assets/icon-180.png": images.icon_png(plan, 180, fonts),
        "assets/sharing-card.png": images.sharing_card(plan, fonts),
        **calendars.files(plan, site_url),
        **feeds.files(chronicle or Chronicle(plan), site_url),
        **office.files(plan, site_url),
        **whole.files(plan, faces, site_url),
        **{f"assets/search/{name}": content for name, content in search_files(plan).items()},
    }


def open_data(plan: Plan, site_url: str = "") -> Mapping[str, bytes]:
    """The plan for programs and spreadsheets, in every form: one model, one wording."""
    return {
        published.PLAN_JSON: plan_json.document(plan),
        published.PLAN_SCHEMA: plan_json.schema(),
        **{address: file.encoded() for address, file in entities.files(plan)},
        **entities.schemas(),
        published.OPENAPI: encode(openapi.description(plan, site_url)),
        published.AKOMA_NTOSO: akoma_ntoso.document(plan, site_url),
        published.JSON_LD: encode(linked_data.whole(plan, _from_data(site_url))),
        **{
            published.table(table.name, form): content
            for table in tables.tables(plan, site_url)
            for form, content in sheets.written(table, plan.date, plan.site.name).items()
        },
    }


def _from_data(site_url: str) -> Callable[[str], str]:
    """Addresses as they work in a file under `api/v1/`."""
    base = site_url or "../" * published.API.count("/")
    return lambda url: base + url
