"""The site as a whole: which pages there are, in what order, and the shell around each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from ..model import Agency, Document, Plan, Provision, TaskArea
from ..schema import GroupEntry
from . import (
    agencies,
    areas,
    az,
    data_files,
    deadlines,
    documents,
    dossier,
    glossary,
    groups,
    home,
    matrix,
    register,
    responsibilities,
    search,
    subjects,
    text,
)
from .fates import Named, named
from .leaf import FILTERS, Leaf
from .marks import tool
from .page import Link, Options, Page

NAVIGATION: tuple[Link, ...] = (areas.INDEX, dossier.INDEX, groups.INDEX, text.INDEX, deadlines.INDEX, matrix.INDEX)
"""The words in the masthead."""
CONTENTS: tuple[tuple[str, tuple[Link, ...]], ...] = (
    ("Nội dung", (areas.INDEX, dossier.INDEX, groups.INDEX, documents.INDEX, deadlines.INDEX)),
    ("Tra cứu", (text.INDEX, matrix.INDEX, register.INDEX, glossary.INDEX, az.INDEX, search.INDEX)),
    ("Hướng dẫn", (("Cách đọc văn bản", "huong-dan/"), ("Dành cho người dân", "nguoi-dan/"), ("Dành cho cán bộ", "can-bo/"))),
    (
        "Về trang này",
        (
            ("Giới thiệu", "gioi-thieu/"),
            ("Dữ liệu mở", "du-lieu/"),
            ("Đóng góp", "dong-gop/"),
            ("Khả năng tiếp cận", "kha-nang-tiep-can/"),
        ),
    ),
)
"""The full list of pages in the footer."""


TRAIL: tuple[Link, ...] = (("Trang chủ", ""), *(link for _, links in CONTENTS for link in links))
"""The pages one can turn through, in the order of the footer."""

T = TypeVar("T")


class Site:
    """Every page of a plan's site."""

    def __init__(self, plan: Plan, options: Options = Options()) -> None:  # noqa: B008 (frozen)
        self.plan = plan
        self.options = options
        self._written: dict[str, Leaf] = {}
        """Leaves of hand-written pages by address, with what their macros gathered."""

    def _leaf(self, url: str, base: str | None = None) -> Leaf:
        return Leaf(self.plan, self.options, url, base)

    # -- generated pages ---------------------------------------------------------------------------------------

    def pages(self) -> tuple[Page, ...]:
        """Every generated page; lists before what they list."""
        return (
            areas.index(self._leaf("nhiem-vu/")), *self._areas(),
            agencies.index(self._leaf("co-quan/")), *self._agencies(), *self._responsibilities(),
            text.page(self._leaf("toan-van/")),
            documents.index(self._leaf("van-ban/")), *self._documents(),
            groups.index(self._leaf("doi-tuong/")), *self._groups(),
            deadlines.page(self._leaf("thoi-han/")), matrix.page(self._leaf("ma-tran/")), register.page(self._leaf("tra-cuu/")),
            glossary.page(self._leaf("thuat-ngu/")), az.page(self._leaf("muc-luc/")), search.page(self._leaf("tim-kiem/")),
        )  # fmt: skip

    def _areas(self) -> Iterable[Page]:
        plan = self.plan
        rows = [
            (area, (f"{plan.provision(area.id).label}{plan.provision(area.id).short_title}", area.url))
            for area in plan.task_areas
        ]
        return (areas.page(self._leaf(link[1]), area, before, after) for area, link, before, after in _with_neighbours(rows))

    def _agencies(self) -> Iterable[Page]:
        rows = [(agency, (agency.name, agency.url)) for agency in self.plan.agencies]
        return (
            dossier.page(self._leaf(link[1]), agency, before, after) for agency, link, before, after in _with_neighbours(rows)
        )

    def _responsibilities(self) -> Iterable[Page]:
        rows = [(duty, (responsibilities.title(self.plan, duty), self.plan.page_of(duty))) for duty in self.plan.responsibilities]
        return (
            responsibilities.page(self._leaf(link[1]), duty, before, after)
            for duty, link, before, after in _with_neighbours(rows)
        )

    def _documents(self) -> Iterable[Page]:
        rows = [(document, (document.name, document.url)) for document in self.plan.documents]
        return (
            documents.page(self._leaf(link[1]), document, before, after)
            for document, link, before, after in _with_neighbours(rows)
        )

    def _groups(self) -> Iterable[Page]:
        rows = [(group, (group.name, self.plan.group_url(group.id))) for group in self.plan.groups]
        return (groups.page(self._leaf(link[1]), group, before, after) for group, link, before, after in _with_neighbours(rows))

    # -- hand-written pages ------------------------------------------------------------------------------------

    def narrative(self, url: str, title: str, description: str, html: str) -> Page:
        """A hand-written page. The home page brings its own heading and takes its title from the data."""
        plan, body = self.plan, Markup(html)
        leaf = self._written.get(url) or self._leaf(url)
        gathered: dict[str, Any] = {"tips": dict(leaf.wording.tips), "parties": tuple(leaf.wording.parties)}
        if not url:
            title, description = f"{plan.name}: {plan.site.name}", plan.purpose
        else:
            body = leaf.render("narrative.html.j2", title=title, description=description, html=body)
        return Page(
            url=url, title=title, description=description, kind="narrative" if url else "home", body=body, **gathered
        )  # fmt: skip

    def macros(self, url: str) -> dict[str, Callable[..., Markup | str]]:
        """What a hand-written page may call, with addresses as seen from `url`."""
        leaf = self._written[url] = self._leaf(url)
        return {
            "link": lambda x, text=None: self._link(leaf, x, text),
            "quote": lambda x: leaf.render("quote.html.j2", provision=self._provision(x)),
            "citation": lambda x: self.plan.citation(self._provision(x)),
            "role_list": lambda: leaf.render("role-list.html.j2", roles=matrix.roles(leaf)),
            "notice_detail": lambda: leaf.render("notice-detail.html.j2"),
            "reminders": lambda: deadlines.REMINDERS,
            "home": lambda: home.home(leaf),
            "agency_choice": lambda: agencies.choice(leaf),
            "group_list": lambda: groups.links(leaf),
            "report_link": self._report_link,
            "form_link": lambda: self._form_link(leaf),
            "data_tables": lambda: data_files.tables(leaf),
            "data_entities": lambda: data_files.entities(leaf),
            "area_list": lambda: leaf.render("area-list.html.j2", areas=areas.lines(leaf)),
        }

    def _report_link(self) -> Markup:
        """Where to report, when the repository is known; followed by a space."""
        address = self.options.repository
        words = '<a href="{}/issues/new" rel="external noopener">Mở mẫu báo lỗi ở nơi lưu mã nguồn</a>. '
        return Markup(words).format(address) if address else Markup("")

    def _form_link(self, leaf: Leaf) -> Markup:
        """Where to edit in a form, when there is one; a paragraph."""
        words = '<p><a href="{}">Sửa bằng biểu mẫu</a>: mỗi khóa một ô, không phải đụng tới tệp. Trang ấy nói cần gì để dùng.</p>'
        return Markup(words).format(leaf.href(self.options.form)) if self.options.form else Markup("")

    @staticmethod
    def filters() -> dict[str, Callable[..., str]]:
        return dict(FILTERS)

    def _provision(self, x: Provision | str) -> Provision:
        return self.plan.provision(x) if isinstance(x, str) else x

    def _link(self, leaf: Leaf, x: object, text: str | None) -> Markup:
        address, name = self._address(x)
        return leaf.link(address, leaf.unbroken(name) if text is None else text)

    def _address(self, x: object) -> Link:
        """Where an entity or a site path leads, and what it is called."""
        plan = self.plan
        match x:
            case Provision():
                return plan.url(x), plan.short_path(x)
            case TaskArea():
                return x.url, plan.provision(x.id).short_title
            case Agency():
                return x.url, x.name
            case Document():
                return x.url, x.name
            case GroupEntry():
                return plan.group_url(x.id), x.name
            case str():
                known = {url: title for _, links in CONTENTS for title, url in links}
                return x, known.get(x, x)
        raise TypeError(f"link: {type(x).__name__}")

    # -- the shell ---------------------------------------------------------------------------------------------

    def document(self, page: Page) -> str:
        """The complete HTML document of a page."""
        leaf = self._leaf(page.url)
        return self._document(replace(page, linked=subjects.told(leaf, self._subjects.get(page.url))), leaf)

    @cached_property
    def _subjects(self) -> dict[str, subjects.Subject]:
        return subjects.subjects(self.plan)

    def not_found(self) -> str:
        """The page for an address that does not exist; its links work from any address."""
        leaf = self._leaf("404.html", urlsplit(self.options.site_url).path or "/")
        body = leaf.render("missing.html.j2")
        return self._document(
            Page(url="404.html", title="Không có trang này", description=self.plan.purpose, kind="missing", body=body), leaf
        )

    def _document(self, page: Page, leaf: Leaf) -> str:
        options = self.options
        shell = leaf.render(
            "shell.html.j2", page=page, title=f"{page.title} | {self.plan.name}" if page.url else page.title,
            site_url=options.site_url, address=options.site_url + page.url or "/", navigation=_current(NAVIGATION, page),
            contents=CONTENTS, turn=_turn(page), named=self._named(page, leaf), tool=tool, checksum=self.plan.source_sha256,
            tips=sorted({**page.tips, **leaf.wording.tips}.items()),
            edit=options.edit_url(page.place) if page.place else None,
        )  # fmt: skip
        return str(shell)

    def _named(self, page: Page, leaf: Leaf) -> tuple[Named, ...]:
        """What became of the bodies the page names; an agency's own pages have told its own."""
        if page.kind == _TELLS_ITSELF:
            return ()
        own = {agency.id for agency in self.plan.agencies if page.url.startswith(agency.url)}
        return named(leaf, (party for party in page.parties if party not in own))


