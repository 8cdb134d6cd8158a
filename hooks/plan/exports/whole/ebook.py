"""`tai-ve/….epub`: the whole text as a book for reading devices (EPUB 3.3), a chapter for each section, area and agency.

A book is a zip of XHTML pages, a list of contents and a list of its parts. The one well-kept library that writes it (EbookLib)
is under the AGPL, which would bind all we publish; what is needed of the format is little, and the checker of the standard
(EPUBCheck) reads every book the tests make. The text of an element that bears `data-provision` is the wording and nothing
else; what is ours stands in elements of class `ours`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from ...model import Plan, Provision, Repealed
from ...paper import Branch, deed, letterhead, of_kind, repeal, runs, tree
from ...references import NUMBERED_KINDS
from ...vietnamese import slug
from ..akoma_ntoso import work
from ..elements import Element, maker
from ..packed import packed
from .about import about, address

_XHTML, _OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
_OPF, _DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
_CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"
H = maker(_XHTML, epub=_OPS)
P = maker(_OPF, dc=_DC)
D = maker(_DC, "dc")
C = maker(_CONTAINER)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MIMETYPE, _FOLDER, _PACKAGE = "mimetype", "EPUB/", "package.opf"
_ABOUT = (
    ("accessMode", "textual"), ("accessModeSufficient", "textual"), ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"), ("accessibilityFeature", "structuralNavigation"), ("accessibilityHazard", "none"),
    ("accessibilitySummary", "Toàn bộ là chữ, theo đúng thứ tự của văn bản; có mục lục, đề mục và danh sách; không có hình."),
)  # fmt: skip
"""What readers with a disability may expect of the book, in the words of schema.org."""
_STYLE = """\
body { font-family: serif; line-height: 1.6; hyphens: none; -webkit-hyphens: none; }
h1, h2, h3, h4, h5, h6 { font-size: 1.1em; line-height: 1.4; margin: 1.2em 0 .6em; }
.head, .title, h1.title { text-align: center; }
h1.title, p.title { font-size: 1.2em; font-weight: bold; margin: .6em 0; }
ol { list-style: none; margin: 0; padding: 0; }
ol ol { padding-left: 1em; }
.signature { margin-top: 1.5em; font-weight: bold; text-align: center; }
.ours { font: .85em/1.5 sans-serif; margin: .6em 0; padding-left: .7em; border-left: .2em solid; }
"""


@dataclass(slots=True, kw_only=True)
class Chapter:
    """A file of the book."""

    name: str
    title: str
    blocks: list[Element] = field(default_factory=list)
    inner: list[Chapter] = field(default_factory=list)

    def all(self) -> Iterator[Chapter]:
        yield self
        yield from (each for chapter in self.inner for each in chapter.all())


def document(plan: Plan, site_url: str = "") -> bytes:
    """The book; it names the address of the text on the site where that is known."""
    outline = _Writer(plan).chapters(site_url)
    chapters = [each for chapter in outline for each in chapter.all()]
    pages = {f"{_FOLDER}{chapter.name}": _page(chapter.title, chapter.blocks) for chapter in chapters}
    parts = {
        "META-INF/container.xml": _container(), f"{_FOLDER}{_PACKAGE}": _package(plan, chapters, site_url),
        f"{_FOLDER}muc-luc.xhtml": _page("Mục lục", [_contents(outline)]), **pages,
    }  # fmt: skip
    written = {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8") for name, root in parts.items()}
    content = {_MIMETYPE: b"application/epub+zip", **written, f"{_FOLDER}kieu.css": _STYLE.encode()}
    return packed(content, plain=(_MIMETYPE,))


class _Writer:
    """Lays the text out in chapters."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._heads = {area.id for area in plan.task_areas} | {agency.provision for agency in plan.agencies}

    def chapters(self, site_url: str) -> list[Chapter]:
        """What stands before the first numbered part, each of these, and what stands after the last."""
        roots = tree(self.plan)
        front = tuple(takewhile(lambda root: not _is_numbered(root), roots))
        back = tuple(reversed(tuple(takewhile(lambda root: not _is_numbered(root), reversed(roots[len(front) :])))))
        numbered = roots[len(front) : len(roots) - len(back)]
        first = Chapter(name="phan-dau.xhtml", title=self.plan.name)
        first.blocks += [_ours(about(self.plan, site_url)), *self._head(), *self._blocks(front)]
        last = Chapter(name="phan-cuoi.xhtml", title="Nơi nhận và chữ ký" if not back else "Phần cuối", blocks=self._blocks(back))
        last.blocks += self._lines("recipients", "recipient") + self._lines("signature")
        return [first, *self._sections(numbered), *([last] if last.blocks else [])]

    def _sections(self, roots: Iterable[Branch | Repealed]) -> Iterator[Chapter]:
        """What was repealed between two parts stands with the one before it."""
        chapter: Chapter | None = None
        for root in roots:
            if isinstance(root, Branch):
                if chapter:
                    yield chapter
                chapter = self._section(root)
            elif chapter:
                chapter.blocks.append(self._gone(root))
        if chapter:
            yield chapter

    def _section(self, branch: Branch) -> Chapter:
        """A part of the document; the areas and agencies right under it have chapters of their own, in its."""
        p = branch.provision
        chapter = Chapter(name=f"{p.fragment}.xhtml", title=p.text if branch.level else p.label.strip() or p.text)
        chapter.blocks += self._own(branch)
        waiting: list[Branch | Repealed] = []
        current = chapter
        for each in (*branch.under, None):
            opens = isinstance(each, Branch) and each.provision.id in self._heads
            if each is None or opens:
                current.blocks += self._blocks(waiting)
                waiting = []
            if opens and isinstance(each, Branch):
                current = self._section(each)
                chapter.inner.append(current)
            elif each is not None:
                waiting.append(each)
        return chapter

    def _head(self) -> list[Element]:
        lines = [_wording(p, "p", "head") for _, p in letterhead(self.plan)]
        titles = of_kind(self.plan, "title")
        return [*lines, *(_wording(p, "p" if at else "h1", "title") for at, p in enumerate(titles))]

    def _lines(self, *kinds: str) -> list[Element]:
        return [_wording(p, "p", p.kind) for p in of_kind(self.plan, *kinds)]

    def _blocks(self, branches: Sequence[Branch | Repealed]) -> list[Element]:
        found: list[Element] = []
        for listed, group in runs(branches):
            if listed:
                found.append(H.ol(*(H.li(*self._block(branch)) for branch in group)))
            else:
                found += [element for branch in group for element in self._block(branch)]
        return found

    def _block(self, branch: Branch | Repealed) -> list[Element]:
        return [self._gone(branch)] if isinstance(branch, Repealed) else [*self._own(branch), *self._blocks(branch.under)]

    def _own(self, branch: Branch) -> list[Element]:
        """A provision without what lies under it, and what was done to it."""
        p = branch.provision
        done = [str(deed(change)) for change in reversed(self.plan.changes_of(p.id))]
        element = _wording(p, f"h{min(branch.level, 6)}" if branch.level else "p", p.kind)
        return [element, _ours(done)] if done else [element]

    def _gone(self, repealed: Repealed) -> Element:
        return _ours((str(repeal(self.plan, repealed)),))


