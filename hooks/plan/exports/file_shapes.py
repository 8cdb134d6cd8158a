"""The shapes of the files of the open data: which records stand in which file, and what each file says of itself.

Public and stable like the records of `shapes`.
"""

from __future__ import annotations

from pydantic import Field

from . import shapes
from .shapes import Address, Id, Party, Record, Slug, Words


class PlanFile(Record):
    """The whole plan: `plan.json`."""

    schema_version: str
    plan: shapes.Head
    provisions: list[shapes.Provision] = Field(description="In document order, header to signature")
    task_areas: list[shapes.TaskArea]
    agencies: list[shapes.Agency]
    responsibilities: list[shapes.Responsibility]
    documents: list[shapes.Document]
    deadlines: list[shapes.Deadline]
    groups: list[shapes.Group]
    bodies: list[shapes.Body]
    roles: list[shapes.Role]
    register_: list[shapes.Duty] = Field(alias="register", description="Every obligation, in document order")
    gaps: shapes.Gaps
    abbreviations: list[shapes.Abbreviation]
    terms: list[shapes.Term]
    amendments: list[shapes.Amendment] = Field(description="In the order in which they take effect")
    repealed: list[shapes.Repealed]
    editions: list[shapes.Edition] = Field(description="Every state of the text, the first as signed")
    redirects: list[shapes.Redirect] = Field(description="What was published and is no more")


class Links(Record):
    """Where the file stands and what belongs to it; everything relative to the root of the site."""

    self: Address
    page: Address
    plan: Address = Field(description="The whole plan in one file")
    described_by: Address = Field(description="The JSON Schema of the file")


class File(Record):
    schema_version: str
    links: Links


class Reason(Record):
    why: Words
    through: Slug | None = Field(description="The collective it is reached by; null when it is named itself")
    doubt: Words | None = Field(description="Why it is not certain that the agency is meant")


class Obligation(Record):
    """A provision outside the item of the agency that binds it."""

    provision: Id
    text: str
    url: Address
    citation: str
    certain: bool
    reasons: list[Reason]


class Through(Record):
    body: Slug
    certain: bool = Field(description="The agency is surely meant by the collective")
    responsibilities: list[Id]


class Basis(Record):
    document: Slug
    cited_in: list[Id]


class OfficeFile(Record):
    name: str
    url: Address


class AgencyFile(File):
    """Everything the document asks of one agency."""

    agency: shapes.Agency
    responsibilities: list[shapes.Responsibility] = Field(description="Of its own item")
    obligations: list[Obligation] = Field(description="From outside its item")
    deadlines: list[shapes.Deadline]
    partner_in: list[Id] = Field(description="Responsibilities of others that name it as a partner")
    partner_through: list[Through] = Field(description="Responsibilities of others that name a collective it belongs to")
    named_in: list[Id] = Field(description="Other places that name it")
    basis: list[Basis] = Field(description="Documents its duties rest on")
    calendar: Address | None
    """None for an agency that no dated deadline reaches."""
    office: list[OfficeFile]
    provisions: list[shapes.Provision] = Field(description="Every provision named in this file")
    documents: list[shapes.Document]
    bodies: list[shapes.Body] = Field(description="Collectives it is reached by")


class TaskAreaFile(File):
    task_area: shapes.TaskArea
    provisions: list[shapes.Provision]
    responsibilities: list[shapes.Responsibility] = Field(description="They carry out something of the area")
    agencies: list[shapes.Agency] = Field(description="Agencies of those responsibilities")
    documents: list[shapes.Document]
    groups: list[shapes.Group]
    unowned: list[Id] = Field(description="Provisions of the area that no agency is named for")


class Mention(Record):
    """Words of the wording that name something: `text[start:end]`, counted in characters."""

    start: int
    end: int
    text: str
    kind: str = Field(pattern="^(document|agency|body|abbreviation)$")
    target: str = Field(description="Id of the document, agency or body; the abbreviation itself")


class Carried(Record):
    """A responsibility that carries the provision out."""

    responsibility: Id
    agency: Slug
    role: str
    reason: Words
    here: str
    there: str


class ProvisionFile(File):
    provision: shapes.Provision
    ancestors: list[shapes.Provision] = Field(description="Outermost first")
    children: list[shapes.Provision]
    mentions: list[Mention]
    carried_by: list[Carried] = Field(description="Responsibilities linked to it or to what lies under it")
    responsibility: shapes.Responsibility | None = Field(description="Where the provision is one")
    duty: shapes.Duty | None = Field(description="Where the provision is an obligation: whom it binds")
    deadlines: list[shapes.Deadline]
    documents: list[shapes.Document]
    previous: Id | None
    next: Id | None


class RepealedFile(File):
    """What stands at the address of a provision that was repealed."""

    repealed: shapes.Repealed


class DocumentFile(File):
    document: shapes.Document
    provisions: list[shapes.Provision] = Field(description="Provisions that cite it")
    responsibilities: list[shapes.Responsibility] = Field(description="Those among them that are responsibilities")
    agencies: list[Party] = Field(description="Agencies of those responsibilities")


class AgencyList(File):
    agencies: list[shapes.Agency]


class TaskAreaList(File):
    task_areas: list[shapes.TaskArea]


class ProvisionList(File):
    provisions: list[shapes.Provision]


class DocumentList(File):
    documents: list[shapes.Document]


FILES: dict[str, type[File]] = {
    "agency": AgencyFile, "task-area": TaskAreaFile, "provision": ProvisionFile, "document": DocumentFile,
    "repealed": RepealedFile,
    "agencies": AgencyList, "task-areas": TaskAreaList, "provisions": ProvisionList, "documents": DocumentList,
}  # fmt: skip
"""Every kind of file, and its shape."""
