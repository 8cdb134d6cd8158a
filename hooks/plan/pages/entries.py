"""A provision as a row of a page: its wording, and beside it who, what, when and where it leads.

The one place that decides which facts stand beside a wording and which tools under it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ..duties import WHOLE, due_words
from ..model import Carried, Provision, Repealed
from . import proposals
from .amended import Gone, Told, gone, told
from .leaf import Leaf, listed

LOG = "lich-su"
"""Where on a page its past stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A labelled line beside a wording."""

    kind: str
    """agency, partners, tasks, doers, bound, named, documents, groups, times or role."""
    label: str
    """As shown."""
    items: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What one can do with a provision."""

    permalink: str
    citation: str
    """In full; it begins with the short one."""
    short_citation: str
    address: str
    own: str | None
    proposal: proposals.Proposal | None
    """How to put it right, on its own page."""
    history: str | None
    """Where its past stands; only on its own page, and only when something of it was changed."""
    name: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A provision made ready for a template."""

    provision: Provision
    element: Markup
    path: Markup
    role: Markup
    facts: tuple[Fact, ...]
    more: tuple[Fact, ...]
    """Facts of less weight, for a page that folds them away."""
    notes: tuple[proposals.Remark, ...]
    tools: Tools
    level: int = 2
    """Of the heading that our short title makes above the wording."""
    children: tuple[Row | Gone, ...] = ()
    changes: tuple[Told, ...] = ()
    """What amendments did to it, the latest first."""
    is_gone: bool = False


def row(leaf: Leaf, provision: Provision, *, tag: str = "p", level: int = 2, facts: Iterable[Fact] | None = None,
        more: Iterable[Fact] = (), children: tuple[Row | Gone, ...] = ()) -> Row:  # fmt: skip
    """The row of a provision; it carries its id where it is at home."""
    plan = leaf.plan
    at_home = leaf.url in (plan.page_of(provision), "toan-van/")
    return Row(
        provision=provision,
        element=leaf.wording.element(provision, tag, anchor=at_home),
        path=leaf.path(provision),
        role=leaf.role(provision.role),
        facts=tuple(facts_of(leaf, provision) if facts is None else facts),
        more=tuple(more),
        notes=proposals.remarks(leaf, "provision", provision.id, provision.notes),
        tools=tools(leaf, provision),
        level=level,
        children=children,
        changes=told(leaf, provision),
    )


def tree(leaf: Leaf, provision: Provision, level: int) -> Row:
    """A provision and all that lies under it. Our short title is a heading above; the document's is one step lower."""
    heading = provision.is_heading
    below = min(level + (2 if heading else 1), 6)
    children = trees(leaf, provision.id, below)
    return row(leaf, provision, tag=f"h{min(level + 1, 6)}" if heading else "p", level=level, children=children)


def trees(leaf: Leaf, provision_id: str, level: int) -> tuple[Row | Gone, ...]:
    """What lies under a provision, the repealed in their places."""
    return tuple(gone(leaf, p) if isinstance(p, Repealed) else tree(leaf, p, level) for p in leaf.plan.under(provision_id))


def tools(leaf: Leaf, provision: Provision) -> Tools:
    plan = leaf.plan
    home = plan.page_of(provision)
    here = f"toan-van/#{provision.fragment}" if leaf.url == "toan-van/" else plan.url(provision)
    return Tools(
        permalink=leaf.href(here),
        citation=plan.citation(provision),
        short_citation=plan.short_citation(provision),
        address=leaf.options.site_url + plan.url(provision),
        own=leaf.href(plan.url(provision)) if home != leaf.url else None,
        proposal=proposals.of_provision(leaf, provision) if home == leaf.url else None,
        history=f"#{LOG}" if home == leaf.url and leaf.chronicle.has_changed(provision) else None,
        name=plan.short_path(provision),
        id=provision.id,
    )