def _is_numbered(root: Branch | Repealed) -> bool:
    return (root.provision.kind) in NUMBERED_KINDS


def _wording(provision: Provision, tag: str, name: str) -> Element:
    return H(tag, provision.text, {"id": provision.fragment, "class": name, "data-provision": provision.id})


def _ours(sentences: Iterable[str]) -> Element:
    return H.div({"class": "ours"}, *(H.p(sentence) for sentence in sentences))


# -- what holds the book together ------------------------------------------------------------------------------------


def _page(title: str, blocks: Iterable[Element]) -> Element:
    head = H.head(H.title(title), H.link(rel="stylesheet", type="text/css", href="kieu.css"))
    return H.html(head, H.body(*blocks), {"lang": "vi", _LANG: "vi"})


def _contents(outline: Iterable[Chapter]) -> Element:
    return H.nav(H.h1("Mục lục"), _entries(outline), {f"{{{_OPS}}}type": "toc", "id": "toc"})


def _entries(chapters: Iterable[Chapter]) -> Element:
    rows = (H.li(H.a(c.title, href=c.name), *([_entries(c.inner)] if c.inner else [])) for c in chapters)
    return H.ol(*rows)


def _container() -> Element:
    root = C.rootfile({"full-path": f"{_FOLDER}{_PACKAGE}", "media-type": "application/oebps-package+xml"})
    return C.container(C.rootfiles(root), version="1.0")


def _package(plan: Plan, chapters: Sequence[Chapter], site_url: str) -> Element:
    """The parts of the book, the order they are read in, and what the book is."""
    page = "application/xhtml+xml"
    rows = [("muc-luc", "muc-luc.xhtml", page), ("kieu", "kieu.css", "text/css")]
    rows += [(f"c{at}", chapter.name, page) for at, chapter in enumerate(chapters)]
    items = [P.item({"id": key, "href": name, "media-type": kind}) for key, name, kind in rows]
    items[0].set("properties", "nav")
    spine = (P.itemref(idref=f"c{at}") for at in range(len(chapters)))
    told = {"version": "3.0", "unique-identifier": "id", _LANG: "vi"}
    return P.package(_metadata(plan, site_url), P.manifest(*items), P.spine(*spine), told)


def _metadata(plan: Plan, site_url: str) -> Element:
    """The book is known by the name of the document as a work; it is as old as the wording in it."""
    source = [D.source(address(site_url))] if site_url else []
    return P.metadata(
        D.identifier(work(plan.type, plan.issuer, plan.date.isoformat(), slug(plan.number)), id="id"),
        D.title(f"{plan.name}: {plan.title}"), D.language("vi"), D.creator(plan.issuer), D.publisher(plan.site.name),
        D.date(plan.date.isoformat()), *source,
        P.meta(f"{plan.editions[-1].date.isoformat()}T00:00:00Z", property="dcterms:modified"),
        *(P.meta(value, property=f"schema:{name}") for name, value in _ABOUT),
    )  # fmt: skip
