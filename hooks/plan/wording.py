"""Official wording to HTML: the printed characters, untouched, with links and line-break rules laid over them.

The text content of what comes out equals the wording, always; whatever else is wanted stands outside. One `Wording`
serves one page: it gathers the abbreviations whose explanations the page must hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from .model import Plan, Provision
from .names import Mention
from .references import UNBROKEN
from .vietnamese import slug

_CLAUSE_END = re.compile(r"[.;)](?:\s+|$)")
"""Where an excerpt may begin or stop; the point inside a number is none."""


@dataclass(slots=True)
class Wording:
    """Wording for one page; `href` turns a site-relative address into one that works on that page."""

    plan: Plan
    href: Callable[[str], str]
    tips: dict[str, str] = field(default_factory=dict)
    """Slug of an abbreviation used on the page -> what it means; grows as wording is rendered."""
    parties: dict[str, None] = field(default_factory=dict)
    """Agencies and bodies the page names; grows likewise."""

    def element(self, provision: Provision, tag: str = "p", *, anchor: bool = True, in_force: bool = True) -> Markup:
        """The element that shows a provision: its text content is the wording with its label and nothing else. One that is
        not in force is told apart by its attribute."""
        says = Markup("data-provision" if in_force else "data-wording")
        names = f"wording kind-{provision.kind}"
        identity = Markup(' id="{}"').format(provision.fragment) if anchor else Markup("")
        return Markup('<{tag}{identity} class="{names}" {says}="{id}">{inner}</{tag}>').format(
            tag=Markup(tag), says=says, identity=identity, names=names, id=provision.id, inner=self.inner(provision)
        )

    def inner(self, provision: Provision) -> Markup:
        """Label and wording with what they name linked."""
        text, label = provision.text, provision.label
        parts = [Markup('<span class="label">{}</span>').format(label)] if label else []
        at = len(label)
        for mention in self.plan.mentions(provision):
            if mention.start < at:
                continue
            parts += [unbroken(text[at : mention.start]), self._link(text, mention)]
            at = mention.end
        return Markup("").join([*parts, unbroken(text[at:])])

    def excerpt(self, provision: Provision, target: str) -> Markup:
        """The clause of a wording that names `target`, the name marked; empty when it is not named."""
        text = provision.text
        mention = next((m for m in self.plan.mentions(provision) if m.target == target), None)
        if mention is None:
            return Markup("")
        ends = [match.end() for match in _CLAUSE_END.finditer(text)]
        start = max((end for end in ends if end <= mention.start), default=0)
        end = min((end for end in ends if end >= mention.end), default=len(text))
        self.meet(m for m in self.plan.mentions(provision) if start <= m.start < end)
        before = ("… " if start > len(provision.label) else "") + text[max(start, len(provision.label)) : mention.start]
        after = text[mention.end : end].rstrip() + (" …" if end < len(text) else "")
        return Markup("{}<mark>{}</mark>{}").format(before, text[mention.start : mention.end], after)

    def meet(self, mentions: Iterable[Mention]) -> None:
        """The bodies among what some words name are bodies of the page."""
        self.parties.update(dict.fromkeys(m.target for m in mentions if m.kind in ("agency", "body")))

    def _link(self, text: str, mention: Mention) -> Markup:
        words = text[mention.start : mention.end]
        if mention.kind == "abbreviation":
            address = self.plan.abbreviation_url(mention.target)
            return Markup('<a class="abbr" href="{}"{}>{}</a>').format(self.href(address), self._tip(words), words)
        self.meet((mention,))
        is_document = mention.kind == "document"
        address = self.plan.document(mention.target).url if is_document else self.plan.party_url(mention.target)
        tip = "" if is_document else self._tip(words)
        return Markup('<a class="ref ref-{}" href="{}"{}>{}</a>').format(mention.kind, self.href(address), tip, unbroken(words))

    def _tip(self, words: str) -> Markup:
        """What the abbreviations among `words` mean, as attributes of the link that holds them."""
        entries = self.plan.abbreviations_in(words)
        if not entries:
            return Markup("")
        for entry in entries:
            self.tips[slug(entry.short)] = entry.full
        told = "; ".join(entry.full if entry.short == words else f"{entry.short}: {entry.full}" for entry in entries)
        names = " ".join(f"tip-{slug(entry.short)}" for entry in entries)
        return Markup(' data-tip="{}" aria-describedby="{}"').format(told, names)


def unbroken(text: str) -> Markup:
    """Text whose symbols, dates and counted words do not break across lines; the characters stay as printed."""
    parts, at = [], 0
    for match in UNBROKEN.finditer(text):
        parts += [str(escape(text[at : match.start()])), f'<span class="nb">{escape(match[0])}</span>']
        at = match.end()
    return Markup("".join([*parts, str(escape(text[at:]))]))
