"""The plan in the words of schema.org, as JSON-LD: whole for the export, lean for the pages.

A provision is a `Legislation` that is part of the plan's, an agency a `GovernmentOrganization`. Who must do it is
`legislationResponsible`, what it carries out `legislationEnsuresImplementationOf`. Plain values only: `address` turns a
site-relative address into the one that works where the value will stand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from .model import Agency, Document, Plan, Provision, TaskArea

CONTEXT = "https://schema.org"
_TEXT = "toan-van/"
"""The page that is the plan itself."""

Value = dict[str, object]
Address = Callable[[str], str]


def script(value: Value) -> str:
    """As text for a `<script>` of HTML: nothing in it can end the element or begin another."""
    text = json.dumps({"@context": CONTEXT, **value}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


# -- whole ---------------------------------------------------------------------------------------------------------


def whole(plan: Plan, address: Address) -> Value:
    """Everything: the plan with every wording, its agencies and the documents it cites."""
    parts = [_tree(plan, p, address) for p in plan.children(None)]
    agencies = [{**_organization(plan, agency, address), **_named(agency)} for agency in plan.agencies]
    documents = [_document(document, address) for document in plan.documents if not document.is_self]
    return {"@context": CONTEXT, "@graph": [{**of_plan(plan, address), "hasPart": parts}, *agencies, *documents]}


def _tree(plan: Plan, p: Provision, address: Address) -> Value:
    below = [_tree(plan, child, address) for child in plan.children(p.id)]
    return {
        **_part(plan, p, address), "text": p.text, **_linked(plan, p, address), **({"hasPart": below} if below else {}),
    }  # fmt: skip


# -- one page ------------------------------------------------------------------------------------------------------


def of_plan(plan: Plan, address: Address) -> Value:
    """The plan itself, without its parts."""
    grounds = {d for p in plan.provisions if p.kind == "basis" for d in plan.documents_of(p)}
    cited = [document for document in plan.documents if not document.is_self and plan.cited_in(document.id)]
    return {
        **_self(plan, address),
        "alternateName": plan.title,
        "legislationIdentifier": plan.number,
        "legislationType": plan.type,
        "legislationDate": plan.date.isoformat(),
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": plan.issuer},
        "inLanguage": "vi",
        "url": address(_TEXT),
        **_several("isBasedOn", (_brief(d, address) for d in cited if d.id in grounds)),
        **_several("citation", (_brief(d, address) for d in cited if d.id not in grounds)),
    }


def with_contents(plan: Plan, address: Address) -> Value:
    """The plan with its outer parts and what stands next under them, by name."""
    parts = [
        {**_part(plan, p, address), **_several("hasPart", (_part(plan, child, address) for child in plan.children(p.id)))}
        for p in plan.sections
    ]
    return {**of_plan(plan, address), **_several("hasPart", parts)}


def of_responsibility(plan: Plan, duty: Provision, address: Address) -> Value:
    return {
        **_part(plan, duty, address), "text": duty.text, "abstract": duty.lead, "inLanguage": "vi",
        "isPartOf": _self(plan, address), **_linked(plan, duty, address),
    }  # fmt: skip


def of_area(plan: Plan, area: TaskArea, address: Address) -> Value:
    heading = plan.provision(area.id)
    return {
        **_part(plan, heading, address), "text": heading.text, "abstract": heading.lead, "inLanguage": "vi",
        "isPartOf": _self(plan, address),
        **_several("hasPart", (_part(plan, child, address) for child in plan.children(area.id))),
    }  # fmt: skip


def of_agency(plan: Plan, agency: Agency, address: Address) -> Value:
    """The agency, and the responsibilities the plan gives it."""
    back = _several("legislationResponsible", (_part(plan, p, address) for p in plan.responsibilities_of(agency.id)))
    return {**_organization(plan, agency, address), **_named(agency), **({"@reverse": back} if back else {})}


def of_document(plan: Plan, document: Document, address: Address) -> Value:
    """A cited document, and where the plan cites it; the plan's own page says what the plan is."""
    if document.is_self:
        return of_plan(plan, address)
    back = _several("citation", (_part(plan, p, address) for p in plan.cited_in(document.id)))
    return {**_document(document, address), "abstract": document.entry.lead, **({"@reverse": back} if back else {})}


# -- pieces --------------------------------------------------------------------------------------------------------


def _self(plan: Plan, address: Address) -> Value:
    return {"@type": "Legislation", "@id": address(_TEXT), "name": plan.name}


def _part(plan: Plan, p: Provision, address: Address) -> Value:
    """A provision by what it is called: a heading by its words, anything else by its place."""
    return {
        "@type": "Legislation", "@id": address(plan.url(p)), "legislationIdentifier": p.id,
        "name": p.wording if p.is_heading else plan.short_path(p),
    }  # fmt: skip


def _linked(plan: Plan, p: Provision, address: Address) -> Value:
    """Who must do it, what it carries out, what it cites."""
    cited = (plan.document(d) for d in plan.documents_of(p))
    return {
        **({"legislationResponsible": _organization(plan, plan.agency(p.agency), address)} if p.role and p.agency else {}),
        **_several(
            "legislationEnsuresImplementationOf",
            ({"@id": address(plan.url(plan.provision(s.provision)))} for s in p.supports),
        ),
        **_several("citation", (_brief(d, address) for d in cited if not d.is_self)),
    }


def _organization(plan: Plan, agency: Agency, address: Address) -> Value:
    return {"@type": "GovernmentOrganization", "@id": address(plan.party_url(agency.id)), "name": agency.name}


def _named(agency: Agency) -> Value:
    return {"alternateName": list(agency.short_names)} if agency.short_names else {}


def _brief(document: Document, address: Address) -> Value:
    return {"@type": "Legislation", "@id": address(document.url), "name": document.name}


def _document(document: Document, address: Address) -> Value:
    """What the plan says of a document it cites; what it does not say is left out."""
    entry = document.entry
    told = {
        "alternateName": entry.title if entry.number else None,
        "legislationIdentifier": entry.number,
        "legislationType": entry.type,
        "legislationDate": entry.date.isoformat() if entry.date else None,
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": entry.issuer} if entry.issuer else None,
    }
    return {**_brief(document, address), **{key: value for key, value in told.items() if value}}


def _several(key: str, values: Iterable[Value]) -> Value:
    found = list(values)
    return {key: found} if found else {}
