"""The shapes of the open data: one class for every kind of record, the same in `plan.json` and in every file of one entity.

Public and stable: keys are added, never renamed or removed; `SCHEMA_VERSION` tells which keys there are. `url` and
`data_url` are relative to the site's root, dates are ISO 8601, `text` is the official wording with its label, white space
folded. What the editors wrote is described so. Shapes only: `records` fills them, `openapi` publishes them.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..references import Kind

SCHEMA_VERSION = "1.2"

Id = Annotated[str, Field(description="Id of a provision", examples=["II.3.c.2"])]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Party = Annotated[Slug, Field(description="Id of an agency or of a body")]
Words = Annotated[str, Field(description="Editorial, not the document's words")]
IsoDate = Annotated[str, Field(json_schema_extra={"format": "date"})]
Address = Annotated[str, Field(description="Relative to the root of the site")]


class Record(BaseModel):
    """Nothing but the keys named goes out; who reads must let later keys pass."""

    model_config = ConfigDict(extra="forbid", serialize_by_alias=True, json_schema_extra={"additionalProperties": True})

    def encoded(self) -> bytes:
        return f"{self.model_dump_json(indent=1)}\n".encode()


def encode(value: object) -> bytes:
    """Any plain value in the form of the records."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def schema_of(shape: type[Record]) -> bytes:
    """The JSON Schema (2020-12) of a file."""
    return encode({"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema(mode="serialization")})


# -- the plan and its parts ----------------------------------------------------------------------------------------


class SourceFile(Record):
    file: Address
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Source(Record):
    title: str
    url: str | None


class Head(Record):
    number: str
    type: str
    title: str
    issuer: str
    place: str
    date: IsoDate
    signer: str
    name: str
    purpose: Words
    citation: str
    source: SourceFile


class Note(Record):
    kind: Literal["nguyên văn", "giải thích"]
    text: Words
    quote: str | None = Field(description="The words of the document it is about")
    source: Source | None


class Weekly(Record):
    id: Slug
    day: str
    title: Words
    where: str | None = Field(description="The document's words")
    calendar: Address


class Timing(Record):
    text: str = Field(description="The document's words")
    meaning: Words
    weekly: Weekly | None


class Bind(Record):
    who: list[Party]
    why: Words


class Earlier(Record):
    """A wording that a provision had from one day until another."""

    text: str
    since: IsoDate
    until: IsoDate = Field(description="The day on which it no longer stood")
    amendment: Slug = Field(description="The amendment that ended it")


class Change(Record):
    """What an amendment does to one provision."""

    provision: Id
    action: Literal["replaced", "inserted", "repealed"]
    clause: str = Field(description="Where the amendment says so")
    before: str | None = Field(description="The wording until then; null for what is inserted")
    after: str | None = Field(description="The new wording; null for what is repealed")
    to: Id | None = Field(description="What took over from a repealed provision; editorial")


class Amendment(Record):
    """A later official document that changes the wording; also one of `documents`."""

    id: Slug
    number: str
    type: str
    issuer: str
    date: IsoDate
    effective: IsoDate
    title: str
    name: str
    url: Address
    lead: Words
    source: SourceFile
    changes: list[Change]


class Repealed(Record):
    """A provision that no longer stands; its id and address stay."""

    id: Id
    parent: Id | None
    kind: Kind
    label: str
    text: str = Field(description="The last wording")
    url: Address
    short_title: Words | None = Field(description="Editorial; null for a ruled line")
    amendment: Slug
    since: IsoDate = Field(description="The day from which it no longer stands")
    to: Id | None = Field(description="What took over; editorial")
    earlier: list[Earlier] = Field(description="Every wording it had, the oldest first")
    data_url: Address


class Edition(Record):
    """The whole text as it stood from a day on."""

    date: IsoDate
    url: Address
    amendments: list[Slug] = Field(description="What made it so; none made the first")
    in_force: bool = Field(description="Every amendment known is counted, also one that takes effect after the day of reading")


class Provision(Record):
    id: Id
    parent: Id | None
    kind: Kind
    label: str
    heading: str | None = Field(description="A heading's wording without its label; null for anything else")
    text: str = Field(description="Official wording with its label, white space folded")
    url: Address
    documents: list[Slug]
    groups: list[Slug]
    short_title: Words | None = Field(description="Editorial; null for a ruled line")
    lead: Words | None = Field(description="Editorial; null for a ruled line")
    citation: str
    binds: list[Bind]
    timings: list[Timing]
    notes: list[Note]
    short_citation: str
    area: Id | None = Field(description="The task area it lies in")
    agency: Slug | None = Field(description="The agency in whose item it lies")
    data_url: Address
    amended_by: list[Slug] = Field(description="Amendments that replaced its wording or inserted it, in order")
    earlier: list[Earlier] = Field(description="Wordings it had before, the oldest first")


class TaskArea(Record):
    id: Id
    title: str
    slug: Slug
    url: Address
    provisions: list[Id]
    responsibilities: list[Id]
    documents: list[Slug]
    groups: list[Slug]
    short_title: Words
    lead: Words
    data_url: Address


class Successor(Record):
    """What became of an agency or body since; collected by the editors."""

    name: str
    also: list[str]
    since: IsoDate | None
    takes: str | None = Field(description="The part of its work, where not the whole")
    duties: list[Id] = Field(description="Responsibilities within that part")
    certain: Literal["chắc chắn", "chưa chắc"]
    note: Words | None
    source: Source


class Agency(Record):
    id: Slug
    provision: Id
    number: str
    name: str
    short_names: list[str]
    url: Address
    responsibilities: list[Id]
    obligations: list[Id] = Field(description="Provisions that bind it from outside its own item")
    named_in: list[Id]
    successors: list[Successor]
    short_title: Words
    lead: Words
    doubtful_obligations: list[Id] = Field(description="Provisions that perhaps bind it; the text does not say")
    data_url: Address


class Support(Record):
    provision: Id
    reason: Words
    here: str
    there: str


class Responsibility(Record):
    id: Id
    agency: Slug
    role: str
    partners: list[Party]
    supports: list[Id]
    documents: list[Slug]
    groups: list[Slug]
    deadlines: list[Slug]
    url: Address
    citation: str
    short_title: Words
    lead: Words
    support_reasons: list[Support]
    text: str = Field(description="Official wording with its label; what lies under it stands in `provisions`")
    short_citation: str


class Document(Record):
    id: Slug
    number: str | None
    type: str
    issuer: str | None
    date: IsoDate | None
    title: str | None
    url: Address
    cited_in: list[Id]
    short_title: Words
    lead: Words
    name: str
    is_self: bool = Field(description="The plan itself")
    aliases: list[str]
    notes: list[Note]
    data_url: Address


class Deadline(Record):
    id: Slug
    provision: Id
    text: str = Field(description="The document's words")
    recurrence: Literal["yearly", "once"]
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    year: int | None
    agencies: list[Party]
    before: str = Field(description="The word that makes the day a limit; empty where there is none")
    certain: list[Slug] = Field(description="Agencies surely meant")
    doubtful: list[Slug] = Field(description="Agencies perhaps meant")


class Group(Record):
    id: Slug
    name: str
    url: Address
    provisions: list[Id]
    lead: Words


class Doubt(Record):
    agency: Slug
    why: Words


class Body(Record):
    id: Slug
    kind: Literal["collective", "other"]
    name: str
    url: Address
    members: list[Slug]
    doubtful: list[Slug]
    also: list[str]
    lead: Words
    doubts: list[Doubt]
    successors: list[Successor]


class Role(Record):
    id: str
    meaning: Words


class Abbreviation(Record):
    short: str
    full: str
    note: Words | None
    used_in: list[Id]


class Term(Record):
    id: Slug
    term: str
    words: list[str]
    meaning: Words
    source: Source | None
    used_in: list[Id]


class Duty(Record):
    """One obligation: a responsibility of an agency's own item, or a provision elsewhere that binds agencies."""

    provision: Id
    role: str
    parties: list[Party] = Field(description="Whom the document names")
    agencies: list[Slug] = Field(description="Agencies surely meant")
    doubtful: list[Slug] = Field(description="Agencies perhaps meant")
    areas: list[Id] = Field(description="Task areas it carries out something of")
    whole: bool = Field(description="It carries out all areas at once")
    common: bool = Field(description="It comes from outside the item of an agency")
    why: list[Words] = Field(description="Why it binds those outside its item; editorial")


class Redirect(Record):
    """An id or address once published that is no more."""

    old: str = Field(description="Id of a provision, or an address relative to the root of the site")
    url: Address | None = Field(description="Where it is now; null where nothing took its place, or several things did")
    by: str = Field(description="The older id or address it went with; itself where the editors wrote it down")
    why: Words
    since: IsoDate | None


class NamedBody(Record):
    body: Slug
    provisions: list[Id]
    does: bool = Field(description="It is named for something to do")


class Gaps(Record):
    """What the document leaves open; facts about its words and the editors' links, nobody's fault."""

    unowned: list[Id] = Field(description="Provisions of task areas that no agency is named for")
    leaderless: list[Id] = Field(description="Task areas where no agency has the first role")
    untied: list[Id] = Field(description="Responsibilities that carry out nothing of the task areas")
    whole: list[Id] = Field(description="Responsibilities tied to all areas at once")
    undated: list[Id] = Field(description="Obligations with words of time but no date")
    timeless: list[Id] = Field(description="Obligations without any word of time")
    dated: list[Id] = Field(description="Obligations with a date")
    bodies: list[NamedBody] = Field(description="Bodies named in the wording that have no item of their own")
