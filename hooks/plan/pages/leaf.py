"""A page while it is written: addresses, links and templates as seen from its own address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..chronicle import Chronicle
from ..model import Plan, Provision
from ..source import Place
from ..vietnamese import capital, long_date, number_words, short_date
from ..wording import Wording, unbroken
from .marks import mark
from .page import Link, Options, Page

FILTERS: dict[str, Callable[..., str]] = {
    "short_date": short_date, "long_date": long_date, "words": number_words, "capital": capital,
}  # fmt: skip
"""What templates and hand-written pages may do to a value."""


@cache
def environment() -> Environment:
    """Templates escape everything they are given and stop at an unknown name."""
    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(FILTERS)
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a data file that something was typed at."""

    key: str
    """What was typed there: the way to it inside its entity (`partners/0`), or the kind of the entity itself."""
    address: str


class Leaf:
    """Writes one page; what it gathers on the way (explanations of abbreviations) belongs to that page alone."""

    def __init__(
        self, plan: Plan, options: Options, url: str, base: str | None = None, chronicle: Chronicle | None = None
    ) -> None:
        """`base` replaces the way up from `url` to the home page, for a page served at any address."""
        self.plan = plan
        self.options = options
        self.url = url
        self.base = "../" * url.count("/") if base is None else base
        self.chronicle = chronicle or Chronicle(plan)
        self.wording = Wording(plan, self.href)

    def href(self, address: str) -> str:
        """A site-relative address as it works on this page; a fragment of this very page stays a bare one."""
        path, _, fragment = address.partition("#")
        if fragment and path == self.url:
            return f"#{fragment}"
        return self.base + address or "./"

    def render(self, template: str, **values: object) -> Markup:
        html = environment().get_template(template).render(plan=self.plan, leaf=self, **values)
        return Markup(html)

    def page(
        self,
        template: str,
        *,
        title: str,
        description: str,
        kind: str,
        crumbs: Iterable[Link] = (),
        previous: Link | None = None,
        following: Link | None = None,
        place: Place | None = None,
        **values: object,
    ) -> Page:
        """The finished page of this leaf."""
        body = self.render(template, title=title, **values)
        return Page(
            url=self.url, title=title, description=description, kind=kind, body=body, crumbs=tuple(crumbs),
            previous=previous, next=following, tips=dict(self.wording.tips), parties=tuple(self.wording.parties), place=place,
        )  # fmt: skip

    # -- links -------------------------------------------------------------------------------------------------

    def link(self, address: str, text: str | Markup) -> Markup:
        return Markup('<a href="{}">{}</a>').format(self.href(address), text)

    def line(self, kind: str, entity_id: str = "", *way: str | int) -> Line | None:
        """Where an entity, or something inside it, was typed; nothing where the repository is not known."""
        place = self.plan.place_of(kind, entity_id, *way)
        address = self.options.edit_url(place) if place else None
        return Line("/".join(map(str, way)) or kind, address) if address else None

    def party(self, party_id: str) -> Markup:
        """An agency or a body by its name as printed."""
        self.wording.parties[party_id] = None
        return self.link(self.plan.party_url(party_id), self.unbroken(self.plan.party_name(party_id)))

    def names(self, text: str | None) -> str | None:
        """Words shown as they are; the bodies they name are bodies of the page."""
        self.wording.meet(self.plan.find_mentions(text or ""))
        return text

    def provision(self, provision: Provision, text: str | None = None) -> Markup:
        """A provision by its path (`II.2.b`) or by other words."""
        return self.link(self.plan.url(provision), self.path(provision) if text is None else text)

    def path(self, provision: Provision) -> Markup:
        """`V.5.a`, never broken across lines; words for what has no number."""
        return Markup('<span class="nb">{}</span>').format(self.plan.short_path(provision).removeprefix("Mục "))

    def document(self, document_id: str) -> Markup:
        document = self.plan.document(document_id)
        return self.link(document.url, self.unbroken(document.name))

    def group(self, group_id: str) -> Markup:
        return self.link(self.plan.group_url(group_id), self.plan.group(group_id).name)

    @staticmethod
    def unbroken(text: str) -> Markup:
        """Our words with symbols and dates kept whole at the end of a line."""
        return unbroken(text)

    # -- marks -------------------------------------------------------------------------------------------------

    def role(self, role_id: str | None) -> Markup:
        """Mark and word of a role."""
        return mark(self.plan, role_id) if role_id else Markup("")

    def icon(self, name: str | None) -> Markup:
        drawn = self.options.icon(name) if name else Markup("")
        return Markup('<span class="icon" aria-hidden="true">{}</span>').format(drawn) if drawn else Markup("")

    def area_class(self, area_id: str | None) -> str:
        """The class that gives an area its colour; empty where the data gives none."""
        coloured = area_id is not None and self.plan.area(area_id).colour
        return f"area-{self.plan.area_place(area_id) + 1}" if area_id and coloured else ""


def listed(items: Iterable[Markup], separator: str = ", ") -> Markup:
    """Links in a row."""
    return escape(separator).join(items)