def facts_of(leaf: Leaf, provision: Provision) -> tuple[Fact, ...]:
    """Every fact there is about a provision; an absent one has no line."""
    rows = (
        _fact("agency", "Cơ quan", _agency(leaf, provision)),
        _fact("partners", "Phối hợp", map(leaf.party, provision.partners)),
        _fact("tasks", "Nhiệm vụ", _supports(leaf, provision)),
        _fact("doers", "Ai làm", who(leaf, provision)),
        _fact("bound", "Áp dụng cho", map(leaf.party, leaf.plan.bound_by(provision))),
        _fact("named", "Nêu tên", _named(leaf, provision)),
        _fact("documents", "Văn bản", map(leaf.document, leaf.plan.documents_of(provision))),
        _fact("groups", "Đối tượng", _joined(map(leaf.group, provision.groups))),
        _fact("times", "Hạn", _times(leaf, provision)),
        _fact("rhythm", "Nhịp", _rhythm(leaf, provision)),
    )
    return tuple(fact for fact in rows if fact.items)


def _fact(kind: str, label: str, items: Iterable[Markup]) -> Fact:
    return Fact(kind=kind, label=label, items=tuple(items))


def _joined(items: Iterable[Markup]) -> tuple[Markup, ...]:
    found = tuple(items)
    return (listed(found),) if found else ()


def _agency(leaf: Leaf, provision: Provision) -> tuple[Markup, ...]:
    """The agency of a responsibility, away from the agency's own page."""
    if not provision.is_duty or provision.agency is None or leaf.url == leaf.plan.agency(provision.agency).url:
        return ()
    return (leaf.party(provision.agency),)


def _supports(leaf: Leaf, provision: Provision) -> tuple[Markup, ...]:
    section = leaf.plan.task_section
    found = []
    for support in provision.supports:
        target = leaf.plan.provision(support.provision)
        whole = section is not None and target.id == section.id
        words = (
            leaf.link("nhiem-vu/", WHOLE)
            if whole
            else Markup("{} {}").format(leaf.provision(target), target.short_title)
        )
        found.append(words)
    return tuple(found)


def carried(leaf: Leaf, rows: Iterable[Carried], above: Provision | None = None) -> tuple[Markup, ...]:
    """Who carries a provision out: role, agency, the responsibility and the reason of the link.
    `above` is what they carry out when it is not the provision itself but something it lies in."""
    through = Markup("; gắn với cả {}").format(leaf.path(above)) if above else Markup("")
    return tuple(
        Markup('{} {} {}<span class="why"> ({}{})</span>').format(
            leaf.role(row.responsibility.role), leaf.party(row.responsibility.agency or ""), leaf.provision(row.responsibility),
            row.support.reason, through,
        )
        for row in rows
    )  # fmt: skip


def who(leaf: Leaf, provision: Provision) -> tuple[Markup, ...]:
    """Who carries a task provision out; said honestly when the document names nobody for it."""
    plan = leaf.plan
    if provision.area is None or (provision.id == provision.area and plan.children(provision.id)):
        return ()
    found = [*carried(leaf, plan.carried_by(provision.id))]
    for above in plan.ancestors(provision):
        if above.area and above.id != provision.area:  # links to a whole area stand at its head
            found += carried(leaf, plan.carried_by(above.id), above)
    if plan.is_unowned(provision):
        found.insert(0, Markup('<span class="gap" data-unowned>Phần phân công không nêu cơ quan nào cho riêng việc này.</span>'))
    return tuple(found)


def _named(leaf: Leaf, provision: Provision) -> tuple[Markup, ...]:
    """Agencies a wording names that no other fact tells."""
    told = {*provision.partners, *leaf.plan.bound_by(provision), provision.agency}
    named = dict.fromkeys(m.target for m in leaf.plan.mentions(provision) if m.kind == "agency" and m.target not in told)
    return tuple(map(leaf.party, named))


def _times(leaf: Leaf, provision: Provision) -> tuple[Markup, ...]:
    return tuple(leaf.link(leaf.plan.deadline_url(d.id), leaf.unbroken(due_words(d))) for d in provision.deadlines)


def _rhythm(leaf: Leaf, provision: Provision) -> tuple[Markup, ...]:
    """How often or until when, where the document gives no date of a calendar."""
    words = (Markup('<q class="said">{}</q>').format(timing.text) for timing in provision.timings)
    return tuple(leaf.link("thoi-han/#khong-neu-ngay", said) for said in words)
