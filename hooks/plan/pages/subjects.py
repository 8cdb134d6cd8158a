"""What each page is about, and how it says so to programs: a block of JSON-LD in its head."""

from __future__ import annotations

from markupsafe import Markup

from .. import linked_data
from ..linked_data import Address, Value
from ..model import Agency, Document, Plan, Provision, TaskArea
from .leaf import Leaf

Subject = Plan | TaskArea | Agency | Provision | Document


def subjects(plan: Plan) -> dict[str, Subject]:
    """Address of a page -> the one thing it is about; pages about several things are not among them."""
    return {
        "": plan, "toan-van/": plan, **{area.url: area for area in plan.task_areas},
        **{agency.url: agency for agency in plan.agencies}, **{document.url: document for document in plan.documents},
        **{plan.page_of(duty): duty for duty in plan.responsibilities},
    }  # fmt: skip


def told(leaf: Leaf, subject: Subject | None) -> Markup | None:
    """The block of a page; nothing where the page is about no one thing."""
    if subject is None:
        return None
    site_url = leaf.options.site_url
    value = _value(leaf.plan, subject, (lambda url: site_url + url) if site_url else leaf.href)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(linked_data.script(value)))


def _value(plan: Plan, subject: Subject, address: Address) -> Value:
    match subject:
        case TaskArea():
            return linked_data.of_area(plan, subject, address)
        case Agency():
            return linked_data.of_agency(plan, subject, address)
        case Provision():
            return linked_data.of_responsibility(plan, subject, address)
        case Document():
            return linked_data.of_document(plan, subject, address)
    return linked_data.with_contents(plan, address)
