"""What a page is, and what the builder of a site may decide about all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from ..inventory import Inventory
from ..source import Place

Link = tuple[str, str]
"""Title and site-relative address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, ready but for its shell."""

    url: str
    """Site-relative, ends with `/`; empty for the home page."""
    title: str
    """Plain text, for `<title>` and sharing."""
    description: str
    """Plain text, one or two sentences."""
    kind: str
    """home, areas, area, agencies, agency, responsibility, text, documents, document, groups, group, deadlines, matrix, register,
    glossary, az, search, changes, editions, edition, repealed, narrative, missing or moved."""
    body: Markup
    """Content of `<main>`, its `h1` included."""
    crumbs: tuple[Link, ...] = ()
    """From the outermost page below home to the one above this."""
    previous: Link | None = None
    next: Link | None = None
    tips: Mapping[str, str] = field(default_factory=dict)
    """Slug of an abbreviation used on the page -> what it means."""
    parties: tuple[str, ...] = ()
    """Agencies and bodies the page names."""
    forward: str | None = None
    """Of a page that is no more: where its readers are sent at once."""
    place: Place | None = None
    """Where the data of the page's subject begins."""
    trace: Markup | None = None
    """What became of the page since its data came, and where to follow it."""
    feed: Link | None = None
    """Title and address of the feed (Atom) that tells its changes."""
    linked: Markup | None = None
    """What the page is about, for programs (JSON-LD)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the plan's data does not know about the site it becomes."""

    site_url: str = ""
    """Absolute address with a trailing slash; empty: no canonical address, no absolute picture for sharing."""
    edit_url: Callable[[Place], str | None] = lambda _: None
    """Where the data at a place can be edited; `None` leaves the link out."""
    repository: str = ""
    """Address of the repository, to report to; empty: none is named."""
    form: str = ""
    """Where the data can be edited in a form; empty: nowhere."""
    preview: bool = False
    """A live preview, whose pages may run what the generator adds to them."""
    icon: Callable[[str], Markup] = lambda _: Markup("")
    """Inline SVG of a Material Design icon."""
    inventory: Inventory = Inventory()  # noqa: RUF009 (frozen)
    """What of others the site is built with and made of."""
