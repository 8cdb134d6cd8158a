"""Feeds (Atom, RFC 4287): what changed in the data, for all and for each agency, to follow without visiting.

A feed exists before the first change, so that one can follow from the start. Ids are made from the document and the
commit, never from an address: they stay when the site moves. Nothing comes from a clock.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable

from lxml import etree
from lxml.html import builder as html

from ..chronicle import VIETNAM, Chronicle, Entry
from ..digest import Line, Section, brief, came, sections
from ..model import Agency
from ..published import ALL_CHANGES, CHANGES, feed
from ..vietnamese import capital, short_date, slug
from .elements import Element, maker

ENTRIES = 40
"""How many of the newest steps a feed holds."""
_NOTICE = {False: "không phải sửa đổi của {}", True: "lời của {} chỉ đổi ở chỗ ghi theo văn bản nào"}
"""What changes of the data are to the document: without amendments among them, and with."""
_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MAKE = maker(_ATOM)


def files(chronicle: Chronicle, site_url: str) -> dict[str, bytes]:
    """Address -> content of every feed. Without `site_url` links are relative to the feed."""
    plan = chronicle.plan
    told = {ALL_CHANGES: _Writer(chronicle, site_url).written(chronicle.entries)}
    return told | {feed(agency): _Writer(chronicle, site_url, agency).written(chronicle.of(agency)) for agency in plan.agencies}


class _Writer:
    """Writes one feed: of an agency, or of everything."""

    def __init__(self, chronicle: Chronicle, site_url: str, agency: Agency | None = None) -> None:
        self.chronicle = chronicle
        self.plan = chronicle.plan
        self.site_url = site_url
        self.agency = agency
        self.address = feed(agency) if agency else ALL_CHANGES
        self.page = agency.url if agency else CHANGES

    def written(self, entries: tuple[Entry, ...]) -> bytes:
        plan, whose = self.plan, f"Thay đổi của {self.agency.name}" if self.agency else "Thay đổi"
        kept = entries[:ENTRIES]
        nothing = datetime.datetime.combine(plan.site.notice.as_of, datetime.time(), VIETNAM)
        amends = bool(self.chronicle.amending(kept))
        made = _MAKE.feed(
            _MAKE.id(self._id("")),
            _MAKE.title(f"{whose}: {plan.name}"),
            _MAKE.subtitle(f"Những gì đổi trong dữ liệu của trang “{plan.site.name}”; {_NOTICE[amends].format(plan.cite_self)}."),
            _MAKE.updated(max((entry.at for entry in kept), default=nothing).isoformat()),
            _MAKE.author(_MAKE.name(plan.site.name)),
            self._link(self.page, rel="alternate", type="text/html"),
            *([self._link(self.address, rel="self", type="application/atom+xml")] if self.site_url else []),
            *(self._entry(entry) for entry in kept),
        )
        made.set(_XML_LANG, "vi")
        etree.indent(made)
        return etree.tostring(made, xml_declaration=True, encoding="utf-8") + b"\n"

    def _entry(self, entry: Entry) -> Element:
        teller, first = self.chronicle.teller, entry.step.first
        told = () if first else sections(teller, entry.changes)
        words = f"Dữ liệu được đưa lên lần đầu: {came(entry.changes)}" if first else brief(teller, entry.changes)
        content = [html.P(f"{capital(words)}."), *(part for section in told for part in _section(section))]
        return _MAKE.entry(
            _MAKE.id(self._id(entry.step.commit)),
            _MAKE.title(f"Cập nhật {short_date(entry.day)}: {words}"),
            _MAKE.updated(entry.at.isoformat()),
            self._link(self.chronicle.address(entry), rel="alternate", type="text/html"),
            _MAKE.summary(f"{capital(words)}.", type="text"),
            _MAKE.content("".join(etree.tostring(part, encoding="unicode", method="html") for part in content), type="html"),
        )

    def _link(self, address: str, **values: str) -> Element:
        base = self.site_url or "../" * self.address.count("/")
        return _MAKE.link(href=base + address, **values)

    def _id(self, commit: str) -> str:
        """A name of its own for a feed or an entry of it: a UUID of version 8 (RFC 9562) from what it is about."""
        plan = self.plan
        parts = (slug(plan.number), plan.date.isoformat(), slug(plan.issuer), self.agency.id if self.agency else "", commit)
        digest = bytearray(hashlib.sha256("\n".join(parts).encode()).digest()[:16])
        digest[6], digest[8] = digest[6] & 0x0F | 0x80, digest[8] & 0x3F | 0x80
        text = digest.hex()
        return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _section(section: Section) -> Iterable[Element]:
    yield html.H3(section.name)
    if section.counts:
        yield html.P(f"{capital(section.counts)}.")
    else:
        yield html.UL(*(html.LI(*_line(line)) for line in section.lines))


def _line(line: Line) -> Iterable[Element | str]:
    yield f"{capital(line.words)}."
    for part in line.parts:
        yield html.BR()
        yield f"{capital(part.name)}: " if part.name else ""
        for piece in part.pieces:
            yield {"gone": html.DEL, "new": html.INS, "same": html.SPAN}[piece.kind](piece.text)
            yield " "
