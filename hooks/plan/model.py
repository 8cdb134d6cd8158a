"""The plan and the questions asked of it.

Entities are frozen; every link is stored once, where an editor writes it, and its reverse is computed here.
Pages, exports and search all read this model, so they agree: the address of an entity, the citation of a
provision and the mentions inside a wording are decided here and nowhere else. Built by `load`; never reads files.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from . import references
from .names import Mention, Name, Names, holds
from .schema import (
    AbbreviationEntry,
    AmendmentEntry,
    Bind,
    BodyEntry,
    Colours,
    Deadline,
    Deed,
    DocumentEntry,
    GroupEntry,
    Note,
    RedirectEntry,
    SiteEntry,
    Successor,
    Support,
    TermEntry,
    ThesaurusEntry,
    Timing,
    Weekly,
)
from .source import Origin, Place
from .vietnamese import capital, fragment, short_date, slug

Entity = TypeVar("Entity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One numbered or placed part of the document, down to a bullet or an unlabelled paragraph."""

    id: str
    parent: str | None
    kind: references.Kind
    """In the body: section, article, item, point, bullet, subbullet, paragraph. Around it: header, rule, title, basis,
    preamble, closing, recipients, recipient, signature."""
    label: str
    """As printed with its trailing white space (`a) `); empty for an unlabelled paragraph."""
    number: str
    """Its own part of the id: `a` of `II.2.a`."""
    text: str
    """Official wording with its label, white space folded."""
    is_heading: bool
    short_title: str
    lead: str
    groups: tuple[str, ...]
    documents: tuple[str, ...]
    """Documents meant but not literally cited; `Plan.documents_of` has all."""
    binds: tuple[Bind, ...]
    deadlines: tuple[Deadline, ...]
    timings: tuple[Timing, ...]
    notes: tuple[Note, ...]
    area: str | None
    """Id of the task area whose file holds it."""
    agency: str | None
    """Id of the agency whose file holds it."""
    role: str | None
    partners: tuple[str, ...]
    supports: tuple[Support, ...]

    @property
    def wording(self) -> str:
        """The text without its label."""
        return self.text[len(self.label) :]

    @property
    def is_duty(self) -> bool:
        """A responsibility: an agency's provision that has a role."""
        return self.role is not None

    @property
    def fragment(self) -> str:
        return fragment(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskArea:
    """A task area: a heading and everything under it. Its id is the heading's."""

    id: str
    slug: str
    icon: str | None
    colour: Colours | None
    provisions: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"nhiem-vu/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency the plan gives an item of its own."""

    id: str
    provision: str
    number: str
    name: str
    short_names: tuple[str, ...]
    icon: str | None
    successors: tuple[Successor, ...]
    provisions: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"co-quan/{self.id}/"


Party = Agency | BodyEntry
"""Whoever can be a partner or be bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document the plan cites; the plan itself is one."""

    entry: DocumentEntry
    is_self: bool = False
    is_amendment: bool = False
    """It changes the plan: `Plan.amendment` has the rest."""

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def url(self) -> str:
        return f"van-ban/{self.id}/"

    @property
    def name(self) -> str:
        """`Quyết định số 1/QĐ-TTg`, or its type and title where it has no number."""
        if self.entry.number:
            return references.document_name(self.entry.type, self.entry.number)
        return f"{self.entry.type} {self.entry.title or ''}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A later official document that changes the plan."""

    entry: AmendmentEntry
    place: Place

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def url(self) -> str:
        return f"van-ban/{self.id}/"

    @property
    def effective(self) -> datetime.date:
        return self.entry.effective

    @property
    def name(self) -> str:
        return references.document_name(self.entry.type, self.entry.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Modification:
    """What an amendment does to one provision."""

    amendment: Amendment
    action: Deed
    clause: str
    """Where the amendment says so."""
    provision: str
    before: Provision | None
    """As it stood until then; what is inserted had no wording before."""
    after: Provision | None
    to: str | None
    """What took over from a repealed provision."""

    @property
    def id(self) -> str:
        """The id of the provision, `@` and that of the amendment."""
        return f"{self.provision}@{self.amendment.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repealed:
    """A provision that no longer stands; it is known by its id and address for good."""

    provision: Provision
    """As it last stood."""
    change: Modification
    """What repealed it, or the provision it lay in."""
    at: int
    """How many provisions in force stand before its place."""
    page: str
    """The page it was at home on."""

    @property
    def is_named(self) -> bool:
        """The amendment names it itself, not only what it lay in."""
        return self.change.provision == self.provision.id

    @property
    def url(self) -> str:
        return f"{self.page}#{self.provision.fragment}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A wording that a provision had from one day until another."""

    text: str
    since: datetime.date
    until: datetime.date
    """The day on which it no longer stood."""
    change: Modification
    """What ended it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The plan as it stood from a day on."""

    date: datetime.date
    amendments: tuple[Amendment, ...]
    """What made it so; none made the first."""
    plan: Plan

    @property
    def url(self) -> str:
        return f"phien-ban/{self.date.isoformat()}/toan-van/"


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty an agency has from outside its own item."""

    provision: Provision
    why: str
    through: str | None
    """The collective it is reached by; `None` when it is named itself."""
    doubt: str | None
    """Why it is not certain that the agency is meant."""


@dataclass(frozen=True, slots=True)
class Due:
    """A dated deadline and whom it binds (agency or body ids)."""

    deadline: Deadline
    provision: Provision
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """The agencies that some parties stand for, in the plan's order."""

    certain: tuple[str, ...]
    doubtful: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """A responsibility that carries out a provision, and the link that says why."""

    responsibility: Provision
    support: Support


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The whole plan. Provisions stand in document order, everything else in the order of its files."""

    type: str
    issuer: str
    title: str
    purpose: str
    number: str
    place: str
    date: datetime.date
    signer: str
    source_file: str
    source_sha256: str
    provisions: tuple[Provision, ...]
    task_areas: tuple[TaskArea, ...]
    agencies: tuple[Agency, ...]
    documents: tuple[Document, ...]
    groups: tuple[GroupEntry, ...]
    bodies: tuple[BodyEntry, ...]
    abbreviations: tuple[AbbreviationEntry, ...]
    terms: tuple[TermEntry, ...]
    thesaurus: tuple[ThesaurusEntry, ...]
    site: SiteEntry
    redirects: tuple[RedirectEntry, ...] = ()
    promised: tuple[str, ...] = ()
    """Every id and address ever published, as far as a ledger was kept; `moves` knows where those went that are no more."""
    origins: Mapping[tuple[str, str], Origin] = field(default_factory=dict, compare=False, repr=False)
    """Where each entity was typed, by its kind and id; empty for a plan that was not read from files. Kinds: provision (of
    the plan as signed, or inserted since), modification, and those of `schema.KINDS`, of which plan and site have no id."""

    # -- where it was typed ------------------------------------------------------------------------------------

    def place_of(self, kind: str, entity_id: str = "", *way: str | int) -> Place | None:
        """The place of an entity, or of what lies on a way into it (`"partners", 0`), or nearest above it."""
        origin = self.origins.get((kind, entity_id))
        return origin.place(*way) if origin else None

    def is_written(self, kind: str, entity_id: str, *way: str | int) -> bool:
        """An editor wrote it there; it is not made from something else."""
        origin = self.origins.get((kind, entity_id))
        return origin is not None and origin.holds(*way)
    amendments: tuple[Amendment, ...] = ()
    """Applied, in the order in which they took effect."""
    modifications: tuple[Modification, ...] = ()
    repealed: tuple[Repealed, ...] = ()
    """In the order in which they stood."""
    past: tuple[Edition, ...] = ()
    """The states before this one, the first as signed."""

    # -- one entity --------------------------------------------------------------------------------------------

    @cached_property
    def by_id(self) -> Mapping[str, Provision]:
        return {provision.id: provision for provision in self.provisions}

    @cached_property
    def _agency_by_id(self) -> Mapping[str, Agency]:
        return {agency.id: agency for agency in self.agencies}

    @cached_property
    def _area_by_id(self) -> Mapping[str, TaskArea]:
        return {area.id: area for area in self.task_areas}

    @cached_property
    def _document_by_id(self) -> Mapping[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _group_by_id(self) -> Mapping[str, GroupEntry]:
        return {group.id: group for group in self.groups}

    @cached_property
    def _body_by_id(self) -> Mapping[str, BodyEntry]:
        return {body.id: body for body in self.bodies}

    def provision(self, provision_id: str) -> Provision:
        return self.by_id[provision_id]

    def agency(self, agency_id: str) -> Agency:
        return self._agency_by_id[agency_id]

    def area(self, area_id: str) -> TaskArea:
        return self._area_by_id[area_id]

    def document(self, document_id: str) -> Document:
        return self._document_by_id[document_id]

    def area_name(self, area_id: str) -> str:
        """`3. Giao thông`: its number and our short title."""
        heading = self.by_id[area_id]
        return f"{heading.number}. {heading.short_title}"

    def group(self, group_id: str) -> GroupEntry:
        return self._group_by_id[group_id]

    def body(self, body_id: str) -> BodyEntry:
        return self._body_by_id[body_id]

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Whoever can be a partner or be bound: the agencies, then the bodies."""
        return (*self.agencies, *self.bodies)

    def party(self, party_id: str) -> Party:
        return self._agency_by_id.get(party_id) or self._body_by_id[party_id]

    # -- order -------------------------------------------------------------------------------------------------

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {provision.id: at for at, provision in enumerate(self.provisions)}

    def in_order(self, provision_ids: Iterable[str]) -> tuple[Provision, ...]:
        """The provisions named in the order of the document, each once."""
        return tuple(self.provisions[at] for at in sorted({self._places[i] for i in provision_ids}))

    @cached_property
    def _party_places(self) -> Mapping[str, int]:
        parties = (*(agency.id for agency in self.agencies), *(body.id for body in self.bodies))
        return {party: at for at, party in enumerate(parties)}

    def party_place(self, party_id: str) -> int:
        """Where an agency stands among all, then a body."""
        return self._party_places[party_id]

    @cached_property
    def _area_places(self) -> Mapping[str, int]:
        return {area.id: at for at, area in enumerate(self.task_areas)}

    def area_place(self, area_id: str) -> int:
        """Where an area stands among all."""
        return self._area_places[area_id]

    @cached_property
    def _document_places(self) -> Mapping[str, int]:
        return {document.id: at for at, document in enumerate(self.documents)}

    def document_place(self, document_id: str) -> int:
        """Where a document stands among all."""
        return self._document_places[document_id]

    # -- names -------------------------------------------------------------------------------------------------

    @cached_property
    def _called(self) -> Mapping[str, tuple[str, ...]]:
        return _index((name, agency.id) for agency in self.agencies for name in dict.fromkeys((agency.name, *agency.short_names)))

    def agencies_called(self, name: str) -> tuple[str, ...]:
        """The agencies that bear a name, in full or for short."""
        return self._called.get(name, ())

    @property
    def name(self) -> str:
        """`Kế hoạch 1/KH-UBND`."""
        return f"{self.type} {self.number}"

    @property
    def mark(self) -> str:
        """The digits a plan is known by: `15`."""
        found = re.match(r"\d+", self.number)
        return found[0] if found else self.number

    def party_name(self, party_id: str) -> str:
        return self.party(party_id).name

    def is_body(self, party_id: str) -> bool:
        """A collective or another body, which has no item of its own."""
        return party_id in self._body_by_id

    def successors_of(self, party_id: str) -> tuple[Successor, ...]:
        """What became of an agency or body since; empty where it is not determined."""
        return self.party(party_id).successors

    # -- the tree ----------------------------------------------------------------------------------------------

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Provision, ...]]:
        found: dict[str | None, list[Provision]] = {}
        for provision in self.provisions:
            found.setdefault(provision.parent, []).append(provision)
        return {parent: tuple(children) for parent, children in found.items()}

    def children(self, provision_id: str | None) -> tuple[Provision, ...]:
        return self._children.get(provision_id, ())

    def ancestors(self, provision: Provision) -> tuple[Provision, ...]:
        """Outermost first, without itself."""
        found: list[Provision] = []
        parent = provision.parent
        while parent is not None:
            found.insert(0, self.by_id[parent])
            parent = self.by_id[parent].parent
        return tuple(found)

    def within(self, provision_id: str) -> Iterator[Provision]:
        """A provision and everything under it, in document order."""
        yield self.by_id[provision_id]
        for child in self.children(provision_id):
            yield from self.within(child.id)

    @cached_property
    def sections(self) -> tuple[Provision, ...]:
        """The outermost numbered parts."""
        return tuple(p for p in self.children(None) if p.kind in references.NUMBERED_KINDS)

    @cached_property
    def task_section(self) -> Provision | None:
        """The section that holds the task areas."""
        return next(iter(self.ancestors(self.by_id[self.task_areas[0].id])), None) if self.task_areas else None

    @cached_property
    def agency_section(self) -> Provision | None:
        """The section that holds the agencies."""
        return next(iter(self.ancestors(self.by_id[self.agencies[0].provision])), None) if self.agencies else None

    # -- addresses ---------------------------------------------------------------------------------------------

    def page_of(self, provision: Provision) -> str:
        """The page a provision is at home on, site-relative."""
        if provision.area:
            return self.area(provision.area).url
        if provision.agency:
            page = self.agency(provision.agency).url
            duty = next((p for p in (provision, *reversed(self.ancestors(provision))) if p.is_duty), None)
            return f"{page}{self.responsibility_slug(duty)}/" if duty else page
        return "toan-van/"

    def responsibility_slug(self, provision: Provision) -> str:
        """`V.5.a` -> `a`; `V.9.p1` -> `1`; a bullet of the item itself says so, `V.9.1` -> `gach-1`; what lies deeper
        keeps its steps: `V.5.a.1` -> `a-1`."""
        agency = self.agency(provision.agency or "")
        rest = provision.id.removeprefix(agency.provision + ".")
        return fragment(rest[1:] if re.fullmatch(r"p\d+[a-z]?", rest) else f"gach-{rest}" if rest[:1].isdigit() else rest)

    def url(self, provision: Provision) -> str:
        return f"{self.page_of(provision)}#{provision.fragment}"

    def party_url(self, party_id: str) -> str:
        """An agency has a page; a body stands in the list of agencies."""
        agency = self._agency_by_id.get(party_id)
        return agency.url if agency else f"co-quan/#{party_id}"

    def group_url(self, group_id: str) -> str:
        return f"doi-tuong/{group_id}/"

    def abbreviation_url(self, short: str) -> str:
        return f"thuat-ngu/#viet-tat-{slug(short)}"

    # -- citations ---------------------------------------------------------------------------------------------

    def cite_path(self, provision: Provision) -> str:
        """`điểm a khoản 5 Mục V`: innermost first, as Vietnamese law cites."""
        steps = [provision, *reversed(self.ancestors(provision))]
        if provision.kind not in references.NUMBERED_KINDS and provision.kind != "paragraph":
            steps = [provision]
        return " ".join(references.cite_step(step.kind, step.number) for step in steps)

    def short_citation(self, provision: Provision) -> str:
        """How a later mention cites: type and number only (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.b)."""
        return f"{self.cite_path(provision)} {self.called}"

    @property
    def called(self) -> str:
        """`Kế hoạch số 1/KH-UBND`: how a citation begins."""
        return references.document_name(self.type, self.number)

    @property
    def cite_self(self) -> str:
        """`Kế hoạch số 1/KH-UBND ngày 02/9/2024 của UBND tỉnh A`."""
        return f"{self.called} ngày {short_date(self.date)} của {self.issuer}"

    def citation(self, provision: Provision) -> str:
        return f"{self.cite_path(provision)} {self.cite_self}"

    def short_path(self, provision: Provision) -> str:
        """`Mục V.5.a` for body provisions; words for the rest."""
        word = "Điều" if (*self.ancestors(provision), provision)[0].kind == "article" else "Mục"
        if provision.kind in references.NUMBERED_KINDS or provision.kind == "paragraph":
            return f"{word} {re.sub(r'[.]p(?=[0-9]+[a-z]?$)', ', đoạn ', provision.id)}"
        return capital(self.cite_path(provision))

    # -- what amended it ---------------------------------------------------------------------------------------

    @property
    def source_files(self) -> tuple[str, ...]:
        """The texts as received: of the plan and of what amended it."""
        return tuple(dict.fromkeys((self.source_file, *(a.entry.source.file for a in self.amendments))))

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every state from the one signed to this one."""
        date = self.amendments[-1].effective if self.amendments else self.date
        brought = tuple(amendment for amendment in self.amendments if amendment.effective == date)
        return (*self.past, Edition(date=date, amendments=brought, plan=self))

    @cached_property
    def _changes_of(self) -> Mapping[str, tuple[Modification, ...]]:
        return _index((change.provision, change) for change in self.modifications)

    def changes_of(self, provision_id: str) -> tuple[Modification, ...]:
        """What amendments did to a provision, first things first."""
        return self._changes_of.get(provision_id, ())

    def changes_by(self, amendment_id: str) -> tuple[Modification, ...]:
        """What one amendment does, in its own order."""
        return tuple(change for change in self.modifications if change.amendment.id == amendment_id)

    def amendment(self, amendment_id: str) -> Amendment:
        return next(amendment for amendment in self.amendments if amendment.id == amendment_id)

    def wordings_of(self, provision_id: str) -> tuple[Earlier, ...]:
        """The wordings a provision had before the one in force, or before it was repealed; the oldest first."""
        since, found = self.date, []
        gone = self._repealed_by_id.get(provision_id)
        for change in (*self.changes_of(provision_id), *((gone.change,) if gone and not gone.is_named else ())):
            before = gone.provision if gone and change is gone.change else change.before
            if before is not None:
                found.append(Earlier(text=before.text, since=since, until=change.amendment.effective, change=change))
            since = change.amendment.effective
        return tuple(found)

    def wording_began(self, change: Modification) -> datetime.date:
        """When the wording that a change ended had begun."""
        earlier = [c for c in self.changes_of(change.provision) if c.amendment.effective < change.amendment.effective]
        return earlier[-1].amendment.effective if earlier else self.date

    @cached_property
    def _repealed_by_id(self) -> Mapping[str, Repealed]:
        return {gone.provision.id: gone for gone in self.repealed}

    def is_repealed(self, provision_id: str) -> bool:
        return provision_id in self._repealed_by_id

    def repealed_provision(self, provision_id: str) -> Repealed:
        return self._repealed_by_id[provision_id]

    @cached_property
    def standing(self) -> tuple[Provision | Repealed, ...]:
        """Every provision in its place, those repealed too."""
        found: list[Provision | Repealed] = []
        rest = list(self.repealed)
        for at, provision in enumerate((*self.provisions, None)):
            while rest and rest[0].at <= at:
                found.append(rest.pop(0))
            if provision is not None:
                found.append(provision)
        return tuple(found)

    def under(self, provision_id: str | None) -> tuple[Provision | Repealed, ...]:
        """The children of a provision, those repealed in their places."""
        if not self.repealed:
            return self.children(provision_id)
        return tuple(x for x in self.standing if (x.provision if isinstance(x, Repealed) else x).parent == provision_id)

    # -- what a wording names ----------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> Names:
        """Every name that can stand in a wording."""
        rows = [Name(alias, "document", document.id) for document in self.documents for alias in document.entry.aliases]
        rows += [Name(name, "agency", agency.id) for agency in self.agencies for name in (agency.name, *agency.short_names)]
        rows += [Name(name, "body", body.id) for body in self.bodies for name in (body.name, *body.also)]
        rows += [Name(entry.short, "abbreviation", entry.short) for entry in self.abbreviations]
        numbered = [document for document in self.documents if document.entry.number]
        return Names.of(rows, {str(d.entry.number).casefold(): (d.entry.type, d.id) for d in numbered})

    def find_mentions(self, text: str) -> tuple[Mention, ...]:
        """Names in any text, left to right, never overlapping. Of an abbreviation only the first use counts."""
        return self._names.find(text)

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        return {p.id: tuple(m for m in self.find_mentions(p.text) if self._means(p, m)) for p in self.provisions}

    def _means(self, provision: Provision, mention: Mention) -> bool:
        """A collective's words are common ones: they name it where an editor says it is a partner or bound."""
        if mention.kind == "body" and self.body(mention.target).kind == "collective":
            return mention.target in (*provision.partners, *self.bound_by(provision))
        return mention.target != provision.agency

    def mentions(self, provision: Provision) -> tuple[Mention, ...]:
        """What the wording names, its own agency left out."""
        return self._mentions[provision.id]

    @cached_property
    def _abbreviation_names(self) -> Names:
        return Names.of(Name(entry.short, "abbreviation", entry.short) for entry in self.abbreviations)

    def abbreviations_in(self, text: str) -> tuple[AbbreviationEntry, ...]:
        """Abbreviations that stand in `text`, in order, each once, none inside another."""
        return tuple(self._abbreviation_by_short[mention.target] for mention in self._abbreviation_names.find(text))

    @cached_property
    def _abbreviation_by_short(self) -> Mapping[str, AbbreviationEntry]:
        return {entry.short: entry for entry in self.abbreviations}

    @cached_property
    def _abbreviation_uses(self) -> Mapping[str, tuple[Provision, ...]]:
        return _index((entry.short, p) for p in self.provisions for entry in self.abbreviations_in(p.text))

    def uses_of(self, short: str) -> tuple[Provision, ...]:
        """Provisions whose wording uses an abbreviation."""
        return self._abbreviation_uses.get(short, ())

    def uses_of_term(self, term: TermEntry) -> tuple[Provision, ...]:
        """Provisions whose wording uses a term."""
        return tuple(p for p in self.provisions if holds(p.text, term.words or (term.term,)))

    # -- documents ---------------------------------------------------------------------------------------------

    def documents_of(self, provision: Provision) -> tuple[str, ...]:
        """Every document a provision cites or means, in order of mention, each once."""
        cited = [m.target for m in self.mentions(provision) if m.kind == "document"]
        return tuple(dict.fromkeys((*cited, *provision.documents)))

    @cached_property
    def _cited_in(self) -> Mapping[str, tuple[Provision, ...]]:
        return _index((document, p) for p in self.provisions for document in self.documents_of(p))

    def cited_in(self, document_id: str) -> tuple[Provision, ...]:
        """Provisions that cite a document; the plan's own number at its head counts as one."""
        return self._cited_in.get(document_id, ())

    def documents_within(self, provision_ids: Iterable[str]) -> tuple[Document, ...]:
        """Documents cited anywhere under the provisions named, in document order."""
        found = dict.fromkeys(d for i in provision_ids for d in self.documents_of(self.by_id[i]))
        return tuple(map(self.document, sorted(found, key=self.document_place)))

    # -- who does what -----------------------------------------------------------------------------------------

    @cached_property
    def responsibilities(self) -> tuple[Provision, ...]:
        return tuple(provision for provision in self.provisions if provision.is_duty)

    @cached_property
    def _responsibilities_of(self) -> Mapping[str, tuple[Provision, ...]]:
        return _index((p.agency or "", p) for p in self.responsibilities)

    def responsibilities_of(self, agency_id: str) -> tuple[Provision, ...]:
        return self._responsibilities_of.get(agency_id, ())

    def members(self, body: BodyEntry) -> tuple[str, ...]:
        """Agencies a collective certainly holds, in the plan's order; the doubtful ones are not among them."""
        return self._members[body.id]

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        found = {}
        for body in self.bodies:
            doubtful = {doubt.agency for doubt in body.doubtful}
            found[body.id] = tuple(a.id for a in self.agencies if a.id not in doubtful and self._belongs(a.id, body))
        return found

    def _belongs(self, agency_id: str, body: BodyEntry) -> bool:
        if body.members_with_role:
            return any(p.role == body.members_with_role for p in self.responsibilities_of(agency_id))
        return bool(body.everyone) or agency_id in body.members

    @cached_property
    def _obligations(self) -> Mapping[str, tuple[Obligation, ...]]:
        return _index(pair for p in self.provisions for bind in p.binds for who in bind.who for pair in self._bound(p, bind, who))

    def _bound(self, provision: Provision, bind: Bind, who: str) -> Iterator[tuple[str, Obligation]]:
        """The agencies one bind reaches, each with its obligation; the agency whose item it stands in has it anyway."""
        if who in self._agency_by_id:
            reached = [(who, Obligation(provision, bind.why, None, None))]
        else:
            body = self.body(who)
            reached = [(agency, Obligation(provision, bind.why, who, None)) for agency in self.members(body)]
            reached += [(doubt.agency, Obligation(provision, bind.why, who, doubt.why)) for doubt in body.doubtful]
        yield from (pair for pair in reached if pair[0] != provision.agency)

    def obligations_of(self, agency_id: str) -> tuple[Obligation, ...]:
        """Duties from outside the agency's own item, in document order."""
        return self._obligations.get(agency_id, ())

    def bound_by(self, provision: Provision) -> tuple[str, ...]:
        """Agency and body ids a provision binds from outside their items."""
        return tuple(dict.fromkeys(who for bind in provision.binds for who in bind.who))

    @cached_property
    def _binding(self) -> Mapping[str, tuple[Provision, ...]]:
        return _index((who, p) for p in self.provisions for who in self.bound_by(p))

    def binding(self, party_id: str) -> tuple[Provision, ...]:
        """Provisions that bind an agency or body by its id."""
        return self._binding.get(party_id, ())

    @cached_property
    def _named_in(self) -> Mapping[str, tuple[Provision, ...]]:
        pairs = ((m.target, p) for p in self.provisions for m in self.mentions(p) if m.kind == "agency" and m.target != p.agency)
        return _index(pairs)

    def named_in(self, agency_id: str) -> tuple[Provision, ...]:
        """Provisions outside an agency's own item whose wording names it."""
        return self._named_in.get(agency_id, ())

    @cached_property
    def _partner_in(self) -> Mapping[str, tuple[Provision, ...]]:
        return _index((party, p) for p in self.responsibilities for party in p.partners)

    def partner_in(self, party_id: str) -> tuple[Provision, ...]:
        """Responsibilities that name an agency or body as a partner."""
        return self._partner_in.get(party_id, ())

    # -- what carries out what ---------------------------------------------------------------------------------

    @cached_property
    def _carried_by(self) -> Mapping[str, tuple[Carried, ...]]:
        return _index((link.provision, Carried(p, link)) for p in self.responsibilities for link in p.supports)

    def carried_by(self, provision_id: str) -> tuple[Carried, ...]:
        """Responsibilities linked to exactly this provision."""
        return self._carried_by.get(provision_id, ())

    def carried_within(self, provision_id: str) -> tuple[Carried, ...]:
        """Responsibilities linked to a provision or anything under it, each link once, in document order."""
        rows = (row for provision in self.within(provision_id) for row in self.carried_by(provision.id))
        return tuple(sorted(rows, key=lambda row: self._position[row.responsibility.id]))

    @cached_property
    def _position(self) -> Mapping[str, int]:
        return {provision.id: i for i, provision in enumerate(self.provisions)}

    @cached_property
    def _area_responsibilities(self) -> Mapping[str, tuple[Provision, ...]]:
        return _index((area.id, row.responsibility) for area in self.task_areas for row in self.carried_within(area.id))

    def area_responsibilities(self, area: TaskArea) -> tuple[Provision, ...]:
        """Responsibilities that carry out something of an area itself, not merely the whole plan."""
        return self._area_responsibilities.get(area.id, ())

    @cached_property
    def whole_plan_responsibilities(self) -> tuple[Provision, ...]:
        """Responsibilities linked to a heading above the areas rather than to one area."""
        above = dict.fromkeys(p.id for area in self.task_areas for p in self.ancestors(self.by_id[area.id]))
        return tuple(dict.fromkeys(row.responsibility for heading in above for row in self.carried_by(heading)))

    def is_unowned(self, provision: Provision) -> bool:
        """A task-area provision without parts of its own that no responsibility is linked to, itself or through the
        point it lies in. A link to the heading of a whole area names nobody for its single points."""
        if provision.area is None or self.children(provision.id):
            return False
        lineage = (provision, *(p for p in self.ancestors(provision) if p.area and p.id != p.area))
        return not any(self.carried_by(p.id) for p in lineage)

    # -- groups and deadlines ----------------------------------------------------------------------------------

    @cached_property
    def _provisions_for(self) -> Mapping[str, tuple[Provision, ...]]:
        return _index((group, p) for p in self.provisions for group in p.groups)

    def provisions_for(self, group_id: str) -> tuple[Provision, ...]:
        return self._provisions_for.get(group_id, ())

    def groups_within(self, provision_ids: Iterable[str]) -> tuple[GroupEntry, ...]:
        """Groups named anywhere among the provisions given, in the order of the list of groups."""
        found = {group for i in provision_ids for group in self.by_id[i].groups}
        return tuple(map(self.group, sorted(found, key=self._group_places.__getitem__)))

    @cached_property
    def _group_places(self) -> Mapping[str, int]:
        return {group.id: at for at, group in enumerate(self.groups)}

    @cached_property
    def deadlines(self) -> tuple[Due, ...]:
        return tuple(
            Due(deadline, p, deadline.who or ((p.agency,) if p.agency else self.bound_by(p)))
            for p in self.provisions
            for deadline in p.deadlines
        )

    def deadlines_of(self, agency_id: str) -> tuple[Due, ...]:
        """Deadlines that bind an agency, itself or through a collective it certainly or perhaps belongs to."""
        return self._deadlines_of.get(agency_id, ())

    @cached_property
    def _deadlines_of(self) -> Mapping[str, tuple[Due, ...]]:
        return _index((agency, due) for due in self.deadlines for who in due.agencies for agency in self.reached_by(who))

    def deadline_url(self, deadline_id: str) -> str:
        return f"thoi-han/#han-{deadline_id}"

    @cached_property
    def weekly(self) -> tuple[tuple[Provision, Weekly], ...]:
        """What is open to everybody on a day of every week, and the provision that says so."""
        return tuple((p, timing.weekly) for p in self.provisions for timing in p.timings if timing.weekly)

    def reached_by(self, party_id: str) -> tuple[str, ...]:
        """The agencies a party stands for: itself, or a collective's members, doubtful ones included."""
        body = self._body_by_id.get(party_id)
        if body is None:
            return (party_id,)
        return (*self.members(body), *(doubt.agency for doubt in body.doubtful))

    @cached_property
    def _bodies_reaching(self) -> Mapping[str, tuple[BodyEntry, ...]]:
        return _index((agency, body) for body in self.bodies for agency in self.reached_by(body.id))

    def bodies_reaching(self, agency_id: str) -> tuple[BodyEntry, ...]:
        """Collectives that an agency belongs to, those where that is doubtful included."""
        return self._bodies_reaching.get(agency_id, ())

    def reach(self, parties: Iterable[str]) -> Reach:
        """Whom some parties stand for: an agency itself and the members of a collective are certain, unless only doubted."""
        certain: set[str] = set()
        perhaps: set[str] = set()
        for party in parties:
            body = self._body_by_id.get(party)
            certain.update(self.members(body) if body else (party,))
            perhaps.update(self.reached_by(party))
        return Reach(self._in_order(certain), self._in_order(perhaps - certain))

    def _in_order(self, agency_ids: set[str]) -> tuple[str, ...]:
        return tuple(sorted(agency_ids & self._agency_position.keys(), key=self._agency_position.__getitem__))

    @cached_property
    def _agency_position(self) -> Mapping[str, int]:
        return {agency.id: i for i, agency in enumerate(self.agencies)}


def _index(pairs: Iterable[tuple[str, Entity]]) -> Mapping[str, tuple[Entity, ...]]:
    """Key -> everything paired with it, each once, in order."""
    found: dict[str, dict[int, Entity]] = {}
    for key, entity in pairs:
        found.setdefault(key, {}).setdefault(id(entity), entity)
    return {key: tuple(entities.values()) for key, entities in found.items()}
