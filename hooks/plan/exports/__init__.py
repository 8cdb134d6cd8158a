"""Everything the site publishes that is not a page: path -> bytes, pure functions of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from .. import linked_data, published
from ..chronicle import Chronicle
from ..inventory import Inventory
from ..model import Plan
from ..search import files as search_files
from . import akoma_ntoso, calendars, entities, feeds, images, office, openapi, plan_json, sbom, sheets, tables, whole
from .shapes import encode

Files = Iterable[tuple[str, bytes]]
"""Address and content of each."""
Job = Callable[[], Files]
"""Makes some of the files; in any order, and by whom the work is shared among."""


def exports(
    plan: Plan, fonts: Path, faces: Path, site_url: str = "", chronicle: Chronicle | None = None,
    inventory: Inventory = Inventory(), *, form: bool = False,  # noqa: B008 (frozen)
) -> dict[str, bytes]:  # fmt: skip
    """All files to publish beside the pages. `fonts` is the folder of the site's own fonts, for drawn images; `faces` that
    of the fonts to print with; `site_url` the absolute address with a trailing slash, for files that leave the site; without
    it they name no address. `inventory` is told as it is in a site with or without a `form` editor."""
    made = jobs(plan, fonts, faces, site_url, chronicle, inventory, form=form)
    return dict(chain.from_iterable(job() for job in made))


def jobs(
    plan: Plan, fonts: Path, faces: Path, site_url: str = "", chronicle: Chronicle | None = None,
    inventory: Inventory = Inventory(), *, form: bool = False,  # noqa: B008 (frozen)
) -> tuple[Job, ...]:  # fmt: skip
    """The same, yet to be made; what takes longest comes first."""
    return (
        lambda: whole.files(plan, faces, site_url).items(),
        lambda: [(published.SBOM, sbom.document(plan, inventory, form))],
        *_open_data(plan, site_url),
        lambda: [("assets/favicon.svg", images.favicon_svg(plan))],
        lambda: [("assets/icon-180.png", images.icon_png(plan, 180, fonts))],
        lambda: [("assets/sharing-card.png", images.sharing_card(plan, fonts))],
        lambda: calendars.files(plan, site_url).items(),
        lambda: feeds.files(chronicle or Chronicle(plan), site_url).items(),
        *(partial(office.of, plan, agency, site_url) for agency in plan.agencies),
        lambda: ((f"assets/search/{name}", content) for name, content in search_files(plan).items()),
    )


def open_data(plan: Plan, site_url: str = "") -> Mapping[str, bytes]:
    """The plan for programs and spreadsheets, in every form: one model, one wording."""
    return dict(chain.from_iterable(job() for job in _open_data(plan, site_url)))


def _open_data(plan: Plan, site_url: str) -> Iterator[Job]:
    yield lambda: [(published.PLAN_JSON, plan_json.document(plan)), (published.PLAN_SCHEMA, plan_json.schema())]
    yield from (partial(_encoded, entity) for entity in entities.drafts(plan))
    yield lambda: entities.schemas().items()
    yield lambda: [(published.OPENAPI, encode(openapi.description(plan, site_url)))]
    yield lambda: [(published.AKOMA_NTOSO, akoma_ntoso.document(plan, site_url))]
    yield lambda: [(published.JSON_LD, encode(linked_data.whole(plan, _from_data(site_url))))]
    yield from (partial(_sheets, plan, table) for table in tables.tables(plan, site_url))


def _encoded(entity: entities.Draft) -> Files:
    address, write = entity
    yield address, write().encoded()


def _sheets(plan: Plan, table: tables.Table) -> Files:
    for form, content in sheets.written(table, plan.date, plan.site.name).items():
        yield published.table(table.name, form), content


def _from_data(site_url: str) -> Callable[[str], str]:
    """Addresses as they work in a file under `api/v1/`."""
    base = site_url or "../" * published.API.count("/")
    return lambda url: base + url