_TELLS_ITSELF = "agencies"
"""The kind of page that says of each body it lists what became of it."""


def _turn(page: Page) -> tuple[Link | None, Link | None]:
    """The pages before and after: its own neighbours; at the ends of its row the list above it, or the trail of all pages."""
    addresses = [url for _, url in TRAIL]
    home = page.url if page.url in addresses else page.crumbs[0][1] if page.crumbs else None
    if home is None or home not in addresses:
        return page.previous, page.next
    at = addresses.index(home)
    above = TRAIL[at] if page.url != home else TRAIL[at - 1] if at else None
    return page.previous or above, page.next or (TRAIL[at + 1] if at + 1 < len(TRAIL) else None)


def _current(links: Sequence[Link], page: Page) -> tuple[tuple[str, str, str], ...]:
    """Links with how the page stands to each: `page` itself, `true` within it, or nothing."""
    return tuple((title, url, "page" if url == page.url else "true" if page.url.startswith(url) else "") for title, url in links)


def _with_neighbours(rows: list[tuple[T, Link]]) -> list[tuple[T, Link, Link | None, Link | None]]:
    """Every row with the links before and after it."""
    links = [None, *(link for _, link in rows), None]
    return [(item, link, links[i], links[i + 2]) for i, (item, link) in enumerate(rows)]
