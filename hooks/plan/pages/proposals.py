"""From what a page shows to where it can be put right: the line each fact was typed at, a form, a letter.

The one place that names the facts editors added to an entity. What the site does not know (the repository, a mailbox) has
no link, and an entity without any link has no proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..duties import due_words
from ..model import Agency, Document, Modification, Provision, Repealed
from ..paper import last_with
from ..schema import GroupEntry, Note
from .leaf import Leaf, Line
from .page import Page
from .reports import Report, form, letter

Fact = tuple[str, tuple[str | int, ...]]
"""What a fact is called, and the way to it inside its entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Every way to put one thing right."""

    name: str
    """What it is about, for whoever hears a link alone."""
    id: str
    """Of a provision; empty for anything else."""
    edit: Line | None
    form: str
    letter: str
    facts: tuple[tuple[Markup, Line], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note and the line it was typed at."""

    note: Note
    line: Line | None


def of_provision(leaf: Leaf, provision: Provision) -> Proposal | None:
    """For a provision, on its own page; the heading of an agency speaks for the agency too."""
    plan = leaf.plan
    name, url = plan.short_path(provision), plan.url(provision)
    report = Report(page=_shown(leaf, url), name=name, place=plan.citation(provision), wording=provision.text)
    facts = _lines(leaf, "provision", provision.id, _facts(leaf, provision))
    if provision.agency and plan.agency(provision.agency).provision == provision.id:
        facts += _facts_of_agency(leaf, plan.agency(provision.agency))
    changes = plan.changes_of(provision.id)
    edit = _change_line(leaf, changes[-1]) if changes else leaf.line("provision", provision.id, "id")
    return _proposal(leaf, report, edit, facts, provision.id)


def of_repealed(leaf: Leaf, repealed: Repealed) -> Proposal | None:
    """For a provision that no longer stands: where the amendment is put down that took it away."""
    p = repealed.provision
    then = last_with(leaf.plan, p.id).plan
    report = Report(page=_shown(leaf, repealed.url), name=then.short_path(p), place=then.citation(p), wording=p.text)
    return _proposal(leaf, report, _change_line(leaf, repealed.change), (), p.id)


def _change_line(leaf: Leaf, change: Modification) -> Line | None:
    return leaf.line("modification", change.id, "id")


def of_document(leaf: Leaf, document: Document) -> Proposal | None:
    entry = document.entry
    own = place_of_document(document)
    named: tuple[Fact, ...] = (
        ("loại", ("type",)), ("số, ký hiệu", ("number",)), ("cơ quan ban hành", ("issuer",)), ("ngày ban hành", ("date",)),
        ("hiệu lực", ("effective",)), ("trích yếu", ("title",)),
        *((f"tên gọi khác: {name}", ("aliases", i)) for i, name in enumerate(entry.aliases)),
        ("tên ngắn", ("short_title",)), ("câu dẫn", ("purpose" if document.is_self else "lead",)), *_notes(entry.notes),
    )  # fmt: skip
    report = Report(page=_shown(leaf, document.url), name=document.name, place=document.name, wording=entry.lead)
    return _proposal(leaf, report, leaf.line(*own), _lines(leaf, *own, named))


def place_of_document(document: Document) -> tuple[str, str]:
    """Kind and id under which a document's own data were typed."""
    return ("plan", "") if document.is_self else ("amendment" if document.is_amendment else "document", document.id)


def of_group(leaf: Leaf, group: GroupEntry) -> Proposal | None:
    named: tuple[Fact, ...] = (
        ("tên nhóm", ("name",)), *((f"chữ để nhận ra: {words}", ("words", i)) for i, words in enumerate(group.words)),
        ("câu dẫn", ("lead",)),
    )  # fmt: skip
    report = Report(page=_shown(leaf, leaf.plan.group_url(group.id)), name=group.name, place=group.name, wording=group.lead)
    return _proposal(leaf, report, leaf.line("group", group.id), _lines(leaf, "group", group.id, named))


def of_page(leaf: Leaf, page: Page) -> Proposal | None:
    """For a page as a whole: the file that holds its subject, or that was written by hand."""
    address = leaf.options.edit_url(page.place) if page.place else None
    report = Report(page=_shown(leaf, page.url) or "/", name=page.title, place=page.title)
    return _proposal(leaf, report, Line("", address) if address else None, ())


def _facts_of_agency(leaf: Leaf, agency: Agency) -> tuple[tuple[Markup, Line], ...]:
    """What editors added to an agency beside its heading."""
    named: tuple[Fact, ...] = (
        ("tên cơ quan", ("name",)), *((f"tên gọi ngắn: {name}", ("short_names", i)) for i, name in enumerate(agency.short_names)),
        *((f"nay là: {successor.name}", ("successors", i)) for i, successor in enumerate(agency.successors)),
    )  # fmt: skip
    return _lines(leaf, "agency", agency.id, named)


def remarks(leaf: Leaf, kind: str, entity_id: str, notes: Iterable[Note]) -> tuple[Remark, ...]:
    return tuple(Remark(note, leaf.line(kind, entity_id, "notes", i)) for i, note in enumerate(notes))


def _shown(leaf: Leaf, url: str) -> str:
    return leaf.options.site_url + url


def _proposal(
    leaf: Leaf, report: Report, edit: Line | None, facts: tuple[tuple[Markup, Line], ...], provision_id: str = ""
) -> Proposal | None:
    repository, mailbox = leaf.options.repository, leaf.plan.site.email
    found = Proposal(
        name=report.name, id=provision_id, edit=edit, facts=facts,
        form=form(repository, report) if repository else "", letter=letter(mailbox, report) if mailbox else "",
    )  # fmt: skip
    return found if found.edit or found.form or found.letter else None


def _lines(leaf: Leaf, kind: str, entity_id: str, facts: Iterable[Fact]) -> tuple[tuple[Markup, Line], ...]:
    """The facts an editor wrote, each with its line."""
    written = ((name, way) for name, way in facts if leaf.plan.is_written(kind, entity_id, *way))
    found = ((leaf.unbroken(name), leaf.line(kind, entity_id, *way)) for name, way in written)
    return tuple((name, line) for name, line in found if line)


def _facts(leaf: Leaf, p: Provision) -> Iterator[Fact]:
    """Everything editors may have added to a provision."""
    plan = leaf.plan
    yield from (("tên ngắn", ("short_title",)), ("câu dẫn", ("lead",)), ("vai trò", ("role",)))
    yield from ((f"phối hợp: {plan.party_name(party)}", ("partners", i)) for i, party in enumerate(p.partners))
    for i, support in enumerate(p.supports):
        yield f"thực hiện {plan.short_path(plan.provision(support.provision))}", ("supports", i)
    for i, bind in enumerate(p.binds):
        yield f"áp dụng cho: {'; '.join(map(plan.party_name, bind.who))}", ("binds", i)
    yield from ((f"hạn: {due_words(deadline)}", ("deadlines", i)) for i, deadline in enumerate(p.deadlines))
    yield from ((f"nhịp: {timing.text}", ("timings", i)) for i, timing in enumerate(p.timings))
    yield from ((f"đối tượng: {plan.group(group).name}", ("groups", i)) for i, group in enumerate(p.groups))
    for i, document in enumerate(p.documents):
        yield f"văn bản hiểu ngầm: {plan.document(document).name}", ("documents", i)
    yield from _notes(p.notes)


def _notes(notes: Iterable[Note]) -> Iterator[Fact]:
    for i, note in enumerate(notes):
        yield f"ghi chú về “{note.quote}”" if note.quote else "ghi chú", ("notes", i)
