"""The site as a whole: which pages there are, in what order, and the shell around each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from .. import accessibility, published
from ..chronicle import Chronicle
from ..history import History
from ..model import Agency, Document, Plan, Provision, TaskArea
from ..moves import Moves
from ..policy import FORMS, READING, policy
from ..schema import GroupEntry
from ..source import Place
from . import (
    agencies,
    areas,
    az,
    data_files,
    deadlines,
    documents,
    dossier,
    editions,
    glossary,
    groups,
    home,
    licences,
    matrix,
    moved,
    proposals,
    register,
    repealed,
    responsibilities,
    search,
    subjects,
    text,
    traces,
    what_changed,
)
from .fates import Named, named
from .leaf import FILTERS, Leaf
from .marks import tool
from .page import Link, Options, Page
from .reports import Report, form, letter

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
            what_changed.INDEX,
            ("Đóng góp", "dong-gop/"),
            ("Khả năng tiếp cận", "kha-nang-tiep-can/"),
            ("Giấy phép", published.LICENCES),
        ),
    ),
)
"""The full list of pages in the footer."""


TRAIL: tuple[Link, ...] = (("Trang chủ", ""), *(link for _, links in CONTENTS for link in links))
"""The pages one can turn through, in the order of the footer."""

T = TypeVar("T")
Draft = Callable[[], Page]
"""Writes one page when it is asked."""


class Site:
    """Every page of a plan's site."""

    def __init__(self, plan: Plan, options: Options = Options(), history: History = History()) -> None:  # noqa: B008 (frozen)
        self.plan = plan
        self.options = options
        self.chronicle = Chronicle(plan, history)
        self._written: dict[str, Leaf] = {}
        """Leaves of hand-written pages by address, with what their macros gathered."""

    def _leaf(self, url: str, base: str | None = None) -> Leaf:
        return Leaf(self.plan, self.options, url, base, self.chronicle)

    # -- generated pages ---------------------------------------------------------------------------------------

    def pages(self) -> tuple[Page, ...]:
        """Every generated page; lists before what they list."""
        return tuple(draft() for draft in self.drafts())

    def drafts(self) -> tuple[Draft, ...]:
        """Every generated page, yet to be written: in any order, and by whom the work is shared among."""
        return tuple(partial(self._finished, draft) for draft in self._drafts())

    def _finished(self, draft: Draft) -> Page:
        return self._traced(draft())

    def _traced(self, page: Page) -> Page:
        """A page about one thing with what became of it."""
        subject = self._subjects.get(page.url) or self._repealed_at.get(page.url)
        if page.kind == "changes":
            return replace(page, feed=("Thay đổi", published.ALL_CHANGES))
        if subject is None:
            return page
        feed = (f"Thay đổi của {subject.name}", published.feed(subject)) if isinstance(subject, Agency) else None
        return replace(page, trace=traces.trace(self._leaf(page.url), page, subject), feed=feed)

    def _drafts(self) -> Iterator[Draft]:
        yield self._draft(areas.index, "nhiem-vu/")
        yield from self._row(areas.page, self._areas())
        yield self._draft(agencies.index, "co-quan/")
        yield from self._row(dossier.page, ((agency, (agency.name, agency.url)) for agency in self.plan.agencies))
        yield from self._row(responsibilities.page, self._responsibilities())
        yield self._draft(text.page, "toan-van/")
        yield self._draft(editions.index, "phien-ban/")
        yield from self._editions()
        yield from (self._draft(repealed.page, url, rows) for url, rows in repealed.pages(self.plan).items())
        yield self._draft(documents.index, "van-ban/")
        yield from self._row(documents.page, ((document, (document.name, document.url)) for document in self.plan.documents))
        yield self._draft(groups.index, "doi-tuong/")
        yield from self._row(groups.page, ((group, (group.name, self.plan.group_url(group.id))) for group in self.plan.groups))
        singles = (
            (deadlines.page, "thoi-han/"), (matrix.page, "ma-tran/"), (register.page, "tra-cuu/"), (glossary.page, "thuat-ngu/"),
            (az.page, "muc-luc/"), (search.page, "tim-kiem/"), (what_changed.page, published.CHANGES),
        )  # fmt: skip
        yield from (self._draft(write, url) for write, url in singles)
        yield from (self._draft(what_changed.of_year, published.changes_in(year), year) for year in self.chronicle.years)

    def _draft(self, write: Callable[..., Page], url: str, *about: object) -> Draft:
        return lambda: write(self._leaf(url), *about)

    def _row(self, write: Callable[..., Page], rows: Iterable[tuple[object, Link]]) -> Iterator[Draft]:
        """Pages of one kind, each with the links before and after it."""
        return (self._draft(write, link[1], item, before, after) for item, link, before, after in _with_neighbours(list(rows)))

    def _areas(self) -> Iterator[tuple[TaskArea, Link]]:
        for area in self.plan.task_areas:
            heading = self.plan.provision(area.id)
            yield area, (f"{heading.label}{heading.short_title}", area.url)

    def _responsibilities(self) -> Iterator[tuple[Provision, Link]]:
        return ((duty, (responsibilities.title(self.plan, duty), self.plan.page_of(duty))) for duty in self.plan.responsibilities)

    def _editions(self) -> Iterator[Draft]:
        """Each state of the text is written by the plan as it stood then."""
        found = self.plan.editions
        return (partial(self._edition, at) for at in range(len(found)))

    def _edition(self, at: int) -> Page:
        found = self.plan.editions
        return editions.page(Leaf(found[at].plan, self.options, found[at].url), at, found)

    @cached_property
    def _repealed_at(self) -> dict[str, Provision]:
        """Address of a page -> the repealed provision it is about."""
        return {url: rows[0].provision for url, rows in repealed.pages(self.plan).items()}

    # -- what stands at old addresses --------------------------------------------------------------------------

    @cached_property
    def moves(self) -> Moves:
        return Moves(self.plan)

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {**moved.titles(self.plan), **{url: title for title, url in TRAIL}}

    def moved(self) -> tuple[Page, ...]:
        """A page in place of every one that is no more; not among those to read, list or search."""
        return tuple(moved.page(self._leaf(move.old), move, self.moves, self._titles) for move in self.moves.pages())

    # -- hand-written pages ------------------------------------------------------------------------------------

    def narrative(self, url: str, title: str, description: str, html: str, place: Place | None = None) -> Page:
        """A hand-written page, typed at `place`. The home page brings its own heading and takes its words from the data."""
        plan, body = self.plan, Markup(html)
        leaf = self._written.get(url) or self._leaf(url)
        gathered: dict[str, Any] = {"tips": dict(leaf.wording.tips), "parties": tuple(leaf.wording.parties)}
        if not url:
            title, description, place = f"{plan.name}: {plan.site.name}", plan.purpose, plan.place_of("site")
        else:
            body = leaf.render("narrative.html.j2", title=title, description=description, html=body)
        return Page(
            url=url, title=title, description=description, kind="narrative" if url else "home", body=body, place=place, **gathered
        )  # fmt: skip

    def macros(self, url: str) -> dict[str, Callable[..., Markup | str]]:
        """What a hand-written page may call, with addresses as seen from `url`."""
        leaf = self._written[url] = self._leaf(url)
        return {
            "link": lambda x, text=None: self._link(leaf, x, text),
            "quote": lambda x: leaf.render("quote.html.j2", provision=self._provision(x)),
            "citation": lambda x: self.plan.citation(self._provision(x)),
            "tested": lambda: leaf.render("tested.html.j2", facts=accessibility),
            "english": Markup('<span lang="en">{}</span>').format,
            "standard": lambda: accessibility.STANDARD,
            "role_list": lambda: leaf.render("role-list.html.j2", roles=matrix.roles(leaf)),
            "notice_detail": lambda: leaf.render("notice-detail.html.j2"),
            "kept": lambda: leaf.render("kept.html.j2", reading=READING, forms=FORMS if self.options.form else ()),
            "reminders": lambda: deadlines.REMINDERS,
            "home": lambda: home.home(leaf),
            "agency_choice": lambda: agencies.choice(leaf),
            "group_list": lambda: groups.links(leaf),
            "report_link": self._report_link,
            "letter_link": self._letter_link,
            "guide_link": self._guide_link,
            "form_link": lambda: self._form_link(leaf),
            "data_tables": lambda: data_files.tables(leaf),
            "whole_files": lambda: data_files.whole_files(leaf),
            "data_entities": lambda: data_files.entities(leaf),
            "parts_of_others": lambda: licences.parts(leaf),
            "build_packages": lambda: licences.packages(leaf),
            "bill_of_materials": lambda: leaf.link(published.SBOM, "sbom.cdx.json"),
            "area_list": lambda: leaf.render("area-list.html.j2", areas=areas.lines(leaf)),
        }

    def _report_link(self, words: str = "Mở mẫu báo lỗi") -> Markup:
        """The form to report with, nothing filled in; empty where the repository is not known."""
        address = self.options.repository
        link = Markup('<a href="{}" rel="external nofollow noopener">{}</a>')
        return link.format(form(address, Report()), words) if address else Markup("")

    def _letter_link(self) -> Markup:
        """The mailbox that takes reports, as a letter with their fields; empty where the data names none."""
        mailbox = self.plan.site.email
        return Markup('<a href="{}">{}</a>').format(letter(mailbox, Report()), mailbox) if mailbox else Markup("")

    def _guide_link(self) -> Markup:
        """The step by step guide, which lies beside the data."""
        address, name = self.options.repository, Markup("<code>CONTRIBUTING.md</code>")
        link = Markup('<a href="{}/blob/HEAD/CONTRIBUTING.md" rel="external noopener">{}</a>')
        return link.format(address, name) if address else name

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
        body, went = (page.body, ()) if page.kind in moved.KINDS else moved.told(leaf, page.body, self.moves, self._titles)
        page = replace(page, body=body)
        shell = leaf.render(
            "shell.html.j2", page=page, title=f"{page.title} | {self.plan.name}" if page.url else page.title,
            site_url=options.site_url, address=_answers_at(options, page), went=went, navigation=_current(NAVIGATION, page),
            contents=CONTENTS, turn=_turn(page), named=self._named(page, leaf), tool=tool, checksum=self.plan.source_sha256,
            policy=Markup(policy(preview=options.preview)),
            tips=sorted({**page.tips, **leaf.wording.tips}.items()),
            proposal=proposals.of_page(leaf, page) if page.kind != "missing" else None,
        )  # fmt: skip
        return str(shell)

    def _named(self, page: Page, leaf: Leaf) -> tuple[Named, ...]:
        """What became of the bodies the page names; an agency's own pages have told its own."""
        if page.kind == _TELLS_ITSELF:
            return ()
        own = self._agency_at.get("/".join(page.url.split("/")[:2]) + "/")
        return named(leaf, (party for party in page.parties if party != own))

    @cached_property
    def _agency_at(self) -> dict[str, str]:
        """Address of an agency's page, below which all of its pages lie -> its id."""
        return {agency.url: agency.id for agency in self.plan.agencies}


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


def _answers_at(options: Options, page: Page) -> str:
    """Where a page stands, or the page that took its place; without the site's own address from the root."""
    return options.site_url + (page.forward or page.url).partition("#")[0] or "/"


def _current(links: Sequence[Link], page: Page) -> tuple[tuple[str, str, str], ...]:
    """Links with how the page stands to each: `page` itself, `true` within it, or nothing."""
    return tuple((title, url, "page" if url == page.url else "true" if page.url.startswith(url) else "") for title, url in links)


def _with_neighbours(rows: list[tuple[T, Link]]) -> list[tuple[T, Link, Link | None, Link | None]]:
    """Every row with the links before and after it."""
    links = [None, *(link for _, link in rows), None]
    return [(item, link, links[i], links[i + 2]) for i, (item, link) in enumerate(rows)]
