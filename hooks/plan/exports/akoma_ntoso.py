"""`api/v1/plan.akn.xml`: the document in Akoma Ntoso 3.0, the OASIS standard for official texts in XML.

The wording is all the text there is outside `meta`: what of it names a document, a body or an abbreviation is marked in
place. What the editors add stands in `meta` (notes, documents meant but not cited) or in attributes: a responsibility
refers to its agency and its role. Ids follow the Naming Convention (`sec_II__para_3__point_c`); our own are in `GUID`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from ..model import Document, Plan, Provision
from ..names import Mention
from ..schema import Note
from ..vietnamese import slug
from .elements import Element, maker

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_LEVELS = {
    "section": ("section", "sec"), "article": ("article", "art"), "item": ("paragraph", "para"), "point": ("point", "point"),
    "bullet": ("indent", "indent"), "subbullet": ("indent", "indent"), "paragraph": ("alinea", "al"),
}  # fmt: skip
"""Kind of a numbered part: its element, and how ids call that."""
_PARTS = {
    "header": ("preface", "preface__p"), "title": ("preface", "preface__p"), "basis": ("preamble", "cits__cit"),
    "preamble": ("preamble", "formula"), "closing": ("conclusions", "conclusions__p"),
    "recipients": ("conclusions", "conclusions__list"), "signature": ("conclusions", "conclusions__p"),
}  # fmt: skip
"""First word of an id outside the numbered body: the part of the document it stands in, and its stem in ids."""
_MIXED = ("p", "num", "heading", "listIntroduction")
"""Elements that hold text: no white space may be added in them."""
_MODIFIED = {"replaced": "substitution", "inserted": "insertion", "repealed": "repeal"}
"""What an amendment does, in the words of the standard."""
_EDITOR, _ISSUER, _AUTHOR = "#editor", "#issuer", "#author"

E = maker(NAMESPACE)


def document(plan: Plan, site_url: str = "") -> bytes:
    """The whole document as XML; with the site's address it names the page it can be read on."""
    writer = _Writer(plan, _element_ids(plan))
    root = E.akomaNtoso(
        E.doc(_meta(plan, writer.ids, site_url), *writer.parts(), name=slug(plan.type), contains=_version(plan))
    )
    _break_lines(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def work(document_type: str, issuer: str | None, date: str | None, number: str) -> str:
    """The address of a document as a work: `/akn/vn/doc/ke-hoach/ubnd-tinh/2024-09-02/1-kh-ubnd`. What the plan does not
    say of a document it cites is left out."""
    steps = ("vn", "doc", slug(document_type), slug(issuer or ""), date or "", number)
    return "/akn/" + "/".join(step for step in steps if step)


def _work_of(document: Document) -> str:
    entry = document.entry
    return work(entry.type, entry.issuer, entry.date.isoformat() if entry.date else None, slug(entry.number or document.id))


def _element_ids(plan: Plan) -> Mapping[str, str]:
    """Provision id -> `eId`. Unnumbered elements are counted."""
    found: dict[str, str] = {}
    count: Counter[str] = Counter()
    for p in plan.provisions:
        above = f"{found[p.parent]}__" if p.parent else ""
        if p.kind in _LEVELS:
            found[p.id] = f"{above}{_LEVELS[p.kind][1]}_{p.number.removeprefix('p').replace('đ', 'dd')}"
        elif p.parent:
            found[p.id] = f"{above}item_{p.number}"
        else:
            stem = _PARTS[p.id.partition(".")[0]][1]
            count[stem] += 1
            found[p.id] = f"{stem}_{count[stem]}"
    return found


def _break_lines(element: Element) -> None:
    """One structural element a line."""
    if len(element) and etree.QName(element).localname not in _MIXED:
        element.text = "\n"
        for child in element:
            child.tail = "\n"
            _break_lines(child)


# -- what is said about the document -------------------------------------------------------------------------------


def _meta(plan: Plan, ids: Mapping[str, str], site_url: str) -> Element:
    parts = [_identification(plan, site_url), *_lifecycle(plan), *_analysis(plan, ids), _references(plan)]
    notes = [(p, note) for p in plan.provisions for note in p.notes]
    if notes:
        rows = (_note(f"note_{n}", ids[p.id], note) for n, (p, note) in enumerate(notes, 1))
        parts.append(E.notes(*rows, source=_EDITOR))
    return E.meta(*parts)


def _identification(plan: Plan, site_url: str) -> Element:
    address = work(plan.type, plan.issuer, plan.date.isoformat(), slug(plan.number))
    signed = {"date": plan.date.isoformat(), "name": "ban hành"}
    stands = {"date": plan.editions[-1].date.isoformat(), "name": "hiệu lực"} if plan.amendments else signed
    edited = {"date": plan.site.notice.as_of.isoformat(), "name": "biên tập"}
    text = f"{address}/vie@{stands['date'] if plan.amendments else ''}"
    alias = [E.FRBRalias(name="title", value=plan.name)]
    alias += [E.FRBRalias(name="trang", value=f"{site_url}toan-van/")] if site_url else []
    return E.identification(
        E.FRBRWork(
            E.FRBRthis(value=f"{address}/!main"), E.FRBRuri(value=address), *alias, E.FRBRdate(**signed),
            E.FRBRauthor({"href": _ISSUER, "as": _AUTHOR}), E.FRBRcountry(value="vn"), E.FRBRsubtype(value=slug(plan.type)),
            E.FRBRnumber(value=plan.number), E.FRBRname(value=plan.name), E.FRBRauthoritative(value="false"),
        ),
        E.FRBRExpression(
            E.FRBRthis(value=f"{text}/!main"), E.FRBRuri(value=text), E.FRBRdate(**stands),
            E.FRBRauthor({"href": _ISSUER, "as": _AUTHOR}), E.FRBRlanguage(language="vie"),
        ),
        E.FRBRManifestation(
            E.FRBRthis(value=f"{text}/!main.xml"), E.FRBRuri(value=f"{text}.xml"), E.FRBRdate(**edited),
            E.FRBRauthor({"href": _EDITOR, "as": _AUTHOR}), E.FRBRformat(value="application/akn+xml"),
        ),
        source=_EDITOR,
    )  # fmt: skip


def _version(plan: Plan) -> str:
    """The wording as signed, or one that later documents made."""
    return "singleVersion" if plan.amendments else "originalVersion"


def _lifecycle(plan: Plan) -> Iterator[Element]:
    """What happened to the text and when; nothing is said of one that was never amended."""
    if plan.amendments:
        events = [("generation", plan.date, next(d.id for d in plan.documents if d.is_self))]
        events += [("amendment", amendment.effective, amendment.id) for amendment in plan.amendments]
        rows = (
            E.eventRef(eId=f"event_{n}", date=date.isoformat(), source=f"#doc_{document}", type=kind)
            for n, (kind, date, document) in enumerate(events, 1)
        )
        yield E.lifecycle(*rows, source=_EDITOR)


def _analysis(plan: Plan, ids: Mapping[str, str]) -> Iterator[Element]:
    parts = [*_modified(plan, ids), *_implied(plan, ids)]
    if parts:
        yield E.analysis(*parts, source=_EDITOR)


def _modified(plan: Plan, ids: Mapping[str, str]) -> Iterator[Element]:
    """What each amendment did, and where. Of a repealed part the text has no element: the one it lay in stands for it."""
    rows = []
    for n, change in enumerate(plan.modifications, 1):
        where = change.provision
        while where not in ids and "." in where:
            where = where.rpartition(".")[0]
        place = ids.get(where) or next(f"doc_{d.id}" for d in plan.documents if d.is_self)
        parts = (E.source(href=f"#doc_{change.amendment.id}"), E.destination(href=f"#{place}"))
        rows.append(E.textualMod(*parts, type=_MODIFIED[change.action], eId=f"pmod_{n}"))
    if rows:
        yield E.passiveModifications(*rows)


def _implied(plan: Plan, ids: Mapping[str, str]) -> Iterator[Element]:
    """Documents that editors say are meant where the wording does not cite them."""
    meant = [
        (p, plan.document(i))
        for p in plan.provisions
        for i in plan.documents_of(p)
        if i not in {mention.target for mention in plan.mentions(p)}
    ]
    rows = [E.implicitReference({"for": f"#{ids[p.id]}", "href": _work_of(d), "showAs": d.name}) for p, d in meant]
    if rows:
        yield E.otherReferences(*rows, source=_EDITOR)


def _references(plan: Plan) -> Element:
    """Who and what the document speaks of, each with the id that the wording refers to."""
    ontology = "/akn/ontology"
    parties = [
        (f"party_{party.id}", f"{ontology}/organization/vn.{party.id}", party.name) for party in plan.parties
    ]
    issuer = ("issuer", f"{ontology}/organization/vn.{slug(plan.issuer)}", plan.issuer)
    editor = ("editor", f"{ontology}/organization/vn.bien-tap", "Biên tập")
    roles = [(_role_id(role.id), f"{ontology}/role/vn.{slug(role.id)}", role.id) for role in plan.site.roles]
    author = ("author", f"{ontology}/role/vn.tac-gia", "Tác giả")
    return E.references(
        *(_tlc("TLCOrganization", *row) for row in (issuer, editor, *parties)),
        *(_tlc("TLCRole", *row) for row in (author, *roles)),
        *(_tlc("TLCReference", f"doc_{d.id}", _work_of(d), d.name, name="document") for d in plan.documents),
        source=_EDITOR,
    )  # fmt: skip


def _tlc(tag: str, identity: str, href: str, shown: str, **more: str) -> Element:
    return E(tag, {"eId": identity, "href": href, "showAs": shown, **more})


def _role_id(role: str) -> str:
    return f"role_{slug(role)}"


def _note(identity: str, where: str, note: Note) -> Element:
    parts = [E.p(f"“{note.quote}”: {note.text}" if note.quote else note.text)]
    if note.source:
        parts.append(E.p("Nguồn: ", E.a(note.source.title, href=note.source.url) if note.source.url else note.source.title))
    return E.note(*parts, eId=identity, placement="side", placementBase=f"#{where}")


# -- the wording ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Writer:
    plan: Plan
    ids: Mapping[str, str]

    def parts(self) -> Iterator[Element]:
        """The parts of the document in its order: what stands before the numbered body, the body, what stands after."""
        for part, found in groupby(self.plan.children(None), key=_part):
            rows = list(found)
            if part == "preamble":
                yield E.preamble(*self._grounds(rows))
            else:
                yield E(part, *(self._level(p) if p.kind in _LEVELS else self._block(p) for p in rows))

    def _grounds(self, rows: list[Provision]) -> Iterator[Element]:
        for place, (is_ground, found) in enumerate(groupby(rows, key=lambda p: p.id.startswith("basis"))):
            if is_ground:
                grounds = (E.citation(self._filled(E.p(), p), **self._identity(p)) for p in found)
                yield E.citations(*grounds, eId=f"cits_{place + 1}" if place else "cits")
            else:
                yield from (E.formula(self._filled(E.p(), p), **self._identity(p), name="enacting") for p in found)

    def _block(self, p: Provision) -> Element:
        """A line outside the numbered body; the recipients are a list."""
        below = self.plan.children(p.id)
        if below:
            items = (E.item(self._number(q), self._filled(E.p(), q), **self._identity(q)) for q in below)
            return E.blockList(self._filled(E.listIntroduction(**self._identity(p)), p), *items)
        block = E.p(**self._identity(p))
        inner = self._lettered(p)
        if inner is None:
            return self._filled(block, p)
        block.text = p.text[: len(p.text) - len(str(inner.xpath("string()")))]
        block.append(inner)
        return block

    def _lettered(self, p: Provision) -> Element | None:
        """What a line of the head, title or signature is to the standard."""
        if p.kind == "title":
            first = next(q for q in self.plan.provisions if q.kind == "title")
            return self._filled(E.docType() if p is first else E.docTitle(), p)
        if p.kind == "signature":
            return self._filled(E.signature(), p)
        if p.kind == "header" and p.text.startswith(f"{self.plan.place}, "):
            return E.docDate(p.text.removeprefix(f"{self.plan.place}, "), date=self.plan.date.isoformat())
        if p.kind == "header" and p.text.endswith(self.plan.number):
            return E.docNumber(self.plan.number)
        return None

    def _level(self, p: Provision) -> Element:
        """A numbered part with everything under it."""
        tag, _ = _LEVELS[p.kind]
        below, eid = self.plan.children(p.id), self.ids[p.id]
        parts = [self._number(p)] if p.label else []
        if p.is_heading:
            parts.append(self._filled(E.heading(eId=f"{eid}__heading"), p))
        else:
            block = self._filled(E.p(), p)
            parts.append(E.intro(block, eId=f"{eid}__intro") if below else E.content(block, eId=f"{eid}__content"))
        return E(tag, *parts, *(self._level(q) for q in below), **self._identity(p))

    def _identity(self, p: Provision) -> dict[str, str]:
        refers = {"refersTo": f"#party_{p.agency} #{_role_id(p.role)}"} if p.role else {}
        return {"eId": self.ids[p.id], "GUID": p.id, **refers}

    @staticmethod
    def _number(p: Provision) -> Element:
        return E.num(p.label.strip())

    def _filled(self, element: Element, p: Provision) -> Element:
        """The wording without its label, what it names marked."""
        at = len(p.label)
        for count, mention in enumerate((m for m in self.plan.mentions(p) if m.start >= len(p.label)), 1):
            _say(element, p.text[at : mention.start])
            marked = self._marked(mention, f"{self.ids[p.id]}__{{}}_{count}")
            marked.text = p.text[mention.start : mention.end]
            element.append(marked)
            at = mention.end
        _say(element, p.text[at:])
        return element

    def _marked(self, mention: Mention, identity: str) -> Element:
        if mention.kind == "document":
            return E.ref(eId=identity.format("ref"), href=_work_of(self.plan.document(mention.target)))
        if mention.kind == "abbreviation":
            return E.abbr(title=next(a.full for a in self.plan.abbreviations if a.short == mention.target))
        return E.organization(eId=identity.format("organization"), refersTo=f"#party_{mention.target}")


def _part(p: Provision) -> str:
    return "mainBody" if p.kind in _LEVELS else _PARTS[p.id.partition(".")[0]][0]


def _say(element: Element, words: str) -> None:
    """Words after whatever stands in the element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
